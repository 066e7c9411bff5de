"""What is shared while one document is written: styles, page measures, list numbers, bookmarks, links."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import quote, urlsplit

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml.etree import _Element as Element

from exporter.writers.docx.geometry import Geometry, Orientation
from exporter.writers.docx.numbering import Numbering
from exporter.writers.docx.sheet import Sheet
from exporter.writers.docx.styles import Look
from exporter.writers.docx.xml import w

# bookmarks are numbered from 0; what else is marked in a document starts here, so that no number stands twice
FIRST_NUMBER = 1_000_000
SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True)
class Place:
    """Where in the page we are: the surroundings that decide on styles, the width at hand, the language."""

    names: tuple[str, ...] = ()
    width: int = 0
    level: int = 0
    language: str = ""
    right_to_left: bool = False
    keep_next: bool = False

    def inside(self, name: str) -> "Place":
        """Return the place inside something called `name` in `styles.toml`."""
        return replace(self, names=(*self.names, name))

    def within(self, element: Element, *names: str, width: int | None = None) -> "Place":
        """Return the place inside an element: its language and direction, and what it is called in `styles.toml`."""
        if not names and width is None and not ("lang" in element.attrib or "dir" in element.attrib):
            return self
        return replace(
            self,
            names=self.names + names,
            width=self.width if width is None else width,
            language=element.get("lang") or self.language,
            right_to_left={"rtl": True, "ltr": False}.get(element.get("dir", ""), self.right_to_left),
        )


@dataclass
class Writing:
    """One document being written."""

    document: Document
    sheet: Sheet
    look: Look
    numbering: Numbering
    geometries: dict[Orientation, Geometry]
    language: str
    bookmarks: "Bookmarks"
    author: str = "exporter"
    # whether every page shows a picture of the house: then a logo of the theme would be a second one
    has_logo: bool = False
    pending: list[str] = field(default_factory=list)
    # the word at notes to be filled in, none where there are none; and the ids of what has one
    note_word: str = ""
    noted: set[str] = field(default_factory=set)
    # what people wrote, by the id of what it is on, and the ids whose comments stand in the margin
    annotations: dict[str, list[Element]] = field(default_factory=dict)
    remarked: set[str] = field(default_factory=set)
    record: list[Element] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    # the marks of the notes that belong to elements with these ids, and whether an element is such a note
    mark_notes: Callable[[Sequence[str]], Iterable[Element]] = lambda _: ()
    is_note: Callable[[Element], bool] = lambda _: False
    # of comments and changes; bookmarks have their own, far below
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_NUMBER))
    _links: dict[str, str] = field(default_factory=dict)

    def link(self, address: str) -> str | None:
        """Return the relation id for an address outside the document, None when it is none that may be opened."""
        target = safe_address(address)
        if target is None:
            return None
        if target not in self._links:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self._links[target] = self.document.part.relate_to(target, kind, is_external=True)
        return self._links[target]

    def take_pending(self) -> list[str]:
        """Return the ids of elements opened since the last paragraph: the next paragraph carries their bookmarks."""
        taken, self.pending = self.pending, []
        return taken


def safe_address(address: str) -> str | None:
    """Return a web or mail address with what a URI may not hold escaped, None for every other scheme or a broken one.

    Word calls a file damaged when a relation's target is no URI.
    """
    target = quote(address.strip(), safe="%/:=&?~#+!$,;'@()*[]")
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not (parts.netloc or parts.scheme == "mailto") or re.search(r"[\[\]]", target):
        return None
    return target


class Bookmarks:
    """Names that Word allows for ids: 40 letters, digits and underscores, a letter first, unlike in any case."""

    def __init__(self, body: Element) -> None:
        self._names: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        taken: set[str] = set()
        for element in body.iter():
            identifier = element.get("id")
            if identifier and identifier not in self._names:
                self._names[identifier] = name = _free_name(identifier, taken)
                taken.add(name.lower())

    def find(self, identifier: str) -> str | None:
        """Return the bookmark for an id, None when the page has no such id."""
        return self._names.get(identifier)

    def mark(self, identifier: str) -> tuple[Element, Element] | None:
        """Return start and end of the bookmark for an id, None when it was set before (ids that stand twice)."""
        name = self._names.get(identifier)
        if name is None or name in self._numbers:
            return None
        self._numbers[name] = number = len(self._numbers)
        return w("bookmarkStart", id=number, name=name), w("bookmarkEnd", id=number)


def _free_name(identifier: str, taken: set[str]) -> str:
    name = re.sub(r"\W", "_", identifier, flags=re.ASCII)
    name = (name if name[:1].isalpha() else f"b_{name}")[:40]
    number = 1
    candidate = name
    while candidate.lower() in taken:
        number += 1
        candidate = f"{name[: 39 - len(str(number))]}_{number}"
    return candidate
