"""Footnotes: notes of the page that say where they belong are set at the foot of the page with their mark.

The place of a mark within its paragraph is not known: it stands at the end of the paragraph, as in Word. A screen
reader meets the mark, and right behind it the note.
"""

from collections.abc import Sequence
from typing import Any

from exporter.writers.pdf_tree import Element, Tree

Box = Any

RULE = "float: footnote"
"""What the styles of a page say of `.footnote` if its notes are to be moved; without it they stay where they are."""

MOST_NOTES = 300
"""A page with more keeps them at the end: WeasyPrint sets all notes of a leaf anew for each that is added."""

LONGEST = 2000
"""Letters; a longer note stays at the end, as WeasyPrint does not break notes over leaves."""

CALL, MARKER = "span::footnote-call", "span::footnote-marker"


def move_notes(root: Any, styles: str) -> None:
    """Put each note that belongs to a paragraph of the page (HTML) into it; a section left without notes goes."""
    notes = [note for note in root.iter("p") if note.get("data-note-of")] if RULE in styles else []
    if not 0 < len(notes) <= MOST_NOTES:
        return
    owners = {element.get("id"): element for element in root.iter("p") if element.get("id")}
    moved = [note for note in notes if note.get("data-note-of") in owners and _is_short(note)]
    for note in moved:
        owner = owners[note.get("data-note-of")]
        owner.append(_make_footnote(note))
    _remove(root, moved)


def _is_short(note: Any) -> bool:
    return sum(map(len, note.itertext())) <= LONGEST


def _make_footnote(note: Any) -> Any:
    """Return the element that WeasyPrint sets at the foot: the words of a note; mark and place are no part of them."""
    made = note.makeelement("span", {"class": "footnote"})
    if language := note.get("lang"):
        made.set("lang", language)
    made.text = note.text
    for child in note:
        classes = child.get("class", "").split()
        if "label" in classes:
            made.set("data-mark", " ".join("".join(child.itertext()).split()))
        if {"label", "muted"} & {*classes}:
            _append_text(made, child.tail or "")
        else:
            made.append(child)
    made.text = (made.text or "").lstrip()
    last = made[-1] if len(made) else None
    if last is None:
        made.text = made.text.rstrip()
    else:
        last.tail = (last.tail or "").rstrip()
    return made


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _remove(root: Any, notes: Sequence[Any]) -> None:
    """Take notes out of the page, and the sections in which nothing but a heading is left."""
    parents = {child: parent for parent in root.iter() for child in parent}
    sections: dict[Any, None] = {}
    for note in notes:
        parent = parents[note]
        parent.remove(note)
        sections[parent] = None
    for section in sections:
        if section.tag == "section" and all(child.tag in ("h2", "h3", "h4", "h5") for child in section):
            parents[section].remove(section)


def mend_notes(pdf: Any, painted: Sequence[dict[int, Box]]) -> None:
    """Make notes of what WeasyPrint leaves as words under the page: each right behind its mark, with an id."""
    from pydyf import String

    tree = Tree(pdf)
    marks: dict[str, dict[Any, Element]] = {CALL: {}, MARKER: {}}
    for number, boxes in enumerate(painted):
        for mark, box in boxes.items():
            if box.element_tag in marks:
                marks[box.element_tag][box.element] = tree.get(tree.find_owner(number, mark)["P"])
    for count, (key, marker) in enumerate(marks[MARKER].items(), start=1):
        call, note = marks[CALL][key], tree.get(marker["P"])
        call["S"], marker["S"], note["S"], note["ID"] = "/Reference", "/Lbl", "/Note", String(f"note-{count}")
        tree.move_behind(note, call)
