"""What came of a batch: events as data, counted; the exit code follows from them."""

import re
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from exporter.model.notice import Notice, Severity

# `line 33, recital B`: the line goes beside the file, as editors and compilers write it
_LINE = re.compile(r"line (?P<line>\d+)(?:, |$)")


class ExitCode(IntEnum):
    """What a command tells its caller."""

    FINE = 0
    FAILED = 1
    """Something asked for could not be made."""
    WRONG_USAGE = 2
    WARNINGS = 3
    """Everything was made, there were warnings, and `--strict` asked for none."""


class Planned(Struct, frozen=True, kw_only=True, tag="planned"):
    """How many files a batch sets out to make."""

    files: int


class Noticed(Struct, frozen=True, kw_only=True, tag="notice"):
    """A notice about a text or a comparison; `file` is the path as it was given."""

    file: str
    notice: Notice


class Made(Struct, frozen=True, kw_only=True, tag="made"):
    """A file was written: its path, its size in bytes, and how long its edition took."""

    path: str
    bytes: int
    seconds: float


class Failed(Struct, frozen=True, kw_only=True, tag="failed"):
    """Something could not be made: why, in one line, and the files that are missing for it; `trace` is for --debug."""

    message: str
    missing: tuple[str, ...] = ()
    trace: str = ""


Event = Planned | Noticed | Made | Failed


class Report:
    """The events of a batch in the order they came, counted."""

    def __init__(self) -> None:
        self.made: list[Made] = []
        self.failed: list[Failed] = []
        self.noticed: list[Noticed] = []

    def add(self, event: Event) -> None:
        """Take in an event."""
        if isinstance(event, Made):
            self.made.append(event)
        elif isinstance(event, Failed):
            self.failed.append(event)
        elif isinstance(event, Noticed):
            self.noticed.append(event)

    @property
    def missing(self) -> tuple[str, ...]:
        """The files that were asked for and not made, sorted."""
        return tuple(sorted({path for event in self.failed for path in event.missing}))

    def list_missing(self) -> list[str]:
        """Return what was not made, a line for each document: `cambodia/dossier (html, pdf, docx)`."""
        suffixes: dict[str, list[str]] = {}
        for path in self.missing:
            stem, _, suffix = path.rpartition(".")
            suffixes.setdefault(stem, []).append(suffix)
        return [f"{stem} ({', '.join(found)})" for stem, found in suffixes.items()]

    def count(self, severity: Severity) -> int:
        """Return how many notices have this severity."""
        return sum(event.notice.severity is severity for event in self.noticed)

    def exit_code(self, *, strict: bool = False) -> ExitCode:
        """Return what to tell the caller; a notice of severity error counts as a failure."""
        if self.failed or self.count(Severity.ERROR):
            return ExitCode.FAILED
        return ExitCode.WARNINGS if strict and self.count(Severity.WARNING) else ExitCode.FINE

    def format_summary(self) -> str:
        """Return one line: `made 21 files, 2 could not be made, 3 warnings; begin with build/x/index.html`."""
        indexes = [event.path for event in self.made if event.path.endswith("index.html")]
        begin = f"; begin with {indexes[-1]}" if indexes else ""  # the last one is the index of all
        return ", ".join(self._list_counts()) + begin

    def _list_counts(self) -> Iterator[str]:
        yield f"made {_count(len(self.made), 'file')}"
        if self.missing:
            yield f"{len(self.missing)} could not be made"
        if warnings := self.count(Severity.WARNING):
            yield _count(warnings, "warning")


def format_notice(event: Noticed) -> str:
    """Return a notice as one line: `motion.txt:12: warning: the recital has no label (label-lost)`."""
    notice = event.notice
    match = _LINE.match(notice.location)
    line = f":{match['line']}" if match else ""
    place = notice.location[match.end() :] if match else notice.location
    parts = (f"{event.file}{line}", place, notice.severity.value, f"{notice.message} ({notice.code})")
    return " ".join(": ".join(part for part in parts if part).split())


def explain_defect(error: BaseException) -> str:
    """Return one line for an error that is no fault of the input."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"a defect in this program, not in your text: {what}; please report it with what `exporter --debug` says"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
