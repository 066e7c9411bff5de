"""A real browser for the web edition: `nox -s browser`. Skipped, with the reason, where it is not there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exporter.model.page import Page
from exporter.writers.html import write
from tests.publishing.test_editions import PAGES, page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# a browser that runs as root in a container and calls nobody
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


def wait(page: Any, selector: str, words: str) -> None:
    """Wait until an element says these words; a policy that forbids `eval` forbids Playwright's own way."""
    page.locator(selector, has_text=words).wait_for(state="attached")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: nox -s browser installs it")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("needs Chromium, which is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web edition of every page of the seeds, as files on the disk."""
    made = tmp_path_factory.mktemp("web")
    for name in PAGES:
        (made / f"{name}.html").write_bytes(write(page(name)))
    return made


@pytest.fixture
def visit(chromium: Any, folder: Path) -> Iterator[Callable[..., Any]]:
    """`visit("dossier", dark=True)` opens a page; what it asks for, logs or pops up fails the test."""
    contexts, wrong = [], []

    def go(
        name: str | Page, hash_: str = "", *, viewport: dict[str, int] = DESKTOP, dark: bool = False, **more: Any
    ) -> Any:
        context = chromium.new_context(viewport=viewport, color_scheme="dark" if dark else "light", **more)
        contexts.append(context)
        opened = context.new_page()
        if isinstance(name, Page):
            file = folder / "own.html"
            file.write_bytes(write(name))
        else:
            file = folder / f"{name}.html"
        opened.on(
            "request", lambda request: wrong.append(request.url) if request.url.split("#")[0] != file.as_uri() else None
        )
        opened.on("console", lambda message: wrong.append(message.text))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("dialog", lambda dialog: wrong.append(dialog.message))
        opened.goto(file.as_uri() + hash_)
        return opened

    yield go
    for context in contexts:
        context.close()
    assert wrong == []
