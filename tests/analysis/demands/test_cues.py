"""Phrases are tried only where they can begin: no beginning may be missed."""

import pytest

from exporter.analysis.demands.cues import CAPITAL, Known, Phrases, Stretch, Words, find_prefixes, list_beginnings


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
        ("(?<=, )subject to", ("subjec",)),
        (r"(?-i:[A-Z]\w+ Party)", (CAPITAL,)),
        (r"\d+ days", ("",)),
    ],
)
def test_the_beginning_of_a_pattern_is_what_every_match_begins_with(cue: str, prefixes: tuple[str, ...]) -> None:
    assert find_prefixes(cue) == prefixes


def test_a_short_first_word_is_a_whole_word() -> None:
    assert "in " in list_beginnings("In")
    assert "in " not in list_beginnings("into")
    assert {"", "in", CAPITAL} <= list_beginnings("Into")


class Only:
    """One table of phrases alone."""

    def __init__(self, phrases: Phrases) -> None:
        self.begin = Known(lambda word: (phrases,) if phrases.may_begin(word) else ())


def test_phrases_are_found_in_order_and_apart() -> None:
    text = "immediately, in so far as possible, and without delay or delays; into the mid-term"
    phrases = Phrases("in so far as", "as possible", "without delay", "term", "immediately")
    found = [match.group() for match in phrases.find(Stretch(Words(text), Only(phrases), 0, len(text)))]
    assert found == ["immediately", "in so far as", "without delay"]
