"""Text in a line: runs with their character formats, links, line breaks, bookmarks."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from lxml.etree import _Element as Element

from exporter.writers.docx.comments import add_comment
from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import classes_of, is_unseen
from exporter.writers.docx.languages import find_word_language
from exporter.writers.docx.sheet import Sheet
from exporter.writers.docx.styles import Look, run_properties
from exporter.writers.docx.xml import arrange, local_name, text_element, w, w_linked

Node = str | Element

# HTML's white space; the no-break spaces are text
SPACES = re.compile(r"[ \t\r\n\f]+")

# the white between words and their frame, for which Word has no setting
FRAME_SPACE = "\N{NO-BREAK SPACE}"
# how wide a letter in a frame is at most on average, as a multiple of the body size
FRAMED_LETTER = 0.4

# words in Hebrew, Arabic and their neighbours, with what stands between them: "شكرا جزيلا"
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ \u00a0]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


# kinds of pieces that stand between words and are none
UNSEEN = frozenset(("bookmark", "comment", "comment-end"))


@dataclass(frozen=True)
class Format:
    """How a run looks: character styles from the outermost to the innermost, and its language."""

    styles: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text with one format, or a break or tab, or something between words that is not seen there.

    That is the place of a bookmark (`text` is the id), or the start or end of the words of a comment (`text` is what it
    says).
    """

    text: str
    format: Format
    kind: Literal["text", "br", "tab", "bookmark", "comment", "comment-end"] = "text"
    link: str = ""


def cut_pieces(nodes: Iterable[Node], writing: Writing, place: Place) -> list[Piece]:
    """Return inline content as pieces, white space as HTML shows it: one space, none at the ends of a line."""
    language = "" if place.language == writing.language else place.language
    return trim(list(_cut(nodes, Piece("", Format(language=language)), writing, place)))


def trim(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with runs of white space made one and those at the start and end of lines gone."""
    kept: list[Piece] = []
    at_space = True
    for piece in pieces:
        if piece.kind in UNSEEN:
            kept.append(piece)
            continue
        if piece.kind != "text":
            _strip_end(kept)
            kept.append(piece)
            at_space = True
            continue
        text = SPACES.sub(" ", piece.text)
        text = text[1:] if at_space and text.startswith(" ") else text
        if text:
            kept.append(piece if text == piece.text else replace(piece, text=text))
            at_space = text.endswith(" ")
    _strip_end(kept)
    return kept


def build_runs(pieces: list[Piece], writing: Writing) -> Iterator[Element]:
    """Yield the runs, hyperlinks, bookmarks and comments of a paragraph."""
    link, holder = "", None
    open_comments: list[list[Element]] = []
    for piece in pieces:
        if piece.link != link:
            if holder is not None:
                yield holder
            link, holder = piece.link, _open_link(piece.link, writing)
        if piece.kind == "comment":
            begin, *ending = add_comment(writing, [piece.text])
            open_comments.append(ending)
            elements = [begin]
        else:
            elements = open_comments.pop() if piece.kind == "comment-end" else _elements(piece, writing)
        if holder is None:
            yield from elements
        else:
            holder.extend(elements)
    if holder is not None:
        yield holder


def run(text: str, properties: Element | None = None) -> Element:
    """Return a run with this text."""
    return _run([text_element(text)], properties)


def field(instruction: str, result: str) -> list[Element]:
    """Return the runs of a field: Word shows `result` until it works the field out."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, w("r", code), separate, run(result), end]


def _cut(nodes: Iterable[Node], outer: Piece, writing: Writing, place: Place) -> Iterator[Piece]:
    for node in nodes:
        if isinstance(node, str):
            yield replace(outer, text=node)
        elif not is_unseen(node):
            yield from _cut_element(node, outer, writing, place)


def _cut_element(element: Element, outer: Piece, writing: Writing, place: Place) -> Iterator[Piece]:
    if identifier := element.get("id"):
        yield replace(outer, kind="bookmark", text=identifier)
    if element.tag == "br":
        yield replace(outer, kind="br", text="")
        return
    inner = _inner(element, outer, writing, place)
    remark = element.get("data-comment")
    if remark:
        yield replace(outer, kind="comment", text=remark)
    framed = inner.format.styles != outer.format.styles and writing.sheet.by_id[inner.format.styles[-1]].frame
    if framed:
        yield replace(inner, text=FRAME_SPACE)
    # a frame that is torn looks broken: words stay on one line where one line can hold them
    letters = place.width // max(1, writing.look.length(FRAMED_LETTER))
    whole = framed and len("".join(map(str, element.itertext()))) + 2 <= letters
    for piece in _cut(content(element), inner, writing, place):
        yield replace(piece, text=piece.text.replace(" ", FRAME_SPACE)) if whole and piece.kind == "text" else piece
    if framed:
        yield replace(inner, text=FRAME_SPACE)
    if remark:
        yield replace(outer, kind="comment-end", text=remark)


def _inner(element: Element, outer: Piece, writing: Writing, place: Place) -> Piece:
    styles = outer.format.styles
    link = outer.link
    if element.tag == "a":
        link = _find_target(element.get("href") or "", writing) or link
    classes = ("internal",) if link.startswith("#") else classes_of(element)
    style = writing.sheet.find(str(element.tag), classes, place.names)
    if style and style.kind == "character" and (element.tag != "a" or link):
        styles = (*(name for name in styles if name != style.id), style.id)
    code = element.get("lang")
    language = outer.format.language if code is None else "" if code == writing.language else code
    return replace(outer, format=Format(styles, language), link=link)


def content(element: Element) -> Iterator[Node]:
    """Yield the text and the elements that an element holds, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _find_target(address: str, writing: Writing) -> str:
    """Return `#bookmark` or a relation id; nothing where the address leads nowhere."""
    if address.startswith("#"):
        name = writing.bookmarks.find(address[1:])
        return f"#{name}" if name else ""
    return writing.link(address) or ""


def _open_link(link: str, writing: Writing) -> Element | None:
    if not link:
        return None
    if link.startswith("#"):
        return w("hyperlink", anchor=link[1:], history=1)
    return w_linked("hyperlink", link, history=1)


def _elements(piece: Piece, writing: Writing) -> list[Element]:
    if piece.kind == "bookmark":
        return list(writing.bookmarks.mark(piece.text) or ())
    if piece.kind != "text":
        return [_run([w(piece.kind)], _format(piece.format, writing))]
    runs = []
    for text, turned in _by_direction(piece.text):
        runs.append(_run([text_element(text)], _format(piece.format, writing, turned)))
    return runs


def _run(children: list[Element], properties: Element | None) -> Element:
    return w("r", *children) if properties is None or not len(properties) else w("r", properties, *children)


def _by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """Yield stretches from left to right and right to left: Word turns what a run says, not what it holds."""
    end = 0
    for match in RIGHT_TO_LEFT.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def _format(style: Format, writing: Writing, turned: bool = False) -> Element | None:
    if not style.styles and not style.language and not turned:
        return None
    return deepcopy(_properties(style, turned, writing.sheet, writing.look))


@lru_cache(maxsize=1024)
def _properties(style: Format, turned: bool, sheet: Sheet, look: Look) -> Element:
    """The innermost style is named, so that it can be changed in Word; what the outer ones add is written out."""
    children: dict[str, Element] = {}
    for name in style.styles[:-1]:
        children |= {local_name(child): child for child in run_properties(sheet.by_id[name], look)}
    if style.styles:
        innermost = run_properties(sheet.by_id[style.styles[-1]], look)
        for child in innermost:
            children.pop(local_name(child), None)
        children["rStyle"] = w("rStyle", val=style.styles[-1])
    if turned:
        children["rtl"] = w("rtl")
    if style.language or turned:
        word = find_word_language(style.language) if style.language else None
        children["lang"] = w("lang", val=None if turned else word, bidi=(word or "ar-SA") if turned else None)
    return arrange("rPr", [deepcopy(child) for child in children.values()])


def _strip_end(pieces: list[Piece]) -> None:
    """Take the space off the end of the last text, looking past bookmarks."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if piece.kind == "text" and (text := piece.text.rstrip(" ")) != piece.text:
            pieces[place] = replace(piece, text=text)
        if piece.kind not in UNSEEN:
            if piece.kind == "text" and not pieces[place].text:
                del pieces[place]
            return
