"""Languages as Word names them (`languages.toml`)."""

from functools import cache
from importlib.resources import files

import msgspec


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    word: str


def find_word_language(code: str) -> str:
    """Return Word's name for a language: `en-GB` for `en`; a code that has a region or is not known stays as it is."""
    known = _load().get(code.lower())
    return known.word if known else code


@cache
def _load() -> dict[str, _Language]:
    data = files(__package__).joinpath("languages.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, _Language])
