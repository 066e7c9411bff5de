"""Reading and writing files: whole or not at all, and errors that say what to do."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from exporter.errors import ReadError, WriteError

MAX_BYTES = 200_000_000
"""A source above this is refused: the longest texts of parliaments are under 10 MB."""


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; ReadError if it is missing, a folder, not readable or far too large."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError("is a folder, not a file", file=path, remedy="name the files in it")
        if not stat.S_ISREG(mode):
            raise ReadError("is not an ordinary file", file=path, remedy="name a file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ReadError("there is no such file", file=path, remedy="check its name and folder") from None
    except PermissionError:
        raise ReadError("may not be read", file=path, remedy="change its permissions") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read: {_explain(error)}", file=path) from None
    if len(data) > MAX_BYTES:
        raise ReadError(f"is larger than {MAX_BYTES // 1_000_000} MB", file=path, remedy="name a text, not an archive")
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, making its folders; WriteError if it cannot be."""
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.is_dir():
            raise WriteError("is a folder", file=path, remedy="name a file")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or a pipe: there is nothing to swap
        else:
            _swap(target, data)
    except (OSError, ValueError) as error:
        raise WriteError(f"cannot be written: {_explain(error)}", file=path, remedy=_suggest_remedy(error)) from None


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file; False where either is missing."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def make_folder(path: Path) -> None:
    """Make a folder for output, unless it is there; WriteError if nothing can be written into it."""
    probe = path / f".exporter-{os.getpid()}.tmp"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except (OSError, ValueError) as error:
        message = f"is not a folder that can be written: {_explain(error)}"
        raise WriteError(message, file=path, remedy="name another one with --output") from None


def _swap(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".exporter-{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _explain(error: OSError | ValueError) -> str:
    strerror = error.strerror if isinstance(error, OSError) else None
    return (strerror or str(error)).lower()


def _suggest_remedy(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "close it where it is open, or name another file or folder"
    return "name another file or folder"
