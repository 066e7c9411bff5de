"""Scores as odds: weights are added up and become a probability, and what is learnt later is added to it."""

from math import exp, log

import msgspec

from exporter.model.comparison import Score

# only the same words are surely the same demand
MOST = 0.97
# totals are rounded to three digits
LEAST = 0.0005


def find_chance(weight: float) -> float:
    """Return the probability that a sum of weights stands for, `MOST` at most."""
    return min(MOST, 1 / (1 + exp(-weight)))


def add_weight(score: Score, name: str, weight: float) -> Score:
    """Return the score with a further part added to its total."""
    total = min(max(score.total, LEAST), 1 - LEAST)
    chance = find_chance(log(total / (1 - total)) + weight)
    return msgspec.structs.replace(score, total=round(chance, 3), parts={**score.parts, name: round(weight, 3)})
