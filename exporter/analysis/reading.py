"""How a text was read: every part with its first and last words, and what was repaired, doubted and left out."""

from collections.abc import Iterable, Sequence

from exporter.model.notice import Notice, Severity
from exporter.model.reading import PartRead, Reading, Remark
from exporter.model.resolution import Paragraph, Point, Recital, Resolution, Status, list_texts

FIRST_WORDS, LAST_WORDS = 7, 4

LEFT_OUT = ("-omitted", "-removed", "-resolution", "-resolutions", "-skipped", "-ignored")
"""How the codes of notices end that tell of something that is not part of the result."""

EXPECTED = ("reference", "title", "date", "citations", "paragraphs")
"""Fields that a text of a parliament fills; those of a status unknown may lack any of them."""


def find_reading(resolution: Resolution, notices: Sequence[Notice] | None = None) -> Reading:
    """Return the account of a resolution; of its own notices, or of these."""
    remarks = _gather(resolution.notices if notices is None else notices)
    left_out = [remark for remark in remarks if remark.code.endswith(LEFT_OUT)]
    others = [remark for remark in remarks if remark not in left_out]
    return Reading(
        resolution=resolution,
        citations=tuple(
            _read_text(f"citation {number}", item.text) for number, item in enumerate(resolution.citations, start=1)
        ),
        recitals=tuple(_read_part(f"recital {item.label}", item) for item in resolution.recitals),
        paragraphs=tuple(
            _read_part(f"paragraph {item.number or number}", item)
            for number, item in enumerate(resolution.paragraphs, start=1)
        ),
        footnotes=tuple(_read_text(f"footnote {note.mark}", note.text) for note in resolution.footnotes),
        missing=tuple(_list_missing(resolution)),
        doubted=tuple(remark for remark in others if remark.severity is not Severity.INFO),
        left_out=tuple(left_out),
        repaired=tuple(remark for remark in others if remark.severity is Severity.INFO),
    )


def _read_part(place: str, item: Recital | Paragraph) -> PartRead:
    return _read_text(place, " ".join(list_texts(item)), item.heading, _count_points(item.points))


def _read_text(place: str, text: str, heading: str | None = None, points: int = 0) -> PartRead:
    """Return a part by its words: all of them as `first` where there are few."""
    words = text.split()
    short = len(words) <= FIRST_WORDS + LAST_WORDS
    first = words if short else words[:FIRST_WORDS]
    last = [] if short else words[-LAST_WORDS:]
    return PartRead(
        place=place, heading=heading, first=" ".join(first), last=" ".join(last), words=len(words), points=points
    )


def _count_points(points: Iterable[Point]) -> int:
    return sum(1 + _count_points(point.points) for point in points)


def _list_missing(resolution: Resolution) -> Iterable[str]:
    yield from (name for name in EXPECTED if not getattr(resolution, name))
    if resolution.status is Status.UNKNOWN:
        yield "status"


def _gather(notices: Iterable[Notice]) -> list[Remark]:
    """Return the notices with like ones together, in the order in which each was first given."""
    groups: dict[tuple[Severity, str, str], list[str]] = {}
    for notice in notices:
        groups.setdefault((notice.severity, notice.code, notice.message), []).append(notice.location)
    return [
        Remark(
            severity=severity,
            code=code,
            message=message,
            places=tuple(dict.fromkeys(place for place in places if place)),
            count=len(places),
        )
        for (severity, code, message), places in groups.items()
    ]
