"""Demands that stayed word for word, and moved among the others."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.analysis.comparison import compare
from exporter.analysis.comparison.order import find_stayed
from exporter.model.comparison import Axis, Comparison, Sign
from tests.analysis.comparison.texts import Ask, Side, make_document

ASKS = (
    "to release the teacher Olena Brik",
    "to repeal the press law",
    "to reopen the border crossing at Meda",
    "to ratify the Convention on Cluster Munitions",
    "to dredge the harbour of Sul",
    "to publish the accounts of the railway company",
)


def compare_orders(old: list[str], new: list[str]) -> Comparison:
    sides = [Side(tuple(Ask(ask=ask, id=f"{number}.1.1") for number, ask in enumerate(asks, 1))) for asks in (old, new)]
    return compare(make_document(sides[0], "old"), make_document(sides[1], "new"))


def list_moved(comparison: Comparison) -> list[str]:
    return [link.old[0] for link in comparison.links if "moved" in [reason.code for reason in link.reasons]]


def test_the_one_that_went_to_the_end_moved() -> None:
    comparison = compare_orders(list(ASKS), [*ASKS[1:], ASKS[0]])
    assert list_moved(comparison) == ["1.1.1"]
    (reason,) = next(link.reasons for link in comparison.links if link.old == ("1.1.1",))
    assert (reason.axis, reason.sign) == (Axis.PLACE, Sign.SAME)
    assert {(link.strength, link.scope) for link in comparison.links} == {(Sign.SAME, Sign.SAME)}


@pytest.mark.parametrize("gone", range(len(ASKS)))
def test_a_new_number_is_no_move(gone: int) -> None:
    fewer = [ask for at, ask in enumerate(ASKS) if at != gone]
    assert list_moved(compare_orders(list(ASKS), fewer)) == []
    assert list_moved(compare_orders(fewer, list(ASKS))) == []


def test_what_is_said_in_other_words_is_not_told_as_moved() -> None:
    comparison = compare_orders(list(ASKS[:3]), [*ASKS[1:3], "to release the teacher Olena Brik at once"])
    assert len(comparison.links) == 3
    assert list_moved(comparison) == []


def test_of_two_that_changed_places_one_moved() -> None:
    assert len(list_moved(compare_orders(list(ASKS[:2]), [ASKS[1], ASKS[0]]))) == 1


def test_demands_of_one_paragraph_keep_their_order() -> None:
    assert find_stayed([(1, 1), (1, 1), (2, 2)]) == {0, 1, 2}


@given(st.permutations(range(8)), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_what_stayed_is_in_order_and_no_place_could_be_added(order: list[int], chance: random.Random) -> None:
    places = list(enumerate(order))
    chance.shuffle(places)
    stayed = find_stayed(places)
    kept = sorted(places[at] for at in stayed)
    assert [new for _, new in kept] == sorted(new for _, new in kept)
    for at, place in enumerate(places):
        if at not in stayed:
            wider = sorted([*kept, place])
            assert [new for _, new in wider] != sorted(new for _, new in wider)
