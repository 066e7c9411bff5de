"""The language of a text, told by its own set phrases."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from exporter.languages import list_languages, load_language
from exporter.languages.formulas import Formulas
from exporter.parsing.labels import read_label
from exporter.parsing.lines import Line
from exporter.parsing.phrases import load_phrases

SAMPLE = 3000
"""Lines looked at; the set phrases stand at the beginning of a text."""

KEY = 3
"""Letters by which the languages are chosen that a line is tried in."""


@dataclass(frozen=True)
class _Openings:
    """The pattern of each language's formulas, and the languages that have one beginning with given letters."""

    patterns: dict[str, re.Pattern[str]]
    keys: dict[str, tuple[str, ...]]


def detect_language(lines: Sequence[Line]) -> str | None:
    """Return the language whose formulas open most parts of the text, None when no formula is found.

    Where two languages share them ("visto"), the verbs that open paragraphs decide.
    """
    words = [_words(line.text) for line in lines[:SAMPLE]]
    scores = _count_formulas(words)
    most = max(scores.values(), default=0)
    best = sorted(code for code in scores if scores[code] == most and most)
    if len(best) > 1:
        verbs = {code: _count_verbs(words, code) for code in best}
        return max(best, key=lambda code: (verbs[code], code == "en"))
    return best[0] if best else None


def _words(text: str) -> str:
    label = read_label(text)
    return label.rest if label else text


def _count_formulas(words: Iterable[str]) -> dict[str, int]:
    openings = _load_openings()
    scores: dict[str, int] = {}
    for text in words:
        for code in openings.keys.get(text[:KEY].casefold(), ()):
            if openings.patterns[code].match(text):
                scores[code] = scores.get(code, 0) + 1
    return scores


def _count_verbs(words: Iterable[str], code: str) -> int:
    operative = load_phrases(code).operative
    return sum(operative.match(text) is not None for text in words)


@cache
def _load_openings() -> _Openings:
    patterns: dict[str, re.Pattern[str]] = {}
    keys: dict[str, list[str]] = {}
    for code in list_languages():
        phrases = sorted(_list_openings(load_language(code).formulas), key=lambda phrase: (-len(phrase), phrase))
        patterns[code] = re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
        for key in {phrase[:KEY].casefold() for phrase in phrases}:
            keys.setdefault(key, []).append(code)
    return _Openings(patterns, {key: tuple(codes) for key, codes in keys.items()})


def _list_openings(formulas: Formulas) -> set[str]:
    sure = (*formulas.enacting, *formulas.un_enacting, *formulas.citations, *formulas.recitals, *formulas.closings)
    titles = (title.split("{date}")[0].strip() for title in formulas.titles)
    return {phrase for phrase in (*sure, *titles) if len(phrase) >= KEY}
