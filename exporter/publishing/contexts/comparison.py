"""Two texts side by side as pages show them: rows of linked asks, what is new, what was not carried over."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from exporter.model.comparison import Comparison, Edit, Link, Reason, Sign, WordRun
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.names import make_id
from exporter.publishing.contexts.asks import Ask, Group, group_asks, list_asks, without_anchor
from exporter.publishing.contexts.decisions import Said, make_said
from exporter.publishing.contexts.facets import Facets, file_link
from exporter.publishing.contexts.sides import Side, make_sides
from exporter.publishing.contexts.telling import Saying, tell_comparability, tell_reason
from exporter.publishing.contexts.text import TextView, make_text
from exporter.publishing.figures.flow import Flow, draw_flow
from exporter.publishing.figures.shapes import Figure
from exporter.publishing.labels import Labels

CONFIDENCE_WORDS = ((0.75, "high"), (0.5, "medium"), (0.0, "low"))
"""From which confidence upwards a link is called so; in words, because the figure is no probability."""

RESTS = {"meaning": 0.45, "neighbours": 1.0, "lead": 0.25}
"""Parts of a score, beside shared words, that a reader is told of, and from which value upwards."""

MANY_WORDS = 0.5
"""Where each side has so much of the other, the words they share are enough to be told of."""


LINE, TALL = 46, 14
"""About how many characters a line of a column holds, and how many lines a row has at most that does not break."""


Tell = Callable[[Reason], Saying]
"""Says a reason in the words of the page."""


class Run(Struct, frozen=True, kw_only=True):
    """Words with the same fate, the white space around them apart so that a mark touches words only."""

    edit: Edit
    before: str
    words: str
    after: str


class Cell(Struct, frozen=True, kw_only=True):
    """One side of a row: an ask and its words; `runs` has one kept run where nothing is marked.

    `repeated` is true where the same ask stood in an earlier row of its group.
    """

    ask: Ask
    runs: tuple[Run, ...]
    repeated: bool


class Row(Struct, frozen=True, kw_only=True):
    """A link as shown. `part` of `parts` counts the rows of its group; `marked` says whether single words are marked.

    `confidence` is `high`, `medium` or `low`; `strength_reasons` and `scope_reasons` are the evidence by axis,
    `place_reasons` say that it moved. `tall` says that the row may break over two pages: kept whole it could leave half
    a page empty. `runs` are the words of both sides in one, none where nothing is marked.
    """

    id: str
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    structure: str
    part: int
    parts: int
    strength: Sign
    scope: Sign
    strength_reasons: tuple[Saying, ...]
    scope_reasons: tuple[Saying, ...]
    place_reasons: tuple[Saying, ...]
    shared_terms: tuple[str, ...]
    rests: tuple[str, ...]
    """What else the link rests on: parts of its score."""
    confidence: str
    status: str
    said: Said | None
    marked: bool
    tall: bool
    runs: tuple[Run, ...]
    facets: Facets


class Finding(Struct, frozen=True, kw_only=True):
    """A sentence of the summary: label key, its number (of asks of the old text), and the asks or rows it rests on."""

    label: str
    n: int
    keys: tuple[str, ...]


class ThenNow(Struct, frozen=True, kw_only=True):
    """What one addressee was asked in each text; `name` is null for asks that name nobody; `tall` as of a `Row`."""

    name: str | None
    old: tuple[Ask, ...]
    new: tuple[Ask, ...]
    tall: bool


class ComparisonView(Struct, frozen=True, kw_only=True):
    """A comparison as shown. `rows` are demands, `forwarding` the clauses that send the texts on.

    `changes` are the codes of what happened to each ask, by its key. `parallel` is true where neither text follows the
    other: there is then no picture of what came of the demands.
    """

    id: str
    old: TextView
    new: TextView
    comparability: tuple[Saying, ...]
    findings: tuple[Finding, ...]
    old_asks: int
    new_asks: int
    rows: tuple[Row, ...]
    forwarding: tuple[Row, ...]
    added: tuple[Ask, ...]
    gone: tuple[Ask, ...]
    addressees: tuple[ThenNow, ...]
    open_links: int
    rejected_links: int
    changes: dict[str, tuple[str, ...]]
    flow: Flow
    figure: Figure | None
    sides: tuple[Side, ...]
    parallel: bool = False


def make_comparison(
    comparison: Comparison, documents: Sequence[Document], labels: Labels, *, anchored: bool = True
) -> ComparisonView:
    """Return the comparison as shown; `documents` hold the two texts by their ids, KeyError if not.

    `anchored` gives each ask its element id at its first place.
    """
    by_id = {document.id: document for document in documents}
    old, new = by_id[comparison.texts.old.id], by_id[comparison.texts.new.id]
    olds, news = _index(old, anchored=anchored), _index(new, anchored=anchored)
    view_id = f"c-{make_id(old.id)}-{make_id(new.id)}"

    def tell(reason: Reason) -> Saying:
        return tell_reason(reason, (old.resolution.language, new.resolution.language), labels)

    rows = tuple(make_rows([link for link in comparison.links if not link.procedural], olds, news, view_id, tell))
    added = tuple(news[item] for item in comparison.new if item in news)
    gone = tuple(olds[item] for item in comparison.not_carried_over if item in olds)
    texts = make_text(old, labels), make_text(new, labels)
    flow = count_flow(rows, *(sum(not ask.procedural for ask in asks.values()) for asks in (olds, news)))
    parallel = any(notice.code == "parallel" for notice in comparison.comparability)
    return ComparisonView(
        id=view_id,
        old=texts[0],
        new=texts[1],
        comparability=tell_comparability(comparison, (old, new), labels),
        findings=tuple(list_findings(rows, added, gone)),
        old_asks=flow.old,
        new_asks=flow.new,
        rows=rows,
        forwarding=tuple(
            make_rows([link for link in comparison.links if link.procedural], olds, news, f"{view_id}-f", tell)
        ),
        added=tuple(ask for ask in added if not ask.procedural),
        gone=tuple(ask for ask in gone if not ask.procedural),
        addressees=tuple(list_then_now(olds.values(), news.values())),
        open_links=sum(row.status == "proposed" for row in rows),
        rejected_links=len(comparison.rejected or ()),
        changes=join_changes(rows, added, gone),
        flow=flow,
        figure=None if parallel else draw_flow(flow, (texts[0].name, texts[1].name), f"{view_id}-flow", labels),
        sides=make_sides(old, new, labels),
        parallel=parallel,
    )


def join_changes(rows: Sequence[Row], added: Sequence[Ask], gone: Sequence[Ask]) -> dict[str, tuple[str, ...]]:
    """Return the codes of what happened to each ask, by its key: of one that was split, all that its rows show."""
    found: dict[str, tuple[str, ...]] = {
        ask.key: (code,) for code, asks in (("new", added), ("gone", gone)) for ask in asks
    }
    for row in rows:
        for cell in (*row.old, *row.new):
            found[cell.ask.key] = tuple(dict.fromkeys((*found.get(cell.ask.key, ()), *row.facets.changes)))
    return found


def count_flow(rows: Sequence[Row], old: int, new: int) -> Flow:
    """Return what became of the actions: each counts once, as changed if any of its links shows a difference."""
    linked = [{cell.ask.key for row in rows for cell in side(row)} for side in (_old_cells, _new_cells)]
    differing = [row for row in rows if not is_kept(row)]
    changed = [{cell.ask.key for row in differing for cell in side(row)} for side in (_old_cells, _new_cells)]
    return Flow(
        old=old,
        new=new,
        kept_old=len(linked[0] - changed[0]),
        kept_new=len(linked[1] - changed[1]),
        changed_old=len(changed[0]),
        changed_new=len(changed[1]),
        gone=old - len(linked[0]),
        added=new - len(linked[1]),
    )


def is_kept(row: Row) -> bool:
    """Return whether no difference of strength or scope was found over a link, and no sign of one."""
    return row.strength is row.scope is Sign.SAME and not (row.strength_reasons or row.scope_reasons)


def _old_cells(row: Row) -> tuple[Cell, ...]:
    return row.old


def _new_cells(row: Row) -> tuple[Cell, ...]:
    return row.new


def _index(document: Document, *, anchored: bool) -> dict[str, Ask]:
    kinds = (Kind.DEMAND, Kind.PROCEDURAL)
    return {ask.id: ask for kind in kinds for ask in list_asks(document, kind, anchored=anchored)}


def make_rows(
    links: Sequence[Link], olds: dict[str, Ask], news: dict[str, Ask], prefix: str, tell: Tell
) -> Iterator[Row]:
    """Yield the links as rows, those of one split or merge together, at the place of the first of them."""
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(link.group, []).append(link)
    placed: set[str] = set()
    number = 0
    for group in groups.values():
        seen: set[str] = set()
        for part, link in enumerate(group, start=1):
            number += 1
            yield _make_row(link, olds, news, f"{prefix}-{number}", (part, len(group)), (seen, placed), tell)


def _make_row(
    link: Link,
    olds: dict[str, Ask],
    news: dict[str, Ask],
    row_id: str,
    place: tuple[int, int],
    met: tuple[set[str], set[str]],
    tell: Tell,
) -> Row:
    old, new = [olds[item] for item in link.old], [news[item] for item in link.new]
    marked = can_mark(link, old, new)
    return Row(
        id=row_id,
        old=tuple(_make_cells(old, link.wording if marked else (), Edit.ADDED, *met)),
        new=tuple(_make_cells(new, link.wording if marked else (), Edit.REMOVED, *met)),
        structure=link.structure,
        part=place[0],
        parts=place[1],
        strength=link.strength,
        scope=link.scope,
        strength_reasons=tuple(tell(reason) for reason in link.reasons if reason.axis == "strength"),
        scope_reasons=tuple(tell(reason) for reason in link.reasons if reason.axis == "scope"),
        place_reasons=tuple(tell(reason) for reason in link.reasons if reason.axis == "place"),
        shared_terms=link.score.shared_terms,
        rests=_find_rests(link.score.parts),
        confidence=next(word for floor, word in CONFIDENCE_WORDS if link.confidence >= floor),
        status=link.status,
        said=make_said(link.decision),
        marked=marked,
        tall=is_tall(link, old, new),
        runs=tuple(map(split_run, link.wording)) if marked else (),
        facets=file_link((ask.facets for ask in (*old, *new)), link.strength, link.scope, link.status),
    )


def is_tall(link: Link, old: Sequence[Ask], new: Sequence[Ask]) -> bool:
    """Return whether one of the row's columns takes more lines than a row should have that stays on one page."""
    columns = ([ask.quote for ask in old], [reason.message for reason in link.reasons], [ask.quote for ask in new])
    return any(count_lines(column) > TALL for column in columns)


def count_lines(column: Iterable[str]) -> int:
    """Return about how many lines the paragraphs of a column take."""
    return sum(len(words) // LINE + 1 for words in column)


def can_mark(link: Link, old: Sequence[Ask], new: Sequence[Ask]) -> bool:
    """Return whether single words can be marked: something was kept, and the runs give both quotations exactly.

    Where too much changed, the whole old words stand beside the whole new ones, unmarked.
    """
    if len(old) != 1 or len(new) != 1 or not any(run.edit is Edit.KEPT and run.text.strip() for run in link.wording):
        return False
    return (
        "".join(run.text for run in link.wording if run.edit is not Edit.ADDED) == old[0].quote
        and "".join(run.text for run in link.wording if run.edit is not Edit.REMOVED) == new[0].quote
    )


def _find_rests(parts: Mapping[str, float]) -> tuple[str, ...]:
    if min(parts.get("old_covered", 0.0), parts.get("new_covered", 0.0)) >= MANY_WORDS:
        return ()
    return tuple(part for part, least in RESTS.items() if parts.get(part, 0.0) >= least)


def _make_cells(
    asks: Iterable[Ask], wording: tuple[WordRun, ...], other: Edit, seen: set[str], placed: set[str]
) -> Iterator[Cell]:
    for ask in asks:
        runs = tuple(run for run in wording if run.edit is not other) or (WordRun(edit=Edit.KEPT, text=ask.quote),)
        yield Cell(
            ask=without_anchor(ask) if ask.key in placed else ask,
            runs=tuple(split_run(run) for run in runs),
            repeated=ask.key in seen,
        )
        seen.add(ask.key)
        placed.add(ask.key)


def split_run(run: WordRun) -> Run:
    """Return the run with its leading and trailing white space apart; nothing is lost."""
    bare = run.text.lstrip()
    words = bare.rstrip()
    return Run(edit=run.edit, before=run.text[: len(run.text) - len(bare)], words=words, after=bare[len(words) :])


def list_findings(rows: Sequence[Row], added: Sequence[Ask], gone: Sequence[Ask]) -> Iterator[Finding]:
    """Yield the sentences of the summary that have something to say, each with what it rests on."""
    for axis in ("strength", "scope"):
        for sign in (Sign.DOWN, Sign.UP, Sign.MIXED, Sign.SAME):
            keys = tuple(row.id for row in rows if getattr(row, axis) is sign)
            asks = {cell.ask.key for row in rows if row.id in keys for cell in row.old}
            if keys:
                yield Finding(label=f"{axis}.{sign}", n=len(asks), keys=keys)
    if gone:
        yield Finding(label="gone", n=len(gone), keys=tuple(ask.key for ask in gone))
    if added:
        yield Finding(label="added", n=len(added), keys=tuple(ask.key for ask in added))


def list_then_now(olds: Iterable[Ask], news: Iterable[Ask]) -> Iterator[ThenNow]:
    """Yield each addressee of either text with its asks, those asked in both texts first."""
    then, now = _by_name(olds), _by_name(news)
    names = dict.fromkeys([*then, *now])
    for name in sorted(names, key=lambda name: (name is None, not (name in then and name in now))):
        old, new = then.get(name, ()), now.get(name, ())
        yield ThenNow(
            name=name, old=old, new=new, tall=any(count_lines(ask.quote for ask in side) > TALL for side in (old, new))
        )


def _by_name(asks: Iterable[Ask]) -> dict[str | None, tuple[Ask, ...]]:
    groups: tuple[Group, ...] = group_asks((ask for ask in asks if not ask.procedural), "x")
    return {group.name: tuple(without_anchor(ask) for ask in group.asks) for group in groups}
