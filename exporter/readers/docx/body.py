"""The paragraphs of a Word file in order, with the words that Word displays."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from exporter.model.outline import MARK_CLOSE, MARK_OPEN, Block, Hint
from exporter.parsing.labels import read_label
from exporter.parsing.lines import single_spaces
from exporter.readers.docx.styles import Numbering, Styles, is_on, local, number, value
from exporter.readers.flow import MARKS_AT_END, split_names

SKIPPED = frozenset(
    split_names(
        "pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr sectPr instrText delInstrText delText rt footnoteRef "
        "endnoteRef annotationRef del moveFrom ffData fldData"
    )
)
"""Elements without words of the text; `del` and `moveFrom` hold what was deleted."""

SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
SYMBOL_FONT = re.compile(r"symbol", re.IGNORECASE)

BRACKETED = re.compile(rf"[\[(]\s?((?:{MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}))\s?[\])]")
"""[1] where only the 1 is the mark."""

SHORT_LINE = 90
"""Characters; lines of a head that are ended by hand are shorter."""

Reference = Callable[[str, str, str], str]
"""From kind of note, its id, and the mark written by hand, if there is one, to the mark."""


@dataclass
class Paragraph:
    """A paragraph as displayed: its words with line breaks as such, the label that Word counts, its style."""

    text: str
    label: str = ""
    style: str = ""
    hint: Hint | None = None
    bookmarks: tuple[str, ...] = ()
    cell: tuple[int, ...] = ()


@dataclass
class Body:
    """Reads paragraphs; counts what is left out on the way."""

    styles: Styles
    numbering: Numbering
    mark: Reference
    counts: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    pending: str = ""
    rows: int = 0

    def read(self, parent: etree._Element, cell: tuple[int, ...] = ()) -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, cell, note or text box."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._read_paragraph(element, cell)
            elif name == "tbl":
                yield from self._read_table(element)
            elif name in ("del", "moveFrom"):
                self.counts["deleted"] += 1
            elif name == "altChunk":
                self.counts["chunks"] += 1
            elif name == "AlternateContent":
                yield from self.read(_choose(element), cell)
            elif name not in SKIPPED:
                self.counts["inserted"] += name in ("ins", "moveTo")
                yield from self.read(element, cell)

    def _read_table(self, table: etree._Element) -> Iterator[Paragraph]:
        for row in table.iter("{*}tr"):
            if next(row.iterancestors("{*}tbl"), None) is not table or _is_deleted(row.find("{*}trPr")):
                continue
            self.rows += 1
            here = self.rows
            cells = [cell for cell in row.iter("{*}tc") if next(cell.iterancestors("{*}tr"), None) is row]
            for index, cell in enumerate(cells):
                yield from self.read(cell, (here, index, len(cells)))

    def _read_paragraph(self, element: etree._Element, cell: tuple[int, ...]) -> Iterator[Paragraph]:
        properties = element.find("{*}pPr")
        style = value(None if properties is None else properties.find("{*}pStyle")) or ""
        pieces: list[str] = []
        self._collect(element, self.styles.is_hidden(style), pieces)
        text = self.pending + "".join(pieces)
        self.pending = ""
        if properties is not None and _is_deleted(properties.find("{*}rPr")):
            self.pending = text  # its end was deleted: the next paragraph goes on where it stops
            return
        label = self._count(properties, style)
        boxes, self.boxes = self.boxes, []
        if text.strip():
            hint = self.styles.find_hint(style)
            bookmarks = tuple(value(mark, "name") or "" for mark in element.iter("{*}bookmarkStart"))
            yield Paragraph(text, label, style, hint, bookmarks, cell)
        for box in boxes:
            yield from self.read(box)

    def _count(self, properties: etree._Element | None, style: str) -> str:
        """Return the label of a paragraph that belongs to a list, by itself or by its style."""
        key, level = self.styles.find_numbering(style)
        own = None if properties is None else properties.find("{*}numPr")
        if own is not None:
            key = key if own.find("{*}numId") is None else number(own.find("{*}numId"))
            level = level if own.find("{*}ilvl") is None else number(own.find("{*}ilvl"))
        return self.numbering.next_label(key, level or 0)

    def _collect(self, parent: etree._Element, hidden: bool, pieces: list[str]) -> None:
        """Put the words of an element to `pieces`; `hidden` is what its style says."""
        for element in parent:
            name = local(element)
            if name in SKIPPED:
                self.counts["deleted"] += name in ("del", "moveFrom")
            elif name == "r":
                self._collect_run(element, hidden, pieces)
            elif name == "t":
                pieces.append("".join(map(str, element.itertext())))
            elif name == "AlternateContent":
                self._collect(_choose(element), hidden, pieces)
            elif name == "txbxContent":
                self.boxes.append(element)
            else:
                self.counts["inserted"] += name in ("ins", "moveTo")
                self._collect(element, hidden, pieces)

    def _collect_run(self, run: etree._Element, hidden: bool, pieces: list[str]) -> None:
        properties = run.find("{*}rPr")
        switch = is_on(properties, "vanish")
        if switch is None and properties is not None and (style := value(properties.find("{*}rStyle"))):
            switch = self.styles.is_hidden(style) or None
        words: list[str] = []
        marked = False
        for element in run:
            name = local(element)
            if name in ("footnoteReference", "endnoteReference"):
                follows = value(element, "customMarkFollows") in ("1", "true", "on")
                by_hand = (run.findtext("{*}t") or "*").strip() if follows else ""
                mark = self.mark(name.removesuffix("Reference"), value(element, "id") or "", by_hand)
                marked = follows
                words.append(f"{MARK_OPEN}{mark}{MARK_CLOSE}" if mark else "")
            elif name == "sym":
                words.append(_read_symbol(element))
            elif name in SIGNS:
                words.append(SIGNS[name])
            elif name == "t":
                words.append("" if marked else "".join(map(str, element.itertext())))
            elif name not in SKIPPED:
                self._collect_other(element, hidden, words)
        if hidden if switch is None else switch:
            self.hidden.append("".join(words))
        else:
            pieces += words

    def _collect_other(self, element: etree._Element, hidden: bool, words: list[str]) -> None:
        """Put what a run holds beside plain text: drawings with text boxes, ruby, alternatives."""
        if local(element) == "AlternateContent":
            element = _choose(element)
        self._collect(element, hidden, words)


def _choose(element: etree._Element) -> etree._Element:
    """Return the first form of something that stands twice, for newer and for older programs."""
    choice = element.find("{*}Choice")
    fallback = element.find("{*}Fallback")
    if choice is not None and (fallback is None or any(True for _ in choice.iter("{*}t", "{*}p"))):
        return choice
    return element if fallback is None else fallback


def _is_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and any(properties.find(name) is not None for name in ("{*}del", "{*}moveFrom"))


def _read_symbol(element: etree._Element) -> str:
    code = value(element, "char") or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    sign = chr(int(code, 16))
    plain = SYMBOL_FONT.search(value(element, "font") or "") and not "\ue000" <= sign <= "\uf8ff"
    return chr(0xF000 + ord(sign)) if plain and ord(sign) < 0x100 else sign


def make_blocks(paragraphs: list[Paragraph]) -> Iterator[Block]:
    """Yield the paragraphs as blocks; a cell that holds a label only goes before the cell beside it."""
    label = ""
    cell: tuple[int, ...] = ()
    for place, paragraph in enumerate(paragraphs, start=1):
        words = paragraph.text.strip()
        if MARK_OPEN in words:
            words = MARKS_AT_END.sub(r"\2\1", BRACKETED.sub(r"\1", words))
        if paragraph.cell and paragraph.cell[1] == 0 and paragraph.cell[2] > 1 and is_label(words):
            label, cell = f"{paragraph.label} {words}".strip(), paragraph.cell
            continue
        if label and paragraph.cell[:1] != cell[:1]:
            yield Block(text=label, place=f"paragraph {place}")
            label = ""
        for index, line in enumerate(split_lines(words)):
            own = (label or paragraph.label) if index == 0 else ""
            yield Block(text=line, label=own or None, place=f"block {place}", hint=paragraph.hint)
        label = ""
    if label:
        yield Block(text=label)


def is_label(text: str) -> bool:
    """Return whether a text is a label and nothing else: "A." · "12." · "–" · "(a)"."""
    found = read_label(text)
    return found is not None and not found.rest and len(text) < 8


def split_lines(text: str) -> list[str]:
    """Return the lines of a paragraph that were ended by hand and stand for themselves; others are joined."""
    pieces = [single_spaces(piece) for piece in text.split("\n")]
    lines: list[str] = []
    for piece in filter(None, pieces):
        if lines and not _stands_alone(lines[-1], piece):
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return lines


def _stands_alone(before: str, piece: str) -> bool:
    """Return whether a line ended by hand begins something: a label after a whole part, or a line of a head."""
    if before.endswith((".", ";", ",", ":")) and read_label(piece) is not None:
        return True
    return len(before) < SHORT_LINE and len(piece) < SHORT_LINE and not piece[:1].islower() and before[-1:] not in "–-"
