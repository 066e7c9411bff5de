"""Identifiers of parliamentary texts: a table of named patterns, each with an example."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from exporter.model.resolution import Status


class Kind(Enum):
    """What an identifier names."""

    JOINT_MOTION = "joint_motion"
    MOTION = "motion"
    REPORT = "report"
    ADOPTED = "adopted"
    PROCEDURE = "procedure"
    JOURNAL = "journal"
    CELEX = "celex"
    UN_RESOLUTION = "un_resolution"
    UN_DRAFT = "un_draft"


@dataclass(frozen=True)
class Identifier:
    """An identifier found in a text: its kind, its usual form, and where it stands."""

    kind: Kind
    value: str
    start: int
    end: int


PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.JOINT_MOTION, r"RC ?-? ?B ?\d{1,2} ?- ?\d{4} ?/ ?\d{4}"),  # RC-B9-0230/2022
    (Kind.MOTION, r"B ?\d{1,2} ?- ?\d{4} ?/ ?\d{4}"),  # B9-0234/2022
    (Kind.REPORT, r"A ?\d{1,2} ?- ?\d{4} ?/ ?\d{4}"),  # A9-0163/2024
    (Kind.ADOPTED, r"P ?\d{1,2} ?_ ?TA(?:-PROV)? ?\(\d{4}\) ?\d{4}"),  # P9_TA(2022)0201, P9_TA-PROV(2022)0201
    (Kind.PROCEDURE, r"\d{4}/ ?\d{4}[A-Z]? ?\( ?[A-Z]{3} ?\)"),  # 2022/2658(RSP)
    (Kind.CELEX, r"5\d{4}IP\d{4}(?:\(\d{2}\))?"),  # 52024IP0053(01)
    (Kind.JOURNAL, r"C/20\d{2}/\d{1,5}"),  # C/2025/1807
    (
        Kind.UN_DRAFT,
        r"A/(?:C\.\d|HRC|ES-\d+)?/?\d{1,3}/L\.\d+(?:/Rev\.\d+)?",
    ),  # A/C.3/80/L.24, A/HRC/40/L.7/Rev.1, A/78/L.5
    (
        Kind.UN_RESOLUTION,
        r"(?:A/(?:HRC/)?RES/(?:E?S-)?\d{1,3}/\d{1,3}(?:/? ?[A-Z])?|[SE]/RES/\d{1,4}(?:/\d{1,3}| ?\(\d{4}\)))(?![\w/])",
    ),  # A/RES/79/179, A/HRC/RES/40/29, S/RES/2334 (2016)
)
"""Kind → pattern; spaces that a line break left inside are dropped from the value."""

FINDER = re.compile("|".join(f"(?<![\\w/-])(?P<{kind.name}>{pattern})(?!\\d)" for kind, pattern in PATTERNS))

STATUS = {
    Kind.JOINT_MOTION: Status.JOINT_MOTION,
    Kind.MOTION: Status.MOTION,
    Kind.REPORT: Status.REPORT,
    Kind.ADOPTED: Status.ADOPTED,
    Kind.JOURNAL: Status.ADOPTED,
    Kind.CELEX: Status.ADOPTED,
    Kind.UN_RESOLUTION: Status.UN_RESOLUTION,
    Kind.UN_DRAFT: Status.UN_DRAFT,
}
"""What a text is whose own reference is of a kind."""


def find_identifiers(text: str) -> Iterator[Identifier]:
    """Yield the identifiers in a text, in order, each in its usual form without spaces."""
    for match in FINDER.finditer(text):
        kind = Kind[match.lastgroup or ""]
        yield Identifier(kind, _normalise(kind, match[0]), match.start(), match.end())


def _normalise(kind: Kind, value: str) -> str:
    compact = value.replace(" ", "")
    if kind is Kind.JOINT_MOTION and not compact.startswith("RC-"):
        return "RC-" + compact.removeprefix("RC")
    return compact
