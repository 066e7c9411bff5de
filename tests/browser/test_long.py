"""A page of 1,000 demands: cut into pieces that are laid out when they come into sight, and otherwise as any page."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from exporter.model.page import Page
from tests.benchmarks.filter_speed import FILTER, LAY_ALL, MANY, make_pages
from tests.browser.conftest import wait
from tests.browser.test_access import check
from tests.writers.contents import make_contents

Visit = Callable[..., Any]


@cache
def long_page() -> Page:
    return make_pages(make_contents())["briefing"]


@pytest.fixture
def page(visit: Visit) -> Any:
    return visit(long_page())


def test_a_search_finds_all_and_shows_them_alone(page: Any) -> None:
    expected = page.evaluate(
        "[...document.querySelectorAll('main [data-year]')].filter(e => /sanction/i.test(e.textContent)).length"
    )
    page.fill("#search", "sanction")
    wait(page, ".count", "sanction")
    assert page.locator(".count").text_content().startswith(f"{expected} of {MANY} ")
    assert page.locator("main [data-year]:not([hidden])").count() == expected > 0
    assert page.locator(".piece:not([hidden])").count() <= expected
    page.keyboard.press("Escape")
    assert page.locator("main [data-year]:not([hidden])").count() == MANY


@pytest.mark.parametrize("anchor", ["d-2022-700.1.1", "d-2022-12.1.1"])
def test_a_deep_link_arrives_in_a_piece_that_was_out_of_sight(visit: Visit, anchor: str) -> None:
    page = visit(long_page(), f"#{anchor}")
    target = page.locator(f"[id='{anchor}']")
    target.wait_for(state="visible")
    page.wait_for_timeout(300)
    box, cover = target.bounding_box(), page.locator("#controls").bounding_box()
    assert cover["y"] + cover["height"] - 1 <= box["y"] < 900


def test_pieces_look_as_one_table(page: Any) -> None:
    tables = page.locator(".gone-on table")
    assert tables.count() > 30
    assert page.locator(".gone-on thead").first.bounding_box()["height"] <= 1
    widths = page.locator(":is(.goes-on, .gone-on) > table").evaluate_all(
        "tables => tables.map(table => [...table.rows[1].cells].map(cell => cell.offsetWidth).join())"
    )
    assert len(set(widths)) == 1


def test_axe_finds_nothing(page: Any) -> None:
    check(page)


def test_all_of_it_is_printed(page: Any) -> None:
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.piece')).contentVisibility") == "visible"


def test_what_is_out_of_sight_is_not_laid_out(page: Any) -> None:
    def show_all() -> float:
        page.evaluate(FILTER, "xyzzy")
        return float(page.evaluate(FILTER, "")[1])

    quick = min(show_all() for _ in range(5))
    page.evaluate(LAY_ALL)
    slow = min(show_all() for _ in range(3))
    assert quick < slow / 3
