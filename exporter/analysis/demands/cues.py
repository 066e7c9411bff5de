"""Regular expressions that are tried only where a word of the text can begin one: most are never tried at all."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from operator import itemgetter
from typing import Any, Protocol, TypeVar

PREFIX = 6
CAPITAL = "A"  # what a word with a capital begins with, whatever it is; other beginnings are in lower case
KNOWN = 8192  # so many words are remembered
FIRST = itemgetter(0)
WORD = re.compile(r"(\w+)")  # a group, so that `split` keeps it
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
        found = self[word] = self._answer(word)
        return found


class Table(Protocol[Answer]):
    """What is looked for in a text; `begin` says what a word can be the first of: empty for most words."""

    begin: Known[Answer]


class Words:
    """The words of a text and where they begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        parts = WORD.split(text)  # what stands before a word, the word, what stands before the next ...
        self._words = parts[1::2]
        self._offsets = list(accumulate(map(len, parts)))[:-1:2]
        self._near: dict[object, tuple[list[int], list[Any]]] = {}
        self._spread: dict[Phrases, list[int]] | None = None

    def near(self, table: Table[Answer], start: int, end: int) -> list[tuple[int, Answer]]:
        """Return where, between two characters, words stand that may begin something in a table, and what."""
        if start >= end:
            return []
        if table not in self._near:
            answers = list(map(table.begin.__getitem__, self._words))
            self._near[table] = list(compress(self._offsets, answers)), list(filter(None, answers))
        offsets, answers = self._near[table]
        first, last = bisect_left(offsets, start), bisect_left(offsets, end)
        return list(zip(offsets[first:last], answers[first:last], strict=True))

    def spread(self, tables: Table[tuple["Phrases", ...]]) -> dict["Phrases", list[int]]:
        """Return where phrases of each table may begin; tables of which none may are left out."""
        if self._spread is None:
            self._spread = {}
            for offset, begun in self.near(tables, 0, len(self.text)):
                for table in begun:
                    self._spread.setdefault(table, []).append(offset)
        return self._spread

    def find_named(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the places, in order, of a pattern that begins with a capital at the start of a word."""
        last = 0
        for offset in self._capitals:
            if offset >= last and (match := pattern.match(self.text, offset)):
                last = match.end()
                yield match

    @cached_property
    def _capitals(self) -> list[int]:
        return list(compress(self._offsets, map(str.isupper, map(FIRST, self._words))))

    @cached_property
    def all(self) -> frozenset[str]:
        """Every word as written."""
        return frozenset(self._words)


class Phrases:
    """Phrases of a table, each a regular expression for whole words, the longest first.

    `closed` phrases say themselves where they end, and may stand behind a hyphen.
    """

    def __init__(self, *phrases: str, ignore_case: bool = False, closed: bool = False) -> None:
        self._phrases = "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
        self._frame = "(?:{})" if closed else r"(?<![\w’'-])(?:{})(?![\w-])"
        self._flags = re.IGNORECASE if ignore_case else 0
        self._prefixes = frozenset(prefix for phrase in phrases for prefix in find_prefixes(phrase))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._frame.format(self._phrases), self._flags)

    def may_begin(self, word: str) -> bool:
        """Return whether a word can be the first of a phrase."""
        return not self._prefixes.isdisjoint(list_beginnings(word))

    def find(self, stretch: "Stretch") -> list[re.Match[str]]:
        """Return the places of phrases in a stretch of text, in order."""
        offsets = stretch.places.get(self)
        if offsets is None:
            return []
        text, last, end = stretch.words.text, stretch.start, stretch.end
        match_at, found = self._pattern.match, list[re.Match[str]]()
        for offset in offsets[bisect_left(offsets, last) : bisect_left(offsets, end)]:
            if offset >= last and (match := match_at(text, offset, end)):
                last = match.end()
                found.append(match)
        return found


class Stretch:
    """A text between two characters; `places` are those of the text where phrases of each table may begin."""

    def __init__(self, words: Words, tables: "Table[tuple[Phrases, ...]]", start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end
        self.places = words.spread(tables)

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.words.text[self.start : self.end]


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
