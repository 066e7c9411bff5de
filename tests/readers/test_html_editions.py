"""Our own web pages read back: the same resolution as they were made from."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from exporter.analysis.demands import find_demands
from exporter.errors import ReadError
from exporter.model.dossier import Document, Given
from exporter.model.resolution import Resolution, Status
from exporter.publishing import load_look, render_briefing, render_resolution
from exporter.writers.html import write
from tests.conftest import CASES
from tests.readers.reading import parse_bytes, parse_file

FIXTURES = sorted(path for path in (CASES / "readers").iterdir() if path.suffix in (".html", ".xhtml", ".xml"))
GIVEN = Given(source="the register", title="A title of the editor", reference="B9-9999/2031", status=Status.ADOPTED)


def make_document(resolution: Resolution) -> Document:
    return Document(id="text", resolution=resolution, demands=find_demands(resolution), given=GIVEN)


def publish(resolution: Resolution) -> bytes:
    return write(render_resolution(make_document(resolution), load_look()))


def same(resolution: Resolution, source: Resolution) -> Resolution:
    """Return a resolution as if it came from the source of another: file and notices cannot be the same.

    Nor can the rule and the texts that the head of the source names: our pages do not print them.
    """
    return replace(
        resolution,
        source=source.source,
        notices=source.notices,
        rule=source.rule,
        replaces=source.replaces,
        see_also=source.see_also,
    )


@pytest.mark.parametrize("name", ["2022-B9-0234.txt", "2024-C-2025-1807.txt"])
def test_the_seeds_come_back_equal(seeds: Path, name: str) -> None:
    resolution = parse_file(seeds / name)
    assert same(parse_bytes(publish(resolution), "text.html"), resolution) == resolution


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_every_form_comes_back_equal(path: Path) -> None:
    resolution = parse_file(path)
    assert same(parse_bytes(publish(resolution), "text.html"), resolution) == resolution


def test_the_joint_motion_of_the_corpus_comes_back_equal(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "ep-html" / "RC-B10-0249-2025_EN.html")
    assert same(parse_bytes(publish(resolution), "text.html"), resolution) == resolution


def test_a_briefing_is_no_text(seeds: Path) -> None:
    document = make_document(parse_file(seeds / "2022-B9-0234.txt"))
    with pytest.raises(ReadError, match="is a briefing made by this program"):
        parse_bytes(write(render_briefing(document, load_look())), "briefing.html")
