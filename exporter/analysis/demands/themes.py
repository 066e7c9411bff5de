"""Themes of a stretch of text, from the thesaurus of its language."""

import re
from functools import cache

from exporter.languages.demand_lexicon import Theme, load_gazetteer

FORWARDING = "forwarding"


def find_themes(text: str, language: str) -> tuple[str, ...]:
    """Return the names of the themes of `text`, in the order of the thesaurus."""
    found = [theme for theme, strong, weak in _compiled(language) if strong and strong.search(text) or _two(weak, text)]
    names = {theme.name for theme in found}
    return tuple(theme.name for theme in found if not names & set(theme.without))


def _two(weak: re.Pattern[str] | None, text: str) -> bool:
    return weak is not None and len({match.lastgroup for match in weak.finditer(text)}) > 1


@cache
def _compiled(language: str) -> tuple[tuple[Theme, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    themes = load_gazetteer(language).themes
    return tuple((theme, _any(theme.strong), _any(theme.weak)) for theme in themes)


def _any(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    if not cues:
        return None
    groups = "|".join(f"(?P<c{i}>{cue})" for i, cue in enumerate(cues))
    return re.compile(rf"\b(?:{groups})", re.IGNORECASE)
