"""Paragraphs: style, label and text, bookmarks."""

from collections.abc import Iterable
from itertools import dropwhile

from lxml.etree import _Element as Element

from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import classes_of
from exporter.writers.docx.runs import Format, Node, Piece, build_runs, cut_pieces
from exporter.writers.docx.sheet import Style
from exporter.writers.docx.xml import arrange, w


def build_paragraph(
    nodes: Iterable[Node], style: Style, writing: Writing, place: Place, *, number: int | None = None
) -> Element | None:
    """Return a paragraph of this style, None when there is nothing to see; `number` is the list it belongs to."""
    pieces = cut_labelled(list(nodes), style, writing, place)
    if not any(piece.kind != "bookmark" for piece in pieces):
        writing.pending += [piece.text for piece in pieces if piece.kind == "bookmark"]
        return None
    paragraph = w("p", _properties(style, pieces, place, number))
    marks = [mark for identifier in writing.take_pending() if (mark := writing.bookmarks.mark(identifier))]
    paragraph.extend(start for start, _ in marks)
    paragraph.extend(build_runs(pieces, writing))
    paragraph.extend(end for _, end in marks)
    return paragraph


def cut_labelled(nodes: list[Node], style: Style, writing: Writing, place: Place) -> list[Piece]:
    """Return the pieces of a paragraph, with a tab after the label that opens it where the style has a place for it."""
    place = place.inside(style.id)
    rest = list(dropwhile(lambda node: isinstance(node, str) and not node.strip(), nodes))
    label = rest[0] if rest else ""
    if not style.hanging or isinstance(label, str) or "label" not in classes_of(label):
        return cut_pieces(nodes, writing, place)
    pieces = cut_pieces([label], writing, place)
    tab = Piece("", pieces[-1].format if pieces else Format(), kind="tab")
    return [*pieces, tab, *cut_pieces(rest[1:], writing, place)]


def set_property(paragraph: Element, prop: Element) -> None:
    """Add a property to a paragraph, in its place in the schema's order."""
    old = paragraph[0]
    paragraph.replace(old, arrange("pPr", [*old, prop]))


def style_of(element: Element, writing: Writing, place: Place) -> Style:
    """Return the paragraph style of an element, that of a plain paragraph where the table names none."""
    style = writing.sheet.find(str(element.tag), classes_of(element), place.names)
    return style if style and style.kind == "paragraph" else plain_style(writing, place)


def plain_style(writing: Writing, place: Place) -> Style:
    """Return the style of text that stands at this place without a paragraph of its own."""
    return writing.sheet.find("p", (), place.names) or writing.sheet.by_id["BodyText"]


def _properties(style: Style, pieces: list[Piece], place: Place, number: int | None) -> Element:
    children = [w("pStyle", val=style.id)]
    if number is not None:
        children.append(w("numPr", w("ilvl", val=0), w("numId", val=number)))
    if place.keep_next:
        children.append(w("keepNext"))
    if place.right_to_left:
        children.append(w("bidi"))
    if style.hanging and not (style.bullet or style.number or any(piece.kind == "tab" for piece in pieces)):
        # no label to hang out: the first line begins where the others do
        children.append(w("ind", firstLine=0))
    return arrange("pPr", children)
