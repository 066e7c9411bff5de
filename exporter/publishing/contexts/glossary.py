"""Acronyms as the texts themselves explain them: `Long Name (ABC)`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from exporter.model.dossier import Document
from exporter.model.names import make_id
from exporter.model.resolution import Paragraph, Recital, list_texts

MOST_WORDS = 14
SMALL_WORDS = frozenset(
    ["of", "the", "and", "for", "on", "in", "to", "de", "du", "des", "la", "le", "et", "y", "&", "with", "against", "a"]
)
"""Words within a name that are not capitalised and give no initial."""

# the Law on Associations and Non-Governmental Organisations (LANGO)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&/-]{1,11})\)")
_LETTERS = re.compile(r"[^\W\d_]+")


class Entry(Struct, frozen=True, kw_only=True):
    """An acronym with its long form: verbatim from the text named `text`, or given by the editor (`text` null)."""

    short: str
    long: str
    text: str | None


def make_glossary(documents: Sequence[Document], given: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the acronyms in alphabetical order, the texts' own forms first, then what the editor gives."""
    found: dict[tuple[str, str], Entry] = {}
    for document in documents:
        for short, long in find_definitions(_list_words(document)):
            name = document.resolution.reference or make_id(document.id)
            found.setdefault((short, long.casefold()), Entry(short=short, long=long, text=name))
    for short, long in given.items():
        found.setdefault((short, long.casefold()), Entry(short=short, long=long, text=None))
    return tuple(sorted(found.values(), key=lambda entry: (entry.short.casefold(), entry.short)))


def _list_words(document: Document) -> Iterator[str]:
    resolution = document.resolution
    yield from (item.text for item in resolution.citations)
    items: tuple[Recital | Paragraph, ...] = (*resolution.recitals, *resolution.paragraphs)
    for item in items:
        yield from list_texts(item)


def find_definitions(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each acronym in brackets with the name before it, where the name can stand for the acronym."""
    for text in texts:
        for found in _ACRONYM.finditer(text):
            if sum(letter.isupper() for letter in found[1]) < 2:
                continue
            # only the words just before can be the name: keeps the time linear on any text
            before = text[max(0, found.start() - 200) : found.start()].split()[-MOST_WORDS:]
            if long := find_name(before, found[1]):
                yield found[1], long


def find_name(words: Sequence[str], short: str) -> str | None:
    """Return the end of the words that names the acronym: capitalised words and the small ones between them.

    The one whose initials spell the acronym is best, else the longest that holds its letters in order.
    """
    run = _take_name(words)
    starts = [i for i, word in enumerate(run) if word[:1].isupper() and word[0] == short[0]]
    for start in starts:
        if _initials(run[start:]) == short.upper():
            return " ".join(run[start:])
    for start in starts:
        if len(run) - start > 1 and holds_in_order(" ".join(run[start:]), short):
            return " ".join(run[start:])
    return None


def _take_name(words: Sequence[str]) -> list[str]:
    run: list[str] = []
    for word in reversed(words):
        if not (word[:1].isupper() or word.casefold() in SMALL_WORDS) or word.endswith((",", ";", ".", ":")):
            break
        run.insert(0, word)
    return run


def _initials(words: Sequence[str]) -> str:
    parts = [part for word in words if word.casefold() not in SMALL_WORDS for part in _LETTERS.findall(word)]
    return "".join(part[0] for part in parts).upper()


def holds_in_order(name: str, short: str) -> bool:
    """Return whether the letters of the acronym occur in the name in this order."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in short.casefold() if letter.isalpha())
