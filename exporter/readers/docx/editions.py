"""Our own Word editions: the full text of a resolution, whose parts are named by their styles and bookmarks."""

import datetime
from collections.abc import Iterator, Sequence

from exporter.errors import ReadError
from exporter.model.outline import Block, Hint, Outline
from exporter.model.resolution import Footnote, Signatory, SourceFile
from exporter.readers.docx.archive import Package
from exporter.readers.docx.body import Paragraph

PARTS = {"Citation": Hint.CITATION, "Recital": Hint.RECITAL, "NumberedParagraph": Hint.PARAGRAPH, "Point": None}
"""Style of a paragraph → what it is; deeper points have a number after the name."""

SECTIONS = ("citations_", "recitals_", "paragraphs_", "signatories_", "footnotes_")
"""Beginnings of the bookmarks at the first paragraph of each section."""

HEAD, END = "head", "about"
FRAME = frozenset({"Kicker", "Title", "Subtitle", "Status", "FactTerm", "TableText", "TableEnd"})
"""Styles of the title block; what has another one is part of the text."""

NO_DATE = 2000
"""The year of creation of an edition whose text has no date."""


def find_publication(package: Package) -> str:
    """Return which publication of ours a file is, empty for any other file."""
    about = package.read_xml("docProps/app.xml")
    core = package.read_xml("docProps/core.xml")
    if about is None or core is None or about.findtext("{*}Application") != "exporter":
        return ""
    return core.findtext("{*}category") or ""


def read_edition(
    publication: str,
    paragraphs: Sequence[Paragraph],
    source: SourceFile,
    package: Package,
    footnotes: tuple[Footnote, ...],
) -> Outline:
    """Return the text of our own full text edition; raise ReadError for a briefing, comparison or dossier.

    `footnotes` are those at the foot of pages; the rest stand in a section of their own.
    """
    if publication != "resolution":
        message = f"is a {publication} made by this program, not the text of a resolution"
        raise ReadError(message, file=source.file, remedy="give the full text, or the source itself")
    sections = _part_sections(paragraphs)
    names = ("citations_", "recitals_", "paragraphs_")
    return Outline(
        source=source,
        blocks=(*_read_head(sections[HEAD], package), *(_read_part(p) for name in names for p in sections[name])),
        footnotes=(*footnotes, *_read_footnotes(sections["footnotes_"])),
        signatories=tuple(_read_signatories(sections["signatories_"])),
        date=_read_date(package),
    )


def _part_sections(paragraphs: Sequence[Paragraph]) -> dict[str, list[Paragraph]]:
    sections: dict[str, list[Paragraph]] = {name: [] for name in (HEAD, END, *SECTIONS)}
    here = HEAD
    for paragraph in paragraphs:
        for mark in paragraph.bookmarks:
            here = next((name for name in (*SECTIONS, END) if mark.startswith(name)), here)
        sections[here].append(paragraph)
    return sections


def _read_head(paragraphs: Sequence[Paragraph], package: Package) -> Iterator[Block]:
    """Yield what the title block says: references, kind of text, facts, title."""
    core = package.read_xml("docProps/core.xml")
    keywords = None if core is None else core.findtext("{*}keywords")
    for reference in filter(None, (keywords or "").split(", ")):
        yield Block(text=reference)
    for style, begin in (("Kicker", " · "), ("TableText", "")):
        for paragraph in paragraphs:
            if paragraph.style == style:
                words = " ".join(paragraph.text.split())
                yield Block(text=words.rpartition(begin)[2] if begin else words)
    for paragraph in paragraphs:
        if paragraph.style == "Title":
            yield Block(text=" ".join(paragraph.text.split()), hint=Hint.TITLE)
    for paragraph in paragraphs:
        if paragraph.style not in FRAME:  # the formula "The European Parliament,"
            yield Block(text=" ".join(paragraph.text.split()))


def _read_part(paragraph: Paragraph) -> Block:
    label, tab, words = paragraph.text.partition("\t")
    kind = paragraph.style.rstrip("0123456789")
    if kind not in PARTS:
        return Block(text=" ".join(paragraph.text.split()), hint=Hint.HEADING)
    if not tab:
        label, words = "", paragraph.text
    return Block(text=" ".join(words.split()), label=label.strip() or None, hint=PARTS[kind])


def _read_footnotes(paragraphs: Sequence[Paragraph]) -> Iterator[Footnote]:
    """Yield the notes under their heading: mark, TAB, words, and the place in brackets at the end."""
    for paragraph in paragraphs[1:]:
        mark, _, words = paragraph.text.partition("\t")
        text, bracket, place = words.rstrip().rpartition(" (")
        known = bool(bracket) and place.startswith(("citation ", "recital ", "paragraph ")) and place.endswith(")")
        yield Footnote(
            mark=mark.strip(),
            text=" ".join((text if known else words).split()),
            place=place.removesuffix(")") if known else None,
        )


def _read_signatories(paragraphs: Sequence[Paragraph]) -> Iterator[Signatory]:
    for paragraph in paragraphs[1:]:
        names, _, group = " ".join(paragraph.text.split()).partition(" – ")
        for name in names.split(", "):
            yield Signatory(name=name, group=group or None)


def _read_date(package: Package) -> datetime.date | None:
    core = package.read_xml("docProps/core.xml")
    created = None if core is None else core.findtext("{*}created")
    try:
        date = datetime.date.fromisoformat((created or "")[:10])
    except ValueError:
        return None
    return None if date.year == NO_DATE else date
