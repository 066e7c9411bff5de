"""Our own web pages: the full text of a resolution, whose parts are named by their classes."""

import datetime
from collections.abc import Iterable, Iterator

from lxml import etree

from exporter.errors import ReadError
from exporter.model.notice import Notice
from exporter.model.outline import Block, Hint, Outline
from exporter.model.resolution import Footnote, Signatory, SourceFile
from exporter.readers.flow import read_words

PARTS: dict[str, Hint | None] = {
    "citation": Hint.CITATION,
    "recital": Hint.RECITAL,
    "numbered": Hint.PARAGRAPH,
    "point": None,
}
"""Class of a paragraph → what it is."""


def is_edition(root: etree._Element) -> bool:
    """Return whether a page was made by this program."""
    return root.find("head/meta[@name='publication']") is not None and root.find("body[@data-running-head]") is not None


def read_edition(root: etree._Element, source: SourceFile, notices: Iterable[Notice]) -> Outline:
    """Return the text of our own full text edition; raise ReadError for a briefing, comparison or dossier."""
    publication = _meta(root, "publication")
    if publication != "resolution":
        message = f"is a {publication or 'page'} made by this program, not the text of a resolution"
        raise ReadError(message, file=source.file, remedy="give the full text, or the source itself")
    return Outline(
        source=source,
        blocks=(*_read_head(root), *_read_body(root)),
        footnotes=tuple(_read_footnotes(root)),
        signatories=tuple(_read_signatories(root)),
        date=_read_date(root),
        notices=tuple(notices),
    )


def _meta(root: etree._Element, name: str) -> str:
    element = root.find(f"head/meta[@name='{name}']")
    return "" if element is None else element.get("content", "")


def _read_head(root: etree._Element) -> Iterator[Block]:
    """Yield what the title block says: references, kind of text, title."""
    for reference in _meta(root, "keywords").split(", "):
        yield Block(text=reference)
    for element in root.iterfind("body/header//p[@class='kicker']"):
        yield Block(text=read_words(element).rpartition(" · ")[2])
    for element in root.iterfind("body/header//dd"):
        yield Block(text=read_words(element))
    for element in root.iterfind("body/header//h1"):
        yield Block(text=read_words(element), hint=Hint.TITLE)


def _read_date(root: etree._Element) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(_meta(root, "date"))
    except ValueError:
        return None


def _read_body(root: etree._Element) -> Iterator[Block]:
    for element in root.iterfind("body/main/p"):
        if element.get("id", "").startswith("enacting-"):
            yield Block(text=read_words(element), place=f"line {element.sourceline}")
    for section in root.iterfind("body/main//section"):
        if not section.get("id", "").startswith(("citations-", "recitals-", "paragraphs-")):
            continue
        for element in section.iterchildren(etree.Element):
            kind = (element.get("class") or "").split(" ")[0]
            if kind in PARTS:
                yield _read_part(element, PARTS[kind])
            elif element.tag in ("h2", "h3", "h4"):
                yield Block(text=read_words(element), hint=Hint.HEADING, place=f"line {element.sourceline}")
            elif kind == "muted":  # "o o o": the paragraphs under a heading have ended
                yield Block(text=read_words(element))


def _read_part(element: etree._Element, hint: Hint | None) -> Block:
    label, words = _split_label(element)
    return Block(text=words, label=label, hint=hint, place=f"line {element.sourceline}")


def _split_label(element: etree._Element) -> tuple[str | None, str]:
    label = element.find("span[@class='label']")
    if label is None:
        return None, read_words(element)
    whole, printed = read_words(element), read_words(label)
    return printed, whole.removeprefix(printed).strip()


def _list_sections(root: etree._Element, prefix: str) -> list[etree._Element]:
    sections = root.iterfind("body/main//section")
    return [section for section in sections if section.get("id", "").startswith(prefix)]


def _read_footnotes(root: etree._Element) -> Iterator[Footnote]:
    for section in _list_sections(root, "footnotes-"):
        for element in section.iterfind("p"):
            mark, words = _split_label(element)
            muted = element.find("span[@class='muted']")
            place = read_words(muted) if muted is not None else ""
            text = words.removesuffix(place).strip()
            yield Footnote(mark=mark or "", text=text, place=place.strip("()") or None)


def _read_signatories(root: etree._Element) -> Iterator[Signatory]:
    for section in _list_sections(root, "signatories-"):
        for element in section.iterfind("p"):
            names, _, group = read_words(element).partition(" – ")
            for name in names.split(", "):
                yield Signatory(name=name, group=group or None)
