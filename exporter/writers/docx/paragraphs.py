"""Paragraphs: style, label and text, bookmarks."""

from collections.abc import Iterable, Sequence
from itertools import dropwhile

from lxml.etree import _Element as Element

from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import classes_of
from exporter.writers.docx.runs import Format, Node, Piece, build_runs, cut_pieces
from exporter.writers.docx.sheet import Sheet, Style
from exporter.writers.docx.xml import VAL, arrange, local_name, w

# a notice of more paragraphs may break over pages
TOGETHER = 8


def build_paragraph(
    nodes: Iterable[Node],
    style: Style,
    writing: Writing,
    place: Place,
    *,
    label: Sequence[Node] | None = None,
    number: int | None = None,
) -> Element | None:
    """Return a paragraph of this style, None when there is nothing to see.

    `label` stands before a tab; without it a label that opens the paragraph does. `number` is the list it belongs to.
    """
    place = place.inside(style.id)
    if label is None:
        label, nodes = _split_label(list(nodes), style)
    pieces = cut_pieces(nodes, writing, place)
    if label is not None:
        pieces = [*cut_pieces(label, writing, place), Piece("", Format(), kind="tab"), *pieces]
    if not any(piece.kind == "text" or piece.kind == "br" for piece in pieces):
        writing.pending += [piece.text for piece in pieces if piece.kind == "bookmark"]
        return None
    level = writing.numbering.level(style)
    paragraph = w("p", build_properties(style, place, number, labelled=label is not None, level=level))
    opened = writing.take_pending()
    marks = [mark for identifier in opened if (mark := writing.bookmarks.mark(identifier))]
    paragraph.extend(start for start, _ in marks)
    paragraph.extend(build_runs(pieces, writing))
    paragraph.extend(end for _, end in marks)
    paragraph.extend(writing.mark_notes(opened))
    return paragraph


def _split_label(nodes: list[Node], style: Style) -> tuple[list[Node] | None, list[Node]]:
    """Return the label that opens a paragraph and the rest, where the style hangs labels out."""
    rest = list(dropwhile(lambda node: isinstance(node, str) and not node.strip(), nodes))
    label = rest[0] if rest else ""
    if not style.hanging or isinstance(label, str) or "label" not in classes_of(label):
        return None, nodes
    return [label], rest[1:]


def set_property(paragraph: Element, prop: Element) -> None:
    """Add a property to a paragraph, in its place in the schema's order; of one it has, change what `prop` says."""
    properties = paragraph[0]
    found = properties.find(str(prop.tag))
    if found is not None:
        found.attrib.update(dict(prop.attrib))
        return
    paragraph.replace(properties, arrange("pPr", [*properties, prop]))


def set_apart(blocks: Sequence[Element], space: int, sheet: Sheet) -> None:
    """Make a box of the paragraphs: this much white above and below, none within, all on one page if they are few.

    Word joins the grounds of two paragraphs only where their indents are alike: elsewhere white would show as a stripe.
    """
    paragraphs = [block for block in blocks if local_name(block) == "p"]
    last = len(paragraphs) - 1
    for number, paragraph in enumerate(paragraphs):
        above = space if number == 0 else None
        below = space if number == last else None
        if number < last and _find_indent(paragraph, sheet) != _find_indent(paragraphs[number + 1], sheet):
            below = 0
        if above is not None or below is not None:
            set_property(paragraph, w("spacing", before=above, after=below))
        if number < last and last < TOGETHER and not is_held(paragraph):
            set_property(paragraph, w("keepNext"))


def _find_indent(paragraph: Element, sheet: Sheet) -> tuple[object, object]:
    style = sheet.by_id[str(paragraph.find("{*}pPr/{*}pStyle").get(VAL))]  # type: ignore[union-attr]
    return sheet.inherited(style, "left"), sheet.inherited(style, "hanging")


def is_held(paragraph: Element) -> bool:
    """Return whether the paragraph itself says that it stays with the next one."""
    return paragraph.find("{*}pPr/{*}keepNext") is not None


def open_part(blocks: Sequence[Element], space: int) -> None:
    """Give the first block this much white above when it is a paragraph of running text."""
    if blocks and local_name(blocks[0]) == "p" and not is_held(blocks[0]):
        set_property(blocks[0], w("spacing", before=space))


def style_of(element: Element, writing: Writing, place: Place) -> Style:
    """Return the paragraph style of an element, that of a plain paragraph where the table names none."""
    style = writing.sheet.find(str(element.tag), classes_of(element), place.names)
    return style if style and style.kind == "paragraph" else plain_style(writing, place)


def plain_style(writing: Writing, place: Place) -> Style:
    """Return the style of text that stands at this place without a paragraph of its own."""
    return writing.sheet.find("p", (), place.names) or writing.sheet.by_id["BodyText"]


def build_properties(style: Style, place: Place, number: int | None, *, labelled: bool, level: int = 0) -> Element:
    """Return `w:pPr` of a paragraph of this style; `number` is the list it belongs to, at this level."""
    children = [w("pStyle", val=style.id)]
    if number is not None:
        children.append(w("numPr", w("ilvl", val=level), w("numId", val=number)))
    if place.keep_next:
        children.append(w("keepNext"))
    if place.right_to_left:
        children.append(w("bidi"))
    if style.hanging and not (labelled or style.bullet or style.number):
        # no label to hang out: the first line begins where the others do
        children.append(w("ind", firstLine=0))
    return arrange("pPr", children)
