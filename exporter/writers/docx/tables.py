"""Tables: widths that fill the page, header rows that repeat, rows that do not break."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.etree import _Element as Element

from exporter.errors import WriteError
from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.html import classes_of, is_unseen
from exporter.writers.docx.paragraphs import build_paragraph, plain_style, set_property, style_of
from exporter.writers.docx.runs import Node, content
from exporter.writers.docx.sections import Story
from exporter.writers.docx.xml import W, arrange, w

WriteBlocks = Callable[[Element, Story, Writing, Place], None]

# Word opens no table that has more
COLUMNS = 63
# columns without a width share it by their longest text, within these numbers of characters
SHORTEST, LONGEST = 6, 60
# a row that takes no more than this share of a page is kept whole: torn after its first lines it cannot be read
WHOLE = 0.85
# how wide a letter is and how far lines are apart in a table, as multiples of the body size
LETTER_WIDTH, LINE_HEIGHT = 0.46, 1.35
# how wide a letter of a house's bold type may be, as a multiple of the body size
LETTER = 0.75
# of so many rows the first and the last are not left alone on a page, in tables whose rows are low
HELD = 4
SHORT = frozenset(("list", "matrix"))
# rows that may break over two pages: so tall that kept whole they would leave half a page empty
BREAKING = "tall"
# the elements that a table is made of
PARTS = frozenset(("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"))
# the share of the terms in a table of facts, in percent
TERM_SHARE = 26
# where facts are lines of text and no table
CLOSE = frozenset(("notice", "cell", "fact", "term", "head"))


@dataclass(frozen=True)
class Row:
    """A row of cells; the cells of a header row are headings of columns."""

    cells: list[Element]
    is_header: bool
    identifier: str | None
    classes: tuple[str, ...]


def write_table(element: Element, story: Story, writing: Writing, place: Place, write: WriteBlocks) -> None:
    """Add caption and table; `write` writes what the cells hold. Raises WriteError for too many columns."""
    for caption in element.iterchildren("caption"):
        inside = place.within(caption)
        paragraph = build_paragraph(content(caption), style_of(caption, writing, inside), writing, inside)
        if paragraph is not None:
            story.add(paragraph)
    rows = _find_rows(element)
    count = max((len(row.cells) for row in rows), default=0)
    if count > COLUMNS:
        raise WriteError(f"a table has {count} columns; Word allows {COLUMNS}", remedy="split the table")
    write_rest(element, story, writing, place, write)
    if not count:
        return
    table = _open_table(element, rows, place, writing)
    widths = find_widths(element, rows, count, place.width)
    if writing.look.plain:
        widths = make_room(widths, rows, writing.look.length(LETTER))
    table.append(w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    names = classes_of(element)
    for row in rows:
        table.append(_build_row(row, widths, writing, place.within(element, *names), write))
    if SHORT.intersection(names):
        _hold_ends(table, len(rows) - sum(row.is_header for row in rows))
    story.add(table)


def _hold_ends(table: Element, count: int) -> None:
    """Keep the first of `count` rows with the second, and the last with the one before: none stands alone on a page."""
    rows = list(table.iterchildren(f"{{{W}}}tr"))[-count:]
    for row in (rows[0], rows[-2]) if count >= HELD else ():
        if row.find("{*}trPr/{*}cantSplit") is not None:
            for paragraph in row.iter(f"{{{W}}}p"):
                set_property(paragraph, w("keepNext"))


def write_rest(element: Element, story: Story, writing: Writing, place: Place, write: WriteBlocks) -> None:
    """Add what stands in a table outside its cells, where HTML wants nothing: no text is lost."""
    for holder in (element, *element.iterchildren("thead", "tbody", "tfoot"), *_rows_of(element)):
        loose = [text for text in (holder.text, *(child.tail for child in holder)) if text and text.strip()]
        paragraph = build_paragraph(loose, plain_style(writing, place), writing, place)
        if paragraph is not None:
            story.add(paragraph)
        for child in holder:
            if child.tag not in PARTS and not is_unseen(child):
                write(child, story, writing, place)


def _rows_of(element: Element) -> list[Element]:
    groups = (element, *element.iterchildren("thead", "tbody", "tfoot"))
    return [row for group in groups for row in group.iterchildren("tr")]


def write_facts(element: Element, story: Story, writing: Writing, place: Place, write: WriteBlocks) -> None:
    """Add a list of terms and facts as a table of two columns without rules."""
    rows = _find_facts(element)
    if not rows:
        write(element, story, writing, place)
        return
    if CLOSE & set(place.names):
        _write_facts_in_lines(rows, element, story, writing, place)
        return
    style = _table_style(element, writing, place)
    first = place.width * TERM_SHARE // 100
    widths = [first, place.width - first]
    table = w("tbl", _table_properties(style, place, header=False, row_heads=True, caption=""))
    table.append(w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    for terms, facts in rows:
        row = w("tr", w("trPr", w("cantSplit")))
        for cells, width, name in ((terms, widths[0], "term"), (facts, widths[1], "fact")):
            row.append(_build_cell(cells, width, writing, place.within(element, "facts", name), write))
        table.append(row)
    story.add(table)


def _write_facts_in_lines(
    rows: list[tuple[list[Element], list[Element]]], element: Element, story: Story, writing: Writing, place: Place
) -> None:
    """Add terms and facts as paragraphs, the term hung out: a table in a notice would break its box."""
    style = writing.sheet.find("dl", (), place.names) or plain_style(writing, place)
    for terms, facts in rows:
        label: list[Node] = list(terms)
        for fact in facts or [element.makeelement("dd")]:
            inside = place.within(fact)
            paragraph = build_paragraph(content(fact), style, writing, inside, label=label)
            if paragraph is not None:
                story.add(paragraph)
            label = []


def find_widths(element: Element, rows: Sequence[Row], count: int, width: int) -> list[int]:
    """Return the widths of the columns, which add up to `width`: by `col[data-width]`, else by their longest text."""
    shares = [_share(column) for column in element.iterfind("colgroup/col")][:count]
    if len(shares) < count or not all(shares):
        shares = _shares_by_text(rows, count)
    total = sum(shares)
    edges = [round(width * sum(shares[:number]) / total) for number in range(count + 1)]
    return [max(1, right - left) for left, right in pairwise(edges)]


def make_room(widths: Sequence[int], rows: Sequence[Row], letter: int) -> list[int]:
    """Return the widths with columns made as wide as the longest word over them, at the cost of the widest one.

    Widths are made for our type; that of a house may run wider.
    """
    made = list(widths)
    for row in rows:
        for column, cell in enumerate(row.cells if row.is_header else []):
            words = " ".join(map(str, cell.itertext())).split()
            wanted = (max(map(len, words), default=0) + 1) * letter
            widest = max(range(len(made)), key=made.__getitem__)
            if made[column] < wanted < made[widest] // 2:
                made[widest] -= wanted - made[column]
                made[column] = wanted
    return made


def _share(column: Element) -> float:
    text = column.get("data-width", "").removesuffix("%")
    return float(text) if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() else 0.0


def _shares_by_text(rows: Sequence[Row], count: int) -> list[float]:
    longest = [SHORTEST] * count
    for row in rows:
        for column, cell in enumerate(row.cells):
            longest[column] = max(longest[column], sum(len(text) for text in cell.itertext()))
    return [float(min(length, LONGEST)) for length in longest]


def _find_rows(element: Element) -> list[Row]:
    rows = []
    for child in element:
        if child.tag == "tr":
            rows.append(_row(child, is_header=False))
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [_row(row, is_header=child.tag == "thead") for row in child.iterchildren("tr")]
    return [row for row in rows if row.cells]


def _row(element: Element, *, is_header: bool) -> Row:
    cells = [cell for cell in element if cell.tag in ("td", "th") and not is_unseen(cell)]
    return Row(cells, is_header, element.get("id"), classes_of(element))


def _find_facts(element: Element) -> list[tuple[list[Element], list[Element]]]:
    rows: list[tuple[list[Element], list[Element]]] = []
    for child in element.iter("dt", "dd"):
        if child.tag == "dt" and (not rows or rows[-1][1]):
            rows.append(([], []))
        if not rows:
            rows.append(([], []))
        rows[-1][0 if child.tag == "dt" else 1].append(child)
    return rows


def _open_table(element: Element, rows: Sequence[Row], place: Place, writing: Writing) -> Element:
    caption = next(
        (" ".join("".join(map(str, found.itertext())).split()) for found in element.iterchildren("caption")), ""
    )
    header = any(row.is_header for row in rows)
    row_heads = any(row.cells[0].tag == "th" for row in rows if not row.is_header)
    style = _table_style(element, writing, place)
    return w("tbl", _table_properties(style, place, header=header, row_heads=row_heads, caption=caption))


def _table_style(element: Element, writing: Writing, place: Place) -> str:
    style = writing.sheet.find(str(element.tag), classes_of(element), ())
    return style.id if style and style.kind == "table" else "DossierTable"


def _table_properties(style: str, place: Place, *, header: bool, row_heads: bool, caption: str) -> Element:
    look = w(
        "tblLook",
        val=f"{0x0400 + 0x0200 + 0x0020 * header + 0x0080 * row_heads:04X}",
        firstRow=int(header),
        lastRow=0,
        firstColumn=int(row_heads),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    children = [w("tblStyle", val=style), w("tblW", w=place.width, type="dxa"), w("tblLayout", type="fixed"), look]
    if place.right_to_left:
        children.append(w("bidiVisual"))
    if caption:
        children.append(w("tblCaption", val=caption))
    return arrange("tblPr", children)


def _build_row(row: Row, widths: list[int], writing: Writing, place: Place, write: WriteBlocks) -> Element:
    if row.identifier:
        writing.pending.append(row.identifier)
    properties = w("trPr", *([w("tblHeader")] if row.is_header else []))
    element = w("tr", properties)
    width_of_table = place.width
    place = replace(place, names=place.names + row.classes)
    for number, width in enumerate(widths):
        cells = row.cells[number : number + 1]
        inside = place.within(cells[0]) if cells else place
        names = _cell_names(cells, is_header=row.is_header)
        element.append(_build_cell(cells, width, writing, inside.within(element, *names), write))
    if BREAKING not in row.classes or fits(element, widths, writing, width_of_table):
        properties.insert(0, w("cantSplit"))
    else:
        for paragraph in element.iter(f"{{{W}}}p"):
            set_property(paragraph, w("keepLines"))
    return element


def fits(row: Element, widths: Sequence[int], writing: Writing, width: int) -> bool:
    """Return whether a row is about so low that it can be kept whole; `width` is that of the table."""
    pages = writing.geometries.values()
    page = next((page for page in pages if page.text_width == width), writing.geometries["portrait"])
    letter, line = writing.look.length(LETTER_WIDTH), writing.look.length(LINE_HEIGHT)
    heights = [
        sum(-(-_count_letters(paragraph) * letter // width) for paragraph in cell.iter(f"{{{W}}}p")) * line
        for cell, width in zip(row.iterchildren(f"{{{W}}}tc"), widths, strict=True)
    ]
    return max(heights, default=0) <= WHOLE * (page.height - page.top - page.bottom)


def _count_letters(paragraph: Element) -> int:
    return max(1, sum(len(text.text or "") for text in paragraph.iter(f"{{{W}}}t")))


def _cell_names(cells: list[Element], *, is_header: bool) -> tuple[str, ...]:
    if is_header:
        return ("head",)
    return ("cell", "rowhead") if cells and cells[0].tag == "th" else ("cell",)


def _build_cell(cells: list[Element], width: int, writing: Writing, place: Place, write: WriteBlocks) -> Element:
    """Return one cell of the table that holds what these cells of the page hold."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if place.names[-1] == "head":
        properties.append(w("vAlign", val="bottom"))
    story = Story()
    for cell in cells:
        if identifier := cell.get("id"):
            writing.pending.append(identifier)
        inner = width - 2 * round(writing.look.length(0.5))
        write(cell, story, writing, place.within(cell, width=max(inner, 200)))
    return w("tc", properties, *story.close())
