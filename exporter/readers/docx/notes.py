"""Footnotes and endnotes of a Word file, numbered in the order of their marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from exporter.model.resolution import Footnote
from exporter.readers.docx.body import Body
from exporter.readers.docx.styles import Numbering, Styles, format_number, local, number, value

SIGNS = ("*", "†", "‡", "§")
"""The order of signs in the format `chicago`."""

FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass
class Notes:
    """The notes of a file by kind and id; `order` has those whose marks have been seen."""

    elements: dict[tuple[str, str], etree._Element]
    forms: dict[str, tuple[str, int]]
    order: list[tuple[str, tuple[str, str]]] = field(default_factory=list)
    by_hand: set[tuple[str, str]] = field(default_factory=set)

    def mark(self, kind: str, key: str, by_hand: str) -> str:
        """Return the mark of the note that is referred to here, empty where there is no such note."""
        element = self.elements.get((kind, key))
        if element is None:
            return ""
        form, start = self.forms[kind]
        count = start + sum(found[0] == kind and mark.isalnum() for mark, found in self.order)
        mark = by_hand or format_mark(count, form)
        self.by_hand |= {(kind, key)} if by_hand else set()
        self.order.append((mark, (kind, key)))
        return mark

    def make_footnotes(self, styles: Styles) -> Iterator[Footnote]:
        """Yield the notes in the order of their marks."""
        for mark, key in self.order:
            body = Body(styles, Numbering(), lambda *_: "")
            words = " ".join(paragraph.text for paragraph in body.read(self.elements[key]))
            text = " ".join(words.split())
            is_printed = key in self.by_hand or not mark.isalnum()
            yield Footnote(mark=mark, text=text.removeprefix(mark).strip() if is_printed else text)


def format_mark(count: int, form: str) -> str:
    """Return the mark of a note: a number in a format of Word, signs for `chicago`."""
    if form == "chicago":
        times, sign = divmod(count - 1, len(SIGNS))
        return SIGNS[sign] * (times + 1) if 0 < count < 100 else str(count)
    return format_number(count, form)


def read_notes(
    footnotes: etree._Element | None, endnotes: etree._Element | None, settings: etree._Element | None
) -> Notes:
    """Return the notes of both parts, with the format of their marks."""
    elements: dict[tuple[str, str], etree._Element] = {}
    for kind, root in (("footnote", footnotes), ("endnote", endnotes)):
        for element in () if root is None else root:
            ordinary = value(element, "type") in (None, "normal")
            if local(element) == kind and ordinary:
                elements[kind, value(element, "id") or ""] = element
    return Notes(elements, {kind: _find_form(kind, settings) for kind in FORMS})


def _find_form(kind: str, settings: etree._Element | None) -> tuple[str, int]:
    properties = None if settings is None else settings.find(f"{{*}}{kind}Pr")
    if properties is None:
        return FORMS[kind], 1
    start = number(properties.find("{*}numStart"))
    return value(properties.find("{*}numFmt")) or FORMS[kind], 1 if start is None else start
