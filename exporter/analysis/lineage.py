"""Demands over any number of texts: where each was first seen, restated and last seen, and what survived of motions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exporter.model.comparison import Comparison, Link, Sign
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.lineage import Lineage, Lineages, Restatement, Stage, Survival, Survivor

Place = tuple[str, str]
"""A text and an action in it, by their ids."""


@dataclass(frozen=True)
class Tie:
    """One link between two places."""

    old: Place
    new: Place
    link: Link


def trace(documents: Sequence[Document], comparisons: Iterable[Comparison]) -> Lineages:
    """Return the lineage of every demand; the order of the documents is the order of time.

    An action continues the nearest earlier text it is linked to, so that comparisons of neighbours, of all pairs, or
    anything between will do. Links of forwarding clauses are left out; so are comparisons of texts not given.
    """
    texts = tuple(document.id for document in documents)
    onward = _tie_nearest(texts, list_ties(comparisons))
    continued = {tie.new for ties in onward.values() for tie in ties}
    starts = [place for document in documents for place in list_demands(document) if place not in continued]
    return Lineages(texts=texts, lineages=tuple(_follow(start, onward, texts) for start in starts))


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


def _tie_nearest(texts: tuple[str, ...], ties: Iterable[Tie]) -> dict[Place, list[Tie]]:
    """Return the ties from each place onward, of those to a place only the ones from the nearest earlier text."""
    order = {text: at for at, text in enumerate(texts)}
    backward: dict[Place, list[Tie]] = defaultdict(list)
    for tie in ties:
        if order.get(tie.old[0], len(order)) < order.get(tie.new[0], -1):
            backward[tie.new].append(tie)
    onward: dict[Place, list[Tie]] = defaultdict(list)
    for found in backward.values():
        nearest = max(order[tie.old[0]] for tie in found)
        for tie in found:
            if order[tie.old[0]] == nearest:
                onward[tie.old].append(tie)
    for found in onward.values():
        found.sort(key=lambda tie: order[tie.new[0]])
    return onward


def _follow(start: Place, onward: Mapping[Place, list[Tie]], texts: tuple[str, ...]) -> Lineage:
    order = {text: at for at, text in enumerate(texts)}
    found: dict[Place, Tie] = {}
    waiting = [start]
    while waiting:
        for tie in onward.get(waiting.pop(), ()):
            # where a split is merged again, the surer way counts
            if tie.new not in found or found[tie.new].link.confidence < tie.link.confidence:
                if tie.new not in found:
                    waiting.append(tie.new)
                found[tie.new] = tie
    ties = sorted(found.values(), key=lambda tie: (order[tie.new[0]], _read_id(tie.new[1])))
    seen = {start[0], *(tie.new[0] for tie in ties)}
    return Lineage(
        id=f"{start[0]}:{start[1]}",
        first_text=start[0],
        first_action=start[1],
        last_text=ties[-1].new[0] if ties else start[0],
        restatements=tuple(_restate(tie, texts, seen) for tie in ties),
    )


def _restate(tie: Tie, texts: tuple[str, ...], seen: set[str]) -> Restatement:
    between = texts[texts.index(tie.old[0]) + 1 : texts.index(tie.new[0])]
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
    )


def _read_id(action: str) -> tuple[tuple[int, str], ...]:
    """Return an id as it is sorted: 2.1.1 before 10.1.1."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in action.split("."))


def find_survival(
    motions: Sequence[Document], chain: Sequence[Document], comparisons: Iterable[Comparison]
) -> Survival:
    """Return what was found of every demand of some motions in the texts that followed: joint motion, adopted text.

    A stage is compared with the one before it, the first with each motion. "Not found" is all that an empty stage says.
    """
    ties = defaultdict(list)
    for tie in list_ties(comparisons):
        ties[tie.old].append(tie)
    survivors = [
        Survivor(
            text=motion.id,
            action=place[1],
            group=_name_group(motion),
            stages=tuple(_walk(place, [document.id for document in chain], ties)),
        )
        for motion in motions
        for place in list_demands(motion)
    ]
    return Survival(
        motions=tuple(motion.id for motion in motions),
        chain=tuple(document.id for document in chain),
        demands=tuple(survivors),
    )


def _name_group(motion: Document) -> str | None:
    if motion.given and motion.given.group:
        return motion.given.group
    groups = dict.fromkeys(signatory.group for signatory in motion.resolution.signatories if signatory.group)
    return ", ".join(groups) or None


def _walk(start: Place, chain: Sequence[str], ties: Mapping[Place, list[Tie]]) -> Iterable[Stage]:
    """Yield a stage for each text of the chain, reached from the places found at the one before."""
    places, sure = [start], 1.0
    for text in chain:
        steps = [tie for place in places for tie in ties.get(place, ()) if tie.new[0] == text]
        places = sorted({tie.new for tie in steps}, key=lambda place: _read_id(place[1]))
        sure = min([sure, max((tie.link.confidence for tie in steps), default=0.0)])
        yield Stage(
            text=text,
            actions=tuple(action for _, action in places),
            strength=_join([tie.link.strength for tie in steps]),
            scope=_join([tie.link.scope for tie in steps]),
            confidence=sure if steps else 0.0,
        )


def _join(signs: Sequence[Sign]) -> Sign | None:
    kinds = set(signs) - {Sign.SAME}
    if not signs:
        return None
    if len(kinds) > 1:
        return Sign.MIXED
    return kinds.pop() if kinds else Sign.SAME
