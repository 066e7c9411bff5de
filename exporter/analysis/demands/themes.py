"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from exporter.analysis.demands.cues import KNOWN, find_prefixes, find_words, shorten
from exporter.languages.demand_lexicon import Theme, load_gazetteer

FORWARDING = "forwarding"
ENOUGH = 2


class Cue(NamedTuple):
    """A cue: the number of its theme, what it weighs there, and its pattern."""

    theme: int
    weight: int
    pattern: "LazyPattern"


class LazyPattern:
    """A cue's pattern, compiled when first tried: all at once would slow every start."""

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"\b{self._words}", re.IGNORECASE)

    def match(self, text: str, offset: int) -> bool:
        """Return whether the cue stands in `text` at `offset`."""
        return self._compiled.match(text, offset) is not None


class Themes(NamedTuple):
    """The names of themes in the order of the thesaurus, and the cues that made them."""

    names: tuple[str, ...]
    cues: frozenset[Cue] = frozenset()


class Thesaurus(NamedTuple):
    """Themes, and their cues by what the first word of each can begin with, up to four letters."""

    themes: tuple[Theme, ...]
    cues: dict[str, list[Cue]]


def find_themes(text: str, language: str, among: Themes | None = None) -> Themes:
    """Return the themes of `text`; `among` are those of a longer text that holds it."""
    if among is not None and not among.cues:
        return Themes(())
    thesaurus, cues = _compile(language), set[Cue]()
    for word, offset in find_words(text):
        for cue in _list_near(word, language):
            if cue not in cues and (among is None or cue in among.cues) and cue.pattern.match(text, offset):
                cues.add(cue)
    weights = [0] * len(thesaurus.themes)
    for cue in cues:
        weights[cue.theme] += cue.weight
    found = [theme for theme, weight in zip(thesaurus.themes, weights, strict=True) if weight >= ENOUGH]
    names = {theme.name for theme in found}
    return Themes(tuple(theme.name for theme in found if names.isdisjoint(theme.without)), frozenset(cues))


@lru_cache(maxsize=KNOWN)
def _list_near(word: str, language: str) -> tuple[Cue, ...]:
    """Return the cues that may stand where a word begins so."""
    cues = _compile(language).cues
    return tuple(dict.fromkeys(cue for start in sorted(shorten(word) & cues.keys()) for cue in cues[start]))


@cache
def _compile(language: str) -> Thesaurus:
    themes = load_gazetteer(language).themes
    cues: dict[str, list[Cue]] = {}
    for number, theme in enumerate(themes):
        weighted = [(cue, ENOUGH) for cue in theme.strong] + [(cue, 1) for cue in theme.weak]
        for words, weight in weighted:
            cue = Cue(number, weight, LazyPattern(words))
            for prefix in find_prefixes(words):
                cues.setdefault(prefix, []).append(cue)
    return Thesaurus(themes, cues)
