"""Mends the structure of a tagged PDF where WeasyPrint leaves it short of what a screen reader needs.

Checkers of PDF/UA do not see these: header cells without a scope, each page's part of a table as a table of its own,
running heads that are neither structure nor artifact, links described by their address.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from exporter.writers.pdf_tree import Element, Tree
from exporter.writers.pdf_words import unmark

Box = Any


def mend_structure(document: Any, pdf: Any) -> None:
    """Change the structure of `pdf`, made from WeasyPrint's `document`, before it is written; fits `finisher=`."""
    from pydyf import String

    for page in document.pages:
        for _kind, _target, _rectangle, box in page.links:
            text = unmark(" ".join("".join(box.element.itertext()).split()))
            if text and box.link_annotation:
                box.link_annotation["Contents"] = String(text)
    tree = Tree(pdf)
    for parts in _find_tables(document):
        _set_scopes(parts)
        _join_parts(tree, parts)
    for element in tree.list_reachable():
        _unite_links(tree, element)
    _turn_rest_into_artifacts(tree)
    tree.list_ids()


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


def _join_parts(tree: Tree, parts: list[list[Box]]) -> None:
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


def _match_headers(tree: Tree, first: Element, other: Element) -> dict[str, Any]:
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


def _unite_links(tree: Tree, element: Element) -> None:
    """Make one link of a link and the parts of its box, such as bold words, each of which WeasyPrint makes a link."""
    if element.get("S") != "/Link":
        return
    inner = tree.children(element)
    for part in inner:  # which grows on the way
        inner += tree.children(part)
        for kid in [kid for kid in part["K"] if isinstance(kid, bytes) and tree.get(kid).get("Type") == "/OBJR"]:
            part["K"].remove(kid)
            element["K"].append(kid)
            tree.parents[2 * tree.get(tree.get(kid)["Obj"])["StructParent"] + 1] = element.reference
        if part["S"] == "/Link":
            part["S"] = "/Span"


def _turn_rest_into_artifacts(tree: Tree) -> None:
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


def _drop_annotations(tree: Tree, page: Any, reachable: set[int]) -> None:
    """Take away the links in repeated header rows: an annotation outside the tree makes the file invalid."""
    for reference in list(page.get("Annots", ())):
        owner = 2 * tree.get(reference)["StructParent"] + 1
        if tree.get(tree.parents[owner]).number not in reachable:
            page["Annots"].remove(reference)
            tree.parents[owner] = "null"
