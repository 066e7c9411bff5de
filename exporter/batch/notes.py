"""The notes file of a dossier on the disk: what people wrote beside its texts."""

from collections.abc import Mapping
from pathlib import Path

from exporter.batch.dossier import Dossier
from exporter.batch.files import read_file
from exporter.model.dossier import Document
from exporter.review.notes import SettledNotes, read_notes, settle_notes

NOTES_FILE = "notes.yaml"


def find_notes(dossier: Dossier) -> Path | None:
    """Return where the notes file of a dossier is or would be; None for bare files."""
    return dossier.place.parent / NOTES_FILE if dossier.place else None


def load_notes(dossier: Dossier, documents: Mapping[str, Document]) -> SettledNotes | None:
    """Return the notes on these texts, None where there is no file; ReviewError names the line that cannot be read."""
    path = find_notes(dossier)
    if path is None or not path.exists():
        return None
    return settle_notes(read_notes(read_file(path), str(path)), documents)
