"""Lines of a text with plain characters and single spaces."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from exporter.model.outline import Block, Hint, Outline
from exporter.parsing.notices import Notices

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
        "\ufb00": "ff",  # ligatures, which a PDF viewer copies as one letter
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
ODD = re.compile("[\u2011\u00ad\u200b-\u200d\u2060\ufeff\uf02d\uf0b7\ufb00-\ufb06]")
SOFT_HYPHEN = "\u00ad"
"""At the end of a line a hyphen like any other: viewers of PDFs give it for those of compounds too."""

BROKEN_WORD = "\ufffe"
"""What some PDF libraries give for the hyphen of a word broken at a line end, the line end itself lost."""

DISPLACED = re.compile(r" {1,2}\S")
"""One or two spaces before a label, left by a page break: " G. whereas"."""


class Line(Struct, frozen=True, gc=False):
    """A physical line, or a whole paragraph of a source that keeps them apart.

    `text` has single spaces and none at the ends. `gap` is true after a blank line and before a whole paragraph:
    a new part may begin here. `page_start` marks the first line of a page, `displaced` a line that stands off
    the margin by a space or a page break, `inner` a piece cut from within a line because a part may begin there.
    """

    text: str
    place: str = ""
    gap: bool = False
    page_start: bool = False
    hint: Hint | None = None
    whole: bool = False
    displaced: bool = False
    inner: bool = False


def list_lines(outline: Outline, notices: Notices) -> list[Line]:
    """Return the lines of an outline with plain spaces."""
    _tell_odd_characters(outline.blocks, notices)
    return list(_clean(outline))


def _tell_odd_characters(blocks: tuple[Block, ...], notices: Notices) -> None:
    odd = Counter(found for block in blocks if not block.text.isascii() for found in ODD.findall(block.text))
    if odd:
        counts = sorted((f"U+{ord(found):04X}", count) for found, count in odd.items())
        notices.tell("characters-cleaned", ", ".join(f"{name} × {count}" for name, count in counts))


def _clean(outline: Outline) -> Iterable[Line]:
    gap = page_start = False
    for block in outline.blocks:
        page_start = page_start or block.text.startswith("\f")
        for piece in _split_broken_words(block):
            text = clean_text(piece)
            if not text:
                gap = True
                continue
            whole, displaced = not outline.wrapped, page_start or DISPLACED.match(block.text) is not None
            yield Line(text, block.place, gap or whole, page_start, block.hint, whole, displaced)
            gap = page_start = False


def _split_broken_words(block: Block) -> list[str]:
    text = f"{block.label} {block.text}" if block.label else block.text
    if SOFT_HYPHEN in text[-4:] and text.rstrip().endswith(SOFT_HYPHEN):
        text = f"{text.rstrip()[:-1]}-"
    *broken, last = text.split(BROKEN_WORD)
    return [*(f"{piece}-" for piece in broken), last]


def clean_text(text: str) -> str:
    """Return the text with every run of spaces as one, plain hyphens, and no invisible characters."""
    if not text.isascii() and ODD.search(text):  # to replace nothing takes five times as long as to look
        text = text.translate(REPLACED)
    return single_spaces(text)


def single_spaces(text: str) -> str:
    """Return the text with one plain space for every run of spaces, and none at the ends."""
    if text.isprintable() and "  " not in text:  # no other space can be printed; most texts are clean, and stay whole
        return text.strip()
    return " ".join(text.split())


def split_inner(lines: list[Line], begins: re.Pattern[str]) -> list[Line]:
    """Return the lines cut where `begins` matches inside one; a piece that begins no part is joined again later."""
    pieces: list[Line] = []
    for line in lines:
        if not begins.search(line.text):
            pieces.append(line)
            continue
        cuts = [0, *(match.end() for match in begins.finditer(line.text)), len(line.text)]
        texts = [line.text[start:end].strip() for start, end in itertools.pairwise(cuts)]
        pieces.append(replace(line, text=texts[0]))
        pieces += [replace(line, text=text, gap=False, page_start=False, inner=True) for text in texts[1:] if text]
    return pieces
