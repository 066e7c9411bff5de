"""Words and signs of a paragraph with their places, and how deep each stands in brackets and quotation marks."""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, compress, count
from operator import itemgetter

from msgspec import Struct

from exporter.analysis.demands.cues import Words

# a stretch of words: its first and the one behind its last
Range = tuple[int, int]

# "l’Union", "d’accorder", "s’abstenir": two words in Romance languages
ELISION = r"(?<![^\W_])(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'](?=[^\W_])"
# "human rights-violating", "States’", "VP/HR", "3.5", "available-" (the dash apart)
COMPOUND = r"[^\W_]+(?:(?:[’'‑\-/&]|(?<=\d)[.,](?=\d))[^\W_]+)*"
# no space; then what most tokens are, plain letters before a space; a group, so that `split` keeps it
TOKEN = re.compile(rf"(?! )([A-Za-z]++(?= )|{ELISION}|{COMPOUND}|\S)")
CLOSERS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}
OPENERS = frozenset(CLOSERS.values())
NESTING = OPENERS | CLOSERS.keys() | {'"'}
FIRST = itemgetter(0)


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


class Line(Struct, frozen=True, eq=False, dict=True):
    """The running text of one paragraph and its tokens; positions `i`, `j` below count tokens.

    `spelt` are the tokens as written, `lows` in lower case, `capitals` the numbers of those with a capital at the
    start; `starts` and `ends` count characters.
    """

    text: str
    spelt: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    capitals: list[int]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, made when first asked for: where only names are looked for they are not needed."""
        firsts = list(map(FIRST, self.spelt))
        signs = map(str.isalnum, firsts), map(str.isupper, firsts)
        return tuple(map(Token, self.spelt, self.lows, self.starts, self.ends, _depths(self.spelt), *signs))

    @cached_property
    def beginnings(self) -> Words:
        """Where the words begin, for patterns that are tried only there."""
        return Words(self.text)

    def words(self, i: int, j: int) -> str:
        """Return the exact characters from token `i` up to but not including token `j`."""
        return self.text[self.starts[i] : self.ends[j - 1]] if i < j else ""

    @cached_property
    def low(self) -> Callable[[int], str]:
        """Token `i` in lower case, empty beyond the ends: asked so often that it is a plain look-up."""
        return _Lows(enumerate(self.lows)).__getitem__

    def find(self, words: Container[str], i: int = 0, j: int | None = None) -> Iterator[int]:
        """Return the tokens from `i` up to but not including `j` that are one of `words`, in order."""
        return compress(count(i), map(words.__contains__, self.lows[i:j]))

    def find_outside(self, words: Container[str], i: int, j: int) -> Iterator[int]:
        """Return those of the tokens that stand neither in brackets nor in quotation marks."""
        return (k for k in self.find(words, i, j) if not self.tokens[k].depth)

    def offset(self, i: int) -> int:
        """Return the character where token `i` starts, or where the text ends."""
        return self.starts[i] if i < len(self.starts) else len(self.text)

    def token_from(self, offset: int) -> int:
        """Return the first token that starts at or after the character `offset`."""
        return bisect_left(self.starts, offset)


@lru_cache(maxsize=256)
def tokenise(text: str) -> Line:
    """Return the tokens of `text`; unmatched brackets and quotation marks count as nothing."""
    parts = TOKEN.split(text)  # what stands before a token, the token, what stands before the next ...
    edges = list(accumulate(map(len, parts)))
    spelt = parts[1::2]
    capitals = compress(count(), map(str.isupper, map(FIRST, spelt)))
    return Line(text, spelt, list(map(str.lower, spelt)), edges[:-1:2], edges[1::2], list(capitals))


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
