"""Blocks, one after the other: what each element of the page becomes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lxml.etree import _Element as Element

from exporter.writers.docx.annotations import is_placed, remark_on
from exporter.writers.docx.comments import comment_on
from exporter.writers.docx.contents import write_contents
from exporter.writers.docx.controls import build_note, lock_words
from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import classes_of, is_block, is_unseen
from exporter.writers.docx.logo import write_logo
from exporter.writers.docx.paragraphs import build_paragraph, open_part, plain_style, set_apart, set_property, style_of
from exporter.writers.docx.pictures import write_picture
from exporter.writers.docx.record import record_part
from exporter.writers.docx.runs import Node, content
from exporter.writers.docx.sections import Story
from exporter.writers.docx.sheet import Style
from exporter.writers.docx.tables import CLOSE, write_facts, write_table
from exporter.writers.docx.xml import W, w

# how deep the list styles go
LEVELS = 3

# the white around a notice, as a multiple of the body size
BOX_SPACE = 1.2
# the white below the caption of a picture
CAPTION_SPACE = 1.2
# the white above a part of a text that has a name but no heading (citations, recitals, paragraphs)
PART_SPACE = 1.4
# kinds of notices, each with styles of its own; the later one decides
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BOXES = ("notice", "info", "comparability", "warning")

Write = Callable[[Element, Story, Writing, Place], None]


def write_blocks(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Add all that the element holds; text that stands in no paragraph gets one of its own."""
    for part in _parts(element):
        if isinstance(part, list):
            _add(build_paragraph(part, plain_style(writing, place), writing, place), story)
        else:
            write_block(part, story, writing, place)


def write_block(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Add one element that is no inline content."""
    if writing.is_note(element) or is_placed(element, writing):
        return
    if identifier := element.get("id"):
        writing.pending.append(identifier)
    tag = "nav.contents" if element.tag == "nav" and "contents" in classes_of(element) else str(element.tag)
    first = len(story.blocks)
    BLOCK_WRITERS.get(tag, _write_within)(element, story, writing, place.within(element))
    if remark := element.get("data-comment"):
        _comment(story.blocks[first:], remark, writing)


def _comment(blocks: Sequence[Element], remark: str, writing: Writing) -> None:
    """Put a comment on the first paragraph that has words."""
    paragraphs = (paragraph for block in blocks for paragraph in block.iter(f"{{{W}}}p"))
    if (paragraph := next((p for p in paragraphs if p.find(f".//{{{W}}}t") is not None), None)) is not None:
        comment_on(paragraph, [remark], writing)


def _parts(element: Element) -> Iterator[Element | list[Node]]:
    """Yield block elements and, between them, lists of the text and inline elements that belong to one paragraph."""
    inline: list[Node] = []
    for node in content(element):
        if isinstance(node, str) or not is_block(node):
            inline.append(node)
        elif not is_unseen(node):
            yield inline
            inline = []
            yield node
    yield inline


def _write_within(element: Element, story: Story, writing: Writing, place: Place) -> None:
    write_blocks(element, story, writing, place)


def _write_paragraph(element: Element, story: Story, writing: Writing, place: Place) -> None:
    if any(not isinstance(node, str) and is_block(node) for node in content(element)):
        write_blocks(element, story, writing, place)
        return
    held = place.keep_next or (not CLOSE.intersection(place.names) and _leads_on(element))
    paragraph = build_paragraph(
        content(element), style_of(element, writing, place), writing, replace(place, keep_next=held)
    )
    _add(paragraph, story)
    if paragraph is not None and element.get("data-place") and (identifier := element.get("id")):
        record_part(identifier, writing.bookmarks.find(identifier), writing)
        remark_on([paragraph], identifier, writing)


def _leads_on(element: Element) -> bool:
    """Return whether a note stands with what follows it: under a heading, or before another note."""
    if "note" not in classes_of(element):
        return False
    before, after = element.getprevious(), element.getnext()
    under = before is not None and before.tag in HEADINGS and after is not None
    return under or (after is not None and after.tag == "p" and "note" in classes_of(after))


def _write_heading(element: Element, story: Story, writing: Writing, place: Place) -> None:
    level = int(element.tag[1]) if "cover" in place.names else max(1, int(element.tag[1]) - writing.look.shift)
    style = writing.sheet.find(f"h{level}", classes_of(element), place.names) or plain_style(writing, place)
    _add(build_paragraph(content(element), style, writing, place), story)


def _write_header(element: Element, story: Story, writing: Writing, place: Place) -> None:
    if "cover" not in classes_of(element):
        write_blocks(element, story, writing, place)
        return
    following = element.getnext()
    on_its_own = following is not None and "contents" in classes_of(following)
    names = ("front", "cover") if on_its_own else ("cover",)
    write_blocks(element, story, writing, place.within(element, *names))
    if on_its_own:
        story.start_page()


def _write_footer(element: Element, story: Story, writing: Writing, place: Place) -> None:
    if "quotation" in place.names:
        _write_paragraph(element, story, writing, place)
        return
    names = ("colophon",) if "colophon" in classes_of(element) else ()
    if names:
        story.hold()
    write_blocks(element, story, writing, place.within(element, *names))


def _write_section(element: Element, story: Story, writing: Writing, place: Place) -> None:
    classes = classes_of(element)
    if "page" in classes:
        story.start_page()
    if "landscape" not in classes or not story.turn("landscape"):
        first = len(story.blocks)
        write_blocks(element, story, writing, place)
        if element.get("aria-label"):
            open_part(story.blocks[first:], writing.look.length(PART_SPACE))
        return
    width = writing.geometries["landscape"].text_width
    write_blocks(element, story, writing, place.within(element, width=width))
    story.turn("portrait")


def _write_quotation(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Write a quotation, locked; its last words stay with the source that stands under them."""
    identifier = element.get("data-id") or ""
    inside = place.within(element, "quotation")
    sourced = any(child.tag == "footer" for child in element)
    begin = len(story.blocks)
    for part in _parts(element):
        held = replace(inside, keep_next=place.keep_next or (sourced and not _is_footer(part)))
        first = len(story.blocks)
        if isinstance(part, list):
            _add(build_paragraph(part, plain_style(writing, held), writing, held), story)
        else:
            write_block(part, story, writing, held)
        for block in () if _is_footer(part) else story.blocks[first:]:
            lock_words(block, identifier, writing)
    remark_on(story.blocks[begin:], identifier, writing)
    if identifier and writing.note_word:
        _add(build_note(identifier, writing.note_word, writing), story)


def _is_footer(part: Element | list[Node]) -> bool:
    return not isinstance(part, list) and part.tag == "footer"


def _write_aside(element: Element, story: Story, writing: Writing, place: Place) -> None:
    classes = classes_of(element)
    names = tuple(name for name in BOXES if name in classes)
    first = len(story.blocks)
    write_blocks(element, story, writing, place.within(element, *names))
    if names:
        set_apart(story.blocks[first:], writing.look.length(BOX_SPACE), writing.sheet)


def _write_list(element: Element, story: Story, writing: Writing, place: Place) -> None:
    style = _list_style(element, writing, place)
    number = writing.numbering.open(style, _start(element)) if style.bullet or style.number else None
    for part in _parts(element):
        if isinstance(part, list):
            _add(build_paragraph(part, plain_style(writing, place), writing, place), story)
        elif part.tag == "li":
            _write_item(part, style, number, story, writing, place)
        else:
            write_block(part, story, writing, place)


def _list_style(element: Element, writing: Writing, place: Place) -> Style:
    level = min(place.level + 1, LEVELS)
    tag = str(element.tag) if level == 1 else f"{element.tag} {level}"
    style = writing.sheet.find(tag, (), place.names) or writing.sheet.find(str(element.tag), (), place.names)
    return style or plain_style(writing, place)


def _start(element: Element) -> int:
    start = element.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _write_item(
    element: Element, style: Style, number: int | None, story: Story, writing: Writing, place: Place
) -> None:
    """Write one item: its first line carries the bullet, lists in it are a level deeper."""
    if identifier := element.get("id"):
        writing.pending.append(identifier)
    inside = replace(place.within(element), level=place.level + 1)
    opened = False
    for part in _parts(element):
        lone = part if isinstance(part, list) else list(content(part)) if part.tag == "p" and not opened else None
        if lone is None and not isinstance(part, list):
            write_block(part, story, writing, inside)
            continue
        paragraph_style = plain_style(writing, place) if opened else style
        paragraph = build_paragraph(
            lone or [], paragraph_style, writing, place.within(element), number=None if opened else number
        )
        opened = opened or paragraph is not None
        _add(paragraph, story)


def _write_figure_caption(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Write what stands under a picture, with white below: the caption of a table often comes next."""
    first = len(story.blocks)
    _write_paragraph(element, story, writing, place)
    for block in story.blocks[first:]:
        set_property(block, w("spacing", after=writing.look.length(CAPTION_SPACE)))


def _write_table(element: Element, story: Story, writing: Writing, place: Place) -> None:
    write_table(element, story, writing, place, write_blocks)


def _write_facts(element: Element, story: Story, writing: Writing, place: Place) -> None:
    write_facts(element, story, writing, place, write_blocks)


def _add(paragraph: Element | None, story: Story) -> None:
    if paragraph is not None:
        story.add(paragraph)


BLOCK_WRITERS: dict[str, Write] = {
    "p": _write_paragraph,
    "caption": _write_paragraph,
    "figcaption": _write_figure_caption,
    "svg": write_picture,
    "img": write_logo,
    **dict.fromkeys(HEADINGS, _write_heading),
    "header": _write_header,
    "footer": _write_footer,
    "section": _write_section,
    "nav.contents": write_contents,
    "blockquote": _write_quotation,
    "aside": _write_aside,
    "ul": _write_list,
    "ol": _write_list,
    "dl": _write_facts,
    "table": _write_table,
}
