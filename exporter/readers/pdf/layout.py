"""All pages of a PDF as rows in reading order, and how its usual line is set."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from exporter.readers.pdf import doubts
from exporter.readers.pdf.furniture import Columns, find_furniture
from exporter.readers.pdf.notes import Note
from exporter.readers.pdf.rows import Row, list_columns
from exporter.readers.pdf.sheets import HIDDEN, ROTATED, Sheet, Word

PARAGRAPH_GAP = 1.3
"""In usual line distances: a wider one is a blank line."""

SMALLEST = 1.0
"""Points; smaller type is an error of the file."""

COMMON = 0.1
"""Share of all line distances from which on one is common."""


@dataclass
class Layout:
    """The rows of each page in columns, the running heads taken out of them, usual size and line distance, notes."""

    pages: list[Columns]
    heads: list[str]
    body: float
    leading: float
    notes: list[Note] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[Row]:
        """All rows in reading order."""
        return _list_rows(self.pages)

    def is_gap(self, above: Row, row: Row) -> bool:
        """Return whether there is a blank line between two rows of a column."""
        usual = self.leading / self.body
        return above.base - row.base > PARAGRAPH_GAP * usual * max(above.size, row.size)


def make_layout(sheets: Sequence[Sheet]) -> Layout:
    """Return the rows of pages without running heads and feet."""
    pages = [list_columns(sheet, _list_visible(sheet)) for sheet in sheets]
    body, leading = _measure_type(pages)
    furniture = find_furniture(sheets, pages, body, leading)
    heads = [row.text for row in _list_rows(pages) if id(row) in furniture]
    kept = [[[row for row in column if id(row) not in furniture] for column in columns] for columns in pages]
    return Layout(kept, heads, body, leading)


def _list_visible(sheet: Sheet) -> list[Word]:
    """Return the words that a reader of the page sees; of a scan with its text laid under it, those."""
    straight = [word for word in sheet.words if not word.bits & ROTATED]
    if not doubts.is_scan(sheet):
        straight = [word for word in straight if not word.bits & HIDDEN]
    straight = [word for word in straight if word.size >= SMALLEST]
    return [word for word in straight if -1 < word.left < sheet.width + 1 and -1 < word.base < sheet.height + 1]


def _measure_type(pages: Sequence[Columns]) -> tuple[float, float]:
    """Return the usual size of type and the usual distance of its lines."""
    sizes: Counter[float] = Counter()
    for row in _list_rows(pages):
        sizes[row.size] += sum(len(word.text) for word in row.words)
    body = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
    distances = [
        round(above.base - below.base, 1)
        for columns in pages
        for column in columns
        for above, below in pairwise(column)
        if above.size == below.size == body and 0.8 * body < above.base - below.base < 3 * body
    ]
    return body, _find_leading(distances) or 1.2 * body


def _find_leading(distances: Sequence[float]) -> float:
    """Return the smallest distance that is common: where paragraphs are short, the most common is that between them."""
    counts = Counter(distances)
    return min((distance for distance in counts if counts[distance] >= COMMON * len(distances)), default=0.0)


def _list_rows(pages: Sequence[Columns]) -> Iterator[Row]:
    for columns in pages:
        for column in columns:
            yield from column
