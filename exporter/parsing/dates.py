"""Dates in words, by the forms and months of a language."""

import datetime
import re
from collections.abc import Iterator

from exporter.languages.formulas import Formulas

DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|º|°|ª|ης|η|-a|-án|-én)?"
"""1 · 1st · 1er · 1º · 28ης"""


def compile_dates(formulas: Formulas) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a language's dates, each with the groups day, month and year."""
    return tuple(re.compile(_source(form, formulas), re.IGNORECASE) for form in formulas.dates)


def date_source(formulas: Formulas) -> str:
    """Return a pattern for any date of the language, without groups, to stand in a longer one."""
    return "|".join(re.sub(r"\?P<\w+>", "?:", _source(form, formulas)) for form in formulas.dates)


def _source(form: str, formulas: Formulas) -> str:
    months = "|".join(re.escape(month) for month in sorted(formulas.months, key=lambda month: (-len(month), month)))
    parts = {"{day}": DAY, "{month}": rf"(?P<month>{months})", "{year}": r"(?P<year>\d{4})"}
    pieces = re.split(r"(\{day\}|\{month\}|\{year\})", form)
    return "".join(parts.get(piece) or re.escape(piece) for piece in pieces)


def list_dates(text: str, formulas: Formulas, patterns: tuple[re.Pattern[str], ...]) -> Iterator[datetime.date]:
    """Yield the dates in a text, form by form, those that no calendar knows left out."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            if date := read_date(match, formulas):
                yield date


def read_date(match: re.Match[str] | None, formulas: Formulas) -> datetime.date | None:
    """Return the date that a pattern of `compile_dates` has matched; None for none, or one that no calendar knows."""
    if match is None:
        return None
    months = [month.lower() for month in formulas.months]
    return make_date(match["year"], months.index(match["month"].lower()) % 12 + 1, match["day"])


def make_date(year: str, month: int, day: str) -> datetime.date | None:
    """Return a date of its numbers, None where there is no such day."""
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None
