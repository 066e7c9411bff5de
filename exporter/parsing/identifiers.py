"""Identifiers of parliamentary texts: a table of named patterns, each with an example."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.model.resolution import Naming, Status


@dataclass(frozen=True)
class Found:
    """An identifier found in a text: its kind, its usual form, and where it stands."""

    kind: Naming
    value: str
    start: int
    end: int


PATTERNS: tuple[tuple[Naming, str], ...] = (
    (Naming.JOINT_MOTION, r"RC ?-? ?B ?\d{1,2} ?- ?\d{4} ?/ ?\d{4}"),  # RC-B9-0230/2022
    (Naming.MOTION, r"B ?\d{1,2} ?- ?\d{4} ?/ ?\d{4}"),  # B9-0234/2022
    (Naming.REPORT, r"A ?\d{1,2} ?- ?\d{4} ?/ ?\d{4}"),  # A9-0163/2024
    (Naming.ADOPTED, r"P ?\d{1,2} ?_ ?TA(?:-PROV)? ?\(\d{4}\) ?\d{4}"),  # P9_TA(2022)0201, P9_TA-PROV(2022)0201
    (Naming.PROCEDURE, r"\d{4}/ ?\d{4}[A-Z]? ?\( ?[A-Z]{3} ?\)"),  # 2022/2658(RSP)
    (Naming.CELEX, r"5\d{4}IP\d{4}(?:\(\d{2}\))?"),  # 52024IP0053(01)
    (Naming.JOURNAL, r"C/20\d{2}/\d{1,5}"),  # C/2025/1807
    (
        Naming.UN_DRAFT,
        r"A/(?:C\.\d|HRC|ES-\d+)?/?\d{1,3}/L\.\d+(?:/Rev\.\d+)?",
    ),  # A/C.3/80/L.24, A/HRC/40/L.7/Rev.1, A/78/L.5
    (
        Naming.UN_RESOLUTION,
        r"(?:A/(?:HRC/)?RES/(?:E?S-)?\d{1,3}/\d{1,3}(?:/? ?[A-Z])?|[SE]/RES/\d{1,4}(?:/\d{1,3}| ?\(\d{4}\)))(?![\w/])",
    ),  # A/RES/79/179, A/HRC/RES/40/29, S/RES/2334 (2016)
)
"""Naming → pattern; spaces that a line break left inside are dropped from the value."""

FOUR_FIGURES = re.compile(r"[0-9]{4}")

STATUS = {
    Naming.JOINT_MOTION: Status.JOINT_MOTION,
    Naming.MOTION: Status.MOTION,
    Naming.REPORT: Status.REPORT,
    Naming.ADOPTED: Status.ADOPTED,
    Naming.JOURNAL: Status.ADOPTED,
    Naming.CELEX: Status.ADOPTED,
    Naming.UN_RESOLUTION: Status.UN_RESOLUTION,
    Naming.UN_DRAFT: Status.UN_DRAFT,
}
"""What a text is whose own reference is of a kind."""


BEGIN = re.compile(r"[A-Z0-9h](?<![\w/-].)(?:(?<=[A-Z])(?![a-z])|(?<=[0-9])(?=[0-9]{3})|(?<=h)(?=ttp))")
"""Where one may begin: the first sign of "A9-", "OJ", "B 9", of "2022/" or of "https:", but not of "Calls" or "15"."""


def compile_finder(patterns: Sequence[tuple[Naming, str]], before: str) -> re.Pattern[str]:
    """Return a pattern for all in a table, the last group named after the one that fits; `before` is what parts words.

    The names stand behind the patterns, so that first letters are compared before anything else is tried.
    """
    kinds = "|".join(f"{pattern}(?P<{kind.name}>)" for kind, pattern in patterns)
    return re.compile(rf"{before}(?:{kinds})(?!\d)")


FINDER = compile_finder(PATTERNS, r"(?<![\w/-])")


def find_all(finder: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a finder, in order, as its own `finditer` does, which tries it at every letter instead."""
    end = 0
    for begin in BEGIN.finditer(text):
        if begin.start() >= end and (match := finder.match(text, begin.start())):
            end = match.end()
            yield match


def may_name(text: str) -> bool:
    """Return whether a text has what every identifier has and most sentences have not: a stroke, or a year."""
    return "/" in text or FOUR_FIGURES.search(text) is not None


def find_identifiers(text: str) -> Iterator[Found]:
    """Yield the identifiers in a text, in order, each in its usual form without spaces."""
    for match in find_all(FINDER, text) if may_name(text) else ():
        kind = Naming[match.lastgroup or ""]
        yield Found(kind, _normalise(kind, match[0]), match.start(), match.end())


def _normalise(kind: Naming, value: str) -> str:
    compact = value.replace(" ", "")
    if kind is Naming.JOINT_MOTION and not compact.startswith("RC-"):
        return "RC-" + compact.removeprefix("RC")
    return compact
