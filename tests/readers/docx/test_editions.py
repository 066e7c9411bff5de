"""Our own Word editions read back: the same resolution as they were made from."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from exporter.errors import ReadError
from exporter.model.resolution import Resolution
from exporter.publishing import load_look, render_briefing, render_resolution
from exporter.writers.docx import write
from tests.readers.docx.files import MOTION, make_docx
from tests.readers.reading import parse_bytes, parse_file
from tests.readers.test_html_editions import FIXTURES, make_document, same


def compare(edition: bytes, source: Resolution) -> Resolution:
    """Return the resolution in an edition as if it came from the source; our editions need not print the formula."""
    resolution = same(parse_bytes(edition, "text.docx"), source)
    return replace(resolution, enacting=resolution.enacting or source.enacting)


@pytest.mark.parametrize("name", ["2022-B9-0234.txt", "2024-C-2025-1807.txt"])
def test_the_seeds_come_back_equal(seeds: Path, name: str) -> None:
    resolution = parse_file(seeds / name)
    edition = write(render_resolution(make_document(resolution), load_look()))
    assert compare(edition, resolution) == resolution


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_form_comes_back_equal(path: Path) -> None:
    resolution = parse_file(path)
    edition = write(render_resolution(make_document(resolution), load_look()))
    assert compare(edition, resolution) == resolution


def test_a_briefing_is_refused() -> None:
    document = make_document(parse_bytes(make_docx(MOTION), "motion.docx"))
    with pytest.raises(ReadError, match="is a briefing made by this program"):
        parse_bytes(write(render_briefing(document, load_look())), "text.docx")
