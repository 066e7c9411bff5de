"""Finding set phrases in a demand and cutting them out word for word."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import Phrases, Value, Word, compile_markers

# "Joseph Makane": two capitalised words
FULL_NAME = re.compile(r"\b[A-Z]\w+ [A-Z]\w+")
# "of Leonor Paz": an item that is hardly more than a name
SHORT_ITEM = 4


@dataclass(frozen=True)
class Pairing:
    """Two actions that belong together, and all partners of each: what a sibling carries is not lost."""

    old: Features
    new: Features
    old_partners: tuple[Features, ...]
    """The old actions linked to `new`."""
    new_partners: tuple[Features, ...]
    """The new actions linked to `old`."""
    tables: Tables

    def turned(self) -> "Pairing":
        """Return the same pair seen from the new text."""
        return Pairing(self.new, self.old, self.new_partners, self.old_partners, self.tables)


@dataclass(frozen=True)
class Found:
    """Words of a demand: characters `start` to `end` of its quote."""

    start: int
    end: int
    text: str


def find_phrases(item: Features, phrases: Phrases[Value], *, core_only: bool = False) -> list[tuple[Value, Found]]:
    """Return the phrases in a demand with their words as they stand there."""
    matches = phrases.find(item.words)
    return [
        (match.value, cut(item, match.first, match.last))
        for match in matches
        if not core_only or item.core[match.first]
    ]


def cut(item: Features, first: int, last: int) -> Found:
    """Return the words `first` to `last` (last excluded) as they stand in the quote."""
    start, end = item.words[first].start, item.words[last - 1].end
    return Found(start, end, item.quote[start:end])


def with_conjunction(item: Features, found: Found, conjunctions: tuple[str, ...]) -> str:
    """Return the words with the conjunction before them, if there is one: "and unconditional"."""
    before = bisect_left([word.start for word in item.words], found.start) - 1
    if before >= 0 and item.words[before].text.casefold() in conjunctions:
        return item.quote[item.words[before].start : found.end]
    return found.text


def find_marker(text: str, markers: tuple[str, ...]) -> Found | None:
    """Return the first of some set phrases in a text."""
    pattern = compile_markers(markers)
    match = pattern.search(text) if pattern else None
    return Found(match.start(), match.end(), match.group()) if match else None


def cut_clause(text: str, start: int) -> str:
    """Return the clause from `start` to the next comma, semicolon, dash or bracket, as it stands."""
    end = len(text)
    for mark in (",", ";", " –", " —", "- ", ")", "("):
        at = text.find(mark, start + 1)
        if 0 <= at < end and not _inside_number(text, at):
            end = at
    return text[start:end].rstrip(" .")


def _inside_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def stems_of(items: tuple[Features, ...]) -> set[str]:
    """Return the stems of all words of some demands."""
    return {word.stem for item in items for word in item.words}


def join_words(item: Features, words: tuple[Word, ...]) -> str:
    """Return the stretch of the quote from the first to the last of some words."""
    return item.quote[words[0].start : words[-1].end]


def is_meant_by_pronoun(words: str | None, others: tuple[Features, ...], tables: Tables) -> bool:
    """Tell whether the other side has only a pronoun for a person: "the release of Leonor Paz", "her release"."""
    if not words or len(words.split()) > SHORT_ITEM or not FULL_NAME.search(words):
        return False
    pronouns = tables.lexicon.person_pronouns
    return any(word.text.casefold() in pronouns for other in others for word in other.words)
