"""The commands `parse` and `demands`: what texts say, and what they ask of whom."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from exporter.cli.options import files_argument, output_option, to_option
from exporter.cli.program import tell
from exporter.errors import ExporterError, UsageError

PARSED = ("json", "akn", "table")
MANY = ("json", "table")
DEMANDED = ("json", "table", "csv", "xlsx")


@click.command(
    short_help="Show what texts say.",
    epilog="""\b
Examples:
  exporter parse motion.txt
  exporter parse motion.txt --to json | jq .paragraphs
  exporter parse motion.txt -o motion.akn.xml
  exporter parse motion.txt --report
  exporter parse minutes.txt#2            the second resolution of the file
""",
)
@files_argument
@to_option(PARSED)
@output_option
@click.option("--report", is_flag=True, help="Show how it was read: each part, what was repaired, doubted, left out.")
def parse(files: tuple[Path, ...], to: str | None, output: Path | None, report: bool) -> int:
    """Show what texts say: reference, title, date, recitals, paragraphs.

    JSON of one FILE is an object, of several a list. On a terminal the default is a table, else JSON; with --report it
    is a table. Of a FILE with several resolutions, FILE#2 is the second.
    """
    from exporter.batch.documents import read_reading, read_resolution

    if report:
        if to == "akn":
            raise UsageError("the account of how a text was read is no text", remedy="choose json or table")
        return _show(read_reading, files, to or (None if output else "table"), output, MANY)
    return _show(read_resolution, files, to, output, PARSED)


@click.command(
    short_help="Show what texts ask, and of whom.",
    epilog="""\b
Examples:
  exporter demands motion.txt
  exporter demands motion.txt -o demands.xlsx
""",
)
@files_argument
@to_option(DEMANDED)
@output_option
def demands(files: tuple[Path, ...], to: str | None, output: Path | None) -> int:
    """Show what texts ask, and of whom.

    JSON of one FILE is an object, of several a list; a spreadsheet takes one FILE. On a terminal the default is a
    table, else JSON.
    """
    from exporter.batch.documents import load_document

    return _show(lambda path: load_document(path).demands, files, to, output, DEMANDED)


def _show(
    load: Callable[[Path], Any], files: tuple[Path, ...], to: str | None, output: Path | None, allowed: Sequence[str]
) -> int:
    """Show what could be loaded of each file; one that could not be does not stop the rest."""
    from exporter.batch.show import choose_format, deliver

    chosen = choose_format(to, output, allowed)
    if chosen not in MANY and len(files) > 1:
        raise UsageError(f"{chosen} holds one text", remedy="name one file, or write json")
    values, code = [], 0
    for path in files:
        try:
            values.append(load(path))
        except ExporterError as error:
            code = tell(error, 1)
    if values:
        deliver(values[0] if len(files) == 1 else values, chosen, output, files)
    return code
