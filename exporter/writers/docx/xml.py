"""WordprocessingML elements: made by short names, put into the order that ECMA-376 asks for."""

import re
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
VAL = f"{{{W}}}val"
R_ID = f"{{{R}}}id"

# what XML 1.0 cannot carry: "a\x0cb", half surrogates, U+FFFE
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# the order of children that the schema fixes (ECMA-376 part 1, 17.3 and 17.7); only what this writer uses
PARAGRAPH = """
    pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing jc
    outlineLvl rPr sectPr
"""
RUN = """
    rStyle rFonts b bCs i iCs caps strike color spacing sz szCs u bdr shd vertAlign rtl lang
"""
TABLE = "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"
ORDER = {
    tag: {name: place for place, name in enumerate(names.split())}
    for tag, names in (("pPr", PARAGRAPH), ("rPr", RUN), ("tblPr", TABLE))
}


def w(tag: str, /, *children: Element, **attributes: str | int | None) -> Element:
    """Return the element `w:tag` with these children and `w:` attributes; attributes that are None are left out."""
    element = etree.Element(_name(tag), nsmap={"w": W})
    for name, value in attributes.items():
        if value is not None:
            element.set(_name(name), str(value))
    element.extend(children)
    return element


def w_linked(tag: str, /, relation: str, **attributes: str | int | None) -> Element:
    """Return `w:tag` that points to another part or an address by its relation id."""
    element = etree.Element(_name(tag), {R_ID: relation}, nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        element.set(_name(name), str(value))
    return element


def arrange(tag: str, children: list[Element]) -> Element:
    """Return `w:tag` with its children in schema order; `tag` is a key of `ORDER`."""
    places = ORDER[tag]
    return w(tag, *sorted(children, key=lambda child: places[local_name(child)]))


def empty_document() -> Element:
    """Return the root of `document.xml` with an empty body."""
    document = etree.Element(_name("document"), nsmap={"w": W, "r": R})
    document.append(w("body"))
    return document


def text_element(text: str) -> Element:
    """Return `w:t` holding the text, spaces kept, illegal characters replaced by U+FFFD."""
    element = w("t")
    element.text = clean(text)
    if text != text.strip():
        element.set(XML_SPACE, "preserve")
    return element


def clean(text: str) -> str:
    """Return the text with every character that XML cannot carry replaced by U+FFFD."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def local_name(element: Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def serialize(element: Element) -> bytes:
    """Return the element as a part of a package: UTF-8 with a declaration, no indentation."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


@cache
def _name(tag: str) -> str:
    return f"{{{W}}}{tag}"
