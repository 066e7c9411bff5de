"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from functools import cache
from typing import NamedTuple

from exporter.languages.demand_lexicon import load_gazetteer

FORWARDING = "forwarding"
PREFIX = 4


class Cue(NamedTuple):
    """A cue and the letters its first word begins with, empty if they vary."""

    prefix: str
    pattern: re.Pattern[str]


class CompiledTheme(NamedTuple):
    """A theme ready for searching."""

    name: str
    strong: tuple[Cue, ...]
    weak: tuple[Cue, ...]
    without: frozenset[str]


def find_themes(text: str, language: str) -> tuple[str, ...]:
    """Return the names of the themes of `text`, in the order of the thesaurus."""
    prefixes = {word[:PREFIX] for word in re.findall(r"\w+", text.lower())} | {""}
    found = [theme for theme in _compile(language) if _is_theme(theme, text, prefixes)]
    names = {theme.name for theme in found}
    return tuple(theme.name for theme in found if not names & theme.without)


def _is_theme(theme: CompiledTheme, text: str, prefixes: set[str]) -> bool:
    if any(cue.prefix in prefixes and cue.pattern.search(text) for cue in theme.strong):
        return True
    return sum(1 for cue in theme.weak if cue.prefix in prefixes and cue.pattern.search(text)) > 1


@cache
def _compile(language: str) -> tuple[CompiledTheme, ...]:
    themes = load_gazetteer(language).themes
    return tuple(CompiledTheme(t.name, _cues(t.strong), _cues(t.weak), frozenset(t.without)) for t in themes)


def _cues(cues: tuple[str, ...]) -> tuple[Cue, ...]:
    return tuple(Cue(_find_prefix(cue), re.compile(rf"\b{cue}", re.IGNORECASE)) for cue in cues)


def _find_prefix(cue: str) -> str:
    # only letters that cannot be optional: the first four of "electoral"; nothing of "(?:fair|free) trial"
    literal = re.match(r"[A-Za-z]+", cue)
    plain = literal is not None and len(literal.group()) > PREFIX
    return literal.group()[:PREFIX].lower() if literal is not None and plain else ""
