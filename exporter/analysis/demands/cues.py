"""Regular expressions that are tried only where a word of the text can begin one: most are never tried at all."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

PREFIX = 4
WORD = re.compile(r"\w+")
KNOWN = 8192  # so many beginnings of words are remembered

Words = tuple[tuple[str, int], ...]
"""The words of a text: what each begins with (up to four letters, in lower case), and its offset."""


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

    def find(self, text: str, words: Words) -> Iterator[re.Match[str]]:
        """Yield the places of phrases in `text`, in order; `words` are those of the text."""
        end = 0
        for word, start in words:
            if start >= end and self._begins(word) and (match := self._pattern.match(text, start)):
                end = match.end()
                yield match


def find_words(text: str) -> Words:
    """Return the words of a text by what they begin with."""
    return tuple((match.group()[:PREFIX].lower(), match.start()) for match in WORD.finditer(text))


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
