"""How far a pair is ahead of all others that its sides could be in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.analysis.comparison.leads import find_leads, forgive_lead
from exporter.model.comparison import Score

PAIRS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.0, 1.0, width=16))


def test_a_lead_is_over_the_next_on_either_side() -> None:
    leads = find_leads({(0, 0): 0.75, (0, 1): 0.5, (1, 0): 0.25})
    assert leads == {(0, 0): 0.25 + 0.5, (0, 1): -0.25 + 0.5, (1, 0): 0.25 - 0.5}


def test_of_two_as_good_neither_leads() -> None:
    assert find_leads({(0, 0): 0.5, (0, 1): 0.5}) == {(0, 0): 0.5, (0, 1): 0.5}, "only over the other old actions"
    assert set(find_leads(dict.fromkeys(((0, 0), (0, 1), (1, 0), (1, 1)), 0.5)).values()) == {0.0}


@given(PAIRS)
def test_leads_do_not_depend_on_which_text_is_the_old_one(values: dict[tuple[int, int], float]) -> None:
    turned = find_leads({(j, i): value for (i, j), value in values.items()})
    assert find_leads(values) == {(i, j): lead for (j, i), lead in turned.items()}


@given(PAIRS)
def test_the_best_pair_of_all_is_never_behind(values: dict[tuple[int, int], float]) -> None:
    leads = find_leads(values)
    assert all(leads[pair] >= 0 for pair, value in values.items() if value == max(values.values()))


def test_what_was_lost_to_a_better_pair_can_be_given_back() -> None:
    behind = Score(parts={"behind": -2.0}, total=0.25)
    forgiven = forgive_lead(behind)
    assert forgiven.total > 0.65
    assert forgiven.parts == {"behind": -2.0, "forgiven": 2.0}
    ahead = Score(parts={"behind": 0.0}, total=0.25)
    assert forgive_lead(ahead) is ahead


@pytest.mark.parametrize("total", [0.0, 1.0])
def test_giving_back_makes_nothing_certain(total: float) -> None:
    assert 0.0 < forgive_lead(Score(parts={"behind": -3.0}, total=total)).total <= 0.97
