"""Notes that say where they belong are real footnotes; the others stay in their list."""

from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from exporter.writers.docx import write
from tests.writers.docx.pages import W, body_of, make_page, read_parts, text_of, texts


def make_html(*marks: str) -> str:
    """Return a page with a paragraph for each mark, in order, and the list of notes."""
    parts = "".join(
        f'<p class="numbered" id="p-{n}"><span class="label">{n}.</span> Calls</p>' for n in range(len(marks))
    )
    notes = "".join(
        f'<p class="point" data-note-of="p-{n}"><span class="label">{mark}</span> OJ C {n}, <a href="https://example.org">'
        f'p. 1</a>. <span class="muted">(paragraph {n})</span></p>'
        for n, mark in enumerate(marks)
    )
    return f'{parts}<section id="notes"><h2>Notes</h2>{notes}</section><section id="about"><h2>About</h2></section>'


def read_notes(html: str) -> list[str]:
    root = etree.fromstring(read_parts(write(make_page(html)))["word/footnotes.xml"])
    return [text_of(note) for note in root if note.get(f"{W}type") is None]


def test_notes_that_are_numbered_are_numbered_by_word() -> None:
    html = make_html("1", "2")
    assert read_notes(html) == [" OJ C 0, p. 1.", " OJ C 1, p. 1."]
    body = body_of(html)
    paragraphs = [p for p in body.iter(f"{W}p") if text_of(p).endswith("Calls")]
    assert [p[-1][-1].tag for p in paragraphs] == [f"{W}footnoteReference"] * 2
    assert [p[-1][-1].get(f"{W}id") for p in paragraphs] == ["1", "2"]
    # neither the list nor its heading is written a second time
    assert [text for text in texts(body) if text] == ["0.\tCalls", "1.\tCalls", "About"]


def test_marks_of_one_paragraph_are_kept_apart() -> None:
    html = make_html("1", "2").replace('data-note-of="p-1"', 'data-note-of="p-0"')
    assert [text for text in texts(body_of(html)) if text][:1] == ["0.\tCalls "]


@pytest.mark.parametrize("marks", [("(1)", "(2)"), ("*", "1"), ("7",), ("2", "1")])
def test_other_marks_are_printed_as_they_are(marks: tuple[str, ...]) -> None:
    html = make_html(*marks)
    assert read_notes(html) == [f"{mark} OJ C {n}, p. 1." for n, mark in enumerate(marks)]
    references = list(body_of(html).iter(f"{W}footnoteReference"))
    assert [reference.get(f"{W}customMarkFollows") for reference in references] == ["1"] * len(marks)
    assert [reference.getnext().text for reference in references] == list(marks)


def test_a_note_that_belongs_nowhere_stays_in_the_list() -> None:
    html = (
        make_html("1")
        + '<section><h2>Rest</h2><p class="point" data-note-of="gone"><span class="label">2</span> b</p></section>'
    )
    assert [text for text in texts(body_of(html)) if text][-2:] == ["Rest", "2\tb"]
    assert len(read_notes(html)) == 1


@pytest.mark.parametrize("marks", [("1", "2"), ("*", "(3)")])
def test_footnotes_follow_the_schema(tmp_path: Path, marks: tuple[str, ...]) -> None:
    file = tmp_path / "notes.docx"
    file.write_bytes(write(make_page(make_html(*marks))))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_a_page_without_notes_has_no_part_for_them() -> None:
    parts = read_parts(write(make_page("<p>plain</p>")))
    assert "word/footnotes.xml" not in parts
    assert b"footnotePr" not in parts["word/settings.xml"]
