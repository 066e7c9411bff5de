"""Copying a theme to a place where a person can change it."""

from pathlib import Path

from exporter.batch.files import read_file, write_file
from exporter.errors import UsageError
from exporter.publishing import list_theme_files


def copy_theme(name: str, folder: Path) -> tuple[Path, ...]:
    """Return the files written into the folder: those of a shipped theme.

    Raises TemplateError if there is no such theme, UsageError if there is something in the folder already.
    """
    files = list(list_theme_files(name))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and not empty", remedy="name a new folder")
    for inside, source in files:
        write_file(folder / inside, read_file(source))
    return tuple(folder / inside for inside, _ in files)
