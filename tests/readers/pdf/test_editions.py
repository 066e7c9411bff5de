"""Our own PDF editions read back: the same resolution as they were made from."""

from pathlib import Path

import pytest

from exporter.errors import ReadError
from exporter.publishing import load_look, render_briefing, render_resolution
from exporter.writers.pdf import write
from tests.conftest import CASES
from tests.readers.reading import parse_bytes, parse_file
from tests.readers.test_html_editions import make_document, same

SEEDS = ("2022-B9-0234.txt", "2024-C-2025-1807.txt")
FORMS = ("doceo_2024.html", "formex.xml", "un_page.html")
"""Texts with headings, points, signatories and notes."""


def publish_and_read(path: Path) -> None:
    resolution = parse_file(path)
    edition = write(render_resolution(make_document(resolution), load_look()))
    assert same(parse_bytes(edition, "text.pdf"), resolution) == resolution


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_come_back_equal(seeds: Path, name: str) -> None:
    publish_and_read(seeds / name)


@pytest.mark.parametrize("name", FORMS)
def test_texts_with_headings_notes_and_names_come_back_equal(name: str) -> None:
    publish_and_read(CASES / "readers" / name)


def test_a_briefing_is_refused(seeds: Path) -> None:
    document = make_document(parse_file(seeds / SEEDS[1]))
    with pytest.raises(ReadError, match="is a briefing made by this program"):
        parse_bytes(write(render_briefing(document, load_look())), "text.pdf")
