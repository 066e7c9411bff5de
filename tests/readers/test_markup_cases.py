"""Pages and XML of every form, read and parsed, against goldens of the whole resolution."""

import pytest

from exporter.writers.json import write
from tests.conftest import CASES
from tests.golden import Goldens
from tests.readers.reading import parse_file

FOLDER = CASES / "readers"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".html", ".xhtml", ".xml"))


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, golden: Goldens) -> None:
    path = FOLDER / name
    golden.check(path, ".json", write(parse_file(path)).decode())


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_of_a_footnote_stays_in_the_words(name: str) -> None:
    resolution = parse_file(FOLDER / name)
    text = write(resolution).decode()
    assert "\ufdd0" not in text
    assert "\ufdd1" not in text
    assert all(note.place for note in resolution.footnotes)
