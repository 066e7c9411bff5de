"""Footnotes of a web page: links that point at each other, one at the mark in the words and one at the note."""

import re
from dataclasses import dataclass, field

from lxml import etree

from exporter.model.resolution import Footnote
from exporter.readers.flow import Classify, read_note, read_start, strip_mark

MARK = re.compile(r"[(\[]?\s?(\d{1,3}[a-z]?|\*{1,3})\s?[)\]]?")
"""What a link of a note shows: "[1]" · "(1)" · "1" · "*"; its brackets may stand outside the link."""

CONTAINERS = frozenset({"p", "li", "div", "tr", "aside", "dd"})
AROUND = 3
"""How many elements above a link may carry the name that the other link points to: `<sup id="ref1"><a ...>`."""


@dataclass
class Notes:
    """References with the marks they show, the elements that hold the notes, and which is whose."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    bodies: set[etree._Element] = field(default_factory=set)
    pairs: list[tuple[str, etree._Element]] = field(default_factory=list)

    def read(self, classify: Classify) -> list[Footnote]:
        """Return the notes in the order of their references."""
        return [Footnote(mark=mark, text=strip_mark(read_note(body, classify), mark)) for mark, body in self.pairs]


def find_notes(root: etree._Element) -> Notes:
    """Return the notes of a page: links with a mark that point at each other, the one in the words first."""
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#") and _mark_of(link)]
    by_name: dict[str, int] = {}
    for index, link in enumerate(links):
        for name in _list_names(link):
            by_name.setdefault(name, index)
    notes = Notes()
    taken: set[int] = set()
    for index, link in enumerate(links):
        other = by_name.get(link.get("href", "")[1:])
        back = other is not None and by_name.get(links[other].get("href", "")[1:])
        if other is None or other <= index or index in taken or back != index:
            continue
        taken.add(other)
        _add(notes, link, links[other])
    return notes


def _add(notes: Notes, reference: etree._Element, target: etree._Element) -> None:
    body = find_container(target)
    if body is None or body in notes.bodies or _holds(body, reference):
        return
    mark = _mark_of(reference)
    notes.marks[_widen(reference)] = mark
    notes.bodies.add(body)
    notes.pairs.append((mark, body))


def _mark_of(link: etree._Element) -> str:
    text = read_start(link)
    return text.strip() if MARK.fullmatch(text.strip()) else ""


def _list_names(link: etree._Element) -> list[str]:
    """Return the names under which a link can be pointed at: its own, and those of what is close around it."""
    names = [link.get("name"), link.get("id")]
    element: etree._Element | None = link
    for _ in range(AROUND):
        element = element.getparent() if element is not None else None
        if element is not None and element.tag in ("sup", "span", "p", "div", "li", "td"):
            names.append(element.get("id"))
    return [name for name in names if name]


def find_container(link: etree._Element) -> etree._Element | None:
    """Return the element that holds a whole note: the `div` made for it, a table row, or its paragraph."""
    found: etree._Element | None = None
    element = link.getparent()
    for _ in range(2 * AROUND):
        if element is None or element.tag in ("body", "section", "main"):
            break
        if element.tag == "tr" or (element.tag in CONTAINERS and found is None):
            found = element
        if element.tag == "tr" or (element.tag in ("div", "li") and element.get("id", "").strip("_").startswith(NAMED)):
            return element
        element = element.getparent()
    return found


NAMED = ("ftn", "edn", "fn", "note", "footnote")
"""How the elements made for one note are named: `<div id="_ftn1">`."""


def _holds(body: etree._Element, reference: etree._Element) -> bool:
    return any(ancestor is body for ancestor in reference.iterancestors())


def _widen(link: etree._Element) -> etree._Element:
    """Return the element around a link that shows nothing else: `<sup><a>1</a></sup>`."""
    parent = link.getparent()
    if parent is None or parent.tag not in ("sup", "span"):
        return link
    alone = len(parent) == 1 and not (parent.text or "").strip() and not (link.tail or "").strip()
    return parent if alone else link
