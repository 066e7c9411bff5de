"""When texts were tabled and when adopted: events on a scale of days, on separate lanes."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from exporter.publishing.figures.shapes import WIDTH, Figure, Shape, Words, diamond, join, line, measure
from exporter.publishing.labels import Labels

Lane = Literal["tabled", "adopted", "dated"]
LANES: tuple[Lane, ...] = ("tabled", "adopted", "dated")

START, END = 62.0, WIDTH - 8
TOP = 8.0
ROW = 17.0
BETWEEN = 7.0
MARK = 3.4
CLEAR = 6.0
"""Half of what a line of words takes of the lines that go down behind it."""
MOST_EVENTS = 24
MOST_TICKS = 9


class Point(Struct, frozen=True, kw_only=True):
    """An event: its lane, the name of the text, the date in words, and whether the text itself says so (`own`)."""

    day: datetime.date
    lane: Lane
    date: str
    name: str
    own: bool


class Placed(Struct, frozen=True, kw_only=True):
    """A point at its place, its words before (`end`) or behind (`start`) it."""

    point: Point
    x: float
    y: float
    before: bool


def draw_timeline(points: Sequence[Point], figure_id: str, labels: Labels) -> Figure | None:
    """Return the picture; None for fewer than two days, or for more events than can be told apart."""
    if len({point.day for point in points}) < 2 or len(points) > MOST_EVENTS:
        return None
    first, last = min(point.day for point in points), max(point.day for point in points)
    placed, heights, bottom = _place(points, first, last)
    lanes = [
        Words(x=0, y=y + 3, text=labels(f"figure.timeline.{lane}"), weight="strong") for lane, y in heights.items()
    ]
    marks = [shape for item in placed for shape in _draw(item, placed, bottom)]
    return Figure(
        id=figure_id,
        title=labels("figure.timeline.title", n=len(points), first=_date(points, first), last=_date(points, last)),
        description=join([f"{labels(f'figure.timeline.{item.lane}')}: {item.date}, {item.name}." for item in points]),
        width=WIDTH,
        height=bottom + 14,
        shapes=(Shape(path=line(START, bottom, END, bottom), role="rule"), *_ticks(first, last, bottom), *marks),
        words=(*lanes, *_years(first, last, bottom), *(_say(item) for item in placed)),
    )


def _date(points: Sequence[Point], day: datetime.date) -> str:
    return next(point.date for point in points if point.day == day)


def _across(day: datetime.date, first: datetime.date, last: datetime.date) -> float:
    return START + 10 + (END - START - 20) * ((day - first).days / max(1, (last - first).days))


def _place(
    points: Sequence[Point], first: datetime.date, last: datetime.date
) -> tuple[list[Placed], dict[Lane, float], float]:
    """Return the points in rows where no words meet, the height of each lane that has any, and that of the scale."""
    placed: list[Placed] = []
    heights: dict[Lane, float] = {}
    y = TOP
    for lane in LANES:
        own = sorted((point for point in points if point.lane == lane), key=lambda point: point.day)
        rows: list[list[tuple[float, float]]] = []
        for point in own:
            x = _across(point.day, first, last)
            before = x > (START + END) / 2
            row = _find_row(rows, _extent(point, x, before))
            placed.append(Placed(point=point, x=x, y=y + row * ROW, before=before))
        if own:
            heights[lane] = y
            y += len(rows) * ROW + BETWEEN
    return placed, heights, y - BETWEEN


def _extent(point: Point, x: float, before: bool) -> tuple[float, float]:
    width = measure(f"{point.date} {point.name}") + 12
    return (x - width, x + 6) if before else (x - 6, x + width)


def _covers(item: Placed, x: float) -> bool:
    """Return whether the words of an event stand where a line would go down at `x`."""
    left, right = _extent(item.point, item.x, item.before)
    return left < x < right and abs(x - item.x) > MARK


def _find_row(rows: list[list[tuple[float, float]]], extent: tuple[float, float]) -> int:
    """Return the first row where the extent is free, and take it."""
    for number, row in enumerate(rows):
        if all(extent[1] < left or extent[0] > right for left, right in row):
            row.append(extent)
            return number
    rows.append([extent])
    return len(rows) - 1


def _draw(item: Placed, placed: Sequence[Placed], bottom: float) -> Iterator[Shape]:
    top = item.y
    for y in sorted({other.y for other in placed if other.y > item.y and _covers(other, item.x)}):
        yield Shape(path=line(item.x, top, item.x, y - CLEAR), role="rule")
        top = y + CLEAR
    yield Shape(path=line(item.x, top, item.x, bottom), role="rule")
    yield Shape(path=diamond(item.x, item.y, MARK), role="full" if item.point.own else "open")


def _say(item: Placed) -> Words:
    offset = -8 if item.before else 8
    text = f"{item.point.date} · {item.point.name}"
    return Words(x=item.x + offset, y=item.y + 3, text=text, anchor="end" if item.before else "start")


def _list_years(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    years = range(first.year + 1, last.year + 1)
    step = -(-len(years) // MOST_TICKS) or 1
    return [datetime.date(year, 1, 1) for year in years[::step]]


def _ticks(first: datetime.date, last: datetime.date, bottom: float) -> Iterator[Shape]:
    for day in _list_years(first, last):
        x = _across(day, first, last)
        yield Shape(path=line(x, bottom, x, bottom + 4), role="rule")


def _years(first: datetime.date, last: datetime.date, bottom: float) -> Iterator[Words]:
    for day in _list_years(first, last):
        x = _across(day, first, last)
        yield Words(x=x, y=bottom + 12, text=str(day.year), anchor="middle", weight="muted")
