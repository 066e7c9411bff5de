"""Tables as CSV, for spreadsheets and for programs.

Comma-separated with lines that end in CR LF (RFC 4180), UTF-8 with a byte order mark: without the mark Excel takes the
text for another encoding and spoils every accent; programs read it with the encoding `utf-8-sig`. A text that a
spreadsheet would run as a formula gets an apostrophe in front. Several values in a cell stand on a line each.
"""

import csv
import io
from collections.abc import Iterable

from exporter.model.comparison import Comparison
from exporter.model.demands import Demands
from exporter.writers.rows import (
    ASKED_COLUMNS,
    COMPARED_COLUMNS,
    Cell,
    Table,
    format_wording,
    list_asked,
    list_compared,
    looks_like_formula,
    tabulate,
)


def write(value: Comparison | Demands) -> bytes:
    """Return a row for every action: what became of it in a comparison, or what is asked in one text."""
    if isinstance(value, Comparison):
        table = tabulate("changes", COMPARED_COLUMNS, list_compared(value))
    else:
        table = tabulate("demands", ASKED_COLUMNS, list_asked(value))
    return format_table(table).encode("utf-8-sig")


def format_table(table: Table) -> str:
    """Return a table as CSV text."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(name for name, _, _ in table.heads)
    writer.writerows(_format_cells(row) for row in table.rows)
    return lines.getvalue()


def _format_cells(row: Iterable[Cell]) -> list[str]:
    return [defuse(format_wording(cell)) if isinstance(cell, tuple) else defuse(str(cell)) for cell in row]


def defuse(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: `=1+1` gets an apostrophe in front."""
    return f"'{text}" if looks_like_formula(text) else text
