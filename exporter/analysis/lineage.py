"""Demands over any number of texts: where each was first seen, where it was restated, and where it was last seen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from exporter.analysis.parallel import group_stages
from exporter.model.comparison import Comparison, Link, Sign
from exporter.model.demands import Kind
from exporter.model.dossier import ChainEntry, Document
from exporter.model.lineage import Lineage, Lineages, Restatement

Place = tuple[str, str]
"""A text and an action in it, by their ids."""

TURNED = {Sign.UP: Sign.DOWN, Sign.DOWN: Sign.UP}
"""What a sign is when the two texts change places."""


@dataclass(frozen=True)
class Tie:
    """One link between two places; `beside` where neither text follows the other."""

    old: Place
    new: Place
    link: Link
    beside: bool = False


@dataclass(frozen=True)
class Ties:
    """All ties that lineages are made of, by the place they lead from; those between texts beside one another twice."""

    onward: Mapping[Place, Sequence[Tie]]
    beside: Mapping[Place, Sequence[Tie]]
    continued: frozenset[Place]


def trace(
    documents: Sequence[Document], comparisons: Iterable[Comparison], chains: Iterable[ChainEntry] = ()
) -> Lineages:
    """Return the lineage of every demand; the order of the documents is the order of time.

    An action continues the nearest earlier texts it is linked to, so that comparisons of neighbours, of all pairs, or
    anything between will do. Texts that stand beside one another are one step in time: a demand that several of them
    share is one lineage. Links of forwarding clauses are left out; so are comparisons of texts not given.
    """
    texts = tuple(document.id for document in documents)
    stages = group_stages(documents, chains)
    ties = _sort_ties(stages, list_ties(comparisons))
    starts = _list_starts([place for document in documents for place in list_demands(document)], ties)
    order = {text: at for at, text in enumerate(texts)}
    steps = {text: at for at, stage in enumerate(stages) for text in stage}
    lineages = tuple(_follow(start, ties, order, steps) for start in starts)
    return Lineages(texts=texts, stages=stages, lineages=lineages)


def list_demands(document: Document) -> list[Place]:
    """Return the actions of the demands of a text, in order."""
    statements = (statement for statement in document.demands.statements if statement.kind is Kind.DEMAND)
    return [(document.id, action.id) for statement in statements for action in statement.actions]


def list_ties(comparisons: Iterable[Comparison]) -> list[Tie]:
    """Return the links of demands, one old action and one new each, in order."""
    return [
        Tie((comparison.texts.old.id, old), (comparison.texts.new.id, new), link)
        for comparison in comparisons
        for link in comparison.links
        if not link.procedural
        for old in link.old
        for new in link.new
    ]


def read_id(action: str) -> tuple[tuple[int, str], ...]:
    """Return an id as it is sorted: 2.1.1 before 10.1.1."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in action.split("."))


def _sort_ties(stages: Sequence[Sequence[str]], ties: Iterable[Tie]) -> Ties:
    """Return the ties from each place onward, of those to a place only the ones from the nearest earlier stage."""
    order = {text: at for at, stage in enumerate(stages) for text in stage}
    backward: dict[Place, list[Tie]] = defaultdict(list)
    beside: dict[Place, list[Tie]] = defaultdict(list)
    for tie in ties:
        old, new = (order.get(place[0]) for place in (tie.old, tie.new))
        if old is None or new is None or old > new:
            continue
        if old == new:
            beside[tie.old].append(Tie(tie.old, tie.new, tie.link, beside=True))
            beside[tie.new].append(_turn(tie))
        else:
            backward[tie.new].append(tie)
    onward: dict[Place, list[Tie]] = defaultdict(list)
    for found in backward.values():
        nearest = max(order[tie.old[0]] for tie in found)
        for tie in found:
            if order[tie.old[0]] == nearest:
                onward[tie.old].append(tie)
    return Ties(onward=onward, beside=beside, continued=frozenset(backward))


def _turn(tie: Tie) -> Tie:
    """Return a tie between texts beside one another as seen from the other side: what was stronger is weaker."""
    signs = {axis: TURNED.get(getattr(tie.link, axis), getattr(tie.link, axis)) for axis in ("strength", "scope")}
    return Tie(tie.new, tie.old, replace(tie.link, **signs), beside=True)


def _list_starts(places: Iterable[Place], ties: Ties) -> Iterator[Place]:
    """Yield where demands are first seen: of places tied beside one another the first, if none continues another."""
    seen: set[Place] = set()
    for place in places:
        if place not in seen:
            together = _reach(place, ties.beside)
            seen.update(together)
            if ties.continued.isdisjoint(together):
                yield place


def _reach(start: Place, ties: Mapping[Place, Sequence[Tie]]) -> list[Place]:
    """Return the places that ties lead to from a place, itself first."""
    found = {start: None}
    waiting = [start]
    while waiting:
        for tie in ties.get(waiting.pop(0), ()):
            if tie.new not in found:
                found[tie.new] = None
                waiting.append(tie.new)
    return list(found)


def _follow(start: Place, ties: Ties, order: Mapping[str, int], steps: Mapping[str, int]) -> Lineage:
    """Return the lineage of a place; `order` are the places of texts, `steps` those of the stages they belong to."""
    found = sorted(_walk(start, ties).values(), key=lambda tie: (*_sort(tie.new, order), *_sort(tie.old, order)))
    seen = [start[0], *(tie.new[0] for tie in found)]
    return Lineage(
        id=f"{start[0]}:{start[1]}",
        first_text=start[0],
        first_action=start[1],
        last_text=max(seen, key=lambda text: order[text]),
        restatements=tuple(_restate(tie, steps, set(seen)) for tie in found),
    )


def _sort(place: Place, order: Mapping[str, int]) -> tuple[int, tuple[tuple[int, str], ...]]:
    return order[place[0]], read_id(place[1])


def _walk(start: Place, ties: Ties) -> dict[tuple[str, Place], Tie]:
    """Return the ties of the lineage of a place, one from each text to each place."""
    found: dict[tuple[str, Place], Tie] = {}
    crossed: set[frozenset[Place]] = set()
    reached = {start}
    waiting = [start]
    while waiting:
        place = waiting.pop(0)
        for tie in (*ties.onward.get(place, ()), *ties.beside.get(place, ())):
            pair = frozenset((tie.old, tie.new))
            if tie.beside and pair in crossed:
                continue
            crossed.add(pair)
            known = found.get((place[0], tie.new))
            # where a split is merged again, the surer way counts
            if known is None or known.link.confidence < tie.link.confidence:
                found[place[0], tie.new] = tie
            if tie.new not in reached:
                reached.add(tie.new)
                waiting.append(tie.new)
    return found


def _restate(tie: Tie, steps: Mapping[str, int], seen: set[str]) -> Restatement:
    start, end = steps[tie.old[0]], steps[tie.new[0]]
    between = (text for text, step in steps.items() if start < step < end)
    return Restatement(
        text=tie.new[0],
        action=tie.new[1],
        from_text=tie.old[0],
        from_action=tie.old[1],
        strength=tie.link.strength,
        scope=tie.link.scope,
        confidence=tie.link.confidence,
        status=tie.link.status,
        missing=tuple(text for text in between if text not in seen),
        beside=tie.beside,
    )
