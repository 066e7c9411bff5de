"""How long each edition takes, over the bare library that it is made with, on the same content.

Run with `nox -s bench`. The peers do what a hand-written script would: WeasyPrint the same page and styles,
python-docx a paragraph or cell for each of the page, XlsxWriter, csv and sqlite3 the same cells as plain text.
"""

import argparse
import csv
import io
import sqlite3
import statistics
import time
from collections.abc import Callable
from typing import Any

import docx
import msgspec
import weasyprint
import xlsxwriter
from lxml import html
from msgspec.structs import replace

from exporter import formats
from exporter.model.contents import Contents, Described
from exporter.model.page import Page
from exporter.publishing import load_look, render_briefing, render_comparison, render_dossier
from exporter.writers.fonts import use_our_fonts
from exporter.writers.rows import Table
from exporter.writers.sheets import tabulate_contents
from tests.writers.contents import make_contents, make_long

LONG = 10_000
"""Rows of the long table."""


def main() -> None:
    """Print a line for each edition of the seed texts, then for those of a dossier with a table of 10,000 rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    contents = make_contents()
    (comparison,) = contents.comparisons
    look = load_look()
    pages = {
        "briefing": render_briefing(contents.documents[0], look),
        "comparison": render_comparison(comparison, contents.documents, look),
        "dossier": render_dossier(contents.file, contents.documents, contents.comparisons, look),
    }
    use_our_fonts()
    for name, page in pages.items():
        report(f"{name}.html", runs, "html", page, None)
        report(f"{name}.pdf", runs, "pdf", page, lambda page=page: write_weasyprint(page))
        report(f"{name}.docx", runs, "docx", page, lambda page=page: write_python_docx(page))
    report("comparison.csv", runs, "csv", comparison, lambda: write_csv(tabulate_contents(contents)[2]))
    described = Described(file="x.csv", value=comparison)
    report("comparison.csv-metadata.json", runs, "csvw", described, None)
    report("resolution.akn.xml", runs, "akn", contents.documents[0].resolution, None)
    report_data("dossier", contents, runs)
    long = replace(contents, documents=(make_long(contents.documents[0], LONG),), comparisons=())
    report_data(f"{LONG} rows", long, 1)


def report_data(name: str, contents: Contents, runs: int) -> None:
    """Print a line for each data edition of a dossier."""
    tables = tabulate_contents(contents)
    report(f"{name}.xlsx", runs, "xlsx", contents, lambda: write_xlsxwriter(tables))
    report(f"{name}.json", runs, "json", contents, lambda: msgspec.json.encode(contents))
    report(f"{name}.sqlite", runs, "sqlite", contents, lambda: write_sqlite(tables))


def report(name: str, runs: int, edition: str, value: Any, peer: Callable[[], object] | None) -> None:
    """Print the median seconds of an edition and of its peer, and the ratio."""
    size = len(formats.write(edition, value))
    ours = time_call(lambda: formats.write(edition, value), runs)
    if peer is None:
        compared = "no peer"
    else:
        peer()
        theirs = time_call(peer, runs)
        compared = f"bare library {theirs * 1000:9.1f} ms    ratio {ours / theirs:6.2f}"
    print(f"{name:30} {size / 1000:9.1f} kB    ours {ours * 1000:9.1f} ms    {compared}")


def time_call(call: Callable[[], object], runs: int) -> float:
    """Return the median seconds of a call."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def write_weasyprint(page: Page) -> bytes | None:
    """Return the page as WeasyPrint alone sets it."""
    style = weasyprint.CSS(string=page.print_css)
    return weasyprint.HTML(string=page.html).write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")


def write_python_docx(page: Page) -> bytes:
    """Return the words of the page as python-docx alone writes them: paragraphs and tables without looks."""
    document = docx.Document()
    body = html.fromstring(page.html)
    for element in body.iter("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "table"):
        if element.tag == "table":
            rows = [[cell.text_content() for cell in row] for row in element.iter("tr")]
            table = document.add_table(len(rows), max(map(len, rows)))
            for line, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(line.cells, cells, strict=False):
                    cell.text = words
        elif not any(True for _ in element.iterancestors("table")):
            document.add_paragraph(element.text_content())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def write_xlsxwriter(tables: tuple[Table, ...]) -> bytes:
    """Return the same cells as XlsxWriter alone writes them, differences as plain text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        for table in tables:
            sheet = workbook.add_worksheet(table.name)
            for number, row in enumerate(table.rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, int | float):
                        sheet.write_number(number, column, cell)
                    else:
                        sheet.write_string(number, column, flatten(cell))
    return file.getvalue()


def write_csv(table: Table) -> str:
    """Return the same rows as the csv module alone writes them."""
    file = io.StringIO()
    csv.writer(file).writerows([flatten(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def write_sqlite(tables: tuple[Table, ...]) -> bytes:
    """Return the same cells in tables without keys, indexes and search."""
    with sqlite3.connect(":memory:") as database:
        for table in tables:
            names = ", ".join(f'"{name}"' for name, _, _ in table.heads)
            database.execute(f'CREATE TABLE "{table.name}" ({names})')
            marks = ", ".join("?" * len(table.heads))
            rows = ([flatten(cell) for cell in row] for row in table.rows)
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        return database.serialize()


def flatten(cell: object) -> str:
    """Return a cell as plain text."""
    return "".join(run.text for run in cell) if isinstance(cell, tuple) else str(cell)


if __name__ == "__main__":
    main()
