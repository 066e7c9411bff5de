"""The list of everything that was made of a dossier."""

from typing import Literal

from msgspec import Struct

from exporter.model.dossier import Edition, Publication
from exporter.model.resolution import Status
from exporter.publishing.labels import Labels


class EditionFile(Struct, frozen=True, kw_only=True):
    """One file: its edition, its address relative to the index, its size in bytes if known."""

    edition: Edition
    href: str
    size: int | None = None


class IndexEntry(Struct, frozen=True, kw_only=True):
    """One publication: its title, the references or ids of the texts it is made of, their status, and its files.

    `status` is null for comparisons and dossiers. `problem` is a key under `index.` where not all could be made.
    """

    publication: Publication
    title: str
    files: tuple[EditionFile, ...]
    texts: tuple[str, ...] = ()
    status: Status | None = None
    problem: Literal["", "partly", "nothing"] = ""


def format_size(size: int | None, labels: Labels) -> str:
    """Return the size as people read it, such as `148 KB` (1 KB = 1,000 bytes); empty when unknown."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{labels.format_number(max(1, round(size / 1000)))} KB"
    return f"{labels.format_number(size / 1_000_000, 1)} MB"
