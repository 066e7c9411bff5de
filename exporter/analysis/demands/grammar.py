"""The tables of a language made ready for use: word sets and compiled patterns."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial

from exporter.analysis.demands.cues import Known
from exporter.analysis.demands.hints import Hints, Signs, make_hints
from exporter.analysis.demands.tokens import tokenise
from exporter.analysis.demands.verbs import VerbPatterns
from exporter.languages import load_language
from exporter.languages.demand_lexicon import (
    Body,
    DemandLexicon,
    Gazetteer,
    RomanceWords,
    load_gazetteer,
)

# "*not* to impose"
BEFORE_TO = frozenset({"not", "never", "always"})
DASHES = frozenset({"–", "—"})
BEGINNINGS = BEFORE_TO | {"to"}
# behind these a sentence may open
CLOSING = frozenset(".!?:”’")
ENDING = CLOSING | {";"}
TIES = frozenset({",", ";", "and", "or", "but", "as"})
# "Bank *of* England"
WITHIN_NAMES = frozenset({"of", "for", "de", "la", "al", "without"})


@dataclass(frozen=True)
class Country:
    """A country: its `name`, the `adjective` its authorities are named by, and all words it is known by."""

    name: str
    adjective: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What the rules look words up in; every set is in lower case."""

    lexicon: DemandLexicon
    romance: RomanceWords
    ties: frozenset[str]
    as_well: list[list[str]]
    before_heads: frozenset[str]
    opening: VerbPatterns
    first_words: frozenset[str]
    openers: frozenset[str]
    starters: frozenset[str]
    lead_words: frozenset[str]
    adverbs: frozenset[str]
    adverb_ends: frozenset[str]
    is_adverb: Known[bool]
    linking: dict[str, tuple[str, ...]]
    asides: dict[str, tuple[str, ...]]
    act_phrases: dict[str, tuple[str, ...]]
    certain: frozenset[str]
    ambiguous: frozenset[str]
    lemmas: dict[str, str]
    participles: dict[str, str]
    gerunds: dict[str, str]
    possessives: frozenset[str]
    before_verbs: frozenset[str]
    strong: frozenset[str]
    wanted: frozenset[str]
    held_wanted: frozenset[str]
    catenatives: frozenset[str]
    prepositional: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    agents: frozenset[str]
    things: frozenset[str]
    law_words: frozenset[str]
    no_people: frozenset[str]
    in_names: frozenset[str]
    person_contexts: tuple[str, ...]
    example_words: tuple[str, ...]
    turns: frozenset[str]
    countries: dict[str, Country]
    bodies: dict[str, Body]
    body_names: frozenset[str]
    body_starts: dict[str, int]
    country_starts: dict[str, int]
    gazetteer: Gazetteer
    signs: Signs
    hints: Hints
    verbs: frozenset[str]

    @property
    def thirds(self) -> Container[str]:
        """All verbs with the ending of the third person."""
        return self.lemmas.keys()


@cache
def word_set(text: str) -> frozenset[str]:
    """Return the words of a table entry."""
    return frozenset(text.split())


@cache
def load_grammar(code: str) -> Grammar | None:
    """Return the grammar of the language `code`, None where its demands are not described."""
    lexicon = load_language(code).demands
    return None if lexicon is None else _make(code, lexicon, load_gazetteer(code))


def add_country(grammar: Grammar, country: Country) -> Grammar:
    """Return a grammar that knows a country more."""
    forms = dict.fromkeys(country.forms, country)
    starts = {word: max(width, grammar.country_starts.get(word, 0)) for word, width in _list_starts(forms).items()}
    return replace(grammar, countries=grammar.countries | forms, country_starts=grammar.country_starts | starts)


def _make(code: str, lexicon: DemandLexicon, gazetteer: Gazetteer) -> Grammar:
    certain, ambiguous = lexicon.infinitives - lexicon.infinitives_or_nouns, lexicon.infinitives_or_nouns
    opening, doubled = VerbPatterns(lexicon), lexicon.doubled
    romance = lexicon.romance or RomanceWords()
    as_well = [phrase.split() for phrase in romance.as_well]
    countries, signs = _index_countries(gazetteer), Signs(lexicon)
    bodies = {form: body for body in gazetteer.bodies for form in body.forms}
    return Grammar(
        lexicon=lexicon,
        romance=romance,
        ties=romance.ands | {words[0] for words in as_well} | {","},
        as_well=as_well,
        before_heads=romance.articles | romance.to | romance.before_nouns,
        opening=opening,
        first_words=opening.first_words,
        openers=opening.first_words | lexicon.ties.ties | ENDING,
        starters=lexicon.starters,
        lead_words=opening.first_words
        | lexicon.starters
        | {a.split()[0] for a in lexicon.adverbs}
        | {f"{word.split('’')[0]}’" for word in opening.first_words if "’" in word}
        | {",", "as"},
        adverbs=frozenset(lexicon.adverbs),
        adverb_ends=frozenset(tokenise(adverb).spelt[-1] for adverb in lexicon.adverbs),
        is_adverb=Known(partial(_is_adverb, lexicon)),
        linking=_by_first_word(lexicon.linking),
        asides=_by_first_word(f"{phrase}{end}" for phrase in lexicon.asides for end in (" ", ",")),
        act_phrases=_by_first_word(sorted(lexicon.act_phrases, key=lambda phrase: (-len(phrase), phrase))),
        certain=certain,
        verbs=certain | ambiguous,
        ambiguous=ambiguous,
        lemmas={_third_person(verb): verb for verb in sorted(certain | ambiguous)},
        participles={_participle(verb, doubled): verb for verb in sorted(certain | ambiguous)} | lexicon.irregular,
        gerunds={_gerund(verb, doubled): verb for verb in sorted(certain | ambiguous)},
        possessives=lexicon.ties.possessives,
        before_verbs=BEGINNINGS | (lexicon.modals - certain - ambiguous),
        strong=lexicon.strong_acts,
        wanted=lexicon.outer_verbs | lexicon.relief_acts | lexicon.wanted_verbs | lexicon.strong_acts,
        held_wanted=lexicon.never_condemned | lexicon.seldom_condemned,
        catenatives=lexicon.catenatives,
        prepositional=lexicon.prepositional,
        prepositions=lexicon.prepositions,
        determiners=lexicon.determiners,
        agents=lexicon.agents,
        things=lexicon.things,
        law_words=word_set(lexicon.law_words.lower()),
        no_people=lexicon.not_names | lexicon.organisation_words | {"of", "for", "’"},
        in_names=WITHIN_NAMES | lexicon.name_particles | {"’"},
        person_contexts=tuple(f" {phrase}" for phrase in lexicon.person_contexts),
        example_words=tuple(f" {phrase}" for phrase in lexicon.example_words),
        turns=TIES | BEGINNINGS | DASHES | lexicon.relatives,
        countries=countries,
        bodies=bodies,
        body_names=frozenset(name for body in bodies.values() for name in (body.name, body.home) if name),
        body_starts=_list_starts(bodies),
        country_starts=_list_starts(countries),
        gazetteer=gazetteer,
        signs=signs,
        hints=make_hints(code, lexicon, signs),
    )


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the phrases by their first word, in the same order."""
    index: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        first = phrase.split()[0].rstrip(",")
        index[first] = (*index.get(first, ()), phrase)
    return index


def _list_starts(forms: Iterable[str]) -> dict[str, int]:
    """Return the words that names begin with, and how many tokens such a name has at most."""
    starts: dict[str, int] = {}
    for words in (tokenise(form).spelt for form in forms):
        starts[words[0]] = max(len(words), starts.get(words[0], 0))
    return starts


def _is_adverb(lexicon: DemandLexicon, word: str) -> bool:
    shape = word.endswith(lexicon.adverb_endings) and word not in lexicon.not_adverbs
    return shape or word in lexicon.adverbs or word in lexicon.verb_adverbs


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "z", "o")) else "s")


def _participle(verb: str, doubled: frozenset[str]) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return _double(verb, doubled) + "ed"


def _gerund(verb: str, doubled: frozenset[str]) -> str:
    plain = verb.endswith("e") and not verb.endswith(("ee", "ye", "oe"))
    return (verb[:-1] if plain else _double(verb, doubled)) + "ing"


def _double(verb: str, doubled: frozenset[str]) -> str:
    return verb + verb[-1] if verb in doubled else verb


def _index_countries(gazetteer: Gazetteer) -> dict[str, Country]:
    index: dict[str, Country] = {}
    for entry in gazetteer.countries:
        name, adjective, *others = entry.split("|")
        country = Country(name, adjective, (name, adjective, *others))
        for form in country.forms:
            index.setdefault(form, country)
    return index
