"""Words and signs of a paragraph with their places, and how deep each stands in brackets and quotation marks."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from itertools import accumulate, compress, count
from operator import itemgetter

from msgspec import Struct

from exporter.analysis.demands.cues import Known, Phrases
from exporter.analysis.demands.hints import Hint, Hints
from exporter.analysis.demands.themes import Hit

# a stretch of words: its first and the one behind its last
Range = tuple[int, int]

# "l’Union", "d’accorder", "s’abstenir": two words in Romance languages
ELISION = r"(?<![^\W_])(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’'](?=[^\W_])"
# "human rights-violating", "States’", "VP/HR", "3.5", "available-" (the dash apart)
COMPOUND = r"[^\W_]+(?:(?:[’'‑\-/&]|(?<=\d)[.,](?=\d))[^\W_]+)*"
TOKEN = re.compile(rf"{ELISION}|{COMPOUND}|\S")
CLOSERS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}
OPENERS = frozenset(CLOSERS.values())
NESTING = OPENERS | CLOSERS.keys() | {'"'}
PLACE = itemgetter(0)
NO_HINTS: Hints = Known(lambda _: ())
# so far may be looked beyond either end of a line
BEYOND = ("",) * 64


class Token(Struct, frozen=True, gc=False):
    """A word or sign, the same wherever it stands.

    `is_word` holds for words and numbers, `is_capital` for those with a capital at the start, `is_name` for words that
    may be part of a name: `Petrova`, `al-Khawaja`.
    """

    text: str
    low: str
    is_word: bool
    is_capital: bool
    is_name: bool


class Line(Struct, frozen=True, eq=False, gc=False):
    """The running text of one paragraph and its tokens; positions `i`, `j` below count tokens.

    `spelt` are the tokens as written, `low` in lower case (empty a little beyond the ends: `low[-1]`), `capitals` the
    numbers of those with a capital at the start; `starts` count characters; `depths` are 0 outside brackets
    and quotes. `hints` are those of words, each with the character where its word begins.
    """

    text: str
    tokens: list[Token]
    spelt: list[str]
    low: list[str]
    starts: list[int]
    depths: list[int]
    capitals: list[int]
    hints: list[tuple[int, Hint]]

    def words(self, i: int, j: int) -> str:
        """Return the exact characters from token `i` up to but not including token `j`."""
        return self.text[self.starts[i] : self.starts[j - 1] + len(self.spelt[j - 1])] if i < j else ""

    def near(self, start: int, end: int) -> list[tuple[int, Hint]]:
        """Return the hints between two characters, with their places."""
        return self.hints[bisect_left(self.hints, start, key=PLACE) : bisect_left(self.hints, end, key=PLACE)]

    def find_signs(self, start: int, end: int) -> dict[Phrases, list[re.Match[str]]]:
        """Return the places of signs between two characters by kind, in order; kinds that do not stand there lack."""
        found: dict[Phrases, list[re.Match[str]]] = {}
        for offset, hint in self.near(start, end):
            for begun in hint.signs:
                before = found.get(begun.kind)
                if before and offset < before[-1].end():
                    continue
                if match := begun.pattern.match(self.text, offset, end):
                    found.setdefault(begun.kind, []).append(match)
        return found

    def find_hits(self, start: int, end: int) -> tuple[Hit, ...]:
        """Return the cues of themes that stand between two characters."""
        text = self.text
        tried = [(cue, offset) for offset, hint in self.near(start, end) for cue in hint.cues]
        return tuple([Hit(cue, offset) for cue, offset in tried if cue.pattern.match(text, offset, end)])

    def end(self, j: int) -> int:
        """Return the character where the token before `j` ends."""
        return self.starts[j - 1] + len(self.spelt[j - 1])

    def find(self, words: Container[str], i: int = 0, j: int | None = None) -> Iterator[int]:
        """Return the tokens from `i` up to but not including `j` that are one of `words`, in order."""
        return compress(count(i), map(words.__contains__, self.low[i : len(self.tokens) if j is None else j]))

    def find_outside(self, words: Container[str], i: int, j: int) -> Iterator[int]:
        """Return those of the tokens that stand neither in brackets nor in quotation marks."""
        return (k for k in self.find(words, i, j) if not self.depths[k])

    def offset(self, i: int) -> int:
        """Return the character where token `i` starts, or where the text ends."""
        return self.starts[i] if i < len(self.starts) else len(self.text)

    def token_from(self, offset: int) -> int:
        """Return the first token that starts at or after the character `offset`."""
        return bisect_left(self.starts, offset)


def tokenise(text: str, hints: Hints = NO_HINTS) -> Line:
    """Return the tokens of `text`; unmatched brackets and quotation marks count as nothing."""
    chunks = text.split(" ")
    rows = list(map(CHUNKS.__getitem__, chunks))
    firsts = accumulate([len(chunk) + 1 for chunk in chunks], initial=0)
    starts = [first + place for first, (_, places) in zip(firsts, rows, strict=False) for place in places]
    tokens = [token for found, _ in rows for token in found]
    spelt = [token.text for token in tokens]
    low = [*[token.low for token in tokens], *BEYOND]
    capitals = [i for i, token in enumerate(tokens) if token.is_capital]
    parts = list(map(hints.__getitem__, spelt)) if hints is not NO_HINTS else []
    placed = zip(starts, parts, strict=False)
    near = [(start + place, hint) for start, found in placed if found for place, hint in found]
    return Line(text, tokens, spelt, low, starts, _depths(spelt), capitals, near)


def _read_chunk(chunk: str) -> tuple[list[Token], list[int]]:
    """Return the tokens between two spaces and where they stand there."""
    found = list(TOKEN.finditer(chunk))
    return [TOKENS[match.group()] for match in found], [match.start() for match in found]


def _make_token(text: str) -> Token:
    is_word, is_capital = text[0].isalnum(), text[0].isupper()
    is_arabic = text[2:3] == "-" and text[0].islower() and text[3:4].isupper()
    return Token(text, text.lower(), is_word, is_capital, is_word and (is_capital or is_arabic))


# the same few thousand words make most of every text: what they are is found out once
CHUNKS = Known(_read_chunk)
TOKENS = Known(_make_token)


def _depths(words: list[str]) -> list[int]:
    if NESTING.isdisjoint(words):
        return [0] * len(words)
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
