"""Our own PDF editions: the full text of a resolution, in the order and type in which this program sets it."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exporter.errors import ReadError
from exporter.model.outline import Block, Hint, Outline
from exporter.model.resolution import Footnote, Signatory, SourceFile
from exporter.parsing.labels import Style, read_label
from exporter.parsing.phrases import load_phrases
from exporter.readers.pdf.hyphens import make_plain
from exporter.readers.pdf.layout import Layout
from exporter.readers.pdf.notes import Note, count_raised, make_footnotes, split_mark, write_text
from exporter.readers.pdf.rows import Row
from exporter.readers.pdf.sheets import Answer

HINTS = {Style.DASH: Hint.CITATION, Style.LETTER: Hint.RECITAL, Style.NUMBER: Hint.PARAGRAPH}
"""Style of the label that we print → what the paragraph is."""

NOTE = re.compile(
    r"(?P<mark>[\[(]?(?:\d{1,3}|\*{1,3}|[a-z]{1,5})[\])]?) (?P<text>.*?)"
    r"(?: \((?P<place>(?:citation|recital|paragraph) [^()]*(?:\([^()]*\))?[^()]*)\))?"
)
"""[1] OJ C 115, 11.3.2022, p. 5. (citation 1) · 12 United Nations, Treaty Series, vol. 596. (paragraph 8 (b))"""

HANGING = 0.5
"""In sizes of type: the gap that follows a label at least, beside the words that hang from it."""

LINE, PARAGRAPH = 1.3, 2.0
"""A blank line: so many of the smallest line distances, or so many sizes of type."""


@dataclass
class Passage:
    """A paragraph as we set it: its words, size of type and page, and whether a label hangs before it."""

    text: str
    size: float
    page: int
    labelled: bool


def find_publication(answer: Answer) -> str:
    """Return which publication of ours a file is, empty for any other file."""
    return answer.facts.get("publication", "") if answer.facts.get("Author") == "exporter" else ""


def read_edition(publication: str, layout: Layout, source: SourceFile, answer: Answer) -> Outline:
    """Return the text of our own full text edition; raise ReadError for a briefing, comparison or dossier."""
    if publication != "resolution":
        message = f"is a {publication} made by this program, not the text of a resolution"
        raise ReadError(message, file=source.file, remedy="give the full text, or the source itself")
    feet = _take_feet(layout)
    rows = list(layout.rows)
    passages = list(_list_passages(rows[_find_begin(rows) :], frozenset(note.mark for note in feet)))
    heads = [index for index, part in enumerate(passages) if part.size > passages[0].size]
    first, *sections = [passages[start:end] for start, end in pairwise([0, *heads, len(passages)])]
    body, apart = list(first), []
    for section in sections[:-1]:  # the last one is about the copy
        if _is_body(section):
            body += section
        else:
            apart.append(section[1:])
    notes = [match for section in apart for part in section if (match := _match_note(part, section))]
    names = [part for section in apart for part in section if not _match_note(part, section)]
    return Outline(
        source=source,
        blocks=(*_list_head(rows, answer), *(_make_block(part, body[0].size) for part in body)),
        footnotes=(
            *make_footnotes(feet, lambda lines, _: make_plain(_join_lines(lines))),
            *(Footnote(mark=note["mark"], text=note["text"], place=note["place"]) for note in notes),
        ),
        signatories=tuple(name for part in names for name in _read_signatories(part)),
        date=_read_date(answer.facts.get("CreationDate", "")),
    )


def _take_feet(layout: Layout) -> list[Note]:
    """Return the notes at the feet of pages, taken out of the rows: they begin where a line opens with a raised mark.

    A running foot may stand under them, in type of its own.
    """
    notes: list[Note] = []
    for column in (column for columns in layout.pages for column in columns):
        begin = next((index for index, row in enumerate(column) if count_raised(row)), len(column))
        for row in [row for row in column[begin:] if row.size == column[begin].size]:
            mark, words = split_mark(row, notes)
            if mark:
                notes.append(Note(mark, row.page))
            notes[-1].lines.append(words)
        del column[begin:]
    return notes


def _join_lines(lines: Sequence[str]) -> str:
    """Return lines as one: a word broken at its hyphen goes on in the next, but "pre- and post-war" does not."""
    joiners = load_phrases("en").joiners
    text = ""
    for line in lines:
        glued = not text or (text.endswith("-") and line.partition(" ")[0].lower() not in joiners)
        text += line if glued else f" {line}"
    return text


def _find_begin(rows: Sequence[Row]) -> int:
    """Return the first row of the text: that of the first hanging label, or of the formula before it."""
    for index, row in enumerate(rows):
        if _has_label(row):
            formula = index > 0 and rows[index - 1].size == row.size and rows[index - 1].text.endswith(",")
            return index - 1 if formula else index
    return 0


def _has_label(row: Row) -> bool:
    """Return whether a row opens with a label and the space after it: "1.   Calls on"."""
    if len(row.words) < 2 or row.words[1].left - row.words[0].right < HANGING * row.size:
        return False
    label = read_label(row.text)
    return label is not None and label.printed == row.words[0].text


def _list_passages(rows: Sequence[Row], marks: frozenset[str]) -> Iterator[Passage]:
    """Yield the paragraphs: parted by blank lines, labels, and changes in size; `marks` of notes as such."""
    distances = [above.base - row.base for above, row in pairwise(rows) if above.size == row.size]
    smallest = min((distance for distance in distances if distance > 0), default=0.0)
    part: Passage | None = None
    above: Row | None = None
    for row in rows:
        if part is None or above is None or _parts(above, row, smallest):
            if part is not None:
                yield part
            part = Passage(make_plain(write_text(row, marks)), row.size, row.page, _has_label(row))
        else:
            part.text = _join_lines((part.text, make_plain(write_text(row, marks))))
        above = row
    if part is not None:
        yield part


def _parts(above: Row, row: Row, smallest: float) -> bool:
    if above.size != row.size or _has_label(row):
        return True
    distance = above.base - row.base
    if above.page != row.page:
        return False
    return distance > LINE * smallest or distance > PARAGRAPH * row.size


def _is_body(section: Sequence[Passage]) -> bool:
    """Return whether the first paragraph under a heading is a numbered one."""
    label = read_label(section[1].text) if len(section) > 1 else None
    return label is not None and label.style is Style.NUMBER and not label.weak


def _match_note(part: Passage, section: Sequence[Passage]) -> re.Match[str] | None:
    return NOTE.fullmatch(part.text) if NOTE.fullmatch(section[0].text) else None


def _list_head(rows: Sequence[Row], answer: Answer) -> Iterator[Block]:
    """Yield what the file says of itself: references, kind of text, title."""
    for reference in filter(None, answer.facts.get("Keywords", "").split(", ")):
        yield Block(text=reference)
    yield Block(text=rows[0].text.rpartition(" · ")[2])
    yield Block(text=answer.facts.get("Title", ""), hint=Hint.TITLE)


def _make_block(part: Passage, body: float) -> Block:
    label = read_label(part.text) if part.labelled else None
    place = f"page {part.page}"
    if part.size > body:
        return Block(text=part.text, hint=Hint.HEADING, place=place)
    if label is None:
        return Block(text=part.text, place=place)
    return Block(text=label.rest, label=label.printed, hint=HINTS.get(label.style), place=place)


def _read_signatories(part: Passage) -> Iterator[Signatory]:
    names, _, group = part.text.partition(" – ")
    for name in names.split(", "):
        yield Signatory(name=name, group=group or None)


def _read_date(text: str) -> datetime.date | None:
    """Return the date of a text, which is that of the file: D:20310707."""
    try:
        return datetime.date.fromisoformat(text.removeprefix("D:")[:8])
    except ValueError:
        return None
