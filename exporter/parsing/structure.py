"""The body of a text cut into citations, recitals and paragraphs, in one pass over its lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from exporter.model.outline import Hint
from exporter.parsing.labels import Label, Style, letter_number, read_label
from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices
from exporter.parsing.parts import Body, Part, PartKind, Start
from exporter.parsing.phrases import Phrases
from exporter.parsing.starts import find_start

ENDED = re.compile(r"[.;:,·][”“»’\"')\]]?(?: ?\(?\d{1,3}\)?)?(?: (?:and|or|et|ou|und|oder|y|o|e|og|en|och))?$")
"""A line that may close a part: "... medical grounds;", "... 29 December 2021,1", "... in the country; and"."""

FINISHED = re.compile(r"[.;][”“»’\"')\]]?(?: ?\(?\d{1,3}\)?)?$")
"""A line that may close the last paragraph: "... and the national parliaments."."""

LISTING = re.compile(r":[”’\"']?$")
SEPARATOR = re.compile(r"[o°*](?: ?[o°*])*")  # o o o
MEETING = re.compile(
    r"\d{1,4}(?:(?:st|nd|rd|th) (?:plenary )?meeting|(?:e|re) séance(?: plénière)?|[ªa]\.? sesión(?: plenaria)?)"
)  # 50th plenary meeting
STRAIGHT = re.compile(r'(?P<opens>(?<![^\s(\[])"(?=\w))|(?<=[\w.,;:!?)])"(?!\w)')
"""Straight quotation marks: they open before a word and close after one."""

QUOTE_REACH = 40
"""Lines within which an open quotation must close, else it is taken for a missing mark."""

KINDS = {
    Hint.CITATION: (PartKind.CITATION, Style.DASH),
    Hint.RECITAL: (PartKind.RECITAL, Style.LETTER),
    Hint.PARAGRAPH: (PartKind.PARAGRAPH, Style.NUMBER),
}
"""What a format may mark → what it is, and the style of its label."""

HEADING_LENGTH = 250
FIRST_PAGES = 9
"""The first page number seen may be as high as this."""


@dataclass
class Scan:
    """The parts found so far and what is due next.

    `last_text` is the last line of the current part, `ended` whether that may be its end, or there is no part.
    """

    phrases: Phrases
    notices: Notices
    un: bool = False
    parts: list[Part] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    headings: dict[PartKind, str | None] = field(default_factory=dict)
    section: PartKind = PartKind.CITATION
    whereas: bool = False
    lettered: bool = False
    numbered: bool = False
    closed: bool = False
    letter: int = 0
    number: int = 0
    quotes: int = 0
    last_text: str = ""
    ended: bool = True
    page: int = 0
    bracketed: bool = False

    @property
    def any_part(self) -> bool:
        """Whether a part has been found."""
        return bool(self.parts)

    @property
    def listing(self) -> bool:
        """Whether the current part ends with a colon."""
        return LISTING.search(self.last_text[-3:]) is not None

    @property
    def next_letter(self) -> int:
        """The recital letter that is due."""
        return self.letter + 1

    @property
    def next_number(self) -> int:
        """The paragraph number that is due."""
        return self.number + 1

    def open(self, start: Start, line: Line) -> None:
        """Begin a new part."""
        part = Part(start.kind, start.value, heading=self.headings.get(start.kind))
        if start.weak or (line.displaced and not line.gap and start.printed):
            self.notices.tell("label-repaired", start.printed, place=line.place)
        if line.inner:
            self.notices.tell("part-split", line.text, place=line.place)
        self.parts.append(part)
        self._append(replace(line, text=start.rest))
        self.section = start.kind
        self.quotes = self.count_quotes(start.rest)
        self._note_label(start)
        self.note_words(part)

    def _note_label(self, start: Start) -> None:
        if start.kind is PartKind.RECITAL:
            self.letter = letter_number(start.value) if start.value.isalpha() else self.letter + 1
            self.lettered = self.lettered or bool(start.value)
        elif start.kind is PartKind.PARAGRAPH:
            self.number = int(start.value) if start.value else self.number + 1
            self.numbered = self.numbered or bool(start.value)
            self.bracketed = start.printed.startswith("(")

    def note_words(self, part: Part) -> None:
        """Look at the first words of a part: do the recitals use "whereas", is this the closing paragraph."""
        words = part.lines[-1].text
        if part.kind is PartKind.RECITAL:
            self.whereas = self.whereas or self.phrases.recital.match(words) is not None
        elif part.kind is PartKind.PARAGRAPH:
            self.closed = self.closed or self.phrases.closing.match(words) is not None

    def set_aside(self, line: Line) -> None:
        """Keep a line until it is seen what follows."""
        self.loose.append(line)
        self.quotes += self.count_quotes(line.text)

    def count_quotes(self, text: str) -> int:
        """Return how many quotations a text leaves open (less than 0: closes), by the marks of its language."""
        formulas = self.phrases.formulas
        opened = sum(1 if mark["opens"] else -1 for mark in STRAIGHT.finditer(text)) if '"' in text else 0
        if text.isascii():
            return opened
        opened += sum(text.count(mark) for mark in formulas.opening_quotes)
        return opened - sum(text.count(mark) for mark in formulas.closing_quotes)

    def extend(self, line: Line) -> None:
        """Put a line to the current part; its quotation marks are counted by whoever saw it first."""
        part = self.parts[-1]
        if not part.lines[-1].text and len(part.lines) == 1:
            part.lines.clear()
            self._append(replace(line, gap=False))
            self.note_words(part)
        else:
            self._append(line)

    def _append(self, line: Line) -> None:
        self.parts[-1].lines.append(line)
        self.last_text, self.ended = line.text, ENDED.search(line.text[-12:]) is not None


def split_body(lines: Sequence[Line], phrases: Phrases, notices: Notices) -> Body:
    """Return the parts of the first resolution in `lines`, with the lines before and after it."""
    at, un = find_enacting(lines, phrases)
    body = Body(un=un, enacted=at is not None)
    scan = Scan(phrases, notices, un=un)
    begin = _after_enacting(body, lines, at, phrases) if at is not None else lines
    _scan_lines(scan, body, begin)
    body.parts = scan.parts
    return body


def find_enacting(lines: Sequence[Line], phrases: Phrases) -> tuple[int | None, bool]:
    """Return the place of the line "The European Parliament,", None without one, and whether a UN body speaks."""
    for index, line in enumerate(lines):
        if _is_enacting(line.text, phrases.enacting):
            return index, False
        if _is_enacting(line.text, phrases.un_enacting):
            return index, True
    return None, False


def _is_enacting(text: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a line is the formula alone, or the formula with the first citation behind its comma."""
    match = pattern.match(text)
    if not match or not text[:1].isupper():
        return False
    rest = text[match.end() :]
    return rest in ("", ",") or re.match(r",? ?[–—−-] ?\w", rest) is not None


def _after_enacting(body: Body, lines: Sequence[Line], at: int, phrases: Phrases) -> Sequence[Line]:
    body.head = list(lines[:at])
    line = lines[at]
    match = (phrases.un_enacting if body.un else phrases.enacting).match(line.text)
    body.enacting = re.sub(r"[ –—−-]+$", "", line.text[: match.end() + 1]) if match else ""
    rest = line.text[match.end() :].lstrip(", ") if match else ""
    first = [replace(line, text=rest, gap=True)] if rest else []
    following = [*first, *lines[at + 1 :]]
    if following:
        following[0] = replace(following[0], gap=True)
    return following


def _scan_lines(scan: Scan, body: Body, lines: Sequence[Line]) -> None:
    for index, line in enumerate(lines):
        if _is_over(scan, body, line):
            body.after = list(lines[index:])
            break
        label = read_label(line.text)
        rest = _words_after(label, line, lines, index)
        start = None if _in_quotation(scan, lines, index) else find_start(scan, line, label, rest)
        start = start or _by_hint(scan, line, label)
        if start:
            _settle(scan, body, start)
            scan.open(start, line)
        else:
            _place_line(scan, body, line, label)
    _settle(scan, body, None)


def _words_after(label: Label | None, line: Line, lines: Sequence[Line], index: int) -> str:
    """Return the words after a label; of a label alone on its line, those of the next line."""
    if label is None:
        return line.text
    return label.rest or (lines[index + 1].text if index + 1 < len(lines) else "")


def _by_hint(scan: Scan, line: Line, label: Label | None) -> Start | None:
    """Take the format's word for it, where it says what a paragraph is and the words do not contradict."""
    if line.hint not in KINDS or scan.closed:
        return None
    kind, style = KINDS[line.hint]
    if label is None or label.style is not style:
        return Start(kind, "", line.text)
    return Start(kind, "" if kind is PartKind.CITATION else label.value, label.rest, label.printed)


def _is_over(scan: Scan, body: Body, line: Line) -> bool:
    """Return whether the resolution ended before this line: a heading of other matter, or another resolution."""
    if not scan.parts or not (scan.ended or line.gap):
        return False
    if _is_enacting(line.text, scan.phrases.un_enacting if scan.un else scan.phrases.enacting):
        return True
    if scan.section is not PartKind.PARAGRAPH:
        return False
    if MEETING.match(line.text):
        return True
    return (
        (line.gap or line.text.isupper() or scan.un) and scan.ended and scan.phrases.after.match(line.text) is not None
    )


def _in_quotation(scan: Scan, lines: Sequence[Line], index: int) -> bool:
    """Return whether the line stands inside an open quotation that is closed further on."""
    if scan.quotes <= 0:
        return False
    depth = scan.quotes
    for line in lines[index : index + QUOTE_REACH]:
        depth += scan.count_quotes(line.text)
        if depth <= 0:
            return True
    return False


def _place_line(scan: Scan, body: Body, line: Line, label: Label | None) -> None:
    """Put a line that begins no part to the head, to the part before, or aside until the next part is seen."""
    if not scan.parts:
        (scan.set_aside if body.enacted else body.head.append)(line)
    elif _is_page_number(scan, line, label):
        scan.page = int(line.text)
        scan.notices.tell("furniture-removed", line.text, place=line.place)
    elif scan.loose or _may_be_heading(scan, line, label) or _is_after(scan, line):
        scan.set_aside(line)
    else:
        scan.extend(line)
        scan.quotes += scan.count_quotes(line.text)


def _is_page_number(scan: Scan, line: Line, label: Label | None) -> bool:
    """Return whether a bare number alone on a line is the next page number: it opens nothing and ends nothing."""
    alone = label is not None and label.weak and not label.rest and not line.whole
    return alone and (int(line.text) == scan.page + 1 or (not scan.page and int(line.text) <= FIRST_PAGES))


def _is_after(scan: Scan, line: Line) -> bool:
    return scan.closed and FINISHED.search(scan.last_text[-12:]) is not None and not line.text[:1].islower()


def _may_be_heading(scan: Scan, line: Line, label: Label | None) -> bool:
    """Return whether a line may be a heading, or the first of several; what follows it will decide."""
    if line.hint is Hint.HEADING or SEPARATOR.fullmatch(line.text):
        return True
    numbered = label is not None and (label.style is not Style.LETTER or not label.rest[:1].isupper())
    if not scan.last_text or line.text[:1].islower() or numbered:
        return False
    return line.gap or scan.ended


def _settle(scan: Scan, body: Body, following: Start | None) -> None:
    """Decide what the lines set aside are, now that the next part, or the end, is seen."""
    loose, scan.loose = scan.loose, []
    if not loose:
        return
    if following and _is_heading(scan, loose):
        scan.headings[following.kind] = _take_heading(scan, loose, following)
    elif not scan.parts:
        body.head += loose
    elif not following and _ends_text(scan, loose):
        body.after = [*loose, *body.after]
    else:
        if loose[0].gap:
            scan.notices.tell("text-joined", loose[0].text, place=loose[0].place)
        for line in loose:
            scan.extend(line)


def _is_heading(scan: Scan, loose: list[Line]) -> bool:
    """Return whether lines before a part are its heading: set off, short and without a mark at the end."""
    if any(line.hint is Hint.HEADING for line in loose):
        return True
    if scan.listing:  # a table, or a list without labels
        return False
    text = " ".join(line.text for line in loose)
    set_off = scan.ended or (loose[0].gap and not loose[0].page_start) or SEPARATOR.fullmatch(text)
    return bool(set_off) and len(text) <= HEADING_LENGTH and not text.endswith((".", ";", ",", ":"))


def _take_heading(scan: Scan, loose: list[Line], following: Start) -> str | None:
    """Return the heading for what follows: the lines after the last gap, without "o o o"; what is left out is told."""
    words = [line for line in loose if not SEPARATOR.fullmatch(line.text)]
    begin = max((index for index, line in enumerate(words) if line.gap), default=0)
    used = words[begin:] if following.kind is not PartKind.CITATION else []
    for line in words[: len(words) - len(used)]:
        scan.notices.tell("heading-omitted", line.text, place=line.place)
    return " ".join(line.text for line in used) or None


def _ends_text(scan: Scan, loose: list[Line]) -> bool:
    """Return whether lines after the last part are other matter: after the closing paragraph, or set off."""
    return FINISHED.search(scan.last_text[-12:]) is not None and (scan.closed or loose[0].gap)
