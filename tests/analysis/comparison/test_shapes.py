"""Splits and merges: found, named so, and each part told only what happened to it."""

from exporter.analysis.comparison import compare
from exporter.model.comparison import Comparison, Sign, Structure
from tests.analysis.comparison.texts import Ask, Side, make_document

TRIALS = "to attend the trials of journalists"
VISITS = "to visit the prisoners of Camp Nine"
BOTH = "to attend the trials of journalists and lawyers and to visit the prisoners of Camp Nine"
CAMPS = "to close the internment camps in the province of Sul and to compensate the fishermen of Lake Meda"


def compare_asks(old: list[Ask], new: list[Ask]) -> Comparison:
    sides = (Side(tuple(asks)) for asks in (old, new))
    documents = (make_document(side, name) for side, name in zip(sides, ("old", "new"), strict=True))
    return compare(*documents)


def number(*asks: str) -> list[Ask]:
    return [Ask(ask=ask, id=f"{at}.1.1", to=("EU Delegation",)) for at, ask in enumerate(asks, 1)]


def test_one_demand_becomes_two() -> None:
    comparison = compare_asks(number(BOTH), number(VISITS, TRIALS))
    assert {(link.new, link.structure) for link in comparison.links} == {
        (("1.1.1",), Structure.SPLIT),
        (("2.1.1",), Structure.SPLIT),
    }
    assert len({link.group for link in comparison.links}) == 1
    assert comparison.new == comparison.not_carried_over == ()
    trials = next(link for link in comparison.links if link.new == ("2.1.1",))
    assert {link.strength for link in comparison.links} == {Sign.SAME}
    assert trials.scope is Sign.DOWN, "lawyers are no longer named"


def test_two_demands_become_one() -> None:
    comparison = compare_asks(number(TRIALS, VISITS), number(BOTH))
    assert {(link.old, link.structure) for link in comparison.links} == {
        (("1.1.1",), Structure.MERGE),
        (("2.1.1",), Structure.MERGE),
    }
    scopes = {link.old[0]: link.scope for link in comparison.links}
    assert scopes == {"1.1.1": Sign.UP, "2.1.1": Sign.SAME}, "the lawyers came to the trials, not to the prisoners"


def test_what_a_sibling_carries_is_not_lost() -> None:
    comparison = compare_asks(
        number(CAMPS),
        number("to close the internment camps in the province of Sul", "to compensate the fishermen of Lake Meda"),
    )
    assert [link.structure for link in comparison.links] == [Structure.SPLIT, Structure.SPLIT]
    assert [(link.strength, link.scope) for link in comparison.links] == [(Sign.SAME, Sign.SAME)] * 2


def test_many_to_many() -> None:
    comparison = compare_asks(number(BOTH, CAMPS), number(f"{TRIALS} and {CAMPS}", f"{VISITS}"))
    assert Structure.MANY_TO_MANY in {link.structure for link in comparison.links}


def test_a_second_partner_must_bring_something_of_its_own() -> None:
    comparison = compare_asks(number(TRIALS), number(TRIALS, "to attend trials"))
    assert [link.structure for link in comparison.links] == [Structure.ONE_TO_ONE]
    assert comparison.new == ("2.1.1",)


def test_what_is_wholly_taken_up_elsewhere_is_not_lost_for_its_plain_words() -> None:
    comparison = compare_asks(
        number(
            "to set up a public register of shipyards that dump waste",
            "to include in it the manning agencies that recruited them",
        ),
        number(
            "to set up a public register of shipyards that dump waste and of the manning agencies that recruited them"
        ),
    )
    assert {(link.old, link.structure) for link in comparison.links} == {
        (("1.1.1",), Structure.MERGE),
        (("2.1.1",), Structure.MERGE),
    }
