"""The scorer is right about links: possible ones and forwarding clauses are neutral, false ones cost precision."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from exporter.model.comparison import Comparison, Link, LinkStatus, Score, Sign, Structure, Texts, TextSummary
from exporter.model.demands import Demands
from exporter.model.resolution import Status
from tests.accuracy.counts import Count, PairScore, Share
from tests.accuracy.labels import FalseFriend, LabelledPair, LinkLabel, PairLabel, find_sign
from tests.accuracy.pair_score import score_pair
from tests.accuracy.perfect import find_perfectly, score
from tests.accuracy.report import format_group


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


def test_the_report_holds_every_figure(tmp_path: Path) -> None:
    result = score(find_perfectly()[1:], tmp_path)
    table = format_group("Development", [result.score], [score_links(GOOD, tmp_path)])
    assert "| statement boundaries | 1.000 | 0.875 | 0.933 | 7 right, 0 extra, 1 missed | 0.980 |" in table
    assert "| links (possible ones neutral) | 1.000 | 1.000 | 1.000 | 2 right, 0 extra, 0 missed | 0.900 |" in table
