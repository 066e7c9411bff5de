"""What is particular to a language, as data: one TOML file per language, loaded into typed tables."""

from functools import cache
from importlib.resources import files

import msgspec

from exporter.errors import ExporterError
from exporter.languages.comparison_lexicon import ComparisonLexicon
from exporter.languages.demand_lexicon import DemandLexicon, WordSet
from exporter.languages.formulas import Formulas


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the program knows of one language; `code` is ISO 639-1."""

    code: str
    name: str
    formulas: Formulas
    demands: DemandLexicon | None = None
    comparison: ComparisonLexicon | None = None


@cache
def load_language(code: str) -> Language:
    """Return the tables of the language `code`; raise ExporterError when there are none or they are damaged."""
    source = files(__package__).joinpath(f"{code}.toml")
    try:
        return msgspec.toml.decode(source.read_bytes(), type=Language, dec_hook=_read_words)
    except FileNotFoundError as error:
        known = ", ".join(list_languages())
        raise ExporterError(f"no language file {code}.toml", remedy=f"use one that is there: {known}") from error
    except msgspec.DecodeError as error:
        raise ExporterError(str(error), file=f"exporter/languages/{code}.toml") from error


def _read_words(kind: type, written: object) -> WordSet:
    if kind is not WordSet or not isinstance(written, str):
        raise TypeError(f"expected words in one string, not {written!r}")
    return WordSet(written.split())


@cache
def list_languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, sorted."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
