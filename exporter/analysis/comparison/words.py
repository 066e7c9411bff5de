"""Words with their place and stem, and phrases found among them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from exporter.languages.comparison_lexicon import ComparisonLexicon

Value = TypeVar("Value")

# "non-cooperation", "Cambodia’s", "GSP+", "2022"
WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\+?")
POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word of a text: characters `start` to `end`, as written, and its stem."""

    start: int
    end: int
    text: str
    stem: str


@dataclass(frozen=True)
class Stemmer:
    """Folds the forms of a word together: a table of endings, and of the words it would get wrong.

    A form whose ending does not tell what it is a form of goes by `forms`, else by the first of the `inflections`.
    """

    suffixes: tuple[tuple[str, int], ...]
    irregular: dict[str, str]
    forms: dict[str, str]
    inflections: tuple[tuple[re.Pattern[str], str], ...]
    undoubled: str
    synonyms: dict[str, str]
    elided: tuple[str, ...] = ()
    """What may lean on a word before an apostrophe: "l’accès", "qu’il"; where there is any, accents are dropped."""
    seen: dict[str, str] = field(default_factory=dict)

    def stem(self, word: str) -> str:
        """Return the stem of a word, in lower case and without a possessive ending."""
        found = self.seen.get(word)
        if found is None:
            found = self._cut(self._find_base(self.fold(word)))
            found = self.synonyms.get(found, found)
            if len(self.seen) < 50_000:
                self.seen[word] = found
        return found

    def strip(self, word: str) -> str:
        """Return a word in lower case, without what leans on it before or after an apostrophe."""
        lead, apostrophe, rest = word.casefold().replace("’", "'").partition("'")
        return rest if apostrophe and lead in self.elided else lead

    def fold(self, word: str) -> str:
        """Return a word as words are compared: in lower case, bare, without accents where words lean on one another."""
        folded = POSSESSIVE.sub("", word.casefold())
        if not self.elided:
            return folded
        lead, apostrophe, rest = folded.replace("’", "'").partition("'")
        plain = unicodedata.normalize("NFKD", rest if apostrophe and lead in self.elided else folded)
        return "".join(letter for letter in plain if not unicodedata.combining(letter))

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(suffix for suffix, _ in self.suffixes)

    def _find_base(self, word: str) -> str:
        if word in self.forms:
            return self.forms[word]
        if word in self.irregular:
            return word
        return next((made for ending, by in self.inflections if (made := ending.sub(by, word)) != word), word)

    def _undouble(self, stem: str) -> str:
        return stem[:-1] if stem[-2:-1] == stem[-1:] and stem[-1:] in self.undoubled else stem

    def _cut(self, word: str) -> str:
        if word in self.irregular:
            return self.irregular[word]
        word = self._undouble(word)
        if not word.endswith(self._endings) or word.endswith("ss"):
            return word
        for suffix, least in self.suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= least:
                # "sanctioned" → "sanction" → "sanct", as "sanctions" does at once
                return self._cut(word[: -len(suffix)])
        return word


def build_stemmer(lexicon: ComparisonLexicon) -> Stemmer:
    """Return a stemmer that tries long endings before short ones, and has one stem for a group of synonyms."""
    plain = Stemmer(
        suffixes=tuple(sorted(lexicon.suffixes.items(), key=lambda item: (-len(item[0]), item[0]))),
        irregular=lexicon.stems,
        forms={form: word for word, forms in lexicon.forms.items() for form in forms.split()},
        inflections=tuple((re.compile(ending), by) for ending, by in lexicon.inflections),
        undoubled=lexicon.undoubled,
        synonyms={},
        elided=lexicon.elided,
    )
    groups = {plain.stem(word): plain.stem(group[0]) for group in lexicon.synonyms for word in group}
    return replace(plain, synonyms=groups, seen={})


def split_words(text: str, stemmer: Stemmer) -> tuple[Word, ...]:
    """Return the words of a text in order."""
    return tuple([Word(*match.span(), match[0], stemmer.stem(match[0])) for match in WORD.finditer(text)])


class Match(NamedTuple, Generic[Value]):
    """A phrase found in a list of words: words `first` to `last` (last excluded) and what the phrase stands for."""

    first: int
    last: int
    value: Value


class Phrases(Generic[Value]):
    """Phrases found in one pass, by stem or, if `exact`, by the words as they are ("firm" is not "firms").

    Articles and the like (`fillers`) may stand between their words.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, Value]],
        stemmer: Stemmer,
        fillers: frozenset[str],
        *,
        exact: bool = False,
    ) -> None:
        self.fillers = fillers
        self.exact = exact
        # by the first two words, for a phrase of one word by that one: few phrases share two
        self.by_start: dict[tuple[str, ...] | str, list[tuple[tuple[str, ...], Value]]] = {}
        self.latest: tuple[tuple[Word, ...], list[Match[Value]]] | None = None
        for text, value in entries:
            stems = tuple(self._key(word) for word in split_words(text, stemmer) if word.stem not in fillers)
            if stems:
                self.by_start.setdefault(stems[:2] if len(stems) > 1 else stems[0], []).append((stems, value))
        self.firsts = frozenset(stems[0] for entries in self.by_start.values() for stems, _ in entries)
        for candidates in self.by_start.values():
            candidates.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: tuple[Word, ...]) -> list[Match[Value]]:
        """Return the phrases in text order; no two share a word, and of two that begin alike the longer wins."""
        found: list[Match[Value]] = []
        for match in self.find_all(words):
            if not found or match.first >= found[-1].last:
                found.append(match)
        return found

    def find_all(self, words: tuple[Word, ...]) -> list[Match[Value]]:
        """Return every phrase in text order, also where they overlap; of two that begin alike the longer first."""
        # the same words are asked for again and again, one demand after the other
        if self.latest is None or self.latest[0] is not words:
            self.latest = words, self._search(words)
        return self.latest[1]

    def _search(self, words: tuple[Word, ...]) -> list[Match[Value]]:
        places, keys = _lay_out(words, self.fillers, exact=self.exact)
        by_start, firsts = self.by_start, self.firsts
        if firsts.isdisjoint(keys):
            return []
        return [
            Match(places[at], places[at + len(phrase) - 1] + 1, value)
            for at, key in enumerate(keys)
            if key in firsts
            for phrase, value in (*by_start.get(keys[at : at + 2], ()), *by_start.get(key, ()))
            if len(phrase) < 3 or keys[at : at + len(phrase)] == phrase
        ]

    def _key(self, word: Word) -> str:
        return word.text.casefold() if self.exact else word.stem


Layout = tuple[list[int], tuple[str, ...]]
# the words of one demand are searched by many tables, one after the other
_laid_out: dict[bool, tuple[tuple[Word, ...], frozenset[str], Layout]] = {}


def _lay_out(words: tuple[Word, ...], fillers: frozenset[str], *, exact: bool) -> Layout:
    """Return the places of words that are no fillers, and their stems or the words as they are in lower case."""
    latest = _laid_out.get(exact)
    if latest and latest[0] is words and latest[1] is fillers:
        return latest[2]
    places = [at for at, word in enumerate(words) if word.stem not in fillers]
    keys = [words[at].text.casefold() for at in places] if exact else [words[at].stem for at in places]
    layout = places, tuple(keys)
    _laid_out[exact] = words, fillers, layout
    return layout


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return a name as names are compared: lower case, single spaces, no article, plain apostrophes."""
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")


@cache
def compile_markers(markers: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for set phrases as whole words in any case, longest first; None when there are none."""
    if not markers:
        return None
    ordered = sorted(markers, key=lambda marker: (-len(marker), marker))
    words = [marker for marker in ordered if marker[0].isalnum()]
    others = [marker for marker in ordered if not marker[0].isalnum()]
    parts = [rf"{edge}{_join(group)}\b" for edge, group in ((r"\b", words), ("", others)) if group]
    return re.compile("|".join(parts), re.IGNORECASE)


def _join(markers: list[str]) -> str:
    """Return a pattern for any of some phrases; a look at the first letter alone rules out most places of a text."""
    letters = "".join(sorted({re.escape(marker[0]) for marker in markers}))
    return rf"(?=[{letters}])(?:{'|'.join(map(re.escape, markers))})"


@cache
def compile_manners(manners: tuple[str, ...], gerund: str) -> re.Pattern[str]:
    """Return a pattern for the words that say how a thing is done: "by releasing"; one of nothing if there are none."""
    if not manners:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, manners))}) \w+{gerund}\b", re.IGNORECASE)
