"""The words of a PDF with their places, as JSON on stdout: run as a program, so that a hostile file ends only itself.

It imports nothing of this package: what it costs to start is paid for every file.
"""

import contextlib
import ctypes
import json
import math
import re
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from operator import sub
from typing import Any

import pypdfium2_raw as pdfium

MEMORY, SECONDS, BYTES = 1 << 30, 60, 200_000
"""Bytes of address space and seconds of processor time for one file, and so many bytes give it another second.

2 kB can ask for 1.6 GB of memory; 10 MB of text take ten seconds or so.
"""

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

HYPHEN, BROKEN = 2, "\ufffe"
"""What pdfium gives for a hyphen at a line end, and what stands for it in its running text."""

RUN = re.compile(r"[^\s\0]+")
"""Signs without a space between them; some have no meaning at all."""

HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
"""The library gives a letter beyond the first 65,536 as two signs, one after the other."""

BOLD_WEIGHT = 600
FACTS = ("Title", "Author", "Keywords", "publication", "CreationDate")

BOX = ctypes.sizeof(pdfium.FS_RECTF)

Style = tuple[float, int, int | None]
"""Size of type, bits, and by how many quarters the sign is turned to the left; None when it leans."""

Span = tuple[int, int, Style]
"""The first sign of a text object, the sign after its last, their style."""

Edges = tuple[float, float, float, float]
"""Left, bottom, right and top."""

Word = list[Any]


@dataclass(frozen=True)
class Signs:
    """The signs of a page, a letter and four edges for each, and the text objects that they belong to."""

    page: int
    text: str
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    spans: list[Span]


@dataclass(frozen=True)
class Line:
    """Where signs begin and end on their line as it is read, and what gives its height from a place on the page."""

    lefts: list[float]
    rights: list[float]
    base: Callable[[float, float], float]


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """Return a function of the library that takes plain addresses: twice as fast, and called for each sign."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)(address)


get_box = _bind(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
get_origin = _bind(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
get_object = _bind(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
X, Y = ctypes.c_double(), ctypes.c_double()
ORIGIN = (ctypes.addressof(X), ctypes.addressof(Y))


def limit_resources(size: int) -> None:
    """Set the limits of this process for a file of so many bytes, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    seconds = SECONDS + size // BYTES
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a lower limit may be set already
            resource.setrlimit(kind, (most, most))


def read_document(data: bytes, pages: list[str]) -> dict[str, Any]:
    """Return `count` as the file says, `lost` pages and facts, or `error`; put each page as JSON to `pages`.

    A page is its number, width, height and words; as text it takes a tenth of the memory.
    """
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"error": "password" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "broken"}
    count = pdfium.FPDF_GetPageCount(document)
    lost: list[int] = []
    signs = 0
    for index in range(min(count, MAX_PAGES)):
        page = read_page(document, index)
        if page is None:
            lost.append(index + 1)
            if lost[-LOST_PAGES:] == list(range(index + 2 - LOST_PAGES, index + 2)):
                break
            continue
        pages.append(json.dumps([index + 1, *page], allow_nan=False))
        signs += sum(len(word[0]) for word in page[2])
        if signs > MAX_SIGNS:
            return {"error": "long"}
    return {"count": count, "lost": lost, "facts": read_facts(document)}


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
    signs = load_signs(text)
    turns: Counter[int] = Counter()
    for begin, end, (_, _, quarter) in signs.spans:
        turns.update({} if quarter is None else {quarter: end - begin})
    turn = max(turns, key=lambda key: (turns[key], -key), default=0)
    words = list_words(signs, turn, (box.left, box.bottom, box.right, box.top))
    if text:
        pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    sides = (box.right - box.left, box.top - box.bottom)
    return (*(sides if turn % 2 == 0 else sides[::-1]), words)


def load_signs(text: Any) -> Signs:
    """Return the signs of a page; one call for each of them, and that without Python between the calls."""
    count = max(0, pdfium.FPDFText_CountChars(text)) if text else 0
    boxes = (pdfium.FS_RECTF * count)()
    start = ctypes.addressof(boxes)
    places = range(start, start + count * BOX, BOX)
    page = ctypes.cast(text, ctypes.c_void_p).value or 0
    deque(map(get_box, repeat(page), range(count), places), maxlen=0)
    edges: list[Any] = memoryview(boxes).cast("B").cast("f").tolist() if count else []
    spans = list(list_spans(text, page, count))
    return Signs(page, read_signs(text, count), edges[0::4], edges[1::4], edges[2::4], edges[3::4], spans)


def read_signs(text: Any, count: int) -> str:
    """Return one letter for each sign, at once where the library's running text has as many as there are signs."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if count and pdfium.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        signs = bytes(buffer)[: 2 * count].decode("utf-16-le", "ignore")
        if len(signs) == count:
            return signs.replace(BROKEN, "-")
    return HALVES.sub(_join_halves, "".join(map(_read_sign, repeat(text), range(count))))


def _read_sign(text: Any, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, index)
    return "-" if code == HYPHEN else chr(code)


def _join_halves(match: re.Match[str]) -> str:
    """Return as many signs as there were halves; a half alone has no meaning."""
    whole = match[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return f"\0{whole}" if len(match[0]) == 2 else "\ufffd"


def list_spans(text: Any, page: int, count: int) -> Iterator[Span]:
    """Yield where the signs of each text object begin and end, with their style; found by leaps."""
    begin = 0
    while begin < count:
        made = get_object(page, begin)
        end, step = begin + 1, 1
        while made and end < count:
            if end + step <= count and get_object(page, end + step - 1) == made:
                end, step = end + step, 2 * step
            elif step == 1:
                break
            else:
                step //= 2
        yield begin, end, _measure_style(text, begin, made)
        begin = end


def list_words(signs: Signs, turn: int, page: Edges) -> list[Word]:
    """Return the words of a page: text, left, right, baseline, size of type, bits."""
    words: list[Word] = []
    line = TURNS[turn](signs, page)
    gaps = list(map(sub, line.lefts[1:], line.rights))
    last = 0
    for begin, end, (size, bits, quarter) in signs.spans:
        bits |= 0 if quarter == turn else ROTATED
        common = _find_base(signs, line, begin, end, size)
        for match in RUN.finditer(signs.text, begin, end):
            for first, after in _split_run(gaps, match.start(), match.end(), size):
                text, left, right = signs.text[first:after], line.lefts[first], max(line.rights[first:after])
                base = _measure_base(signs, line, first) if common is None else common
                spaced = first > last and _is_spaced(signs, last, first)
                if words and not spaced and _goes_on(words[-1], left, base, size, bits):
                    words[-1][0] += text
                    words[-1][2] = max(words[-1][2], round(right, 2))
                else:
                    words.append([text, round(left, 2), round(right, 2), base, size, bits | spaced * SPACED])
                last = after
    return words


def _find_base(signs: Signs, line: Line, begin: int, end: int, size: float) -> float | None:
    """Return the baseline of a text object, None where its signs go up or down the page."""
    base = _measure_base(signs, line, begin)
    level = abs(_measure_base(signs, line, end - 1) - base) < SHIFT * size
    return base if level else None


def _measure_base(signs: Signs, line: Line, index: int) -> float:
    get_origin(signs.page, index, *ORIGIN)
    return round(line.base(X.value, Y.value), 2)


def _split_run(gaps: list[float], begin: int, end: int, size: float) -> Iterable[tuple[int, int]]:
    """Return the stretches of signs in one text object that stand close together."""
    low, high = -2 * GAP * size, GAP * size
    inner = gaps[begin : end - 1]
    if not inner or low < min(inner) <= max(inner) < high:
        return ((begin, end),)
    cuts = (begin + 1 + at for at, gap in enumerate(inner) if not low < gap < high)
    return pairwise([begin, *cuts, end])


def _is_spaced(signs: Signs, begin: int, end: int) -> bool:
    """Return whether a space stands between two signs; of one that the library made up, the gap says the same."""
    for at in range(begin, end):
        sign = signs.text[at]
        if sign.isspace() and sign not in "\r\n" and (sign != " " or signs.rights[at] > signs.lefts[at]):
            return True
    return False


def _goes_on(word: Word, left: float, base: float, size: float, bits: int) -> bool:
    """Return whether a sign stands close after a word, on its line and in its type."""
    gap = left - word[2]
    same = abs(size - word[4]) < SHIFT * size and bits == word[5] & ~SPACED
    return bool(same and abs(base - word[3]) < SHIFT * size and -2 * GAP * size < gap < GAP * size)


TURNS: tuple[Callable[[Signs, Edges], Line], ...] = (
    lambda at, page: Line(_off(at.lefts, page[0]), _off(at.rights, page[0]), lambda _, y: y - page[1]),
    lambda at, page: Line(_off(at.bottoms, page[1]), _off(at.tops, page[1]), lambda x, _: page[2] - x),
    lambda at, page: Line(_back(at.rights, page[2]), _back(at.lefts, page[2]), lambda _, y: page[3] - y),
    lambda at, page: Line(_back(at.tops, page[3]), _back(at.bottoms, page[3]), lambda x, _: x - page[0]),
)
"""From the places of signs, on a page turned so many quarters, to their places on the line as it is read."""


def _off(places: list[float], edge: float) -> list[float]:
    return [place - edge for place in places]


def _back(places: list[float], edge: float) -> list[float]:
    return [edge - place for place in places]


def _measure_style(text: Any, index: int, made: Any) -> Style:
    """Return size, bits and turn of a sign; the signs of one text object share them."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    drawn = ctypes.cast(made, pdfium.FPDF_PAGEOBJECT)
    hidden = bool(made) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) in INVISIBLE_MODES
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    quarter = round(quarters) % 4 if abs(quarters - round(quarters)) < LEAN else None
    bold = pdfium.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT
    bits = (HIDDEN if hidden or size < SMALLEST else 0) | (BOLD if bold else 0)
    return round(size, 2), bits, quarter


def main() -> None:
    """Read a PDF from stdin and write what it holds to stdout."""
    data = sys.stdin.buffer.read()
    limit_resources(len(data))
    pages: list[str] = []
    try:
        rest = read_document(data, pages)
    except (MemoryError, ValueError, RecursionError):
        pages, rest = [], {"error": "memory"}
    for piece in ('{"pages": [', ", ".join(pages), "], ", json.dumps(rest)[1:]):
        sys.stdout.write(piece)


if __name__ == "__main__":
    main()
