"""Tables for the terminal: what a person wants to see at a glance, in the words of the JSON."""

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as RichText

from exporter.model.comparison import Comparison, Sign, TextSummary
from exporter.model.demands import Demands, Kind, Statement
from exporter.model.reading import PartRead, Reading, Remark
from exporter.model.resolution import Resolution, count_words
from exporter.writers.rows import Asked, Compared, list_compared

WIDTH = 120
"""Columns, where the terminal does not say how wide it is."""

# what a text could use to take over a terminal
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")

PLACES = 6
"""Places of one remark that are listed; of more, the number."""

Shown = Resolution | Reading | Demands | Comparison


def write(value: Shown | Sequence[Shown]) -> bytes:
    """Return the table as plain text of a fixed width."""
    return format_table(value, width=WIDTH, colour=False).encode()


def format_table(value: Shown | Sequence[Shown], *, width: int, colour: bool) -> str:
    """Return the table as text `width` columns wide, with or without the terminal's marks for bold and dim."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    values = value if isinstance(value, Sequence) else (value,)
    for shown in values:
        console.print(_lay_out(shown))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _lay_out(value: Shown) -> RenderableType:
    if isinstance(value, Resolution):
        return _lay_out_resolution(value)
    if isinstance(value, Reading):
        return _lay_out_reading(value)
    return _lay_out_demands(value) if isinstance(value, Demands) else _lay_out_comparison(value)


def _lay_out_resolution(resolution: Resolution) -> RenderableType:
    facts = (
        ("reference", resolution.reference or "none found"),
        ("title", resolution.title),
        ("status", resolution.status.value.replace("_", " ")),
        ("date", resolution.date.isoformat() if resolution.date else "the text has none"),
        ("procedure", resolution.procedure or "none found"),
        ("language", resolution.language),
        ("citations", str(len(resolution.citations))),
        ("recitals", _count_to([recital.label for recital in resolution.recitals])),
        ("paragraphs", _count_to([str(item.number) for item in resolution.paragraphs if item.number])),
        ("words", str(count_words(resolution))),
        ("notices", str(len(resolution.notices))),
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(name, _text(value))
    return Group(_title(resolution.source.file), table, _text())


def _count_to(labels: Sequence[str]) -> str:
    return f"{len(labels)} (to {labels[-1]})" if labels else "0"


def _lay_out_reading(reading: Reading) -> RenderableType:
    """Return what was read, part by part, and before it what a person should look at."""
    remarks = (
        ("Doubted: look at the source", reading.doubted, "nothing"),
        ("Left out of the result", reading.left_out, "nothing"),
        ("Repaired without doubt", reading.repaired, "nothing"),
    )
    parts: list[RenderableType] = [_lay_out_resolution(reading.resolution)]
    missing = ", ".join(reading.missing)
    parts += [_text(f"Not found in the text: {missing or 'nothing that is expected'}", style="bold"), _text()]
    for title, found, none in remarks:
        parts += [_text(f"{title}: {sum(item.count for item in found) or none}", style="bold")]
        parts += [*(_text(f"  – {_format_remark(item)}") for item in found), _text()]
    table = _make_table("where", "first words", "last words", "words", "points", lines=False)
    for part in (*reading.citations, *reading.recitals, *reading.paragraphs, *reading.footnotes):
        table.add_row(*map(_text, _format_part(part)))
    return Group(*parts, table, _text())


def _format_remark(remark: Remark) -> str:
    more = len(remark.places) - PLACES
    places = ", ".join(remark.places[:PLACES]) + (f" and {more} more" if more > 0 else "")
    often = f" ({remark.count} times)" if remark.count > 1 else ""
    return f"{remark.message}{often}{f' [{places}]' if places else ''}"


def _format_part(part: PartRead) -> tuple[str, ...]:
    where = f"{part.place} (under “{part.heading}”)" if part.heading else part.place
    return where, part.first, part.last or "(all)", str(part.words), str(part.points or "")


def _lay_out_demands(demands: Demands) -> RenderableType:
    table = _make_table("id", "who is asked", "verb", "what is asked")
    asking = [item for item in demands.statements if item.kind is not Kind.POSITION]
    for statement in asking:
        for number, action in enumerate(statement.actions):
            first = number == 0
            addressees = _format_addressees(statement) if first else ""
            verb = statement.verb if first else ""
            table.add_row(action.id, _text(addressees), _text(verb), _text(action.quote))
    return Group(_title(demands.reference or "text without reference"), table, _text())


def _format_addressees(statement: Statement) -> str:
    return ", ".join(a.name if a.explicit else f"{a.name} (implied)" for a in statement.addressees) or "nobody named"


def _lay_out_comparison(comparison: Comparison) -> RenderableType:
    texts = comparison.texts
    parts: list[RenderableType] = [_title(f"{_name(texts.old)}  →  {_name(texts.new)}")]
    parts += [_text(f"Read first: {notice.message}", style="bold") for notice in comparison.comparability]
    table = _make_table(_name(texts.old), "what changed", _name(texts.new))
    for row in list_compared(comparison):
        table.add_row(_quote(row.old), _describe(row), _quote(row.new))
    return Group(*parts, table, _text())


def _name(text: TextSummary) -> str:
    return f"{text.reference or text.id} ({text.status.value.replace('_', ' ')})"


def _quote(side: Iterable[Asked]) -> RichText:
    return _text("\n".join(f"{asked.action.id} {asked.action.quote}" for asked in side))


def _describe(row: Compared) -> RichText:
    if row.link is None:
        return _text(row.what, style="bold")
    words = {Sign.UP: "up", Sign.SAME: "same", Sign.DOWN: "down", Sign.MIXED: "mixed, for review"}
    lines = [f"strength: {words[row.link.strength]}", f"scope: {words[row.link.scope]}"]
    lines += [reason.message for reason in row.link.reasons]
    return _text("\n".join([*lines, row.link.status.value]))


def _text(text: str = "", style: str = "") -> RichText:
    return RichText(text.translate(_CONTROLS), style=style)


def _title(text: str) -> RichText:
    return _text(text, style="bold underline")


def _make_table(*heads: str, lines: bool = True) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_lines=lines, pad_edge=False)
    for head in heads:
        table.add_column(_text(head), overflow="fold", vertical="top")
    return table
