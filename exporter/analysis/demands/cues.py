"""Regular expressions that are tried only where a word of the text can begin one: most are never tried at all."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from operator import itemgetter
from typing import Protocol

PREFIX = 6
CAPITAL = "A"  # what a word with a capital begins with, whatever it is; other beginnings are in lower case
KNOWN = 8192  # so many words are remembered
OFFSET = itemgetter(1)
WORD = re.compile(r"(\w+)")  # a group, so that `split` keeps it
# "(?<=, )subject to", "(?-i:[A-Z]\w+ Party)", "(?:free|fair) trial", "elections?", "if(?! necessary)"
LOOKBEHIND = re.compile(r"\(\?<[=!][^()]*\)")
NAME = "(?-i:[A-Z]"
CHOICES = re.compile(r"\(\?:([\w |]+)\)(?![?*])")
LETTERS = re.compile(r"((?:[^\W\d_](?![?*{]))*)([ ’-](?![?*{])|\\b)?")


class Words:
    """The words of a text and where they begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        parts = WORD.split(text)  # what stands before a word, the word, what stands before the next ...
        self._words = parts[1::2]
        self._places = list(zip(self._words, list(accumulate(map(len, parts)))[:-1:2], strict=True))
        self._near: dict[Table, list[tuple[str, int]]] = {}

    def hold(self, words: frozenset[str]) -> bool:
        """Return whether one of these words stands in the text."""
        return not words.isdisjoint(self._words)

    def near(self, table: "Table", start: int, end: int) -> list[tuple[str, int]]:
        """Return the words between two characters that may begin something in a table, with their offsets."""
        if table not in self._near:
            self._near[table] = list(compress(self._places, map(table.may_begin, self._words)))
        places = self._near[table]
        return places and places[bisect_left(places, start, key=OFFSET) : bisect_left(places, end, key=OFFSET)]


class Table(Protocol):
    """What is looked for in a text, a regular expression each."""

    @property
    def may_begin(self) -> Callable[[str], bool]:
        """Whether a word can be the first of it."""


class Phrases:
    """Phrases of a table, each a regular expression for whole words, the longest first.

    `closed` phrases say themselves where they end, and may stand behind a hyphen.
    """

    def __init__(self, *phrases: str, ignore_case: bool = False, closed: bool = False) -> None:
        self._phrases = "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self._frame = "(?:{})" if closed else r"(?<![\w’'-])(?:{})(?![\w-])"
        self._flags = re.IGNORECASE if ignore_case else 0
        prefixes = frozenset(prefix for phrase in phrases for prefix in find_prefixes(phrase))
        self.may_begin = lru_cache(maxsize=KNOWN)(lambda word: not prefixes.isdisjoint(list_beginnings(word)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._frame.format(self._phrases), self._flags)

    def find(self, words: Words, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the places of phrases in a text between two characters, in order."""
        last = start
        for _, offset in words.near(self, start, end):
            if offset >= last and (match := self._pattern.match(words.text, offset, end)):
                last = match.end()
                yield match


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
