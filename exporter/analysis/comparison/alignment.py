"""Which actions of the old text belong with which of the new.

First one global assignment (not the best match for each in turn: that gives one demand's partner away to another),
with a floor below which nothing is linked. Then splits and merges: a second partner is accepted where it is strong
and is explained by something the first partner does not have.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from exporter.analysis.comparison.assignment import Pair, assign
from exporter.analysis.comparison.evidence import find_marker
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.similarity import find_pairs, measure, weigh
from exporter.analysis.comparison.tables import Tables
from exporter.model.comparison import Score, Structure

FLOOR = 0.36
# a second partner that brings something of its own, or is as good as a first one
SECOND_FLOOR = 0.42
SECOND_FLOOR_ALONE = 0.55
# a pair this close leaves little over to be split off
CLOSED = 0.85
# two forwarding clauses, whatever their recipients
FORMULA = 0.87
# score → confidence, by straight lines between the points; set by the seed texts and pairs of our own
CONFIDENCE = ((0.0, 0.0), (0.36, 0.4), (0.47, 0.62), (0.7, 0.78), (0.9, 0.93), (1.0, 0.99))


@dataclass(frozen=True)
class Aligned:
    """A pair of actions that belong together, the shape of their link and the group it stands in."""

    old: Features
    new: Features
    score: Score
    structure: Structure
    group: str


def align(old: list[Features], new: list[Features], tables: Tables) -> list[Aligned]:
    """Return the aligned pairs in text order of the old text, then of the new."""
    scores = score_pairs(old, new, tables)
    gains = {pair: _gain(pair, score) for pair, score in scores.items() if score.total >= FLOOR}
    first = assign(gains)
    pairs = sorted([*first, *_find_seconds(first, scores, old, new)])
    shapes = shape(pairs)
    return [Aligned(old[i], new[j], scores[i, j], shapes[i, j][0], old[shapes[i, j][1]].id) for i, j in pairs]


def align_forwarding(old: list[Features], new: list[Features], tables: Tables) -> list[Aligned]:
    """Return the forwarding clauses of two texts as pairs: known by their formula, whoever the recipients are."""
    openers = tables.lexicon.recipient_openers
    clauses = [[item for item in side if find_marker(item.quote, openers)] for side in (old, new)]
    pairs = []
    for a, b in zip(*clauses, strict=False):
        (one,), (other,) = weigh([a], [b])
        score = measure(one, other, tables)
        sure = msgspec.structs.replace(score, parts={**score.parts, "formula": 1.0}, total=max(score.total, FORMULA))
        pairs.append(Aligned(a, b, sure, Structure.ONE_TO_ONE, a.id))
    return pairs


def score_pairs(old: list[Features], new: list[Features], tables: Tables) -> dict[Pair, Score]:
    """Return the scores of all pairs with anything in common, also of those below the floor."""
    ones, others = weigh(old, new)
    return {(i, j): measure(ones[i], others[j], tables) for i, j in find_pairs(old, new)}


def find_confidence(total: float) -> float:
    """Return how sure a link with this score is, from 0 to 1."""
    for (low, at_low), (high, at_high) in pairwise(CONFIDENCE):
        if total <= high:
            return round(at_low + (at_high - at_low) * (total - low) / (high - low), 2)
    return CONFIDENCE[-1][1]


def _gain(pair: Pair, score: Score) -> int:
    """Return a whole number: the score, and between equal scores the pair that keeps the order of the texts."""
    return round(score.total * 1000) * 100_000 - min(99_999, abs(pair[0] - pair[1]))


def _find_seconds(first: list[Pair], scores: dict[Pair, Score], old: list[Features], new: list[Features]) -> list[Pair]:
    """Return further pairs for actions already linked: exactly one side is free, or both sides are open."""
    by_old, by_new = dict(first), {j: i for i, j in first}
    found = []
    for (i, j), score in sorted(scores.items()):
        if score.total < SECOND_FLOOR or (i in by_old) == (j in by_new):
            continue
        partner = (i, by_old[i]) if i in by_old else (by_new[j], j)
        shared = _shared_keys(old[i], new[j])
        fresh = shared - _shared_keys(old[partner[0]], new[partner[1]])
        main = scores[partner].total
        if main < 1 and (len(fresh) > 1 or (main < CLOSED and (fresh or score.total >= SECOND_FLOOR_ALONE))):
            found.append((i, j))
    return found


def _shared_keys(old: Features, new: Features) -> set[str]:
    """Return what both hold in their cores: concepts and telling terms."""
    concepts = {
        name for name in old.concepts.keys() & new.concepts.keys() if _both(old.concepts, new.concepts, name) >= 0.5
    }
    return concepts | {term for term in old.terms.keys() & new.terms.keys() if _both(old.terms, new.terms, term) >= 1}


def _both(old: dict[str, float], new: dict[str, float], key: str) -> float:
    return min(old[key], new[key])


def shape(pairs: list[Pair]) -> dict[Pair, tuple[Structure, int]]:
    """Return for each pair its structure and the first old action of its group."""
    news: dict[int, set[int]] = defaultdict(set)
    olds: dict[int, set[int]] = defaultdict(set)
    for i, j in pairs:
        news[i].add(j)
        olds[j].add(i)
    shapes = {}
    for i, j in pairs:
        rows, columns = _grow(i, news, olds)
        shapes[i, j] = (_name_shape(len(rows), len(columns)), min(rows))
    return shapes


def _grow(start: int, news: dict[int, set[int]], olds: dict[int, set[int]]) -> tuple[set[int], set[int]]:
    rows, columns = {start}, set[int]()
    while True:
        wider = {j for i in rows for j in news[i]}
        taller = {i for j in wider for i in olds[j]}
        if wider == columns and taller == rows:
            return rows, columns
        rows, columns = rows | taller, wider


def _name_shape(rows: int, columns: int) -> Structure:
    if rows == columns == 1:
        return Structure.ONE_TO_ONE
    if rows == 1:
        return Structure.SPLIT
    return Structure.MERGE if columns == 1 else Structure.MANY_TO_MANY
