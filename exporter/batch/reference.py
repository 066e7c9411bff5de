"""House documents for Word editions: read from the disk, and put beside pages and redlines."""

from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from exporter.batch.dossier import Dossier
from exporter.batch.files import read_file
from exporter.batch.progress import say
from exporter.batch.report import Noticed, format_notice
from exporter.errors import ReadError, UsageError
from exporter.model.dossier import Edition
from exporter.model.notice import Notice, Severity
from exporter.model.page import Page
from exporter.model.redline import Redline
from exporter.model.reference import Reference

WORD: tuple[Edition, ...] = ("docx", "redline")
"""Editions that take over a house document."""

Dressed = TypeVar("Dressed", bound=Page | Redline)


def load_reference(path: Path) -> Reference:
    """Return the house document in a file; ReadError, with the path as it was given, if it cannot be one."""
    from exporter.readers.docx.reference import read_reference

    try:
        return read_reference(read_file(path), str(path))
    except ReadError as error:
        raise ReadError(error.message, file=path, remedy=error.remedy) from None


def find_reference(dossier: Dossier, asked: Path | None) -> Path | None:
    """Return the path of a dossier's house document: the one asked for, else the one it names, which is beside it."""
    if asked is not None or not dossier.file.reference:
        return asked
    return (dossier.place or Path()).parent / dossier.file.reference


def list_reference_notices(reference: Reference) -> tuple[Notice, ...]:
    """Return what was left out of a house document, and which of our styles it does not have."""
    from exporter.writers.docx.house.styles import list_missing
    from exporter.writers.docx.sheet import load_sheet

    missing = list_missing(reference.styles, load_sheet())
    message = f"The reference has no styles of these names; ours were added: {', '.join(missing)}."
    added = Notice(severity=Severity.INFO, code="reference-styles-added", message=message)
    return (*reference.notices, *([added] if missing else []))


def choose_reference(path: Path | None, chosen: str) -> Reference | None:
    """Return the house document for one edition in the format `chosen`, None where none is asked for; tell of it.

    UsageError for a format that is not Word; ReadError if it cannot be used.
    """
    if path is None:
        return None
    if chosen not in WORD:
        remedy = "write .docx, or use a theme: --theme"
        raise UsageError(f"a reference is for Word, not for {chosen}", remedy=remedy)
    reference = load_reference(path)
    for notice in list_reference_notices(reference):
        say(format_notice(Noticed(file=str(path), notice=notice)))
    return reference


def dress(value: Dressed, reference: Reference | None) -> Dressed:
    """Return a page or redline with its house document."""
    return value if reference is None else replace(value, reference=reference)
