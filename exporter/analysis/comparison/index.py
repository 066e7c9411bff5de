"""Related demands among many texts, by an index: an action is held only against those it shares rare words with."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import log

from exporter.analysis.comparison.coverage import Weighed, prepare
from exporter.analysis.comparison.features import Features, list_features, read_corpus
from exporter.analysis.comparison.similarity import measure
from exporter.analysis.comparison.tables import Tables, load_tables
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.lineage import Related

NEAREST = 12
"""With so many others an action is held, those with the rarest words in common first."""
LEAST = 0.6
"""Higher than the floor of a comparison: among many texts no other demand stands by to be the better partner."""
# what more actions than this share is no way to find one by
LONGEST_ENTRY = 400
# as much of what an action is found by must be shared with another, seen from either side
LEAST_SHARED = 0.2
# words that weigh less than this are no way either
LEAST_WEIGHT = 0.4

Place = tuple[int, int]
"""A text and an action in it, by their numbers."""


def relate_all(documents: Sequence[Document], *, least: float = LEAST, nearest: int = NEAREST) -> tuple[Related, ...]:
    """Return the related actions of any two of the texts, in the order of the texts.

    Each is held against the `nearest` others only; scores below `least` are left out. A text is known by its place, so
    that two may have one id. The words of all texts decide what is rare, the titles only of each what is its topic, so
    that a score may differ from that of a comparison of the two texts.
    """
    if not documents:
        return ()
    tables = load_tables(documents[0].resolution.language)
    items = [_list_items(document, tables) for document in documents]
    counts = _count_keys(items)
    rarity = {key: 1.0 / (1.0 + 0.2 * log(number)) for key, number in counts.items()}
    weighed = [[prepare(item, rarity) for item in side] for side in items]
    found = []
    for place, other in _find_candidates(items, counts, nearest):
        score = measure(_at(weighed, place), _at(weighed, other), tables)
        if score.total >= least:
            found.append((place, other, score))
    return tuple(
        Related(
            old_text=documents[place[0]].id,
            old=_at(weighed, place).features.id,
            new_text=documents[other[0]].id,
            new=_at(weighed, other).features.id,
            score=score.total,
            shared_terms=score.shared_terms,
        )
        for place, other, score in found
    )


def _at(weighed: list[list[Weighed]], place: Place) -> Weighed:
    return weighed[place[0]][place[1]]


def _list_items(document: Document, tables: Tables) -> list[Features]:
    """Return the actions of one text; its title is its topic, as if it were compared with another of the same title."""
    return list_features(document, Kind.DEMAND, read_corpus(document, document, tables))


def _count_keys(items: list[list[Features]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for side in items:
        for item in side:
            for key in {key for unit in item.units for key in (unit.stem, *unit.senses)}:
                counts[key] += 1
    return counts


def _find_candidates(
    items: list[list[Features]], counts: dict[str, int], nearest: int
) -> Iterator[tuple[Place, Place]]:
    """Yield pairs of actions of different texts, the earlier text first, each pair once, in order."""
    entries: dict[str, list[Place]] = defaultdict(list)
    keys = {(t, a): _list_keys(item, counts) for t, side in enumerate(items) for a, item in enumerate(side)}
    for place, weights in keys.items():
        for key in weights:
            entries[key].append(place)
    chosen: set[tuple[Place, Place]] = set()
    for place, weights in keys.items():
        shared: dict[Place, float] = defaultdict(float)
        for key, weight in weights.items():
            for other in entries[key]:
                if other[0] != place[0]:
                    shared[other] += weight
        least = LEAST_SHARED * sum(weights.values())
        near = [other for other, weight in shared.items() if weight >= least]
        for other in nlargest(nearest, near, key=lambda at: (shared[at], -abs(at[0] - place[0]), at)):
            chosen.add((min(place, other), max(place, other)))
    yield from sorted(chosen)


def _list_keys(item: Features, counts: dict[str, int]) -> dict[str, float]:
    """Return what an action is found by, each with how much it tells."""
    keys: dict[str, float] = {}
    for unit in item.units:
        if unit.weight >= LEAST_WEIGHT:
            for key in (unit.stem, *unit.senses):
                if 1 < counts[key] <= LONGEST_ENTRY:
                    keys[key] = max(keys.get(key, 0.0), unit.weight / log(1 + counts[key]))
    return keys
