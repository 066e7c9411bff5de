"""Words and signs of a paragraph with their places, and how deep each stands in brackets and quotation marks."""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, compress, count
from operator import attrgetter, itemgetter

from msgspec import Struct

from exporter.analysis.demands.cues import Words

# "l’Union", "d’accorder", "s’abstenir": two words in Romance languages
ELISION = r"(?<![^\W_])(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'](?=[^\W_])"
# "human rights-violating", "States’", "VP/HR", "3.5", "available-" (the dash apart)
COMPOUND = r"[^\W_]+(?:(?:[’'‑\-/&]|(?<=\d)[.,](?=\d))[^\W_]+)*"
# no space; then what most tokens are, plain letters before a space; a group, so that `split` keeps it
TOKEN = re.compile(rf"(?! )([A-Za-z]++(?= )|{ELISION}|{COMPOUND}|\S)")
CLOSERS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}
OPENERS = frozenset(CLOSERS.values())
NESTING = OPENERS | CLOSERS.keys() | {'"'}
START, FIRST = attrgetter("start"), itemgetter(0)


class Token(Struct, frozen=True, gc=False):
    """A word or sign; `start` and `end` count characters of the paragraph, `depth` is 0 outside brackets and quotes.

    `is_word` holds for words and numbers, `is_capital` for words with a capital at the start.
    """

    text: str
    low: str
    start: int
    end: int
    depth: int
    is_word: bool
    is_capital: bool


class _Lows(dict[int, str]):
    def __missing__(self, i: int) -> str:
        return ""


@dataclass(frozen=True, eq=False)
class Line:
    """The running text of one paragraph and its tokens; positions `i`, `j` below count tokens.

    `lows` are the tokens in lower case, `capitals` the numbers of those with a capital at the start.
    """

    text: str
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    capitals: tuple[int, ...]

    @cached_property
    def beginnings(self) -> Words:
        """Where the words begin, for patterns that are tried only there."""
        return Words(self.text)

    def words(self, i: int, j: int) -> str:
        """Return the exact characters from token `i` up to but not including token `j`."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end] if i < j else ""

    @cached_property
    def low(self) -> Callable[[int], str]:
        """Token `i` in lower case, empty beyond the ends: asked so often that it is a plain look-up."""
        return _Lows(enumerate(self.lows)).__getitem__

    def find(self, words: Container[str]) -> Iterator[int]:
        """Return the tokens that are one of `words`, in order."""
        return compress(count(), map(words.__contains__, self.lows))

    def offset(self, i: int) -> int:
        """Return the character where token `i` starts, or where the text ends."""
        return self.tokens[i].start if i < len(self.tokens) else len(self.text)

    def token_from(self, offset: int) -> int:
        """Return the first token that starts at or after the character `offset`."""
        return bisect_left(self.tokens, offset, key=START)


@lru_cache(maxsize=256)
def tokenise(text: str) -> Line:
    """Return the tokens of `text`; unmatched brackets and quotation marks count as nothing."""
    parts = TOKEN.split(text)  # what stands before a token, the token, what stands before the next ...
    edges = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], edges[::2], edges[1::2]
    lows = tuple(map(str.lower, words))
    firsts = list(map(FIRST, words))
    capitals = list(map(str.isupper, firsts))
    tokens = map(Token, words, lows, starts, ends, _depths(words), map(str.isalnum, firsts), capitals)
    return Line(text, tuple(tokens), lows, tuple(compress(count(), capitals)))


def _depths(words: list[str]) -> list[int]:
    steps = [0] * (len(words) + 1)
    for i, j in _pairs(words):
        steps[i] += 1
        steps[j + 1] -= 1
    return list(accumulate(steps[:-1]))


def _pairs(words: list[str]) -> list[tuple[int, int]]:
    open_at: dict[str, list[int]] = {}
    pairs = []
    for i, word in compress(enumerate(words), map(NESTING.__contains__, words)):
        opener = '"' if word == '"' and open_at.get('"') else CLOSERS.get(word)
        if opener and open_at.get(opener):
            pairs.append((open_at[opener].pop(), i))
        elif word in OPENERS or word == '"':
            open_at.setdefault(word, []).append(i)
    return pairs
