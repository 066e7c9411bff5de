"""The language's comparison lexicon, made ready for look-up."""

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from exporter.analysis.comparison.glossary import Glossary
from exporter.analysis.comparison.words import Phrases, Stemmer, build_stemmer, fold_name
from exporter.languages import list_languages, load_language
from exporter.languages.comparison_lexicon import ComparisonLexicon
from exporter.languages.demand_lexicon import load_gazetteer
from exporter.languages.glossary import load_glossary
from exporter.languages.senses import Senses, load_senses
from exporter.languages.vectors import Vectors, load_vectors

# the language of the names in glossaries
ENGLISH = "en"


@dataclass(frozen=True)
class Rung:
    """A place on a ladder of acts: 0 is the mildest."""

    ladder: str
    height: int


@dataclass(frozen=True, eq=False)
class Tables:
    """A lexicon with its phrases compiled; `weights` weighs concepts, `senses` finds words for one thing.

    There is one of a language, so that what was found by it can be remembered.
    """

    lexicon: ComparisonLexicon
    stemmer: Stemmer
    stopwords: frozenset[str]
    fillers: frozenset[str]
    boilerplate: frozenset[str]
    dull: frozenset[str]
    common: frozenset[str]
    senses: Phrases[str]
    light: frozenset[str]
    concepts: Phrases[str]
    weights: dict[str, float]
    named: frozenset[str]
    acts: Phrases[str]
    act_stems: frozenset[str]
    related: frozenset[frozenset[str]]
    ladders: Phrases[Rung]
    qualifiers: Phrases[str]
    hedges: Phrases[str]
    broader: dict[str, frozenset[str]]
    bodies: dict[str, str]
    """The name of an institution by each of its forms."""
    glossary: Glossary
    """The English names of words, by which their vectors are found."""
    vectors: Vectors


@cache
def load_tables(code: str) -> Tables:
    """Return the tables of a language; for a language without any, empty ones, so that words alone decide."""
    known = code in list_languages()
    lexicon = (load_language(code).comparison if known else None) or ComparisonLexicon()
    if lexicon.acts_as:
        lexicon = _take_acts(lexicon, load_language(lexicon.acts_as).comparison or ComparisonLexicon())
    stemmer = build_stemmer(lexicon)
    fillers = frozenset(stemmer.stem(word) for word in lexicon.fillers)
    senses, english = load_senses(code), load_glossary(code)
    boilerplate = frozenset(stemmer.stem(word) for word in lexicon.boilerplate)
    stopwords = frozenset(stemmer.stem(word) for word in lexicon.stopwords)
    dull = boilerplate | stopwords | _list_words(lexicon.qualifiers, stemmer)
    common, act_stems = frozenset(stemmer.stem(word) for word in senses.common), _list_stems(lexicon, stemmer)
    lent = _borrow_senses(english, stemmer, dull | common | act_stems)
    return Tables(
        lexicon=lexicon,
        stemmer=stemmer,
        stopwords=stopwords,
        dull=dull,
        fillers=fillers,
        boilerplate=boilerplate,
        common=common,
        senses=Phrases([*_list_senses(senses, stemmer, dull), *lent], stemmer, fillers),
        light=frozenset(group[0] for group in senses.light),
        concepts=Phrases(((term, c.name) for c in lexicon.concepts for term in c.terms), stemmer, fillers),
        weights={concept.name: concept.weight for concept in lexicon.concepts},
        named=frozenset(concept.name for concept in lexicon.concepts if concept.named),
        acts=Phrases(((term, act) for act, terms in lexicon.acts.items() for term in terms), stemmer, fillers),
        act_stems=act_stems,
        related=_relate(lexicon),
        ladders=Phrases(
            (
                (term, Rung(ladder.name, height))
                for ladder in lexicon.ladders
                for height, rung in enumerate(ladder.rungs)
                for term in rung
            ),
            stemmer,
            fillers,
        ),
        qualifiers=Phrases(
            ((term, q) for q, terms in lexicon.qualifiers.items() for term in terms), stemmer, fillers, exact=True
        ),
        hedges=Phrases(((term, term) for term in lexicon.hedges), stemmer, fillers),
        broader={fold_name(whole): frozenset(map(fold_name, parts)) for whole, parts in lexicon.broader.items()},
        bodies={fold_name(form): body.name for body in load_gazetteer(code).bodies for form in body.forms},
        glossary=Glossary(english, stemmer),
        vectors=load_vectors(ENGLISH if english else code),
    )


@cache
def load_tables_across(code: str) -> Tables:
    """Return the tables of the new text's language where the old is in another: vectors hold within one language."""
    return dataclasses.replace(load_tables(code), vectors=Vectors({}))


def _take_acts(lexicon: ComparisonLexicon, other: ComparisonLexicon) -> ComparisonLexicon:
    """Return a lexicon with what another language's says of the acts, by their names, that both have."""
    names = ("personal_acts", "light_acts", "plain_acts", "vague_acts", "related_acts")
    return replace(lexicon, **{name: getattr(other, name) for name in names})


def _list_senses(senses: Senses, stemmer: Stemmer, dull: frozenset[str]) -> list[tuple[str, str]]:
    """Return each phrase with the name of its group; not a single word that is folded together with one of no weight.

    "publication" must not make every "public" stand for it.
    """
    groups = [group for groups in (senses.light, *senses.fields.values()) for group in groups]
    return [
        (form, group[0])
        for group in groups
        for term in group
        if " " in term or stemmer.stem(term) not in dull
        for form in _list_orders(term)
    ]


def _borrow_senses(
    english: dict[str, tuple[str, ...]], stemmer: Stemmer, plain: frozenset[str]
) -> list[tuple[str, str]]:
    """Return words with the groups in which their English names stand: an "éditeur" is a "publisher".

    Not acts and the like, and no word of little weight: that two of these mean the same proves nothing. In one number
    or the other, but not by stem: "journey" is no "journal".
    """
    if not english:
        return []
    senses = load_senses(ENGLISH)
    groups = defaultdict[str, set[str]](set)
    for group in (group for groups in senses.fields.values() for group in groups):
        for term in group:
            groups[term.casefold().removesuffix("s")].add(group[0])
    return [
        (word, group)
        for word, names in english.items()
        if stemmer.stem(word) not in plain
        for group in sorted(frozenset().union(*(groups.get(name.removesuffix("s"), ()) for name in names)))
    ]


def _list_orders(term: str) -> tuple[str, ...]:
    """Return a phrase, and the other order of an adverb and its verb: "arbitrarily held", "held arbitrarily"."""
    words = term.split()
    turned = len(words) == len(("adverb", "verb")) and words[0].endswith("ly")
    return (term, f"{words[1]} {words[0]}") if turned else (term,)


def _list_words(phrases: dict[str, tuple[str, ...]], stemmer: Stemmer) -> frozenset[str]:
    """Return the stems of those phrases that are one word."""
    return frozenset(stemmer.stem(term) for terms in phrases.values() for term in terms if " " not in term)


def _list_stems(lexicon: ComparisonLexicon, stemmer: Stemmer) -> frozenset[str]:
    """Return the stems of acts of one word."""
    return frozenset(stemmer.stem(term) for terms in lexicon.acts.values() for term in terms if " " not in term)


def _relate(lexicon: ComparisonLexicon) -> frozenset[frozenset[str]]:
    groups = (tuple(group) for group in lexicon.related_acts)
    return frozenset(frozenset((a, b)) for group in groups for a in group for b in group if a != b)
