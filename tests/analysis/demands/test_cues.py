"""Phrases are tried only where they can begin: no beginning may be missed."""

import pytest

from exporter.analysis.demands.cues import (
    CAPITAL,
    KNOWN,
    LONGEST,
    Known,
    Phrases,
    find_prefixes,
    know_parts,
    list_beginnings,
)


@pytest.mark.parametrize(
    ("cue", "prefixes"),
    [
        ("elections?", ("electi",)),
        ("tax(?:es|ation)?", ("tax",)),
        ("in so far as", ("in ",)),
        ("co-?operate", ("co",)),
        ("if(?! necessary)", ("if",)),
        (r"AI\b", ("ai ",)),
        ("d’urgence", ("d ",)),
        ("(?:free|fair) trial", ("free ", "fair ")),
        ("(?:pre)?trial", ("",)),
        ("(?:arrests?|jailing) of", ("arrest", "jailin")),
        (r"(?:\w+ ){0,2}trial", ("",)),
        ("(?<=, )subject to", ("subjec",)),
        (r"(?-i:[A-Z]\w+ Party)", (CAPITAL,)),
        (r"\d+ days", ("",)),
        (r"(?:\d+|ten) days", ("", "ten ")),
    ],
)
def test_the_beginning_of_a_pattern_is_what_every_match_begins_with(cue: str, prefixes: tuple[str, ...]) -> None:
    assert find_prefixes(cue) == prefixes


def test_a_short_first_word_is_a_whole_word() -> None:
    assert "in " in list_beginnings("In")
    assert "in " not in list_beginnings("into")
    assert {"", "in", CAPITAL} <= list_beginnings("Into")


def find(phrases: Phrases, text: str) -> list[str]:
    return [match.group() for match in phrases.find(text, 0, len(text))]


def test_phrases_are_found_in_order_and_apart() -> None:
    text = "immediately, in so far as possible, and without delay or delays; into the mid-term"
    phrases = Phrases("in so far as", "as possible", "without delay", "term", "immediately")
    assert find(phrases, text) == ["immediately", "in so far as", "without delay"]


def test_only_those_phrases_are_tried_that_a_word_may_begin() -> None:
    phrases = Phrases("in so far as", "where possible", "where (?:most )?needed")
    begun = phrases.begin["Where"]
    assert begun
    assert begun.phrases == ("where (?:most )?needed", "where possible")
    assert phrases.begin["whereas"] is None


def test_only_closed_phrases_are_found_behind_a_hyphen() -> None:
    text = "l’accord, a rights-violating law: repeal the law"
    assert find(Phrases("accord", "violating", "law"), text) == ["law", "law"]
    assert find(Phrases("violating", "repeal the", closed=True), text) == ["violating", "repeal the"]


def test_words_inside_a_token_are_known_by_their_places() -> None:
    known = know_parts(lambda word: len(word) if word.islower() else None)
    assert known["rights-violating"] == ((0, 6), (7, 9))
    assert known["VP/HR"] == ()


def test_what_a_word_is_remembered_for_is_bounded() -> None:
    sizes = Known(len)
    assert [sizes[word] for word in ("a", "bb", "a" * (LONGEST + 1))] == [1, 2, LONGEST + 1]
    assert list(sizes) == ["a", "bb"]
    for number in range(KNOWN + 1):
        assert sizes[str(number)] == len(str(number))
    assert len(sizes) <= KNOWN
