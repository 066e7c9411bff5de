"""PDF with a text layer: lines in reading order, without running heads, notes kept apart."""

from collections.abc import Iterator, Sequence

from exporter.errors import ReadError
from exporter.model.outline import Block, Outline
from exporter.model.resolution import SourceFile
from exporter.parsing.hyphens import Joiner
from exporter.parsing.lines import Line, clean_text
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import load_phrases
from exporter.readers.pdf import doubts
from exporter.readers.pdf.editions import find_publication, read_edition
from exporter.readers.pdf.furniture import list_references
from exporter.readers.pdf.hyphens import make_plain, mend_soft_hyphens
from exporter.readers.pdf.layout import Layout, make_layout
from exporter.readers.pdf.notes import make_footnotes, take_notes, write_text
from exporter.readers.pdf.sheets import Answer, read_sheets

MAGIC, HEAD = b"%PDF-", 1024
"""What a PDF begins with, within so many bytes."""


def read(data: bytes, source: SourceFile) -> Outline:
    """Return the lines of a PDF; raise ReadError when it is none, locked, damaged, or a scan without text."""
    if MAGIC not in data[:HEAD]:
        message = "the file is empty" if not data.strip() else "the file is not a PDF, whatever its name says"
        raise ReadError(message, file=source.file, remedy="fetch it again")
    answer = read_sheets(data, source.file)
    doubts.refuse_empty(answer, source.file)
    layout = make_layout(answer.pages)
    if publication := find_publication(answer):
        return read_edition(publication, layout, source, answer)
    for columns in layout.pages:
        columns[:] = [take_notes(column, layout.body, layout.notes) for column in columns]
    return _make_outline(source, answer, layout)


def _make_outline(source: SourceFile, answer: Answer, layout: Layout) -> Outline:
    marks = frozenset(note.mark for note in layout.notes)
    blocks = mend_soft_hyphens(list(_list_blocks(layout, marks)))
    notices = Notices(doubts.list_doubts(answer, layout.heads))
    joiner = Joiner([Line(clean_text(block.text)) for block in blocks], load_phrases("en"), notices)

    def join(lines: Sequence[str], place: str) -> str:
        return joiner.join([Line(clean_text(make_plain(line))) for line in lines], place)

    references = [Block(text=text) for text in list_references(layout.heads, blocks)]
    gap = [Block(text="")] if references else []
    return Outline(
        source=source,
        blocks=(*references, *gap, *blocks),
        wrapped=True,
        footnotes=make_footnotes(layout.notes, join),
        notices=tuple(notices.items),
    )


def _list_blocks(layout: Layout, marks: frozenset[str]) -> Iterator[Block]:
    """Yield a block for each line, empty ones for blank lines, a form feed where a page begins."""
    for number, columns in enumerate(layout.pages):
        page_break = "\f" if number else ""
        for column in columns:
            for above, row in zip([None, *column], column, strict=False):
                if above is not None and layout.is_gap(above, row):
                    yield Block(text="")
                yield Block(text=page_break + write_text(row, marks), place=f"page {row.page}")
                page_break = ""
