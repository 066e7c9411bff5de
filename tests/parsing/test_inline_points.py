"""Points that run on in the line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.resolution import format_points
from exporter.parsing.inline_points import split_inline


def test_points_behind_semicolons_are_points() -> None:
    text, points = split_inline("Calls on the Council to: (a) suspend aid; (b) report back; and (c) act on both;")
    assert text == "Calls on the Council to:"
    assert [(p.label, p.text) for p in points] == [
        ("(a)", "suspend aid;"),
        ("(b)", "report back; and"),
        ("(c)", "act on both;"),
    ]


def test_roman_labels_behind_commas_are_points() -> None:
    text, points = split_inline(
        "demande au Conseil : (i) de définir les plateformes, et (ii) de protéger les salariés ;"
    )
    assert text == "demande au Conseil :"
    assert [p.label for p in points] == ["(i)", "(ii)"]


@pytest.mark.parametrize(
    ("text", "lead", "labels"),
    [
        ("Urges it (a) to free them, (b) to hear them and (c) to pay them;", "Urges it", ["(a)", "(b)", "(c)"]),
        ("Calls for (i) a new law, (ii) more money and (iii) an inquiry;", "Calls for", ["(i)", "(ii)", "(iii)"]),
        ("Urges the Council: a) to act now and b) to report back;", "Urges the Council:", ["a)", "b)"]),
        (
            "Insists that the deal must (a) respect rights, (b) hold a clause and (c) be made public;",
            "Insists that the deal must",
            ["(a)", "(b)", "(c)"],
        ),
    ],
)
def test_points_behind_other_words_are_points(text: str, lead: str, labels: list[str]) -> None:
    found, points = split_inline(text)
    assert found == lead
    assert [p.label for p in points] == labels


@pytest.mark.parametrize(
    "text",
    [
        "Notes that point (a) of the annex and (b) of the list differ;",
        "Notes the aims (see point a) of the annex) and those of b) the list;",
        "whereas Articles (a) and (b) of the annex apply;",
        "Recalls the conditions of point (a) of Article 5 and those of the Treaty; (b) and so on;",
        "Refers to points (a), (b) and (c) of the decision;",
        "Calls on the Council (a body that meets monthly) to act;",
        "Notes the directive (1) on water, (2) on air and (3) on soil;",
        "Calls on the Council to: (a) act;",
        "Calls on the Council to: (b) act now; (c) report back;",
    ],
)
def test_other_brackets_stay_in_the_words(text: str) -> None:
    assert split_inline(text) == (text, ())


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(["(a)", "(b)", "(c)", "(i)", "(ii)", ":", ";", ", and", "to act", "on the"]), max_size=14)
)
def test_no_word_is_lost_or_moved(parts: list[str]) -> None:
    text = " ".join(parts)
    lead, points = split_inline(text)
    assert " ".join(part for part in (lead, format_points(points)) if part).split() == text.split()


def test_a_hostile_line_ends() -> None:
    assert split_inline("(a) " * 100_000) == ("(a) " * 100_000, ())
    split_inline("to (a) x y; " * 50_000)
