"""What holds for any two texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.analysis.comparison import compare
from exporter.model.comparison import Comparison, Edit, Link, Sign, Structure
from tests.analysis.comparison.texts import Ask, Side, make_document

ACTS = [
    "to release",
    "to repeal",
    "to consider amending",
    "to immediately halt",
    "the end of",
    "that X must withdraw",
    "",
]
OBJECTS = [
    "all political prisoners, bloggers and Ana Ruiz",
    "the press law if the talks fail",
    "trade preferences under EBA",
    "EUR 5 million for schools",
    "travel bans and other sanctions until all are free",
    "the",
    "Ω≈ç √∫˜µ (NGO) — “quoted; words”",
]
ASKS = st.builds(
    lambda act, thing, level, to, implied: (f"{act} {thing}".strip(), level, to, implied),
    st.sampled_from(ACTS),
    st.one_of(st.sampled_from(OBJECTS), st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))),
    st.sampled_from([None, 1, 3, 5]),
    st.sampled_from([("Council",), ("European Commission", "EU Member States"), ("Ruritanian authorities",), ()]),
    st.booleans(),
)
SIDES = st.lists(ASKS, max_size=6).map(
    lambda rows: Side(
        tuple(
            Ask(ask, id=f"{n}.1.1", level=level, to=to, implied=implied)
            for n, (ask, level, to, implied) in enumerate(rows, 1)
        )
    )
)
TURNED = {Sign.UP: Sign.DOWN, Sign.DOWN: Sign.UP, Sign.SAME: Sign.SAME, Sign.MIXED: Sign.MIXED}


def _pairs(comparison: Comparison) -> dict[tuple[str, str], Link]:
    return {(link.old[0], link.new[0]): link for link in comparison.links}


@settings(deadline=None, max_examples=60)
@given(SIDES)
def test_a_text_compared_with_itself_has_not_changed(side: Side) -> None:
    comparison = compare(make_document(side, "a"), make_document(side, "b"))
    assert list(_pairs(comparison)) == [(ask.id, ask.id) for ask in side.demands]
    for link in comparison.links:
        assert (link.strength, link.scope, link.structure) == (Sign.SAME, Sign.SAME, Structure.ONE_TO_ONE)
        assert link.reasons == ()
        assert link.confidence >= 0.98


@settings(deadline=None, max_examples=60)
@given(SIDES, SIDES)
def test_every_demand_is_linked_new_or_not_carried_over(old: Side, new: Side) -> None:
    comparison = compare(make_document(old, "old"), make_document(new, "new"))
    linked = _pairs(comparison)
    assert {a for a, _ in linked} | set(comparison.not_carried_over) == {ask.id for ask in old.demands}
    assert {b for _, b in linked} | set(comparison.new) == {ask.id for ask in new.demands}
    assert not {a for a, _ in linked} & set(comparison.not_carried_over)
    assert not {b for _, b in linked} & set(comparison.new)
    order = [ask.id for ask in new.demands]
    assert list(comparison.new) == sorted(comparison.new, key=order.index)


@settings(deadline=None, max_examples=60)
@given(SIDES, SIDES)
def test_every_reason_quotes_its_side(old: Side, new: Side) -> None:
    texts = [{ask.id: f"{ask.ask} {ask.verb} {'; '.join(ask.to)}" for ask in side.demands} for side in (old, new)]
    for link in compare(make_document(old, "old"), make_document(new, "new")).links:
        for reason in link.reasons:
            assert reason.old is None or reason.old in texts[0][link.old[0]]
            assert reason.new is None or reason.new in texts[1][link.new[0]]
        kept = "".join(run.text for run in link.wording if run.edit is not Edit.ADDED)
        assert kept == next(ask.ask for ask in old.demands if ask.id == link.old[0])


@settings(deadline=None, max_examples=60)
@given(SIDES, SIDES)
def test_the_other_way_round_the_signs_turn(old: Side, new: Side) -> None:
    there = compare(make_document(old, "old"), make_document(new, "new"))
    back = compare(make_document(new, "new"), make_document(old, "old"))
    # between pairs of equal score the assignment may choose others, so only what both found is held side by side
    for (a, b), link in _pairs(there).items():
        other = _pairs(back).get((b, a))
        if other is None or Structure.ONE_TO_ONE not in (link.structure, other.structure):
            continue
        if link.structure is other.structure:
            assert (other.strength, other.scope) == (TURNED[link.strength], TURNED[link.scope])
            assert other.score.total == link.score.total
