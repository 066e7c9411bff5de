"""The language's comparison lexicon, made ready for look-up."""

from dataclasses import dataclass
from functools import cache

from exporter.analysis.comparison.words import Phrases, Stemmer, build_stemmer, fold_name
from exporter.languages import list_languages, load_language
from exporter.languages.comparison_lexicon import ComparisonLexicon


@dataclass(frozen=True)
class Rung:
    """A place on a ladder of acts: 0 is the mildest."""

    ladder: str
    height: int


@dataclass(frozen=True)
class Tables:
    """A lexicon with its phrases compiled; `weights` is the weight of each concept."""

    lexicon: ComparisonLexicon
    stemmer: Stemmer
    stopwords: frozenset[str]
    fillers: frozenset[str]
    boilerplate: frozenset[str]
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


@cache
def load_tables(code: str) -> Tables:
    """Return the tables of a language; for a language without any, empty ones, so that words alone decide."""
    known = code in list_languages()
    lexicon = (load_language(code).comparison if known else None) or ComparisonLexicon()
    stemmer = build_stemmer(lexicon.suffixes, lexicon.stems, lexicon.synonyms)
    fillers = frozenset(stemmer.stem(word) for word in lexicon.fillers)
    return Tables(
        lexicon=lexicon,
        stemmer=stemmer,
        stopwords=frozenset(stemmer.stem(word) for word in lexicon.stopwords),
        fillers=fillers,
        boilerplate=frozenset(stemmer.stem(word) for word in lexicon.boilerplate),
        concepts=Phrases(((term, c.name) for c in lexicon.concepts for term in c.terms), stemmer, fillers),
        weights={concept.name: concept.weight for concept in lexicon.concepts},
        named=frozenset(concept.name for concept in lexicon.concepts if concept.named),
        acts=Phrases(((term, act) for act, terms in lexicon.acts.items() for term in terms), stemmer, fillers),
        act_stems=_list_stems(lexicon, stemmer),
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
    )


def _list_stems(lexicon: ComparisonLexicon, stemmer: Stemmer) -> frozenset[str]:
    """Return the stems of acts of one word."""
    return frozenset(stemmer.stem(term) for terms in lexicon.acts.values() for term in terms if " " not in term)


def _relate(lexicon: ComparisonLexicon) -> frozenset[frozenset[str]]:
    groups = (tuple(group) for group in lexicon.related_acts)
    return frozenset(frozenset((a, b)) for group in groups for a in group for b in group if a != b)
