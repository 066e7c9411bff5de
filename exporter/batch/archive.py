"""What goes into the archival PDF beside its page: the sources as they were read, the data, people's decisions."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from exporter import formats
from exporter.batch.dossier import Dossier
from exporter.batch.editions import Materials
from exporter.batch.files import read_file
from exporter.batch.notes import find_notes
from exporter.batch.review import find_review
from exporter.errors import ReadError
from exporter.model.archive import Archive, Attachment
from exporter.model.page import Page
from exporter.publishing.labels import Labels

# format of a source (a name in READERS) -> its media type
MEDIA_TYPES = {
    "txt": "text/plain",
    "html": "text/html",
    "xml": "application/xml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def make_archive(dossier: Dossier, materials: Materials, page: Page, label: Labels) -> Archive:
    """Return the page of a dossier with the files it was made from.

    ReadError if one of them cannot be read any more, or has changed since it was read for the page.
    """
    attachments: dict[str, Attachment] = {}
    for attachment in _list_attachments(dossier, materials, label):
        name = _find_free_name(attachment.name, attachments)
        attachments[name] = msgspec.structs.replace(attachment, name=name)
    return Archive(page=page, attachments=tuple(attachments.values()))


def _find_free_name(name: str, taken: dict[str, Attachment]) -> str:
    """Return the name, or with a number before its suffix if it is taken: sources of two folders may have one name."""
    path, number, free = Path(name), 1, name
    while free in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    return free


def _list_attachments(dossier: Dossier, materials: Materials, label: Labels) -> Iterator[Attachment]:
    yield from _list_sources(dossier, materials, label)
    yield from _list_data(materials, label)
    yield from _list_decisions(dossier, materials, label)


def _list_sources(dossier: Dossier, materials: Materials, label: Labels) -> Iterator[Attachment]:
    for entry, path in zip(dossier.file.texts, dossier.sources, strict=True):
        source = materials.documents[entry.id].resolution.source
        yield Attachment(
            name=path.name,
            data=_read_unchanged(path, source.sha256),
            media_type=MEDIA_TYPES.get(source.format, "application/octet-stream"),
            relationship="Source",
            description=label("archive.source", name=entry.id),
        )


def _list_data(materials: Materials, label: Labels) -> Iterator[Attachment]:
    for document in materials.documents.values():
        yield Attachment(
            name=f"{document.id}-demands.json",
            data=formats.write("json", document.demands),
            media_type="application/json",
            relationship="Data",
            description=label("archive.demands", name=document.id),
        )
    for (old, new), comparison in materials.comparisons.items():
        yield Attachment(
            name=f"{old}-{new}-comparison.json",
            data=formats.write("json", comparison),
            media_type="application/json",
            relationship="Data",
            description=label("archive.comparison", old=old, new=new),
        )


def _list_decisions(dossier: Dossier, materials: Materials, label: Labels) -> Iterator[Attachment]:
    """Yield the files in which people say what to build, what they decided, and what they noted if that is shown."""
    files: tuple[tuple[Path | None, str], ...] = (
        (dossier.place, "archive.dossier"),
        (find_review(dossier), "archive.review"),
    )
    if any(document.demands.notes for document in materials.documents.values()):
        files = (*files, (find_notes(dossier), "archive.notes"))
    for path, key in files:
        if path is not None and path.exists():
            yield Attachment(
                name=path.name,
                data=read_file(path),
                media_type="application/toml" if path.suffix == ".toml" else "application/yaml",
                relationship="Supplement",
                description=label(key),
            )


def _read_unchanged(path: Path, sha256: str) -> bytes:
    data = read_file(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ReadError("changed while the dossier was built", file=path, remedy="build again")
    return data
