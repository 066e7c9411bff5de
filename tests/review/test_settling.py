"""Decisions find their demands again, or say why not; they never land on others."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.batch.review import check_review, load_review, refresh_review
from exporter.model.dossier import Document
from exporter.review import State
from exporter.review.anchors import Known, identify, list_targets
from tests.analysis.comparison.texts import Ask, Side, make_document
from tests.review.dossiers import answer, edit_source, make_reviewed, path_of, stand, text_of

REPEAL = "to repeal the law on foreign agents of 12 May 2029"


def settle_one(dossier: Path, words: str = REPEAL) -> tuple[State, str]:
    ((_, standing),) = stand(dossier, words)
    return standing.state, standing.reason


def test_a_decision_follows_its_words_to_another_place(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "confirm")
    edit_source(dossier, "old.txt", "1. Condemns the closing of newspapers in Veldoria;", "1. Notes that it is spring;")
    edit_source(dossier, "old.txt", "to release immediately and unconditionally the journalist Mara Ilves, to", "to")
    ((_, standing),) = stand(dossier, REPEAL)
    assert standing.state is State.DECIDED
    assert standing.targets["old"].place == "2.1.1"


def test_a_decision_on_respelt_words_counts_is_told_and_asked_again(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    edit_source(dossier, "old.txt", "foreign agents of", "foreign agent of")
    assert settle_one(dossier) == (State.CHANGED, "the words are no longer quite those decided on")
    refresh_review(dossier)
    assert settle_one(dossier)[0] is State.CHANGED
    text = text_of(dossier)
    assert f"    old words: >-\n      {REPEAL}\n" in text
    assert "to repeal the law on foreign agent of 12 May 2029" in text
    answer(dossier, "to repeal the law on foreign agent of", "confirm")
    assert settle_one(dossier)[0] is State.REPLACED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to repeal", "not to repeal"),
        ("12 May 2029", "13 May 2029"),
        ("foreign agents", "the secret police"),
        ("the law on foreign agents of 12 May 2029", "all laws of 2029"),
    ],
)
def test_other_words_do_not_inherit_a_decision(tmp_path: Path, old: str, new: str) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    edit_source(dossier, "old.txt", old, new)
    assert settle_one(dossier) == (State.STALE, "its words are no longer in the text")
    refresh_review(dossier)
    assert settle_one(dossier) == (State.STALE, "its words are no longer in the text")


def edit(dossier: Path, old: str, new: str) -> None:
    text = text_of(dossier)
    assert old in text
    path_of(dossier).write_text(text.replace(old, new, 1), encoding="utf-8")


NOT_AN_ACTION = "a link ties actions: write paragraph.statement.action, such as 2022/5.2.1"
ADDED = "\nadded links:\n  - old: {old}\n    new: {new}\n    decision: add\n    by: Jane Roe\n    on: 2032-07-01\n"


@pytest.mark.parametrize(
    ("old", "new", "state", "reason"),
    [
        ("2031/4.1.1", "2032/4.1.1", State.DECIDED, ""),
        ("2031/9.1.1", "2032/4.1.1", State.STALE, "2031 has no 9.1.1"),
        ("2033/4.1.1", "2032/4.1.1", State.STALE, "the dossier has no text “2033”, or it could not be read"),
        ("2031/abcdef", "2032/4.1.1", State.STALE, "there is no demand with the id 2031/abcdef"),
        (
            "2031/4.1",
            "2032/4.1.1",
            State.STALE,
            "a link ties actions: write paragraph.statement.action, such as 2022/5.2.1",
        ),
        ("2031/4.1.1", "2031/3.1.1", State.STALE, "both sides are of one text"),
    ],
)
def test_links_added_by_hand(tmp_path: Path, old: str, new: str, state: State, reason: str) -> None:
    dossier = make_reviewed(tmp_path)
    with path_of(dossier).open("a", encoding="utf-8") as file:
        file.write(ADDED.format(old=old, new=new))
    standing = load_review(dossier).settled.standings[-1]
    assert standing.state is state
    assert standing.reason.partition(" (did")[0] == reason


def test_a_place_without_words_does_not_count_once_the_text_has_changed(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    with path_of(dossier).open("a", encoding="utf-8") as file:
        file.write(ADDED.format(old="2031/4.1.1", new="2032/4.1.1"))
    edit_source(dossier, "old.txt", "targeted sanctions", "sanctions")
    standing = load_review(dossier).settled.standings[-1]
    assert standing.state is State.STALE
    assert standing.reason.startswith("2031 changed before this was tied to its words")


def test_a_quotation_changed_by_hand_does_not_count(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    edit(dossier, REPEAL, "to repeal all laws")
    state, reason = settle_one(dossier, "to repeal all laws")
    assert (state, reason[:49]) == (State.STALE, "what is quoted under “old words” are not the words"[:49])


def test_a_decision_without_name_or_day_or_correction_does_not_count(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "confirm", signed="    by:\n    on: 2032-07-01\n")
    assert settle_one(dossier) == (State.INCOMPLETE, "“by” must be filled in")
    answer(dossier, "to suspend the trade", "correct")
    assert settle_one(dossier, "to suspend the trade") == (State.INCOMPLETE, "a correction needs “strength” or “scope”")


def copy_entry(dossier: Path, words: str) -> str:
    text = text_of(dossier)
    start = text.rindex("\n  - ", 0, text.index(words)) + 1
    return text[start : text.index("\n  - ", start) + 1]


def test_two_reviewers_who_disagree_and_two_who_agree(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "confirm")
    entry = copy_entry(dossier, REPEAL)
    edit(dossier, entry, entry + entry)
    assert [standing.state for _, standing in stand(dossier, REPEAL)] == [State.DECIDED, State.DOUBLE]
    edit(dossier, "    decision: confirm\n    by", "    decision: reject\n    by")
    found = [standing for _, standing in stand(dossier, REPEAL)]
    assert [standing.state for standing in found] == [State.CONFLICT, State.CONFLICT]
    lines = [entry.line for entry, _ in stand(dossier, REPEAL)]
    assert found[0].reason == f"the decisions in lines {lines[0]}, {lines[1]} contradict each other"


def test_ids_whose_lines_were_deleted_are_known_again_by_their_words(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    before = text_of(dossier)
    path_of(dossier).write_text(before[: before.index("\nknown demands:")], encoding="utf-8")
    assert settle_one(dossier)[0] is State.DECIDED
    refresh_review(dossier)
    assert set(text_of(dossier).split("\n")) == set(before.split("\n"))


def test_check_lists_open_and_stale_entries_with_their_lines(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    edit_source(dossier, "old.txt", "12 May 2029", "13 May 2029")
    notices = [found.notice for found in check_review(dossier)]
    codes = {notice.code for notice in notices}
    assert {"decision-open", "decision-stale", "review-not-refreshed"} <= codes
    stale = next(notice for notice in notices if notice.code == "decision-stale")
    line = int(stale.location.removeprefix("line "))
    assert text_of(dossier).split("\n")[line - 1].startswith("  - old: 2031/")
    assert "reject by Jane Roe" in stale.message


# --- re-anchoring under random edits

SUBJECTS = ("Mara Ilves", "Jon Arden", "the four newspapers", "the law on agents", "the trade union", "the old bridge")
ACTS = ("to release", "to protect", "to reopen", "to repeal", "to recognise", "to inspect")
TAILS = ("without delay", "by 2033", "as the experts asked", "in line with the covenant", "")


def build(asks: list[str]) -> Document:
    demands = tuple(Ask(ask=ask, id=f"{number}.1.1") for number, ask in enumerate(asks, 1))
    return make_document(Side(demands=demands), "2031")


def learn(document: Document) -> tuple[Known, ...]:
    return identify([document], (), {}).minted


def mutate(words: str, chance: random.Random) -> str:
    """Change a demand as editors do: a letter, a small word, a name, a number, a negation, or all of it."""
    kind = chance.randrange(6)
    parts = words.split(" ")
    if kind == 0:
        return words.replace("s", "z", 1)
    if kind == 1:
        return f"not {words}"
    if kind == 2:
        return " ".join([*parts[:2], "also", *parts[2:]])
    if kind == 3:
        return words.replace("Ilves", "Arden").replace("2033", "2034")
    if kind == 4:
        return " ".join(parts[:-1])
    return f"to build {chance.choice(SUBJECTS)} anew"


@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_an_id_lands_on_its_own_demand_or_on_none(seed: int) -> None:
    chance = random.Random(seed)
    asks = [f"{chance.choice(ACTS)} {chance.choice(SUBJECTS)} {chance.choice(TAILS)}".strip() for _ in range(6)]
    before = build(asks)
    known = learn(before)
    words = {
        name.id: t.words for name in known for t in list_targets(before) if (t.place, name.place) == (t.place, t.place)
    }
    edited: list[tuple[int, str]] = [(number, ask) for number, ask in enumerate(asks)]
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(edited))
        action = chance.randrange(3)
        if action == 0 and len(edited) > 1:
            del edited[at]
        elif action == 1:
            edited.insert(at, (-1, f"{chance.choice(ACTS)} {chance.choice(SUBJECTS)} {chance.choice(TAILS)}".strip()))
        else:
            edited[at] = (edited[at][0], mutate(edited[at][1], chance))
    after = build([ask for _, ask in edited])
    identity = identify([after], known, words)
    for name in known:
        if name.place.count(".") == 2 and name.id in identity.found:
            origin = int(name.place.split(".")[0]) - 1
            found = identity.found[name.id]
            landed = edited[int(found.target.place.split(".")[0]) - 1]
            assert landed[0] == origin or landed[1] == asks[origin], (asks[origin], landed[1])
            if found.is_changed:
                assert landed[0] == origin


@given(st.lists(st.sampled_from(ACTS), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_ids_are_unique_and_the_same_for_whoever_makes_them(acts: list[str]) -> None:
    document = build([f"{act} him" for act in acts])
    known = learn(document)
    assert len({name.id for name in known}) == len(known) == len(list_targets(document))
    assert learn(document) == known
    identity = identify([document], known, {})
    assert {name.id: name.place for name in known} == {n: f.target.place for n, f in identity.found.items()}
    assert not identity.minted
