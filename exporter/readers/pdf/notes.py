"""Footnotes of a PDF: small type at the foot of a page, and the raised marks in the words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from exporter.model.outline import MARK_CLOSE, MARK_OPEN
from exporter.model.resolution import Footnote
from exporter.readers.flow import MARKS_AT_END
from exporter.readers.pdf.furniture import SMALL
from exporter.readers.pdf.rows import Row
from exporter.readers.pdf.sheets import Word

RULE = re.compile(r"[_–—-]{5,}")
"""The rule above the notes, where it is made of signs."""

MARK = re.compile(r"\(?\d{1,3}\)?|\[\d{1,3}\]|\*{1,3}|[a-z]\)?|[ivx]{1,5}")
"""What may be a raised mark: 3 · (3) · [3] · * · a"""

OPENING = re.compile(r"\d{1,3}\.?|\(\d{1,3}\)|\[\d{1,3}\]|\*{1,3}")
"""The first word of a note whose mark is not raised."""


@dataclass
class Note:
    """A note with its mark as printed, the page it begins on, and its lines without the mark."""

    mark: str
    page: int
    lines: list[str] = field(default_factory=list)


def take_notes(rows: Sequence[Row], body: float, notes: list[Note]) -> list[Row]:
    """Return the rows of a column without the notes at its foot, which are put to `notes`."""
    begin = _find_begin(rows, body, notes)
    for row in rows[begin:]:
        if RULE.fullmatch(row.text):
            continue
        mark, words = split_mark(row, notes)
        if mark:
            notes.append(Note(mark, row.page))
        if words:
            notes[-1].lines.append(words)
    return list(rows[:begin])


def _find_begin(rows: Sequence[Row], body: float, notes: Sequence[Note]) -> int:
    """Return where the notes begin: at a rule, else at the first of the small lines at the foot, if one has a mark."""
    rule = next((index for index in range(len(rows) - 1, -1, -1) if RULE.fullmatch(rows[index].text)), None)
    if rule is not None and rule + 1 < len(rows) and _may_be_note(rows[rule + 1], notes):
        return rule
    if (at := _find_raised(rows, notes)) is not None:
        return at
    begin = len(rows)
    while begin > 0 and rows[begin - 1].size < SMALL * body:
        begin -= 1
    first = next((index for index in range(begin, len(rows)) if split_mark(rows[index], notes)[0]), None)
    if first is None:
        return begin if 0 < begin < len(rows) and _may_be_note(rows[begin], notes) else len(rows)
    return begin if _may_be_note(rows[begin], notes) else first


def _may_be_note(row: Row, notes: Sequence[Note]) -> bool:
    """Return whether a line opens a note, or may go on with the last one of the page before."""
    return bool(split_mark(row, notes)[0]) or (bool(notes) and notes[-1].page == row.page - 1)


def _find_raised(rows: Sequence[Row], notes: Sequence[Note]) -> int | None:
    """Return the first line that opens with a raised mark which is due: notes may be as large as the text."""
    for index, row in enumerate(rows):
        mark = _join(row.words[: count_raised(row)])
        if mark and OPENING.fullmatch(mark) and (mark.startswith("*") or _is_due(mark, notes, row.page)):
            return index
    return None


def split_mark(row: Row, notes: Sequence[Note]) -> tuple[str, str]:
    """Return the mark with which a line opens a note, and the words after it; an empty mark when it opens none."""
    text = row.text
    raised = count_raised(row)
    if raised:
        mark = "".join(word.text for word in row.words[:raised])
        return mark, text[len(mark) :].strip()
    first, _, rest = text.partition(" ")
    if OPENING.fullmatch(first) and (first.startswith("*") or _is_due(first, notes, row.page)):
        return first.rstrip("."), rest.strip()
    return "", text


def count_raised(row: Row) -> int:
    """Return how many words at the start of a line make a raised mark: the brackets of "(3)" may be words too."""
    for count in (3, 2, 1):
        words = row.words[:count]
        if len(row.words) > count and all(map(row.is_raised, words)) and MARK.fullmatch(_join(words)):
            return count
    return 0


def _join(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _is_due(mark: str, notes: Sequence[Note], page: int) -> bool:
    number = int(mark.strip("()[]."))
    before = next((note for note in reversed(notes) if note.mark.strip("()[]").isdigit()), None)
    if before is None:
        return number == 1
    return number == int(before.mark.strip("()[]")) + 1 or (number == 1 and before.page != page)


def write_text(row: Row, marks: frozenset[str]) -> str:
    """Return the words of a row with the marks of notes as such, each set close to the word before it."""
    pieces: list[str] = []
    late = False
    for word, space in zip(row.words, row.spaces, strict=True):
        if row.is_raised(word) and word.text in marks and pieces:
            pieces.append(f"{MARK_OPEN}{word.text}{MARK_CLOSE}")
            late = late or space
            continue
        pieces.append(f"{' ' if (space or late) and pieces else ''}{word.text}")
        late = False
    return MARKS_AT_END.sub(r"\2\1", "".join(pieces))  # what ends a part is its last sign


def make_footnotes(notes: Sequence[Note], join: Callable[[Sequence[str], str], str]) -> tuple[Footnote, ...]:
    """Return the notes with their lines joined."""
    return tuple(Footnote(mark=note.mark, text=join(note.lines, f"footnote {note.mark}")) for note in notes)
