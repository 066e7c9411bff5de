"""What actions mean apart from the words they share, and what the demands beside them say."""

import pytest

from exporter.analysis.comparison import compare
from exporter.analysis.comparison.neighbours import NEIGHBOUR, heed_neighbours
from exporter.analysis.comparison.sides import read_sides
from exporter.analysis.comparison.similarity import ENOUGH, score_pairs, weigh
from exporter.model.comparison import Score
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from tests.analysis.comparison.texts import Ask, Side, make_document

# as many demands as there must be for their middle to say anything, on fields that have nothing to do with one another
OTHERS = (
    "to ratify the treaty on the high seas",
    "to lower the tariffs on bananas",
    "to train judges",
    "to publish the minutes of the bank's board",
    "to lift the roaming charges",
    "to vaccinate cattle",
)


def make(*asks: str, name: str = "old") -> Document:
    demands = tuple(Ask(ask=ask, id=f"{at}.1.1") for at, ask in enumerate(asks, 1))
    return make_document(Side(title="Resolution on Ruritania", demands=demands), name)


def score(old: tuple[str, ...], new: tuple[str, ...]) -> dict[tuple[int, int], Score]:
    sides = read_sides(make(*old), make(*new, name="new"), Kind.DEMAND)[0]
    return score_pairs(*weigh(sides.old, sides.new, sides.tables), sides.tables)


@pytest.mark.parametrize(
    ("old", "near", "far"),
    [
        ("to hire more nurses", "to hire additional doctors", "to hire more ships"),
        ("to build more prisons", "to build fewer jails", "to build fewer schools"),
    ],
)
def test_what_is_near_in_meaning_counts_for_more(old: str, near: str, far: str) -> None:
    one, other = (score((old, *OTHERS), (new, *OTHERS))[0, 0].parts["meaning"] for new in (near, far))
    assert one > other


def test_of_few_demands_neither_meaning_nor_order_counts() -> None:
    few = OTHERS[: ENOUGH // 2 - 1]
    assert all(s.parts["meaning"] == 0 and "neighbours" not in s.parts for s in score(few, few).values())


def pair(total: float, leeway: float = 1.0) -> Score:
    return Score(parts={"leeway": leeway}, total=total)


def test_between_two_that_were_kept_stands_what_stood_between_them() -> None:
    scores = {(0, 0): pair(1.0), (1, 1): pair(0.2), (1, 5): pair(0.2), (2, 2): pair(1.0)}
    found = heed_neighbours(scores)
    assert found[1, 1].total > 0.6 > found[1, 5].total == 0.2
    assert found[1, 1].parts["neighbours"] == NEIGHBOUR
    assert found[0, 0].total == 1.0


def test_neighbours_have_no_more_say_than_the_leeway_of_a_pair() -> None:
    scores = {(0, 0): pair(1.0), (1, 1): pair(0.2, leeway=0.0)}
    assert heed_neighbours(scores)[1, 1].total == 0.2


def test_neighbours_make_nothing_certain() -> None:
    scores = {(0, 0): pair(1.0), (1, 1): pair(0.96)}
    assert heed_neighbours(scores)[1, 1].total == 0.97


def test_one_boilerplate_for_another_thing_is_not_linked_by_its_place() -> None:
    old = ("to set up a public register of weapons", *OTHERS)
    new = ("to set up a public register of lobbyists", *OTHERS)
    links = {(link.old[0], link.new[0]) for link in compare(make(*old), make(*new, name="new")).links}
    assert ("1.1.1", "1.1.1") not in links
    assert len(links) == len(OTHERS)
