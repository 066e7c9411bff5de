"""The words of a PDF with their places, as JSON on stdout: run as a program, so that a hostile file ends only itself.

It imports nothing of this package: what it costs to start is paid for every file.
"""

import ctypes
import json
import math
import sys
from collections.abc import Iterator
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
"""Bits that say of a word: nobody sees it, it does not run from left to right, a space sign stands before it, it is
bold."""

INVISIBLE_MODES = (3, 7)
"""Ways of drawing text that leave no ink: for text recognised in a scan, and for shapes that cut."""

SMALLEST = 2.0
"""Points; nobody reads smaller type."""

GAP, SHIFT = 0.17, 0.1
"""In sizes of type: the gap that parts two words, the rise or fall of a sign that is no longer on the line."""

HYPHEN = 2
"""What pdfium gives for a hyphen at a line end."""

BOLD_WEIGHT = 600
FACTS = ("Title", "Author", "Keywords", "publication", "CreationDate")

Style = tuple[float, int]
Word = list[Any]


def limit_resources() -> None:
    """Set the limits of this process, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
    """Return width, height and words of a page, None when it cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    text = pdfium.FPDFText_LoadPage(page)
    words = list(list_words(text)) if text else []
    size = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    if text:
        pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return *size, words


def list_words(text: Any) -> Iterator[Word]:
    """Yield the words of a page: text, left, right, baseline, size of type, bits."""
    word: Word | None = None
    spaced = False
    for sign, box, style in list_signs(text):
        if sign.isspace():
            spaced = True
            continue
        if word is not None and not spaced and _goes_on(word, box, style):
            word[0] += sign
            word[2] = max(word[2], box[1])
            continue
        if word is not None:
            yield word
        size, bits = style
        word = [sign, box[0], box[1], box[2], size, bits | (SPACED if spaced else 0)]
        spaced = False
    if word is not None:
        yield word


def _goes_on(word: Word, box: tuple[float, float, float], style: Style) -> bool:
    size, bits = style
    gap = box[0] - word[2]
    same = abs(size - word[4]) < SHIFT * size and bits == word[5] & ~SPACED
    return bool(same and abs(box[2] - word[3]) < SHIFT * size and -2 * GAP * size < gap < GAP * size)


def list_signs(text: Any) -> Iterator[tuple[str, tuple[float, float, float], Style]]:
    """Yield each sign that the file holds with its left, right and baseline, and its size of type and bits."""
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
        yield sign, _turn((box.left, box.right, y.value), style), style


def _turn(box: tuple[float, float, float], style: Style) -> tuple[float, float, float]:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2))


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
    rotated = abs(matrix.b) > 0.1 * abs(matrix.a)
    bold = pdfium.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT
    bits = (HIDDEN if hidden or size < SMALLEST else 0) | (ROTATED if rotated else 0) | (BOLD if bold else 0)
    return round(size, 2), bits


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
