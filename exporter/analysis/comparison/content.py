"""What an action speaks of, word by word: each word with its weight, its senses and the concepts it belongs to."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import Phrases, Word

TAIL_WEIGHT = 0.35
BOILERPLATE_WEIGHT = 0.15
COMMON_WEIGHT = 0.3
ACT_WEIGHT = 0.45
TOPIC_WEIGHT = 0.4
# a phrase for one thing says more than its plain words ("right to a defence"), and so does an act with a sense
PHRASE_WEIGHT = 0.6
# "Article 214"; a year is no more than common
NUMBER_WEIGHT = 0.6
CENTURIES = ("19", "20")
# "International Committee of the Red Cross" is one thing, however many words it has
LONGEST_PHRASE_WEIGHT = 1.8
# words that weigh this much say what a demand is about
TELLING = 0.55
# an action that says less than this needs its paragraph to be understood
SPARSE = 2.0
NOTHING = frozenset[str]()


class Unit(NamedTuple):
    """A word that says something: what it proves, and the names of the senses and concepts it stands in."""

    stem: str
    weight: float
    core: bool
    telling: bool
    """Whether it says what the demand is about."""
    thing: bool
    """Whether it says what something is to be done to; "lift" and "ban" do not."""
    name: bool
    """Whether it stands in a name."""
    senses: frozenset[str]
    concepts: frozenset[str]


@dataclass(frozen=True)
class Background:
    """What both texts are about, and the acronyms they define: each stands for the name it was made of."""

    topic: frozenset[str]
    acronyms: Phrases[str]


def list_units(
    words: tuple[Word, ...], core: tuple[bool, ...], background: Background, tables: Tables
) -> tuple[Unit, ...]:
    """Return the units of an action, each stem once, where it weighs most."""
    topic = background.topic
    senses, lengths = _cover(words, tables.senses, background.acronyms)
    concepts, _ = _cover(words, tables.concepts)
    plain = _find_plain_acts(words, tables)
    found: dict[str, Unit] = {}
    for at, word in enumerate(words):
        length = lengths.get(at, 0)
        if length < 2 and word.stem in tables.stopwords:
            continue
        meant, kinds = senses.get(at, NOTHING), concepts.get(at, NOTHING)
        weight = _weigh(word.stem, meant, kinds, length, topic, tables)
        if at in plain and meant <= tables.light:
            weight = min(weight, BOILERPLATE_WEIGHT)
        unit = Unit(
            word.stem,
            min(weight, LONGEST_PHRASE_WEIGHT / max(1, length)) * (1.0 if core[at] else TAIL_WEIGHT),
            core[at],
            core[at] and weight >= TELLING,
            core[at] and _is_thing(word, weight, tables),
            at > 0 and word.text[0].isupper(),
            meant and meant - topic,
            kinds and kinds - topic,
        )
        if word.stem not in found or found[word.stem].weight < unit.weight:
            found[word.stem] = unit
    return tuple(found.values())


def _is_thing(word: Word, weight: float, tables: Tables) -> bool:
    if word.stem in tables.act_stems or word.stem in tables.dull or word.stem in tables.common:
        return False
    # the topic proves little, but who asks for an act on it asks for it on something
    return weight >= TELLING or word.text[0].islower()


def _find_plain_acts(words: tuple[Word, ...], tables: Tables) -> set[int]:
    """Return the words of acts asked about anything: acts are compared for themselves."""
    matches = (match for match in tables.acts.find(words) if match.value in tables.lexicon.plain_acts)
    return {at for match in matches for at in range(match.first, match.last)}


def _cover(words: tuple[Word, ...], *tables: Phrases[str]) -> tuple[dict[int, frozenset[str]], dict[int, int]]:
    """Return for each word the names of the phrases it stands in, and the length of the longest."""
    names = defaultdict[int, set[str]](set)
    lengths = defaultdict[int, int](int)
    for first, last, name in (match for phrases in tables for match in phrases.find_all(words)):
        for at in range(first, last):
            names[at].add(name)
            lengths[at] = max(lengths[at], last - first)
    return {at: frozenset(found) for at, found in names.items()}, lengths


def _weigh(
    stem: str, senses: frozenset[str], concepts: frozenset[str], length: int, topic: frozenset[str], tables: Tables
) -> float:
    if is_topic(stem, topic) or not topic.isdisjoint(senses) or not topic.isdisjoint(concepts):
        return TOPIC_WEIGHT
    if stem in tables.stopwords:
        return BOILERPLATE_WEIGHT
    plain = _weigh_plain(stem, tables)
    if senses and senses <= tables.light:
        return min(plain, COMMON_WEIGHT)
    strong = max((tables.weights[name] for name in concepts), default=0.0)
    if strong >= 1 and plain > BOILERPLATE_WEIGHT:
        return strong
    return max(plain, PHRASE_WEIGHT) if length > 1 or (senses and stem in tables.act_stems) else plain


def _weigh_plain(stem: str, tables: Tables) -> float:
    if stem in tables.dull:
        return BOILERPLATE_WEIGHT
    if stem.isdigit():
        return COMMON_WEIGHT if len(stem) == len("2024") and stem[:2] in CENTURIES else NUMBER_WEIGHT
    if stem in tables.common:
        return COMMON_WEIGHT
    return ACT_WEIGHT if stem in tables.act_stems else 1.0


def is_topic(stem: str, topic: frozenset[str]) -> bool:
    """Tell whether a stem is the topic of both texts or an adjective made of it: Cambodia, Cambodian."""
    openings, short = _read_topic(topic)
    return stem in short or stem.startswith(openings)


@lru_cache(maxsize=16)
def _read_topic(topic: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the openings of the long words of a topic, and its short words."""
    return tuple(word[:7] for word in topic if len(word) > 5), frozenset(word for word in topic if len(word) <= 5)


def find_topic(titles: list[tuple[Word, ...]], named: frozenset[str], tables: Tables) -> frozenset[str]:
    """Return what the titles of both texts say, and the proper names in either: they prove nothing about one demand.

    `named` are the stems of persons and laws, which do.
    """
    dull = tables.dull | tables.common
    found, proper = [], set[str]()
    for words in titles:
        stems = {word.stem for word in words if len(word.stem) > 3} - dull
        senses = {match.value for match in tables.senses.find_all(words)}
        found.append(stems | senses | {match.value for match in tables.concepts.find_all(words)})
        proper |= {word.stem for word in words[1:] if word.text[0].isupper()} & stems
    shared = frozenset.intersection(*map(frozenset, found)) if found else frozenset[str]()
    return shared | (proper - named)


def speaks_for_itself(units: tuple[Unit, ...]) -> bool:
    """Tell whether an action can be understood without what was said before it."""
    return sum(unit.weight for unit in units) >= SPARSE


def list_context(
    before: tuple[Word, ...], own: tuple[Unit, ...], background: Background, tables: Tables
) -> tuple[Unit, ...]:
    """Return what an action takes over from the words before it in its paragraph.

    "to withdraw this law" and "to reduce the delays" are about what was said before them.
    """
    known = {unit.stem for unit in own}
    units = list_units(before, (True,) * len(before), background, tables)
    return tuple(unit for unit in units if unit.stem not in known and unit.weight > COMMON_WEIGHT)
