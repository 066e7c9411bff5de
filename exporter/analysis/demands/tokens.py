"""Words and signs of a paragraph with their places, and how deep each stands in brackets and quotation marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from msgspec import Struct

from exporter.analysis.demands.cues import Words

# "l’Union", "d’accorder", "s’abstenir": two words in Romance languages
ELISION = r"(?:(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'](?=[^\W_]))"
# "human rights-violating", "States’", "VP/HR", "3.5", "available-" (the dash apart); a group, so that `split` keeps it
TOKEN = re.compile(rf"({ELISION}|[^\W_]+(?:(?:[’'‑\-/&]|(?<=\d)[.,](?=\d))[^\W_]+)*|\S)", re.IGNORECASE)
CLOSERS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}
OPENERS = frozenset(CLOSERS.values())
NESTING = OPENERS | CLOSERS.keys() | {'"'}


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


@dataclass(frozen=True)
class Line:
    """The running text of one paragraph and its tokens; positions `i`, `j` below count tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def at_offset(self) -> dict[int, int]:
        """Token numbers by the character they start at."""
        return {token.start: i for i, token in enumerate(self.tokens)}

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
        return _Lows(enumerate(token.low for token in self.tokens)).__getitem__

    def token_from(self, offset: int) -> int:
        """Return the first token that starts at or after the character `offset`."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.tokens[middle].start < offset else (low, middle)
        return low


@lru_cache(maxsize=256)
def tokenise(text: str) -> Line:
    """Return the tokens of `text`; unmatched brackets and quotation marks count as nothing."""
    parts = TOKEN.split(text)  # what stands before a token, the token, what stands before the next ...
    edges = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], edges[::2], edges[1::2]
    firsts = [word[0] for word in words]
    signs = map(str.isalnum, firsts), map(str.isupper, firsts)
    return Line(text, tuple(map(Token, words, map(str.lower, words), starts, ends, _depths(words), *signs)))


def _depths(words: list[str]) -> list[int]:
    steps = [0] * (len(words) + 1)
    for i, j in _pairs(words):
        steps[i] += 1
        steps[j + 1] -= 1
    return list(accumulate(steps[:-1]))


def _pairs(words: list[str]) -> list[tuple[int, int]]:
    open_at: dict[str, list[int]] = {}
    pairs = []
    for i, word in enumerate(words):
        if word not in NESTING:
            continue
        opener = '"' if word == '"' and open_at.get('"') else CLOSERS.get(word)
        if opener and open_at.get(opener):
            pairs.append((open_at[opener].pop(), i))
        elif word in OPENERS or word == '"':
            open_at.setdefault(word, []).append(i)
    return pairs
