"""A text as journals set it: two justified columns, broken words, notes at the foot, running heads, several pages."""

import pytest

from exporter.model.resolution import Resolution
from exporter.writers.pdf import load_weasyprint
from tests.readers.reading import parse_bytes

CSS = """
@page { size: A4; margin: 20mm; @top-center { content: "27.3.2021  EN  Official Journal of the European Union" }
  @bottom-center { content: counter(page) } }
body { font: 9pt/1.25 "Source Serif 4"; hyphens: auto; text-align: justify }
h1 { font-size: 12pt } p { margin: 0 0 6pt } .note { float: footnote; font-size: 7pt }
.columns { columns: 2; column-gap: 8mm }
"""
NOTE = "OJ C 326, 26.10.2012, p. 47, and all the later changes of that text which were not yet published."
TREATY = "having regard to the Treaty on the Functioning of the European Union"


def make_recital(number: int) -> str:
    return (
        f"whereas the courts of Ruritania were closed in the year {2000 + number} and hundreds of non-governmental "
        "organisations lost the last place that they had to complain about anything;"
    )


def make_paragraph(number: int) -> str:
    return (
        f"Calls on the Government of Ruritania to open court number {number} in the course of the coming year, to pay "
        "its judges all that they are owed, and to publish each of its judgments within ten working days of delivery;"
    )


def typeset(columns: str) -> bytes:
    recitals = (f"<p>{chr(64 + number)}. {make_recital(number)}</p>" for number in range(1, 9))
    paragraphs = (f"<p>{number}. {make_paragraph(number)}</p>" for number in range(1, 31))
    title = "European Parliament resolution of 4 July 2002 on the courts of Ruritania (2002/2999(RSP))"
    html = (
        f'<html lang="en"><style>{CSS}</style><h1>{title}</h1><p><i>The European Parliament</i>,</p>'
        f'<div class="{columns}">'
        f'<p>— {TREATY}<span class="note">{NOTE}</span>,</p>'
        f"<p>— having regard to Rule 132(2) of its Rules of Procedure,</p>{''.join(recitals)}{''.join(paragraphs)}"
        "<p>31. Instructs its President to forward this resolution to the Council and the Commission.</p></div></html>"
    )
    weasyprint = load_weasyprint()
    return weasyprint.HTML(string=html).write_pdf()


@pytest.fixture(scope="module", params=["columns", "page"])
def resolution(request: pytest.FixtureRequest) -> Resolution:
    return parse_bytes(typeset(request.param), "text.pdf")


def test_every_word_is_as_it_was_written(resolution: Resolution) -> None:
    assert [item.text for item in resolution.recitals] == [make_recital(number) for number in range(1, 9)]
    assert [item.text for item in resolution.paragraphs[:30]] == [make_paragraph(number) for number in range(1, 31)]
    assert resolution.paragraphs[30].text.endswith("to the Council and the Commission.")


def test_the_note_is_kept_apart(resolution: Resolution) -> None:
    assert resolution.citations[0].text == f"{TREATY},"
    assert [(note.mark, note.text, note.place) for note in resolution.footnotes] == [("1", NOTE, "citation 1")]
