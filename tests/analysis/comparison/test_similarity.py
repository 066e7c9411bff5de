"""What makes two actions one demand: in other words, with what was said before, by the act, against the wrong name."""

import time

import pytest

from exporter.analysis.comparison import compare, find_candidates
from exporter.analysis.comparison.alignment import FLOOR
from exporter.model.comparison import Score
from exporter.model.dossier import Document
from tests.analysis.comparison.texts import Ask, Side, make_document


def make(*asks: Ask, name: str = "old") -> Document:
    return make_document(Side(asks), name)


def score(old: Ask, new: Ask) -> Score | None:
    """Return the score of the only link between two demands, None if they are not linked."""
    links = compare(make(old), make(new, name="new")).links
    return links[0].score if links else None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to free all prisoners of conscience", "the release of those held arbitrarily"),
        ("to lift the state of emergency", "to end emergency rule"),
        ("to accede to the Convention against Torture", "to ratify UNCAT"),
        ("to abolish the compulsory headscarf", "to repeal the law that obliges women to wear the veil"),
        ("to phase out coal by 2030", "to close down coal-fired power plants"),
        ("to publish the declarations of interest of its board members", "to make board members' declarations public"),
        ("to run hotlines for domestic workers", "to maintain helplines for housekeepers"),
        ("to keep children out of detention", "that the detention of minors be prohibited throughout the Union"),
        ("to raise the catch limits for cod", "to increase the quotas for cod"),
    ],
)
def test_one_thing_in_other_words_is_linked(old: str, new: str) -> None:
    assert score(Ask(ask=old), Ask(ask=new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to improve the conditions in prisons", "to improve the conditions for investors"),
        ("to introduce electronic tendering", "to introduce electronic invoicing"),
        ("to adopt rules on whistleblowing", "to adopt rules on teleworking"),
        ("to increase funding for research", "to increase funding for rail"),
        ("to secure the right to due process", "to carry out due diligence in supply chains"),
        ("to repeal the law on the press", "to train police officers"),
        ("to appoint a guardian for each child", "to appoint a coordinator for each airport"),
    ],
)
def test_one_boilerplate_for_another_thing_is_not_linked(old: str, new: str) -> None:
    assert score(Ask(ask=old), Ask(ask=new)) is None


@pytest.mark.parametrize(
    ("old", "new"), [("States", "all States"), ("Governments of host countries", "States that maintain such systems")]
)
def test_states_and_governments_are_no_strangers(old: str, new: str) -> None:
    found = score(Ask(ask="to open shelters", to=(old,)), Ask(ask="to maintain open shelters", to=(new,)))
    assert found
    assert found.parts["addressees"] > 0


def test_other_persons_are_other_demands() -> None:
    old = Ask(ask="to release Ana Ruiz", people=("Ana Ruiz",))
    assert score(old, Ask(ask="to release Boris Tal", people=("Boris Tal",))) is None
    assert score(old, Ask(ask="to release Ana Ruiz and Boris Tal", people=("Ana Ruiz", "Boris Tal")))


def test_one_person_is_not_one_demand() -> None:
    old = Ask(ask="a new trial of Ana Ruiz", people=("Ana Ruiz",))
    assert score(old, Ask(ask="an inquiry into the death of Ana Ruiz", people=("Ana Ruiz",))) is None


def test_shared_terms_show_the_words_of_both_texts() -> None:
    found = score(Ask(ask="to protect reporters in the war"), Ask(ask="to protect journalists in the war"))
    assert found
    assert {"war", "reporters / journalists"} <= set(found.shared_terms)


def test_parts_of_the_score_say_what_it_rests_on() -> None:
    found = score(Ask(ask="to release the poet"), Ask(ask="to release the poet and the painter", to=("Council",)))
    assert found
    assert found.parts["old_covered"] == 1.0
    assert found.parts["new_covered"] < 1.0
    assert found.parts["act"] > 0 > found.parts["addressees"]


def test_what_is_nearly_linked_is_offered() -> None:
    old, new = make(Ask(ask="to dredge the harbour")), make(Ask(ask="to sell the crane of the harbour"), name="new")
    comparison = compare(old, new)
    assert comparison.links == ()
    (candidate,) = find_candidates(comparison, old, new)
    assert (candidate.old, candidate.new) == ("1.1.1", "1.1.1")
    assert candidate.score.total < FLOOR


def test_near_twins_by_the_hundred_find_their_own() -> None:
    asks = tuple(Ask(ask=f"to release prisoner {n} held in block {n % 9}", id=f"{n}.1.1") for n in range(1, 121))
    start = time.process_time()
    links = compare(make(*asks), make(*asks, name="new")).links
    assert time.process_time() - start < 5
    assert [(link.old, link.new) for link in links] == [((ask.id,), (ask.id,)) for ask in asks]
