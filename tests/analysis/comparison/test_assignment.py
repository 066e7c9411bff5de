"""The assignment is the best of all: checked against trying every one."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.analysis.comparison.assignment import assign

PAIRS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50), max_size=14)


def _best(gains: dict[tuple[int, int], int]) -> int:
    return max(sum(gains.get((row, column), 0) for row, column in enumerate(order)) for order in permutations(range(5)))


@settings(deadline=None, max_examples=120)
@given(PAIRS)
def test_no_other_assignment_gains_more(gains: dict[tuple[int, int], int]) -> None:
    chosen = assign(gains)
    assert sum(gains[pair] for pair in chosen) == _best(gains)
    assert len({row for row, _ in chosen}) == len(chosen) == len({column for _, column in chosen})
    assert chosen == sorted(chosen)


def test_a_demand_is_not_given_away_by_taking_the_best_pair_first() -> None:
    gains = {(0, 0): 10, (0, 1): 9, (1, 0): 9}
    assert assign(gains) == [(0, 1), (1, 0)]


def test_nothing_to_assign() -> None:
    assert assign({}) == []
