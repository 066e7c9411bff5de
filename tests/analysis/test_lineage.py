"""Lineages over several texts, what survived of motions, ledgers and counts, on texts of our own."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exporter.analysis.comparison import compare
from exporter.analysis.ledger import count_addressees, count_themes, list_names
from exporter.analysis.lineage import trace
from exporter.analysis.parallel import find_ground, group_stages
from exporter.analysis.survival import find_survival, list_apart
from exporter.model.comparison import Sign
from exporter.model.demands import Statement
from exporter.model.dossier import ChainEntry, Document, Given
from exporter.model.lineage import Lineage
from exporter.model.resolution import Status
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
    stages = {(s.text, s.action): [[one.action for one in stage.found] for stage in s.stages] for s in found.demands}
    assert stages == {
        ("A", "1.1.1"): [["1.1.1"], ["1.1.1"]],
        ("A", "2.1.1"): [[], []],
        ("B", "1.1.1"): [["2.1.1"], []],
    }
    assert [survivor.group for survivor in found.demands] == [None, None, "Greens/EFA"]
    kept = [stage.found[0] for stage in found.demands[0].stages]
    assert [(one.since, one.verbatim) for one in kept] == [("A", False), ("joint", False)]
    assert kept[1].confidence <= kept[0].confidence
    assert found.demands[2].stages[0].found[0].verbatim


def test_a_demand_that_the_joint_motion_leaves_out_is_looked_for_in_the_adopted_text() -> None:
    motion, joint, adopted = make("A", ask(MINES)), make("joint", ask(TAX)), make("adopted", ask(MINES))
    pairs = ((motion, joint), (motion, adopted), (joint, adopted))
    (demand,) = find_survival([motion], [joint, adopted], [compare(old, new) for old, new in pairs]).demands
    assert demand.stages[0].found == ()
    (direct,) = demand.stages[1].found
    assert (direct.action, direct.since, direct.verbatim) == ("1.1.1", "A", True)


def test_a_chain_needs_no_joint_motion() -> None:
    motion, adopted = make("A", ask(MINES), ask(TAX)), make("adopted", ask(MINES))
    found = find_survival([motion], [adopted], [compare(motion, adopted)])
    assert [[one.action for one in demand.stages[0].found] for demand in found.demands] == [["1.1.1"], []]


def test_the_same_words_asked_of_another_are_not_called_the_same() -> None:
    motion, adopted = make("A", ask(SCHOOLS, "Council")), make("adopted", ask(SCHOOLS, "Council", "Commission"))
    (demand,) = find_survival([motion], [adopted], [compare(motion, adopted)]).demands
    assert not demand.stages[0].found[0].verbatim


def be(document: Document, status: Status, reference: str, replaces: tuple[str, ...] = (), **facts: object) -> Document:
    resolution = replace(
        document.resolution, status=status, reference=reference, references=(reference,), replaces=replaces, **facts
    )
    return replace(document, resolution=resolution)


def test_motions_that_a_joint_motion_does_not_name_stand_apart() -> None:
    motions = [be(make(name, ask(TAX)), Status.MOTION, f"B9-030{name}/2031") for name in "123"]
    joint = be(make("joint", ask(TAX)), Status.JOINT_MOTION, "RC-B9-0301/2031", ("B9-0301/2031", "B9-0302 / 2031"))
    assert find_survival(motions, [joint], []).apart == ("3",)
    unnamed = be(make("joint", ask(TAX)), Status.JOINT_MOTION, "RC-B9-0301/2031")
    assert find_survival(motions, [unnamed], []).apart == ()
    foreign = be(make("joint", ask(TAX)), Status.JOINT_MOTION, "RC-B9-0301/2031", ("B9-0999/2031",))
    assert list_apart(motions, foreign) == ()


@pytest.fixture
def debate() -> list[Document]:
    """Two motions of one debate that share a demand, the text adopted then, and one of the next year."""
    one = {"procedure": "2031/2601(RSP)", "date": None}
    return [
        be(make("A", ask(FREE), ask(TAX)), Status.MOTION, "B9-0301/2031", **one),
        be(make("B", ask(FREE_TOO), ask(MINES)), Status.MOTION, "B9-0302/2031", **one),
        be(make("adopted", ask(FREE), ask(MINES)), Status.ADOPTED, "P9_TA(2031)0088", **one),
        be(make("later", ask(FREE_TOO)), Status.ADOPTED, "P9_TA(2032)0001", procedure="2032/2700(RSP)", date=None),
    ]


def test_texts_of_one_debate_or_day_stand_beside_one_another(debate: list[Document]) -> None:
    first, second, adopted, later = debate
    assert find_ground(first, second) == "procedure"
    assert find_ground(first, adopted) is None
    assert find_ground(adopted, later) is None
    day = date(2032, 5, 4)
    same_day = [be(text, Status.ADOPTED, "P9_TA(2032)0001", date=day, procedure=None) for text in (adopted, later)]
    assert find_ground(*same_day) == "day"
    unknown = [be(text, Status.UNKNOWN, "x", date=day) for text in (first, second)]
    assert find_ground(*unknown) is None
    given = Given(source="the register", status=Status.MOTION, tabled=day)
    told = [replace(be(text, Status.UNKNOWN, "x", date=None, procedure=None), given=given) for text in (first, second)]
    assert find_ground(*told) == "day"


def test_stages_are_in_the_order_of_the_first_text(debate: list[Document]) -> None:
    first, second, adopted, later = debate
    assert group_stages(debate) == (("A", "B"), ("adopted",), ("later",))
    assert group_stages([first, adopted, second, later]) == (("A", "B"), ("adopted",), ("later",))
    chain = ChainEntry(motions=("adopted", "later"), adopted="A")
    assert group_stages(debate, [chain]) == (("A", "B"), ("adopted", "later"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Status.MOTION, Status.JOINT_MOTION, Status.ADOPTED, Status.UNKNOWN]),
            st.sampled_from([None, "2031/1(RSP)", "2031/2(RSP)"]),
            st.sampled_from([None, date(2031, 1, 1), date(2031, 1, 2)]),
        ),
        max_size=7,
    )
)
@settings(deadline=None, max_examples=100)
def test_stages_hold_together_what_any_two_texts_have_in_common(facts: list[tuple[Status, str | None, date]]) -> None:
    texts = [
        be(make(str(number), ask(TAX)), status, f"x{number}", procedure=procedure, date=day)
        for number, (status, procedure, day) in enumerate(facts)
    ]
    stages = group_stages(texts)
    assert sorted(name for stage in stages for name in stage) == [text.id for text in texts]
    assert [stage[0] for stage in stages] == sorted(stage[0] for stage in stages)
    where = {name: stage for stage in stages for name in stage}
    for one, other in combinations(texts, 2):
        if find_ground(one, other):
            assert where[one.id] is where[other.id]
    for stage in stages:
        members = [text for text in texts if text.id in stage]
        assert len(stage) == 1 or all(any(find_ground(m, o) for o in members if o is not m) for m in members)


def test_a_demand_of_two_motions_beside_one_another_is_one_lineage(debate: list[Document]) -> None:
    found = trace(debate, [compare(old, new) for old, new in combinations(debate, 2)])
    lineages = {lineage.id: lineage for lineage in found.lineages}
    assert list(lineages) == ["A:1.1.1", "A:2.1.1", "B:2.1.1"]
    free = lineages["A:1.1.1"].restatements
    assert [(r.text, r.from_text, r.beside) for r in free] == [
        ("B", "A", True),
        ("adopted", "A", False),
        ("adopted", "B", False),
        ("later", "adopted", False),
    ]
    assert all(r.missing == () for r in free)
    assert [(r.text, r.missing) for r in lineages["B:2.1.1"].restatements] == [("adopted", ())]
    assert lineages["A:2.1.1"].restatements == ()


def test_a_difference_beside_one_another_is_told_from_the_side_of_the_other(debate: list[Document]) -> None:
    first, second, *_ = debate
    (link,) = [link for link in compare(first, second).links if not link.procedural]
    turned = {Sign.UP: Sign.DOWN, Sign.DOWN: Sign.UP, Sign.SAME: Sign.SAME, Sign.MIXED: Sign.MIXED}
    (lineage,) = [item for item in trace([second, first], [compare(first, second)]).lineages if item.restatements]
    (back,) = lineage.restatements
    assert (back.text, back.from_text, back.beside) == ("A", "B", True)
    assert (back.strength, back.scope) == (turned[link.strength], turned[link.scope])


def test_comparing_texts_beside_one_another_says_so(debate: list[Document]) -> None:
    first, second, adopted, _ = debate
    told = {notice.code: notice.message for notice in compare(first, second).comparability}
    assert "neither follows the other" in told["parallel"]
    assert "“only in B9-0302/2031”" in told["parallel"]
    assert "same-procedure" not in told
    codes = [notice.code for notice in compare(first, adopted).comparability]
    assert "parallel" not in codes
    assert "same-procedure" in codes


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
