"""Lines of a text without what belongs to the page: odd characters, running heads, page numbers."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exporter.model.outline import Block, Hint, Outline
from exporter.parsing.notices import Notices

SPACES = re.compile(r"[^\S\n]+")
"""Tabs, no-break, thin and ordinary spaces, any number of them."""

REPLACED = str.maketrans(
    {
        "\u2011": "-",  # no-break hyphen, as in references
        "\u00ad": None,  # soft hyphen
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\uf02d": "–",  # the dash of the Symbol font
        "\uf0b7": "•",
    }
)
ODD = re.compile("[\u2011\u00ad\u200b-\u200d\u2060\ufeff\uf02d\uf0b7]")
BROKEN_WORD = "\ufffe"
"""What some PDF libraries give for the hyphen of a word broken at a line end, the line end itself lost."""

FURNITURE = {
    "page_of_pages": re.compile(r"[-–— ]*(?:[Pp]age )?\d{1,4} ?(?:/|of|sur|von|de|di) ?\d{1,4}[-–— ]*"),  # 2/5
    "page_number_dashed": re.compile(r"[-–—] ?\d{1,4} ?[-–—]"),  # - 2 -
    "page_number_named": re.compile(r"(?:Page|Seite|Página|Pagina) \d{1,4}"),  # Page 2
    "document_number": re.compile(
        r"(?:EN |FR |DE |ES |IT )?(?:\d{1,4}/\d{1,4} )?PE ?\d{3}\.\d{3}(?:v\d\d-\d\d)?(?: .{0,40})?"
    ),
    "file_name": re.compile(r"[A-Z]{2}\\[\w\\.-]+(?: .{0,40})?"),  # RE\1255000EN.docx
    "language_mark": re.compile(r"(?:EN|FR|DE|ES|IT)(?: (?:EN|FR|DE|ES|IT))?"),
    "eli": re.compile(
        r"(?:\d+/\d+ )?ELI: ?https?://\S+(?: \d+/\d+)?"
    ),  # ELI: http://data.europa.eu/eli/C/2025/1807/oj 2/3
    "journal": re.compile(r"(?:[A-Z]{2} )?OJ [CL],? \d{1,2}\.\d{1,2}\.\d{4}(?: [A-Z]{2})?"),  # OJ C, 27.2.2025 EN
    "journal_old": re.compile(
        r"(?:C \d+(?: ?E)?/\d+ )?[A-Z]{2} Official Journal of the European Union \d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.\d{1,2}\.\d{4} [A-Z]{2} Official Journal of the European Union C \d+/\d+"
    ),
    "un_foot": re.compile(
        r"(?:\d{1,3}/\d{1,3} )?\d\d-\d{5}(?: \(E\)(?: \d{6})?)?(?: \d{1,3}/\d{1,3})?"
    ),  # 2/5 24-24220
    "un_barcode": re.compile(r"\*\d{7}\*"),
}
"""Lines that belong to the page wherever they stand alone on a line."""

BARE_NUMBER = re.compile(r"\d{1,4}")
PAGE_EDGE = 3
"""How many lines at the top or the foot of a page are looked at for running heads."""


@dataclass(frozen=True)
class Line:
    """A physical line, or a whole paragraph of a source that keeps them apart.

    `text` has single spaces and none at the ends. `gap` is true after a blank line and before a whole paragraph:
    a new part may begin here. `page_start` marks the first line of a page.
    """

    text: str
    place: str = ""
    gap: bool = False
    page_start: bool = False
    hint: Hint | None = None
    whole: bool = False


def list_lines(outline: Outline, notices: Notices) -> list[Line]:
    """Return the lines of an outline with plain spaces and without page furniture."""
    _tell_odd_characters(outline.blocks, notices)
    lines = list(_clean(outline))
    return remove_furniture(lines, notices)


def _tell_odd_characters(blocks: tuple[Block, ...], notices: Notices) -> None:
    counts = Counter(f"U+{ord(found):04X}" for block in blocks for found in ODD.findall(block.text))
    if counts:
        notices.tell("characters-cleaned", ", ".join(f"{name} × {counts[name]}" for name in sorted(counts)))


def _clean(outline: Outline) -> Iterable[Line]:
    gap = page_start = False
    for block in outline.blocks:
        page_start = page_start or block.text.startswith("\f")
        for piece in _split_broken_words(block):
            text = clean_text(piece)
            if not text:
                gap = True
                continue
            yield Line(text, block.place, gap or not outline.wrapped, page_start, block.hint, not outline.wrapped)
            gap = page_start = False


def _split_broken_words(block: Block) -> list[str]:
    text = f"{block.label} {block.text}" if block.label else block.text
    *broken, last = text.split(BROKEN_WORD)
    return [*(f"{piece}-" for piece in broken), last]


def clean_text(text: str) -> str:
    """Return the text with every run of spaces as one, plain hyphens, and no invisible characters."""
    return SPACES.sub(" ", text.translate(REPLACED)).strip()


def remove_furniture(lines: list[Line], notices: Notices) -> list[Line]:
    """Return the lines without page numbers and running heads, each of them told; what follows may continue a line."""
    running = _find_running_heads(lines)
    kept: list[Line] = []
    gap = page_start = False
    for index, line in enumerate(lines):
        if index in running or is_furniture(line.text):
            notices.tell("furniture-removed", line.text, place=line.place)
            gap, page_start = gap or line.gap, True
            continue
        kept.append(replace(line, gap=line.gap or gap, page_start=line.page_start or page_start))
        gap = page_start = False
    return kept


def is_furniture(text: str) -> bool:
    """Return whether a line is a page number or another thing that belongs to the page by its form alone."""
    return len(text) < 120 and any(pattern.fullmatch(text) for pattern in FURNITURE.values())


def _find_running_heads(lines: list[Line]) -> set[int]:
    """Return the places of lines that stand, digits aside, at the edge of three pages or more, or of two by number."""
    edges = _list_page_edges(lines)
    shapes = {index: re.sub(r"\d+", "#", lines[index].text) for index in edges}
    counts = Counter(shapes.values())
    numbered = {index for index in edges if BARE_NUMBER.fullmatch(lines[index].text)}
    return numbered | {index for index in edges if counts[shapes[index]] >= 3 and _may_repeat(lines[index].text)}


def _may_repeat(text: str) -> bool:
    """Return whether a line that comes back may be a running head: it is short and no sentence ends or begins in it."""
    return len(text) < 150 and not text.endswith((";", ",", ":")) and not re.match(r"[–—-] |[A-Z]{1,2}\. |\d+\. ", text)


def _list_page_edges(lines: list[Line]) -> list[int]:
    """Return the places of the first and last lines of each page, as form feeds and page numbers show them."""
    breaks = [index for index, line in enumerate(lines) if line.page_start or is_furniture(line.text)]
    edges = {index for at in breaks for index in range(at - PAGE_EDGE, at + PAGE_EDGE + 1) if 0 <= index < len(lines)}
    return sorted(edges)
