"""The two seed texts against the careful reading in the gold file, and against our own copy of the same facts."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from exporter.analysis.demands import find_demands
from exporter.model.demands import Demands, Statement
from exporter.model.resolution import Resolution, SourceFile, running_text
from exporter.parsing import parse
from exporter.readers.txt import read as read_text
from tests.golden import Goldens

FILES = {"2022": "2022-B9-0234.txt", "2024": "2024-C-2025-1807.txt"}
CASES = Path(__file__).parents[2] / "cases" / "demands"


@pytest.fixture(scope="module", params=sorted(FILES))
def year(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def resolution(year: str, seeds: Path) -> Resolution:
    data = (seeds / FILES[year]).read_bytes()
    return parse(read_text(data, SourceFile(file=FILES[year], sha256="0" * 64, format="txt")))


@pytest.fixture(scope="module")
def demands(resolution: Resolution) -> Demands:
    return find_demands(resolution)


@pytest.fixture(scope="module")
def gold(year: str, shared: Path) -> dict[str, dict[str, Any]]:
    documents = yaml.safe_load((shared / "gold" / "cambodia.yaml").read_text(encoding="utf-8"))["documents"]
    paragraphs = next(document for document in documents if document["id"] == year)["paragraphs"]
    return {s["id"].partition(":")[2]: s for p in paragraphs for s in p["statements"]}


def test_same_statements(demands: Demands, gold: dict[str, dict[str, Any]]) -> None:
    assert [s.id for s in demands.statements] == list(gold)


def test_kind_verb_and_text(demands: Demands, gold: dict[str, dict[str, Any]]) -> None:
    for s in demands.statements:
        assert (s.kind.value, s.verb, s.text) == (gold[s.id]["kind"], gold[s.id]["verb"], gold[s.id]["text"])


def test_addressees(demands: Demands, gold: dict[str, dict[str, Any]]) -> None:
    for s in demands.statements:
        assert [a.name for a in s.addressees] == gold[s.id].get("addressees", [])
        assert all(a.explicit == gold[s.id]["explicit"] for a in s.addressees)
        assert all(a.raw in s.text and bool(a.raw) == a.explicit for a in s.addressees)


def test_actions_and_conditions(demands: Demands, gold: dict[str, dict[str, Any]]) -> None:
    for s in demands.statements:
        expected = [(a["id"].partition(":")[2], a["text"], a.get("conditional")) for a in gold[s.id].get("actions", [])]
        assert [(a.id, a.quote, a.condition) for a in s.actions] == expected


def test_themes(demands: Demands, gold: dict[str, dict[str, Any]]) -> None:
    for s in demands.statements:
        assert set(s.themes) == set(gold[s.id]["themes"]), s.id
        for action, expected in zip(s.actions, gold[s.id].get("actions", []), strict=True):
            assert set(action.themes) == set(expected.get("themes", s.themes)), action.id


def test_names(demands: Demands, gold: dict[str, dict[str, Any]]) -> None:
    for s in demands.statements:
        expected = [gold[s.id].get(key, []) for key in ("persons", "orgs", "laws")]
        assert [list(s.people), list(s.organisations), list(s.laws)] == expected, s.id


def test_counts(year: str, demands: Demands, shared: Path) -> None:
    documents = yaml.safe_load((shared / "gold" / "cambodia.yaml").read_text(encoding="utf-8"))["documents"]
    counts = next(document for document in documents if document["id"] == year)["counts"]
    asked = [s for s in demands.statements if s.kind.value == "demand"]
    assert len(demands.statements) == counts["statements"]
    assert (len(asked), sum(len(s.actions) for s in asked)) == (counts["demands"], counts["demand_actions"])


def test_everything_is_where_it_says(demands: Demands, resolution: Resolution) -> None:
    for s in demands.statements:
        text = running_text(resolution.paragraphs[s.span.index])
        assert text[s.span.start : s.span.end] == s.text
        for a in s.actions:
            assert text[a.span.start : a.span.end] == a.quote


def test_own_golden(year: str, demands: Demands, golden: Goldens) -> None:
    golden.check(CASES / f"cambodia-{year}.txt", ".demands.txt", "".join(show(s) for s in demands.statements))


def show(s: Statement) -> str:
    """Return one statement as lines that a person can review."""
    whom = "; ".join(f"{a.name} = “{a.raw}”" if a.explicit else f"({a.name})" for a in s.addressees)
    rows = [
        f"{s.id} {s.kind.value}{'' if s.strength is None else ' ' + str(s.strength)} [{s.verb}] {whom}".rstrip(),
        f"  {s.text}",
    ]
    for a in s.actions:
        rows.append(f"  {a.id} {a.act}: {a.quote}")
        signs = {"condition": a.condition, "deadline": a.deadline, "qualifiers": a.qualifiers, "hedges": a.hedges}
        rows += [
            f"    {key}: {value if isinstance(value, str) else ', '.join(value)}"
            for key, value in signs.items()
            if value
        ]
        rows += [f"    themes: {', '.join(a.themes)}"]
    named = {"themes": s.themes, "people": s.people, "organisations": s.organisations, "laws": s.laws}
    rows += [f"  {key}: {', '.join(value)}" for key, value in named.items() if value]
    rows += [f"  review: {s.review}"] if s.review else []
    return "\n".join(rows) + "\n"


def test_statements_survive_json(demands: Demands) -> None:
    assert msgspec.json.decode(msgspec.json.encode(demands), type=Demands) == demands


def test_the_misspelt_acronym_is_told(year: str, demands: Demands) -> None:
    codes = [notice.code for notice in demands.notices]
    assert codes == (["acronym-misspelt"] if year == "2022" else [])
