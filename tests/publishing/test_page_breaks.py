"""Where pages end, over texts of many lengths: no page with two lines on it."""

import hashlib
from functools import cache

import pypdfium2
import pytest

from exporter.analysis.demands import find_demands
from exporter.formats import find_reader, read_outline
from exporter.model.dossier import Document
from exporter.model.page import Page
from exporter.model.resolution import SourceFile
from exporter.parsing import parse
from exporter.publishing import render_briefing, render_resolution
from exporter.writers import pdf
from tests.publishing.pages import look

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
MARGIN = 48.0
"""Points at head and foot of a page in which nothing but running heads stands."""
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


def list_lines(data: bytes) -> list[list[float]]:
    """Return for each page the places of its lines of words, without running head and foot, in points from its foot."""
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for leaf in document:
            words, height = leaf.get_textpage(), leaf.get_height()
            boxes = (words.get_charbox(n) for n in range(words.count_chars()))
            # less than two points high: words for screen readers only
            feet = sorted(
                {round(low, 1) for _, low, _, top in boxes if top - low > 2 and MARGIN < low < height - MARGIN}
            )
            pages.append([foot for n, foot in enumerate(feet) if n == 0 or foot - feet[n - 1] > 4])
            words.close()
            leaf.close()
    return pages


@pytest.mark.parametrize("publication", ["resolution", "briefing"])
@pytest.mark.parametrize("paragraphs", LENGTHS)
def test_no_page_holds_two_lines(publication: str, paragraphs: int) -> None:
    counts = [len(lines) for lines in list_lines(set_page(publication, paragraphs))]
    assert min(counts) > 3, counts
