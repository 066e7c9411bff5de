"""What people wrote beside a text, as pages show it: always under its own name, never among the words of the text."""

from collections.abc import Mapping

from msgspec import UNSET, Struct

from exporter.model.dossier import Document
from exporter.model.note import NoteKind


class NoteView(Struct, frozen=True, kw_only=True):
    """A note or comment as shown, on the part with this `id`; `lines` are its text.

    `by` is empty where nobody is named, `on` (2024-11-28) where no day is known. `about` are the words that a comment
    is on. `changed` is true where the words of the part were others when it was written.
    """

    id: str
    kind: NoteKind
    lines: tuple[str, ...]
    by: str
    on: str
    about: str
    changed: bool


Notes = Mapping[str, tuple[NoteView, ...]]
"""Notes by the id of the part that they are on."""


def list_notes(document: Document) -> Notes:
    """Return the notes on a text, on each part the note first, then comments as they stand in the file."""
    found: dict[str, tuple[NoteView, ...]] = {}
    for note in () if document.demands.notes is UNSET else document.demands.notes:
        view = NoteView(
            id=note.id,
            kind=note.kind,
            lines=tuple(note.text.split("\n")),
            by=note.by,
            on=note.on.isoformat() if note.on else "",
            about=note.about,
            changed=note.changed,
        )
        found[note.id] = (*found.get(note.id, ()), view)
    return found
