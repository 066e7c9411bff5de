"""Texts of any length in every format, made for timing: numbered paragraphs with points, or one endless paragraph."""

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tests.readers.docx.files import MOTION, make_docx, p
from tests.readers.pdf.files import BODY, HEAD, Sheet, make_pdf

ASKED = (
    "to open court {} in the course of the year, to pay its judges what they are owed, and to publish each of its "
    "judgments within ten days;"
)
LEAD = "Calls on the Government of Ruritania"
OPENING = (
    "European Parliament resolution of 8 May 2025 on the courts of Ruritania (2025/2701(RSP))",
    "The European Parliament,",
    "– having regard to Rule 150 of its Rules of Procedure,",
    "A. whereas the courts of Ruritania are closed;",
)
XML = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<preface><p><docTitle>European Parliament resolution of 8 May 2025 on courts</docTitle></p></preface>
<preamble><p>The European Parliament,</p><citations><citation><p>– having regard to Rule 150 of its Rules of Procedure,
</p></citation></citations></preamble><mainBody>{}</mainBody></statement></akomaNtoso>"""

PARAGRAPHS = 500
"""Paragraphs of a long text; what is longer has more points in each, as no text has labels of four figures."""

WIDTH, LINES, TOP = 85, 40, 700
"""Letters on a line of paper, lines on a page, and the height in points at which the first stands."""

ROMANS = ("i", "ii", "iii")
"""No (iv): after it (v) would be a roman five too."""


@dataclass(frozen=True)
class Item:
    """A labelled piece of a text; `depth` is 0 for a paragraph, 1 for a point (a), 2 for a point (i) within one."""

    label: str
    text: str
    depth: int


def list_points(size: int) -> list[Item]:
    """Return paragraphs of about so many characters in all, with points where they would be too many."""
    sentences = size // (len(ASKED) + len(LEAD))
    if sentences <= PARAGRAPHS:
        return [Item(f"{n}.", f"{LEAD} {ASKED.format(n)}", 0) for n in range(1, sentences + 1)]
    count, rest = divmod(size // len(ASKED), PARAGRAPHS)
    return [item for number in range(1, PARAGRAPHS + 1) for item in _list_paragraph(number, count + (number <= rest))]


def _list_paragraph(number: int, count: int) -> Iterator[Item]:
    """Yield a paragraph with so many sentences in points (a), each with points (i) to (iii)."""
    yield Item(f"{number}.", f"{LEAD}:", 0)
    for at in range(count):
        point, inner = divmod(at, 1 + len(ROMANS))
        if inner:
            yield Item(f"({ROMANS[inner - 1]})", ASKED.format(at), 2)
        else:
            letter = "abcdefghijklmnopqrstuvwxyz"[point % 26] * (1 + point // 26)
            yield Item(f"({letter})", "to do in each of its towns as follows:", 1)


def list_one_paragraph(size: int) -> list[Item]:
    """Return one paragraph of about so many characters."""
    sentences = (ASKED.format(number) for number in range(size // (len(ASKED) + 5)))
    return [Item("1.", f"{LEAD} {' '.join(sentences)}", 0)]


def make_txt(items: list[Item]) -> bytes:
    """Return a plain text, wrapped as for paper."""
    parts = [*OPENING, *(f"{item.label} {item.text}" for item in items)]
    return "\n\n".join("\n".join(textwrap.wrap(part, WIDTH)) for part in parts).encode()


def make_html(items: list[Item]) -> bytes:
    """Return a page."""
    parts = [*OPENING, *(f"{item.label} {item.text}" for item in items)]
    return f"<html><body>{''.join(f'<p>{part}</p>' for part in parts)}</body></html>".encode()


def make_xml(items: list[Item]) -> bytes:
    """Return Akoma Ntoso."""
    form = "<num>{}</num><content><p>{}</p></content>"
    body: list[str] = []
    for inside, group in groupby(items, key=lambda item: item.depth > 0):
        pieces = [form.format(item.label, item.text) for item in group]
        if inside:
            points = "".join(f"<point>{piece}</point>\n" for piece in pieces)
            body[-1] = body[-1].replace("</paragraph>", f"<list>{points}</list></paragraph>")
        else:
            body += [f"<paragraph>{piece}</paragraph>\n" for piece in pieces]
    return XML.format("".join(body)).encode()


def make_word(items: list[Item]) -> bytes:
    """Return a Word file; its own three paragraphs stand before the others."""
    numbered = (Item(f"{int(item.label[:-1]) + 2}.", item.text, 0) if not item.depth else item for item in items)
    more = "".join(p(f"{item.label}\t{item.text}") for item in numbered)
    return make_docx(MOTION[: MOTION.rindex("<w:p>")] + more)


def make_paper(items: list[Item]) -> bytes:
    """Return a PDF with page numbers, its pages not compressed.

    The margins are wide: lines so much alike would be taken for running heads where such stand.
    """
    lines = [*HEAD, *BODY]
    for item in items:
        lines += [*textwrap.wrap(f"{item.label}   {item.text}", WIDTH), ""]
    sheets = []
    for start in range(0, len(lines), LINES):
        sheets.append(Sheet(top=TOP))
        sheets[-1].place(str(len(sheets)), 290, 30)
        sheets[-1].lines(*lines[start : start + LINES])
    return make_pdf(*sheets)


MAKERS: dict[str, Callable[[list[Item]], bytes]] = {
    "txt": make_txt,
    "html": make_html,
    "xml": make_xml,
    "docx": make_word,
    "pdf": make_paper,
}
"""Suffix → what makes a file of the items."""
