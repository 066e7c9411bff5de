"""Pictures as bitmaps: our small SVG drawn by PDFium with our fonts, the same bytes for the same picture."""

import ctypes
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from lxml.etree import _Element as Element

from exporter.errors import WriteError
from exporter.writers.fonts import find_font_folder

# pixels per point: 200 dots per inch, enough for print
SCALE = 200 / 72
# the fonts of words by their weight
FONTS = {"": "SourceSans3-Regular.ttf", "600": "SourceSans3-SemiBold.ttf"}
# "M12 3.5", "C1 2 3 4 5 6", "Z"
COMMAND = re.compile(r"([MLCZ])([-0-9. ]*)")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LENGTHS = {"M": 2, "L": 2, "C": 6, "Z": 0}


def rasterise(svg: Element, width: float, height: float) -> bytes:
    """Return the picture as PNG on white; `svg` holds `path` and `text`, lengths are points.

    Raises WriteError for a path or colour of another kind than those.
    """
    document = pypdfium2.PdfDocument.new()
    try:
        page = document.new_page(width, height)
        fonts = _Fonts(document)
        for element in svg:
            kind = str(element.tag).rpartition("}")[2]
            if kind in DRAWN:
                DRAWN[kind](element, page, height, fonts)
        page.gen_content()
        bitmap = page.render(scale=SCALE, rev_byteorder=True)
        rows = [bytes(row) for row in list_rows(bitmap)]
        size = bitmap.width, bitmap.height
        bitmap.close()
        page.close()
    finally:
        document.close()
    return encode_png(size, rows)


class _Fonts:
    """The fonts of one document, loaded when first used; their data must stay as long as the document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._loaded: dict[str, tuple[Any, Any]] = {}

    def find(self, weight: str) -> Any:
        """Return the font of a weight as PDFium holds it."""
        name = FONTS.get(weight, FONTS[""])
        if name not in self._loaded:
            data = (find_font_folder() / "fonts" / name).read_bytes()
            held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
            font = pdfium.FPDFText_LoadFont(self.document.raw, held, len(data), pdfium.FPDF_FONT_TRUETYPE, 1)
            self._loaded[name] = font, held
        return self._loaded[name][0]


def _draw_path(element: Element, page: Any, height: float, fonts: _Fonts) -> None:
    shape = None
    for letter, numbers in _read_path(element.get("d") or ""):
        points = [number if place % 2 == 0 else height - number for place, number in enumerate(numbers)]
        if letter == "M" and shape is None:
            shape = pdfium.FPDFPageObj_CreateNewPath(*points)
        elif letter == "M":
            pdfium.FPDFPath_MoveTo(shape, *points)
        elif letter == "L":
            pdfium.FPDFPath_LineTo(shape, *points)
        elif letter == "C":
            pdfium.FPDFPath_BezierTo(shape, *points)
        else:
            pdfium.FPDFPath_Close(shape)
    if shape is not None:
        _paint(shape, element)
        pdfium.FPDFPage_InsertObject(page.raw, shape)


def _read_path(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the commands of a path with their numbers."""
    if COMMAND.sub("", path).strip() or not path.startswith("M"):
        raise WriteError(f"a picture has a path that cannot be drawn: {path[:40]!r}")
    for letter, words in COMMAND.findall(path):
        numbers = [float(word) for word in words.split()]
        if len(numbers) != LENGTHS[letter]:
            raise WriteError(f"a picture has a path that cannot be drawn: {path[:40]!r}")
        yield letter, numbers


def _paint(shape: Any, element: Element) -> None:
    fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
    if fill != "none":
        pdfium.FPDFPageObj_SetFillColor(shape, *_read_colour(fill), 255)
    if stroke != "none":
        pdfium.FPDFPageObj_SetStrokeColor(shape, *_read_colour(stroke), 255)
        pdfium.FPDFPageObj_SetStrokeWidth(shape, float(element.get("stroke-width", "1")))
    if dashes := [float(word) for word in (element.get("stroke-dasharray") or "").split()]:
        pdfium.FPDFPageObj_SetDashArray(shape, (ctypes.c_float * len(dashes))(*dashes), len(dashes), 0)
    mode = pdfium.FPDF_FILLMODE_NONE if fill == "none" else pdfium.FPDF_FILLMODE_WINDING
    pdfium.FPDFPath_SetDrawMode(shape, mode, stroke != "none")


def _read_colour(colour: str) -> tuple[int, int, int]:
    if not COLOUR.fullmatch(colour):
        raise WriteError(f"a picture has a colour that cannot be drawn: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _draw_text(element: Element, page: Any, height: float, fonts: _Fonts) -> None:
    words = (element.text or "").strip()
    if not words:
        return
    size = float(element.get("font-size", "8"))
    shape = pdfium.FPDFPageObj_CreateTextObj(fonts.document.raw, fonts.find(element.get("font-weight") or ""), size)
    encoded = f"{words}\0".encode("utf-16-le")
    pdfium.FPDFText_SetText(shape, ctypes.cast(ctypes.create_string_buffer(encoded), pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_SetFillColor(shape, *_read_colour(element.get("fill", "#000000")), 255)
    share = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
    x = float(element.get("x", "0")) - share * _measure(shape)
    pdfium.FPDFPageObj_Transform(shape, 1, 0, 0, 1, x, height - float(element.get("y", "0")))
    pdfium.FPDFPage_InsertObject(page.raw, shape)


def _measure(shape: Any) -> float:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(shape, *(ctypes.byref(edge) for edge in edges))
    return edges[2].value - edges[0].value


DRAWN: dict[str, Callable[[Element, Any, float, _Fonts], None]] = {"path": _draw_path, "text": _draw_text}


def list_rows(bitmap: Any) -> Iterator[bytes]:
    """Yield the rows of a bitmap as red, green and blue, whatever lies between them."""
    data = bytes(bitmap.buffer)
    channels = bitmap.n_channels
    for number in range(bitmap.height):
        row = data[number * bitmap.stride : number * bitmap.stride + bitmap.width * channels]
        yield row if channels == 3 else bytes(byte for place, byte in enumerate(row) if place % channels < 3)


def encode_png(size: tuple[int, int], rows: list[bytes]) -> bytes:
    """Return rows of red, green and blue as a PNG file."""
    width, height = size
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    dots = round(SCALE * 72 / 0.0254)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", dots, dots, 1)),
        (b"IDAT", data),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
