"""An account of how a text was read, for a person to look over before trusting the result."""

from msgspec import Struct

from exporter.model.notice import Severity
from exporter.model.resolution import Resolution


class PartRead(Struct, frozen=True, kw_only=True):
    """A part as it was read: where (`recital B`), its first and last words, how many words, how many points."""

    place: str
    heading: str | None
    first: str
    last: str
    words: int
    points: int


class Remark(Struct, frozen=True, kw_only=True):
    """Something repaired, doubted or left out; like ones together, with every place and how often it happened."""

    severity: Severity
    code: str
    message: str
    places: tuple[str, ...]
    count: int


class Reading(Struct, frozen=True, kw_only=True):
    """What was read of a text, and what was done on the way.

    `missing` are the facts that a text of its kind usually states and that were not found, as names of fields.
    """

    resolution: Resolution
    citations: tuple[PartRead, ...]
    recitals: tuple[PartRead, ...]
    paragraphs: tuple[PartRead, ...]
    footnotes: tuple[PartRead, ...]
    missing: tuple[str, ...]
    doubted: tuple[Remark, ...]
    left_out: tuple[Remark, ...]
    repaired: tuple[Remark, ...]
