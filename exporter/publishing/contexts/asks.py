"""The demands of one text as pages show them: one ask per action, grouped by who is asked."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from exporter.model.demands import Action, Kind, Statement
from exporter.model.dossier import Document
from exporter.model.names import make_id, name_paragraphs
from exporter.publishing.contexts.decisions import Said, list_said
from exporter.publishing.contexts.facets import Facets, file_statement
from exporter.publishing.contexts.notes import NoteView, list_notes

# the analysis calls a law that the text does not name "unnamed 'the law' and 'the recent amendments'"
UNNAMED = "unnamed "
_QUOTED = re.compile(r"'([^']*)'")


class Name(Struct, frozen=True, kw_only=True):
    """Who is asked: normalised `name`, the words as written (`raw`, may be empty), whether only implied."""

    name: str
    raw: str
    implied: bool


class Ask(Struct, frozen=True, kw_only=True):
    """One action as shown: `quote`, `condition`, `deadline` are verbatim.

    `key` is the id shared by all editions (`2022-5.2.3`), `anchor` its element id or null where it was placed before,
    `target` the element id of its paragraph in the full text, `paragraph` the number as printed or null.
    `review` is what a person should look at in the statement, `said` what people decided on it; only its first action
    carries them. `notes` are what people wrote beside it, at its first place.
    """

    key: str
    id: str
    anchor: str | None
    paragraph: int | None
    target: str
    verb: str
    quote: str
    addressees: tuple[Name, ...]
    condition: str | None
    deadline: str | None
    review: str
    procedural: bool
    said: tuple[Said, ...] = ()
    facets: Facets = Facets()
    notes: tuple[NoteView, ...] = ()


class Position(Struct, frozen=True, kw_only=True):
    """A statement that takes a position, verbatim."""

    key: str
    anchor: str | None
    paragraph: int | None
    target: str
    verb: str
    quote: str
    said: tuple[Said, ...] = ()
    facets: Facets = Facets()
    notes: tuple[NoteView, ...] = ()


class Group(Struct, frozen=True, kw_only=True):
    """The asks made of one addressee; `name` is null for asks that name nobody; `implied` when all are implied."""

    name: str | None
    id: str
    asks: tuple[Ask, ...]
    implied: bool


class Mention(Struct, frozen=True, kw_only=True):
    """Somebody or something named in the operative paragraphs, and the numbers of those paragraphs.

    `unnamed` is true of a law that the text means without saying which: `name` is then its words, in quotation marks.
    """

    name: str
    paragraphs: tuple[int, ...]
    unnamed: bool = False


class AsksView(Struct, frozen=True, kw_only=True):
    """What a text asks and says: groups by addressee, asks with a condition or deadline, positions, forwarding."""

    groups: tuple[Group, ...]
    asks: tuple[Ask, ...]
    bound: tuple[Ask, ...]
    positions: tuple[Position, ...]
    procedural: tuple[Ask, ...]
    people: tuple[Mention, ...]
    organisations: tuple[Mention, ...]
    laws: tuple[Mention, ...]
    demands: int
    doubts: int


def make_asks(document: Document, *, anchored: bool = True) -> AsksView:
    """Return what the text asks; `anchored` gives each ask its element id at its first place."""
    statements = document.demands.statements
    asks = tuple(list_asks(document, Kind.DEMAND, anchored=anchored))
    return AsksView(
        groups=group_asks(asks, make_id(document.id)),
        asks=asks,
        bound=tuple(ask for ask in asks if ask.condition or ask.deadline),
        positions=tuple(list_positions(document, anchored=anchored)),
        procedural=tuple(list_asks(document, Kind.PROCEDURAL, anchored=anchored)),
        people=collect_mentions(statements, "people"),
        organisations=collect_mentions(statements, "organisations"),
        laws=collect_mentions(statements, "laws"),
        demands=sum(statement.kind is Kind.DEMAND for statement in statements),
        doubts=sum(bool(statement.review) for statement in statements),
    )


def list_asks(document: Document, kind: Kind, *, anchored: bool = True) -> Iterator[Ask]:
    """Yield each action of the statements of one kind, in text order."""
    targets, notes = name_paragraphs(document), list_notes(document)
    for statement in document.demands.statements:
        if statement.kind is kind:
            for action in statement.actions:
                ask = make_ask(document, statement, action, targets, anchored=anchored)
                yield replace(ask, notes=notes[ask.key]) if ask.key in notes else ask


def make_ask(
    document: Document, statement: Statement, action: Action, targets: Sequence[str], *, anchored: bool
) -> Ask:
    """Return one action as shown."""
    key = f"{make_id(document.id)}-{action.id}"
    return Ask(
        key=key,
        id=action.id,
        anchor=f"d-{key}" if anchored else None,
        paragraph=statement.paragraph,
        target=targets[action.span.index],
        verb=statement.verb,
        quote=action.quote,
        addressees=tuple(Name(name=a.name, raw=a.raw, implied=not a.explicit) for a in statement.addressees),
        condition=action.condition,
        deadline=action.deadline,
        review=statement.review if action is statement.actions[0] else "",
        procedural=statement.kind is Kind.PROCEDURAL,
        said=list_said(statement.decisions) if action is statement.actions[0] else (),
        facets=file_statement(document, statement, action.themes),
    )


def list_positions(document: Document, *, anchored: bool = True) -> Iterator[Position]:
    """Yield the statements that take a position, in text order."""
    targets, notes = name_paragraphs(document), list_notes(document)
    for statement in document.demands.statements:
        if statement.kind is Kind.POSITION:
            key = f"{make_id(document.id)}-{statement.id}"
            yield Position(
                key=key,
                anchor=f"d-{key}" if anchored else None,
                paragraph=statement.paragraph,
                target=targets[statement.span.index],
                verb=statement.verb,
                quote=statement.text,
                said=list_said(statement.decisions),
                facets=file_statement(document, statement),
                notes=notes.get(key, ()),
            )


def group_asks(asks: Iterable[Ask], prefix: str) -> tuple[Group, ...]:
    """Return the asks by addressee: most asks first, then as the text names them; nobody comes last.

    An ask made of two addressees stands under both; only its first place keeps the anchor.
    """
    by_name: dict[str | None, list[Ask]] = {}
    for ask in asks:
        for name in dict.fromkeys(item.name for item in ask.addressees) or (None,):
            by_name.setdefault(name, []).append(ask)
    ordered = sorted(by_name.items(), key=lambda item: (item[0] is None, -len(item[1])))
    placed: set[str] = set()
    return tuple(
        Group(
            name=name,
            id=f"a-{prefix}-{number}",
            asks=tuple(place_once(own, placed)),
            implied=name is not None and all(_implies(ask, name) for ask in own),
        )
        for number, (name, own) in enumerate(ordered, start=1)
    )


def _implies(ask: Ask, name: str) -> bool:
    return any(item.implied for item in ask.addressees if item.name == name)


def place_once(asks: Iterable[Ask], placed: set[str]) -> Iterator[Ask]:
    """Yield the asks, without anchor and notes where they have been placed before; adds to `placed`."""
    for ask in asks:
        if ask.key in placed:
            ask = without_anchor(ask)
        placed.add(ask.key)
        yield ask


def without_anchor(ask: Ask) -> Ask:
    """Return an ask as it stands where it was placed before: without element id, and without notes."""
    return replace(ask, anchor=None, notes=())


def collect_mentions(statements: Iterable[Statement], field: str) -> tuple[Mention, ...]:
    """Return who or what is named under `field` in statements and their actions, in order of appearance."""
    found: dict[str, dict[int, None]] = {}
    for statement in statements:
        names = (*getattr(statement, field), *(name for action in statement.actions for name in getattr(action, field)))
        for name in names:
            places = found.setdefault(name, {})
            if statement.paragraph is not None:
                places[statement.paragraph] = None
    return tuple(_make_mention(name, tuple(places)) for name, places in found.items())


def _make_mention(name: str, paragraphs: tuple[int, ...]) -> Mention:
    if not name.startswith(UNNAMED):
        return Mention(name=name, paragraphs=paragraphs)
    words = _QUOTED.sub("“\\1”", name.removeprefix(UNNAMED))
    return Mention(name=words, paragraphs=paragraphs, unnamed=True)
