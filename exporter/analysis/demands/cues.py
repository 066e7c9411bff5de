"""Regular expressions that are tried only where a word of the text can begin one: most are never tried at all."""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from typing import Any, Protocol, TypeVar

PREFIX = 6
CAPITAL = "A"  # what a word with a capital begins with, whatever it is; other beginnings are in lower case
KNOWN = 16384  # so many words are remembered
LONGEST = 80  # and no longer ones
WORD = re.compile(r"\w+")
# "(?<=, )subject to", "(?-i:[A-Z]\w+ Party)", "(?:free|fair) trial", "elections?", "if(?! necessary)"
LOOKBEHIND = re.compile(r"\(\?<[=!][^()]*\)")
NAME = "(?-i:[A-Z]"
CHOICES = re.compile(r"\(\?:([\w |]+)\)(?![?*])")
LETTERS = re.compile(r"((?:[^\W\d_](?![?*{]))*)([ ’-](?![?*{])|\\b)?")


Answer = TypeVar("Answer")


class Known(dict[str, Answer]):
    """Answers remembered by word: asked for every word of a text, so that each is a plain look-up."""

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, word: str) -> Answer:
        if len(self) >= KNOWN:
            self.clear()
        found = self._answer(word)
        if len(word) <= LONGEST:
            self[word] = found
        return found


# what is known of the words inside a token, each with its place there: there are two in `rights-violating`
Parts = tuple[tuple[int, Answer], ...]


def know_parts(answer: Callable[[str], Answer]) -> Known[Parts[Answer]]:
    """Return the answers for the words inside tokens, but for empty ones."""

    def answer_parts(token: str) -> Parts[Answer]:
        found = ((match.start(), answer(match.group())) for match in WORD.finditer(token))
        return tuple(part for part in found if part[1])

    return Known(answer_parts)


class Table(Protocol[Answer]):
    """What is looked for in a text; `begin` says what the words in a token can be the first of: nothing, for most."""

    begin: Known[Parts[Answer]]


class Words:
    """The tokens of a text, and what the words inside them may begin."""

    def __init__(self, text: str, spelt: Sequence[str], starts: Sequence[int]) -> None:
        self.text, self._spelt, self._starts = text, spelt, starts
        self._near: dict[object, list[tuple[int, Any]]] = {}

    def near(self, table: Table[Answer], start: int = 0, end: int = sys.maxsize) -> list[tuple[int, Answer]]:
        """Return where, between two characters, words stand that may begin something in a table, and what."""
        rows = self._near.get(table)
        if rows is None:
            begun = list(map(table.begin.__getitem__, self._spelt))
            places = compress(zip(self._starts, begun, strict=True), begun)
            rows = self._near[table] = [(first + place, answer) for first, parts in places for place, answer in parts]
        return rows[bisect_left(rows, (start,)) : bisect_left(rows, (end,))]

    def find(self, table: "Table[tuple[Phrases, ...]]", start: int, end: int) -> "Found":
        """Return the places of the phrases of a table between two characters."""
        found: Found = {}
        for offset, begun in self.near(table, start, end):
            for phrases in begun:
                before = found.get(phrases)
                if (before is None or offset >= before[-1].end()) and (
                    match := phrases.pattern.match(self.text, offset, end)
                ):
                    found.setdefault(phrases, []).append(match)
        return found


class Phrases:
    """Phrases of one kind, each a regular expression for whole words, the longest first.

    `closed` phrases say themselves where they end, and may stand behind a hyphen.
    """

    def __init__(self, *phrases: str, ignore_case: bool = False, closed: bool = False) -> None:
        self._phrases = "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self._frame = "(?:{})" if closed else r"(?<![\w’'-])(?:{})(?![\w-])"
        self._flags = re.IGNORECASE if ignore_case else 0
        self._prefixes = frozenset(prefix for phrase in phrases for prefix in find_prefixes(phrase))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All of them as one pattern."""
        return re.compile(self._frame.format(self._phrases), self._flags)

    def may_begin(self, word: str) -> bool:
        """Return whether a word can be the first of a phrase."""
        return not self._prefixes.isdisjoint(list_beginnings(word))


# the places of each kind of phrases, in order; kinds that do not stand there are left out
Found = dict[Phrases, list[re.Match[str]]]


class PhraseTable:
    """Phrases of some kinds that are looked for in the same stretches of text."""

    def __init__(self, *kinds: Phrases) -> None:
        self.begin = know_parts(lambda word: tuple(phrases for phrases in kinds if phrases.may_begin(word)))


@lru_cache(maxsize=KNOWN)
def list_beginnings(word: str) -> frozenset[str]:
    """Return all that a word begins with, with a space behind it: `in ` begins `in`, not `into`."""
    low = f"{word} ".lower()
    capital = {CAPITAL} if word[:1].isupper() else set()
    return frozenset({low[:size] for size in range(PREFIX + 1)} | capital)


def find_prefixes(cue: str) -> tuple[str, ...]:
    """Return what a cue's first word can begin with: `electi` of `elections?`, `free ` of `(?:free|fair) trial`."""
    cue = LOOKBEHIND.sub("", cue)
    if cue.startswith(NAME):
        return (CAPITAL,)
    group = CHOICES.match(cue)
    rest = cue[group.end() :] if group else cue
    return tuple(_letters(f"{choice}{rest}") for choice in (group.group(1).split("|") if group else [""]))


def _letters(cue: str) -> str:
    match = LETTERS.match(cue)
    letters, ended = match.groups() if match else ("", None)
    return f"{letters}{' ' if ended else ''}"[:PREFIX].lower()
