"""The fixed words of the publications, one TOML file per language, every language with every key."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from exporter.errors import TemplateError
from exporter.publishing.environment import find_file, read_text

REFERENCE_LANGUAGE = "en"

# {n} or {title}
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Labels:
    """The words of one language: `labels("briefing.demands", n=3)`; a key with `one` and `other` is chosen by `n`."""

    def __init__(self, words: Mapping[str, str], months: Sequence[str], file: Path) -> None:
        self.words = dict(words)
        self.months = tuple(months)
        self.file = file

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with the values in their places.

        Raises TemplateError when there is no such key, or a value is missing.
        """
        if "n" in values:
            plural = f"{key}.one" if values["n"] == 1 else f"{key}.other"
            key = plural if plural in self.words else key
        if key not in self.words:
            raise TemplateError(f"there is no label {key!r}", file=self.file)
        return _PLACE.sub(lambda found: self._fill(key, found[1], values), self.words[key])

    def _fill(self, key: str, name: str, values: Mapping[str, object]) -> str:
        if name not in values:
            raise TemplateError(f"label {key!r} needs a value for {{{name}}}", file=self.file)
        return str(values[name])

    def format_date(self, day: date) -> str:
        """Return the date as people of this language write it: `28 November 2024`."""
        return self("date", day=day.day, month=self.months[day.month - 1], year=day.year)


def load_labels(language: str, folders: Sequence[Path]) -> Labels:
    """Return the words of a language; a user's file need only hold the keys it changes.

    Raises TemplateError when the language is not there, or the file is not a table of texts.
    """
    words: dict[str, str] = {}
    months: Sequence[str] = ()
    for folder in reversed(folders):
        path = folder / "labels" / f"{language}.toml"
        if path.is_file():
            table = read_table(path)
            months = _read_months(table.pop("months", months), path)
            words |= dict(flatten(table, path))
    return Labels(words, months, find_file(f"labels/{language}.toml", folders))


def read_table(path: Path) -> dict[str, Any]:
    """Return the TOML table of a label file."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise TemplateError(str(error), file=path, line=int(found[1]) if found else None) from error


def _read_months(value: object, path: Path) -> Sequence[str]:
    if not (isinstance(value, list | tuple) and len(value) == 12 and all(isinstance(item, str) for item in value)):
        raise TemplateError("months: not a list of the twelve names", file=path)
    return value


def flatten(table: Mapping[str, Any], path: Path, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words of nested tables under dotted keys: `("briefing.demands.one", "{n} demand")`."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, path, f"{prefix}{name}.")
        elif isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            raise TemplateError(f"{prefix}{name}: not a text", file=path)
