"""The page of a review in a real browser: decisions, links by hand, undo, two tabs, an editor meanwhile, a phone."""

import datetime
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exporter.batch.review_web import Server, open_server
from tests.browser.conftest import DESKTOP, PHONE
from tests.review.dossiers import entries_of, make_dossier, path_of, text_of

Open = Callable[..., Any]
SAVED = "Saved."


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = open_server(make_dossier(tmp_path), lambda: datetime.date(2032, 7, 1))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def dossier(server: Server) -> Path:
    return server.desk.review.path.parent


@pytest.fixture
def tab(chromium: Any, server: Server) -> Iterator[Open]:
    """`tab()` opens the page with a name filled in; anything it logs, or loads from elsewhere, fails the test."""
    contexts, wrong = [], []

    def go(name: str = "Jane Roe", viewport: dict[str, int] = DESKTOP) -> Any:
        context = chromium.new_context(viewport=viewport)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((server.address, "data:")) else wrong.append(r.url))
        page.goto(server.address)
        page.locator("article").first.wait_for()
        page.locator("#name").fill(name)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


def wait(page: Any, words: str) -> None:
    page.locator("#status", has_text=words).wait_for()


def decided(dossier: Path) -> list[tuple[str, str]]:
    return [(entry.values["decision"], entry.values.get("by", "")) for entry in entries_of(dossier) if entry.is_decided]


def test_a_click_saves_and_leads_to_the_next(tab: Open, dossier: Path) -> None:
    page = tab()
    first = page.locator("article").first
    first.get_by_role("button", name="Confirm").click()
    wait(page, SAVED)
    assert decided(dossier) == [("confirm", "Jane Roe")]
    assert page.evaluate("document.activeElement.tagName") == "ARTICLE"
    assert page.evaluate("document.activeElement !== document.querySelector('article')")


def test_without_a_name_nothing_is_saved_and_the_field_is_shown(tab: Open, dossier: Path) -> None:
    page = tab(name="")
    page.locator("article").first.get_by_role("button", name="Reject").click()
    wait(page, "Fill in your name first")
    assert page.evaluate("document.activeElement.id") == "name"
    assert decided(dossier) == []


def test_keys_decide_and_undo_takes_steps_back_to_the_first_byte(tab: Open, dossier: Path) -> None:
    before = text_of(dossier)
    page = tab()
    page.locator("article").first.focus()
    page.keyboard.press("c")
    wait(page, SAVED)
    page.locator("#undo", has_text="Undo: confirm").wait_for()
    page.keyboard.press("r")
    page.locator("#undo", has_text="Undo: reject").wait_for()
    assert decided(dossier) == [("confirm", "Jane Roe"), ("reject", "Jane Roe")]
    page.keyboard.press("z")
    wait(page, "Taken back: reject.")
    page.get_by_role("button", name="Undo: confirm").click()
    wait(page, "Taken back: confirm.")
    assert text_of(dossier) == before
    assert page.locator("#undo").is_disabled()


def test_a_comment_is_saved_while_one_writes_and_the_cursor_stays(tab: Open, dossier: Path) -> None:
    page = tab()
    comment = page.locator("article").first.locator("textarea")
    comment.click()
    page.keyboard.type("as said ")
    wait(page, SAVED)
    assert "comment" in entries_of(dossier)[0].values
    page.keyboard.type("in the meeting")
    page.keyboard.press("Tab")
    for _ in range(50):
        if entries_of(dossier)[0].values.get("comment") == "as said in the meeting":
            break
        page.wait_for_timeout(50)
    assert entries_of(dossier)[0].values["comment"] == "as said in the meeting"


def test_a_link_is_added_by_hand_and_can_be_taken_back(tab: Open, dossier: Path) -> None:
    before = text_of(dossier)
    page = tab()
    page.keyboard.press("Escape")
    page.locator("article").first.focus()
    page.keyboard.press("a")
    old, new = (page.locator(f"fieldset[data-side={side}]") for side in ("old", "new"))
    old.get_by_label("Find").fill("repeal the law")
    assert old.locator(".choice").count() == 1
    old.locator(".choice").first.click()
    new.locator(".choice").last.click()
    page.locator("#add-comment").fill("the same matter")
    page.get_by_role("button", name="Link these two").click()
    wait(page, "Saved: the two are linked.")
    (added,) = [entry for entry in entries_of(dossier) if entry.section == "added links"]
    said = {key: added.values[key] for key in ("decision", "by", "on", "comment")}
    assert said == {"decision": "add", "by": "Jane Roe", "on": "2032-07-01", "comment": "the same matter"}
    assert "repeal the law" in added.values["old words"]
    page.get_by_role("button", name="Undo: the added link").click()
    wait(page, "Taken back: the added link.")
    assert text_of(dossier) == before


def test_a_link_that_is_proposed_already_is_confirmed_instead(tab: Open, dossier: Path) -> None:
    page = tab()
    first = next(entry for entry in entries_of(dossier) if entry.is_link)
    page.get_by_role("button", name="Add a link").click()
    for side in ("old", "new"):
        page.locator(f"fieldset[data-side={side}] input[value='{first.values[side]}']").check()
    page.get_by_role("button", name="Link these two").click()
    wait(page, "Saved: the two are linked.")
    assert decided(dossier) == [("confirm", "Jane Roe")]
    assert not [entry for entry in entries_of(dossier) if entry.section == "added links"]


def test_two_tabs_keep_what_both_decide(tab: Open, dossier: Path) -> None:
    one, other = tab(), tab(name="John Doe")
    one.locator("article").nth(0).get_by_role("button", name="Confirm").click()
    wait(one, SAVED)
    other.locator("article").nth(1).get_by_role("button", name="Reject").click()
    wait(other, SAVED)
    assert decided(dossier) == [("confirm", "Jane Roe"), ("reject", "John Doe")]


def test_the_same_question_in_two_tabs_is_not_decided_over_somebody(tab: Open, dossier: Path) -> None:
    one, other = tab(), tab(name="John Doe")
    one.locator("article").first.get_by_role("button", name="Confirm").click()
    wait(one, SAVED)
    other.locator("article").first.get_by_role("button", name="Reject").click()
    wait(other, "Not saved: the file was changed meanwhile")
    assert decided(dossier) == [("confirm", "Jane Roe")]


def test_what_is_typed_survives_an_editor_that_changes_the_file(tab: Open, dossier: Path) -> None:
    page = tab()
    page.locator("article").first.locator("textarea").click()
    page.keyboard.type("half a ")
    path_of(dossier).write_text(text_of(dossier) + "# mine\n", encoding="utf-8")
    page.keyboard.type("sentence")
    wait(page, SAVED)
    assert entries_of(dossier)[0].values["comment"] == "half a sentence"
    assert text_of(dossier).endswith("# mine\n")
    assert page.locator("article").first.locator("textarea").input_value() == "half a sentence"


def test_a_file_made_unreadable_is_told_and_left_alone(tab: Open, dossier: Path) -> None:
    page = tab()
    broken = "<<<<<<< HEAD\n" + text_of(dossier)
    path_of(dossier).write_text(broken, encoding="utf-8")
    page.locator("article").first.get_by_role("button", name="Confirm").click()
    wait(page, "two versions of this file were not merged")
    assert text_of(dossier) == broken


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_runs_out_of_the_page_and_it_can_be_read_aloud(tab: Open, viewport: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = tab(viewport=viewport)
    page.get_by_role("button", name="Add a link").click()
    page.locator(".choice").first.wait_for()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= viewport["width"]
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert [violation["id"] for violation in found.response["violations"]] == []
