"""The sheets of a workbook on a whole dossier: what to know first, demands, changes, who is asked, who is named."""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from exporter.analysis.comparison.comparing import summarise
from exporter.analysis.ledger import count_addressees, count_themes, list_names
from exporter.model.comparison import Comparison
from exporter.model.contents import Contents
from exporter.model.dossier import Document, Given
from exporter.model.note import AnalystNote
from exporter.model.resolution import Status
from exporter.writers.lineage_rows import tabulate_followed
from exporter.writers.rows import (
    ASKED_COLUMNS,
    ASKED_IN_COLUMNS,
    BREAK,
    CHANGE_COLUMNS,
    GONE,
    GONE_COLUMNS,
    LINKED,
    NEW,
    NEW_COLUMNS,
    NOTICE_COLUMNS,
    Cell,
    Column,
    Compared,
    Table,
    describe_columns,
    fill_notice,
    list_asked,
    list_compared,
    tabulate,
)

NOTHING = Given(source="")
NOBODY = "(nobody is named)"
NO_THEME = "(no theme found)"
TOTAL = "(all actions)"

COMPARISON: Column[Compared] = Column(
    "comparison", "ids of the old and the new text", 14,
    lambda row: f"{row.comparison.texts.old.id}-{row.comparison.texts.new.id}",
)  # fmt: skip


class Source(Struct, frozen=True):
    """A text with what the editor gives of it."""

    document: Document
    given: Given


SOURCE_COLUMNS: tuple[Column[Source], ...] = (
    Column("text", "the short name of the text in this workbook", 12, lambda row: row.document.id),
    Column("reference", "its reference, as it stands in the text", 20,
           lambda row: row.document.resolution.reference or ""),
    Column("title", "its title, verbatim", 60, lambda row: row.document.resolution.title),
    Column("status", "what it is; a motion is not Parliament's position", 14,
           lambda row: row.document.resolution.status.value),
    Column("date", "its date, empty where the text has none", 12,
           lambda row: _format(row.document.resolution.date)),
    Column("language", "its language", 10, lambda row: row.document.resolution.language),
    Column("words", "words in recitals and paragraphs", 10, lambda row: summarise(row.document).words, "integer"),
    Column("file", "the file it was read from", 30, lambda row: row.document.resolution.source.file),
    Column("sha256", "the hash of that file: another file of this name has another", 20,
           lambda row: row.document.resolution.source.sha256),
    Column("address", "where the editor found the file", 40, lambda row: row.given.address or ""),
    Column("fetched", "on which day", 12, lambda row: _format(row.given.fetched)),
    Column("given_status", "what it is, given by the editor", 14,
           lambda row: row.given.status.value if row.given.status else ""),
    Column("given_date", "its date, given by the editor", 12, lambda row: _format(row.given.date or row.given.tabled)),
    Column("adopted_as", "what Parliament adopted in the end, given by the editor", 20,
           lambda row: row.given.adopted_as or ""),
    Column("vote", "the vote, given by the editor", 28, lambda row: row.given.vote or ""),
    Column("note", "a note of the editor", 40, lambda row: row.given.note or ""),
    Column("given_source", "where the editor found what the text does not say", 40, lambda row: row.given.source),
)  # fmt: skip
"""The sheet of the texts; what the editor gives stands apart from what the text says."""


NOTE_COLUMNS: tuple[Column[tuple[str, AnalystNote]], ...] = (
    Column("text", "which of the texts", 12, lambda row: row[0]),
    Column("on", "the part it is on, by its id in all editions", 16, lambda row: row[1].id),
    Column("kind", "note, or comment on some words of it", 10, lambda row: row[1].kind.value),
    Column("note", "what a person wrote: no words of the text", 60, lambda row: row[1].text),
    Column("by", "who", 20, lambda row: row[1].by),
    Column("day", "when", 12, lambda row: _format(row[1].on)),
    Column("about", "the words that a comment is on", 40, lambda row: row[1].about),
    Column("changed", "yes where the words of the part were others when it was written", 10,
           lambda row: "yes" if row[1].changed else ""),
)  # fmt: skip
"""The sheet of what people wrote, which is there if they did."""


def tabulate_contents(contents: Contents) -> tuple[Table, ...]:
    """Return the sheets of a dossier, what must be known first in front, the meaning of the columns at the end."""
    documents = contents.documents
    texts = [summarise(document) for document in documents]
    rows = list(chain.from_iterable(list_compared(comparison) for comparison in contents.comparisons))
    asked = chain.from_iterable(list_asked(text.demands, text) for text in texts)
    tables = (
        tabulate("notices", NOTICE_COLUMNS, _list_notices(contents)),
        tabulate("demands", (*ASKED_IN_COLUMNS, *ASKED_COLUMNS), asked),
        tabulate("changes", (*CHANGE_COLUMNS, COMPARISON), (row for row in rows if row.what == LINKED)),
        tabulate("new", (*NEW_COLUMNS, COMPARISON), (row for row in rows if row.what == NEW)),
        tabulate("not carried over", (*GONE_COLUMNS, COMPARISON), (row for row in rows if row.what == GONE)),
        *tabulate_followed(contents, [(_head(document), _describe(document)) for document in documents]),
        tabulate_addressees(documents),
        tabulate_themes(documents),
        tabulate_names(documents),
        tabulate("sources", SOURCE_COLUMNS, (Source(item, item.given or NOTHING) for item in documents)),
    )
    notes = tuple((document.id, note) for document in documents for note in document.demands.notes or ())
    noted = (tabulate("notes", NOTE_COLUMNS, notes),) if notes else ()
    return (*tables, *noted, describe_columns((*tables, *noted)))


def tabulate_addressees(documents: Sequence[Document]) -> Table:
    """Return who is asked how often in each text; an action asked of two stands in two rows, and once in the total."""
    counts = count_addressees(documents)
    heads = (
        ("addressee", "who is asked", 36),
        *((_head(document), f"actions asked of them in {_describe(document)}", 12) for document in documents),
    )
    rows: list[tuple[Cell, ...]] = [(row.name or NOBODY, *row.counts) for row in counts.rows]
    return Table("matrix", heads, (*rows, (TOTAL, *counts.totals)))


def tabulate_themes(documents: Sequence[Document]) -> Table:
    """Return how many actions of each text belong to each theme; one of two themes stands in two rows."""
    counts = count_themes(documents)
    heads = (
        ("theme", "what is asked for is about, found by the words used", 36),
        *((_head(document), f"actions of that theme in {_describe(document)}", 12) for document in documents),
    )
    found = sorted(counts.rows, key=lambda row: not row.name)
    rows: list[tuple[Cell, ...]] = [(row.name or NO_THEME, *row.counts) for row in found]
    return Table("themes", heads, (*rows, (TOTAL, *counts.totals)))


def tabulate_names(documents: Sequence[Document]) -> Table:
    """Return who and what is named in which statements of each text."""
    ledger = list_names(documents)
    heads = (
        ("kind", "person, organisation or law", 14),
        ("name", "who or what is named, by the usual name", 40),
        *((_head(document), f"statements that name it in {_describe(document)}", 18) for document in documents),
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in ledger.entries:
        places = {mention.text: BREAK.join(mention.statements) for mention in entry.mentions}
        rows.append((entry.kind, entry.name, *(places.get(text, "") for text in ledger.texts)))
    return Table("ledger", heads, tuple(rows))


def _head(document: Document) -> str:
    """Return the head of a text's column, which says what the text is: `2022 (motion)`."""
    return f"{document.id} ({_find_status(document).value})"


def _describe(document: Document) -> str:
    resolution = document.resolution
    return f"{resolution.reference or resolution.source.file}, status: {_find_status(document).value}"


def _find_status(document: Document) -> Status:
    """Return what a text is; the editor's word counts only where the text says nothing."""
    own, given = document.resolution.status, document.given or NOTHING
    return given.status if own is Status.UNKNOWN and given.status else own


def _list_notices(contents: Contents) -> Iterator[tuple[str, ...]]:
    for comparison in contents.comparisons:
        for known in comparison.comparability:
            yield _name(comparison), "read first", "", known.message, known.code
    for document in contents.documents:
        for notice in dict.fromkeys((*document.resolution.notices, *document.demands.notices)):
            yield fill_notice(document.id, notice)


def _name(comparison: Comparison) -> str:
    return f"{comparison.texts.old.id}-{comparison.texts.new.id}"


def _format(date: object) -> str:
    return str(date) if date else ""
