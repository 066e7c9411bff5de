"""From a tree of elements to the blocks of an Outline: one walk, told by a table or function what each element is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from html import unescape

from lxml import etree

from exporter.model.outline import MARK_CLOSE, MARK_OPEN, Block, Hint
from exporter.model.resolution import Footnote
from exporter.parsing.lines import single_spaces

SHORT_TEXT = 12
"""Characters looked at to see whether an element holds a label and nothing else."""

MARKS_AT_END = re.compile(rf"([.,;:”’\"')\]]{{1,4}})((?: ?{MARK_OPEN}[^{MARK_CLOSE}]{{0,12}}{MARK_CLOSE})+)$")


LEADING = re.compile(r"[(\[]?\s?(\d{1,4}[a-z]?|\*{1,3}|[a-z]{1,3})\s?[)\]]?(?![\w.])\s?")
"""What a note may begin with: "[1] " · "(1) " · "1 " · "* " · "a) "."""


class Act(Enum):
    """What is done with an element."""

    INLINE = auto()
    BLOCK = auto()
    BREAK = auto()
    LABEL = auto()
    MARK = auto()
    NOTE = auto()
    SKIP = auto()


@dataclass(frozen=True)
class Role:
    """What an element is.

    `text` is what stands for it: the label of a BLOCK, the mark of a MARK or NOTE, literal words of INLINE.
    `hint` is for the first block inside, with `spread` for all of them.
    """

    act: Act
    hint: Hint | None = None
    text: str = ""
    spread: bool = False


INLINE, BLOCK, BREAK = Role(Act.INLINE), Role(Act.BLOCK), Role(Act.BREAK)
LABEL, SKIP = Role(Act.LABEL), Role(Act.SKIP)

Classify = Callable[[etree._Element], Role]


@dataclass
class Flow:
    """The blocks and notes seen so far, and the one that is being read."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    skipped: bool = False
    soft: list[bool] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    label: str = ""
    hint: Hint | None = None
    spread: list[tuple[int, Hint]] = field(default_factory=list)
    line: int | None = None

    def add(self, text: str | None, element: etree._Element) -> None:
        """Put text that stands in or behind an element to the block that is being read."""
        if text:
            if self.line is None and not text.isspace():
                self.line = line_of(element)
            self.pieces.append(text)

    def flush(self, *, soft: bool = False) -> None:
        """End the block that is being read, if it holds any words; `soft` when a line break does it."""
        text = single_spaces("".join(self.pieces)) if self.pieces else ""
        self.pieces.clear()
        if text:
            self._emit(text, soft=soft)
        elif soft and self.soft:
            self.soft[-1] = False  # two line breaks end a paragraph
        self.line = None

    def _emit(self, text: str, *, soft: bool) -> None:
        hint = self.hint or (self.spread[-1][1] if self.spread else None)
        place = f"line {self.line}" if self.line else ""
        if MARK_OPEN in text:  # what ends a part is its last sign, and the mark will be taken out
            text = MARKS_AT_END.sub(r"\2\1", text)
        self.blocks.append(Block(text=text, place=place, label=self.label or None, hint=hint))
        self.soft.append(soft)
        self.label, self.hint = "", None

    def set_label(self, text: str, line: int | None) -> None:
        """Keep a label for the next words; a label that is still waiting becomes a block of its own."""
        self.flush()
        self.drop_label(line)
        self.label = text

    def drop_label(self, line: int | None) -> None:
        """Make a block of a label that no words follow."""
        if self.label:
            text, self.label, self.line = self.label, "", line
            self._emit(text, soft=False)
            self.line = None


def read_flow(root: etree._Element, classify: Classify) -> Flow:
    """Return the blocks and notes of an element and all it holds; linear in its size, without recursion."""
    flow = Flow()
    _walk(root, classify, flow)
    flow.flush()
    flow.drop_label(None)
    return flow


def _walk(root: etree._Element, classify: Classify, flow: Flow) -> None:
    flow.add(root.text, root)
    stack: list[tuple[etree._Element, Iterator[etree._Element], Role]] = [(root, iter(root), INLINE)]
    while stack:
        element, children, role = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                _leave(element, role, flow, len(stack))
            continue
        child_role = _classify(child, classify, flow)
        if _enter(child, child_role, classify, flow, len(stack)):
            flow.add(child.text, child)
            stack.append((child, iter(child), child_role))
        else:
            flow.add(child.tail, child)


def _classify(element: etree._Element, classify: Classify, flow: Flow) -> Role:
    if isinstance(element, etree._Entity):
        flow.add(unescape(element.text or ""), element)  # &nbsp; in a file without its DTD
        return Role(Act.MARK)
    return classify(element) if isinstance(element.tag, str) else Role(Act.MARK)


def _enter(element: etree._Element, role: Role, classify: Classify, flow: Flow, depth: int) -> bool:
    """Do what stands before an element; return whether its content is read."""
    if role.act is Act.SKIP:
        flow.skipped = flow.skipped or bool(read_start(element))
    elif role.act is Act.BREAK:
        flow.flush(soft=True)
    elif role.act is Act.LABEL:
        flow.set_label(read_words(element), line_of(element))
    elif role.act in (Act.MARK, Act.NOTE):
        _enter_note(element, role, classify, flow)
    else:
        _open(element, role, flow, depth)
        return True
    return False


def _open(element: etree._Element, role: Role, flow: Flow, depth: int) -> None:
    if role.act is Act.BLOCK:
        flow.flush()
        if role.text:
            flow.set_label(role.text, line_of(element))
    elif role.text:
        flow.add(role.text, element)
    if role.hint and role.spread:
        flow.spread.append((depth, role.hint))
    elif role.hint:
        flow.hint = role.hint


def _enter_note(element: etree._Element, role: Role, classify: Classify, flow: Flow) -> None:
    if role.act is Act.NOTE:
        mark = role.text or str(len(flow.notes) + 1)
        flow.notes.append(Footnote(mark=mark, text=strip_mark(read_note(element, classify), mark)))
        flow.pieces.append(f"{MARK_OPEN}{mark}{MARK_CLOSE}")
    elif role.text:
        flow.pieces.append(f"{MARK_OPEN}{role.text}{MARK_CLOSE}")


def _leave(element: etree._Element, role: Role, flow: Flow, depth: int) -> None:
    if role.act is Act.BLOCK:
        flow.flush()
    if flow.spread and flow.spread[-1][0] == depth:
        flow.spread.pop()
    flow.add(element.tail, element)


def read_note(element: etree._Element, classify: Classify) -> str:
    """Return the words of a note; a note within a note is part of its words."""

    def classify_inside(inner: etree._Element) -> Role:
        role = classify(inner)
        return INLINE if role.act in (Act.NOTE, Act.LABEL) else role

    return " ".join(block.text for block in read_flow(element, classify_inside).blocks)


def line_of(element: etree._Element) -> int | None:
    """Return the line of the source on which an element begins, if it is known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a list parted by spaces, as tables of elements are written."""
    return tuple(text.split())


def drop_content(element: etree._Element) -> None:
    """Take everything out of an element but what follows it."""
    element.text = None
    for child in list(element):
        element.remove(child)


def strip_mark(text: str, mark: str) -> str:
    """Return the words of a note without the mark they begin with: "[1] OJ C 115" · "(1) OJ C 115" · "1 OJ C 115"."""
    match = LEADING.match(text)
    return text[match.end() :] if match and match[1] == mark.strip("[]() ") else text


def read_words(element: etree._Element) -> str:
    """Return all words of an element with single spaces."""
    return single_spaces("".join(map(str, element.itertext(etree.Element, etree.Entity))))


def read_start(element: etree._Element, limit: int = SHORT_TEXT) -> str:
    """Return the first words of an element, a few more than `limit` characters; cheap for elements of any size."""
    text = ""
    for count, piece in enumerate(element.itertext()):
        text += str(piece).strip()[: limit + 1]
        if len(text) > limit or count > 4 * limit:
            break
    return text
