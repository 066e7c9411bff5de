"""Where pages end, over texts of many lengths: no page with two lines on it, no row of a table torn."""

import hashlib
from functools import cache

import pytest

from exporter.analysis.demands import find_demands
from exporter.formats import find_reader, read_outline
from exporter.model.dossier import Document
from exporter.model.page import Page
from exporter.model.resolution import SourceFile
from exporter.parsing import parse
from exporter.publishing import render_briefing, render_comparison, render_resolution
from exporter.writers import pdf
from tests.publishing.leaves import find_thin_pages, find_torn_rows
from tests.publishing.pages import look, pages
from tests.writers import sample_page
from tests.writers.contents import make_contents

HEAD = """\
P9_TA(2032)9999

European Parliament resolution of 5 May 2032 on the freedom of the press in Ruritania
(2032/9999(RSP))

The European Parliament,

– having regard to its previous resolutions on Ruritania,

A. whereas three editors are held without trial;

"""
DEMAND = "Calls on the {who} to release {n} editors of the Gazette immediately and unconditionally{more};"
MORE = ", and to repeal the Press Act before the election so that newspapers can be printed again"
WHO = ("Ruritanian authorities", "Commission", "Council", "Member States")
LENGTHS = (3, 7, 10, 14, 19, 25, 31)


def make_text(paragraphs: int) -> str:
    """Return a resolution of so many paragraphs, of one to three lines by turns."""
    lines = [
        f"{n}. {DEMAND.format(who=WHO[n % len(WHO)], n=n, more=MORE * (n % 3))}\n" for n in range(1, paragraphs + 1)
    ]
    return HEAD + "\n".join(lines)


def make_document(paragraphs: int) -> Document:
    data = make_text(paragraphs).encode()
    source = SourceFile(file="x.txt", sha256=hashlib.sha256(data).hexdigest(), format="txt")
    resolution = parse(read_outline(data, source, find_reader(data, source.file)))
    assert len(resolution.paragraphs) == paragraphs
    return Document(id="x", resolution=resolution, demands=find_demands(resolution))


def make_page(publication: str, paragraphs: int) -> Page:
    document = make_document(paragraphs)
    return (render_resolution if publication == "resolution" else render_briefing)(document, look())


@cache
def set_page(publication: str, paragraphs: int) -> bytes:
    return pdf.write(make_page(publication, paragraphs))


@pytest.mark.parametrize("publication", ["resolution", "briefing"])
@pytest.mark.parametrize("paragraphs", LENGTHS)
def test_no_page_holds_two_lines(publication: str, paragraphs: int) -> None:
    assert find_thin_pages(set_page(publication, paragraphs)) == []


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_page_of_few_lines_is_found(lines: int) -> None:
    words = "".join(f"<p>Line {n}</p>" for n in range(lines))
    page = sample_page.make_page(f'<h1>Title</h1>{"<p>Words</p>" * 5}<div style="break-before: page">{words}</div>')
    assert find_thin_pages(pdf.write(page)) == [2]


def test_no_row_of_a_comparison_is_torn() -> None:
    assert find_torn_rows(pages()["comparison.json.page.html"]) == []
    contents = make_contents()  # the seeds: their forwarding clauses make a row of half a page
    page = render_comparison(contents.comparisons[0], contents.documents, look())
    assert find_torn_rows(page) == []
    assert find_thin_pages(pdf.write(page)) == []


def test_a_torn_row_is_found() -> None:
    row = "<tr><td>" + "<p>Some words of a long row.</p>" * 20 + "</td></tr>"
    table = f'<h1>T</h1><table><thead><tr><th scope="col">a</th></tr></thead><tbody>{row * 4}</tbody></table>'
    whole, torn = (f"{sample_page.PRINT_CSS} tr {{ break-inside: {how} }}" for how in ("avoid", "auto"))
    assert find_torn_rows(sample_page.make_page(table, css=whole)) == []
    assert find_torn_rows(sample_page.make_page(table, css=torn)) == [(1, 2), (2, 3), (3, 4)]
