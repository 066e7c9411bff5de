"""Single sentences: kind, verb, addressees and actions of each construction."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from exporter.analysis.demands import find_demands
from exporter.model.demands import Statement
from exporter.model.resolution import Status
from tests.analysis.demands.texts import make_paragraph, make_resolution

FOLDER = Path(__file__).parents[2] / "cases" / "demands"
CASES: list[dict[str, Any]] = [
    case
    for name in (
        "sentences.yaml",
        "drafting.yaml",
        "attribution.yaml",
        "families.yaml",
        "nesting.yaml",
        "addressees.yaml",
        "lists.yaml",
    )
    for case in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
]
FRENCH: list[dict[str, Any]] = [
    {"title": "Situation au Mali", "language": "fr"} | case
    for name in ("french.yaml", "french-families.yaml")
    for case in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
]


def read(case: dict[str, Any]) -> tuple[Statement, ...]:
    paragraph = make_paragraph(case["text"], tuple(case.get("points", ())))
    status = Status.UN_RESOLUTION if case.get("un") else Status.ADOPTED
    resolution = make_resolution(paragraph, title=case.get("title", "Situation in Belarus"), status=status)
    return find_demands(replace(resolution, language=case.get("language", "en"))).statements


def say(statement: Statement) -> str:
    names = "; ".join(a.name if a.explicit else f"({a.name})" for a in statement.addressees)
    actions = " / ".join(a.quote for a in statement.actions)
    return " ".join(" | ".join([statement.kind.value, statement.verb, names, actions]).split())


@pytest.mark.parametrize("case", CASES + FRENCH, ids=[case["name"] for case in CASES + FRENCH])
def test_sentence_reads_as_an_expert_reads_it(case: dict[str, Any]) -> None:
    statements = read(case)
    assert [say(s) for s in statements] == [" ".join(row.split()) for row in case["says"]]
    last = statements[-1].actions[-1] if statements[-1].actions else None
    for key in ("condition", "deadline", "act"):
        if key in case:
            assert getattr(last, key) == case[key]
    if "hedges" in case:
        assert last is not None
        assert list(last.hedges) == case["hedges"]
    assert any(s.review for s in statements) == case.get("review", False)


def test_there_are_enough_sentences_and_each_has_its_own_name() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("ending", ["the government to: ", "the government to ", "the government: "])
def test_who_is_asked_before_points_in_the_line_is_asked_without_what_leads_to_them(ending: str) -> None:
    case = {
        "text": f"Calls on {ending.strip()}",
        "title": "Situation in Belarus",
        "points": ["free all prisoners;", "repeal the law; and", "invite the envoy;"],
    }
    (statement,) = read(case)
    assert [a.name for a in statement.addressees] == ["Belarusian authorities"]
    assert len(statement.actions) == 3
