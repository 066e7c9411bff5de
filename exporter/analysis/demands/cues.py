"""Regular expressions that are tried only where a word of the text can begin one: most are never tried at all."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

PREFIX = 6
CAPITAL = "A"  # what a word with a capital begins with, whatever it is; other beginnings are in lower case
KNOWN = 16384  # so many words are remembered
LONGEST = 80  # and no longer ones
WORD = re.compile(r"\w+")
# "(?<=, )subject to", "(?-i:[A-Z]\w+ Party)", "(?:free|fair) trials?", "(?:arrests?|jailing) of"
LOOKBEHIND = re.compile(r"\(\?<[=!][^()]*\)")
NAME = "(?-i:[A-Z]"
CHOICES = re.compile(r"\(\?:([^()]+)\)(?![?*{])")
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


def know_parts(answer: Callable[[str], Answer | None]) -> Known[Parts[Answer]]:
    """Return the answers for the words inside tokens, where there are any."""

    def answer_parts(token: str) -> Parts[Answer]:
        found = ((match.start(), answer(match.group())) for match in WORD.finditer(token))
        return tuple((place, known) for place, known in found if known is not None)

    return Known(answer_parts)


@dataclass(frozen=True, eq=False)
class Begun:
    """Those phrases of one kind that may begin with a word: few, so that they are tried fast."""

    kind: "Phrases"
    phrases: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All of them as one pattern, compiled when first tried."""
        return self.kind.compile(self.phrases)


class Phrases:
    """Phrases of one kind, each a regular expression for whole words, the longest first.

    `closed` phrases say themselves where they end, and may stand behind a hyphen.
    """

    def __init__(self, *phrases: str, ignore_case: bool = False, closed: bool = False) -> None:
        self._frame = "(?:{})" if closed else r"(?<![\w’'-])(?:{})(?![\w-])"
        self._flags = re.IGNORECASE if ignore_case else 0
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        self._prefixes = {phrase: frozenset(find_prefixes(phrase)) for phrase in longest_first}
        self._begun: dict[tuple[str, ...], Begun] = {}
        self.begin = Known(self._list_begun)

    def compile(self, phrases: tuple[str, ...]) -> re.Pattern[str]:
        """Return some of them as one pattern."""
        return re.compile(self._frame.format("|".join(phrases)), self._flags)

    def _list_begun(self, word: str) -> Begun | None:
        """Return the phrases that may stand where this word stands, None if there are none."""
        known = list_beginnings(word)
        phrases = tuple(phrase for phrase, prefixes in self._prefixes.items() if not known.isdisjoint(prefixes))
        return self._begun.setdefault(phrases, Begun(self, phrases)) if phrases else None

    def find(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the places of phrases between two characters, in order."""
        last = start
        for word in WORD.finditer(text, start, end):
            if word.start() >= last and (begun := self.begin[word.group()]):
                match = begun.pattern.match(text, word.start(), end)
                if match:
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
