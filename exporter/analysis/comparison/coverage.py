"""How much of what one action says is said by another: word for word, in other words, or at least of the same field."""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import NamedTuple

from exporter.analysis.comparison.content import Unit
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.tables import Tables
from exporter.languages.vectors import Vector

# "reporter" for "journalist"
SENSE = 0.85
# "press freedom" for "media pluralism": the same field is not yet the same thing
FIELD = 0.5
# one word in two senses: "due process", "due diligence"
OTHER_SENSE = 0.4
# what the other side says only in passing: when, why, to what end
IN_PASSING = 0.6
# what is taken over from the words before an action counts half, and only so much of it
CONTEXT = 0.5
MOST_CONTEXT = 0.75
# what says less than this ("to publish them") is not all said elsewhere because its few words are
LEAST_SAID = 0.4


@dataclass(frozen=True)
class Weighed:
    """An action with what each of its words proves in these two texts, and where its words and senses are found."""

    features: Features
    weights: dict[str, float]
    rows: tuple[tuple[Unit, float, tuple[str, ...]], ...]
    """Each word with what it proves and all it can be found by."""
    keys: frozenset[str]
    """All that a word of another action can be found by."""
    stems: dict[str, Unit]
    senses: dict[str, float]
    concepts: dict[str, float]
    before: frozenset[str]
    """The stems and senses of what stands before it, if it leans on that."""
    meaning: Vector = ()
    """Where it stands among the actions of both texts; empty where that is not known."""

    @cached_property
    def written(self) -> dict[str, str]:
        """Each stem as the text first writes it."""
        return {word.stem: word.text for word in reversed(self.features.words)}

    @cached_property
    def by_sense(self) -> dict[str, str]:
        """The stem of the first word of each sense."""
        return {name: unit.stem for unit in reversed(self.features.units) for name in unit.senses}


class Coverage(NamedTuple):
    """How much of one action is found in another: `share` of its weight; of its telling words, found and missing.

    `found` holds what is taken over from the words before it, too. `things` counts the words found that say what
    something is to be done to; `names` is what of `found` is names.
    """

    share: float
    found: float
    missing: float
    things: float
    names: float


class Covered(NamedTuple):
    """How much of the old action is found in the new one, and how much of the new one in the old."""

    there: Coverage
    back: Coverage

    @property
    def mean(self) -> float:
        """The geometric mean of both shares."""
        return sqrt(self.there.share * self.back.share)


def prepare(item: Features, rarity: dict[str, float]) -> Weighed:
    """Return an action ready to be covered and to cover; `rarity` is by stem and sense."""
    weights = {unit.stem: unit.weight * _find_rarity(unit, rarity) for unit in item.units}
    senses: dict[str, float] = {}
    concepts: dict[str, float] = {}
    for unit in item.units:
        strength = 1.0 if unit.core else IN_PASSING
        for name in unit.senses:
            senses[name] = max(senses.get(name, 0.0), strength)
        for name in unit.concepts:
            concepts[name] = max(concepts.get(name, 0.0), strength)
    before = frozenset(key for unit in item.context for key in (unit.stem, *unit.senses))
    stems = {unit.stem: unit for unit in item.units}
    rows = tuple((unit, weights[unit.stem], (unit.stem, *unit.senses, *unit.concepts)) for unit in item.units)
    keys = before.union(stems, senses, concepts)
    return Weighed(item, weights, rows, keys, stems, senses, concepts, before)


def _find_rarity(unit: Unit, rarity: dict[str, float]) -> float:
    own = rarity[unit.stem]
    return min(own, max(rarity[name] for name in unit.senses)) if unit.senses else own


def cover_both(one: Weighed, other: Weighed, tables: Tables) -> Covered:
    """Return how much each of two actions says of the other."""
    return Covered(cover(one, other, tables), cover(other, one, tables))


def cover(one: Weighed, other: Weighed, tables: Tables) -> Coverage:
    """Return how much of `one` is found in `other`."""
    total = got = found = missing = things = names = 0.0
    for unit, weight, keys in one.rows:
        # most words have nothing in common with the other side
        match = 0.0 if other.keys.isdisjoint(keys) else find_match(unit, other, tables)
        total += weight
        got += weight * match
        things += match if unit.thing else 0.0
        if unit.telling:
            found += weight * match
            missing += weight * (1 - match)
            names += weight * match if unit.name else 0.0
    taken = _cover_context(one, other, tables) if one.features.context else 0.0
    whole = total + taken
    return Coverage((got + taken) / max(whole, LEAST_SAID), found + taken, missing, things, names)


def find_match(unit: Unit, other: Weighed, tables: Tables) -> float:
    """Return how well the other action says what a word says, from 0 to 1."""
    match = 0.0
    twin = other.stems.get(unit.stem)
    if twin:
        match = 1.0 if twin.core or not unit.core else IN_PASSING
        if unit.senses and twin.senses and not unit.senses & twin.senses:
            match *= OTHER_SENSE
    for name in unit.senses:
        match = max(match, SENSE * other.senses.get(name, 0.0))
    for name in unit.concepts:
        if name in other.concepts:
            match = max(match, FIELD * min(1.0, tables.weights.get(name, 1.0)) * other.concepts[name])
    if match < CONTEXT and other.before and not other.before.isdisjoint((unit.stem, *unit.senses)):
        match = CONTEXT
    return match


def _cover_context(one: Weighed, other: Weighed, tables: Tables) -> float:
    taken = 0.0
    for unit in one.features.context:
        twin = other.stems.get(unit.stem)
        match = 1.0 if twin and twin.core else max((SENSE * other.senses.get(s, 0.0) for s in unit.senses), default=0.0)
        taken += CONTEXT * unit.weight * match
    return min(taken, MOST_CONTEXT)
