"""What the neighbours of two demands say: who rewrites a text mostly keeps what stands together together.

A demand that stands after one that was kept, and before another, is the more likely to be what stands between them. How
far this may make up for other words is the `leeway` of a pair: nothing where two demands share no more than a name, and
less the surer it is that an act which is asked about anything is asked about something else.
"""

from collections.abc import Mapping

from exporter.analysis.comparison.assignment import Pair
from exporter.analysis.comparison.odds import add_weight
from exporter.model.comparison import Score

# what it counts that a neighbour surely belongs to the neighbour on the same side
NEIGHBOUR = 2.15
SIDES = (-1, 1)
# of these the words decide alone
SAME = 1.0


def heed_neighbours(scores: Mapping[Pair, Score]) -> dict[Pair, Score]:
    """Return the scores of pairs, by their places in both texts, with what the pairs beside them add.

    Demands in the same words are left as they are.
    """
    totals = {pair: score.total for pair, score in scores.items()}
    return {pair: _heed(score, _find_best(pair, totals)) for pair, score in scores.items()}


def _find_best(pair: Pair, totals: Mapping[Pair, float]) -> float:
    return max(totals.get((pair[0] + side, pair[1] + side), 0.0) for side in SIDES)


def _heed(score: Score, best: float) -> Score:
    return score if score.total == SAME else add_weight(score, "neighbours", NEIGHBOUR * best * score.parts["leeway"])
