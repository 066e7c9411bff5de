"""A whole dossier as one SQLite file: tables with foreign keys, views that answer questions, full-text search.

Made for Datasette, and for whoever knows SQL. The tables are in `sqlite.sql`, each column with a remark; the same
input gives the same bytes with the same SQLite: the clock is in no part of the file, nor is SQLite's version.
"""

import datetime
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from msgspec import UNSET

from exporter.errors import ExporterError
from exporter.model.comparison import Comparison, Link
from exporter.model.contents import Contents
from exporter.model.demands import Action, Statement
from exporter.model.dossier import Document, Given
from exporter.model.lineage import Lineage, list_texts, number_lineages
from exporter.model.resolution import Paragraph, Recital, Status, count_words, running_text
from exporter.writers.lineage_rows import find_word, list_arrived, list_motions

Value = str | int | float | None
Row = tuple[Value, ...]

SCHEMA = Path(__file__).with_suffix(".sql")
APPLICATION_ID = 0x45585031
"""What `file` and SQLite know our files by: "EXP1"."""

PAGE_SIZE = 1024
"""Small pages: most tables hold little, and each takes one at least."""
NOTHING = Given(source="")
"""What is given of a text of which the editor says nothing."""

WRITTEN_BY = 3_040_000
"""What stands where SQLite notes its own version, which would differ by machine."""

GUIDE = (
    "Quotations are verbatim. A motion is the word of its authors, not of Parliament. Not carried over, missing and "
    "not found mean that no counterpart was found, not that a demand was given up. Links and implied addressees are "
    "proposals until their status says that a person confirmed them. Read the table comparability before comparing."
)

REPEATED = {"addressees": "OR IGNORE", "comparability": "OR IGNORE"}
"""Tables whose rows may come twice: one addressee is asked by several texts."""

TERMS = {
    "qualifier": "qualifiers",
    "hedge": "hedges",
    "theme": "themes",
    "person": "people",
    "organisation": "organisations",
    "law": "laws",
}
"""Kind of a term → field of an action."""

# halves of surrogate pairs, and NUL, which ends a text for some programs
_UNFIT = re.compile("[\0\ud800-\udfff]")

# a column with its remark: "  quote TEXT NOT NULL, -- what is asked for, verbatim"
_COLUMN = re.compile(r"^  (?P<name>[a-z0-9_]+) [A-Z][^\n]*? -- (?P<meaning>[^\n]+)$", re.MULTILINE)
_TABLE = re.compile(r"^CREATE TABLE (?P<name>\w+) \((?P<columns>.*?)^\);", re.MULTILINE | re.DOTALL)


def write(contents: Contents) -> bytes:
    """Return the database as bytes; ExporterError where this Python's SQLite has no full-text search."""
    schema = SCHEMA.read_text(encoding="utf-8")
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(f"BEGIN;{schema}")
        _fill(connection, contents, schema)
        connection.execute("COMMIT")
        return _settle_header(connection.serialize())
    except sqlite3.OperationalError as error:
        remedy = "use a Python whose SQLite has FTS5"
        raise ExporterError(f"the SQLite of this Python cannot make the file: {error}", remedy=remedy) from None
    finally:
        connection.close()


def _settle_header(data: bytes) -> bytes:
    """Return the file with fixed values for the two counters and the version that SQLite notes in its header."""
    header = bytearray(data[:100])
    header[24:28] = header[92:96] = (1).to_bytes(4, "big")  # they must be equal
    header[96:100] = WRITTEN_BY.to_bytes(4, "big")
    return bytes(header) + data[100:]


def _fill(connection: sqlite3.Connection, contents: Contents, schema: str) -> None:
    _insert(connection, "about", _list_facts(contents))
    _insert(connection, "columns", _list_columns(schema))
    for table, list_rows in TABLES.items():
        numbers = count(1)
        rows = (row for document in contents.documents for row in list_rows(document, partial(next, numbers)))
        _insert(connection, table, rows)
    for comparison in contents.comparisons:
        for name, found in _list_comparison(comparison):
            _insert(connection, name, found)
    for name, found in _list_followed(contents):
        _insert(connection, name, found)
    for table in ("recitals", "paragraphs", "actions"):
        connection.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")  # noqa: S608


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    cells = [tuple(map(_clean, row)) for row in rows]
    if cells:
        marks = ", ".join("?" * len(cells[0]))
        connection.executemany(f"INSERT {REPEATED.get(table, '')} INTO {table} VALUES ({marks})", cells)  # noqa: S608


def _clean(cell: Value) -> Value:
    return _UNFIT.sub("\ufffd", cell) if isinstance(cell, str) else cell


def _list_facts(contents: Contents) -> Iterator[Row]:
    file = contents.file
    for name in ("title", "subtitle", "author", "language"):
        if value := getattr(file, name):
            yield name, value
    yield "how to read", GUIDE


def _list_columns(schema: str) -> Iterator[Row]:
    for table in _TABLE.finditer(schema):
        for column in _COLUMN.finditer(table["columns"]):
            yield table["name"], column["name"], column["meaning"]


def _key(document: Document, name: str) -> str:
    return f"{document.id}-{name}"


def _list_text(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    resolution, given = document.resolution, document.given or NOTHING
    own = resolution.status is not Status.UNKNOWN or given.status is None
    status = resolution.status if own else given.status
    date = resolution.date or given.date or given.tabled
    date_by = None if date is None else "text" if resolution.date else "editor"
    yield (
        document.id, number(), resolution.reference, resolution.procedure, resolution.title or given.title or "",
        status, "text" if own else "editor", _format(date), date_by, date.year if date else None,
        resolution.language, count_words(resolution), resolution.rule, resolution.enacting, resolution.source.file,
        resolution.source.sha256, given.address, _format(given.fetched), given.source or None,
        given.vote, given.note,
    )  # fmt: skip


def _format(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _list_signatories(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for person in document.resolution.signatories:
        yield document.id, number(), person.name, person.group


def _list_citations(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for position, citation in enumerate(document.resolution.citations, start=1):
        yield _key(document, f"citation-{position}"), number(), document.id, citation.text


def _list_recitals(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    recitals = document.resolution.recitals
    for key, recital in zip(_name_parts(document, recitals), recitals, strict=True):
        yield key, number(), document.id, recital.label, recital.heading, running_text(recital)


def _list_paragraphs(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    paragraphs = document.resolution.paragraphs
    for key, paragraph in zip(_name_parts(document, paragraphs), paragraphs, strict=True):
        yield key, number(), document.id, paragraph.number, paragraph.heading, running_text(paragraph)


def _name_parts(document: Document, parts: Iterable[Recital | Paragraph]) -> list[str]:
    """Return the keys of recitals or paragraphs, by label or number, else by position; the second 5 is `5~2`."""
    taken: dict[str, int] = {}
    keys = []
    for position, part in enumerate(parts, start=1):
        label = part.label if isinstance(part, Recital) else str(part.number or "")
        name = label or f"unnumbered-{position}"
        taken[name] = taken.get(name, 0) + 1
        keys.append(_key(document, name if taken[name] == 1 else f"{name}~{taken[name]}"))
    return keys


def _list_footnotes(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for note in document.resolution.footnotes:
        yield document.id, number(), note.mark, note.place, note.text


def _list_named_texts(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for item in document.resolution.identifiers:
        yield document.id, number(), item.kind.value, item.text, item.value, item.place, item.address


def _list_statements(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    keys = _name_parts(document, document.resolution.paragraphs)
    for item in document.demands.statements:
        paragraph = keys[item.span.index] if item.span.index < len(keys) else None
        yield (
            _key(document, item.id), number(), document.id, paragraph, item.kind.value, item.verb, item.strength,
            item.text, item.review,
        )  # fmt: skip


def _list_actions(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for statement, action in _walk(document):
        yield (
            _key(document, action.id), number(), document.id, _key(document, statement.id), action.quote, action.act,
            action.condition, action.deadline,
        )  # fmt: skip


def _walk(document: Document) -> Iterator[tuple[Statement, Action]]:
    for statement in document.demands.statements:
        for action in statement.actions:
            yield statement, action


def _list_terms(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for _, action in _walk(document):
        for kind, field in TERMS.items():
            for value in getattr(action, field):
                yield _key(document, action.id), kind, number(), value


def _list_addressees(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    del number
    names = (addressee.name for statement in document.demands.statements for addressee in statement.addressees)
    for name in dict.fromkeys(names):
        yield (name,)


def _list_asked(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for statement in document.demands.statements:
        for addressee in statement.addressees:
            implied = int(not addressee.explicit)
            yield _key(document, statement.id), addressee.name, addressee.raw, implied, number()


def _list_notices(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for notice in dict.fromkeys((*document.resolution.notices, *document.demands.notices)):
        yield document.id, number(), notice.severity.value, notice.code, notice.message, notice.location


def _list_notes(document: Document, number: Callable[[], int]) -> Iterator[Row]:
    for note in () if document.demands.notes is UNSET else document.demands.notes:
        yield (
            document.id, number(), note.id, note.kind.value, note.text, note.by, _format(note.on), note.about,
            int(note.changed),
        )  # fmt: skip


TABLES: dict[str, Callable[[Document, Callable[[], int]], Iterator[Row]]] = {
    "texts": _list_text,
    "signatories": _list_signatories,
    "citations": _list_citations,
    "recitals": _list_recitals,
    "paragraphs": _list_paragraphs,
    "footnotes": _list_footnotes,
    "named_texts": _list_named_texts,
    "statements": _list_statements,
    "actions": _list_actions,
    "terms": _list_terms,
    "addressees": _list_addressees,
    "asked": _list_asked,
    "notes": _list_notes,
    "notices": _list_notices,
}
"""Table → the rows that a text has in it; each table after those it refers to."""


def _list_comparison(comparison: Comparison) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield tables with the rows that a comparison has in them."""
    old, new = comparison.texts.old.id, comparison.texts.new.id
    key = f"{old}-{new}"
    yield "comparisons", iter([(key, old, new)])
    yield "comparability", ((key, notice.code, notice.message) for notice in comparison.comparability)
    for position, link in enumerate(comparison.links, start=1):
        yield from _list_link(f"{key}-{position}", key, link, old, new)
    yield "unlinked", ((key, f"{new}-{name}", "new") for name in comparison.new)
    yield "unlinked", ((key, f"{old}-{name}", "not carried over") for name in comparison.not_carried_over)
    pairs = () if comparison.rejected is UNSET else comparison.rejected
    yield "rejected", ((key, f"{old}-{first}", f"{new}-{second}") for first, second in pairs)


def _list_link(name: str, comparison: str, link: Link, old: str, new: str) -> Iterator[tuple[str, Iterator[Row]]]:
    decision = None if link.decision is UNSET else link.decision
    decided = (decision.by, decision.on.isoformat(), decision.comment) if decision else (None, None, None)
    row: Row = (
        name, comparison, link.structure.value, link.strength.value, link.scope.value, link.confidence,
        link.status.value, int(link.procedural), *decided,
    )  # fmt: skip
    yield "links", iter([row])
    yield "linked", ((name, "old", f"{old}-{action}") for action in link.old)
    yield "linked", ((name, "new", f"{new}-{action}") for action in link.new)
    yield (
        "reasons",
        (
            (name, number, reason.axis.value, reason.sign.value, reason.code, reason.message, reason.old, reason.new)
            for number, reason in enumerate(link.reasons, start=1)
        ),
    )


def _list_followed(contents: Contents) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield tables with the rows that demands over several texts, and motions in chains, have in them."""
    lineages = () if contents.lineages is UNSET else contents.lineages.lineages
    numbers = number_lineages(lineages)
    for position, lineage in enumerate(lineages, start=1):
        first, number = f"{lineage.first_text}-{lineage.first_action}", numbers.get(lineage.id)
        row = first, position, number, lineage.first_text, lineage.last_text, len(list_texts(lineage))
        yield "lineages", iter([row])
        yield "restatements", _list_restatements(first, lineage)
        restated = enumerate(lineage.restatements, start=1)
        yield "missing", ((first, number, text) for number, item in restated for text in item.missing)
    yield (
        "motions",
        (
            (motion.chain, motion.text, motion.group or None, motion.group_by or None, motion.part or None)
            for motion in list_motions(contents)
        ),
    )
    yield "survival", _list_survival(contents)


def _list_restatements(first: str, lineage: Lineage) -> Iterator[Row]:
    for number, item in enumerate(lineage.restatements, start=1):
        action, against = f"{item.text}-{item.action}", f"{item.from_text}-{item.from_action}"
        signs = item.strength.value, item.scope.value
        yield first, number, action, against, int(item.beside), *signs, item.confidence, item.status.value


def _list_survival(contents: Contents) -> Iterator[Row]:
    numbers: dict[int, int] = {}
    for row in list_arrived(contents):
        chain, found = row.motion.chain, row.found
        numbers[chain] = numbers.get(chain, 0) + 1
        details: Row = (None,) * 6
        if found:
            signs = found.strength.value, found.scope.value
            details = f"{row.text}-{found.action}", found.since, *signs, found.confidence, found.status.value
        yield chain, numbers[chain], f"{row.motion.text}-{row.old.action.id}", row.text, find_word(found), *details
