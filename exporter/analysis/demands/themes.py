"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from exporter.analysis.demands.cues import KNOWN, WORD, Known, find_prefixes, list_beginnings
from exporter.languages.demand_lexicon import Theme, load_gazetteer

FORWARDING = "forwarding"
ENOUGH = 2


@dataclass(frozen=True, eq=False)
class Cue:
    """A cue: the number of its theme, what it weighs there, its words, and the countries it is a cue for (or all)."""

    theme: int
    weight: int
    words: str
    countries: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as a pattern, compiled when first tried: all at once would slow every start."""
        return re.compile(rf"\b{self.words}", re.IGNORECASE)


class Thesaurus:
    """Themes, and their cues by what the first word of each can begin with."""

    def __init__(self, themes: tuple[Theme, ...]) -> None:
        self.themes = themes
        self._cues: dict[str, list[Cue]] = {}
        for cue in _list_cues(themes):
            for prefix in find_prefixes(cue.words):
                self._cues.setdefault(prefix, []).append(cue)
        self.begin = Known(self._list_near)

    def _list_near(self, word: str) -> tuple[Cue, ...]:
        """Return the cues that may stand where this word stands."""
        known = sorted(list_beginnings(word) & self._cues.keys())
        return tuple(dict.fromkeys(cue for beginning in known for cue in self._cues[beginning]))


class Hit(Struct, frozen=True, gc=False):
    """A cue and the offset where it stands."""

    cue: Cue
    offset: int


def narrow_hits(text: str, hits: tuple[Hit, ...], start: int, end: int) -> tuple[Hit, ...]:
    """Return those of the hits of a longer stretch that stand between two characters."""
    return tuple(hit for hit in hits if start <= hit.offset < end and hit.cue.pattern.match(text, hit.offset, end))


@lru_cache(maxsize=KNOWN)
def find_hits_in_name(name: str, language: str) -> tuple[Hit, ...]:
    """Return the cues that stand in a name of its own, which an acronym stands for."""
    words, begin = list(WORD.finditer(name)), load_thesaurus(language).begin
    tried = [Hit(cue, word.start()) for word in words for cue in begin[word.group()]]
    return tuple(hit for hit in tried if hit.cue.pattern.match(name, hit.offset))


def name_themes(hits: tuple[Hit, ...], language: str, country: str = "") -> tuple[str, ...]:
    """Return the names of the themes that cues make in a text about `country`, in the order of the thesaurus."""
    if not hits:
        return ()
    weights: dict[int, int] = {}
    for cue in {hit.cue for hit in hits if not hit.cue.countries or country in hit.cue.countries}:
        weights[cue.theme] = weights.get(cue.theme, 0) + cue.weight
    themes = load_thesaurus(language).themes
    found = [themes[number] for number in sorted(weights) if weights[number] >= ENOUGH]
    names = {theme.name for theme in found}
    return tuple(theme.name for theme in found if names.isdisjoint(theme.without))


@cache
def load_thesaurus(language: str) -> Thesaurus:
    """Return the thesaurus of a language, empty where there is none."""
    return Thesaurus(load_gazetteer(language).themes)


def _list_cues(themes: tuple[Theme, ...]) -> Iterator[Cue]:
    for number, theme in enumerate(themes):
        yield from (Cue(number, ENOUGH, words) for words in theme.strong)
        yield from (Cue(number, 1, words) for words in theme.weak)
        yield from (Cue(number, ENOUGH, words, frozenset(theme.countries)) for words in theme.regional)
