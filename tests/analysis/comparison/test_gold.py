"""The seed texts against a reading made before any program existed: `possible` links are neutral."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from exporter.analysis.comparison import compare
from exporter.analysis.demands import find_demands
from exporter.model.comparison import Comparison, Link, Sign, Structure
from exporter.model.dossier import Document
from exporter.model.resolution import SourceFile
from exporter.parsing import parse
from exporter.readers import txt

FILES = {"2022": "2022-B9-0234.txt", "2024": "2024-C-2025-1807.txt"}


def read_document(path: Path, name: str) -> Document:
    data = path.read_bytes()
    source = SourceFile(file=path.name, sha256=hashlib.sha256(data).hexdigest(), format="txt")
    resolution = parse(txt.read(data, source))
    return Document(id=name, resolution=resolution, demands=find_demands(resolution))


@pytest.fixture(scope="module")
def comparison(seeds: Path) -> Comparison:
    old, new = (read_document(seeds / file, name) for name, file in FILES.items())
    return compare(old, new)


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((shared / "gold" / "cambodia.yaml").read_text(encoding="utf-8"))
    return loaded


def _find(comparison: Comparison, old: str, new: str) -> Link:
    return next(link for link in comparison.links if (link.old[0], link.new[0]) == (old, new))


def _pair(entry: dict[str, str]) -> tuple[str, str]:
    return entry["from"].partition(":")[2], entry["to"].partition(":")[2]


def test_all_sure_links_and_no_other_than_possible_ones(comparison: Comparison, gold: dict[str, Any]) -> None:
    sure = {_pair(entry) for entry in gold["alignment"] if entry["strength"] == "sure"}
    possible = {_pair(entry) for entry in gold["alignment"]} - sure
    found = {(link.old[0], link.new[0]) for link in comparison.links}
    assert sure <= found
    assert found - sure <= possible


def test_no_false_friend(comparison: Comparison, gold: dict[str, Any]) -> None:
    found = {(link.old[0], link.new[0]) for link in comparison.links}
    assert not found & {_pair(entry) for entry in gold["false_friends"]}


def test_new_and_not_carried_over(comparison: Comparison, gold: dict[str, Any]) -> None:
    assert set(comparison.new) <= {entry["id"].partition(":")[2] for entry in gold["new"]}
    assert set(comparison.not_carried_over) <= {entry["id"].partition(":")[2] for entry in gold["dropped"]}


def test_prisoners_are_more_but_no_longer_unconditionally(comparison: Comparison) -> None:
    link = _find(comparison, "5.2.3", "1.2.1")
    assert (link.strength, link.scope, link.structure) == (Sign.DOWN, Sign.UP, Structure.ONE_TO_ONE)
    assert "and unconditional" in [reason.old for reason in link.reasons]
    assert [reason.code for reason in link.reasons] == ["qualifier_lost", "addressee_implied", "items_added"]


def test_trade_preferences_are_only_assessed(comparison: Comparison) -> None:
    link = _find(comparison, "11.1.2", "5.1.1")
    assert (link.strength, link.scope, link.structure) == (Sign.DOWN, Sign.UP, Structure.SPLIT)
    act = next(reason for reason in link.reasons if reason.code == "act_weaker")
    assert (act.old, act.new) == ("withdrawal", "assess")
    assert "addressee_added" in [reason.code for reason in link.reasons]


def test_sanctions_are_asked_for_without_a_condition(comparison: Comparison) -> None:
    link = _find(comparison, "11.1.2", "7.1.1")
    assert (link.strength, link.scope, link.structure) == (Sign.UP, Sign.UP, Structure.SPLIT)
    assert {"hedge_lost", "condition_removed", "addressee_widened"} <= {reason.code for reason in link.reasons}
    assert link.group == _find(comparison, "11.1.2", "5.1.1").group


def test_forwarding_clause_is_compared_by_recipients(comparison: Comparison) -> None:
    link = _find(comparison, "12.1.1", "9.1.1")
    assert link.procedural
    assert (link.strength, link.scope) == (Sign.SAME, Sign.SAME)
    told = {(reason.code, reason.old or reason.new) for reason in link.reasons}
    assert ("recipient_removed", "Parliament of Cambodia") in told
    assert ("recipient_added", "the secretariat of the Association of Southeast Asian Nations") in told


def test_confidence_is_near_that_of_a_careful_reader(comparison: Comparison, gold: dict[str, Any]) -> None:
    for entry in gold["alignment"]:
        if entry["strength"] == "sure":
            assert _find(comparison, *_pair(entry)).confidence == pytest.approx(entry["confidence"], abs=0.12)
