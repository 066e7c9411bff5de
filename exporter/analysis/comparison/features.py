"""What an action is compared by: its words, concepts, acts, names and addressees."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from exporter.analysis.comparison.acts import find_acts, find_verb
from exporter.analysis.comparison.content import (
    Background,
    Unit,
    find_topic,
    is_topic,
    list_context,
    list_units,
    speaks_for_itself,
)
from exporter.analysis.comparison.likeness import Bag, count_stems
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import (
    Match,
    Phrases,
    Word,
    compile_manners,
    compile_markers,
    split_words,
)
from exporter.languages.comparison_lexicon import ComparisonLexicon
from exporter.model.demands import Action, Kind, Statement
from exporter.model.dossier import Document
from exporter.model.resolution import Paragraph, running_text

TAIL_WEIGHT = 0.35
BOILERPLATE_WEIGHT = 0.15
ACRONYM_WEIGHT = 0.5
ACT_WEIGHT = 0.5
# concepts lighter than this ("elections") are shared by demands that ask for quite other things
VAGUE = 0.8
VAGUE_WEIGHT = 0.4
# how the extraction marks "the law" that the text does not name
UNNAMED = "unnamed "
# "(EBA)", "(LANGO)": an acronym behind the name it stands for
ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{1,9})\)")
# "which, in line with international law, must be released": an insertion this short ends at its comma
INSERTION_WORDS = 8
# characters beyond which a paragraph is a text of its own, not the context of a demand
LONGEST_CONTEXT = 20_000


@dataclass(frozen=True)
class Features:
    """An action ready to be compared; weights are 1 in the core of the demand, less in its tail."""

    action: Action
    statement: Statement
    position: int
    words: tuple[Word, ...]
    core: tuple[bool, ...]
    terms: dict[str, float]
    grams: frozenset[str]
    concepts: dict[str, float]
    acts: frozenset[str]
    verb: str
    """The stem of the verb it opens with, empty if it opens otherwise: "to dredge the harbour"."""
    opening: str
    """The stem of its first word that says anything: "to swiftly dredge the harbour"; "the release of X"."""
    names: frozenset[str]
    people: frozenset[str]
    laws: frozenset[str]
    organisations: frozenset[str]
    addressees: tuple[str, ...]
    phrases: frozenset[tuple[str, str]]
    """Neighbouring words, none of them an act: "long-term human resources policy"."""
    units: tuple[Unit, ...]
    context: tuple[Unit, ...]
    """What it takes over from the words before it in its paragraph: "withdraw this law", "reinstate them"."""
    bag: Bag
    paragraph: int
    around: Bag
    """The words of its paragraph, which is that of this number."""

    @property
    def id(self) -> str:
        """The id of the action."""
        return self.action.id

    @property
    def quote(self) -> str:
        """The words of the action."""
        return self.action.quote


@dataclass(frozen=True)
class Corpus:
    """What two texts have in common before any demand is read: acronyms, the words of both titles."""

    tables: Tables
    acronyms: Phrases[str]
    topic: frozenset[str]

    @property
    def background(self) -> Background:
        """What the words of a demand are weighed against."""
        return Background(self.topic, self.acronyms)


def read_corpus(old: Document, new: Document, tables: Tables) -> Corpus:
    """Return what the two texts share as background: their topic proves nothing about a single demand."""
    defined = {**_find_acronyms(old), **_find_acronyms(new)}
    entries = [(form, name) for name, long in sorted(defined.items()) for form in (name, long)]
    titles = [split_words(document.resolution.title, tables.stemmer) for document in (old, new)]
    named = frozenset(stem for document in (old, new) for stem in _list_named(document, tables))
    return Corpus(tables, Phrases(entries, tables.stemmer, tables.fillers), find_topic(titles, named, tables))


def _list_named(document: Document, tables: Tables) -> Iterator[str]:
    """Yield the stems of the persons and laws that the demands of a text name."""
    for statement in document.demands.statements:
        for action in statement.actions:
            for name in (*action.people, *action.laws):
                yield from (word.stem for word in split_words(name, tables.stemmer))


def _find_acronyms(document: Document) -> dict[str, str]:
    resolution = document.resolution
    texts = [c.text for c in resolution.citations]
    texts += [running_text(recital) for recital in resolution.recitals]
    texts += [running_text(paragraph) for paragraph in resolution.paragraphs]
    found: dict[str, str] = {}
    for text in texts:
        for match in ACRONYM.finditer(text):
            name = _long_name(text[: match.start()], match[1])
            if name:
                found.setdefault(match[1], name)
    return found


def _long_name(before: str, acronym: str) -> str | None:
    """Return the words before an acronym whose initials it is: small words may be skipped."""
    words = before.split()[-2 * len(acronym) - 2 :]
    letters = [letter for letter in acronym.casefold() if letter.isalpha()]
    for start in range(len(words)):
        name = words[start:]
        capitals = [word[0].casefold() for word in name if word[0].isupper()]
        initials = [word[0].casefold() for word in name]
        if len(name) > 1 and letters in (capitals, initials):
            return " ".join(name)
    return None


def list_features(document: Document, kind: Kind, corpus: Corpus) -> list[Features]:
    """Return the features of every action of one kind, in text order."""
    chosen = [
        (statement, action)
        for statement in document.demands.statements
        if statement.kind is kind
        for action in statement.actions
    ]
    texts = [_cut_context(paragraph) for paragraph in document.resolution.paragraphs]
    numbers = sorted({action.span.index for _, action in chosen})
    around = {at: _read_around(texts, at, corpus.tables) for at in numbers}
    return [
        _read(action, statement, at, corpus, _take_before(texts, action), around[action.span.index])
        for at, (statement, action) in enumerate(chosen)
    ]


def _read_around(texts: list[str], index: int, tables: Tables) -> Bag:
    return count_stems(split_words(texts[index], tables.stemmer), tables) if 0 <= index < len(texts) else {}


def _cut_context(paragraph: Paragraph) -> str:
    return running_text(paragraph)[:LONGEST_CONTEXT]


def _take_before(texts: list[str], action: Action) -> str:
    """Return what stands before an action in its paragraph."""
    return texts[action.span.index][: action.span.start] if 0 <= action.span.index < len(texts) else ""


def _read(action: Action, statement: Statement, position: int, corpus: Corpus, before: str, around: Bag) -> Features:
    tables = corpus.tables
    words = split_words(action.quote, tables.stemmer)
    core = mark_core(action.quote, words, tables.lexicon)
    terms = _weigh_terms(words, core, corpus)
    units = list_units(words, core, corpus.background, tables)
    content = [word.stem for word in words if word.stem not in tables.stopwords]
    # a demand opens behind what is said before its infinitive
    kept = words[core.index(True) :] if True in core else words
    return Features(
        action=action,
        statement=statement,
        position=position,
        words=words,
        core=core,
        terms=terms,
        grams=_list_grams(stem for stem in content if stem in terms and terms[stem] > BOILERPLATE_WEIGHT),
        concepts=_weigh_concepts(words, core, corpus),
        acts=find_acts(words, core, tables),
        verb=find_verb(kept, tables),
        opening=next((word.stem for word in kept if word.stem not in tables.stopwords), ""),
        names=_find_names(words, core, corpus),
        people=_normalise(action.people, corpus),
        laws=_normalise(action.laws, corpus),
        organisations=_normalise(action.organisations, corpus),
        addressees=tuple(addressee.name for addressee in statement.addressees),
        phrases=_list_phrases(words, tables),
        units=units,
        context=_read_context(action, before, units, corpus),
        bag=count_stems(words, tables),
        paragraph=action.span.index,
        around=around,
    )


def _read_context(action: Action, before: str, units: tuple[Unit, ...], corpus: Corpus) -> tuple[Unit, ...]:
    # "withdraw immediately and fully this law", "not to impose it on minors", "release him from house arrest"
    leaning = compile_markers(corpus.tables.lexicon.leaning)
    if not (leaning and leaning.search(action.quote)) and speaks_for_itself(units):
        return ()
    return list_context(split_words(before, corpus.tables.stemmer), units, corpus.background, corpus.tables)


def _list_phrases(words: tuple[Word, ...], tables: Tables) -> frozenset[tuple[str, str]]:
    """Return neighbouring words; without acts, and without names, which are one thing however long they are."""
    acts = {at for match in tables.acts.find(words) for at in range(match.first, match.last)}
    content = [
        "" if at in acts or word.text[0].isupper() else word.stem
        for at, word in enumerate(words)
        if word.stem not in tables.stopwords
    ]
    return frozenset((one, other) for one, other in pairwise(content) if one and other)


def mark_core(quote: str, words: tuple[Word, ...], lexicon: ComparisonLexicon) -> tuple[bool, ...]:
    """Return for each word whether it says what is asked, and not only when, why or to what end."""
    spans = _find_tails(quote, words, lexicon)
    if not spans:
        return (True,) * len(words)
    return tuple(not any(start <= word.start < end for start, end in spans) for word in words)


def _find_tails(quote: str, words: tuple[Word, ...], lexicon: ComparisonLexicon) -> list[tuple[int, int]]:
    pattern = compile_markers(lexicon.tails)
    front = _end_of_front(quote, words, lexicon)
    least = words[2].start if len(words) > 2 else len(quote)
    spans = [(0, front)] if front else []
    for match in pattern.finditer(quote) if pattern else ():
        if match.start() < least or (spans and match.start() < spans[-1][1]):
            continue
        spans.append((match.start(), _end_of_tail(quote, match.end(), lexicon)))
    return spans


def _end_of_front(quote: str, words: tuple[Word, ...], lexicon: ComparisonLexicon) -> int:
    """Return where what is said before the infinitive ends: "if the evidence so warrants, to open a case"; else 0."""
    if not words or words[0].text.casefold() not in lexicon.fronting:
        return 0
    return next((end + 1 for mark in lexicon.infinitive_marks if (end := quote.find(f", {mark} ")) > 0), 0)


def _end_of_tail(quote: str, start: int, lexicon: ComparisonLexicon) -> int:
    comma = quote.find(",", start)
    short = comma >= 0 and quote.count(" ", start, comma) < INSERTION_WORDS
    end = comma if short and quote[:start].rstrip().count(",") else len(quote)
    manner = compile_manners(lexicon.manners, lexicon.gerund).search(quote, start, end)
    return manner.start() if manner else end


def _weigh_terms(words: tuple[Word, ...], core: tuple[bool, ...], corpus: Corpus) -> dict[str, float]:
    tables, terms = corpus.tables, dict[str, float]()
    vague = _find_vague(words, tables)
    for at, (word, in_core) in enumerate(zip(words, core, strict=True)):
        if word.stem in tables.stopwords:
            continue
        weight = (
            _weigh_stem(word.stem, corpus) * (VAGUE_WEIGHT if at in vague else 1.0) * (1.0 if in_core else TAIL_WEIGHT)
        )
        terms[word.stem] = max(terms.get(word.stem, 0.0), weight)
    return terms


def _find_vague(words: tuple[Word, ...], tables: Tables) -> set[int]:
    """Return the words that name a vague concept: what they prove is already in the concept."""
    matches = (match for match in tables.concepts.find_all(words) if tables.weights[match.value] < VAGUE)
    return {at for match in matches for at in range(match.first, match.last)}


def _weigh_stem(stem: str, corpus: Corpus) -> float:
    """Return how much a stem proves; acts are compared for themselves, so their words count half."""
    if stem in corpus.tables.boilerplate or _is_topic(stem, corpus):
        return BOILERPLATE_WEIGHT
    return ACT_WEIGHT if stem in corpus.tables.act_stems else 1.0


def _is_topic(stem: str, corpus: Corpus) -> bool:
    """Tell whether a stem is the topic of both texts or an adjective made of it: Cambodia, Cambodian."""
    return is_topic(stem, corpus.topic)


def _list_grams(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(gram for stem in stems for gram in _cut_grams(stem))


@lru_cache(maxsize=8192)
def _cut_grams(stem: str) -> tuple[str, ...]:
    padded = f" {stem} "
    return tuple(padded[at : at + 4] for at in range(max(1, len(padded) - 3)))


def _weigh_concepts(words: tuple[Word, ...], core: tuple[bool, ...], corpus: Corpus) -> dict[str, float]:
    tables, found = corpus.tables, dict[str, float]()
    for match in tables.concepts.find_all(words):
        weight = tables.weights[match.value] * (1.0 if core[match.first] else TAIL_WEIGHT)
        found[match.value] = max(found.get(match.value, 0.0), weight)
    for acronym in corpus.acronyms.find(words):
        if not _is_covered(acronym, words, tables):
            found[acronym.value] = ACRONYM_WEIGHT * (1.0 if core[acronym.first] else TAIL_WEIGHT)
    return found


def _is_covered(match: Match[str], words: tuple[Word, ...], tables: Tables) -> bool:
    return bool(tables.concepts.find(words[match.first : match.last]))


def _find_names(words: tuple[Word, ...], core: tuple[bool, ...], corpus: Corpus) -> frozenset[str]:
    """Return the stems of capitalised words that are neither topic, boilerplate nor concept: what the core names."""
    tables = corpus.tables
    known = {at for match in tables.concepts.find_all(words) for at in range(match.first, match.last)}
    return frozenset(
        word.stem
        for at, word in enumerate(words[1:], 1)
        if word.text[0].isupper()
        and core[at]
        and at not in known
        and word.stem not in tables.boilerplate
        and word.stem not in tables.stopwords
        and not _is_topic(word.stem, corpus)
    )


def _normalise(names: tuple[str, ...], corpus: Corpus) -> frozenset[str]:
    """Return names as stems, acronyms written out; without the names of concepts and of what has no name."""
    found = set()
    for name in names:
        words = split_words(name, corpus.tables.stemmer)
        concepts = {match.value for match in corpus.tables.concepts.find_all(words)}
        if concepts & corpus.tables.named or name.startswith(UNNAMED):
            continue
        acronyms = corpus.acronyms.find(words)
        found.add(acronyms[0].value if acronyms else " ".join(word.stem for word in words))
    return frozenset(found)
