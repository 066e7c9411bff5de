"""The logo of a theme: checked, and made a part of the page."""

import base64
import contextlib
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exporter.errors import TemplateError
from exporter.publishing.environment import find_file

LARGEST = 1_000_000
"""Bytes: every page carries the logo inside, several times over in a whole dossier."""

MOST_PIXELS = 4000
"""A side of a bitmap; at the largest size shown, 60 mm, that is far finer than print."""

TALLEST, WIDEST = 16.0, 60.0
"""Millimetres: the box in which the logo is shown, whatever its own size."""

KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}

# what would make an SVG load or run something: <script>, <image href>, onload=, url(http://...), a document type
_ACTIVE = re.compile(
    r"<!doctype|<!entity|<\s*(?:\w+:)?(?:script|foreignobject|image|use|a|style|iframe|audio|video|animate\w*|set)\b"
    r"|\son\w+\s*=|href\s*=|url\s*\(\s*[\"']?(?!#)|@import",
    re.IGNORECASE,
)
_SVG_ROOT = re.compile(
    r"^\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,9}<svg\b([^>]*)>", re.S
)
# width="120", width='32mm'
_LENGTH = re.compile(r"""\b(width|height)\s*=\s*["'](\d{1,5}(?:\.\d{1,4})?)(?:px|pt|mm|cm)?["']""")
# viewBox="0 0 120 40"
_BOX = re.compile(
    r"""\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d{1,5}(?:\.\d{1,4})?)[\s,]+(\d{1,5}(?:\.\d{1,4})?)"""
)


@dataclass(frozen=True)
class Logo:
    """A logo as a page shows it: its bytes as a `data:` address, what it shows, its size in pixels (96 an inch)."""

    uri: str
    alt: str
    width: float
    height: float


def load_logo(name: str, alt: str, folders: Sequence[Path]) -> Logo:
    """Return the logo that a theme names, from the first folder that has it; `alt` says what it shows.

    Raises TemplateError when there is none, it is no PNG, JPEG or plain SVG, it is too large, or `alt` is empty.
    """
    path = find_file(name, folders)
    if not alt.strip():
        raise TemplateError("logo_alt: not given", file=path, remedy='say what the logo shows: logo_alt = "Our name"')
    data = _read(path)
    kind, size = _measure_bitmap(data, path) if path.suffix.lower() != ".svg" else _measure_svg(data, path)
    scale = min(WIDEST / size[0], TALLEST / size[1]) * 96 / 25.4
    uri = f"data:{kind};base64,{base64.b64encode(data).decode()}"
    return Logo(uri=uri, alt=" ".join(alt.split()), width=round(size[0] * scale, 1), height=round(size[1] * scale, 1))


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            remedy = f"save it with at most {LARGEST // 1000} KB"
            raise TemplateError(f"the logo is too large: {size // 1000} KB", file=path, remedy=remedy)
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(f"cannot be read: {error.strerror}", file=path) from error


@contextlib.contextmanager
def _refuse_torn_files() -> Iterator[None]:
    """Let Pillow refuse half a picture, whatever was set before: WeasyPrint has it take them, for all of a process."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _measure_bitmap(data: bytes, path: Path) -> tuple[str, tuple[float, float]]:
    """Return the media type and the size of a bitmap; every pixel is read, so that a torn file is found."""
    from PIL import Image

    try:
        with _refuse_torn_files(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of unusual sizes; they are checked below
            with Image.open(io.BytesIO(data), formats=list(KINDS)) as picture:
                if max(picture.size) <= MOST_PIXELS:
                    picture.load()
                kind, size = KINDS[picture.format or ""], picture.size
    except Exception as error:  # whatever a torn or hostile file brings the reader to
        raise TemplateError("the logo is no picture", file=path, remedy="take a PNG, JPEG or SVG") from error
    if max(size) > MOST_PIXELS:
        remedy = f"scale it down to at most {MOST_PIXELS} pixels a side"
        raise TemplateError(f"the logo is too large: {size[0]} by {size[1]} pixels", file=path, remedy=remedy)
    return kind, (float(size[0]), float(size[1]))


def _measure_svg(data: bytes, path: Path) -> tuple[str, tuple[float, float]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError("the logo is no picture: an SVG is UTF-8 text", file=path) from error
    root = _SVG_ROOT.match(text)
    if root is None or "</svg>" not in text[-200:]:
        raise TemplateError("the logo is no picture", file=path, remedy="take a PNG, JPEG or SVG")
    if found := _ACTIVE.search(text):
        message = f"the logo may hold nothing but shapes; it has {found[0].strip()!r}"
        raise TemplateError(message, file=path, remedy="save it as a plain SVG, or as PNG")
    lengths = {match[1]: float(match[2]) for match in _LENGTH.finditer(root[1])}
    box = _BOX.search(root[1])
    width, height = (float(box[1]), float(box[2])) if box else (lengths.get("width", 0), lengths.get("height", 0))
    if not (width > 0 and height > 0):
        raise TemplateError("the logo says no size", file=path, remedy='give its <svg> a viewBox such as "0 0 120 40"')
    return "image/svg+xml", (width, height)
