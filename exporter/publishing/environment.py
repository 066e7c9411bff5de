"""Where templates are looked for, and the Jinja environment that lays them out."""

import importlib.resources
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from exporter.errors import TemplateError
from exporter.publishing.bounds import BoundedEnvironment, render_bounded

LARGEST_FILE = 8_000_000
"""Bytes; a template, style or label file has some thousands."""

# 'exporter.publishing.contexts.text.TextView object' has no attribute
_FIELD = re.compile(r"'exporter\.[\w.]*\.([A-Z]\w*?)(?:View)? object' has no attribute")


def list_folders(folders: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the folders to search, first match wins: the user's own, then the shipped one.

    Raises TemplateError when a folder of the user's is not there.
    """
    for folder in folders:
        if not folder.is_dir():
            raise TemplateError("no such folder of templates", file=folder)
    return (*folders, find_shipped())


def find_shipped() -> Path:
    """Return the folder of shipped templates: inside the package when installed, beside it in a checkout."""
    package = Path(str(importlib.resources.files("exporter")))
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "theme.toml").is_file():
            return folder
    raise TemplateError(
        "the shipped templates are missing", file=package / "templates", remedy="install exporter again"
    )


def find_file(name: str, folders: Sequence[Path]) -> Path:
    """Return the first file of this name in the folders.

    Raises TemplateError when none of them has it.
    """
    for folder in folders:
        if (path := folder / name).is_file():
            refuse_outside(path, folder)
            return path
    raise TemplateError("file not found in the folders of templates", file=name)


def refuse_outside(path: Path, folder: Path) -> None:
    """Raise TemplateError if a file of a folder stands elsewhere, by a link that leads out of the folder."""
    if not path.resolve().is_relative_to(folder.resolve()):
        remedy = "put a copy of the file into the folder"
        raise TemplateError("a link that leads out of the folder of templates", file=path, remedy=remedy)


def read_text(path: Path) -> str:
    """Return the text of a template, style or label file.

    Raises TemplateError when it cannot be read, is too large or is not UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TemplateError(f"larger than {LARGEST_FILE // 1_000_000} MB", file=path)
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError("not UTF-8 text", file=path, remedy="save the file as UTF-8") from error
    except OSError as error:
        raise TemplateError(f"cannot be read: {error.strerror}", file=path) from error


class FolderLoader(FileSystemLoader):
    """Templates of one folder, and of nowhere else: links that lead out of it are refused."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its file, and a function that says whether it is still the same."""
        source, file, is_fresh = super().get_source(environment, template)
        refuse_outside(Path(file), Path(self.searchpath[0]))
        return source, file, is_fresh


def make_environment(folders: Sequence[Path], filters: Mapping[str, Any], names: Mapping[str, Any]) -> Environment:
    """Return an environment that escapes everything, refuses unknown variables and reads only from the folders.

    `default:` before a name means the shipped file, so that an override can extend what it overrides.
    """
    shipped = FolderLoader(folders[-1])
    loader = ChoiceLoader([*(FolderLoader(folder) for folder in folders), PrefixLoader({"default": shipped}, ":")])
    environment = BoundedEnvironment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(filters)
    environment.globals.clear()
    environment.globals.update(names)
    return environment


def render(environment: Environment, name: str, context: Mapping[str, Any]) -> str:
    """Return the template laid out with the context.

    Raises TemplateError naming file and line when a template is missing, malformed or asks for what does not exist.
    """
    with _as_template_errors(environment, name):
        return render_bounded(environment, name, context)


@contextmanager
def _as_template_errors(environment: Environment, name: str) -> Iterator[None]:
    try:
        yield
    except TemplateError as error:
        if error.file is not None:
            raise
        file, line = _find_place(error, environment, name)
        raise TemplateError(error.message, file=file, line=line, remedy=error.remedy) from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            error.message or "malformed", file=error.filename or error.name, line=error.lineno
        ) from error
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"there is no template {error.name}", file=name) from error
    except UnicodeDecodeError as error:
        raise TemplateError("not UTF-8 text", file=name, remedy="save the file as UTF-8") from error
    except RecursionError as error:
        raise TemplateError("the template includes or calls itself without end", file=name) from error
    except Exception as error:
        # Whatever goes wrong while a template runs (unknown name, wrong argument) is the template's, and has a line.
        file, line = _find_place(error, environment, name)
        raise TemplateError(_say_plainly(error), file=file, line=line) from error


def _say_plainly(error: Exception) -> str:
    """Return the message with a thing named as `templates/README.md` names it, instead of by its class."""
    message = _FIELD.sub(lambda found: f"a {found[1].lower()} has no field", str(error))
    return message or type(error).__name__


def _find_place(error: BaseException, environment: Environment, name: str) -> tuple[str, int | None]:
    """Return the innermost template file and line of a traceback; Jinja rewrites its frames to the template's own."""
    place: tuple[str, int | None] = (name, None)
    trace = error.__traceback__
    roots = tuple(str(folder) for folder in _search_paths(environment))
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(roots):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _search_paths(environment: Environment) -> Iterator[str]:
    loader = environment.loader
    for part in loader.loaders if isinstance(loader, ChoiceLoader) else ():
        if isinstance(part, FileSystemLoader):
            yield from part.searchpath
