"""The fixed words of the publications, one TOML file per language, every language with every key."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from exporter.errors import TemplateError
from exporter.publishing.environment import find_file, read_text, refuse_outside

REFERENCE_LANGUAGE = "en"
"""The language whose file says which words there are."""

_SETTINGS = ("months", "singular", "first-day")
# fr or pt-BR
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# {n} or {title}
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Calendar:
    """How a language names months and the first day of one (`1er`, else empty), and which numbers are singular."""

    months: tuple[str, ...] = ()
    first_day: str = ""
    singular: tuple[int, ...] = (1,)


class Labels:
    """The words of one language: `labels("briefing.demands", n=3)`; a key with `one` and `other` is chosen by `n`."""

    def __init__(self, words: Mapping[str, str], calendar: "Calendar", file: Path) -> None:
        self.words = dict(words)
        self.calendar = calendar
        self.file = file

    @property
    def language(self) -> str:
        """Return the language, such as `en`."""
        return self.file.stem

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key with the values in their places.

        Raises TemplateError when there is no such key, or a value is missing.
        """
        if "n" in values:
            plural = f"{key}.one" if values["n"] in self.calendar.singular else f"{key}.other"
            key = plural if plural in self.words else key
        return "".join(text for text, _ in self.split(key, values))

    def split(self, key: str, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield the words of a key piece by piece: each fixed text with "", each value with its name.

        Raises TemplateError when there is no such key, or a value is missing.
        """
        if key not in self.words:
            raise TemplateError(f"there is no label {key!r}", file=self.file)
        # the pattern has one group, so that every second piece is a name
        for number, piece in enumerate(_PLACE.split(self.words[key])):
            if piece:
                yield (self._fill(key, piece, values), piece) if number % 2 else (piece, "")

    def _fill(self, key: str, name: str, values: Mapping[str, object]) -> str:
        if name not in values:
            raise TemplateError(f"label {key!r} needs a value for {{{name}}}", file=self.file)
        return str(values[name])

    def format_date(self, day: date) -> str:
        """Return the date as people of this language write it: `28 November 2024`."""
        number = self.calendar.first_day if day.day == 1 and self.calendar.first_day else day.day
        return self("date", day=number, month=self.calendar.months[day.month - 1], year=day.year)

    def format_number(self, number: float, places: int = 0) -> str:
        """Return the number as people of this language write it: `1,000`, `1.5`."""
        marks = {",": self("thousands"), ".": self("decimal-point")}
        return "".join(marks.get(sign, sign) for sign in f"{number:,.{places}f}")


def load_labels(language: str, folders: Sequence[Path]) -> Labels:
    """Return the words of a language; a user's file need only hold the keys it changes.

    Raises TemplateError when the language is not there, the file is not a table of texts, or a key is missing.
    """
    if not _LANGUAGE.fullmatch(language):
        raise TemplateError(f"{language!r} is not a language such as {REFERENCE_LANGUAGE!r}")
    words: dict[str, str] = {}
    calendar = Calendar()
    for folder in reversed(folders):
        path = folder / "labels" / f"{language}.toml"
        if path.is_file():
            refuse_outside(path, folder)
            table = read_table(path)
            calendar = _read_calendar(table, calendar, path)
            words |= dict(flatten(table, path))
    file = find_file(f"labels/{language}.toml", folders)
    _check_keys(words, folders, file)
    return Labels(words, calendar, file)


def list_languages(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the languages that there are fixed words in, such as `("de", "en", "es", "fr")`."""
    return tuple(sorted({path.stem for folder in folders for path in (folder / "labels").glob("*.toml")}))


def _check_keys(words: Mapping[str, str], folders: Sequence[Path], file: Path) -> None:
    """Refuse words of which a key of the shipped reference language is missing: a page would stop in its middle."""
    table = read_table(find_file(f"labels/{REFERENCE_LANGUAGE}.toml", folders[-1:]))
    reference = {key for key, _ in flatten({k: v for k, v in table.items() if k not in _SETTINGS}, file)}
    missing = sorted(reference - set(words))
    if missing:
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise TemplateError(
            f"the label {missing[0]!r} is missing{more}", file=file, remedy=f"see labels/{REFERENCE_LANGUAGE}.toml"
        )


def read_table(path: Path) -> dict[str, Any]:
    """Return the TOML table of a label file."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise TemplateError(str(error), file=path, line=int(found[1]) if found else None) from error


def _read_calendar(table: dict[str, Any], before: Calendar, path: Path) -> Calendar:
    """Return what a table says of dates and numbers, over what was known before; takes it out of the table."""
    months = table.pop("months", list(before.months))
    if not (isinstance(months, list) and len(months) == 12 and all(isinstance(item, str) for item in months)):
        raise TemplateError("months: not a list of the twelve names", file=path)
    singular = table.pop("singular", list(before.singular))
    if not (isinstance(singular, list) and all(isinstance(item, int) for item in singular)):
        raise TemplateError("singular: not a list of whole numbers", file=path)
    first = table.pop("first-day", before.first_day)
    if not isinstance(first, str):
        raise TemplateError("first-day: not a text", file=path)
    return replace(before, months=tuple(months), singular=tuple(singular), first_day=first)


def flatten(table: Mapping[str, Any], path: Path, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words of nested tables under dotted keys: `("briefing.demands.one", "{n} demand")`."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flatten(value, path, f"{prefix}{name}.")
        elif isinstance(value, str):
            yield f"{prefix}{name}", value
        else:
            raise TemplateError(f"{prefix}{name}: not a text", file=path)
