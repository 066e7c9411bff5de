"""Who was asked how much, and when: for each addressee a row of bars, one for each text."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from exporter.publishing.figures.shapes import WIDTH, Figure, Role, Shape, Words, box, join, line, measure, shorten
from exporter.publishing.labels import Labels

NAMES = 158.0
TOP = 24.0
ROW = 15.0
BAR = 8.0
NUMBER = 22.0
"""Room behind the longest bar for its number."""
MOST_TEXTS, MOST_ROWS = 6, 18


class Column(Struct, frozen=True, kw_only=True):
    """One text: its name over the bars, its status in a word, and whether it was adopted (full bars, else outlined)."""

    name: str
    status: str
    adopted: bool


def draw_bars(
    columns: Sequence[Column], rows: Sequence[tuple[str, tuple[int, ...]]], figure_id: str, labels: Labels
) -> Figure | None:
    """Return the picture; None for fewer than two texts, or where there is nothing or too much to show at a glance."""
    if not (2 <= len(columns) <= MOST_TEXTS and 2 <= len(rows) <= MOST_ROWS):
        return None
    most = max(max(counts) for _, counts in rows)
    if not most:
        return None
    width = (WIDTH - NAMES) / len(columns)
    scale = (width - NUMBER) / most
    lefts = [NAMES + number * width for number in range(len(columns))]
    shapes: list[Shape] = []
    words = list(_heads(columns, lefts))
    for number, (name, counts) in enumerate(rows):
        y = TOP + number * ROW
        words.append(Words(x=NAMES - 6, y=y + BAR, text=shorten(name, NAMES - 8), anchor="end"))
        for column, left, count in zip(columns, lefts, counts, strict=True):
            if count:
                role: Role = "full" if column.adopted else "half"
                shapes.append(Shape(path=box(left, y, count * scale, BAR), role=role))
                words.append(Words(x=left + count * scale + 3, y=y + BAR, text=str(count)))
    bottom = TOP + len(rows) * ROW
    shapes += [Shape(path=line(left, TOP - 4, left, bottom - 3), role="rule") for left in lefts]
    return Figure(
        id=figure_id,
        title=labels("figure.bars.title", addressees=len(rows), texts=len(columns)),
        description=join([_tell(column, number, rows, labels) for number, column in enumerate(columns)]),
        width=WIDTH,
        height=bottom + 2,
        shapes=tuple(shapes),
        words=tuple(words),
    )


def _heads(columns: Sequence[Column], lefts: Sequence[float]) -> Iterator[Words]:
    width = (WIDTH - NAMES) / len(columns)
    for column, left in zip(columns, lefts, strict=True):
        head = f"{column.name} · {column.status}"
        # the shade of the bars and the table tell the status too
        text = head if measure(head) <= width - 4 else shorten(column.name, width - 4)
        yield Words(x=left, y=TOP - 11, text=text, weight="strong")


def _tell(column: Column, number: int, rows: Sequence[tuple[str, tuple[int, ...]]], labels: Labels) -> str:
    asked = ", ".join(f"{name} {counts[number]}" for name, counts in rows if counts[number])
    return labels("figure.bars.description", name=column.name, asked=asked) if asked else ""
