"""Footnotes: their texts taken out of the lines, their marks out of the words."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from exporter.model.outline import MARK_CLOSE, MARK_OPEN
from exporter.model.resolution import Footnote
from exporter.parsing.furniture import BARE_NUMBER, is_furniture
from exporter.parsing.hyphens import Joiner
from exporter.parsing.labels import read_label
from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import Phrases

RULE = re.compile(r"[_–—-]{5,}")
"""The rule above the notes of a page."""

NOTE = re.compile(r"(?P<mark>\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}|\*{1,3})(?P<space> ?)(?P<text>.*)")
"""1 OJ C 115, 11.3.2022, p. 5. · [1] OJ C 115 · (1) OJ C 115 · * On behalf of ..."""

MARKS = re.compile(
    r"(?= ?[\[(\d*])(?:"  # what each begins with, tried first: most letters are passed over
    r" ?(?P<square>\[\d{1,3}\])"  # in the country[1],
    r"|(?:(?<!\d)|(?<=\b(?:19|20)\d\d)|(?<=\)\d{4})) ?(?P<round>\(\d{1,3}\))"  # the country (1), of 2000(1)
    r"|(?<=\b(?:19|20)\d\d)(?P<year>\d{1,2})(?=$|[\s,.;:)”’])"  # 29 December 20211,
    r"|(?<=[a-zà-ÿ]{2})(?P<word>\d{1,2})(?=$|[\s,.;:)”’])"  # hereinafter set out3;
    r"|(?<=[^\d\s][,.;:”’)]) ?(?P<comma>\d{1,2})(?=$|\s)"  # on Human Rights,1
    r"|(?<=\b(?:19|20)\d\d[,.;:]) ?(?P<dated>\d{1,2})(?=$|\s)"  # of 13 October 2023,6
    r"|(?P<star>\*{1,3})(?=$|[\s,.;:)]))"
)
NUMBERED = re.compile(r"(?:^|[\s(])\d{1,3}[a-z]?(?: ?\(\w{1,4}\))* ?$")
"""What stands before a bracket that belongs to a number: "Article 10 (1)", "Rules 150(5) and 136 (4)"."""

COUNTED = re.compile(r" (?P<word>[^\W\d_]+) ?(?P<number>\d?)")
"""What follows a number that counts something or is a date: "in Kinshasa, 5 people", "on Tuesday, 3 May"."""

MARKED = re.compile(rf" ?{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}(?: (?=[,.;:]))?")
"""A mark that the format itself says to be one, with the space that parts it from a comma: "6 April 2011(1) ,"."""

REACH = 3
"""How many marks may be missing between one and the next that is believed."""


ABOVE = 6
"""Lines above a note in which its mark is looked for, where it stands below its paragraph and not at a page's foot."""


@dataclass
class _Note:
    mark: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Marks:
    """The notes whose marks are still to be found in the words, in order; `marked` are those the format marks."""

    notes: list[Footnote]
    notices: Notices
    at: int = 0
    marked: list[Footnote] = field(default_factory=list)
    joiners: frozenset[str] = frozenset()
    waiting: dict[str, deque[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, note in enumerate(self.marked):
            if note.place is None:
                self.waiting.setdefault(note.mark, deque()).append(index)

    def take(self, text: str, place: str) -> str:
        """Return a text without the marks of known notes; the notes get the place."""
        text = self.take_marked(text, place)
        if self.at >= len(self.notes):
            return text
        return MARKS.sub(lambda match: self._take_mark(match, place), text)

    def take_marked(self, text: str, place: str) -> str:
        """Return a text without the marks that the format itself says to be such."""
        if MARK_OPEN not in text:
            return text
        return MARKED.sub(lambda match: self._take_marked(match[1], place), text)

    def take_from_lines(self, lines: Sequence[Line], place: str) -> list[Line]:
        """Return lines without the marks that the format itself says to be such."""
        return [replace(line, text=self.take_marked(line.text, place)) for line in lines]

    def _take_marked(self, mark: str, place: str) -> str:
        if indices := self.waiting.get(mark):
            index = indices.popleft()
            self.marked[index] = Footnote(mark=mark, text=self.marked[index].text, place=place)
            self.notices.tell("footnote-attached", mark, place=place)
        return ""

    def _take_mark(self, match: re.Match[str], place: str) -> str:
        mark = match[0].strip()
        if _belongs_to_words(match, self.joiners):
            return match[0]
        for index in range(self.at, min(self.at + REACH, len(self.notes))):
            note = self.notes[index]
            if note.place is None and bare(note.mark) == bare(mark):
                self.notes[index] = Footnote(mark=note.mark, text=note.text, place=place)
                self.at = index + 1
                self.notices.tell("footnote-attached", mark, place=place)
                return ""
        return match[0]

    def finish(self) -> tuple[Footnote, ...]:
        """Return the notes; those without a mark in the words are told."""
        notes = (*self.marked, *self.notes)
        for note in notes:
            if note.place is None and not note.mark.startswith("*"):
                self.notices.tell("footnote-unmarked", f"{note.mark} {note.text}")
        return notes


def _belongs_to_words(match: re.Match[str], joiners: frozenset[str]) -> bool:
    """Return whether what looks like a mark is part of the sentence: missing a mark is better than losing a number."""
    if match["round"]:
        named = match.string[max(0, match.start() - 40) : match.start()]
        return NUMBERED.search(named) is not None
    parted = match[0].startswith(" ") and not match["square"]
    counted = COUNTED.match(match.string, match.end()) if parted else None
    return counted is not None and (counted["word"] not in joiners or counted["number"] != "")


def prepare_marks(
    apart: Sequence[Footnote],
    found: Sequence[Footnote],
    lines: Sequence[Line],
    notices: Notices,
    joiners: frozenset[str] = frozenset(),
) -> Marks:
    """Return the notes a format keeps apart and those found in the lines, ready for their marks to be taken.

    Where the format marks the places, brackets and digits in the words are not looked at for the notes kept apart:
    "Article 10 (1)" holds no mark. `joiners` are words that may follow a mark that stands apart: "on Rescue, 2 and".
    """
    if any(MARK_OPEN in line.text for line in lines):
        return Marks(list(found), notices, marked=list(apart), joiners=joiners)
    return Marks([*apart, *found], notices, joiners=joiners)


def bare(mark: str) -> str:
    """Return a mark without its brackets."""
    return mark.strip("[]()")


def separate_footnotes(lines: Sequence[Line], phrases: Phrases) -> tuple[list[Line], list[_Note]]:
    """Return the lines without the notes at the feet of pages, and the notes."""
    kept: list[Line] = []
    notes: list[_Note] = []
    for page in _split_pages(lines):
        begin = _find_zone(page, notes, phrases)
        kept += _take_notes_between(page[:begin], notes, phrases)
        kept += _read_zone(page[begin:], notes)
    return kept, notes


def _take_notes_between(lines: Sequence[Line], notes: list[_Note], phrases: Phrases) -> list[Line]:
    """Put the notes that stand right below the paragraph with their mark to `notes`, and return the other lines."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        match = NOTE.fullmatch(line.text) if line.gap and phrases.formulas.operative else None
        set_off = index + 1 == len(lines) or lines[index + 1].gap
        if match and set_off and _is_note_below(match, kept[-ABOVE:], notes, phrases):
            notes.append(_Note(match["mark"], [replace(line, text=match["text"])]))
        else:
            kept.append(line)
    return kept


def _is_note_below(match: re.Match[str], above: Sequence[Line], notes: Sequence[_Note], phrases: Phrases) -> bool:
    due = str(int(bare(notes[-1].mark)) + 1) if notes and bare(notes[-1].mark).isdigit() else "1"
    if bare(match["mark"]) != due or not match["text"] or not _reads_like_note(match, ""):
        return False
    opens = phrases.operative.match(match["text"]) or phrases.recital.match(match["text"])
    return opens is None and due in _list_marks(above)


def format_notes(notes: Sequence[_Note], joiner: Joiner) -> list[Footnote]:
    """Return the notes with their lines joined."""
    return [Footnote(mark=note.mark, text=joiner.join(note.lines, f"footnote {note.mark}")) for note in notes]


def _split_pages(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each page; a page number ends a page unless it opens one."""
    page: list[Line] = []
    for line in lines:
        if page and line.page_start:
            yield page
            page = []
        page.append(line)
        if is_furniture(line.text) and len(page) > 3:
            yield page
            page = []
    yield page


def _find_zone(page: Sequence[Line], notes: Sequence[_Note], phrases: Phrases) -> int:
    """Return where the notes of a page begin: at a rule, else at the first line with the mark that is due."""
    for index in range(len(page) - 1, -1, -1):
        if RULE.fullmatch(page[index].text) and index + 1 < len(page) and NOTE.match(page[index + 1].text):
            return index
    floor = next((index for index in range(len(page) - 1, -1, -1) if _opens_part(page[index].text, phrases)), -1)
    due = str(int(bare(notes[-1].mark)) + 1) if notes and bare(notes[-1].mark).isdigit() else "1"
    marks: frozenset[str] | None = None
    for index in range(floor + 1, len(page)):
        match = NOTE.fullmatch(page[index].text)
        following = page[index + 1].text if index + 1 < len(page) else ""
        if match and _is_due(match["mark"], due) and _reads_like_note(match, following):
            marks = _list_marks(page) if marks is None else marks
            if bare(match["mark"]) in marks:
                return index
    return len(page)


def _opens_part(text: str, phrases: Phrases) -> bool:
    """Return whether a line opens a citation, recital or paragraph, or is the formula "The European Parliament,"."""
    label = read_label(text)
    if label is None:
        return phrases.enacting.match(text) is not None
    return any(pattern.match(label.rest) for pattern in (phrases.citation, phrases.recital, phrases.operative))


def _is_due(mark: str, due: str) -> bool:
    return bare(mark) == due or mark.startswith("*")


def _reads_like_note(match: re.Match[str], following: str) -> bool:
    """Return whether a line with the right number opens like a note: its mark stands apart, no label follows."""
    mark, text = match["mark"], match["text"] or following
    glued = mark.isdigit() and bool(match["text"]) and not match["space"]
    return bool(text) and not text[0].islower() and not glued and read_label(text) is None


def _list_marks(page: Sequence[Line]) -> frozenset[str]:
    """Return what looks like marks in the words of a page, without brackets."""
    return frozenset(bare(found[0].strip()) for line in page for found in MARKS.finditer(line.text))


def _read_zone(zone: Sequence[Line], notes: list[_Note]) -> list[Line]:
    """Put the notes of a zone to `notes` and return its lines that are page furniture."""
    rest: list[Line] = []
    begun: str | None = None
    reading = False
    for index, line in enumerate(zone):
        match = NOTE.fullmatch(line.text)
        if RULE.fullmatch(line.text):
            continue
        if is_furniture(line.text) or (index == len(zone) - 1 and BARE_NUMBER.fullmatch(line.text)):
            rest.append(line)
        elif (
            match and _follows(match["mark"], notes, begun=begun is not None) and begun in (None, _style(match["mark"]))
        ):
            notes.append(_Note(match["mark"], [replace(line, text=match["text"])] if match["text"] else []))
            begun = None if match["mark"].startswith("*") else _style(match["mark"])
            reading = True
        elif reading and (not line.gap or not notes[-1].lines):
            notes[-1].lines.append(line)
        else:
            rest.append(line)
            reading = False
    return rest


def _style(mark: str) -> str:
    """Return how a mark is printed: `[`, `(`, or nothing around it."""
    return mark[0] if mark[0] in "[(" else ""


def _follows(mark: str, notes: Sequence[_Note], *, begun: bool) -> bool:
    """Return whether a mark is the next one; the first of a page may start anew."""
    if not bare(mark).isdigit():
        return True
    before = next((int(bare(note.mark)) for note in reversed(notes) if bare(note.mark).isdigit()), 0)
    return int(bare(mark)) == before + 1 or (not begun and int(bare(mark)) in (1, before + 2))
