"""Formex 4, the XML of the Official Journal."""

from lxml import etree

from exporter.model.outline import Hint
from exporter.readers.flow import BLOCK, BREAK, LABEL, SKIP, Act, Role, drop_content, read_words, split_names
from exporter.readers.xml.vocabulary import Part, Vocabulary, local_name, tell_left_out

ROLES: dict[str, Role] = {
    **dict.fromkeys(
        split_names("BIB.INSTANCE BIB.DATA BIB.DOC BIB.ACT BIB.VOLUME PAGE.HEADER PAGE.CONTENTS TOC INCL.ELEMENT"), SKIP
    ),
    **dict.fromkeys(
        split_names(
            "P NP TXT TI STI ITEM LIST TITLE PREAMBLE PREAMBLE.GEN PREAMBLE.INIT PREAMBLE.FINAL GR.VISA GR.CONSID "
            "GR.CONSID.INIT CONTENTS ENACTING.TERMS GR.SEQ ALINEA PARAG QUOT.S TBL CORPUS ROW CELL DLIST DLIST.ITEM "
            "SIGNATORY PL.DATE FINAL PROLOG ARTICLE DIVISION GR.TBL GR.UNIT TERM DEFINITION NO.DOC.C NO.CURRENT "
            "NO.DOC PRESENT ANNEX INTRO"
        ),
        BLOCK,
    ),
    **dict.fromkeys(("NO.P", "NO.PARAG", "PREFIX"), LABEL),
    "VISA": Role(Act.BLOCK, Hint.CITATION),
    "CONSID": Role(Act.BLOCK, Hint.RECITAL),
    "BR": BREAK,
}
"""What the elements of Formex are; those that are not named stand within a line."""

DASHES = {"DASH": "–", "NDASH": "–", "MDASH": "—", "BULLET": "•", "HYPHEN": "-"}
"""TYPE of a list whose items carry no label of their own → the label that is printed."""

ROOTS = frozenset(
    split_names("ACT GENERAL DOC DOCUMENT.FORMEX PUBLICATION ANNEX CONS.ACT CONS.ANNEX DECISION OPINION OTHER")
)
PARTED = frozenset({"GR.SEQ", "DIVISION", "TBL", "GR.TBL"})
"""Elements whose TITLE is a heading, not the title of the text."""


def refine(element: etree._Element, name: str, role: Role) -> Role:
    """Return what an element is: titles and items by where they stand, quotation marks by their code."""
    if name == "NOTE":
        return Role(Act.NOTE, text="*" if element.get("NUMBERING") == "STAR" else "")
    if name in ("QUOT.START", "QUOT.END"):
        return Role(Act.INLINE, text=_read_code(element.get("CODE", "")))
    if name == "TITLE":
        parent = element.getparent()
        heading = parent is not None and local_name(parent) in PARTED
        return Role(Act.BLOCK, Hint.HEADING if heading else Hint.TITLE, spread=True)
    if name == "ITEM":
        return Role(Act.BLOCK, text=_label_item(element))
    return role


def _read_code(code: str) -> str:
    """Return the sign a code names: "201C" is “."""
    try:
        return chr(int(code, 16)) if len(code) <= 5 else ""
    except (ValueError, OverflowError):
        return ""


def _label_item(item: etree._Element) -> str:
    """Return the dash of an item that has no label of its own."""
    parent = item.getparent()
    if parent is None or next(item.iterchildren("{*}NP"), None) is not None:
        return ""
    return DASHES.get(parent.get("TYPE", ""), "")


def choose(root: etree._Element, file: str) -> Part:
    """Return the whole text without its annexes."""
    annexes = [element for element in root.iter("{*}ANNEX") if element is not root]
    names = [_name(annex) for annex in annexes]
    for annex in annexes:
        drop_content(annex)
    return Part(root=root, notices=tell_left_out(names))


def _name(annex: etree._Element) -> str:
    title = next(annex.iter("{*}TITLE"), None)
    return read_words(title) if title is not None else "annex"


VOCABULARY = Vocabulary(
    roots=ROOTS,
    marks=frozenset({"PREAMBLE.GEN", "GR.VISA", "NO.P", "BIB.INSTANCE"}),
    roles=ROLES,
    refine=refine,
    choose=choose,
)
"""Formex 4."""
