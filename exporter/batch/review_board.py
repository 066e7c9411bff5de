"""What the page of a review shows: every entry with its words, and all demands, for links that a person adds."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.review import Entry, Settled
from exporter.review.anchors import Identity
from exporter.review.entries import SECTIONS, list_choices
from exporter.review.layout import HEADS
from exporter.review.settling import Standing, State

CHOICES = ("confirm", "reject", "correct")
"""The buttons, in their order."""


class Side(Struct, frozen=True, kw_only=True):
    """One quotation as the page shows it, with what stands around it; `label` such as `2022 5.2.1`."""

    label: str
    words: str
    before: str = ""
    after: str = ""


class Item(Struct, frozen=True, kw_only=True):
    """One entry as the page shows it; `choices` are the decisions there are, `fields` what a correction may say.

    `key` names the entry as long as the page is open, whatever its place in the file.
    """

    key: str
    index: int
    section: str
    state: str
    reason: str
    line: int
    sides: tuple[Side, ...]
    proposed: str
    because: str
    choices: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    values: dict[str, str]


class Choosable(Struct, frozen=True, kw_only=True):
    """A demand that can be linked: what to name it by, where it stands, its words."""

    name: str
    place: str
    words: str


class Shelf(Struct, frozen=True, kw_only=True):
    """The demands of one text: its id, what it is called, and its actions in order."""

    id: str
    title: str
    demands: tuple[Choosable, ...]


class Board(Struct, frozen=True, kw_only=True):
    """All that the page shows; `version` names the state of the file it was read from.

    `undo` says what taking back the last step would take back, empty where there is none.
    """

    version: str
    title: str
    file: str
    sections: dict[str, str]
    items: tuple[Item, ...]
    undo: str = ""


def make_board(settled: Settled, version: str, title: str, file: str, undo: str) -> Board:
    """Return the board of a review file."""
    pairs = zip(settled.review.entries, settled.standings, strict=True)
    return Board(
        version=version,
        title=title,
        file=file,
        sections={name: HEADS[name] for name in SECTIONS},
        items=tuple(_number(make_item(entry, standing) for entry, standing in pairs)),
        undo=undo,
    )


def _number(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items with keys that differ: entries about one thing are told apart by their order."""
    seen: dict[str, int] = {}
    for item in items:
        seen[item.key] = seen.get(item.key, 0) + 1
        yield replace(item, key=f"{item.key}|{seen[item.key]}")


def make_item(entry: Entry, standing: Standing) -> Item:
    """Return an entry as the page shows it."""
    keys = (("old", "old words"), ("new", "new words")) if entry.is_link else (("demand", "words"),)
    keys = (("text", "says"),) if entry.section == "acronyms" else keys
    fields = {"strength", "scope", "addressee", "kind"} & set(SECTIONS[entry.section])
    values = {key: entry.values.get(key, "") for key in ("decision", "by", "on", "comment", *sorted(fields))}
    return Item(
        key="|".join((entry.section, *(entry.values.get(key, "") for key, _ in keys), entry.values.get("says", ""))),
        index=entry.index,
        section=entry.section,
        state=standing.state,
        reason=standing.reason,
        line=entry.line,
        sides=tuple(_make_side(entry, standing, *names) for names in keys),
        proposed=entry.values.get("proposed", ""),
        because=entry.values.get("because", ""),
        choices=tuple(choice for choice in CHOICES if choice in list_choices(entry.section, "decision")),
        fields={key: list_choices(entry.section, key) for key in sorted(fields)},
        values={**values, **({"addressee": "; ".join(entry.addressees)} if "addressee" in fields else {})},
    )


def _make_side(entry: Entry, standing: Standing, key: str, words_key: str) -> Side:
    target = standing.targets.get(key)
    if target is None:
        return Side(label=entry.values.get(key, ""), words=entry.values.get(words_key, ""))
    label = f"{target.text}, {target.place}"
    return Side(label=label, words=target.words, before=target.before, after=target.after)


def list_shelves(documents: Mapping[str, Document], identity: Identity) -> tuple[Shelf, ...]:
    """Return the demands of all texts, in the order of the dossier."""
    return tuple(_make_shelf(document, identity) for document in documents.values())


def _make_shelf(document: Document, identity: Identity) -> Shelf:
    statements = (item for item in document.demands.statements if item.kind is Kind.DEMAND)
    return Shelf(
        id=document.id,
        title=document.resolution.reference or document.resolution.title,
        demands=tuple(
            Choosable(name=identity.ids[document.id, action.id], place=action.id, words=action.quote)
            for statement in statements
            for action in statement.actions
        ),
    )


def find_entry(settled: Settled, old: str, new: str) -> Entry | None:
    """Return the entry on a link that is in the file already, the one that counts before others."""
    pairs = zip(settled.review.entries, settled.standings, strict=True)
    found = [(entry, s) for entry, s in pairs if entry.is_link and (s.ids.get("old"), s.ids.get("new")) == (old, new)]
    found.sort(key=lambda pair: pair[1].state not in (State.DECIDED, State.OPEN, State.OFFERED))
    return found[0][0] if found else None
