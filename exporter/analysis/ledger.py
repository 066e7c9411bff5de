"""Who and what is named in each text, whom each asks, and what it speaks of."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from exporter.model.demands import Action, Kind, Statement
from exporter.model.dossier import Document
from exporter.model.ledger import CountRow, Counts, Ledger, LedgerEntry, Mention, NameKind
from exporter.model.resolution import count_words

NAMES: tuple[tuple[NameKind, str], ...] = (("person", "people"), ("organisation", "organisations"), ("law", "laws"))
# how the extraction marks "the law" that the text does not name
UNNAMED = "unnamed "
_CAPITALS = re.compile(r"[A-Z]")


def list_names(documents: Sequence[Document]) -> Ledger:
    """Return every person, organisation and law that the statements of some texts name, in order of appearance.

    A name that was recognised in one text counts wherever else it stands letter by letter.
    """
    statements = [(document.id, item) for document in documents for item in document.demands.statements]
    known = dict.fromkeys(name for _, item in statements for name in _name(item))
    patterns = {name: _compile(name[1]) for name in known if is_telling(name[1])}
    found: dict[tuple[NameKind, str], dict[str, list[str]]] = {name: {} for name in known}
    for text, item in statements:
        own = dict.fromkeys(_name(item))
        # looking for the letters first is many times faster
        near = (name for name in patterns if name not in own and name[1] in item.text)
        for name in (*own, *(name for name in near if patterns[name].search(item.text))):
            found[name].setdefault(text, []).append(item.id)
    entries = [_enter(kind, name, places) for (kind, name), places in found.items()]
    return Ledger(
        texts=tuple(document.id for document in documents),
        words=tuple(count_words(document.resolution) for document in documents),
        entries=tuple(entries),
    )


def is_telling(name: str) -> bool:
    """Return whether a name is found by its letters alone without being taken for a common word: "Kem Sokha"."""
    return len(_CAPITALS.findall(name)) > 1


def _compile(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _name(statement: Statement) -> Iterable[tuple[NameKind, str]]:
    """Yield what a statement or one of its actions names, each once."""
    named = [
        (kind, name)
        for kind, field in NAMES
        for part in (statement, *statement.actions)
        for name in getattr(part, field)
        if not name.startswith(UNNAMED)
    ]
    return dict.fromkeys(named)


def _enter(kind: NameKind, name: str, places: dict[str, list[str]]) -> LedgerEntry:
    texts = list(places)
    return LedgerEntry(
        name=name,
        kind=kind,
        first=texts[0],
        last=texts[-1],
        mentions=tuple(Mention(text=text, statements=tuple(ids)) for text, ids in places.items()),
    )


def count_addressees(documents: Sequence[Document]) -> Counts:
    """Return how often each addressee is asked in each text, in actions; nobody named or implied is the name ""."""
    return _count(documents, lambda statement, _: [a.name for a in statement.addressees] or [""])


def count_themes(documents: Sequence[Document]) -> Counts:
    """Return how many actions of each text belong to each theme; those of none have the name ""."""
    return _count(documents, lambda statement, action: list(action.themes or statement.themes) or [""])


def _count(documents: Sequence[Document], list_rows: Callable[[Statement, Action], list[str]]) -> Counts:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    totals = []
    for document in documents:
        actions = [(s, a) for s in document.demands.statements if s.kind is Kind.DEMAND for a in s.actions]
        totals.append(len(actions))
        for statement, action in actions:
            for name in dict.fromkeys(list_rows(statement, action)):
                found[name][document.id].append(action.id)
    texts = tuple(document.id for document in documents)
    rows = [
        CountRow(
            name=name,
            counts=tuple(len(places.get(text, ())) for text in texts),
            actions=tuple(tuple(places.get(text, ())) for text in texts),
        )
        for name, places in found.items()
    ]
    return Counts(
        texts=texts, totals=tuple(totals), rows=tuple(sorted(rows, key=lambda row: (-sum(row.counts), row.name)))
    )
