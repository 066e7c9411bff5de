"""Answers of servers kept on disk, so that a file that has not changed is not sent again."""

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from exporter.batch.files import write_file
from exporter.errors import ExporterError

MAX_ENTRIES = 200
"""Answers kept; the ones longest unused go first."""


class Entry(Struct, frozen=True, kw_only=True):
    """A complete answer: what identifies its version, what it is, and its bytes' sha256."""

    address: str
    media_type: str
    sha256: str
    etag: str | None = None
    modified: str | None = None


class Cache:
    """A folder of answers; a damaged or missing entry is no entry, and a folder that cannot be written keeps none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, key: str) -> tuple[Entry, bytes] | None:
        """Return the entry for a request and its bytes, or None."""
        if self._folder is None:
            return None
        place = self._folder / _name(key)
        try:
            entry = msgspec.json.decode(place.with_suffix(".json").read_bytes(), type=Entry)
            data = place.with_suffix(".body").read_bytes()
        except (OSError, msgspec.DecodeError):
            return None
        return (entry, data) if hashlib.sha256(data).hexdigest() == entry.sha256 else None

    def keep(self, key: str, entry: Entry, data: bytes) -> None:
        """Keep an answer that names its version; one that does not could never be asked for again by it."""
        if self._folder is None or not (entry.etag or entry.modified):
            return
        place = self._folder / _name(key)
        with suppress(ExporterError):  # a full or locked disk only costs the saving
            write_file(place.with_suffix(".body"), data)
            write_file(place.with_suffix(".json"), msgspec.json.encode(entry))
            self._drop_oldest(self._folder)

    def _drop_oldest(self, folder: Path) -> None:
        with suppress(OSError):
            records = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
            for path in records[MAX_ENTRIES:]:
                path.unlink(missing_ok=True)
                path.with_suffix(".body").unlink(missing_ok=True)


def digest(data: bytes) -> str:
    """Return the sha256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def _name(key: str) -> str:
    return digest(key.encode())
