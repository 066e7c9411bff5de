"""Contents: a real contents field, filled with the entries of the page so that it shows before Word updates it.

Only Word knows on which page what stands: it puts the numbers in when it prints, makes a PDF, or is told to update.
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import is_block
from exporter.writers.docx.paragraphs import build_paragraph, plain_style, style_of
from exporter.writers.docx.runs import Node, Piece, build_runs, content, cut_pieces, field
from exporter.writers.docx.sections import Story
from exporter.writers.docx.xml import arrange, w

LEVELS = 3
# the figure a reader sees before Word has worked out the pages: none, rather than a wrong one; entries are links
NO_PAGE = ""


def write_contents(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Add the contents as a content control that holds heading and field; Word offers "Update table" on it."""
    inside = place.within(element, "contents")
    heads = [child for child in element if child.tag not in ("ol", "ul")]
    held = w("sdtContent")
    for head in heads:
        paragraph = build_paragraph(content(head), style_of(head, writing, inside), writing, inside)
        held.extend([] if paragraph is None else [paragraph])
    entries = list(_entries(element, 0))
    paragraphs = [
        paragraph for level, nodes in entries if (paragraph := _build_entry(level, nodes, writing, inside)) is not None
    ]
    if paragraphs:
        _wrap_in_field(paragraphs, max(level for level, _ in entries) + 1)
    held.extend(paragraphs)
    if len(held):
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        story.add(w("sdt", w("sdtPr", gallery), held))


def _entries(element: Element, level: int) -> Iterator[tuple[int, list[Node]]]:
    """Yield each entry with its level, in reading order."""
    for child in element:
        if child.tag in ("ol", "ul"):
            yield from _entries(child, level)
        elif child.tag == "li":
            yield level, [node for node in content(child) if isinstance(node, str) or not is_block(node)]
            yield from _entries(child, level + 1)


def _build_entry(level: int, nodes: list[Node], writing: Writing, place: Place) -> Element | None:
    pieces = cut_pieces(nodes, writing, place)
    if not any(piece.text.strip() for piece in pieces):
        return None
    style = writing.sheet.by_id.get(f"TOC{min(level + 1, LEVELS)}") or plain_style(writing, place)
    target = next((piece.link for piece in pieces if piece.link.startswith("#")), "")
    paragraph = w("p", arrange("pPr", [w("pStyle", val=style.id)]))
    paragraph.extend(build_runs([_plain(piece) for piece in pieces], writing))
    if target:
        paragraph[-1].append(w("r", w("tab")))
        paragraph[-1].extend(field(f"PAGEREF {target[1:]} \\h", NO_PAGE))
    return paragraph


def _plain(piece: Piece) -> Piece:
    """An entry looks like its level, not like a link."""
    styles = tuple(style for style in piece.format.styles if style not in ("Hyperlink", "CrossReference"))
    return replace(piece, format=replace(piece.format, styles=styles))


def _wrap_in_field(paragraphs: list[Element], levels: int) -> None:
    """Put the entries into the field: it opens before the first entry and closes after the last."""
    *opening, _, end = field(f'TOC \\o "1-{min(levels, LEVELS)}" \\h \\z \\u', "")
    for number, element in enumerate(opening, 1):
        paragraphs[0].insert(number, element)
    paragraphs[-1].append(end)
