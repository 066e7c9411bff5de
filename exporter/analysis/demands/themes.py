"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from functools import cache
from typing import NamedTuple

from exporter.languages.demand_lexicon import load_gazetteer

FORWARDING = "forwarding"
PREFIX = 4


class Cue(NamedTuple):
    """A cue and what its first word can begin with, up to four letters."""

    prefixes: tuple[str, ...]
    pattern: re.Pattern[str]


class CompiledTheme(NamedTuple):
    """A theme ready for searching."""

    name: str
    strong: tuple[Cue, ...]
    weak: tuple[Cue, ...]
    without: frozenset[str]


def find_themes(text: str, language: str) -> tuple[str, ...]:
    """Return the names of the themes of `text`, in the order of the thesaurus."""
    starts = {word[:size] for word in set(re.findall(r"\w+", text.lower())) for size in range(PREFIX + 1)}
    found = [theme for theme in _compile(language) if _is_theme(theme, text, starts)]
    names = {theme.name for theme in found}
    return tuple(theme.name for theme in found if not names & theme.without)


def _is_theme(theme: CompiledTheme, text: str, starts: set[str]) -> bool:
    if any(not starts.isdisjoint(cue.prefixes) and cue.pattern.search(text) for cue in theme.strong):
        return True
    return sum(1 for cue in theme.weak if not starts.isdisjoint(cue.prefixes) and cue.pattern.search(text)) > 1


@cache
def _compile(language: str) -> tuple[CompiledTheme, ...]:
    themes = load_gazetteer(language).themes
    return tuple(CompiledTheme(t.name, _cues(t.strong), _cues(t.weak), frozenset(t.without)) for t in themes)


def _cues(cues: tuple[str, ...]) -> tuple[Cue, ...]:
    return tuple(Cue(_find_prefixes(cue), re.compile(rf"\b{cue}", re.IGNORECASE)) for cue in cues)


def _find_prefixes(cue: str) -> tuple[str, ...]:
    """Return what a cue's first word can begin with: `elec` of `electoral`, `free`, `fair` of `(?:free|fair) trial`."""
    group = re.match(r"\(\?:([\w |]+)\)(?![?*])", cue)
    return tuple(_letters(choice) for choice in (group.group(1).split("|") if group else [cue]))


def _letters(cue: str) -> str:
    letters = re.match(r"[A-Za-z]*", cue)
    literal = letters.group() if letters else ""
    optional = cue[len(literal) : len(literal) + 1] in {"?", "*", "("}
    return literal[: len(literal) - optional][:PREFIX].lower()
