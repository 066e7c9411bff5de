"""The structure tree of a PDF that WeasyPrint has made and not yet written: what screen readers read."""

from typing import Any

# pydyf has no types; its dictionaries and arrays are those of Python with a reference
Element = Any


class Tree:
    """The structure tree of a PDF, whose elements refer to each other by number."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.get(pdf.catalog["StructTreeRoot"])
        # number and element by turns: the elements of each page's content first, then that of each annotation
        self.parents = self.get(self.root["ParentTree"])["Nums"]

    def get(self, reference: bytes) -> Element:
        """Return the object that a reference (`b"12 0 R"`) stands for."""
        return self.pdf.objects[int(reference.split()[0])]

    def find_owner(self, page: int, mark: int) -> Element:
        """Return the element that holds the marked content `mark` of a page, both counted from 0."""
        return self.get(self.parents[2 * page + 1][mark])

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

    def move_behind(self, element: Element, other: Element) -> None:
        """Hang an element on the tree anew, as the next one after `other`."""
        self.remove(element)
        parent = self.get(other["P"])
        parent["K"].insert(parent["K"].index(other.reference) + 1, element.reference)
        element["P"] = parent.reference

    def list_ids(self) -> None:
        """Write the list by which the elements that have an id are found."""
        from pydyf import Array, Dictionary

        named = {element["ID"].data: element for element in self.list_reachable() if "ID" in element}
        if named:
            names = Array(item for key in sorted(named) for item in (named[key]["ID"], named[key].reference))
            self.root["IDTree"] = Dictionary({"Names": names})
