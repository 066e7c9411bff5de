"""Heads, feet and lists of a house document without what would lead elsewhere or stand twice in another file."""

from collections.abc import Set

from lxml.etree import _Element as Element

from exporter.readers.docx.styles import USUAL, local, value

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

GONE = frozenset({
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
    "proofErr", "permStart", "permEnd", "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
    "tblGridChange", "sectPrChange", "numberingChange", "dataBinding", "altChunk", "subDoc", "control", "OLEObject",
    "hlinkClick", "hlinkHover",
})  # fmt: skip
"""Marks of the other document's own, deleted text, and what would bring in data from elsewhere."""

ROW_SWITCHES = frozenset({"tblHeader", "cantSplit"})
UNWRAPPED = frozenset({"ins", "moveTo"})
"""Tracked insertions count as accepted."""

HOLDERS = {
    "drawing": "a drawing", "pict": "a picture", "object": "an embedded file", "hyperlink": "", "numPicBullet": "",
    "ext": "", "embedRegular": "", "embedBold": "", "embedItalic": "", "embedBoldItalic": "",
}  # fmt: skip
"""The elements that go with a pointer that leads nowhere, and what they are called."""


def clean_part(root: Element, kept: set[str], own: Set[str] = frozenset()) -> set[str]:
    """Take out of a part what cannot go into another file; return what of it a reader would miss.

    `kept` are the ids of the pointers that the part keeps, `own` those of the styles of lines that this program wrote:
    in a copy of an edition they tell of another text.
    """
    left_out = set()
    for element in list(root.iter()):
        name = local(element)
        if name in GONE:
            drop(element)
        elif name in UNWRAPPED:
            unwrap(element)
        else:
            _strip_marks(element)
            left_out |= _drop_if_loose(element, kept)
    pictures = {value(bullet, "numPicBulletId") for bullet in root.iter("{*}numPicBullet")}
    for level in [use for use in root.iter("{*}lvlPicBulletId") if value(use) not in pictures]:
        drop(level)
    for line in [p for p in root.iter("{*}p") if value(p.find("{*}pPr/{*}pStyle")) in own]:
        drop(line)
    return left_out - {""}


def _strip_marks(element: Element) -> None:
    """Take off the numbers by which Word tells paragraphs of one document apart.

    LibreOffice writes `true` at two switches of rows, which the schema does not have there; without a word they are on.
    """
    if local(element) in ROW_SWITCHES and value(element) == "true":
        del element.attrib[f"{USUAL}val"]
    for key in [key for key in element.attrib if local_name(str(key)) in ("paraId", "textId") or "rsid" in str(key)]:
        del element.attrib[key]


def _drop_if_loose(element: Element, kept: set[str]) -> set[str]:
    """Take out what shows something that is not there any more; return what it is called."""
    loose = [key for key in element.attrib if str(key).startswith(RELATIONS) and element.get(key) not in kept]
    if local(element) == "imagedata" and element.get(f"{OFFICE}href") is not None:
        del element.attrib[f"{OFFICE}href"]
    if local(element) == "blip" and element.get(f"{RELATIONS}embed") in kept:
        for key in loose:
            del element.attrib[key]
        return set()
    if not loose:
        return set()
    if local(element) in HOLDERS:
        holder: Element | None = element
    else:
        holder = next((parent for parent in element.iterancestors() if local(parent) in HOLDERS), None)
    if holder is None:
        for key in loose:
            del element.attrib[key]
        return set()
    if local(holder) == "hyperlink":
        unwrap(holder)
        return set()
    drop(holder)
    return {HOLDERS[local(holder)]}


def drop(element: Element) -> None:
    """Take an element out with all it holds; words behind it stay."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put what an element holds into its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def local_name(key: str) -> str:
    """Return the name of an attribute without its namespace."""
    return key.rpartition("}")[2]
