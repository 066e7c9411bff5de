"""Quotations are locked; under each stands a note to be filled in, both known by the id of what is quoted."""

from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator

from exporter.batch.documents import load_document
from exporter.model.demands import Kind
from exporter.publishing import load_look, render_briefing
from exporter.writers.docx import write
from tests.writers.docx.pages import W, make_page, read_parts, style_of, text_of

QUOTATION = (
    '<blockquote class="quotation" id="d-x-1" data-id="x-1" data-comment="Look."><p>calls <ins>for</ins> '
    '<a href="https://example.org">peace</a></p><footer>par. 1</footer></blockquote>'
)


def make_html(*blocks: str, word: str = "Note:") -> str:
    return f'<html lang="en"><head><title>t</title></head><body data-note-word="{word}">{"".join(blocks)}</body></html>'


def list_controls(data: bytes) -> list[tuple[str, str, str]]:
    """Return tag, lock and words of each content control."""
    body = etree.fromstring(read_parts(data)["word/document.xml"])[0]
    return [
        (
            control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"),
            control.find(f"{W}sdtPr/{W}lock").get(f"{W}val"),
            text_of(control),
        )
        for control in body.iter(f"{W}sdt")
    ]


def test_words_of_a_quotation_are_locked_and_its_note_is_not() -> None:
    assert list_controls(write(make_page(make_html(QUOTATION)))) == [
        ("x-1", "contentLocked", "calls for peace"),
        ("note:x-1", "sdtLocked", "Note:"),
    ]


def test_a_note_stands_once_behind_its_quotation_as_a_place_to_write() -> None:
    body = etree.fromstring(read_parts(write(make_page(make_html(QUOTATION, QUOTATION))))["word/document.xml"])[0]
    styles = [style_of(p) for p in body.iterchildren(f"{W}p")]
    assert styles == ["Quotation", "QuotationSource", "AnalystNote", "Quotation", "QuotationSource"]
    note = next(p for p in body if style_of(p) == "AnalystNote")
    assert note.find(f".//{W}showingPlcHdr") is not None


def test_a_page_that_has_no_word_for_notes_has_no_notes() -> None:
    assert [tag for tag, _, _ in list_controls(write(make_page(make_html(QUOTATION, word=""))))] == ["x-1"]


def test_long_ids_stay_apart_and_short_enough_for_word() -> None:
    blocks = [QUOTATION.replace("x-1", f"{'long-name-' * 12}{n}") for n in (1, 2)]
    tags = [tag for tag, _, _ in list_controls(write(make_page(make_html(*blocks))))]
    assert len(set(tags)) == 4
    assert max(map(len, tags)) <= 64


def test_controls_follow_the_schema(tmp_path: Path) -> None:
    table = f"<table><tr><td>{QUOTATION}</td><td>{QUOTATION.replace('x-1', 'x-2')}</td></tr></table>"
    file = tmp_path / "controls.docx"
    file.write_bytes(write(make_page(make_html(QUOTATION, table))))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_every_demand_of_a_briefing_is_locked_word_for_word(seeds: Path) -> None:
    document = load_document(seeds / "2022-B9-0234.txt", "2022")
    controls = list_controls(write(render_briefing(document, load_look())))
    locked = {tag: words for tag, lock, words in controls if lock == "contentLocked"}
    actions = {f"2022-{a.id}": a.quote for s in document.demands.statements if s.kind is Kind.DEMAND for a in s.actions}
    assert actions
    assert actions.items() <= locked.items()
    notes = {tag for tag, lock, _ in controls if lock == "sdtLocked"}
    assert {f"note:{key}" for key in actions} <= notes
