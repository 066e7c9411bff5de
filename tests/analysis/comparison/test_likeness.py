"""How like stretches of two texts are as wholes, and what that counts where demands are few and where they are many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.analysis.comparison import compare
from exporter.analysis.comparison.likeness import find_likeness
from exporter.analysis.comparison.weights import FEW, MANY, TABLE, choose_weights
from tests.analysis.comparison.texts import Ask, Side, make_document

BAGS = st.dictionaries(
    st.integers(0, 3), st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 5), max_size=5), max_size=4
)
# as many demands as make many, on fields that have nothing to do with one another
OTHERS = (
    *("to ratify the treaty", "to lower the tariffs on bananas", "to train judges", "to publish the minutes"),
    *("to lift the roaming charges", "to vaccinate cattle", "to repair the archive", "to elect the ombudsman"),
    *("to double the pensions of miners", "to map the seabed", "to insure the harvest", "to count the ballots"),
    *("to fence the border park", "to heat the schools", "to rename the airport", "to plant hedges"),
)


def test_rare_words_make_stretches_more_alike_than_common_ones() -> None:
    common = {"water": 1}
    old = {0: {"eel": 1, "water": 1}, 1: common, 2: common}
    found = find_likeness(old, {0: {"eel": 1, "air": 1}, 1: {"water": 1, "air": 1}}, [(0, 0), (0, 1), (1, 0)])
    assert found[0, 0] > found[0, 1] > found[1, 0] == 0


@given(BAGS, BAGS)
def test_likeness_is_a_share_and_does_not_depend_on_which_text_is_the_old_one(
    old: dict[int, dict[str, int]], new: dict[int, dict[str, int]]
) -> None:
    pairs = [(i, j) for i in old for j in new]
    found = find_likeness(old, new, pairs)
    turned = find_likeness(new, old, [(j, i) for i, j in pairs])
    assert all(0 <= value <= 1 + 1e-9 for value in found.values())
    assert found == {(i, j): value for (j, i), value in turned.items()}


@pytest.mark.parametrize(("actions", "column"), [(0, 0), (FEW, 0), (MANY, 1), (MANY + 9, 1)])
def test_few_and_many_have_weights_of_their_own(actions: int, column: int) -> None:
    found = choose_weights(actions)
    assert found == pytest.approx({sign: weights[column] for sign, weights in TABLE.items() if weights[column]})


def test_between_few_and_many_weights_go_over_into_one_another() -> None:
    starts = [choose_weights(actions)["start"] for actions in range(FEW, MANY + 1)]
    assert starts == sorted(starts)
    assert len(set(starts)) == len(starts)


def test_the_paragraph_tells_whose_staff_is_meant() -> None:
    """Asked twice in nearly the same words, once of the judges, once where the prosecutor is spoken of."""
    judges = "Is worried about the shortage of judges in the mountain districts; calls on"
    prosecutors = "Recalls what the special prosecutor found out about smuggled timber; calls on"
    asks = tuple(Ask(ask=ask, id=f"{at}.1.1") for at, ask in enumerate(OTHERS, 3))
    old = Side(
        (
            Ask(ask="to pay its staff", verb=judges),
            Ask(ask="to pay its staff well", id="2.1.1", verb=prosecutors),
            *asks,
        )
    )
    new = Side((Ask(ask="to pay its staff on time", verb=prosecutors), *asks))
    links = compare(make_document(old, "old"), make_document(new, "new")).links
    assert [link.old for link in links if link.new == ("1.1.1",)] == [("2.1.1",)]
