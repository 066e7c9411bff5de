"""What was found of the demands of motions in the texts that followed: joint motion, adopted text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter.analysis.lineage import Place, Tie, list_demands, list_ties, read_id
from exporter.model.comparison import Comparison, Sign
from exporter.model.dossier import Document
from exporter.model.lineage import Found, Stage, Survival, Survivor
from exporter.model.resolution import Status


@dataclass(frozen=True)
class _Way:
    """A place that a demand was followed to: how sure, and whether every link on the way shows no difference."""

    place: Place
    confidence: float = 1.0
    is_same: bool = True


def find_survival(
    motions: Sequence[Document], chain: Sequence[Document], comparisons: Iterable[Comparison]
) -> Survival:
    """Return what was found of every demand of some motions in the texts that followed.

    A demand is followed from stage to stage. Where it was not found on that way, it is looked for in the stage straight
    from the motion: Parliament may have taken it up again by an amendment. "Not found" is all that an empty stage says.
    """
    ties = defaultdict(list)
    for tie in list_ties(comparisons):
        ties[tie.old].append(tie)
    words = {(document.id, id_): quote for document in (*motions, *chain) for id_, quote in _list_quotes(document)}
    stages = [document.id for document in chain]
    survivors = [
        Survivor(
            text=motion.id, action=place[1], group=name_group(motion), stages=tuple(_walk(place, stages, ties, words))
        )
        for motion in motions
        for place in list_demands(motion)
    ]
    return Survival(
        motions=tuple(motion.id for motion in motions),
        chain=tuple(stages),
        demands=tuple(survivors),
        apart=tuple(name for document in chain for name in list_apart(motions, document)),
    )


def name_group(motion: Document) -> str | None:
    """Return who tabled a motion, if anybody says so: as the editor names them, else the groups of its signatories."""
    if motion.given and motion.given.group:
        return motion.given.group
    groups = dict.fromkeys(signatory.group for signatory in motion.resolution.signatories if signatory.group)
    return ", ".join(groups) or None


def _list_quotes(document: Document) -> Iterator[tuple[str, str]]:
    for statement in document.demands.statements:
        yield from ((action.id, action.quote) for action in statement.actions)


def list_apart(motions: Sequence[Document], later: Document) -> tuple[str, ...]:
    """Return those of some motions that a joint motion does not name among those it replaces, though it names others.

    Nothing for any other text, and where it names none of them.
    """
    named = {_tidy(name) for name in later.resolution.replaces}
    known = {motion.id: _list_references(motion) for motion in motions}
    if later.resolution.status is not Status.JOINT_MOTION or not any(names & named for names in known.values()):
        return ()
    return tuple(motion for motion, names in known.items() if names and not names & named)


def _list_references(motion: Document) -> set[str]:
    given = motion.given.reference if motion.given else None
    return {_tidy(name) for name in (*motion.resolution.references, motion.resolution.reference, given) if name}


def _tidy(reference: str) -> str:
    return "".join(reference.split()).casefold().replace("–", "-")


def _walk(
    start: Place, chain: Sequence[str], ties: Mapping[Place, list[Tie]], words: Mapping[Place, str]
) -> Iterator[Stage]:
    """Yield a stage for each text of the chain."""
    ways = [_Way(start)]
    for at, text in enumerate(chain):
        found = list(_step(ways, text, ties))
        if not found and at:
            found = list(_step([_Way(start)], text, ties))
        ways = list(_join_ways(found))
        yield Stage(text=text, found=tuple(_list_found(found, ways, words[start], words)))


def _step(ways: Iterable[_Way], text: str, ties: Mapping[Place, list[Tie]]) -> Iterator[tuple[_Way, Tie]]:
    for way in ways:
        yield from ((way, tie) for tie in ties.get(way.place, ()) if tie.new[0] == text)


def _join_ways(steps: Iterable[tuple[_Way, Tie]]) -> Iterator[_Way]:
    """Yield the places that steps lead to, each by its surest way, in the order of the text."""
    best: dict[Place, _Way] = {}
    for way, tie in steps:
        sure = min(way.confidence, tie.link.confidence)
        if tie.new not in best or best[tie.new].confidence < sure:
            same = way.is_same and tie.link.strength is tie.link.scope is Sign.SAME
            best[tie.new] = _Way(tie.new, sure, same)
    yield from sorted(best.values(), key=lambda way: read_id(way.place[1]))


def _list_found(
    steps: Sequence[tuple[_Way, Tie]], ways: Iterable[_Way], quote: str, words: Mapping[Place, str]
) -> Iterator[Found]:
    """Yield what stands at each place, with the link that led there."""
    for way in ways:
        arriving = [tie for _, tie in steps if tie.new == way.place]
        tie = max(arriving, key=lambda item: item.link.confidence)
        yield Found(
            action=way.place[1],
            since=tie.old[0],
            strength=_join_signs([item.link.strength for item in arriving]),
            scope=_join_signs([item.link.scope for item in arriving]),
            status=tie.link.status,
            confidence=way.confidence,
            verbatim=way.is_same and _plain(words[way.place]) == _plain(quote),
        )


def _plain(quote: str) -> str:
    return " ".join(quote.split()).casefold().rstrip(".;,")


def _join_signs(signs: Iterable[Sign]) -> Sign:
    kinds = set(signs) - {Sign.SAME}
    if len(kinds) > 1:
        return Sign.MIXED
    return kinds.pop() if kinds else Sign.SAME
