"""What holds for every text: nothing crashes, quotations are verbatim, statements stand apart and in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exporter.analysis.demands import find_demands
from exporter.model.demands import Demands
from exporter.model.resolution import Paragraph, Point, Resolution, running_text
from tests.analysis.demands.texts import make_resolution

WORDS = [
    word
    for line in (
        "Calls calls on upon for the Commission and , ; . : to release prisoners that must which “ ” ‘ ’ ( ) –",
        "Urges urges demands Stresses stresses it them should if until not refrain from by 2026 Belarusian",
        "authorities its President forward this resolution as well as in regard Member States of Minsk law (ABC)",
        "Instructs Considers essential Recalls ratify laws who arrest critics , and",
        "companies Georgia Armenia in particular Polish Hungarian Government Parliament level pressure exert the",
        "Demande à la Commission de d’ que qui l’ Insiste pour publier et ainsi invite doivent être Mali libérés aux",
    )
    for word in line.split()
]
sentences = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
wild = st.text(max_size=80)
points = st.lists(st.tuples(st.sampled_from(["(a)", "(i)", "–", ""]), sentences), max_size=3)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    made = tuple(
        Point(
            label=label,
            text=text,
            points=tuple(Point(label="(i)", text=t) for t in draw(st.lists(sentences, max_size=2))),
        )
        for label, text in draw(points)
    )
    return Paragraph(number=draw(st.none() | st.integers(1, 9)), text=draw(sentences | wild), points=made)


def check(resolution: Resolution, demands: Demands) -> None:
    last: dict[int, int] = {}
    for s in demands.statements:
        text = running_text(resolution.paragraphs[s.span.index])
        assert text[s.span.start : s.span.end] == s.text
        assert s.verb in s.text
        assert s.span.start >= last.get(s.span.index, 0)
        last[s.span.index] = s.span.end
        for a in s.actions:
            assert a.quote
            assert text[a.span.start : a.span.end] == a.quote
            assert s.span.start <= a.span.start <= a.span.end <= s.span.end
            assert all(sign in a.quote for sign in (*a.qualifiers, *a.hedges))
            assert all(sign is None or sign in s.text for sign in (a.condition, a.deadline))
        for addressee in s.addressees:
            assert addressee.name
            assert addressee.raw in s.text
    assert len({s.id for s in demands.statements if s.paragraph is not None}) <= len(demands.statements)


@settings(deadline=None, max_examples=150)
@given(st.lists(paragraphs(), max_size=3), st.sampled_from(["en", "fr"]))
def test_any_text(items: list[Paragraph], language: str) -> None:
    resolution = replace(make_resolution(*items), language=language)
    demands = find_demands(resolution)
    check(resolution, demands)
    assert find_demands(resolution) == demands


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Calls on the Commission to act, and to report on it; "),
        ("fr", "Demande à la Commission de lever les sanctions, qui sont levées, et d’agir, "),
        ("fr", "Exige que la Commission agisse et que les États qui siègent, "),
    ],
)
def test_long_text_takes_linear_time(language: str, sentence: str) -> None:
    import time

    def seconds(times: int) -> float:
        resolution = replace(make_resolution(sentence * times), language=language)
        start = time.process_time()
        find_demands(resolution)
        return time.process_time() - start

    seconds(20)
    assert seconds(640) < 30 * max(seconds(64), 0.01)


@pytest.mark.parametrize("letters", ["A", "A-", "A’"])
def test_long_word_takes_linear_time(letters: str) -> None:
    import time

    def seconds(times: int) -> float:
        resolution = make_resolution(f"Notes {letters * times} and calls on the Agency to report on it")
        start = time.process_time()
        find_demands(resolution)
        return time.process_time() - start

    seconds(20)
    assert seconds(20_000) < 30 * max(seconds(2_000), 0.01)


def test_hostile_text_ends() -> None:
    for text in (
        "calls, in " * 3000,
        "(" * 20000,
        "“" * 9000 + "Calls on",
        "and " * 9000,
        "A" * 50000,
        "to " * 9000,
        "the, " * 9000,
    ):
        resolution = make_resolution("Calls on " + text, text)
        check(resolution, find_demands(resolution))
    for text in ("de ", "et que ", "demande à la ", "d’", "de lever et ", "à la Commission, ", "qui "):
        resolution = replace(make_resolution("Demande à la Commission " + text * 3000), language="fr")
        check(resolution, find_demands(resolution))


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Reaffirm the plan and calls for the release of all.", ["", "calls for"]),
        ("Reaffirm the plan and calls for violence against women to end.", ["", "calls for"]),
        ("Is of the opinion that the Commission should be", ["Is of the opinion"]),
        ("Is of the opinion that the Commission must be able", ["Is of the opinion"]),
    ],
)
def test_a_paragraph_without_a_verb_or_an_end_is_read(text: str, verbs: list[str]) -> None:
    resolution = make_resolution(text)
    demands = find_demands(resolution)
    check(resolution, demands)
    assert [statement.verb for statement in demands.statements] == verbs


def test_unknown_language_is_told() -> None:
    import msgspec

    demands = find_demands(msgspec.structs.replace(make_resolution("Calls on x to act"), language="xx"))
    assert demands.statements == ()
    assert [n.code for n in demands.notices] == ["no-demand-rules"]
