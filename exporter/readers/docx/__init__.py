"""Word files (.docx): the Parliament's, those of any office, our own editions."""

from collections.abc import Iterator, Sequence

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.model.outline import Block, Outline
from exporter.model.resolution import SourceFile
from exporter.parsing.identifiers import find_identifiers
from exporter.readers.docx.archive import Package, open_package
from exporter.readers.docx.body import Body, Paragraph, make_blocks
from exporter.readers.docx.editions import find_publication, read_edition
from exporter.readers.docx.notes import Notes, read_notes
from exporter.readers.docx.styles import Numbering, Styles, read_numbering, read_styles
from exporter.readers.pasting import clean_pseudo_tags

HEAD_BLOCKS = 60
"""Blocks at the beginning in which a text may print its own reference."""

SHOWN = 80
"""Characters of hidden text quoted in a notice."""


def read(data: bytes, source: SourceFile) -> Outline:
    """Return what a Word file displays; raise ReadError when it is damaged, locked, or a trap."""
    package = open_package(data, source.file)
    root = package.read_xml(package.main)
    content = None if root is None else root.find("{*}body")
    if content is None:
        raise ReadError("the Word file has no text", file=source.file, remedy="give the text of a resolution")
    styles = read_styles(package.find_related("styles"))
    lists = read_numbering(package.find_related("numbering"), styles)
    notes = read_notes(
        package.find_related("footnotes"), package.find_related("endnotes"), package.find_related("settings")
    )
    body = Body(styles, lists, notes.mark)
    paragraphs = list(body.read(content))
    if body.pending.strip():
        paragraphs.append(Paragraph(body.pending))
    if not paragraphs:
        raise ReadError("the Word file is empty", file=source.file, remedy="give the text of a resolution")
    if publication := find_publication(package):
        return read_edition(publication, paragraphs, source, package, tuple(notes.make_footnotes(styles)))
    return _make_outline(source, package, body, paragraphs, notes)


def _make_outline(
    source: SourceFile, package: Package, body: Body, paragraphs: list[Paragraph], notes: Notes
) -> Outline:
    blocks, cleaned = clean_pseudo_tags(list(make_blocks(paragraphs)))
    references = list(_list_references(package, blocks, body.styles))
    return Outline(
        source=source,
        blocks=(*references, *blocks),
        footnotes=tuple(notes.make_footnotes(body.styles)),
        notices=(*_list_notices(body, package), *cleaned),
    )


def _list_references(package: Package, blocks: Sequence[Block], styles: Styles) -> Iterator[Block]:
    """Yield the lines of heads and feet with a reference, where the text itself begins without it."""
    known = {item.value for block in blocks[:HEAD_BLOCKS] for item in find_identifiers(block.text)}
    for name in (*package.list_related("header"), *package.list_related("footer")):
        root = package.read_xml(name)
        frame = Body(styles, Numbering(), lambda *_: "")
        for paragraph in () if root is None else frame.read(root):
            text = " ".join(paragraph.text.split())
            values = {item.value for item in find_identifiers(text)}
            if not values <= known:
                known |= values
                yield Block(text=text, place="header or footer")


def _list_notices(body: Body, package: Package) -> Iterator[Notice]:
    inserted, deleted = body.counts["inserted"], body.counts["deleted"]
    if inserted or deleted:
        message = (
            f"The file has tracked changes: {inserted} insertions were read as part of the text, {deleted} deletions "
            "were left out. Ask which wording is meant."
        )
        yield _warn("tracked-changes", message)
    if hidden := " ".join(" ".join(body.hidden).split()):
        shown = hidden if len(hidden) <= SHOWN else f"{hidden[:SHOWN]}…"
        yield _warn("hidden-text-omitted", f"Text that Word does not show was left out: “{shown}”.")
    if body.counts["chunks"]:
        yield _warn("embedded-file-omitted", "The file includes another file, which was not read.")
    outside = [target for kind, target in package.relations.values() if kind == "outside"]
    if outside:
        message = f"The file refers to {len(outside)} things outside it (templates, pictures); nothing was fetched."
        yield Notice(severity=Severity.INFO, code="outside-not-fetched", message=message)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        message = "The file holds a program (macros), which was not run."
        yield Notice(severity=Severity.INFO, code="macros-not-run", message=message)


def _warn(code: str, message: str) -> Notice:
    return Notice(severity=Severity.WARNING, code=code, message=message)
