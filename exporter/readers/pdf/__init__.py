"""PDF with a text layer: lines in reading order, without running heads, notes kept apart."""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from exporter.errors import ReadError
from exporter.model.outline import Block, Outline
from exporter.model.resolution import SourceFile
from exporter.parsing.hyphens import Joiner
from exporter.parsing.lines import Line, clean_text
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import load_phrases
from exporter.readers.pdf import doubts
from exporter.readers.pdf.furniture import Columns, find_furniture, list_references
from exporter.readers.pdf.notes import Note, make_footnotes, take_notes, write_text
from exporter.readers.pdf.rows import Row, list_columns
from exporter.readers.pdf.sheets import HIDDEN, ROTATED, Answer, Sheet, Word, read_sheets

MAGIC, HEAD = b"%PDF-", 1024
"""What a PDF begins with, within so many bytes."""

PARAGRAPH_GAP = 1.3
"""In usual line distances: a wider one is a blank line."""


@dataclass
class Layout:
    """The lines of all pages in reading order, the rows of each page in columns, and the notes."""

    pages: list[Columns]
    body: float
    leading: float
    notes: list[Note] = field(default_factory=list)


def read(data: bytes, source: SourceFile) -> Outline:
    """Return the lines of a PDF; raise ReadError when it is none, locked, damaged, or a scan without text."""
    if MAGIC not in data[:HEAD]:
        message = "the file is empty" if not data.strip() else "the file is not a PDF, whatever its name says"
        raise ReadError(message, file=source.file, remedy="fetch it again")
    answer = read_sheets(data, source.file)
    doubts.refuse_empty(answer, source.file)
    visible = [_list_visible(sheet) for sheet in answer.pages]
    pages = [list_columns(sheet, words) for sheet, words in zip(answer.pages, visible, strict=True)]
    layout = Layout(pages, *_measure_type(pages))
    furniture = find_furniture(answer.pages, pages, layout.body, layout.leading)
    heads = [row.text for columns in pages for column in columns for row in column if id(row) in furniture]
    layout.pages = [_drop(columns, furniture) for columns in pages]
    for columns in layout.pages:
        columns[:] = [take_notes(column, layout.body, layout.notes) for column in columns]
    return _make_outline(source, answer, layout, heads)


def _make_outline(source: SourceFile, answer: Answer, layout: Layout, heads: Sequence[str]) -> Outline:
    marks = frozenset(note.mark for note in layout.notes)
    blocks = list(_list_blocks(layout, marks))
    notices = Notices(doubts.list_doubts(answer, heads))
    joiner = Joiner([Line(clean_text(block.text)) for block in blocks], load_phrases("en"), notices)

    def join(lines: Sequence[str], place: str) -> str:
        return joiner.join([Line(clean_text(line)) for line in lines], place)

    references = [Block(text=text) for text in list_references(heads, blocks)]
    gap = [Block(text="")] if references else []
    footnotes = make_footnotes(layout.notes, join)
    return Outline(
        source=source,
        blocks=(*references, *gap, *blocks),
        wrapped=True,
        footnotes=footnotes,
        notices=tuple(notices.items),
    )


def _list_visible(sheet: Sheet) -> list[Word]:
    """Return the words that a reader of the page sees; of a scan with its text laid under it, those."""
    straight = [word for word in sheet.words if not word.bits & ROTATED]
    visible = [word for word in straight if not word.bits & HIDDEN]
    if doubts.is_scan(sheet):
        visible = straight
    return [word for word in visible if -1 < word.left < sheet.width + 1 and -1 < word.base < sheet.height + 1]


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
    return body, statistics.mode(sorted(distances)) if distances else 1.2 * body


def _list_rows(pages: Sequence[Columns]) -> Iterator[Row]:
    for columns in pages:
        for column in columns:
            yield from column


def _drop(columns: Columns, furniture: set[int]) -> Columns:
    return [[row for row in column if id(row) not in furniture] for column in columns]


def _list_blocks(layout: Layout, marks: frozenset[str]) -> Iterator[Block]:
    """Yield a block for each line, empty ones for blank lines, a form feed where a page begins."""
    for number, columns in enumerate(layout.pages):
        page_break = "\f" if number else ""
        for column in columns:
            above: Row | None = None
            for row in column:
                if above is not None and _is_gap(above, row, layout):
                    yield Block(text="")
                yield Block(text=page_break + write_text(row, marks), place=f"page {row.page}", bold=row.bold)
                above, page_break = row, ""


def _is_gap(above: Row, row: Row, layout: Layout) -> bool:
    usual = layout.leading / layout.body
    return above.base - row.base > PARAGRAPH_GAP * usual * max(above.size, row.size)
