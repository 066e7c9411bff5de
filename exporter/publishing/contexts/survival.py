"""What of the motions was found in the texts that followed, as pages show it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from exporter.analysis.survival import find_survival, name_group
from exporter.model.comparison import Comparison, LinkStatus, Sign
from exporter.model.dossier import ChainEntry, Document
from exporter.model.lineage import Found, Survivor
from exporter.model.names import make_id
from exporter.publishing.contexts.asks import Ask
from exporter.publishing.contexts.comparison import TALL
from exporter.publishing.contexts.facets import Facets, join_facets, list_changes
from exporter.publishing.contexts.lineage import ROW_WIDTH, index_asks
from exporter.publishing.contexts.text import TextView


class Find(Struct, frozen=True, kw_only=True):
    """A demand found in a later text, against the text named `since`; `verbatim` where in the words of the motion."""

    ask: Ask
    since: str
    strength: Sign
    scope: Sign
    status: LinkStatus
    verbatim: bool


class Fate(Struct, frozen=True, kw_only=True):
    """A demand of a motion and what was found of it in each later text; `tall` rows may break over pages."""

    ask: Ask
    arrivals: tuple[tuple[Find, ...], ...]
    tall: bool
    facets: Facets


class Count(Struct, frozen=True, kw_only=True):
    """How many demands of a motion were found in a later text, and how many of those in the words of the motion."""

    found: int
    verbatim: int


class Motion(Struct, frozen=True, kw_only=True):
    """A motion of a chain: who tabled it (null if nobody says), and for each later text how many demands were found.

    `part` says what is known of its part in what followed: "" nothing, `apart` that the joint motion does not name it
    among those it replaces, `lapsed` that it lapsed according to the editor.
    """

    text: TextView
    group: str | None
    given: bool
    part: str
    fates: tuple[Fate, ...]
    counts: tuple[Count, ...]


class SurvivalView(Struct, frozen=True, kw_only=True):
    """A chain from motions to the texts that followed (`stages`); `joint` is the name of the joint motion, if any."""

    id: str
    motions: tuple[Motion, ...]
    stages: tuple[TextView, ...]
    joint: str


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
    parts = dict.fromkeys(survival.apart, "apart") | dict.fromkeys(chain.lapsed, "lapsed")
    return SurvivalView(
        id=name,
        motions=tuple(
            _make_motion(
                motion,
                texts,
                [item for item in survival.demands if item.text == motion.id],
                asks,
                parts.get(motion.id, ""),
            )
            for motion in motions
        ),
        stages=tuple(texts[make_id(stage.id)] for stage in stages),
        joint=texts[make_id(chain.joint)].name if chain.joint else "",
    )


def _make_motion(
    motion: Document,
    texts: Mapping[str, TextView],
    demands: Sequence[Survivor],
    asks: Mapping[tuple[str, str], Ask],
    part: str,
) -> Motion:
    fates = tuple(_make_fate(item, asks, texts) for item in demands)
    return Motion(
        text=texts[make_id(motion.id)],
        group=name_group(motion),
        given=bool(motion.given and motion.given.group),
        part=part,
        fates=fates,
        counts=tuple(_count(stage) for stage in zip(*(fate.arrivals for fate in fates), strict=True)),
    )


def _count(arrivals: Sequence[Sequence[Find]]) -> Count:
    return Count(
        found=sum(bool(found) for found in arrivals),
        verbatim=sum(any(one.verbatim for one in found) for found in arrivals),
    )


def _make_fate(item: Survivor, asks: Mapping[tuple[str, str], Ask], texts: Mapping[str, TextView]) -> Fate:
    ask = asks[item.text, item.action]
    arrivals = tuple(
        tuple(_make_find(stage.text, found, asks, texts) for found in stage.found) for stage in item.stages
    )
    width = ROW_WIDTH // (len(arrivals) + 1)
    columns = [(ask,), *(tuple(one.ask for one in found) for found in arrivals)]
    return Fate(
        ask=ask,
        arrivals=arrivals,
        tall=any(sum(len(one.quote) // width + 3 for one in column) > TALL for column in columns),
        facets=join_facets([ask.facets, *(facets for found in arrivals for facets in _file(found))]),
    )


def _make_find(text: str, found: Found, asks: Mapping[tuple[str, str], Ask], texts: Mapping[str, TextView]) -> Find:
    return Find(
        ask=asks[text, found.action],
        since=texts[make_id(found.since)].name,
        strength=found.strength,
        scope=found.scope,
        status=found.status,
        verbatim=found.verbatim,
    )


def _file(arrival: Sequence[Find]) -> Iterator[Facets]:
    """Yield by what a row is found: that nothing was found, or what happened over each link."""
    if not arrival:
        yield Facets(changes=("gone",))
    for one in arrival:
        yield Facets(changes=list_changes(one.strength, one.scope), reviews=(one.status.value,))
