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
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

import docx
import msgspec
import weasyprint
import xlsxwriter
from lxml import html
from msgspec import Struct
from msgspec.structs import replace

from exporter import formats
from exporter.model.archive import Archive, Attachment
from exporter.model.contents import Contents, Described
from exporter.model.page import Page
from exporter.publishing import (
    Look,
    load_look,
    render_briefing,
    render_comparison,
    render_dossier,
    render_redline,
    render_resolution,
)
from exporter.writers.fonts import use_our_fonts
from exporter.writers.rows import Table
from exporter.writers.sheets import tabulate_contents
from tests.conftest import ROOT
from tests.writers.contents import make_contents, make_long

LONG = 10_000
"""Rows of the long table."""

GUIDE = ROOT / "templates" / "pictures" / "README.md"
BEGIN, END = "<!-- times: python -m tests.benchmarks.editions_speed --write -->", "<!-- end of times -->"


class Timing(Struct, frozen=True):
    """An edition: its bytes, the seconds it takes, and those of the bare library if there is one to compare with."""

    name: str
    size: int
    ours: float
    peer: str = ""
    theirs: float | None = None

    @property
    def ratio(self) -> str:
        """The seconds of the edition over those of the library."""
        return "" if self.theirs is None else f"{self.ours / self.theirs:.2f}"


def main() -> None:
    """Print a line for each edition of the seed texts, then for those of a dossier with a table of 10,000 rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="put the table into templates/pictures/README.md")
    options = parser.parse_args()
    timings = []
    for timing in measure(make_contents(), options.runs):
        print(show(timing), flush=True)
        timings.append(timing)
    if options.write:
        text = GUIDE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        GUIDE.write_text(f"{before}{BEGIN}\n{tabulate(timings)}{END}{after}", encoding="utf-8")


def measure(contents: Contents, runs: int) -> Iterator[Timing]:
    """Yield the time of each edition."""
    (comparison,) = contents.comparisons
    look = load_look()
    pages = {
        "briefing": render_briefing(contents.documents[0], look),
        "comparison": render_comparison(comparison, contents.documents, look),
        "dossier": render_dossier(contents.file, contents.documents, contents.comparisons, look),
    }
    use_our_fonts()
    for name, page in pages.items():
        yield time_edition(f"{name}.html", runs, "html", page)
        yield time_edition(f"{name}.pdf", runs, "pdf", page, "WeasyPrint", lambda page=page: write_weasyprint(page))
        yield time_edition(f"{name}.docx", runs, "docx", page, "python-docx", lambda page=page: write_python_docx(page))
    yield from measure_others(contents, pages["dossier"], look, runs)
    table = tabulate_contents(contents)[2]
    yield time_edition("comparison.csv", runs, "csv", comparison, "csv", lambda: write_csv(table))
    described = Described(file="x.csv", value=comparison)
    yield time_edition("comparison.csv-metadata.json", runs, "csvw", described)
    yield time_edition("resolution.akn.xml", runs, "akn", contents.documents[0].resolution)
    yield from measure_data("dossier", contents, runs)
    long = replace(contents, documents=(make_long(contents.documents[0], LONG),), comparisons=())
    yield from measure_data(f"{LONG:,} rows", long, 1)


def measure_others(contents: Contents, page: Page, look: Look, runs: int) -> Iterator[Timing]:
    """Yield the times of the archival PDF and of the redline."""
    name = contents.documents[0].id
    data = formats.write("json", contents.documents[0].demands)
    attachment = Attachment(
        name=f"{name}.json", data=data, media_type="application/json", relationship="Data", description=name
    )
    archive = Archive(page=page, attachments=(attachment,))
    yield time_edition(
        "dossier-archive.pdf", runs, "archive", archive, "WeasyPrint", lambda: write_weasyprint(page, "pdf/a-3a")
    )
    redline = render_redline(contents.comparisons[0], contents.documents, look)
    plain = render_resolution(contents.documents[1], look)
    yield time_edition("redline.docx", runs, "redline", redline, "python-docx", lambda: write_python_docx(plain))


def measure_data(name: str, contents: Contents, runs: int) -> Iterator[Timing]:
    """Yield the times of the data editions of a dossier."""
    tables = tabulate_contents(contents)
    yield time_edition(f"{name}.xlsx", runs, "xlsx", contents, "XlsxWriter", lambda: write_xlsxwriter(tables))
    yield time_edition(f"{name}.json", runs, "json", contents, "msgspec", lambda: msgspec.json.encode(contents))
    yield time_edition(f"{name}.sqlite", runs, "sqlite", contents, "sqlite3", lambda: write_sqlite(tables))


def time_edition(
    name: str, runs: int, edition: str, value: Any, peer: str = "", call: Callable[[], object] | None = None
) -> Timing:
    """Return the median seconds of an edition and of its peer, run in turns."""
    size = len(formats.write(edition, value))
    ours: list[float] = []
    theirs: list[float] = []
    if call:
        call()
    for number in range(runs):
        fresh = make_fresh(value, number)
        ours.append(time_call(lambda fresh=fresh: formats.write(edition, fresh)))
        if call:
            theirs.append(time_call(call))
    return Timing(name, size, statistics.median(ours), peer, statistics.median(theirs) if theirs else None)


def make_fresh(value: Any, number: int) -> Any:
    """Return a page that says the same and is another one, as a layout is kept for the second edition of a page."""
    if isinstance(value, Archive):
        return replace(value, page=make_fresh(value.page, number))
    if isinstance(value, Page):
        return replace(value, html=value.html.replace("</body>", f"<!-- {number} --></body>"))
    return value


def time_call(call: Callable[[], object]) -> float:
    """Return the processor's seconds of a call, which the load of the machine changes less than the clock's."""
    start = time.process_time()
    call()
    return time.process_time() - start


def show(timing: Timing) -> str:
    """Return a line for the terminal."""
    line = f"{timing.name:30} {timing.size / 1000:9.1f} kB    ours {timing.ours * 1000:9.1f} ms"
    if timing.theirs is None:
        return f"{line}    no peer"
    return f"{line}    {timing.peer:11} {timing.theirs * 1000:9.1f} ms    ratio {timing.ratio:>6}"


def tabulate(timings: Sequence[Timing]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| edition | kB | ms | bare library | ms | ratio |", "|---|---:|---:|---|---:|---:|"]
    for item in timings:
        theirs = "" if item.theirs is None else f"{item.theirs * 1000:,.1f}"
        cells = (item.name, f"{item.size / 1000:,.0f}", f"{item.ours * 1000:,.1f}", item.peer, theirs, item.ratio)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write_weasyprint(page: Page, variant: str = "pdf/ua-1") -> bytes | None:
    """Return the page as WeasyPrint alone sets it."""
    style = weasyprint.CSS(string=page.print_css)
    return weasyprint.HTML(string=page.html).write_pdf(stylesheets=[style], pdf_variant=variant)


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
    with closing(sqlite3.connect(":memory:")) as database:
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
