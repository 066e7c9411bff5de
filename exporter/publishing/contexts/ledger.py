"""Who and what is named in each text, and what each speaks of, as pages show it."""

from collections.abc import Sequence

from msgspec import Struct

from exporter.analysis.ledger import count_themes, list_names
from exporter.model.dossier import Document
from exporter.model.ledger import LedgerEntry, Mention, NameKind
from exporter.model.names import name_paragraphs
from exporter.publishing.contexts.dossier import Matrix, MatrixRow
from exporter.publishing.contexts.text import TextView

KINDS: tuple[NameKind, ...] = ("person", "organisation", "law")

MOST_LINES = 14
"""So many texts may name somebody in a row that stays on one page."""

FEWEST = 2
"""So many texts make a ledger worth a section: of one the briefing says who is named."""


class Spot(Struct, frozen=True, kw_only=True):
    """A paragraph in which a name stands: its number as printed or null, and its element id."""

    paragraph: int | None
    target: str


class Naming(Struct, frozen=True, kw_only=True):
    """The paragraphs of one text in which a name stands."""

    text: TextView
    spots: tuple[Spot, ...]


class Named(Struct, frozen=True, kw_only=True):
    """A name with the texts that name it; `first` and `last` are the names of the first and last of them."""

    name: str
    first: str
    last: str
    namings: tuple[Naming, ...]
    tall: bool


class Register(Struct, frozen=True, kw_only=True):
    """All names of one kind: `person`, `organisation` or `law`."""

    kind: NameKind
    names: tuple[Named, ...]


class LedgerView(Struct, frozen=True, kw_only=True):
    """The names of all texts by kind, none of a kind that has none, and the texts with their words."""

    registers: tuple[Register, ...]
    texts: tuple[TextView, ...]


def make_ledger(documents: Sequence[Document], texts: Sequence[TextView]) -> LedgerView | None:
    """Return who and what is named in the paragraphs of the texts; None for one text, or where nothing is named."""
    if len(documents) < FEWEST:
        return None
    ledger = list_names(documents)
    views = {document.id: text for document, text in zip(documents, texts, strict=True)}
    places = {document.id: _place_statements(document) for document in documents}
    registers = tuple(
        Register(
            kind=kind, names=tuple(_make_named(item, views, places) for item in ledger.entries if item.kind == kind)
        )
        for kind in KINDS
    )
    filled = tuple(register for register in registers if register.names)
    return LedgerView(registers=filled, texts=tuple(texts)) if filled else None


def _place_statements(document: Document) -> dict[str, Spot]:
    targets = name_paragraphs(document)
    return {
        item.id: Spot(paragraph=item.paragraph, target=targets[item.span.index]) for item in document.demands.statements
    }


def _make_named(item: LedgerEntry, views: dict[str, TextView], places: dict[str, dict[str, Spot]]) -> Named:
    namings = tuple(_make_naming(mention, views, places[mention.text]) for mention in item.mentions)
    return Named(
        name=item.name,
        first=views[item.first].name,
        last=views[item.last].name,
        namings=namings,
        tall=len(namings) > MOST_LINES,
    )


def _make_naming(mention: Mention, views: dict[str, TextView], places: dict[str, Spot]) -> Naming:
    spots = dict.fromkeys(places[statement] for statement in mention.statements)
    return Naming(text=views[mention.text], spots=tuple(spots))


def make_themes(documents: Sequence[Document]) -> Matrix | None:
    """Return how many actions of each text belong to each theme; `name` is null for those of none; None without any."""
    counts = count_themes(documents)
    rows = [MatrixRow(name=row.name or None, counts=row.counts) for row in counts.rows]
    if not any(row.name for row in rows):
        return None
    rows.sort(key=lambda row: row.name is None)
    return Matrix(rows=tuple(rows), totals=counts.totals)
