"""The two seeds through each of our own printed editions and back: equal in every field but file and notices."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from exporter.model.page import Page
from exporter.publishing import load_look, render_resolution
from exporter.writers import docx, html, pdf
from tests.readers.reading import parse_bytes, parse_file
from tests.readers.test_html_editions import make_document

SEEDS = ("2022-B9-0234.txt", "2024-C-2025-1807.txt")
WRITERS: dict[str, Callable[[Page], bytes]] = {"html": html.write, "docx": docx.write, "pdf": pdf.write}


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_comes_back_equal(seeds: Path, name: str, suffix: str) -> None:
    resolution = parse_file(seeds / name)
    edition = WRITERS[suffix](render_resolution(make_document(resolution), load_look()))
    back = parse_bytes(edition, f"text.{suffix}")
    assert back.source.format == suffix
    assert replace(back, source=resolution.source, notices=resolution.notices) == resolution
