"""Page furniture: running heads and feet, page numbers and marks that belong to the page, not to the text."""

import re
from collections import Counter

from msgspec.structs import replace

from exporter.parsing.identifiers import find_identifiers
from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices

FURNITURE = {
    "page_of_pages": re.compile(r"[-–— ]*(?:[Pp]age )?\d{1,4} ?(?:/|of|sur|von|de|di) ?\d{1,4}[-–— ]*"),  # 2/5
    "page_number_dashed": re.compile(r"[-–—] ?\d{1,4} ?[-–—]"),  # - 2 -
    "page_number_named": re.compile(r"(?:Page|Seite|Página|Pagina) \d{1,4}"),  # Page 2
    "document_number": re.compile(
        r"(?:EN |FR |DE |ES |IT )?(?:\d{1,4}/\d{1,4} )?PE ?\d{3}\.\d{3}(?:v\d\d-\d\d)?(?: .{0,40})?"
    ),  # PE732.234v01-00 2/5 EN
    "file_name": re.compile(r"[A-Z]{2}\\[\w\\.-]+(?: .{0,40})?"),  # RE\1255000EN.docx
    "language_mark": re.compile(r"(?:EN|FR|DE|ES|IT)(?: (?:EN|FR|DE|ES|IT))?"),
    "eli": re.compile(
        r"(?:\d+/\d+ )?ELI: ?https?://\S+(?: \d+/\d+)?"
    ),  # ELI: http://data.europa.eu/eli/C/2025/1807/oj 2/3
    "journal": re.compile(r"(?:[A-Z]{2} )?OJ [CL],? \d{1,2}\.\d{1,2}\.\d{4}(?: [A-Z]{2})?"),  # OJ C, 27.2.2025 EN
    "journal_left": re.compile(
        r"(?:C \d+(?: ?E)?/\d+ )?[A-Z]{2} Official Journal of the European Union \d{1,2}\.\d{1,2}\.\d{4}"
    ),
    # C 123/46 EN Official Journal of the European Union 27.3.2021
    "journal_right": re.compile(
        r"\d{1,2}\.\d{1,2}\.\d{4} [A-Z]{2} Official Journal of the European Union C \d+(?: ?E)?/\d+"
    ),
    # 27.3.2021 EN Official Journal of the European Union C 123/45
    "issn": re.compile(r"ISSN \d{4}-\d{3}[\dX].{0,40}"),  # ISSN 1977-091X (electronic edition)
    "un_foot": re.compile(
        r"(?:\d{1,3}/\d{1,3} )?\d\d-\d{5}(?: \(E\)(?: \d{6})?)?(?: \d{1,3}/\d{1,3})?"
    ),  # 2/5 24-24220
    "un_barcode": re.compile(r"\*\d{7}\*"),
}
"""Lines that belong to the page wherever they stand alone on a line."""

ANY_FURNITURE = re.compile(rf"(?=[-–— \d*A-Zp])(?:{'|'.join(f'(?:{one.pattern})' for one in FURNITURE.values())})")
BARE_NUMBER = re.compile(r"\d{1,4}")
LABELLED = re.compile(r"[–—-] |[A-Z]{1,2}\. |\d+\. |\([a-z]{1,5}\) ")
REPEATED = 3
"""How often a line must come back at page edges to be a running head."""

LONGEST = 150
"""Characters in a running head."""

HEAD_LINES = 15
PAGE_EDGE = 3
"""How many lines at the top or the foot of a page are looked at for running heads."""


def remove_furniture(lines: list[Line], notices: Notices) -> tuple[list[Line], list[Line]]:
    """Return the lines that are text, and those that are page numbers and running heads, each of them told."""
    alone = {index for index, line in enumerate(lines) if is_furniture(line.text)}
    left_out = alone | _find_running_heads(lines, alone)
    kept: list[Line] = []
    removed: list[Line] = []
    gap = page_start = False
    for index, line in enumerate(lines):
        if index in left_out:
            notices.tell("furniture-removed", line.text, place=line.place)
            removed.append(line)
            gap, page_start = gap or line.gap, True
            continue
        if gap or page_start:
            line = replace(line, gap=line.gap or gap, page_start=line.page_start or page_start)
        kept.append(line)
        gap = page_start = False
    return kept, removed


def is_furniture(text: str) -> bool:
    """Return whether a line is a page number or another thing that belongs to the page by its form alone."""
    return len(text) < LONGEST and ANY_FURNITURE.fullmatch(text) is not None


def _find_running_heads(lines: list[Line], alone: set[int]) -> set[int]:
    """Return the places of lines at the edges of pages that come back, digits aside, or carry the text's reference.

    `alone` are the places of page numbers and the like.
    """
    edges = _list_page_edges(lines, alone)
    shapes = {index: re.sub(r"\d+", "#", lines[index].text) for index in edges}
    counts = Counter(shapes.values())
    page_starts = [index for index in edges if lines[index].page_start and index > 0]
    head = lines[:HEAD_LINES] if page_starts else ()
    own = {item.value for line in head for item in find_identifiers(line.text)}
    tops = _list_page_tops(lines, alone) | _list_days(lines, alone)
    repeated = {
        index
        for index in edges
        if BARE_NUMBER.fullmatch(lines[index].text)
        or (counts[shapes[index]] >= REPEATED and _may_repeat(lines[index].text))
    }
    return tops | repeated | {index for index in page_starts if _carries(lines[index].text, own)}


def _list_page_tops(lines: list[Line], alone: set[int]) -> set[int]:
    """Return the places of lines between the start of a page and a page number close below it, text following."""
    found: set[int] = set()
    for start, line in enumerate(lines):
        if not line.page_start or start == 0:
            continue
        top = range(start, min(start + PAGE_EDGE + 1, len(lines)))
        number = next((index for index in top if index in alone), start)
        after = lines[number + 1 : number + 1 + PAGE_EDGE]
        text_follows = len(after) == PAGE_EDGE and not any(later.page_start for later in after)
        if text_follows and all(_may_repeat(lines[index].text) for index in range(start, number)):
            found.update(range(start, number))
    return found


def _list_days(lines: list[Line], alone: set[int]) -> set[int]:
    """Return the places of lines that come back word for word right below a running head: "Thursday 5 May 2022".

    The first of them stays: it stands in the head of the text, and may be the only date there.
    """
    below = [at + 1 for at in sorted(alone) if at + 1 < len(lines) and _may_repeat(lines[at + 1].text)]
    first: dict[str, int] = {}
    return {at for at in below if first.setdefault(lines[at].text, at) != at}


def _may_repeat(text: str) -> bool:
    """Return whether a line that comes back may be a running head: it is short and no part begins or ends in it."""
    return len(text) < LONGEST and not text.endswith((".", ";", ",", ":")) and not LABELLED.match(text)


def _carries(text: str, own: set[str]) -> bool:
    """Return whether a line carries one of the references `own` and nothing that goes on: "A/RES/79/179 Moratorium"."""
    return _may_repeat(text) and any(item.value in own for item in find_identifiers(text))


def _list_page_edges(lines: list[Line], alone: set[int]) -> list[int]:
    """Return the places of the first and last lines of each page, as form feeds and page numbers show them."""
    breaks = alone | {index for index, line in enumerate(lines) if line.page_start}
    around = (range(at - PAGE_EDGE, at + PAGE_EDGE + 1) for at in breaks)
    return sorted({index for edge in around for index in edge if 0 <= index < len(lines)})
