"""The scorer is right: a perfect answer scores 1 everywhere, and a planted error lowers exactly its own figure."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

import msgspec
import pytest

from exporter.model.comparison import Comparison, Link, LinkStatus, Score, Sign, Structure, Texts, TextSummary
from exporter.model.demands import Action, Addressee, Demands, Kind, Span, Statement
from exporter.model.dossier import Document
from exporter.model.resolution import Paragraph, Point, Resolution, SourceFile, Status, running_text
from tests.accuracy.counts import Count, PairScore, Share, TextScore
from tests.accuracy.labels import (
    DocumentLabel,
    FalseFriend,
    LabelledPair,
    LabelledText,
    LinkLabel,
    PairLabel,
    find_sign,
)
from tests.accuracy.matching import PlacedStatement, Stretch, match, measure_overlap, place_labels
from tests.accuracy.names import list_names, normalise_name
from tests.accuracy.pair_score import score_pair
from tests.accuracy.report import format_group, format_misses, format_number
from tests.accuracy.text_score import TextResult, score_text

PARAGRAPHS = (
    Paragraph(
        number=1,
        text="Condemns the arrests; calls on the Commission and the Council to protest, and to report by May; "
        "calls for the release of all prisoners;",
    ),
    Paragraph(
        number=2,
        text="Insists that the regime must stop torture; stresses that the guilty must be punished; "
        "supports every appeal to the Court;",
    ),
    Paragraph(
        number=3,
        text="Calls on the Member States:",
        points=(Point(label="(a)", text="to open their borders;"), Point(label="(b)", text="to pay;")),
    ),
    Paragraph(number=4, text="Instructs its President to forward this resolution to the Council."),
)
LABELS = {
    "file": "x.txt",
    "language": "en",
    "paragraphs": [
        {
            "n": 1,
            "statements": [
                {"id": "1.1", "verb": "Condemns", "kind": "position", "text": "Condemns the arrests"},
                {
                    "id": "1.2",
                    "verb": "calls on",
                    "kind": "demand",
                    "text": "calls on the Commission and the Council to protest, and to report by May",
                    "addressees": ["European Commission", "Council"],
                    "explicit": True,
                    "actions": [{"id": "1.2.1", "text": "to protest"}, {"id": "1.2.2", "text": "to report by May"}],
                },
                {
                    "id": "1.3",
                    "verb": "calls for",
                    "kind": "demand",
                    "text": "calls for the release of all prisoners",
                    "addressees": ["Tavrian authorities"],
                    "explicit": False,
                    "actions": [{"id": "1.3.1", "text": "the release of all prisoners"}],
                },
            ],
        },
        {
            "n": 2,
            "statements": [
                {
                    "id": "2.1",
                    "verb": "Insists",
                    "kind": "demand",
                    "text": "Insists that the regime must stop torture",
                    "addressees": ["Tavrian authorities | Tavria"],
                    "explicit": True,
                    "actions": [
                        {"id": "2.1.1", "text": "must stop torture", "or": ["the regime must stop torture"]},
                    ],
                },
                {
                    "id": "2.2",
                    "verb": "stresses",
                    "kind": "demand",
                    "soft": True,
                    "text": "stresses that the guilty must be punished",
                    "optional": ["Tavrian authorities"],
                    "actions": [{"id": "2.2.1", "text": "the guilty must be punished"}],
                },
                {
                    "id": "2.3",
                    "verb": "supports",
                    "kind": "position",
                    "doubtful": True,
                    "text": "supports every appeal to the Court",
                },
            ],
        },
        {
            "n": 3,
            "statements": [
                {
                    "id": "3.1",
                    "verb": "Calls on",
                    "kind": "demand",
                    "text": "Calls on the Member States: (a) to open their borders; (b) to pay",
                    "addressees": ["EU Member States"],
                    "explicit": True,
                    "actions": [{"id": "3.1.1", "text": "to open their borders"}, {"id": "3.1.2", "text": "to pay"}],
                }
            ],
        },
        {
            "n": 4,
            "statements": [
                {
                    "id": "4.1",
                    "verb": "Instructs",
                    "kind": "procedural",
                    "text": "Instructs its President to forward this resolution to the Council",
                    "addressees": ["EP President"],
                    "explicit": True,
                    "actions": [{"id": "4.1.1", "text": "to forward this resolution to the Council"}],
                }
            ],
        },
    ],
}
LABEL = msgspec.convert(LABELS, DocumentLabel)
RESOLUTION = Resolution(
    reference=None,
    references=(),
    procedure=None,
    title="A title",
    date=None,
    status=Status.UNKNOWN,
    language="en",
    citations=(),
    recitals=(),
    paragraphs=PARAGRAPHS,
    source=SourceFile(file="x.txt", sha256="0", format="txt"),
)

Statements = list[Statement]


def find_perfectly() -> Statements:
    """What a program would find that agrees with every label."""
    return [answer(item) for item in place_labels(LABEL, RESOLUTION)]


def answer(placed: PlacedStatement) -> Statement:
    label = placed.label
    return Statement(
        id=label.id,
        paragraph=placed.stretch.index + 1,
        kind=Kind(label.kind),
        verb=label.verb,
        text=label.text,
        span=span_of(placed.stretch),
        addressees=tuple(
            Addressee(name=name.split(" | ")[0], raw="", explicit=label.explicit) for name in label.addressees
        ),
        actions=tuple(
            Action(id=a.label.id, quote=a.label.text, span=span_of(a.stretches[0]), act="") for a in placed.actions
        ),
        review="soft" if label.soft else "",
    )


def span_of(stretch: Stretch) -> Span:
    return Span(index=stretch.index, start=stretch.start, end=stretch.end)


def score(statements: Sequence[Statement], folder: Path) -> TextResult:
    path = folder / "x.txt"
    path.write_text("\n".join(f"{p.number}. {running_text(p)}" for p in PARAGRAPHS), encoding="utf-8")
    demands = Demands(reference=None, language="en", statements=tuple(statements))
    document = Document(id="x", resolution=RESOLUTION, demands=demands)
    return score_text(LabelledText("x", "development", path, LABEL), document)


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


def make_link(old: str, new: str, strength: Sign = Sign.UP, scope: Sign = Sign.SAME, procedural: bool = False) -> Link:
    return Link(
        old=(old,),
        new=(new,),
        structure=Structure.ONE_TO_ONE,
        strength=strength,
        scope=scope,
        reasons=(),
        confidence=1.0,
        status=LinkStatus.PROPOSED,
        wording=(),
        score=Score(parts={}, total=1.0),
        group=old,
        procedural=procedural,
    )


PAIR = LabelledPair(
    "pair",
    "development",
    PairLabel(
        old="x",
        new="x",
        links=(
            LinkLabel(("1.2.1",), ("1.2.1",), "sure", strength="up", scope=("same", "up")),
            LinkLabel(("1.3.1",), ("1.3.1",), "sure", strength=None, scope="down"),
            LinkLabel(("2.1.1",), ("2.1.1",), "possible"),
        ),
        false_friends=(FalseFriend(("3.1.1",), ("3.1.2",)),),
    ),
)


def score_links(links: Sequence[Link], folder: Path) -> PairScore:
    result = score(find_perfectly(), folder)
    demands = Demands(reference=None, language="en", statements=())
    summary = TextSummary(
        id="x",
        reference=None,
        title="",
        status=Status.UNKNOWN,
        date=None,
        language="en",
        words=0,
        file="x.txt",
        demands=demands,
    )
    comparison = Comparison(
        texts=Texts(old=summary, new=summary), comparability=(), links=tuple(links), new=(), not_carried_over=()
    )
    return score_pair(PAIR, comparison, result, result).score


GOOD = (make_link("1.2.1", "1.2.1"), make_link("1.3.1", "1.3.1", scope=Sign.DOWN))


def test_right_links_score_one(tmp_path: Path) -> None:
    found = score_links(GOOD, tmp_path)
    assert (found.links, found.strength, found.scope) == (Count(2, 0, 0), Share(1, 1), Share(2, 2))
    assert found.false_friends == Share(0, 1)


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ((*GOOD, make_link("2.1.1", "2.1.1")), Count(2, 0, 0)),
        ((*GOOD, make_link("4.1.1", "4.1.1", procedural=True)), Count(2, 0, 0)),
        ((*GOOD, make_link("1.2.2", "1.2.1")), Count(2, 1, 0)),
        ((*GOOD, make_link("9.9.9", "1.2.1")), Count(2, 1, 0)),
        (GOOD[:1], Count(1, 0, 1)),
    ],
    ids=["possible is neutral", "forwarding is left out", "false link", "unlabelled action", "missed link"],
)
def test_links_are_counted(links: tuple[Link, ...], count: Count, tmp_path: Path) -> None:
    assert score_links(links, tmp_path).links == count


def test_signs_are_counted_on_links_that_were_found(tmp_path: Path) -> None:
    found = score_links([make_link("1.2.1", "1.2.1", Sign.DOWN, Sign.UP)], tmp_path)
    assert (found.strength, found.scope) == (Share(0, 1), Share(1, 1))


def test_a_false_friend_is_counted_twice_over_as_false_link_and_as_friend(tmp_path: Path) -> None:
    found = score_links((*GOOD, make_link("3.1.1", "3.1.2")), tmp_path)
    assert (found.links, found.false_friends) == (Count(2, 1, 0), Share(1, 1))


@pytest.mark.parametrize(
    ("classes", "sign"),
    [
        ({"softened", "broadened"}, "down"),
        ({"strengthened"}, "up"),
        ({"reworded"}, "same"),
        ({"softened", "strengthened"}, "mixed"),
    ],
)
def test_classes_of_the_gold_become_signs(classes: set[str], sign: str) -> None:
    assert find_sign(classes, "strengthened", "softened") == sign


def test_figures_are_cut_not_rounded_up() -> None:
    assert format_number(0.9999) == "0.999"
    assert format_number(1.0) == "1.000"
    assert format_number(None) == "–"


def test_the_report_holds_every_figure(tmp_path: Path) -> None:
    result = score(find_perfectly()[1:], tmp_path)
    table = format_group("Development", [result.score], [score_links(GOOD, tmp_path)])
    assert "| statement boundaries | 1.000 | 0.875 | 0.933 | 7 right, 0 extra, 1 missed | 0.980 |" in table
    assert "| links (possible ones neutral) | 1.000 | 1.000 | 1.000 | 2 right, 0 extra, 0 missed | 0.900 |" in table
    assert "Condemns the arrests" in format_misses(result.misses)
