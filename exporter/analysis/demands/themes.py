"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from exporter.analysis.demands.cues import KNOWN, Words, find_prefixes, find_words, shorten
from exporter.languages.demand_lexicon import Theme, load_gazetteer

FORWARDING = "forwarding"
ENOUGH = 2


class Cue(NamedTuple):
    """A cue: the number of its theme, what it weighs there, its pattern, and the countries it is a cue for (or all)."""

    theme: int
    weight: int
    pattern: "LazyPattern"
    countries: frozenset[str] = frozenset()


class LazyPattern:
    """A cue's pattern, compiled when first tried: all at once would slow every start."""

    def __init__(self, words: str) -> None:
        self._words = words

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"\b{self._words}", re.IGNORECASE)

    def match(self, text: str, offset: int, end: int) -> bool:
        """Return whether the cue stands in `text` at `offset`, and ends before `end`."""
        return self._compiled.match(text, offset, end) is not None


class Thesaurus(NamedTuple):
    """Themes, and their cues by what the first word of each can begin with, up to four letters."""

    themes: tuple[Theme, ...]
    cues: dict[str, list[Cue]]


class Hit(NamedTuple):
    """A cue and the offset where it stands."""

    cue: Cue
    offset: int


def find_hits(text: str, words: Words, start: int, end: int, language: str) -> tuple[Hit, ...]:
    """Return the cues that stand in `text` between two characters; `words` are those of the text."""
    return tuple(
        Hit(cue, offset)
        for word, offset in words.between(start, end)
        for cue in _list_near(word, language)
        if cue.pattern.match(text, offset, end)
    )


def narrow_hits(text: str, hits: tuple[Hit, ...], start: int, end: int) -> tuple[Hit, ...]:
    """Return those of the hits of a longer stretch that stand between two characters."""
    inside = (hit for hit in hits if start <= hit.offset < end)
    return tuple(hit for hit in inside if hit.cue.pattern.match(text, hit.offset, end))


@lru_cache(maxsize=KNOWN)
def find_hits_in_name(name: str, language: str) -> tuple[Hit, ...]:
    """Return the cues that stand in a name of its own, which an acronym stands for."""
    return find_hits(name, find_words(name), 0, len(name), language)


def name_themes(hits: tuple[Hit, ...], language: str, country: str = "") -> tuple[str, ...]:
    """Return the names of the themes that cues make in a text about `country`, in the order of the thesaurus."""
    thesaurus = _compile(language)
    weights = [0] * len(thesaurus.themes)
    for cue in {hit.cue for hit in hits if not hit.cue.countries or country in hit.cue.countries}:
        weights[cue.theme] += cue.weight
    found = [theme for theme, weight in zip(thesaurus.themes, weights, strict=True) if weight >= ENOUGH]
    names = {theme.name for theme in found}
    return tuple(theme.name for theme in found if names.isdisjoint(theme.without))


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
        everywhere, there = frozenset[str](), frozenset(theme.countries)
        weighted = [(cue, ENOUGH, everywhere) for cue in theme.strong] + [(cue, 1, everywhere) for cue in theme.weak]
        for words, weight, countries in weighted + [(cue, ENOUGH, there) for cue in theme.regional]:
            cue = Cue(number, weight, LazyPattern(words), countries)
            for prefix in find_prefixes(words):
                cues.setdefault(prefix, []).append(cue)
    return Thesaurus(themes, cues)
