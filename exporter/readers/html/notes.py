"""Footnotes of a web page: links that point at each other, one at the mark in the words and one at the note."""

import re
from dataclasses import dataclass, field

from lxml import etree

from exporter.model.resolution import Footnote
from exporter.readers.flow import Act, Classify, Role, read_note, read_start, strip_mark

MARK = re.compile(r"[(\[]?\s?(\d{1,3}[a-z]?|\*{1,3})\s?[)\]]?")
"""What a link of a note shows: "[1]" · "(1)" · "1" · "*"; its brackets may stand outside the link."""

CONTAINERS = frozenset({"p", "li", "div", "tr", "aside", "dd"})
ARROWS = re.compile("[ \\xa0]?[\\u21a9\\u2191\\u2b0f][\\ufe0e\\ufe0f]?")
"""What links back show where they do not show the mark: "↩"."""

NAMED = re.compile(r"_{0,2}(?:ftn|edn|fn|note|(?:sd)?(?:footnote|endnote))[-_:]?\w{0,2}\d{1,4}", re.IGNORECASE)
"""How elements made for one note are named: `<div id="_ftn1">`, but not `<div id="footnotes">`."""

BRACKETS = re.compile(r"^[(\[]\s?[)\]]\s?")
"""What is left of "(1)" when the link between the brackets is gone."""

LINKS_IN_NOTE = 50
AROUND = 3
"""How many elements above a link may carry the name that the other link points to: `<sup id="ref1"><a ...>`."""


@dataclass
class Notes:
    """References with the marks they show, the elements that hold the notes, which is whose, and links back."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    bodies: set[etree._Element] = field(default_factory=set)
    pairs: list[tuple[str, etree._Element]] = field(default_factory=list)
    backs: set[etree._Element] = field(default_factory=set)
    found: list[tuple[str, etree._Element, etree._Element]] = field(default_factory=list)

    def read(self, classify: Classify) -> list[Footnote]:
        """Return the notes in the order of their references."""

        def classify_inside(element: etree._Element) -> Role:
            return Role(Act.MARK) if element in self.backs else classify(element)

        return [Footnote(mark=mark, text=self._read_words(mark, body, classify_inside)) for mark, body in self.pairs]

    def _read_words(self, mark: str, body: etree._Element, classify: Classify) -> str:
        """Return the words of a note without its mark, be that the link back or plain text."""
        linked = any(link in self.backs and _mark_of(link) for link in body.iter("a"))
        words = ARROWS.sub("", read_note(body, classify))
        return BRACKETS.sub("", words) if linked else strip_mark(words, mark)


def find_notes(root: etree._Element) -> Notes:
    """Return the notes of a page: a link with a mark in the words, and where it points, a note that points back."""
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#")]
    order = {link: index for index, link in enumerate(links)}
    targets = _find_targets(root, {link.get("href", "")[1:] for link in links})
    notes = Notes()
    for link in links:
        target = targets.get(link.get("href", "")[1:])
        mark = _mark_of(link)
        if target is None or not mark or link in notes.backs:
            continue
        body = find_container(target)
        if body is not None and (back := _find_back(body, link)) is not None and order[back] > order[link]:
            _add(notes, link, mark, body, back)
    _settle(notes)
    return notes


def _settle(notes: Notes) -> None:
    """Take each element that holds one note; one that holds several, parted by line breaks, stays in the text."""
    targets: dict[etree._Element, set[str]] = {}
    for _, link, body in notes.found:
        targets.setdefault(body, set()).add(link.get("href", ""))
    for mark, link, body in notes.found:
        if len(targets[body]) > 1:
            continue
        notes.marks[_widen(link)] = mark
        if body not in notes.bodies:  # else the mark is repeated
            notes.bodies.add(body)
            notes.pairs.append((mark, body))


def _find_targets(root: etree._Element, names: set[str]) -> dict[str, etree._Element]:
    """Return the elements that links point to, by their id or name; the first where two have the same."""
    targets: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name in names:
                targets.setdefault(str(name), element)
    return targets


def _find_back(body: etree._Element, link: etree._Element) -> etree._Element | None:
    """Return the link within a note that points back at a link in the words, or at what is close around it."""
    names = {f"#{name}" for name in _list_names(link)}
    for count, other in enumerate(body.iter("a")):
        if other.get("href") in names and other is not link:
            return other
        if count == LINKS_IN_NOTE:
            break
    return None


def _add(notes: Notes, link: etree._Element, mark: str, body: etree._Element, back: etree._Element) -> None:
    if any(ancestor is body for ancestor in link.iterancestors()):
        return
    notes.backs.add(back)
    notes.found.append((mark, link, body))


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


def find_container(target: etree._Element) -> etree._Element | None:
    """Return the element that holds a whole note: the `div` made for it, a table row, or its paragraph."""
    found: etree._Element | None = None
    element: etree._Element | None = target
    for _ in range(2 * AROUND):
        if element is None or element.tag in ("body", "section", "main"):
            break
        if element.tag == "tr" or (element.tag in CONTAINERS and found is None):
            found = element
        if element.tag == "tr" or (element.tag in ("div", "li") and NAMED.fullmatch(element.get("id", ""))):
            return element
        element = element.getparent()
    return found


def _widen(link: etree._Element) -> etree._Element:
    """Return the element around a link that shows nothing else: `<sup><a>1</a></sup>`."""
    parent = link.getparent()
    if parent is None or parent.tag not in ("sup", "span"):
        return link
    alone = len(parent) == 1 and not (parent.text or "").strip() and not (link.tail or "").strip()
    return parent if alone else link
