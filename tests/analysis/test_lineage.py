"""Lineages over several texts, what survived of motions, ledgers and counts, on texts of our own."""

from itertools import combinations, pairwise

import pytest
from msgspec.structs import replace

from exporter.analysis.comparison import compare
from exporter.analysis.ledger import count_addressees, count_themes, list_names
from exporter.analysis.lineage import find_survival, trace
from exporter.model.demands import Statement
from exporter.model.dossier import Document, Given
from exporter.model.lineage import Lineage
from tests.analysis.comparison.texts import Ask, Side, make_document

FREE = "to release the journalist Ana Ruiz"
FREE_TOO = "to free Ana Ruiz immediately and to drop all charges against her"
TAX = "to lower the tax on fishing boats"
MINES = "to clear the minefields along the border"
SCHOOLS = "to reopen the schools of the northern province"


def make(name: str, *asks: Ask, given: Given | None = None) -> Document:
    numbered = tuple(
        Ask(**{f: getattr(ask, f) for f in ask.__struct_fields__ if f != "id"}, id=f"{n}.1.1")
        for n, ask in enumerate(asks, 1)
    )
    return make_document(Side(demands=numbered), name, given=given)


def ask(text: str, *to: str) -> Ask:
    return Ask(ask=text, to=to or ("Veldorian authorities",), people=("Ana Ruiz",) if "Ruiz" in text else ())


@pytest.fixture
def years() -> list[Document]:
    return [
        make("2019", ask(FREE), ask(TAX)),
        make("2020", ask(MINES), ask(FREE_TOO)),
        make("2021", ask(SCHOOLS), ask(TAX)),
        make("2022", ask(FREE), ask(MINES), ask(SCHOOLS, "Council")),
    ]


def trace_by_first(years: list[Document], *, pairs: str) -> dict[str, Lineage]:
    couples = list(pairwise(years) if pairs == "neighbours" else combinations(years, 2))
    found = trace(years, [compare(old, new) for old, new in couples])
    assert found.texts == ("2019", "2020", "2021", "2022")
    return {lineage.id: lineage for lineage in found.lineages}


def test_a_demand_is_followed_from_text_to_text(years: list[Document]) -> None:
    lineages = trace_by_first(years, pairs="all")
    assert list(lineages) == ["2019:1.1.1", "2019:2.1.1", "2020:1.1.1", "2021:1.1.1"]
    free = lineages["2019:1.1.1"]
    assert [(r.text, r.action) for r in free.restatements] == [("2020", "2.1.1"), ("2022", "1.1.1")]
    assert (free.last_text, free.restatements[1].missing) == ("2022", ("2021",))
    assert lineages["2019:2.1.1"].last_text == "2021"
    assert lineages["2019:2.1.1"].restatements[0].missing == ("2020",)


def test_neighbours_alone_break_where_a_text_is_silent(years: list[Document]) -> None:
    lineages = trace_by_first(years, pairs="neighbours")
    assert lineages["2019:1.1.1"].last_text == "2020"
    assert lineages["2022:1.1.1"].restatements == ()


def test_every_demand_is_in_a_lineage(years: list[Document]) -> None:
    for pairs in ("all", "neighbours"):
        lineages = trace_by_first(years, pairs=pairs).values()
        seen = {(lineage.first_text, lineage.first_action) for lineage in lineages}
        seen |= {(r.text, r.action) for lineage in lineages for r in lineage.restatements}
        assert seen == {(d.id, s.actions[0].id) for d in years for s in d.demands.statements}


def test_without_comparisons_every_demand_stands_alone(years: list[Document]) -> None:
    assert all(lineage.restatements == () for lineage in trace(years, []).lineages)


def test_what_survives_of_motions() -> None:
    given = Given(source="the records", group="Greens/EFA")
    motions = [make("A", ask(FREE), ask(TAX)), make("B", ask(MINES), given=given)]
    chain = [make("joint", ask(FREE_TOO), ask(MINES)), make("adopted", ask(FREE_TOO))]
    comparisons = [*(compare(motion, chain[0]) for motion in motions), compare(chain[0], chain[1])]
    found = find_survival(motions, chain, comparisons)
    assert found.chain == ("joint", "adopted")
    stages = {(s.text, s.action): [stage.actions for stage in s.stages] for s in found.demands}
    assert stages == {
        ("A", "1.1.1"): [("1.1.1",), ("1.1.1",)],
        ("A", "2.1.1"): [(), ()],
        ("B", "1.1.1"): [("2.1.1",), ()],
    }
    assert [survivor.group for survivor in found.demands] == [None, None, "Greens/EFA"]
    lost = found.demands[1].stages[0]
    assert (lost.strength, lost.confidence) == (None, 0.0)
    kept = found.demands[0].stages
    assert kept[1].confidence <= kept[0].confidence


def test_names_with_first_and_last(years: list[Document]) -> None:
    ledger = list_names(years)
    (entry,) = ledger.entries
    assert (entry.name, entry.kind, entry.first, entry.last) == ("Ana Ruiz", "person", "2019", "2022")
    assert [(m.text, m.statements) for m in entry.mentions] == [
        ("2019", ("1.1",)),
        ("2020", ("2.1",)),
        ("2022", ("1.1",)),
    ]
    assert len(ledger.words) == 4
    assert all(words > 10 for words in ledger.words)


def test_who_is_asked_in_each_text(years: list[Document]) -> None:
    counts = count_addressees(years)
    assert counts.totals == (2, 2, 2, 3)
    assert [(row.name, row.counts) for row in counts.rows] == [
        ("Veldorian authorities", (2, 2, 2, 2)),
        ("Council", (0, 0, 0, 1)),
    ]
    assert counts.rows[1].actions == ((), (), (), ("3.1.1",))


def test_demands_of_no_theme_are_counted_too(years: list[Document]) -> None:
    (row,) = count_themes(years).rows
    assert (row.name, row.counts) == ("", (2, 2, 2, 3))


def test_a_name_recognised_in_one_text_counts_where_it_stands_in_another(years: list[Document]) -> None:
    def forget(statement: Statement) -> Statement:
        actions = tuple(replace(action, people=()) for action in statement.actions)
        return replace(statement, people=(), actions=actions)

    last = years[-1]
    demands = replace(last.demands, statements=tuple(map(forget, last.demands.statements)))
    (entry,) = list_names([*years[:-1], replace(last, demands=demands)]).entries
    assert (entry.name, entry.last) == ("Ana Ruiz", last.id)
    assert list_names([replace(last, demands=demands)]).entries == ()
