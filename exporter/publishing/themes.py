"""The themes that are shipped, and where the one stands that a person asks for."""

from collections.abc import Iterator
from pathlib import Path

from exporter.errors import TemplateError
from exporter.publishing.environment import find_shipped

STANDARD = "sober"
"""The theme of the shipped templates themselves; every other one is a folder of changes to it."""

FOLDER = "themes"


def list_themes() -> tuple[str, ...]:
    """Return the names of the shipped themes, the standard one first."""
    return (STANDARD, *sorted(path.name for path in (find_shipped() / FOLDER).iterdir() if path.is_dir()))


def find_theme(name: str) -> tuple[Path, ...]:
    """Return the folder of a theme, none for the standard one; `name` is that of a shipped theme, or a path.

    Raises TemplateError when there is no such theme.
    """
    if name in ("", STANDARD):
        return ()
    if name in list_themes():
        return (find_shipped() / FOLDER / name,)
    path = Path(name)
    if path.name == "theme.toml":
        path = path.parent
    if path.is_dir():
        return (path,)
    remedy = f"take {', '.join(list_themes())}, or the folder of a theme of your own"
    raise TemplateError("there is no such theme", file=name, remedy=remedy)


def list_theme_files(name: str) -> Iterator[tuple[str, Path]]:
    """Yield what a copy of a shipped theme holds: each path inside it, and the file that is copied there.

    Raises TemplateError when there is no such theme.
    """
    folder = (*find_theme(name), find_shipped())[0]
    files = [folder / "theme.toml"] if folder == find_shipped() else sorted(folder.rglob("*"))
    for file in files:
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file
