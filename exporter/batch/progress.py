"""Telling a person, or a program, what happens while a batch runs."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

import click
import msgspec

from exporter.batch.report import Event, Failed, Made, Noticed, Planned, Report, format_notice
from exporter.model.notice import Severity

Tell = Callable[[Event], None]

# what a file name or a text could use to take over a terminal
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def say(line: str, *, err: bool = True) -> None:
    """Print one line; what is no print is made visible, as `�` or, where the terminal has no such letter, as `?`."""
    encoding = getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
    click.echo(_CONTROL.sub("\ufffd", line).encode(encoding, "replace").decode(encoding), err=err)


def say_error(message: str) -> None:
    """Print an error as one line."""
    say(f"error: {message}")


def follow(events: Iterable[Event], *, quiet: bool, json_log: bool, debug: bool) -> Report:
    """Return the report of a batch, telling its events as they come in the way asked for."""
    report = Report()
    with _choose_display(quiet=quiet, json_log=json_log) as tell:
        for event in events:
            report.add(event)
            tell(event)
            _trace(event, debug=debug)
    if json_log:
        _log({"event": "summary", "made": len(report.made), "missing": report.missing})
    elif not quiet or report.failed:
        for line in report.list_missing():
            say(f"not made: {line}")
        say(report.format_summary())
    return report


def list_findings(events: Iterable[Event], *, debug: bool) -> Report:
    """Return the report of a check, printing each finding as a line to stdout and each error to stderr."""
    report = Report()
    for event in events:
        report.add(event)
        if isinstance(event, Noticed):
            say(format_notice(event), err=False)
        elif isinstance(event, Failed):
            say_error(event.message)
            _trace(event, debug=debug)
    if not report.noticed and not report.failed:
        say("nothing to report")
    return report


def _trace(event: Event, *, debug: bool) -> None:
    if debug and isinstance(event, Failed) and event.trace:
        click.echo(event.trace, err=True)


def _choose_display(*, quiet: bool, json_log: bool) -> AbstractContextManager[Tell]:
    if json_log:
        return _log_json()
    if quiet:
        return _print_errors()
    return _show_bar() if sys.stderr.isatty() else _print_lines()


@contextmanager
def _log_json() -> Iterator[Tell]:
    def tell(event: Event) -> None:
        fields = msgspec.to_builtins(event)
        fields.pop("trace", None)
        _log({"event": fields.pop("type"), **fields})

    yield tell


def _log(fields: object) -> None:
    click.echo(msgspec.json.encode(fields).decode(), err=True)


@contextmanager
def _print_errors() -> Iterator[Tell]:
    def tell(event: Event) -> None:
        if isinstance(event, Failed):
            say_error(event.message)

    yield tell


@contextmanager
def _print_lines() -> Iterator[Tell]:
    """Print what matters to stderr, and the name of each file made to stdout, for the next program in a pipe."""
    yield _tell_line


def _tell_line(event: Event) -> None:
    if isinstance(event, Failed):
        say_error(event.message)
    elif isinstance(event, Noticed) and event.notice.severity is not Severity.INFO:
        say(format_notice(event))
    elif isinstance(event, Made):
        say(event.path, err=False)


@contextmanager
def _show_bar() -> Iterator[Tell]:
    """Show a bar that goes when the work is done; lines appear above it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    is_shown = sys.stdout.isatty()  # else the names of files go to a pipe, which the bar must not catch
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # no thread draws it: one that is still at it when the program ends makes Python 3.13 abort
    bars = Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=is_shown, auto_refresh=False
    )
    with bars as progress:
        bar = progress.add_task("building", total=None)

        def tell(event: Event) -> None:
            if isinstance(event, Planned):
                progress.update(bar, total=event.files, refresh=True)
            elif isinstance(event, Made):
                progress.update(bar, advance=1, refresh=True)
            _tell_line(event)  # rich takes what is printed meanwhile and puts it above the bar

        yield tell
