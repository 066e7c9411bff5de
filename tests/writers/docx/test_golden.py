"""What each case becomes, part by part."""

from pathlib import Path

import pytest

from exporter.writers.docx import write
from tests.golden import Goldens
from tests.writers.docx.pages import CASES, make_page, read_parts, show_parts

PAGES = sorted(CASES.glob("*.html"))
MADE_OF_THE_PAGE = ("word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_document(path: Path, golden: Goldens) -> None:
    parts = read_parts(write(make_page(path.read_text(encoding="utf-8"))))
    frames = [name for name in parts if name.startswith(("word/header", "word/footer"))]
    golden.check(path, ".xml", show_parts(parts, [*MADE_OF_THE_PAGE, *frames]))


def test_base(golden: Goldens) -> None:
    """All that stays the same from page to page: styles, settings, fonts, colours, lists."""
    path = CASES / "labels.html"
    parts = read_parts(write(make_page(path.read_text(encoding="utf-8"))))
    names = ["styles", "settings", "fontTable", "numbering", "theme/theme1"]
    golden.check(path, ".base.xml", show_parts(parts, [f"word/{name}.xml" for name in names]))
