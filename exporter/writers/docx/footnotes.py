"""Footnotes: notes of the page that say where they belong become real ones, at the foot of the page they are on.

The place of a mark within its paragraph is not known: it stands at the end of the paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml.etree import _Element as Element

from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import classes_of
from exporter.writers.docx.runs import build_runs, content, cut_pieces, run
from exporter.writers.docx.xml import arrange, local_name, serialize, w

HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# lines between text and notes, which every file with notes has
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


@dataclass
class Notes:
    """The notes of a page by the id of what they belong to; `built` are those whose mark has been set.

    `numbered` is true where the marks as printed are 1, 2, 3 ...: then Word may number them, and go on with those
    that are added. Other marks are kept as they are.
    """

    by_target: dict[str, list[Element]]
    numbered: bool
    built: list[Element] = field(default_factory=list)


def find_notes(body: Element) -> Notes:
    """Return the notes of a page that belong to an element of it."""
    found: dict[str, list[Element]] = {}
    for note in body.iter("p"):
        if target := note.get("data-note-of"):
            found.setdefault(target, []).append(note)
    in_order: dict[str, list[Element]] = {}
    for element in body.iter() if found else ():
        identifier = element.get("id") or ""
        if identifier in found and element.tag == "p":
            in_order.setdefault(identifier, found[identifier])
    marks = [_read_mark(note) for notes in in_order.values() for note in notes]
    return Notes(in_order, numbered=marks == [str(number) for number in range(1, len(marks) + 1)])


def is_moved(element: Element, notes: Notes) -> bool:
    """Return whether an element is a note with a mark in the text, or a section of nothing but such notes."""
    if element.tag == "p":
        return element.get("data-note-of", "") in notes.by_target
    inside = [child for child in element if child.tag not in HEADS]
    return (
        element.tag == "section"
        and bool(inside)
        and all(child.tag == "p" and is_moved(child, notes) for child in inside)
    )


def set_marks(identifiers: Sequence[str], writing: Writing, notes: Notes) -> Iterator[Element]:
    """Yield the marks of the notes that belong to elements with these ids."""
    found = [note for identifier in identifiers for note in notes.by_target.get(identifier, ())]
    for place, note in enumerate(found):
        if place:
            yield run(" ", _raised())  # or 1 and 2 would read as 12
        yield _set_mark(note, writing, notes)


def _set_mark(note: Element, writing: Writing, notes: Notes) -> Element:
    number, mark = len(notes.built) + 1, _read_mark(note)
    by_hand = not notes.numbered
    words = [node for node in content(note) if isinstance(node, str) or not {"label", "muted"} & {*classes_of(node)}]
    pieces = [replace(piece, link="") for piece in cut_pieces(words, writing, Place()) if piece.kind in ("text", "br")]
    sign = run(mark, _raised()) if by_hand else w("r", _raised(), w("footnoteRef"))
    paragraph = w("p", arrange("pPr", [w("pStyle", val="FootnoteText")]), sign, run(" "), *build_runs(pieces, writing))
    notes.built.append(w("footnote", paragraph, id=number))
    reference = w("r", _raised(), w("footnoteReference", customMarkFollows=1 if by_hand else None, id=number))
    if by_hand:
        reference.extend(run(mark))
    return reference


def attach_notes(writing: Writing, notes: Notes) -> None:
    """Put the notes into the document, as a part of its own if there are any."""
    if not notes.built:
        return
    lines = [w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for number, kind in SEPARATORS.items()]
    document = writing.document.part
    data = serialize(w("footnotes", *lines, *notes.built))
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, data, document.package)
    document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = writing.document.settings.element
    place = next(number for number, child in enumerate(settings) if local_name(child) == "compat")
    settings.insert(place, w("footnotePr", *(w("footnote", id=number) for number in SEPARATORS)))


def _read_mark(note: Element) -> str:
    label = next((child for child in note if "label" in classes_of(child)), None)
    return "" if label is None else " ".join("".join(map(str, label.itertext())).split())


def _raised() -> Element:
    return w("rPr", w("rStyle", val="FootnoteReference"))
