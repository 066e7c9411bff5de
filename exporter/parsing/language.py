"""The language of a text, told by its own set phrases."""

from collections.abc import Sequence

from exporter.languages import list_languages
from exporter.parsing.labels import read_label
from exporter.parsing.lines import Line
from exporter.parsing.phrases import Phrases, load_phrases

SAMPLE = 3000
"""Lines looked at; the set phrases stand at the beginning of a text."""


def detect_language(lines: Sequence[Line]) -> str | None:
    """Return the language whose formulas open most parts of the text, None when no formula is found."""
    words = [_words(line.text) for line in lines[:SAMPLE]]
    scores = {code: _count_formulas(words, load_phrases(code)) for code in list_languages()}
    best = max(scores, key=lambda code: (scores[code], code), default=None)
    return best if best and scores[best] else None


def _words(text: str) -> str:
    label = read_label(text)
    return label.rest if label else text


def _count_formulas(words: Sequence[str], phrases: Phrases) -> int:
    patterns = (
        phrases.enacting,
        phrases.citation,
        phrases.recital,
        phrases.closing,
        phrases.title,
        phrases.un_enacting,
    )
    return sum(any(pattern.match(text) for pattern in patterns) for text in words)
