"""What actions mean, whatever the words: each stands where its words stand, seen from the middle of both texts.

"to award contracts to several suppliers" and "to buy from more than one tenderer" have hardly a word in common, but
their words keep the same company elsewhere. What all demands of both texts are about says nothing about a single one,
so it is taken out first: the middle of all of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, sqrt
from operator import mul

from exporter.analysis.comparison.coverage import Weighed
from exporter.analysis.comparison.tables import Tables
from exporter.languages.vectors import Vector


def find_meanings(items: Sequence[Weighed], tables: Tables) -> list[Weighed]:
    """Return the actions of two texts with their meanings, none where no word has a vector."""
    sums = [_scale(_add_words(item, tables)) for item in items]
    known = [vector for vector in sums if vector]
    middle = [fsum(numbers) / len(known) for numbers in zip(*known, strict=True)]
    return [
        replace(item, meaning=_scale([a - b for a, b in zip(vector, middle, strict=True)]) if vector else ())
        for item, vector in zip(items, sums, strict=True)
    ]


def compare_meanings(one: Weighed, other: Weighed) -> float | None:
    """Return how near two actions are in meaning, 1 for the same, 0 for nothing in common; None if it is not known."""
    return fsum(map(mul, one.meaning, other.meaning)) if one.meaning and other.meaning else None


def _add_words(item: Weighed, tables: Tables) -> list[float]:
    texts = {word.stem: word.text for word in item.features.words}
    found: list[float] = []
    for unit, weight, _ in item.rows:
        vector = _find_vector(texts[unit.stem], unit.senses, tables)
        if vector:
            weighed = [weight * number for number in vector]
            found = [a + b for a, b in zip(found, weighed, strict=True)] if found else weighed
    return found


def _find_vector(text: str, senses: frozenset[str], tables: Tables) -> Vector:
    """Return the vector of a word; of one that has none, of what it is known to stand for."""
    names = (tables.glossary.find(text), *(name.replace(" ", "-") for name in sorted(senses)))
    return next(filter(None, map(tables.vectors.find, names)), ())


def _scale(vector: Sequence[float]) -> Vector:
    """Return a vector of length 1 in the same direction; empty if it has none."""
    length = sqrt(fsum(map(mul, vector, vector)))
    return tuple(number / length for number in vector) if length else ()
