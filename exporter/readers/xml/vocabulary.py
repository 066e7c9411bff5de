"""What a vocabulary of XML is to the reader: a table of elements, and which part of a file holds the resolution."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from exporter.model.notice import Notice, Severity
from exporter.model.outline import Block
from exporter.readers.flow import INLINE, Flow, Role, read_flow


@dataclass(frozen=True)
class Part:
    """The element of a file that holds the resolution, what the file says about it elsewhere, and what is left out."""

    root: etree._Element
    head: tuple[Block, ...] = ()
    date: datetime.date | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """How texts are marked up in one kind of XML.

    `roots` are the names of its root elements, `marks` those of elements that no other has. `roles` says what each
    element is, `refine` looks, given its name, at elements whose attributes or neighbours decide. `choose` finds the
    resolution.
    """

    roots: frozenset[str]
    marks: frozenset[str]
    roles: Mapping[str, Role]
    refine: Callable[[etree._Element, str, Role], Role]
    choose: Callable[[etree._Element, str], Part]

    def classify(self, element: etree._Element) -> Role:
        """Return what an element is."""
        name = local_name(element)
        return self.refine(element, name, self.roles.get(name, INLINE))

    def read(self, root: etree._Element) -> Flow:
        """Return the blocks and notes of an element."""
        return read_flow(root, self.classify)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def tell_left_out(names: list[str]) -> tuple[Notice, ...]:
    """Return the notice that other parts of a file were left out, named by their titles or elements."""
    if not names:
        return ()
    shown = "; ".join(f"“{name}”" for name in names[:5])
    message = f"Other parts of the file are not the resolution and were left out: {shown}."
    return (Notice(severity=Severity.INFO, code="parts-omitted", message=message),)
