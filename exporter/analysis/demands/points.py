"""Where the points of a paragraph stand in its running text."""

from collections.abc import Iterator

from msgspec import Struct

from exporter.model.resolution import Paragraph, Point, format_points


class PointPlace(Struct, frozen=True, gc=False):
    """A point's characters: its label from `label_start`, its words from `start` to `end`; `top` if not nested."""

    label_start: int
    start: int
    end: int
    top: bool


def locate_points(paragraph: Paragraph) -> tuple[PointPlace, ...]:
    """Return the places of all points in `running_text(paragraph)`, in order."""
    offset = len(paragraph.text) + 1 if paragraph.text else 0
    return tuple(_locate(paragraph.points, offset, top=True))


def _locate(points: tuple[Point, ...], offset: int, *, top: bool) -> Iterator[PointPlace]:
    for point in points:
        whole = len(format_points((point,)))
        start = offset + (len(point.label) + 1 if point.label else 0)
        yield PointPlace(offset, min(start, offset + whole), offset + whole, top)
        nested = start + (len(point.text) + 1 if point.text else 0)
        yield from _locate(point.points, nested, top=False)
        offset += whole + 1
