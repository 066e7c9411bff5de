"""The small change of Akoma Ntoso: elements, names for them, and words that XML can hold."""

import re
from collections import Counter, deque
from collections.abc import Sequence

from lxml import etree

from exporter.model.resolution import Footnote, Identifier, Resolution

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

# control characters, halves of surrogate pairs and noncharacters: no XML 1.0 file may hold them, or should
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")

_UNNAMED = re.compile(r"[^A-Za-z0-9]+")


def local(name: str) -> str:
    """Return an element name with the namespace of Akoma Ntoso."""
    return f"{{{NAMESPACE}}}{name}"


def add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Return a new element at the end of `parent`."""
    element = etree.SubElement(parent, local(name), attributes)
    element.text = None if text is None else clean(text)
    return element


def clean(text: str) -> str:
    """Return a text that XML can hold: what it forbids becomes U+FFFD, one for one."""
    return _FORBIDDEN.sub("\ufffd", text)


class Scribe:
    """Fills elements with words: names them, marks the texts named in them, puts their footnotes where they stand."""

    def __init__(self, resolution: Resolution) -> None:
        self._taken: Counter[str] = Counter()
        self._mentions: dict[str, deque[Identifier]] = {}
        for identifier in resolution.identifiers:
            self._mentions.setdefault(identifier.place, deque()).append(identifier)
        self._notes: dict[str, list[tuple[int, Footnote]]] = {}
        for number, note in enumerate(resolution.footnotes, start=1):
            self._notes.setdefault(note.place or "", []).append((number, note))

    def name(self, kind: str, label: str, position: int, under: str = "") -> str:
        """Return the eId of an element, `para_5__point_a`: by its label, else by its position; unlike all others."""
        shown = _UNNAMED.sub("", label) or str(position)
        name = f"{under}__{kind}_{shown}" if under else f"{kind}_{shown}"
        self._taken[name] += 1
        return name if self._taken[name] == 1 else self.name(kind, f"{shown}x{self._taken[name]}", position, under)

    def write(self, element: etree._Element, text: str, part: str, place: str) -> None:
        """Put words into an element: those of a piece at `place`, which belongs to the part named `part`."""
        waiting = self._mentions.get(part, deque())
        cursor = 0
        while waiting and (start := text.find(waiting[0].text, cursor)) >= 0:
            mention = waiting.popleft()
            if mention.address and mention.text:
                append(element, text[cursor:start])
                add(element, "ref", mention.text, href=clean(mention.address))
                cursor = start + len(mention.text)
        append(element, text[cursor:])
        self.put_notes(element, place)

    def put_notes(self, element: etree._Element, place: str) -> None:
        """Put the footnotes of a place at the end of an element, each once."""
        for number, note in self._notes.pop(place, []) if place else ():
            attributes = {"marker": clean(note.mark), "placement": "bottom"}
            element_note = add(element, "authorialNote", eId=f"fn_{number}", **attributes)
            self._write_note(element_note, number, note)

    def list_left(self) -> Sequence[tuple[int, Footnote]]:
        """Return the footnotes whose place is unknown or nowhere in the text, with their numbers, in order."""
        return sorted((item for items in self._notes.values() for item in items), key=lambda item: item[0])

    def write_left(self, parent: etree._Element) -> None:
        """Put the footnotes that have no place in the text into `meta/notes`."""
        for number, note in self.list_left():
            attributes = {"title": clean(note.place)} if note.place is not None else {}
            element = add(parent, "note", eId=f"fn_{number}", marker=clean(note.mark), **attributes)
            self._write_note(element, number, note)

    def _write_note(self, element: etree._Element, number: int, note: Footnote) -> None:
        self.write(add(element, "p"), note.text, f"footnote {note.mark}", "")


def append(element: etree._Element, text: str) -> None:
    """Put words at the end of an element, behind what it holds."""
    words = clean(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
