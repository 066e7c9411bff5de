"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from functools import cache, cached_property
from typing import NamedTuple

from exporter.languages.demand_lexicon import Theme, load_gazetteer

FORWARDING = "forwarding"
PREFIX = 4
ENOUGH = 2
WORD = re.compile(r"\w+")


class Cue(NamedTuple):
    """A cue: the number of its theme, what it weighs there, and its pattern."""

    theme: int
    weight: int
    pattern: "LazyPattern"


class LazyPattern:
    """A cue's pattern, compiled when first searched: all at once would slow every start."""

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"\b{self._words}", re.IGNORECASE)

    def search(self, text: str) -> bool:
        """Return whether the cue stands in `text`."""
        return self._compiled.search(text) is not None


class Thesaurus(NamedTuple):
    """Themes, and their cues by what the first word of each can begin with, up to four letters."""

    themes: tuple[Theme, ...]
    cues: dict[str, list[Cue]]


def find_themes(text: str, language: str) -> tuple[str, ...]:
    """Return the names of the themes of `text`, in the order of the thesaurus."""
    thesaurus = _compile(language)
    words = {word[:PREFIX] for word in WORD.findall(text.lower())}
    starts = {word[:size] for word in words for size in range(PREFIX + 1)} & thesaurus.cues.keys()
    near = {cue for start in starts for cue in thesaurus.cues[start]}
    weights = [0] * len(thesaurus.themes)
    for cue in near:
        if weights[cue.theme] < ENOUGH and cue.pattern.search(text):
            weights[cue.theme] += cue.weight
    found = [theme for theme, weight in zip(thesaurus.themes, weights, strict=True) if weight >= ENOUGH]
    names = {theme.name for theme in found}
    return tuple(theme.name for theme in found if names.isdisjoint(theme.without))


@cache
def _compile(language: str) -> Thesaurus:
    themes = load_gazetteer(language).themes
    cues: dict[str, list[Cue]] = {}
    for number, theme in enumerate(themes):
        weighted = [(cue, ENOUGH) for cue in theme.strong] + [(cue, 1) for cue in theme.weak]
        for words, weight in weighted:
            cue = Cue(number, weight, LazyPattern(words))
            for prefix in _find_prefixes(words):
                cues.setdefault(prefix, []).append(cue)
    return Thesaurus(themes, cues)


def _find_prefixes(cue: str) -> tuple[str, ...]:
    """Return what a cue's first word can begin with: `elec` of `electoral`, `free`, `fair` of `(?:free|fair) trial`."""
    group = re.match(r"\(\?:([\w |]+)\)(?![?*])", cue)
    return tuple(_letters(choice) for choice in (group.group(1).split("|") if group else [cue]))


def _letters(cue: str) -> str:
    letters = re.match(r"[A-Za-z]*", cue)
    literal = letters.group() if letters else ""
    optional = cue[len(literal) : len(literal) + 1] in {"?", "*", "("}
    return literal[: len(literal) - optional][:PREFIX].lower()
