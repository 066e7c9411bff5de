"""How long the web page takes to show what a search finds, among 1,000 demands, in the Chromium of this machine.

Run with `nox -s bench`. For each search: the script alone; with the layout of what is in sight; until the next picture
is painted. The last column is the layout of the same page where the browser may leave nothing out.
"""

import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from exporter.model.contents import Contents
from exporter.model.page import Page
from exporter.publishing import load_look, render_briefing, render_dossier
from exporter.writers.html import write
from tests.writers.contents import make_contents, make_long

MANY = 1000
RUNS = 7
WORDS = ("sanctions", "elections", "release", "xyzzy", "")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu")
FILTER = """async (words) => {
  const form = document.getElementById('controls');
  document.getElementById('search').value = words;
  document.body.offsetHeight;
  const start = performance.now();
  form.requestSubmit();
  const done = performance.now();
  document.body.offsetHeight;
  const laid = performance.now();
  await new Promise((go) => requestAnimationFrame(() => setTimeout(go, 0)));
  return [done - start, laid - start, performance.now() - start];
}"""
LAY_ALL = "for (const piece of document.querySelectorAll('.piece')) piece.style.contentVisibility = 'visible'"


def main() -> None:
    """Print a line for each search on each page, or why there is none."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("filter: needs playwright (nox -s bench installs it)")
        return
    if path is None:
        print("filter: needs Chromium, which is not installed")
        return
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, page in make_pages(make_contents()).items():
            file = Path(folder) / f"{name}.html"
            file.write_bytes(write(page))
            opened = browser.new_page(viewport={"width": 1280, "height": 900})
            opened.goto(file.as_uri())
            report(name, opened)
        browser.close()


def make_pages(contents: Contents) -> dict[str, Page]:
    """Return a briefing on one text of 1,000 demands, and a dossier of two with half of them each."""
    look, old, new = load_look(), *contents.documents
    halves = (make_long(old, MANY // 2), make_long(new, MANY // 2))
    return {
        "briefing": render_briefing(make_long(old, MANY), look),
        "dossier": render_dossier(contents.file, halves, (), look),
    }


def report(name: str, page: Any) -> None:
    """Print the medians of each search."""
    with_pieces = measure(page)
    page.evaluate(LAY_ALL)
    whole = measure(page)
    for words, (script, layout, paint) in with_pieces.items():
        figures = f"script {script:6.1f} ms    with layout {layout:6.1f} ms    painted {paint:6.1f} ms"
        print(f"{name:10} {words or '(all again)':12} {figures}    all laid out {whole[words][1]:7.1f} ms")


def measure(page: Any) -> dict[str, list[float]]:
    """Return the median milliseconds of each search: script, with layout, until painted."""
    found: dict[str, list[list[float]]] = {words: [] for words in WORDS}
    for _ in range(RUNS):
        for words in WORDS:
            found[words].append(page.evaluate(FILTER, words))
    return {words: [statistics.median(column) for column in zip(*runs, strict=True)] for words, runs in found.items()}


if __name__ == "__main__":
    main()
