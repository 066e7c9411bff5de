"""Running heads and feet of a PDF: lines that come back in the same place, and small type at the head of a page."""

import re
from collections import defaultdict
from collections.abc import Sequence

from exporter.model.outline import Block
from exporter.parsing.furniture import is_furniture
from exporter.parsing.identifiers import find_identifiers
from exporter.readers.pdf.rows import Row
from exporter.readers.pdf.sheets import Sheet

EDGE = 0.16
"""Share of the height of a page at its top and foot in which running heads and feet stand."""

PLACE = 4.0
"""Points by which a running head may move from page to page."""

SMALL = 0.93
"""Share of the usual size of type below which a line is small."""

APART = 1.9
"""In usual line distances: the space between a running head in the type of the text and the text."""

MOST_ROWS = 4
"""Rows of a running head or foot."""

FIRST_LINES = 60

Columns = list[list[Row]]


def find_furniture(sheets: Sequence[Sheet], pages: Sequence[Columns], body: float, leading: float) -> set[int]:
    """Return the identities (`id`) of the rows that belong to the pages and not to the text."""
    found: set[int] = set()
    candidates: dict[str, list[tuple[int, float, Row]]] = defaultdict(list)
    for sheet, columns in zip(sheets, pages, strict=True):
        apart = _list_apart(columns, body, leading)
        for row in (row for column in columns for row in column):
            if not _at_edge(row, sheet):
                continue
            if is_furniture(row.text):
                found.add(id(row))
            elif id(row) in apart or row.size < SMALL * body:
                candidates[_shape(row)].append((sheet.number, _distance(row, sheet), row))
    for group in candidates.values():
        for number, place, row in group:
            if any(other != number and abs(place - there) < PLACE for other, there, _ in _near(group, number)):
                found.add(id(row))
    for columns in pages[1:]:
        found.update(id(row) for row in _find_small_head(columns, body, leading))
    return found


def _list_apart(columns: Columns, body: float, leading: float) -> set[int]:
    """Return the identities of the first and last rows of a page that a wide space parts from the text."""
    rows = sorted((row for column in columns for row in column), key=lambda row: -row.base)
    found: set[int] = set()
    for ordered in (rows, rows[::-1]):
        for index in range(1, min(MOST_ROWS + 1, len(ordered))):
            size = max(ordered[index - 1].size, ordered[index].size)
            if abs(ordered[index - 1].base - ordered[index].base) > APART * leading * max(1.0, size / body):
                found.update(map(id, ordered[:index]))
    return found


def _near(group: list[tuple[int, float, Row]], number: int) -> list[tuple[int, float, Row]]:
    """Return the rows of the group on the four pages around a page: a head of one section is not one of another."""
    return [item for item in group if abs(item[0] - number) <= 2] if len(group) < 500 else group[:50]


def _at_edge(row: Row, sheet: Sheet) -> bool:
    return not EDGE * sheet.height < row.base < (1 - EDGE) * sheet.height


def _distance(row: Row, sheet: Sheet) -> float:
    """Return the distance from the nearer edge: from the top above 0, from the foot below."""
    return sheet.height - row.base if row.base > sheet.height / 2 else -row.base


def _shape(row: Row) -> str:
    """Return the words of a row in any order without numbers: heads of left and right pages are mirrored."""
    return " ".join(sorted(re.sub(r"\d+", "#", row.text).split()))


def _find_small_head(columns: Columns, body: float, leading: float) -> list[Row]:
    """Return the rows in small type above the text of a page, with a space below them."""
    rows = [row for column in columns for row in column]
    count = 0
    while count < len(rows) and rows[count].size < SMALL * body:
        count += 1
    if not 0 < count < min(5, len(rows)):
        return []
    return rows[:count] if rows[count - 1].base - rows[count].base > 1.3 * leading else []


def list_references(heads: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """Return the running heads that carry a reference which the first lines of the text do not have."""
    known = {item.value for block in blocks[:FIRST_LINES] for item in find_identifiers(block.text)}
    found: list[str] = []
    for text in dict.fromkeys(heads):
        values = {item.value for item in find_identifiers(text.replace("/eli/", " "))}
        if not values <= known:
            known |= values
            found.append(text)
    return found
