"""What the elements of a web page are, by their names, classes and styles."""

import re
from dataclasses import dataclass, field

from lxml import etree

from exporter.model.outline import Hint
from exporter.readers.flow import BLOCK, BREAK, INLINE, LABEL, SKIP, Act, Role, read_start, split_names

SKIPPED = frozenset(
    split_names(
        "script style noscript template svg math button select option textarea input head nav footer iframe object "
        "embed audio video canvas map dialog datalist"
    )
)
BLOCKS = frozenset(
    split_names(
        "p div section article main header aside center blockquote address pre ul ol dl dt dd li table thead tbody "
        "tfoot tr td th caption figure figcaption fieldset form hr body html details summary"
    )
)
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

CLASSES = {
    "doc-ti": Role(Act.BLOCK, Hint.TITLE, spread=True),
    "eli-main-title": Role(Act.BLOCK, Hint.TITLE, spread=True),
    "title-doc-first": Role(Act.BLOCK, Hint.TITLE, spread=True),
    "title-doc-last": Role(Act.BLOCK, Hint.TITLE, spread=True),
    "ti-grseq-1": Role(Act.BLOCK, Hint.HEADING, spread=True),
    "ti-section-1": Role(Act.BLOCK, Hint.HEADING, spread=True),
    "ti-section-2": Role(Act.BLOCK, Hint.HEADING, spread=True),
}
"""Classes of the Official Journal, without the `oj-` that stands before them since 2023."""

HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
LABEL_CELL = re.compile(r"\(?(?:[A-Z]{1,2}|\d{1,3}|[a-z]{1,4})(?:\.|\)\.?)|[–—−•·-]|—\s?")
"""A cell that holds a label and nothing else: "A." · "12." · "(a)" · "iv)" · "—"."""

LABELLED = re.compile(r"\s{0,99}(?:\(?(?:[A-Z]{1,2}|\d{1,3}|[a-z]{1,4})(?:\.|\))|[–—−•·-])")
BULLET = "•"
NUMERALS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class Page:
    """What is known of the elements of a page before they are walked through.

    `marks` are the references to notes with the marks they show, `bodies` the elements that hold the notes,
    `furniture` those that belong to the page around the text.
    """

    marks: dict[etree._Element, str] = field(default_factory=dict)
    bodies: set[etree._Element] = field(default_factory=set)
    furniture: set[etree._Element] = field(default_factory=set)
    counts: dict[etree._Element, int] = field(default_factory=dict)

    def classify(self, element: etree._Element) -> Role:
        """Return what an element is."""
        tag = element.tag
        if element in self.marks:
            return Role(Act.MARK, text=self.marks[element])
        if tag in SKIPPED or element in self.furniture or is_hidden(element):
            return SKIP
        if element in self.bodies:
            return Role(Act.MARK)
        if tag == "br":
            return BREAK
        if tag in HEADINGS:
            return Role(Act.BLOCK, Hint.HEADING, spread=True)
        if tag == "h1":
            return Role(Act.BLOCK, Hint.TITLE, spread=True)
        return self._classify_block(element) if tag in BLOCKS else INLINE

    def _classify_block(self, element: etree._Element) -> Role:
        if element.tag in ("td", "th", "dt") and is_label_cell(element):
            return LABEL
        if element.tag == "li":
            return Role(Act.BLOCK, text=self._number_item(element))
        for name in element.get("class", "").split():
            if role := CLASSES.get(name.removeprefix("oj-")):
                return role
        return BLOCK

    def _number_item(self, item: etree._Element) -> str:
        """Return the label a browser puts before an item of a list; empty where its own words begin with one."""
        parent = item.getparent()
        if parent is None or LABELLED.match(read_start(item)) or is_plain_list(item, parent):
            return ""
        if parent.tag != "ol":
            return BULLET
        start, value = parent.get("start", "1"), item.get("value", "")
        number = self.counts.get(parent, int(start) - 1 if start.isdecimal() and len(start) < 4 else 0) + 1
        number = int(value) if value.isdecimal() and len(value) < 4 else number
        self.counts[parent] = number
        return format_number(number, parent.get("type", "1"))


def is_plain_list(item: etree._Element, parent: etree._Element) -> bool:
    """Return whether a list is styled so that its items are shown without numbers or bullets."""
    styled = "list-style" in f"{item.get('style', '')}{parent.get('style', '')}"
    return styled or "list-unstyled" in parent.get("class", "")


def is_hidden(element: etree._Element) -> bool:
    """Return whether a browser would not show an element."""
    return "hidden" in element.attrib or HIDDEN.search(element.get("style", "")) is not None


def is_label_cell(cell: etree._Element) -> bool:
    """Return whether the first cell of a row, or a term, holds a label of what the next one holds."""
    if cell.tag == "dt":
        return LABEL_CELL.fullmatch(read_start(cell)) is not None
    previous, following = cell.getprevious(), cell.getnext()
    if previous is not None or following is None or following.tag not in ("td", "th"):
        return False
    return LABEL_CELL.fullmatch(read_start(cell)) is not None


def format_number(number: int, style: str) -> str:
    """Return the label of an item: `3.`, `C.`, or `(c)` and `(iii)` as texts print them."""
    if style in ("a", "A") and number <= 26:
        letter = chr(ord(style) + number - 1)
        return f"({letter})" if style == "a" else f"{letter}."
    if style in ("i", "I") and number < 40:
        return f"({_format_roman(number)})"
    return f"{number}."


def _format_roman(number: int) -> str:
    text = ""
    for value, letters in NUMERALS:
        count, number = divmod(number, value)
        text += letters * count
    return text
