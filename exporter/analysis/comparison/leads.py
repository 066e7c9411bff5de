"""How far a pair of actions is ahead of every other pair that either of the two could be in."""

from collections import defaultdict
from collections.abc import Mapping

from exporter.analysis.comparison.assignment import Pair
from exporter.analysis.comparison.odds import add_weight
from exporter.model.comparison import Score


def find_leads(values: Mapping[Pair, float]) -> dict[Pair, float]:
    """Return how far the value of each pair is above the best other one of its old and of its new action, together.

    Below 0 where another is better; a pair that is not there counts 0.
    """
    rows, columns = _find_best(values, 0), _find_best(values, 1)
    return {
        (i, j): 2 * value - _find_other(value, rows[i]) - _find_other(value, columns[j])
        for (i, j), value in values.items()
    }


def forgive_lead(score: Score) -> Score:
    """Return the score of a pair with what it lost to a better one given back."""
    lost = score.parts.get("behind", 0.0)
    return add_weight(score, "forgiven", -lost) if lost < 0 else score


def _find_best(values: Mapping[Pair, float], side: int) -> dict[int, tuple[float, float]]:
    """Return for each action of one side the greatest value and the next."""
    found: dict[int, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for pair, value in values.items():
        first, second = found[pair[side]]
        found[pair[side]] = (value, first) if value > first else (first, max(second, value))
    return found


def _find_other(value: float, best: tuple[float, float]) -> float:
    return best[1] if value == best[0] else best[0]
