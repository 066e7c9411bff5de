"""Which actions of the old text belong with which of the new.

First one global assignment (not the best match for each in turn: that gives one demand's partner away to another),
with a floor below which nothing is linked. Then splits and merges: a second partner is accepted where it is strong
and is explained by something the first partner does not have.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt

import msgspec

from exporter.analysis.comparison.assignment import Pair, assign
from exporter.analysis.comparison.coverage import Weighed, find_match
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.leads import forgive_lead
from exporter.analysis.comparison.recipients import find_opener
from exporter.analysis.comparison.similarity import measure, score_pairs, weigh
from exporter.analysis.comparison.tables import Tables
from exporter.model.comparison import Score, Structure

FLOOR = 0.43
# a second partner must bring something of its own, so that less will do
SECOND_FLOOR = 0.4
# how many telling words a second partner must share that the first does not
FRESH = 0.5
# a demand made twice: how sure the second link must be, and how much of the one must be in the other
AGAIN = 0.87
ALL_OF_IT = 0.85
# two forwarding clauses, whatever their recipients
FORMULA = 0.87
# the power of a score in the assignment
SURE_FIRST = 2
# what it counts to be linked at all, how sure one is of a link with hardly a word in common, and at most
LINKED = 0.45
UNLIKE = 0.7
MOST_SURE = 0.99


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
    ones, others = weigh(old, new, tables)
    scores = score_pairs(ones, others, tables)
    gains = {pair: _gain(pair, score) for pair, score in scores.items() if score.total >= FLOOR}
    first = assign(gains)
    alone = {pair: forgive_lead(score) for pair, score in scores.items()}
    seconds = _find_seconds(first, alone, ones, others, tables)
    scores |= {pair: alone[pair] for pair in seconds}
    pairs = sorted([*first, *seconds])
    shapes = shape(pairs)
    return [Aligned(old[i], new[j], scores[i, j], shapes[i, j][0], old[shapes[i, j][1]].id) for i, j in pairs]


def align_forwarding(old: list[Features], new: list[Features], tables: Tables) -> list[Aligned]:
    """Return the forwarding clauses of two texts as pairs: known by their formula, whoever the recipients are."""
    clauses = [[item for item in side if find_opener(item.quote, tables)] for side in (old, new)]
    pairs = []
    for a, b in zip(*clauses, strict=False):
        (one,), (other,) = weigh([a], [b], tables)
        score = measure(one, other, tables)
        sure = msgspec.structs.replace(score, parts={**score.parts, "formula": 1.0}, total=max(score.total, FORMULA))
        pairs.append(Aligned(a, b, sure, Structure.ONE_TO_ONE, a.id))
    return pairs


def find_confidence(score: Score) -> float:
    """Return how sure a link with this score is, from 0 to 1.

    A linked pair is right more often than pairs of its score in general, as better ones would have been taken; where
    much of either side is not found in the other, a careful reader is less sure.
    """
    if "formula" in score.parts:
        return round(score.total, 2)
    likeness = _find_likeness(score) if score.total < 1 else 1.0
    chosen = LINKED + (1 - LINKED) * score.total
    return round(min(MOST_SURE, chosen * (UNLIKE + (1 - UNLIKE) * likeness)), 2)


def _gain(pair: Pair, score: Score) -> int:
    """Return a whole number: the score, and between equal scores the pair that keeps the order of the texts.

    How alike the two are counts as well, and by a power, so that two fair pairs do not break up one that is nearly
    word for word.
    """
    worth = (score.total * (1 + _find_likeness(score)) / 2) ** SURE_FIRST
    return round(worth * 1000) * 100_000 - min(99_999, abs(pair[0] - pair[1]))


def _find_likeness(score: Score) -> float:
    """Return how much of either side is found in the other, from 0 to 1."""
    return sqrt(score.parts["old_covered"] * score.parts["new_covered"])


def _find_seconds(
    first: list[Pair], scores: dict[Pair, Score], ones: list[Weighed], others: list[Weighed], tables: Tables
) -> list[Pair]:
    """Return further pairs of which a side, or both, is linked already, and shares what its partner does not have.

    Who is free joins one partner, the best: a second one would only look like the first. That it is behind the first
    partner counts for nothing here.
    """
    by_old, by_new = dict(first), {j: i for i, j in first}
    found: list[Pair] = []
    placed: set[tuple[str, int]] = set()
    for (i, j), score in sorted(scores.items(), key=lambda entry: (-entry[1].total, entry[0])):
        free = {end for end, linked in ((("old", i), i in by_old), (("new", j), j in by_new)) if not linked}
        if score.total < SECOND_FLOOR or by_old.get(i) == j or len(free) > 1 or free & placed:
            continue
        if score.parts["addressees"] < 0:
            continue  # of somebody else
        whole = any(score.parts[f"{side}_covered"] >= ALL_OF_IT for side, _ in free)
        fresh = i not in by_old or _brings(ones[i], others[j], others[by_old[i]], whole, tables)
        fresh = fresh and (j not in by_new or _brings(others[j], ones[i], ones[by_new[j]], whole, tables))
        if fresh or (free and _says_again(score, "new" if i not in by_old else "old")):
            found.append((i, j))
            placed |= free
    return found


def _brings(linked: Weighed, free: Weighed, partner: Weighed, whole: bool, tables: Tables) -> bool:
    """Tell whether an action shares something with a free one that its partner does not have.

    Words that are no telling ones count where the whole of the free one is found in it.
    """
    fresh = _find_fresh(linked, free, partner, whole, tables)
    return linked.features.quote != partner.features.quote and fresh >= FRESH


def _says_again(score: Score, linked: str) -> bool:
    """Return whether the free one says all that the linked one says: a demand made twice is not lost in one."""
    return score.total >= AGAIN and score.parts[f"{linked}_covered"] >= ALL_OF_IT


def _find_fresh(linked: Weighed, free: Weighed, partner: Weighed, whole: bool, tables: Tables) -> float:
    """Return the weight of the telling words, or all, that an action shares with a free one, not with its partner."""
    return sum(
        linked.weights[unit.stem] * max(0.0, find_match(unit, free, tables) - find_match(unit, partner, tables))
        for unit in linked.features.units
        if whole or unit.telling
    )


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
