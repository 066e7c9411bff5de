"""What of the motions was found in the texts that followed, as pages show it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from exporter.analysis.lineage import find_survival
from exporter.model.comparison import Comparison, Sign
from exporter.model.dossier import ChainEntry, Document
from exporter.model.lineage import Stage, Survivor
from exporter.model.names import make_id
from exporter.publishing.contexts.asks import Ask
from exporter.publishing.contexts.comparison import TALL
from exporter.publishing.contexts.facets import Facets, join_facets, list_changes
from exporter.publishing.contexts.lineage import ROW_WIDTH, index_asks
from exporter.publishing.contexts.text import TextView


class Arrival(Struct, frozen=True, kw_only=True):
    """What was found of a demand in a later text: asks, none if nothing was found; signs are null then."""

    asks: tuple[Ask, ...]
    strength: Sign | None
    scope: Sign | None


class Fate(Struct, frozen=True, kw_only=True):
    """A demand of a motion and what was found of it in each later text; `tall` rows may break over pages."""

    ask: Ask
    arrivals: tuple[Arrival, ...]
    tall: bool
    facets: Facets


class Motion(Struct, frozen=True, kw_only=True):
    """A motion of a chain: who tabled it (null if nobody says), and for each later text how many demands were found."""

    text: TextView
    group: str | None
    given: bool
    fates: tuple[Fate, ...]
    found: tuple[int, ...]


class SurvivalView(Struct, frozen=True, kw_only=True):
    """A chain from motions to the texts that followed (`stages`)."""

    id: str
    motions: tuple[Motion, ...]
    stages: tuple[TextView, ...]


def make_survivals(
    chains: Iterable[ChainEntry],
    documents: Sequence[Document],
    comparisons: Sequence[Comparison],
    texts: Sequence[TextView],
) -> tuple[SurvivalView, ...]:
    """Return the chains as shown; KeyError for an id that is no document's."""
    by_id = {document.id: document for document in documents}
    views = {text.id: text for text in texts}
    asks = index_asks(documents)
    return tuple(
        make_survival(f"survival-{number}", chain, by_id, comparisons, views, asks)
        for number, chain in enumerate(chains, start=1)
    )


def make_survival(
    name: str,
    chain: ChainEntry,
    documents: Mapping[str, Document],
    comparisons: Sequence[Comparison],
    texts: Mapping[str, TextView],
    asks: Mapping[tuple[str, str], Ask],
) -> SurvivalView:
    """Return one chain as shown."""
    motions = [documents[item] for item in chain.motions]
    stages = [documents[item] for item in (chain.joint, chain.adopted) if item]
    survival = find_survival(motions, stages, comparisons)
    return SurvivalView(
        id=name,
        motions=tuple(
            _make_motion(motion, texts, [item for item in survival.demands if item.text == motion.id], asks)
            for motion in motions
        ),
        stages=tuple(texts[make_id(stage.id)] for stage in stages),
    )


def _make_motion(
    motion: Document,
    texts: Mapping[str, TextView],
    demands: Sequence[Survivor],
    asks: Mapping[tuple[str, str], Ask],
) -> Motion:
    fates = tuple(_make_fate(item, asks) for item in demands)
    stages = zip(*(fate.arrivals for fate in fates), strict=True)
    return Motion(
        text=texts[make_id(motion.id)],
        group=demands[0].group if demands else None,
        given=bool(motion.given and motion.given.group),
        fates=fates,
        found=tuple(sum(bool(arrival.asks) for arrival in stage) for stage in stages),
    )


def _make_fate(item: Survivor, asks: Mapping[tuple[str, str], Ask]) -> Fate:
    ask = asks[item.text, item.action]
    arrivals = tuple(_make_arrival(stage, asks) for stage in item.stages)
    width = ROW_WIDTH // (len(arrivals) + 1)
    columns = [(ask,), *(arrival.asks for arrival in arrivals)]
    return Fate(
        ask=ask,
        arrivals=arrivals,
        tall=any(sum(len(one.quote) // width + 3 for one in column) > TALL for column in columns),
        facets=join_facets([ask.facets, *(_file(arrival) for arrival in arrivals)]),
    )


def _make_arrival(stage: Stage, asks: Mapping[tuple[str, str], Ask]) -> Arrival:
    found = tuple(asks[stage.text, action] for action in stage.actions)
    return Arrival(asks=found, strength=stage.strength, scope=stage.scope)


def _file(arrival: Arrival) -> Facets:
    if arrival.strength is None or arrival.scope is None:
        return Facets(changes=("gone",))
    return Facets(changes=list_changes(arrival.strength, arrival.scope))
