"""Editions as data: what is to know about one that was written comes along as notices."""

from pathlib import Path

import msgspec

from exporter.batch import editions
from exporter.batch.editions import Task, write_edition, write_editions
from exporter.model.archive import Archive
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


def test_the_two_pdfs_of_a_page_are_made_by_one_process_and_all_tasks_come_back() -> None:
    page, other = make_page("<h1>T</h1>"), make_page("<h1>Other</h1>")
    whole = Archive(page=page, attachments=())
    tasks = [
        Task(path=Path("a.pdf"), format="pdf", value=page),
        Task(path=Path("a.html"), format="html", value=page),
        Task(path=Path("b.pdf"), format="archive", value=whole),
        Task(path=Path("c.pdf"), format="pdf", value=other),
    ]
    assert sorted(len(group) for group in editions._group(tasks)) == [1, 1, 2]
    made = {task.path.name: written.data[:5] for task, written in write_editions(tasks, 2)}
    assert made == {"a.pdf": b"%PDF-", "a.html": b"<!DOC", "b.pdf": b"%PDF-", "c.pdf": b"%PDF-"}
