"""Texts of our own in the forms that real ones come in; each golden was checked by reading."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from exporter.model.resolution import Resolution
from tests.golden import Goldens

CASES = sorted((Path(__file__).parent.parent / "cases" / "parsing").glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, golden: Goldens, parse_file: Callable[[Path], Resolution]) -> None:
    encoded = msgspec.json.encode(parse_file(path))
    assert msgspec.json.decode(encoded, type=Resolution) == parse_file(path)
    golden.check(path, ".json", msgspec.json.format(encoded, indent=2).decode() + "\n")
