"""XML files of the institutions, known by their root element: Formex 4, the Parliament's session XML, Akoma Ntoso."""

import re

from lxml import etree

from exporter.errors import NoResolutionError, ReadError
from exporter.model.outline import Outline
from exporter.model.resolution import SourceFile
from exporter.readers import html
from exporter.readers.encoding import decode_markup
from exporter.readers.xml import akn, akn_edition, formex, session
from exporter.readers.xml.vocabulary import Vocabulary, local_name

VOCABULARIES: tuple[Vocabulary, ...] = (akn.VOCABULARY, formex.VOCABULARY, session.VOCABULARY)
"""Which vocabularies are read; the first that knows the root element, or one of the elements inside, is taken."""

ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
SEARCHED = 20_000
"""How many elements are looked at for one that tells the vocabulary."""

REMEDY = "give Formex, Akoma Ntoso or the Parliament's session XML, or save the text as plain text (.txt)"
NOT_TEXTS = {
    "votes": "a list of votes, not a resolution",
    "voting": "a list of votes, not a resolution",
    "rcv": "a list of votes, not a resolution",
    "RollCallVote.Result": "a list of votes, not a resolution",
}
"""Elements of files that are no texts."""


def read(data: bytes, source: SourceFile) -> Outline:
    """Return what an XML file says; raise ReadError when it is broken, hostile or of a vocabulary that is not known."""
    text, notices = decode_markup(data, source.file)
    root = parse_xml(text, source.file)
    if local_name(root) == "html":
        return html.read(data, source)
    edition = akn_edition.find_edition(root)
    if edition is not None:
        return akn_edition.read_edition(edition, source)
    vocabulary = _find_vocabulary(root, source.file)
    part = vocabulary.choose(root, source.file)
    flow = vocabulary.read(part.root)
    if not flow.blocks:
        raise ReadError("the file holds no text", file=source.file, remedy=REMEDY)
    return Outline(
        source=source,
        blocks=(*part.head, *flow.blocks),
        footnotes=tuple(flow.notes),
        date=part.date,
        notices=(*notices, *part.notices),
    )


def parse_xml(text: str, file: str) -> etree._Element:
    """Return the root of an XML file; nothing is fetched, no entity is put in, none may be declared."""
    if ENTITY.search(text):
        raise ReadError(
            "the file declares entities of its own, which may hold anything",
            file=file,
            remedy="save it again without its DTD",
        )
    parser = etree.XMLParser(encoding="utf-8", no_network=True, resolve_entities=False, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"the file is cut short or broken: {error.msg}", file=file, line=error.lineno, remedy="get it again"
        ) from None


def _find_vocabulary(root: etree._Element, file: str) -> Vocabulary:
    name = local_name(root)
    for vocabulary in VOCABULARIES:
        if name in vocabulary.roots:
            return vocabulary
    for count, element in enumerate(root.iter(etree.Element)):
        inner = local_name(element)
        if inner in NOT_TEXTS:
            raise NoResolutionError(f"the file is {NOT_TEXTS[inner]}", file=file, remedy="give the text that was voted")
        for vocabulary in VOCABULARIES:
            if inner in vocabulary.marks:
                return vocabulary
        if count > SEARCHED:
            break
    raise ReadError(f"its root element <{name}> belongs to no XML that is known", file=file, remedy=REMEDY)
