"""A short turn of the fuzz session in every run of the tests; `nox -s fuzz` takes as long as one likes."""

from itertools import repeat

from tests.fuzz import fuzz, list_seeds

ROUNDS = 120


def test_broken_files_give_a_resolution_or_one_line() -> None:
    rounds = repeat(None, ROUNDS)
    counts, failures = fuzz(list_seeds(), 20220503, lambda: next(rounds, rounds) is None)
    assert not failures, failures[0]
    assert counts.total() == ROUNDS
    assert counts["read"] > ROUNDS // 4
