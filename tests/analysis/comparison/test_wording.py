"""The word-level difference: exact on both sides, readable, bounded."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.analysis.comparison.wording import LONGEST, compare_wording
from exporter.model.comparison import Edit, WordRun

WORDS = st.lists(
    st.sampled_from(["the", "release", "of", "all", "prisoners", ",", " ", "  ", "—", "EU’s", "\n"]), max_size=30
)


def _join(runs: tuple[WordRun, ...], edit: Edit) -> str:
    return "".join(run.text for run in runs if run.edit in (Edit.KEPT, edit))


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=60), WORDS.map(" ".join)), st.one_of(st.text(max_size=60), WORDS.map("".join)))
def test_runs_give_both_texts_exactly(old: str, new: str) -> None:
    runs = compare_wording(old, new)
    assert _join(runs, Edit.REMOVED) == old
    assert _join(runs, Edit.ADDED) == new
    assert all(run.text for run in runs)


def test_a_changed_word_is_shown_in_its_sentence() -> None:
    runs = compare_wording("to release all political prisoners now", "to release all political prisoners soon")
    assert [(run.edit, run.text) for run in runs] == [
        (Edit.KEPT, "to release all political prisoners "),
        (Edit.REMOVED, "now"),
        (Edit.ADDED, "soon"),
    ]


def test_too_much_changed_is_whole_beside_whole() -> None:
    runs = compare_wording("to abolish the law on the press", "the closing of all camps in the north of the country")
    assert [run.edit for run in runs] == [Edit.REMOVED, Edit.ADDED]


def test_no_stray_word_is_kept_between_two_changes() -> None:
    old = "to free the teachers of the town and the doctors held in the old fortress"
    new = "to free the nurses in the valley and many farmers held in the old fortress"
    kept = [run.text for run in compare_wording(old, new) if run.edit is Edit.KEPT]
    assert kept == ["to free the ", "held in the old fortress"]


def test_equal_texts_are_kept_whole_and_empty_ones_give_nothing() -> None:
    assert compare_wording("same", "same") == (WordRun(edit=Edit.KEPT, text="same"),)
    assert compare_wording("", "") == ()


def test_a_very_long_text_is_not_compared_word_by_word() -> None:
    old = "to act " * LONGEST
    start = time.perf_counter()
    runs = compare_wording(old, old + "now")
    assert time.perf_counter() - start < 1
    assert [run.edit for run in runs] == [Edit.REMOVED, Edit.ADDED]
