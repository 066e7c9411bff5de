"""Tables as an Excel workbook: texts are always texts, never formulas or links; differences are marked in the cell."""

import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter

from exporter.model.comparison import Comparison, Edit, WordRun
from exporter.model.contents import Contents
from exporter.model.demands import Demands
from exporter.writers.rows import (
    Cell,
    Table,
    looks_like_formula,
    mark_words,
    tabulate_comparison,
    tabulate_demands,
)
from exporter.writers.sheets import tabulate_contents

CELL_LIMIT = 32_767
"""What Excel keeps of a cell, in UTF-16 units; beyond it Excel calls the file damaged or cuts in silence."""

LINE, HIGHEST = 13.5, 409.0
"""Points: a line of type 10 on the sheet, and what a row may have at most."""

WIDENING = 1.08
"""Lines break at words, so that they hold less than their width."""

# the same in every workbook, so that the same input gives the same bytes
_CREATED = datetime.datetime(2000, 1, 1)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_BODY = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 10}
_HEAD = {**_BODY, "bold": True, "bottom": 1, "bg_color": "#EDEDED"}
# numbers keep off the words of the next column
_NUMBER = {"align": "right", "indent": 1}


def write(value: Contents | Comparison | Demands) -> bytes:
    """Return a workbook with a sheet for each table; heads are frozen and have filters."""
    tables = _tabulate(value)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"title": _format_title(value), "created": _CREATED})
        formats = {name: workbook.add_format(look) for name, look in _list_formats()}
        for table in tables:
            _write_sheet(workbook.add_worksheet(table.name), table, formats)
        if tables[0].name == "notices":
            workbook.get_worksheet_by_name("notices").activate()
    return file.getvalue()


def _tabulate(value: Contents | Comparison | Demands) -> tuple[Table, ...]:
    if isinstance(value, Contents):
        return tabulate_contents(value)
    return tabulate_comparison(value) if isinstance(value, Comparison) else tabulate_demands(value)


def _format_title(value: Contents | Comparison | Demands) -> str:
    if isinstance(value, Contents):
        return value.file.title[:250]
    if isinstance(value, Demands):
        return f"Demands of {value.reference or 'a text without reference'}"
    return " and ".join(text.reference or text.title for text in (value.texts.old, value.texts.new))[:250]


def _list_formats() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "body", _BODY
    yield "quoted", {**_BODY, "quote_prefix": True}
    yield "head", _HEAD
    yield "number head", {**_HEAD, **_NUMBER}
    yield "number", {**_BODY, **_NUMBER}
    yield "share", {**_BODY, **_NUMBER, "num_format": "0.00"}
    yield Edit.REMOVED, {**_BODY, "font_strikeout": True}
    yield Edit.ADDED, {**_BODY, "underline": 1}


def _write_sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for column, (name, _, width) in enumerate(table.heads):
        sheet.set_column(column, column, width)
        head = "number head" if _holds_numbers(row[column] for row in table.rows) else "head"
        sheet.write_string(0, column, name.replace("_", " "), formats[head])
    widths = [width for _, _, width in table.heads]
    sheet.set_row(0, measure_height([name for name, _, _ in table.heads], widths))
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, measure_height(row, widths))
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _holds_numbers(cells: Iterable[Cell]) -> bool:
    filled = [cell for cell in cells if cell not in ("", ())]
    return bool(filled) and all(isinstance(cell, int | float) for cell in filled)


def measure_height(row: Iterable[Cell], widths: Iterable[int]) -> float:
    """Return how high a row must be, in points, to show its words; not every program works it out itself."""
    lines = max(_count_lines(cell, width) for cell, width in zip(row, widths, strict=True))
    return min(HIGHEST, LINE * lines + 2)


def _count_lines(cell: Cell, width: int) -> int:
    text = "".join(mark_words(run) for run in cell) if isinstance(cell, tuple) else str(cell)
    return sum(1 + int(len(line) * WIDENING / width) for line in text.split("\n"))


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, tuple) and cell:
        _write_difference(sheet, row, column, cell, formats)
    elif cell in ("", ()):
        sheet.write_blank(row, column, None, formats["body"])
    elif isinstance(cell, str):
        # the quote prefix keeps a text that looks like a formula a text when somebody edits the cell
        sheet.write_string(row, column, cut(cell), formats["quoted" if looks_like_formula(cell) else "body"])
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, formats["share" if isinstance(cell, float) else "number"])


def _write_difference(sheet: Any, row: int, column: int, runs: Iterable[WordRun], formats: dict[str, Any]) -> None:
    marked = [(run.edit, mark_words(run)) for run in runs if run.text]
    text = "".join(words for _, words in marked)
    if len(marked) < 2 or _measure(text) > CELL_LIMIT:  # Excel's rich text has at least two parts
        sheet.write_string(row, column, cut(text), formats["body"])
        return
    parts = (part for edit, words in marked for part in (formats.get(edit, formats["body"]), words))
    sheet.write_rich_string(row, column, *parts, formats["body"])


def cut(text: str) -> str:
    """Return a text that fits into a cell; one that does not is cut, and says so where it is cut."""
    if _measure(text) <= CELL_LIMIT:
        return text
    # half, since a character outside the basic plane counts twice
    room = CELL_LIMIT - 100
    kept = room if _measure(text) == len(text) else room // 2
    return f"{text[:kept]} [cut here: {len(text) - kept} more characters, see the source]"


def _measure(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
