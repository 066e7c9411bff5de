"""Demands over several texts as pages show them: where each was first and last seen, and how it read in between."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from exporter.analysis.lineage import trace
from exporter.analysis.parallel import group_stages
from exporter.model.comparison import Comparison, LinkStatus, Sign
from exporter.model.demands import Kind
from exporter.model.dossier import ChainEntry, Document
from exporter.model.lineage import Lineage, Restatement, number_lineages
from exporter.model.names import make_id
from exporter.model.resolution import Status
from exporter.publishing.contexts.asks import Ask, list_asks
from exporter.publishing.contexts.comparison import TALL
from exporter.publishing.contexts.facets import Facets, join_facets, list_changes
from exporter.publishing.contexts.text import TextView

FEWEST = 3
"""So many texts make lineages worth a section: of two the comparison says it all."""

MOST_COLUMNS = 5
"""So many texts stand side by side on a landscape page; more are shown in groups."""

MOTIONS = (Status.MOTION, Status.JOINT_MOTION)

ROW_WIDTH, NAME_WIDTH = 150, 16
"""About how many characters a line of a landscape page holds, and the share of the first column in percent."""


class Against(Struct, frozen=True, kw_only=True):
    """What became of a demand against the text named `since`; `beside` where neither of the two follows the other."""

    since: str
    strength: Sign
    scope: Sign
    status: LinkStatus
    beside: bool


class Step(Struct, frozen=True, kw_only=True):
    """A demand in one text: the ask, and what became of it against other texts (none where it was first seen)."""

    ask: Ask
    against: tuple[Against, ...] = ()


class Strand(Struct, frozen=True, kw_only=True):
    """A demand that was found in several texts: its steps by text, none where it was not found.

    `count` is in how many texts it was found; `first` and `last` are names of texts; `tall` rows may break over pages.
    """

    id: str
    number: int
    steps: tuple[tuple[Step, ...], ...]
    first: str
    last: str
    count: int
    tall: bool
    facets: Facets


class Span(Struct, frozen=True, kw_only=True):
    """Some neighbouring texts and the strands seen in any of them; `start` and `end` are places in all texts."""

    id: str
    start: int
    end: int
    texts: tuple[TextView, ...]
    strands: tuple[Strand, ...]


class Lone(Struct, frozen=True, kw_only=True):
    """The asks of a text that were found in no other."""

    text: TextView
    asks: tuple[Ask, ...]


class Insight(Struct, frozen=True, kw_only=True):
    """A sentence on all texts together: label key under `insight.`, its number and values, and what it rests on."""

    label: str
    n: int
    values: dict[str, str]
    strands: tuple[Strand, ...] = ()
    lone: tuple[Lone, ...] = ()


class LineageView(Struct, frozen=True, kw_only=True):
    """The lineages of all demands. `reach` is with how many texts before it a text was compared at most.

    `languages` are those of the texts where there are several: only texts in one language were compared.
    """

    strands: tuple[Strand, ...]
    spans: tuple[Span, ...]
    lone: tuple[Lone, ...]
    insights: tuple[Insight, ...]
    reach: int
    languages: tuple[str, ...]


def make_lineage(
    documents: Sequence[Document],
    comparisons: Sequence[Comparison],
    texts: Sequence[TextView],
    chains: Sequence[ChainEntry] = (),
) -> LineageView | None:
    """Return what became of every demand over the texts, the order of the documents being that of time.

    None for fewer than three texts.
    """
    if len(documents) < FEWEST:
        return None
    traced = trace(documents, comparisons, chains)
    lineages = traced.lineages
    stages = place_stages(traced.stages, traced.texts)
    asks = index_asks(documents)
    by_id = {lineage.id: lineage for lineage in lineages}
    numbers = number_lineages(lineages)
    strands = tuple(make_strand(by_id[name], number, asks, texts) for name, number in numbers.items())
    lone = tuple(list_lone(lineages, documents, texts, asks))
    return LineageView(
        strands=strands,
        spans=tuple(list_spans(strands, texts)),
        lone=lone,
        insights=tuple(list_insights(strands, lone, texts, stages)),
        reach=find_reach(documents, comparisons),
        languages=list_languages(documents),
    )


def place_stages(stages: Sequence[Sequence[str]], texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return the places of texts by stage, those that stand beside one another together."""
    return tuple(tuple(texts.index(name) for name in stage) for stage in stages)


def list_beside(
    documents: Sequence[Document], texts: Sequence[TextView], chains: Iterable[ChainEntry]
) -> tuple[tuple[TextView, ...], ...]:
    """Return the texts that stand beside one another, in groups; nothing where each follows another."""
    stages = place_stages(group_stages(documents, chains), [document.id for document in documents])
    return tuple(tuple(texts[at] for at in stage) for stage in stages if len(stage) > 1)


def index_asks(documents: Iterable[Document]) -> dict[tuple[str, str], Ask]:
    """Return the asks of all texts by the ids of text and action, without anchors: their place is elsewhere."""
    return {
        (document.id, ask.id): ask for document in documents for ask in list_asks(document, Kind.DEMAND, anchored=False)
    }


def list_languages(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the languages of the texts where there are several, else nothing."""
    found = tuple(dict.fromkeys(document.resolution.language for document in documents))
    return found if len(found) > 1 else ()


def find_reach(documents: Sequence[Document], comparisons: Iterable[Comparison]) -> int:
    """Return how far apart compared texts lie at most, in texts."""
    order = {document.id: at for at, document in enumerate(documents)}
    sides = ((pair.texts.old.id, pair.texts.new.id) for pair in comparisons)
    return max((order[new] - order[old] for old, new in sides if old in order and new in order), default=0)


def make_strand(
    lineage: Lineage, number: int, asks: Mapping[tuple[str, str], Ask], texts: Sequence[TextView]
) -> Strand:
    """Return a lineage as shown."""
    names = {text.id: text.name for text in texts}
    against: dict[tuple[str, str], list[Against]] = {(lineage.first_text, lineage.first_action): []}
    for item in lineage.restatements:
        against.setdefault((item.text, item.action), []).append(_make_against(item, names))
    by_text: dict[str, list[Step]] = {}
    for place, found in against.items():
        by_text.setdefault(make_id(place[0]), []).append(Step(ask=asks[place], against=tuple(found)))
    steps = tuple(tuple(by_text.get(text.id, ())) for text in texts)
    return Strand(
        id=f"l-{number}",
        number=number,
        steps=steps,
        first=names[make_id(lineage.first_text)],
        last=names[make_id(lineage.last_text)],
        count=len(by_text),
        tall=is_tall(steps, min(len(texts), MOST_COLUMNS)),
        facets=file_steps(lineage.restatements, [step for found in steps for step in found]),
    )


def _make_against(item: Restatement, names: Mapping[str, str]) -> Against:
    return Against(
        since=names[make_id(item.from_text)],
        strength=item.strength,
        scope=item.scope,
        status=item.status,
        beside=item.beside,
    )


def file_steps(restatements: Iterable[Restatement], steps: Iterable[Step]) -> Facets:
    """Return by what a strand is found: by anything that holds of one of its steps."""
    links = [
        Facets(changes=list_changes(item.strength, item.scope), reviews=(item.status.value,)) for item in restatements
    ]
    return join_facets([*(step.ask.facets for step in steps), *links])


def is_tall(steps: Iterable[Sequence[Step]], columns: int) -> bool:
    """Return whether a row takes more lines than one should have that stays on one page."""
    width = ROW_WIDTH * (100 - NAME_WIDTH) // 100 // columns
    return any(sum(len(step.ask.quote) // width + 4 for step in found) > TALL for found in steps)


def list_spans(strands: Sequence[Strand], texts: Sequence[TextView]) -> Iterator[Span]:
    """Yield the texts in groups of about equal size that fit on a page, each with the strands seen there."""
    groups = -(-len(texts) // MOST_COLUMNS)
    size = -(-len(texts) // groups)
    for number, start in enumerate(range(0, len(texts), size), start=1):
        end = min(start + size, len(texts))
        seen = tuple(strand for strand in strands if any(strand.steps[start:end]))
        if seen:
            yield Span(id=f"lineage-{number}", start=start, end=end, texts=tuple(texts[start:end]), strands=seen)


def list_lone(
    lineages: Iterable[Lineage],
    documents: Sequence[Document],
    texts: Sequence[TextView],
    asks: Mapping[tuple[str, str], Ask],
) -> Iterator[Lone]:
    """Yield the texts that ask for something no other asks for, with what that is."""
    alone = [(item.first_text, item.first_action) for item in lineages if not item.restatements]
    for document, text in zip(documents, texts, strict=True):
        own = tuple(asks[place] for place in alone if place[0] == document.id)
        if own:
            yield Lone(text=text, asks=own)


def list_insights(
    strands: Sequence[Strand], lone: Sequence[Lone], texts: Sequence[TextView], stages: Sequence[Sequence[int]]
) -> Iterator[Insight]:
    """Yield the sentences of the summary that have something to say; texts beside one another count as one step."""
    last = stages[-1]
    values = {"latest": ", ".join(texts[at].name for at in last), "texts": str(len(texts))}

    def is_last(strand: Strand) -> bool:
        return any(strand.steps[at] for at in last)

    tests: tuple[tuple[str, Callable[[Strand], bool]], ...] = (
        ("always", lambda strand: strand.count == len(texts)),
        ("still", lambda strand: strand.count < len(texts) and is_last(strand) and is_older(strand, last)),
        ("ended", lambda strand: not is_last(strand)),
        ("returned", lambda strand: is_returned(strand, texts, stages)),
    )
    for label, holds in tests:
        found = tuple(strand for strand in strands if holds(strand))
        if found:
            yield Insight(label=label, n=len(found), values=values, strands=found)
    if alone := sum(len(item.asks) for item in lone):
        yield Insight(label="lone", n=alone, values=values, lone=tuple(lone))


def is_older(strand: Strand, last: Sequence[int]) -> bool:
    """Return whether a demand was found before the last step in time."""
    return any(found for at, found in enumerate(strand.steps) if at not in last)


def is_returned(strand: Strand, texts: Sequence[TextView], stages: Sequence[Sequence[int]]) -> bool:
    """Return whether a demand was not found at a step in time, though at one before and at one after it.

    Motions without it do not count: what a group leaves out Parliament has not.
    """
    held = [(any(strand.steps[at] for at in stage), stage) for stage in stages]
    seen = [found for found, stage in held if found or any(texts[at].status not in MOTIONS for at in stage)]
    return False in seen[seen.index(True) : len(seen) - seen[::-1].index(True)]
