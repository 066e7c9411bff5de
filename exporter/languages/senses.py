"""Words for the same thing, and words that say little: what the comparison knows beyond the words of a text."""

from functools import cache
from importlib.resources import files

import msgspec

from exporter.errors import ExporterError


class Senses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`fields` holds, for each field of policy, groups of words and phrases for one thing.

    `light` groups are acts and the like, of any field; `common` words say little. The first of a group is its name.
    """

    common: tuple[str, ...] = ()
    light: tuple[tuple[str, ...], ...] = ()
    fields: dict[str, tuple[tuple[str, ...], ...]] = {}


@cache
def load_senses(code: str) -> Senses:
    """Return the senses of a language, none for a language without a file; raise ExporterError if it is damaged."""
    name = f"{code}-senses.toml"
    source = files(__package__).joinpath("gazetteers", name)
    try:
        return msgspec.toml.decode(source.read_bytes(), type=Senses)
    except FileNotFoundError:
        return Senses()
    except msgspec.DecodeError as error:
        raise ExporterError(str(error), file=f"exporter/languages/gazetteers/{name}") from error
