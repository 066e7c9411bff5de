"""Several texts together as pages show them: the timeline, the matrix of who was asked when, the glossary."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from exporter.model.dossier import Document, Given
from exporter.model.resolution import Status
from exporter.publishing.contexts.asks import AsksView
from exporter.publishing.contexts.text import TextView, find_address, make_text
from exporter.publishing.figures.bars import Column, draw_bars
from exporter.publishing.figures.shapes import Figure
from exporter.publishing.figures.timeline import Lane, Point, draw_timeline
from exporter.publishing.labels import Labels


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened to a text: label key under `event.`, its values, and who says so.

    `text` is the name of the text, `target` its chapter; `given_source` is empty where the text itself says it.
    """

    iso: str
    date: str
    label: str
    values: dict[str, str]
    text: str
    target: str
    given_source: str
    href: str | None


class MatrixRow(Struct, frozen=True, kw_only=True):
    """An addressee, and its number of asks in each text; `name` is null for asks that name nobody."""

    name: str | None
    counts: tuple[int, ...]


class Matrix(Struct, frozen=True, kw_only=True):
    """Asks by addressee and text, with the number of different asks of each text below."""

    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]


def make_timeline(documents: Sequence[Document], labels: Labels) -> tuple[Event, ...]:
    """Return what is known to have happened, by date, from the texts' own dates and from what the editor gives."""
    events = [event for document in documents for event in list_events(document, labels)]
    return tuple(sorted(events, key=lambda event: event.iso))


def list_events(document: Document, labels: Labels) -> Iterator[Event]:
    """Yield the events of one text."""
    resolution, given = document.resolution, document.given
    text = make_text(document, labels)
    if resolution.date:
        yield _make_event(resolution.date, f"dated-{text.status}", {}, text.name, text.id, "", labels)
    if given is None:
        return
    if given.date and given.date != resolution.date:
        yield _make_event(given.date, "dated", {}, text.name, text.id, given.source, labels)
    if given.tabled:
        label = "tabled-by" if given.group else "tabled"
        values = {"group": given.group} if given.group else {}
        yield _make_event(given.tabled, label, values, text.name, text.id, given.source, labels)
    if given.adopted_on:
        label, values = name_adoption(text.status, given)
        yield _make_event(given.adopted_on, label, values, text.name, text.id, given.source, labels)


def name_adoption(status: Status, given: Given) -> tuple[str, dict[str, str]]:
    """Return the label and values of the vote: an adopted text is itself what was adopted, a motion led to another."""
    own = "adopted" if status is Status.ADOPTED else "other-adopted"
    if given.adopted_as and given.vote:
        return f"{own}-as-vote", {"reference": given.adopted_as, "vote": given.vote}
    if given.adopted_as:
        return f"{own}-as", {"reference": given.adopted_as}
    return own, {}


def _make_event(
    day: datetime.date, label: str, values: dict[str, str], text: str, text_id: str, source: str, labels: Labels
) -> Event:
    return Event(
        iso=day.isoformat(),
        date=labels.format_date(day),
        label=label,
        values=values,
        text=text,
        target=f"t-{text_id}",
        given_source=source,
        href=find_address(source),
    )


def make_matrix(views: Sequence[AsksView]) -> Matrix:
    """Return how many asks each addressee got in each text, most asked first."""
    names = dict.fromkeys(group.name for view in views for group in view.groups)
    rows = [MatrixRow(name=name, counts=tuple(_count(view, name) for view in views)) for name in names]
    rows.sort(key=lambda row: (row.name is None, -sum(row.counts)))
    return Matrix(rows=tuple(rows), totals=tuple(len(view.asks) for view in views))


def _count(view: AsksView, name: str | None) -> int:
    return sum(len(group.asks) for group in view.groups if group.name == name)


def name_columns(texts: Sequence[TextView]) -> tuple[str, ...]:
    """Return what each text is called above a narrow column: its year, beside its id where several are of one year."""
    years = Counter(text.year for text in texts)
    return tuple(_name_column(text, is_alone=years[text.year] == 1) for text in texts)


def _name_column(text: TextView, *, is_alone: bool) -> str:
    if text.year is None:
        return text.id
    return str(text.year) if is_alone or str(text.year) == text.id else f"{text.id} {text.year}"


ADOPTED = frozenset((Status.ADOPTED, Status.UN_RESOLUTION))


def draw_matrix(matrix: Matrix, texts: Sequence[TextView], labels: Labels) -> Figure | None:
    """Return the matrix as bars, None where there is nothing to see at a glance."""
    columns = [
        Column(name=name, status=labels(f"status.{text.status}.tag"), adopted=text.status in ADOPTED)
        for name, text in zip(name_columns(texts), texts, strict=True)
    ]
    rows = [(row.name or labels("addressee.none"), row.counts) for row in matrix.rows]
    return draw_bars(columns, rows, "matrix-figure", labels)


def draw_events(events: Sequence[Event], labels: Labels) -> Figure | None:
    """Return the timeline as a picture, None where there is nothing to see at a glance."""
    points = [
        Point(
            day=datetime.date.fromisoformat(event.iso),
            lane=find_lane(event.label),
            date=event.date,
            name=_name_event(event, labels),
            own=not event.given_source,
        )
        for event in events
    ]
    return draw_timeline(points, "timeline-figure", labels)


def find_lane(label: str) -> Lane:
    """Return where an event stands: whether a text was put forward, or adopted, or whether only its date is known."""
    if label in ("dated", "dated-unknown"):
        return "dated"
    adopted = (f"dated-{Status.ADOPTED}", f"dated-{Status.UN_RESOLUTION}")
    return "adopted" if label in adopted or "adopted" in label.split("-")[:2] else "tabled"


def _name_event(event: Event, labels: Labels) -> str:
    """Return what was tabled or adopted: the text, or what was adopted in its place."""
    if not event.label.startswith("other-adopted"):
        return event.text
    if reference := event.values.get("reference"):
        return labels("figure.timeline.instead", reference=reference, text=event.text)
    return labels("figure.timeline.another", text=event.text)
