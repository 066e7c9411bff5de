"""Invented pairs of texts with labelled links: none missed, none false, axes as labelled, and the whole as golden."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from exporter.analysis.comparison import compare
from exporter.model.comparison import Comparison, Sign
from tests.analysis.comparison.texts import Side, make_document
from tests.golden import Goldens

FOLDER = Path(__file__).parents[2] / "cases" / "comparison"
SCENARIOS = [path for path in sorted(FOLDER.glob("*.toml")) if path.stem != "reasons"]


class Label(msgspec.Struct, forbid_unknown_fields=True):
    """A link as labelled; `open` links may be found or not, an axis left out is open."""

    pair: tuple[str, str]
    strength: Sign | None = None
    scope: Sign | None = None
    open: bool = False


class Scenario(msgspec.Struct, forbid_unknown_fields=True):
    language: str
    old: Side
    new: Side
    links: tuple[Label, ...]


def _load(path: Path) -> tuple[Scenario, Comparison]:
    scenario = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Scenario)
    return scenario, compare(make_document(scenario.old, "old"), make_document(scenario.new, "new"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_links_are_the_labelled_ones(path: Path) -> None:
    scenario, comparison = _load(path)
    found = {(link.old[0], link.new[0]) for link in comparison.links}
    sure = {label.pair for label in scenario.links if not label.open}
    allowed = {label.pair for label in scenario.links}
    assert sure - found == set(), "missed"
    assert found - allowed == set(), "false"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_axes_are_the_labelled_ones(path: Path) -> None:
    scenario, comparison = _load(path)
    links = {(link.old[0], link.new[0]): link for link in comparison.links}
    wrong = [
        (label.pair, axis, str(expected), str(getattr(links[label.pair], axis)))
        for label in scenario.links
        if label.pair in links
        for axis, expected in (("strength", label.strength), ("scope", label.scope))
        if expected and getattr(links[label.pair], axis) is not expected
    ]
    assert wrong == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_golden(path: Path, golden: Goldens) -> None:
    _, comparison = _load(path)
    shown = {
        "comparability": comparison.comparability,
        "links": comparison.links,
        "new": comparison.new,
        "not_carried_over": comparison.not_carried_over,
    }
    golden.check(path, ".json", msgspec.json.format(msgspec.json.encode(shown), indent=1).decode() + "\n")
