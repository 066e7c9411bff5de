"""Regular expressions that are tried only where a word of the text can begin one: most are never tried at all."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

PREFIX = 4
WORD = re.compile(r"(\w+)")  # a group, so that `split` keeps it
KNOWN = 8192  # so many beginnings of words are remembered


class Words(NamedTuple):
    """The words of a text: what each begins with (up to four letters, in lower case), and its offset."""

    starts: tuple[str, ...]
    offsets: tuple[int, ...]

    def between(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Return the words that begin between two characters, with their offsets."""
        i, j = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        return zip(self.starts[i:j], self.offsets[i:j], strict=True)


class Phrases:
    """Phrases of a table, each a regular expression for whole words, the longest first."""

    def __init__(self, *phrases: str, ignore_case: bool = False) -> None:
        self._phrases = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        self._flags = re.IGNORECASE if ignore_case else 0
        prefixes = frozenset(prefix for phrase in phrases for prefix in find_prefixes(phrase))
        self._begins = lru_cache(maxsize=KNOWN)(lambda word: not prefixes.isdisjoint(shorten(word)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w’'-])(?:{'|'.join(self._phrases)})(?![\w-])", self._flags)

    def find(self, text: str, words: Words, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the places of phrases in `text` between two characters, in order; `words` are those of the text."""
        last = start
        for word, offset in words.between(start, end):
            if self._begins(word) and offset >= last and (match := self._pattern.match(text, offset, end)):
                last = match.end()
                yield match


def find_words(text: str) -> Words:
    """Return the words of a text by what they begin with."""
    parts = WORD.split(text)  # what stands before a word, the word, what stands before the next ...
    edges = list(accumulate(map(len, parts)))
    return Words(tuple(word[:PREFIX].lower() for word in parts[1::2]), tuple(edges[:-1:2]))


@lru_cache(maxsize=KNOWN)
def shorten(word: str) -> frozenset[str]:
    """Return all beginnings of what a word begins with, the empty one for patterns that begin with no letter."""
    return frozenset(word[:size] for size in range(PREFIX + 1))


def find_prefixes(cue: str) -> tuple[str, ...]:
    """Return what a cue's first word can begin with: `elec` of `electoral`, `free`, `fair` of `(?:free|fair) trial`."""
    group = re.match(r"\(\?:([\w |]+)\)(?![?*])", cue)
    return tuple(_letters(choice) for choice in (group.group(1).split("|") if group else [cue]))


def _letters(cue: str) -> str:
    letters = re.match(r"[^\W\d_]*", cue)
    literal = letters.group() if letters else ""
    optional = cue[len(literal) : len(literal) + 1] in {"?", "*", "("}
    return literal[: len(literal) - optional][:PREFIX].lower()
