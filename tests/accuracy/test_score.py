"""The scorer is right: a perfect answer scores 1 everywhere, and a planted error lowers exactly its own figure."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import msgspec
import pytest

from exporter.model.demands import Action, Addressee, Kind, Span, Statement
from tests.accuracy.counts import Count, Share, TextScore
from tests.accuracy.matching import Stretch, match, measure_overlap
from tests.accuracy.names import list_names, normalise_name
from tests.accuracy.perfect import find_perfectly, score
from tests.accuracy.report import format_misses, format_number

Statements = list[Statement]


def list_lowered(found: TextScore, perfect: TextScore) -> set[str]:
    return {f.name for f in fields(TextScore) if worth(getattr(found, f.name)) < worth(getattr(perfect, f.name))}


def worth(figure: Count | Share) -> float:
    value = figure.f1 if isinstance(figure, Count) else figure.value
    return 1.0 if value is None else value


def replace(statements: Statements, identifier: str, change: Callable[[Statement], Statement]) -> Statements:
    return [change(item) if item.id == identifier else item for item in statements]


def test_a_perfect_answer_scores_one(tmp_path: Path) -> None:
    result = score(find_perfectly(), tmp_path)
    whole = result.score
    counts = [
        whole.boundaries,
        whole.boundaries_relaxed,
        whole.demands,
        whole.explicit_addressees,
        whole.actions,
        whole.actions_relaxed,
    ]
    assert [count.f1 for count in counts] == [1.0] * 6
    assert [count.right for count in counts] == [8, 8, 5, 4, 7, 7]
    assert (whole.implied_addressees, whole.verbatim, whole.soft_marked) == (Share(1, 1), Share(16, 16), Share(1, 1))
    assert result.misses == []


def test_an_empty_answer_scores_nothing(tmp_path: Path) -> None:
    whole = score([], tmp_path).score
    assert whole.boundaries == whole.boundaries_relaxed == Count(0, 0, 8)
    assert (whole.demands, whole.explicit_addressees, whole.actions) == (Count(0, 0, 5), Count(0, 0, 4), Count(0, 0, 7))
    assert whole.verbatim.value is None


def cut_end(statement: Statement) -> Statement:
    span = msgspec.structs.replace(statement.span, end=statement.span.end - 4)
    return msgspec.structs.replace(statement, text=statement.text[:-4], span=span)


def take_for_position(statement: Statement) -> Statement:
    return msgspec.structs.replace(statement, kind=Kind.POSITION)


def name_wrongly(statement: Statement) -> Statement:
    wrong = tuple(msgspec.structs.replace(item, name="Wrong body") for item in statement.addressees)
    return msgspec.structs.replace(statement, addressees=wrong)


def shorten_last_action(statement: Statement) -> Statement:
    *kept, last = statement.actions
    span = msgspec.structs.replace(last.span, end=last.span.end - 4)
    short = msgspec.structs.replace(last, quote=last.quote[:-4], span=span)
    return msgspec.structs.replace(statement, actions=(*kept, short))


def drop_last_action(statement: Statement) -> Statement:
    return msgspec.structs.replace(statement, actions=statement.actions[:-1])


def retype_action(statement: Statement) -> Statement:
    first, *others = statement.actions
    return msgspec.structs.replace(statement, actions=(msgspec.structs.replace(first, quote="to Protest"), *others))


def forget_mark(statement: Statement) -> Statement:
    return msgspec.structs.replace(statement, review="")


def quote_whole_clause(statement: Statement) -> Statement:
    (action,) = statement.actions
    wider = "that the regime must stop torture"
    span = msgspec.structs.replace(action.span, start=action.span.end - len(wider))
    return msgspec.structs.replace(statement, actions=(msgspec.structs.replace(action, quote=wider, span=span),))


def call_doubtful_demand(statement: Statement) -> Statement:
    action = Action(id="2.3.1", quote="every appeal to the Court", span=statement.span, act="")
    return msgspec.structs.replace(statement, kind=Kind.DEMAND, actions=(action,))


def propose_optional(statement: Statement) -> Statement:
    return msgspec.structs.replace(
        statement, addressees=(Addressee(name="Tavrian authorities", raw="", explicit=False),)
    )


def propose_unsafe(statement: Statement) -> Statement:
    return msgspec.structs.replace(statement, addressees=(Addressee(name="Council", raw="", explicit=False),))


@pytest.mark.parametrize(
    ("identifier", "error", "lowered"),
    [
        ("1.1", cut_end, {"boundaries"}),
        ("1.2", take_for_position, {"demands", "explicit_addressees", "actions", "actions_relaxed"}),
        ("1.1", lambda s: msgspec.structs.replace(s, kind=Kind.DEMAND), {"demands"}),
        ("1.2", name_wrongly, {"explicit_addressees"}),
        ("1.3", name_wrongly, {"implied_addressees"}),
        ("1.2", shorten_last_action, {"actions"}),
        ("1.2", drop_last_action, {"actions", "actions_relaxed"}),
        ("1.2", retype_action, {"verbatim"}),
        ("2.2", forget_mark, {"soft_marked"}),
        ("2.2", propose_unsafe, {"implied_addressees"}),
        ("2.1", quote_whole_clause, set()),
        ("2.2", propose_optional, set()),
        ("2.3", call_doubtful_demand, set()),
        ("4.1", name_wrongly, set()),
    ],
)
def test_an_error_lowers_its_own_figure(
    identifier: str, error: Callable[[Statement], Statement], lowered: set[str], tmp_path: Path
) -> None:
    perfect = score(find_perfectly(), tmp_path)
    found = score(replace(find_perfectly(), identifier, error), tmp_path)
    assert list_lowered(found.score, perfect.score) == lowered
    assert {miss.figure.replace(" ", "_") for miss in found.misses} == lowered - {"actions_relaxed"}


def test_two_statements_taken_for_one_are_one_wrong_and_two_missed(tmp_path: Path) -> None:
    perfect = find_perfectly()
    joined = msgspec.structs.replace(
        perfect[1], text="calls on ... prisoners", span=Span(index=0, start=22, end=perfect[2].span.end)
    )
    count = score([perfect[0], joined, *perfect[3:]], tmp_path).score.boundaries
    assert count == Count(right=6, extra=1, missed=2)


def test_a_statement_in_another_paragraph_does_not_count(tmp_path: Path) -> None:
    moved = replace(
        find_perfectly(), "4.1", lambda s: msgspec.structs.replace(s, span=msgspec.structs.replace(s.span, index=2))
    )
    whole = score(moved, tmp_path).score
    assert whole.boundaries == whole.boundaries_relaxed == Count(right=7, extra=1, missed=1)


def test_an_explicit_name_given_as_implied_costs_recall_only(tmp_path: Path) -> None:
    def imply(statement: Statement) -> Statement:
        names = tuple(msgspec.structs.replace(item, explicit=False) for item in statement.addressees)
        return msgspec.structs.replace(statement, addressees=names)

    whole = score(replace(find_perfectly(), "1.2", imply), tmp_path).score
    assert whole.explicit_addressees == Count(right=2, extra=0, missed=2)
    assert whole.implied_addressees == Share(3, 3)


def test_overlap_needs_the_same_paragraph() -> None:
    assert measure_overlap(Stretch(0, 0, 10), Stretch(0, 5, 15)) == pytest.approx(1 / 3)
    assert measure_overlap(Stretch(0, 0, 10), Stretch(1, 0, 10)) == 0
    assert measure_overlap(Stretch(-1, 0, 10), Stretch(-1, 0, 10)) == 0


def test_matching_is_one_to_one_and_takes_the_best() -> None:
    found = [Stretch(0, 0, 10), Stretch(0, 0, 9)]
    assert match([(Stretch(0, 0, 9),), (Stretch(0, 0, 10),)], found) == {0: 1, 1: 0}
    assert match([(Stretch(0, 0, 9),)], [Stretch(0, 8, 40)]) == {}


def test_names_that_mean_the_same() -> None:
    assert normalise_name("the Council of the European Union") == normalise_name("Council")
    assert normalise_name("Cambodian Prosecutor’s Office") == "cambodian prosecutor's office"
    assert list_names("A | the B") == {"a", "b"}
    assert normalise_name("Member States") != normalise_name("EU Member States")


def test_figures_are_cut_not_rounded_up() -> None:
    assert format_number(0.9999) == "0.999"
    assert format_number(1.0) == "1.000"
    assert format_number(None) == "–"


def test_misses_are_told_in_words(tmp_path: Path) -> None:
    result = score(find_perfectly()[1:], tmp_path)
    assert "Condemns the arrests" in format_misses(result.misses)
