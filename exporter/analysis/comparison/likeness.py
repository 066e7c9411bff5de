"""How like stretches of two texts are as wholes: the cosine of their words, the rarer the heavier (tf-idf)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from math import fsum, log, sqrt

from exporter.analysis.comparison.assignment import Pair
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import Word

Bag = Mapping[str, int]
"""How often each stem stands in a stretch of text."""


def count_stems(words: Iterable[Word], tables: Tables) -> Bag:
    """Return the stems of some words that say anything in resolutions, with how often each stands there."""
    return Counter(word.stem for word in words if word.stem not in tables.dull)


def find_likeness(old: Mapping[int, Bag], new: Mapping[int, Bag], pairs: Collection[Pair]) -> dict[Pair, float]:
    """Return for pairs of stretches, by their numbers in either text, how like they are: 0 for nothing shared, 1."""
    spread = Counter(stem for side in (old, new) for bag in side.values() for stem in bag)
    whole = len(old) + len(new) + 1
    rarity = {stem: log(whole / number) for stem, number in spread.items()}
    ones, others = ({at: _weigh(bag, rarity) for at, bag in side.items()} for side in (old, new))
    return {(i, j): _multiply(ones[i], others[j]) for i, j in pairs}


def _weigh(bag: Bag, rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {stem: (1 + log(number)) * rarity[stem] for stem, number in bag.items()}
    length = sqrt(fsum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _multiply(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return fsum(one[stem] * other[stem] for stem in one.keys() & other.keys())
