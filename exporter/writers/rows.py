"""A comparison or the demands of a text as tables: the columns of the CSV and Excel editions, documented once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Generic, TypeVar

from msgspec import UNSET, Struct

from exporter.model.comparison import Axis, Comparison, Edit, Link, TextSummary, WordRun
from exporter.model.demands import Action, Addressee, Demands, Statement
from exporter.model.names import make_id
from exporter.model.notice import Notice

Cell = str | int | float | tuple[WordRun, ...]
"""What a cell holds; word runs are a difference, to be marked."""

Row = TypeVar("Row")

BREAK = "\n"
"""Between several values in one cell: a line each."""

LINKED, NEW, GONE = "linked", "new", "not carried over"


# by OWASP's list for "CSV injection"; the full-width forms are read as formulas by East Asian editions of Excel
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Column(Struct, Generic[Row], frozen=True):
    """One column: its head, what it says, how wide it is (in characters), and how a row fills it.

    `kind` is its type in XML Schema; `several` tells that a cell may hold several values, a line each.
    """

    name: str
    meaning: str
    width: int
    fill: Callable[[Row], Cell]
    kind: str = "string"
    several: bool = False


class Table(Struct, frozen=True):
    """A table ready to be written: its name, its columns as name, meaning and width, and its cells."""

    name: str
    heads: tuple[tuple[str, str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


class Asked(Struct, frozen=True):
    """An action with the statement it belongs to and the text both stand in."""

    text: TextSummary | None
    statement: Statement
    action: Action


class Compared(Struct, frozen=True):
    """What became of some actions: `what` is `linked`, `new` or `not carried over`."""

    comparison: Comparison
    what: str
    old: tuple[Asked, ...]
    new: tuple[Asked, ...]
    link: Link | None


def list_asked(demands: Demands, text: TextSummary | None = None) -> tuple[Asked, ...]:
    """Return every action of a text in order, procedural ones too."""
    return tuple(Asked(text, statement, action) for statement in demands.statements for action in statement.actions)


def list_compared(comparison: Comparison) -> tuple[Compared, ...]:
    """Return what became of every action: links in the order of the old text, then new, then not carried over."""
    old, new = (_index(text) for text in (comparison.texts.old, comparison.texts.new))
    links = (
        Compared(comparison, LINKED, _pick(old, link.old), _pick(new, link.new), link) for link in comparison.links
    )
    added = (Compared(comparison, NEW, (), _pick(new, (name,)), None) for name in comparison.new)
    left = (Compared(comparison, GONE, _pick(old, (name,)), (), None) for name in comparison.not_carried_over)
    return (*links, *added, *left)


def format_wording(runs: Iterable[WordRun]) -> str:
    """Return a difference in words alone, as a screen reader needs it: `the [removed: immediate ]release`."""
    return "".join(mark_words(run) for run in runs)


def mark_words(run: WordRun) -> str:
    """Return a run of words, with what happened to it in brackets: `[new: all ]`."""
    marks = {Edit.KEPT: "{}", Edit.REMOVED: "[removed: {}]", Edit.ADDED: "[new: {}]"}
    return marks[run.edit].format(run.text)


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula."""
    return text.lstrip(" \u00a0").startswith(_FORMULA_STARTS)


def tabulate(name: str, columns: tuple[Column[Row], ...], rows: Iterable[Row]) -> Table:
    """Return the table of these rows."""
    heads = tuple((column.name, column.meaning, column.width) for column in columns)
    return Table(name, heads, tuple(tuple(column.fill(row) for column in columns) for row in rows))


def _index(text: TextSummary) -> Mapping[str, Asked]:
    return {asked.action.id: asked for asked in list_asked(text.demands, text)}


def _pick(index: Mapping[str, Asked], ids: Iterable[str]) -> tuple[Asked, ...]:
    return tuple(index[name] for name in ids)


def _join(values: Iterable[str | None]) -> str:
    return BREAK.join(value for value in values if value)


def _format_addressee(addressee: Addressee) -> str:
    return addressee.name if addressee.explicit else f"{addressee.name} (implied)"


def format_addressees(statements: Iterable[Statement]) -> str:
    """Return who is asked, each once on a line; (implied) where a text does not name them."""
    names = (_format_addressee(addressee) for statement in statements for addressee in statement.addressees)
    return _join(dict.fromkeys(names))


def _list_texts(row: Compared) -> tuple[TextSummary, TextSummary]:
    return row.comparison.texts.old, row.comparison.texts.new


def _format_reasons(row: Compared, axis: Axis) -> str:
    reasons = row.link.reasons if row.link else ()
    return _join(reason.message for reason in reasons if reason.axis is axis)


def _list_codes(row: Compared, axis: Axis) -> list[str]:
    return [reason.code for reason in row.link.reasons if reason.axis is axis] if row.link else []


def _format_decision(link: Link | None) -> str:
    """Return who decided what and when, empty where nobody has: `confirm: Jane Roe, 2024-11-28: as in the annex`."""
    decision = link.decision if link else None
    if not decision:
        return ""
    comment = f": {decision.comment}" if decision.comment else ""
    return f"{decision.verdict}: {decision.by}, {decision.on.isoformat()}{comment}"


def _format_notes(rows: Iterable[Asked]) -> str:
    """Return what people wrote beside some actions, a line each."""
    found = (line for row in rows if row.text for line in list_note_lines(row.text, row.action.id))
    return _join(dict.fromkeys(found))


def list_note_lines(text: TextSummary, name: str) -> Iterator[str]:
    """Yield what people wrote beside an action, whose and when: `note: Jane Roe, 2024-11-28: Ask by May.`."""
    notes = () if text.demands.notes is UNSET else text.demands.notes
    key = f"{make_id(text.id)}-{name}"
    for note in notes:
        if note.id == key:
            who = ", ".join(filter(None, (note.by, note.on.isoformat() if note.on else "")))
            yield ": ".join(filter(None, (note.kind.value, who, " ".join(note.text.split()))))


def _format_comparability(row: Compared) -> str:
    return ", ".join(notice.code for notice in row.comparison.comparability)


def _sides(side: str, pick: Callable[[Compared], tuple[Asked, ...]]) -> tuple[Column[Compared], ...]:
    """Return the columns that say the same of the old and of the new side."""
    where = f"in the {side} text"
    return (
        Column(f"{side}_ids", f"ids of the actions {where}: paragraph.statement.action", 9,
               lambda row: _join(asked.action.id for asked in pick(row)), several=True),
        Column(f"{side}_paragraphs", f"numbers of their paragraphs {where}", 11,
               lambda row: _join(dict.fromkeys(format_paragraph(asked) for asked in pick(row))), several=True),
        Column(f"{side}_addressees", f"who is asked {where}; (implied) where the text does not name them", 24,
               lambda row: format_addressees(asked.statement for asked in pick(row)), several=True),
        Column(f"{side}_verbs", f"the operative verbs {where}", 14,
               lambda row: _join(dict.fromkeys(asked.statement.verb for asked in pick(row))), several=True),
        Column(f"{side}_quotes", f"the actions {where}, verbatim", 48,
               lambda row: _join(asked.action.quote for asked in pick(row)), several=True),
    )  # fmt: skip


def format_paragraph(asked: Asked) -> str:
    """Return the number of the paragraph an action stands in, empty where none is printed."""
    return "" if asked.statement.paragraph is None else str(asked.statement.paragraph)


_OLD = _sides("old", lambda row: row.old)
_NEW = _sides("new", lambda row: row.new)

_CHANGE: tuple[Column[Compared], ...] = (
    Column("structure", "one_to_one, split (one old action, several new), merge, many_to_many", 12,
           lambda row: row.link.structure.value if row.link else ""),
    Column("strength", "how hard it is pressed now: up, same, down, mixed", 10,
           lambda row: row.link.strength.value if row.link else ""),
    Column("strength_reasons", "what the direction of strength rests on", 36,
           lambda row: _format_reasons(row, Axis.STRENGTH), several=True),
    Column("scope", "how much, for whom and of whom it is asked now: up, same, down, mixed", 10,
           lambda row: row.link.scope.value if row.link else ""),
    Column("scope_reasons", "what the direction of scope rests on", 36,
           lambda row: _format_reasons(row, Axis.SCOPE), several=True),
    Column("place", "moved, where the words are the same and stand elsewhere among the other demands", 10,
           lambda row: _join(_list_codes(row, Axis.PLACE)), several=True),
    Column("wording", "the old words against the new: removed ones are struck, new ones underlined", 60,
           lambda row: row.link.wording if row.link else ""),
    Column("confidence", "how sure the program is of the link, from 0 to 1", 11,
           lambda row: row.link.confidence if row.link else "", "decimal"),
    Column("link_status", "proposed (by the program alone), confirmed or corrected (by a person)", 12,
           lambda row: row.link.status.value if row.link else ""),
    Column("decision", "who decided on the link, when, and with which comment", 30,
           lambda row: _format_decision(row.link)),
    Column("shared_terms", "the words and concepts on which the link rests", 24,
           lambda row: _join(row.link.score.shared_terms) if row.link else "", several=True),
    Column("procedural", "yes where the text is only sent on, compared by its recipients", 11,
           lambda row: "yes" if row.link and row.link.procedural else ""),
)  # fmt: skip

_CONTEXT: tuple[Column[Compared], ...] = (
    Column("old_text", "reference of the old text", 18, lambda row: _list_texts(row)[0].reference or ""),
    Column("old_status", "what the old text is; a motion is not Parliament's position", 12,
           lambda row: _list_texts(row)[0].status.value),
    Column("new_text", "reference of the new text", 18, lambda row: _list_texts(row)[1].reference or ""),
    Column("new_status", "what the new text is", 12, lambda row: _list_texts(row)[1].status.value),
    Column("comparability", "what to know before comparing the two texts; the notices say it in words", 24,
           _format_comparability),
)  # fmt: skip

_WHAT: Column[Compared] = Column("what", "linked, new, or not carried over", 14, lambda row: row.what)

_OLD_NOTES: Column[Compared] = Column(
    "old_notes", "what people wrote beside the actions in the old text, not words of the text", 30,
    lambda row: _format_notes(row.old), several=True,
)  # fmt: skip
_NEW_NOTES: Column[Compared] = Column(
    "new_notes", "what people wrote beside the actions in the new text, not words of the text", 30,
    lambda row: _format_notes(row.new), several=True,
)  # fmt: skip

COMPARED_COLUMNS: tuple[Column[Compared], ...] = (_WHAT, *_OLD, *_NEW, *_CHANGE, *_CONTEXT, _OLD_NOTES, _NEW_NOTES)
"""The columns of the CSV edition of a comparison: each row carries what it needs to be understood alone."""

CHANGE_COLUMNS: tuple[Column[Compared], ...] = (*_OLD, *_NEW, *_CHANGE, _OLD_NOTES, _NEW_NOTES)
NEW_COLUMNS: tuple[Column[Compared], ...] = (*_NEW, _NEW_NOTES)
GONE_COLUMNS: tuple[Column[Compared], ...] = (*_OLD, _OLD_NOTES)

ASKED_COLUMNS: tuple[Column[Asked], ...] = (
    Column("id", "paragraph.statement.action", 9, lambda row: row.action.id),
    Column("paragraph", "number of the paragraph", 10, lambda row: format_paragraph(row), "integer"),
    Column("kind", "demand, or procedural where the text is only sent on", 11, lambda row: row.statement.kind.value),
    Column("addressees", "who is asked; (implied) where the text does not name them", 28,
           lambda row: format_addressees((row.statement,)), several=True),
    Column("verb", "the operative verb, verbatim", 16, lambda row: row.statement.verb),
    Column("strength", "level of the verb, 1 (weakest) to 5: a convention, see the method", 9,
           lambda row: row.statement.strength or "", "integer"),
    Column("quote", "the action asked for, verbatim", 60, lambda row: row.action.quote),
    Column("act", "what is to be done, as a head word", 16, lambda row: row.action.act),
    Column("condition", "on what it hangs, verbatim", 28, lambda row: row.action.condition or ""),
    Column("deadline", "by when, verbatim", 20, lambda row: row.action.deadline or ""),
    Column("qualifiers", "words that make it more, verbatim", 20,
           lambda row: _join(row.action.qualifiers), several=True),
    Column("hedges", "words that make it less, verbatim", 20, lambda row: _join(row.action.hedges), several=True),
    Column("themes", "what it is about", 20, lambda row: _join(row.action.themes), several=True),
    Column("people", "people named", 20, lambda row: _join(row.action.people), several=True),
    Column("organisations", "organisations named", 20, lambda row: _join(row.action.organisations), several=True),
    Column("laws", "laws and agreements named", 20, lambda row: _join(row.action.laws), several=True),
    Column("statement", "the whole statement the action stands in, verbatim", 60, lambda row: row.statement.text),
    Column("review", "why a person should look, if there is a doubt", 24, lambda row: row.statement.review),
    Column("notes", "what people wrote beside it, not words of the text", 30,
           lambda row: _format_notes((row,)), several=True),
)  # fmt: skip

ASKED_IN_COLUMNS: tuple[Column[Asked], ...] = (
    Column("text", "which of the texts", 12, lambda row: row.text.id if row.text else ""),
    Column("status", "what that text is", 12, lambda row: row.text.status.value if row.text else ""),
)

SOURCE_COLUMNS: tuple[Column[TextSummary], ...] = (
    Column("text", "the short name of the text in this workbook", 12, lambda row: row.id),
    Column("reference", "its reference, as it stands in the text", 20, lambda row: row.reference or ""),
    Column("title", "its title, verbatim", 60, lambda row: row.title),
    Column("status", "what it is; a motion is not Parliament's position", 14, lambda row: row.status.value),
    Column("date", "its date, empty where the text has none", 12, lambda row: row.date.isoformat() if row.date else ""),
    Column("language", "its language", 10, lambda row: row.language),
    Column("words", "words in recitals and paragraphs", 10, lambda row: row.words, "integer"),
    Column("file", "the file it was read from", 30, lambda row: row.file),
)  # fmt: skip

NOTICE_COLUMNS: tuple[Column[tuple[str, ...]], ...] = (
    Column("about", "the comparison, or one of the texts", 16, lambda row: row[0]),
    Column("severity", "read first, error, warning or info", 12, lambda row: row[1]),
    Column("location", "where in the text", 18, lambda row: row[2]),
    Column("message", "what to know", 100, lambda row: row[3]),
    Column("code", "the name of this kind of notice", 24, lambda row: row[4]),
)


def tabulate_comparison(comparison: Comparison) -> tuple[Table, ...]:
    """Return the sheets of a comparison, what must be known first in front, the meaning of the columns at the end."""
    texts = (comparison.texts.old, comparison.texts.new)
    rows = list_compared(comparison)
    asked = chain.from_iterable(list_asked(text.demands, text) for text in texts)
    tables = (
        tabulate("notices", NOTICE_COLUMNS, _list_notices(comparison)),
        tabulate("demands", (*ASKED_IN_COLUMNS, *ASKED_COLUMNS), asked),
        tabulate("changes", CHANGE_COLUMNS, (row for row in rows if row.what == LINKED)),
        tabulate("new", NEW_COLUMNS, (row for row in rows if row.what == NEW)),
        tabulate("not carried over", GONE_COLUMNS, (row for row in rows if row.what == GONE)),
        tabulate("sources", SOURCE_COLUMNS, texts),
    )
    return (*tables, describe_columns(tables))


def tabulate_demands(demands: Demands) -> tuple[Table, ...]:
    """Return the sheets of the demands of one text."""
    about = demands.reference or "the text"
    notices = (
        (about, notice.severity.value, notice.location, notice.message, notice.code) for notice in demands.notices
    )
    tables = (
        tabulate("demands", ASKED_COLUMNS, list_asked(demands)),
        tabulate("notices", NOTICE_COLUMNS, notices),
    )
    return (*tables, describe_columns(tables))


def _list_notices(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for known in comparison.comparability:
        yield "the comparison", "read first", "", known.message, known.code
    for text in (comparison.texts.old, comparison.texts.new):
        for notice in text.demands.notices:
            yield fill_notice(text.id, notice)


def fill_notice(about: str, notice: Notice) -> tuple[str, ...]:
    """Return the cells of a notice about a text."""
    return about, notice.severity.value, notice.location, notice.message, notice.code


def describe_columns(tables: Iterable[Table]) -> Table:
    """Return the sheet that says what each column of the others means."""
    heads = (("sheet", "the sheet", 18), ("column", "the column", 20), ("meaning", "what it says", 90))
    rows = tuple((table.name, name, meaning) for table in tables for name, meaning, _ in table.heads)
    return Table("columns", heads, rows)
