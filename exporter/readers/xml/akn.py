"""Akoma Ntoso: the European Parliament's own 2.0 and OASIS 3.0, also in the profile of the EU institutions."""

from lxml import etree

from exporter.errors import NoResolutionError
from exporter.model.outline import Block, Hint
from exporter.readers.flow import BLOCK, BREAK, INLINE, LABEL, SKIP, Act, Role, read_words, split_names
from exporter.readers.xml.vocabulary import Part, Vocabulary, local_name, tell_left_out

ROLES: dict[str, Role] = {
    **dict.fromkeys(("meta", "componentRef", "documentRef", "attachments", "components", "toc", "remark"), SKIP),
    **dict.fromkeys(
        split_names(
            "coverPage preface preamble preambleOpening body mainBody conclusions container block p formula recitals "
            "citations content intro wrapUp list point indent subparagraph blockList item blockContainer alinea clause "
            "longTitle tblock ul ol li table tr td th caption listIntroduction listWrapUp signature quotedStructure "
            "hcontainer proviso"
        ),
        BLOCK,
    ),
    **dict.fromkeys(("section", "chapter", "part", "title", "book", "division", "level", "article", "rule"), BLOCK),
    "num": LABEL,
    "eol": BREAK,
    "br": BREAK,
    "docTitle": Role(Act.BLOCK, Hint.TITLE, spread=True),
    "docType": INLINE,
    "citation": Role(Act.BLOCK, Hint.CITATION),
    "recital": Role(Act.BLOCK, Hint.RECITAL),
    "paragraph": Role(Act.BLOCK, Hint.PARAGRAPH),
    "heading": Role(Act.BLOCK, Hint.HEADING, spread=True),
    "subheading": Role(Act.BLOCK, Hint.HEADING, spread=True),
    "crossHeading": Role(Act.BLOCK, Hint.HEADING, spread=True),
    "tocItem": SKIP,
    "noteRef": SKIP,
}
"""What the elements of Akoma Ntoso are."""

DOCUMENTS = ("bill", "act", "doc", "statement", "judgment", "amendment", "officialGazette", "debate")
"""Elements that hold one document each."""

NOTES = frozenset({"authorialNote", "note"})


def refine(element: etree._Element, name: str, role: Role) -> Role:
    """Return what an element is: a note has the mark it is given, words of a title are parted by spaces."""
    if name in NOTES:
        return Role(Act.NOTE, text=element.get("marker", ""))
    if name in ("docPurpose", "docStage", "docStatus"):
        return Role(Act.INLINE, text=" ")
    if name == "citation" and next(element.iterchildren("{*}num"), None) is None:
        return Role(Act.BLOCK, Hint.CITATION, text="–")
    if name == "paragraph" and any(local_name(parent) == "paragraph" for parent in _parents(element)):
        return BLOCK
    return role


def _parents(element: etree._Element, limit: int = 6) -> list[etree._Element]:
    parents: list[etree._Element] = []
    for parent in element.iterancestors():
        parents.append(parent)
        if len(parents) == limit:
            break
    return parents


def choose(root: etree._Element, file: str) -> Part:
    """Return the first document of a file with citations, recitals or a formula that opens a resolution."""
    documents = list(root.iter(*(f"{{*}}{name}" for name in DOCUMENTS)))
    found = next((element for element in documents if _opens(element)), None)
    if found is None:
        collection = next(root.iterchildren("{*}documentCollection"), None)
        if collection is not None or not documents:
            message = f"the file is a collection whose parts stand in other files{_list_parts(root)}"
            raise NoResolutionError(message, file=file, remedy="give the file of the resolution itself")
        return Part(root=documents[0])
    others = [_name(element) for element in documents if element is not found and not _holds(element, found)]
    return Part(root=found, head=tuple(_read_frame(root, found)), notices=tell_left_out(others))


def _list_parts(root: etree._Element) -> str:
    sources = [element.get("src", "") for element in root.iter("{*}componentRef", "{*}documentRef")]
    return f" ({', '.join(sources[:3])})" if sources else ""


def _opens(document: etree._Element) -> bool:
    """Return whether a document has a preamble of its own, not only in a part of it."""
    for child in document.iterchildren("{*}preamble", "{*}body", "{*}mainBody"):
        wanted = child.iter("{*}citation", "{*}recital", "{*}citations", "{*}recitals", "{*}formula")
        if next(wanted, None) is not None:
            return True
    return False


def _holds(element: etree._Element, inner: etree._Element) -> bool:
    return any(ancestor is element for ancestor in inner.iterancestors())


def _name(document: etree._Element) -> str:
    title = next(document.iter("{*}docTitle", "{*}heading"), None)
    return (read_words(title) if title is not None else "") or document.get("name", "") or local_name(document)


def _read_frame(root: etree._Element, document: etree._Element) -> list[Block]:
    """Return what the cover of a collection says of the text in it: the reference under which a report was tabled."""
    cover = next(root.iter("{*}coverPage"), None)
    if cover is None or _holds(document, cover):
        return []
    return [Block(text=read_words(number)) for number in cover.iter("{*}docNumber")]


VOCABULARY = Vocabulary(
    roots=frozenset({"akomaNtoso", "akomantoso"}),
    marks=frozenset({"akomaNtoso"}),
    roles=ROLES,
    refine=refine,
    choose=choose,
)
"""Akoma Ntoso of any version."""
