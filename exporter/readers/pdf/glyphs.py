"""The words of a PDF with their places, as JSON on stdout: run as a program, so that a hostile file ends only itself.

It imports nothing of this package: what it costs to start is paid for every file.
"""

import contextlib
import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2_raw as pdfium

MEMORY, SECONDS = 1 << 30, 60
"""Bytes of address space and seconds of processor time for one file; 2 kB can ask for 1.6 GB."""

MAX_SIGNS = 12_000_000
"""Signs in one file; a text of 10 MB has fewer."""

MAX_PAGES = 20_000
LOST_PAGES = 8
"""Pages on end that cannot be loaded; after these the count of pages is taken to be false."""

HIDDEN, ROTATED, SPACED, BOLD = 1, 2, 4, 8
"""Bits that say of a word: nobody sees it, it runs otherwise than the page, a space stands before it, it is bold."""

INVISIBLE_MODES = (3, 7)
"""Ways of drawing text that leave no ink: for text recognised in a scan, and for shapes that cut."""

SMALLEST = 2.0
"""Points; nobody reads smaller type."""

GAP, SHIFT = 0.17, 0.1
"""In sizes of type: the gap that parts two words, the rise or fall of a sign that is no longer on the line."""

LEAN = 0.05
"""In quarter turns: how far text may lean and still be read as straight."""

HYPHEN = 2
"""What pdfium gives for a hyphen at a line end."""

BOLD_WEIGHT = 600
FACTS = ("Title", "Author", "Keywords", "publication", "CreationDate")

Style = tuple[float, int, int | None]
"""Size of type, bits, and by how many quarters the sign is turned to the left; None when it leans."""

Box = tuple[float, float, float, float]
Place = tuple[float, float, float, float, float, float]
"""Left, bottom, right and top of a sign, and where it stands on its line."""

Sign = tuple[str, Place, Style]
Line = tuple[float, float, float]
Word = list[Any]


def limit_resources() -> None:
    """Set the limits of this process, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit may be set already
            resource.setrlimit(kind, (most, most))


def read_document(data: bytes) -> dict[str, Any]:
    """Return `pages`, each with its width, height and words, `count` as the file says, `lost` pages; or `error`."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"error": "password" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "broken"}
    count = pdfium.FPDF_GetPageCount(document)
    pages: list[list[Any]] = []
    lost: list[int] = []
    signs = 0
    for index in range(min(count, MAX_PAGES)):
        page = read_page(document, index)
        if page is None:
            lost.append(index + 1)
            if lost[-LOST_PAGES:] == list(range(index + 2 - LOST_PAGES, index + 2)):
                break
            continue
        pages.append([index + 1, *page])
        signs += sum(len(word[0]) for word in page[2])
        if signs > MAX_SIGNS:
            return {"error": "long"}
    return {"pages": pages, "count": count, "lost": lost, "facts": read_facts(document)}


def read_facts(document: Any) -> dict[str, str]:
    """Return the entries of the information dictionary that are set, at most 500 letters of each."""
    buffer = ctypes.create_string_buffer(1002)
    facts = {}
    for name in FACTS:
        length = pdfium.FPDF_GetMetaText(document, name.encode(), buffer, 1000)
        facts[name] = buffer.raw[: max(0, min(length, 1000) - 2)].decode("utf-16-le", "replace")
    return facts


def read_page(document: Any, index: int) -> tuple[float, float, list[Word]] | None:
    """Return width, height and words of a page as it is read upright, None when it cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    text = pdfium.FPDFText_LoadPage(page)
    signs = list(list_signs(text)) if text else []
    turns = Counter(sign[2][2] for sign in signs if sign[2][2] is not None)
    turn = max(turns, key=lambda key: (turns[key], -key), default=0)
    words = list(list_words(signs, turn, (box.left, box.bottom, box.right, box.top)))
    if text:
        pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    sides = (box.right - box.left, box.top - box.bottom)
    return (*(sides if turn % 2 == 0 else sides[::-1]), words)


def list_words(signs: list[Sign], turn: int, page: Box) -> Iterator[Word]:
    """Yield the words of a page: text, left, right, baseline, size of type, bits."""
    word: Word | None = None
    spaced = False
    for sign, box, (size, bits, quarter) in signs:
        if sign.isspace():
            spaced = True
            continue
        left, right, base = TURNS[turn](box, page)
        bits |= 0 if quarter == turn else ROTATED
        if word is not None and not spaced and _goes_on(word, left, base, size, bits):
            word[0] += sign
            word[2] = max(word[2], right)
            continue
        if word is not None:
            yield word
        word = [sign, left, right, base, size, bits | (SPACED if spaced else 0)]
        spaced = False
    if word is not None:
        yield word


TURNS: tuple[Callable[[Place, Box], Line], ...] = (
    lambda at, page: _round(at[0] - page[0], at[2] - page[0], at[5] - page[1]),
    lambda at, page: _round(at[1] - page[1], at[3] - page[1], page[2] - at[4]),
    lambda at, page: _round(page[2] - at[2], page[2] - at[0], page[3] - at[5]),
    lambda at, page: _round(page[3] - at[3], page[3] - at[1], at[4] - page[0]),
)
"""From the place of a sign, on a page turned so many quarters, to left, right and baseline as it is read."""


def _round(left: float, right: float, base: float) -> Line:
    return (round(left, 2), round(right, 2), round(base, 2))


def _goes_on(word: Word, left: float, base: float, size: float, bits: int) -> bool:
    """Return whether a sign stands close after a word, on its line and in its type."""
    gap = left - word[2]
    same = abs(size - word[4]) < SHIFT * size and bits == word[5] & ~SPACED
    return bool(same and abs(base - word[3]) < SHIFT * size and -2 * GAP * size < gap < GAP * size)


def list_signs(text: Any) -> Iterator[Sign]:
    """Yield each sign that the file holds, with its place and its style."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, Style] = {}
    high = ""
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (0, 10, 13):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        if code == 32 and box.right <= box.left:
            continue  # made up by the library; the gap says the same
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        style = _find_style(text, index, styles)
        sign = "-" if code == HYPHEN else chr(code)
        if 0xD800 <= code < 0xDC00:
            high = sign
            continue
        if 0xDC00 <= code < 0xE000:
            sign = (high + sign).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        yield sign, (box.left, box.bottom, box.right, box.top, x.value, y.value), style


def _find_style(text: Any, index: int, styles: dict[int, Style]) -> Style:
    """Return size and bits of a sign; the signs of one text object share them."""
    made = pdfium.FPDFText_GetTextObject(text, index)
    key = ctypes.addressof(made.contents) if made else 0
    if key not in styles:
        styles[key] = _measure_style(text, index, made)
    return styles[key]


def _measure_style(text: Any, index: int, made: Any) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    hidden = bool(made) and pdfium.FPDFTextObj_GetTextRenderMode(made) in INVISIBLE_MODES
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    quarter = round(quarters) % 4 if abs(quarters - round(quarters)) < LEAN else None
    bold = pdfium.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT
    bits = (HIDDEN if hidden or size < SMALLEST else 0) | (BOLD if bold else 0)
    return round(size, 2), bits, quarter


def main() -> None:
    """Read a PDF from stdin and write what it holds to stdout."""
    limit_resources()
    data = sys.stdin.buffer.read()
    try:
        answer = json.dumps(read_document(data), allow_nan=False)
    except (MemoryError, ValueError, RecursionError):
        answer = json.dumps({"error": "memory"})
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    main()
