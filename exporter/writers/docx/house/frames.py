"""Heads and feet of a house document, with our lines beside them: what a text is must stand on every page."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from exporter.model.reference import Reference
from exporter.writers.docx.house.styles import rename_styles
from exporter.writers.docx.xml import W, local_name, w

# " PAGE ", " PAGE \\* MERGEFORMAT ", but not " PAGEREF x "
PAGE = "PAGE"
FIRST_PICTURE = 20_000


@dataclass
class HouseFrames:
    """The heads and feet of a house by the pages they are for, ready to be copied."""

    reference: Reference
    roots: dict[str, Element] = field(default_factory=dict)
    pictures: int = FIRST_PICTURE

    @property
    def numbers_pages(self) -> bool:
        """Whether the house prints the number of the page on ordinary pages."""
        names = (self.reference.heads.get("default"), self.reference.feet.get("default"))
        return any(_has_page_number(self.roots[name]) for name in names if name)

    @property
    def shows_picture(self) -> bool:
        """Whether a picture stands in the head of the first page."""
        side = "first" if self.reference.is_first_apart else "default"
        root = self.roots.get(self.reference.heads.get(side, ""))
        return root is not None and next(root.iter("{*}blip", "{*}imagedata"), None) is not None

    def sides(self, kind: str) -> dict[str, str]:
        """Return the names of the heads (`header`) or feet (`footer`) by the pages they are for."""
        return self.reference.heads if kind == "header" else self.reference.feet

    def copy(self, name: str) -> Element:
        """Return a copy of a head or foot, its pictures numbered anew."""
        root = deepcopy(self.roots[name])
        for element in root.iter("{*}docPr"):
            self.pictures += 1
            element.set("id", str(self.pictures))
        return root


def read_frames(reference: Reference, new_ids: dict[str, str]) -> HouseFrames:
    """Return the heads and feet of a house, their styles under their new ids."""
    roots = {}
    for name in {*reference.heads.values(), *reference.feet.values()}:
        part = reference.find(name)
        if part is not None:
            roots[name] = etree.fromstring(part.data)
    rename_styles(roots.values(), new_ids)
    return HouseFrames(reference, roots)


def add_line(root: Element, line: Element | None) -> None:
    """Put our line behind what a head or foot holds; an empty paragraph at its end makes room."""
    if line is not None:
        last = root[-1] if len(root) else None
        if last is not None and local_name(last) == "p" and _is_empty(last):
            root.remove(last)
        root.append(line)
    elif not len(root) or local_name(root[-1]) != "p":
        root.append(w("p"))


def _is_empty(paragraph: Element) -> bool:
    return all(local_name(child) == "pPr" for child in paragraph)


def _has_page_number(root: Element) -> bool:
    return any(words[:1] == [PAGE] for words in (code.upper().split() for code in _list_fields(root)))


def _list_fields(root: Element) -> Iterator[str]:
    """Yield the instructions of fields; those of one that is cut into runs are joined."""
    for simple in root.iter(f"{{{W}}}fldSimple"):
        yield simple.get(f"{{{W}}}instr", "")
    for paragraph in root.iter(f"{{{W}}}p"):
        code = ""
        for element in paragraph.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText"):
            if local_name(element) == "instrText":
                code += element.text or ""
            elif element.get(f"{{{W}}}fldCharType") == "begin":
                yield code
                code = ""
        yield code
