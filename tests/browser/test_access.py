"""The web edition for people who cannot see it, cannot use a mouse, have a phone or have no script."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from exporter.model.demands import Kind
from exporter.model.note import AnalystNote, NoteKind
from exporter.model.page import Page
from exporter.publishing import Look, load_look, render_comparison, render_dossier
from tests.browser.conftest import DESKTOP, PHONE, wait
from tests.publishing.pages import comparison, documents, dossier
from tests.publishing.test_editions import PAGES

AXE = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: nox -s browser installs it")
Visit = Callable[..., Any]


def check(page: Any) -> None:
    found = AXE.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit: Visit, name: str, viewport: dict[str, int], dark: bool) -> None:
    check(visit(name, viewport=viewport, dark=dark))


@pytest.mark.parametrize("theme", ["", "campaign"], ids=["sober", "campaign"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "de"])
def test_axe_finds_nothing_in_any_language_and_theme(visit: Visit, language: str, theme: str) -> None:
    made = annotated(load_look(language=language, theme_name=theme))
    for name, dark in (("dossier.json.page.html", False), ("comparison.json.page.html", True)):
        page = visit(made[name], dark=dark)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator(".analyst").count() == 2
        check(page)


def annotated(look: Look) -> dict[str, Page]:
    """Return the pages of two invented texts, a note and a comment on a demand of one."""
    old, new = documents()
    key = f"{old.id}-{next(a.id for s in old.demands.statements if s.kind is Kind.DEMAND for a in s.actions)}"
    notes = tuple(AnalystNote(kind=kind, id=key, text="Ask\nagain.", by="Ana", about="all") for kind in NoteKind)
    noted = replace(old, demands=replace(old.demands, notes=notes))
    return {
        "dossier.json.page.html": render_dossier(dossier(), (noted, new), (), look),
        "comparison.json.page.html": render_comparison(comparison(), (noted, new), look),
    }


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_what_the_script_makes(visit: Visit, viewport: dict[str, int]) -> None:
    page = visit("dossier", viewport=viewport)
    page.locator(".filters summary").click()
    page.check("input[value=inline]")
    page.fill("#search", "elections")
    page.locator("body.filtered").wait_for()
    check(page)
    page.fill("#search", "no such words")
    wait(page, ".count", "None of")
    check(page)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 700])
def test_nothing_is_wider_than_the_screen(visit: Visit, name: str, width: int) -> None:
    page = visit(name, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def focused(page: Any) -> str:
    return str(
        page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName")
    )


def test_the_keyboard_reaches_everything_in_order(visit: Visit) -> None:
    page = visit("comparison")
    order = []
    for _ in range(6):
        page.keyboard.press("Tab")
        order.append(focused(page))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", order[-1]
    assert order[:3] == ["skip", "search", "SUMMARY"]


def test_the_skip_link_leads_past_the_controls(visit: Visit) -> None:
    page = visit("dossier")
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_what_is_focused_is_not_covered(visit: Visit) -> None:
    page = visit("dossier")
    page.locator(".filters summary").click()
    for _ in range(40):
        page.keyboard.press("Tab")
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        free = page.evaluate("""() => {
          const own = document.activeElement, bar = document.getElementById('controls');
          const [end, cover] = [own, bar].map((item) => item.getBoundingClientRect().bottom);
          return own.closest('#controls, .skip') !== null || end > cover;
        }""")
        assert free, focused(page)


def test_what_is_found_is_said(visit: Visit) -> None:
    page = visit("2024-briefing")
    status = page.locator(".count")
    assert status.get_attribute("role") == "status"
    page.fill("#search", "political")
    wait(page, ".count", "shown")
    assert "demands and paragraphs shown: “political”." in status.text_content()
    page.keyboard.press("Escape")
    assert status.text_content() == ""
    assert page.locator("#said").text_content() == "Everything is shown again."


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_whole_without_script(visit: Visit, name: str) -> None:
    page = visit(name, java_script_enabled=False)
    assert page.locator("#controls").is_hidden()
    assert page.locator(".tools").count() == 0
    hidden = [item for item in page.locator("main [data-year]").all() if not item.is_visible()]
    assert hidden == []


@pytest.mark.parametrize("name", ["2022-briefing", "comparison"])
def test_a_print_has_no_controls(visit: Visit, name: str) -> None:
    page = visit(name)
    page.emulate_media(media="print")
    for selector in (".skip", "#controls", ".tools"):
        assert page.locator(selector).first.is_hidden()


def test_a_print_of_a_selection_says_so(visit: Visit) -> None:
    page = visit("comparison")
    page.fill("#search", "elections")
    page.locator("body.filtered").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".count").is_visible()
    assert page.locator("#search").is_hidden()
    assert page.locator("aside.comparability").is_visible()
