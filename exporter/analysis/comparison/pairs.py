"""Links for pairs that a person chose, and pairs that were nearly linked."""

from collections.abc import Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from exporter.analysis.comparison.alignment import FLOOR, Aligned, shape
from exporter.analysis.comparison.comparing import link_forwarding, make_links
from exporter.analysis.comparison.sides import Sides, read_sides
from exporter.analysis.comparison.similarity import measure, score_pairs, weigh
from exporter.model.comparison import Comparison, Link, Score
from exporter.model.demands import Kind
from exporter.model.dossier import Document

CANDIDATE_FLOOR = 0.08
"""Below this two actions have hardly more in common than their topic."""

OFFERED = 2
"""So many candidates are offered for an action, the best first."""

IdPair = tuple[str, str]


class Candidate(Struct, frozen=True, kw_only=True):
    """Two actions that share something, but too little to be linked without a person."""

    old: str
    new: str
    score: Score


def relink(comparison: Comparison, old: Document, new: Document, pairs: Collection[IdPair]) -> Comparison:
    """Return the comparison with exactly these pairs of action ids as links, each with its change as the texts show it.

    Shapes of splits and merges follow from the pairs. Pairs with an id that is in neither text are left out.
    """
    sides, forwarding = read_sides(old, new, Kind.DEMAND, Kind.PROCEDURAL)
    aligned = _align(sides, pairs)
    links: tuple[Link, ...] = (
        *make_links(aligned, sides),
        *(link for link in link_forwarding(forwarding) if (link.old[0], link.new[0]) in pairs),
    )
    linked = {item.old.id for item in aligned}, {item.new.id for item in aligned}
    return replace(
        comparison,
        links=links,
        new=tuple(item.id for item in sides.new if item.id not in linked[1]),
        not_carried_over=tuple(item.id for item in sides.old if item.id not in linked[0]),
    )


def find_candidates(comparison: Comparison, old: Document, new: Document) -> tuple[Candidate, ...]:
    """Return pairs below the floor of linking in which a side has no link yet, in text order of the old text."""
    (sides,) = read_sides(old, new, Kind.DEMAND)
    olds, news = sides.old, sides.new
    free = set(comparison.not_carried_over), set(comparison.new)
    linked = {(link.old[0], link.new[0]) for link in comparison.links}
    rows: dict[int, list[tuple[float, tuple[int, int], Score]]] = {}
    for (i, j), score in score_pairs(*weigh(olds, news, sides.tables), sides.tables).items():
        ids = olds[i].id, news[j].id
        if score.total >= CANDIDATE_FLOOR and (ids[0] in free[0] or ids[1] in free[1]) and ids not in linked:
            is_both = ids[0] in free[0] and ids[1] in free[1]
            if is_both or score.total >= FLOOR:
                rows.setdefault(i, []).append((-score.total, (i, j), score))
    chosen = [entry for entries in rows.values() for entry in sorted(entries, key=lambda e: e[:2])[:OFFERED]]
    return tuple(
        Candidate(old=olds[i].id, new=news[j].id, score=score)
        for _, (i, j), score in sorted(chosen, key=lambda e: e[1])
    )


def _align(sides: Sides, pairs: Iterable[IdPair]) -> list[Aligned]:
    olds, news = ({item.id: at for at, item in enumerate(side)} for side in (sides.old, sides.new))
    wanted = sorted({(olds[old], news[new]) for old, new in pairs if old in olds and new in news})
    ones, others = weigh(sides.old, sides.new, sides.tables)
    scores = score_pairs(ones, others, sides.tables)
    shapes = shape(wanted)
    return [
        Aligned(
            sides.old[i],
            sides.new[j],
            scores.get((i, j)) or measure(ones[i], others[j], sides.tables),
            shapes[i, j][0],
            sides.old[shapes[i, j][1]].id,
        )
        for i, j in wanted
    ]
