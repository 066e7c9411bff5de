"""One document for the caller: into a file, to standard output, or as a table on the terminal."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from exporter import formats
from exporter.batch.dossier import quote_choices, suggest
from exporter.batch.files import is_same_file, write_file
from exporter.errors import UsageError
from exporter.model.contents import Described

STDOUT = Path("-")
TABLE = "table"
METADATA = "-metadata.json"
"""Behind the name of a CSV: where CSVW says that its metadata are."""


def choose_format(asked: str | None, output: Path | None, allowed: Sequence[str]) -> str:
    """Return the format asked for; without one that of the file's suffix, then a table on a terminal, else JSON.

    UsageError if the suffix says something else than what can be had.
    """
    if asked:
        return asked
    if output is not None and output != STDOUT:
        return _choose_by_suffix(output, allowed)
    if TABLE in allowed and sys.stdout.isatty():
        return TABLE
    return "json" if "json" in allowed else allowed[0]


def deliver(value: Any, name: str, output: Path | None, sources: Sequence[Path]) -> None:
    """Write a value in a format to a file, or to standard output where there is none or it is `-`.

    Beside a CSV stands what its columns mean, under the name by which programs look for it.
    UsageError if it would overwrite one of the `sources` it was made of, or put a binary file on a terminal;
    WriteError if the file cannot be written.
    """
    if output is not None and any(is_same_file(output, source) for source in sources):
        raise UsageError(f"{output} would overwrite the text it is made of", remedy="name another file with -o")
    to_stdout = output is None or output == STDOUT
    writer = formats.find_writer(name)
    if to_stdout and writer.binary and sys.stdout.isatty():
        remedy = f"name a file with -o, such as -o result{writer.suffix}"
        raise UsageError(f"a {writer.description} file is not for the terminal", remedy=remedy)
    data = _format_table(value) if name == TABLE and to_stdout else formats.write(name, value)
    if output is None or to_stdout:
        click.echo(data, nl=False)
        return
    write_file(output, data)
    if name == "csv" and output.is_file():
        described = Described(file=output.name, value=value)
        write_file(output.with_name(f"{output.name}{METADATA}"), formats.write("csvw", described))


def _choose_by_suffix(output: Path, allowed: Sequence[str]) -> str:
    name = output.suffix.removeprefix(".").casefold()
    if name in allowed:
        return name
    for choice in allowed:
        if (suffix := formats.find_writer(choice).suffix) and output.name.casefold().endswith(suffix):
            return choice
    remedy = f"say which with --to: {quote_choices(allowed)}"
    raise UsageError(f'"{output.name}" does not say what to write{suggest(name, allowed)}', remedy=remedy)


def _format_table(value: Any) -> bytes:
    from exporter.writers import table

    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((table.WIDTH, 0)).columns if is_terminal else table.WIDTH
    colour = is_terminal and "NO_COLOR" not in os.environ
    return table.format_table(value, width=width, colour=colour).encode("utf-8", "replace")
