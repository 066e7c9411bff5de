"""Mends the structure of a tagged PDF where WeasyPrint leaves it short of what a screen reader needs.

Checkers of PDF/UA do not see these: header cells without a scope, each page's part of a table as a table of its own,
running heads that are neither structure nor artifact, links described by their address.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

# pydyf has no types; its dictionaries and arrays are those of Python with a reference
Element = Any
Box = Any


def mend_structure(document: Any, pdf: Any) -> None:
    """Change the structure of `pdf`, made from WeasyPrint's `document`, before it is written; fits `finisher=`."""
    from pydyf import String

    for page in document.pages:
        for _kind, _target, _rectangle, box in page.links:
            text = " ".join("".join(box.element.itertext()).split())
            if text and box.link_annotation:
                box.link_annotation["Contents"] = String(text)
    tree = _Tree(pdf)
    for parts in _find_tables(document):
        _set_scopes(parts)
        _join_parts(tree, parts)
    for element in tree.list_reachable():
        _unite_links(tree, element)
    _turn_rest_into_artifacts(tree)


class _Tree:
    """The structure tree of a PDF, whose elements refer to each other by number."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.get(pdf.catalog["StructTreeRoot"])
        # number and element by turns: the elements of each page's content first, then that of each annotation
        self.parents = self.get(self.root["ParentTree"])["Nums"]

    def get(self, reference: bytes) -> Element:
        """Return the object that a reference (`b"12 0 R"`) stands for."""
        return self.pdf.objects[int(reference.split()[0])]

    def children(self, element: Element) -> list[Element]:
        """Return the elements right under `element`, without its marked content and annotations."""
        kids = [self.get(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in kids if kid.get("Type") == "/StructElem"]

    def ancestor(self, element: Element, kind: str) -> Element:
        """Return the nearest element above of the structure type `kind`."""
        while element["S"] != kind:
            element = self.get(element["P"])
        return element

    def list_reachable(self) -> list[Element]:
        """Return all elements that hang on the tree, the root first, each before those under it."""
        found = [self.root]
        for element in found:  # which grows on the way
            found += self.children(element)
        return found

    def remove(self, element: Element) -> None:
        """Take an element from the tree, and those above that are empty without it."""
        parent = self.get(element["P"])
        parent["K"].remove(element.reference)
        if not parent["K"] and parent.get("Type") == "/StructElem":
            self.remove(parent)


def _find_tables(document: Any) -> list[list[list[Box]]]:
    """Return the tables as lists of parts, one for each page, each a list of cells in reading order."""
    tables: dict[int, list[list[Box]]] = defaultdict(list)
    for page in document.pages:
        for table in _walk(page._page_box):
            cells = [cell for cell in _walk(table) if hasattr(cell, "mark")] if _is_table(table) else []
            if cells:
                tables[id(table.element)].append(cells)
    return list(tables.values())


def _is_table(box: Box) -> bool:
    return box.element_tag == "table" and bool(getattr(box, "is_table_wrapper", False))


def _walk(box: Box) -> Iterator[Box]:
    waiting = [box]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)  # an absolutely placed box is hidden in a placeholder
        yield box
        waiting += reversed(getattr(box, "children", ()))


def _set_scopes(parts: list[list[Box]]) -> None:
    for cell in (cell for part in parts for cell in part if cell.element_tag == "th"):
        cell.mark["A"]["Scope"] = "/Row" if cell.element.get("scope") == "row" else "/Column"


def _join_parts(tree: _Tree, parts: list[list[Box]]) -> None:
    """Hang the rows of all parts under the first; the header rows repeated on later pages leave the tree."""
    first, *others = [tree.ancestor(part[0].mark, "/Table") for part in parts]
    for cells, other in zip(parts[1:], others, strict=True):
        renamed = _match_headers(tree, first, other)
        for cell in cells:
            if "Headers" in cell.mark["A"]:
                headers = cell.mark["A"]["Headers"]
                headers[:] = [renamed.get(header.string, header) for header in headers]
        for group in tree.children(other):
            if group["S"] not in {"/THead", "/TFoot", "/Caption"}:
                group["P"] = first.reference
                first["K"].append(group.reference)
        tree.remove(other)


def _match_headers(tree: _Tree, first: Element, other: Element) -> dict[str, Any]:
    """Return which header cell of the first part each repeated one stands for, by its id."""
    known, repeated = (
        [
            cell["ID"]
            for head in tree.children(table)
            if head["S"] == "/THead"
            for row in tree.children(head)
            for cell in tree.children(row)
            if "ID" in cell
        ]
        for table in (first, other)
    )
    return {again.string: header for again, header in zip(repeated, known, strict=False)}


def _unite_links(tree: _Tree, element: Element) -> None:
    """Make one link of a link and those right under it, which WeasyPrint makes of each part of its box."""
    if element.get("S") != "/Link":
        return
    for inner in tree.children(element):
        if inner["S"] == "/Link":
            _unite_links(tree, inner)
            for kid in [kid for kid in inner["K"] if isinstance(kid, bytes) and tree.get(kid).get("Type") == "/OBJR"]:
                inner["K"].remove(kid)
                element["K"].append(kid)
                tree.parents[2 * tree.get(tree.get(kid)["Obj"])["StructParent"] + 1] = element.reference
            inner["S"] = "/Span"


def _turn_rest_into_artifacts(tree: _Tree) -> None:
    """Mark as artifact what has a mark in a page's content, but no place in the tree: running heads, repeated rows."""
    from pydyf import Dictionary

    reachable = {element.number for element in tree.list_reachable()}
    for reference in tree.pdf.page_references:
        page = tree.get(reference)
        owners = tree.parents[2 * page["StructParents"] + 1]
        lost = {mark for mark, owner in enumerate(owners) if tree.get(owner).number not in reachable}
        _mark_artifacts(tree.get(page["Contents"]).stream, lost)
        for mark in lost:
            owners[mark] = "null"
        _drop_annotations(tree, page, reachable)
    for element in tree.pdf.objects:
        if isinstance(element, Dictionary) and element.get("Type") == "/StructElem" and element.number not in reachable:
            element.clear()


def _mark_artifacts(stream: list[Any], lost: set[int]) -> None:
    from pydyf import Dictionary

    for i, item in enumerate(stream):
        if isinstance(item, Dictionary) and item.get("MCID") in lost:
            stream[i - 1 : i + 1] = ["/Artifact", Dictionary({"Type": "/Pagination"})]


def _drop_annotations(tree: _Tree, page: Any, reachable: set[int]) -> None:
    """Take away the links in repeated header rows: an annotation outside the tree makes the file invalid."""
    for reference in list(page.get("Annots", ())):
        owner = 2 * tree.get(reference)["StructParent"] + 1
        if tree.get(tree.parents[owner]).number not in reachable:
            page["Annots"].remove(reference)
            tree.parents[owner] = "null"
