"""What can go wrong, as one family of errors: each is one line that says what, where and what to do."""

from pathlib import Path


class ExporterError(Exception):
    """An error a person can act on; `str(error)` is one line: place, what is wrong, remedy."""

    def __init__(
        self, message: str, *, file: Path | str | None = None, line: int | None = None, remedy: str = ""
    ) -> None:
        self.message = message
        self.file = None if file is None else str(file)
        self.line = line
        self.remedy = remedy
        super().__init__(self.format())

    def format(self) -> str:
        """Return `file:line: message; remedy` with the parts that are known, on one line."""
        place = "" if self.file is None else f"{self.file}: " if self.line is None else f"{self.file}:{self.line}: "
        remedy = f"; {self.remedy}" if self.remedy else ""
        return " ".join(f"{place}{self.message}{remedy}".split())


class ReadError(ExporterError):
    """A source file cannot be read as text, or its format is not known."""


class NoResolutionError(ExporterError):
    """A readable text holds no resolution; the message says what was looked for."""


class DossierError(ExporterError):
    """A dossier file names a key, value or source that cannot be used."""


class TemplateError(ExporterError):
    """A template, theme or label file cannot be used."""


class FetchError(ExporterError):
    """A text cannot be fetched, or what came is not the text asked for."""


class ReviewError(ExporterError):
    """A review file cannot be read, or was changed meanwhile by somebody else."""


class WriteError(ExporterError):
    """An edition cannot be written."""


class UsageError(ExporterError):
    """The command was called in a way it does not understand."""


class EditionWarning(UserWarning):
    """An edition was written, and there is something to know about it; batch makes a Notice of it."""
