"""Lines of two texts in pairs: nothing is lost, the order of both is kept, what is alike stands together."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.analysis.collation import TRIED, pair_lines
from exporter.model.redline import Line

lines = st.lists(
    st.builds(
        lambda kind, label, words: Line(kind=kind, label=label, text=" ".join(words)),
        st.sampled_from(["recital", "numbered", "point", "title", "heading"]),
        st.sampled_from(["", "1.", "A."]),
        st.lists(st.sampled_from(["calls", "on", "the", "council", "to", "act"]), max_size=6),
    ),
    max_size=8,
)


def paragraphs(*texts: str) -> list[Line]:
    return [Line(kind="numbered", label=f"{n}.", text=text, place=f"paragraph {n}") for n, text in enumerate(texts, 1)]


@settings(max_examples=100, deadline=None)
@given(lines, lines)
def test_both_texts_are_kept_whole_and_in_order(old: list[Line], new: list[Line]) -> None:
    pairs = pair_lines(old, new)
    assert [pair.old for pair in pairs if pair.old] == old
    assert [pair.new for pair in pairs if pair.new] == new
    assert all(pair.old.kind == pair.new.kind for pair in pairs if pair.old and pair.new)
    for number, pair in enumerate(pairs):
        assert pair.moved is None or pairs[pair.moved].moved == number


def test_a_paragraph_put_in_does_not_shift_the_others() -> None:
    old = paragraphs("Calls on the government to free the nurses;", "Urges the Council to report on the floods;")
    new = paragraphs("Deplores the silence of the towns;", *(line.text for line in old))
    assert [(bool(pair.old), bool(pair.new)) for pair in pair_lines(old, new)] == [
        (False, True),
        (True, True),
        (True, True),
    ]


def test_formulas_that_stand_everywhere_tie_nothing() -> None:
    old = paragraphs(
        *(f"having regard to the report on {word}," for word in ["apples", "pears", "plums", "figs", "dates"])
    )
    new = paragraphs(
        *(f"having regard to the report on {word}," for word in ["rails", "roads", "ports", "ships", "locks"])
    )
    assert all(pair.old is None or pair.new is None for pair in pair_lines(old, new))


def test_texts_too_long_to_try_all_pairs_hold_on_to_what_stands_once() -> None:
    texts = [f"Calls on town number {n} to mend its bridge before the floods of spring come;" for n in range(3000)]
    assert len(texts) ** 2 > TRIED
    start = time.perf_counter()
    pairs = pair_lines(paragraphs(*texts), paragraphs("Deplores the delay;", *texts))
    assert time.perf_counter() - start < 10
    assert [pair.old is None for pair in pairs].count(True) == 1
    again = pair_lines(paragraphs(*["Calls for peace;"] * 3000), paragraphs(*["Calls for rain;"] * 3000))
    assert len(again) == 6000
