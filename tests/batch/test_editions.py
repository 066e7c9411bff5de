"""Editions as data: what is to know about one that was written comes along as notices."""

from pathlib import Path

import msgspec

from exporter.batch.editions import Task, write_edition
from exporter.model.page import Page
from tests.writers.sample_page import make_page


def write_pdf(page: Page) -> tuple[list[str], str]:
    written = write_edition(Task(path=Path("x.pdf"), format="pdf", value=page))
    return [notice.message for notice in written.notices], written.failure.message if written.failure else ""


def test_characters_without_a_glyph_are_noticed_once() -> None:
    notices, failure = write_pdf(make_page("<h1>T</h1><p>😀 and 😀</p>"))
    assert notices == ["no font has 😀 (U+1F600); the PDF shows □ instead"]
    assert failure == ""


def test_a_mistake_in_a_style_sheet_is_noticed() -> None:
    page = msgspec.structs.replace(make_page("<h1>T</h1>"), print_css="p { colour: red }")
    notices, _ = write_pdf(page)
    assert len(notices) == 1
    assert "colour: red" in notices[0]


def test_nothing_to_know_is_no_notice() -> None:
    assert write_pdf(make_page("<h1>T</h1>")) == ([], "")
