"""PDF edition of a page: tagged (PDF/UA-1), set by WeasyPrint in our own fonts, the same bytes every time."""

import contextlib
import ctypes.util
import functools
import gc
import hashlib
import importlib
import io
import logging
import re
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from copy import copy
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from exporter.errors import EditionWarning, WriteError
from exporter.model.archive import Attachment
from exporter.model.page import Page
from exporter.writers.fonts import find_missing_glyphs, use_our_fonts
from exporter.writers.pdf_notes import mend_notes, move_notes
from exporter.writers.pdf_speech import list_languages, mend_speech, watch_painting
from exporter.writers.pdf_tags import mend_structure
from exporter.writers.pdf_words import mark_breaks, unmark_bookmarks

PANGO_REMEDY = "install Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0; Fedora, Homebrew: pango), or use ./run"
# "https://example.org", "mailto:someone@example.org", "#p-5", "index.html"; not "javascript:..." nor "file:..."
SAFE_LINK = re.compile(r"(?:https?:|mailto:|#|\.{0,2}/(?!/)|[\w.-]+(?:[/?#]|$))", re.IGNORECASE)
# shown in place of a character that no font of ours has; without it the file would be no valid PDF/UA
MISSING = "□"
# so many of them are named in a warning
NAMED = 8
# "&#1;" or "&#x2028;", which must be seen as the character it stands for
REFERENCE = re.compile(r"&#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
# as in the HTML standard
MOST_COLUMNS = 1000
SEPARATORS = {0x2028: " ", 0x2029: " ", **dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x9, 0xA, 0xD})}
# part of the message WeasyPrint has for "x.png", which in a page of no address leads nowhere
# what WeasyPrint logs for each font where the machine lacks a library: the PDF looks the same, and reads the same
OTHER_SUBSETTER = "instead of HarfBuzz-Subset"
RELATIVE = "Relative URI reference"


class StyleWarning(EditionWarning):
    """WeasyPrint did not understand a part of the styles or of the page."""


class GlyphWarning(EditionWarning):
    """Characters of the page that no font of ours has; the PDF shows a box in their place."""


class _ExactFonts(dict[Any, Any]):
    """The fonts that drawing meets, each made to tell the widths and the signs that stand in its file.

    WeasyPrint measures a glyph where it is first drawn. In tiny type, such as words for screen readers only, that is
    off by some thousandths, and a file whose widths differ from those of its fonts is no valid PDF/UA. Of a letter with
    accents of its own it tells that the last accent stands for all of it, and the letter for nothing, wherever they
    are met again.
    """

    def __setitem__(self, key: Any, font: Any) -> None:
        from fontTools.ttLib import TTFont

        with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
            advances = [file["hmtx"][name][0] for name in file.getGlyphOrder()]
        font.widths = _ExactWidths([round(advance * 1000 / font.upem) for advance in advances])
        font.to_unicode = _ExactSigns(font)
        super().__setitem__(key, font)


class _ExactWidths(dict[int, int]):
    def __init__(self, exact: list[int]) -> None:
        super().__init__()
        self._exact = exact

    def __setitem__(self, glyph: int, measured: int) -> None:
        super().__setitem__(glyph, self._exact[glyph] if glyph < len(self._exact) else measured)


class _ExactSigns(dict[int, str]):
    """What each glyph stands for; a letter and its accents for themselves."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font

    def __setitem__(self, glyph: int, text: str) -> None:
        if not text or not text.isascii():
            own = self._signs.get(glyph, "")
            if not text or any(map(unicodedata.combining, own + text)):
                text = text if len(text) < 9 and unicodedata.normalize("NFC", text) == own else own or text or MISSING
        super().__setitem__(glyph, text)

    @cached_property
    def _signs(self) -> dict[int, str]:
        from fontTools.ttLib import TTFont

        with TTFont(io.BytesIO(self._font.file_content), fontNumber=self._font.index, lazy=True) as file:
            names = {name: chr(code) for code, name in sorted(file.getBestCmap().items(), reverse=True)}
            # "acutecomb.case" is a form of "acutecomb"
            order = file.getGlyphOrder()
        return {glyph: names.get(name) or names.get(name.partition(".")[0], "") for glyph, name in enumerate(order)}


def _leave(_made: Any, _attachments: tuple[Attachment, ...]) -> None:
    """Change nothing."""


class Edition(Struct, frozen=True, kw_only=True):
    """Which PDF to make: WeasyPrint's name of the standard, the files to attach.

    `prepare` gets WeasyPrint's document before, `finish` the PDF after it is made, each with the attachments.
    """

    variant: str = "pdf/ua-1"
    attachments: tuple[Attachment, ...] = ()
    prepare: Callable[[Any, tuple[Attachment, ...]], None] = _leave
    finish: Callable[[Any, tuple[Attachment, ...]], None] = _leave


def write(page: Page) -> bytes:
    """Return the PDF of a page (PDF/UA-1), as `write_edition` makes it."""
    return write_edition(page, Edition())


def write_edition(page: Page, edition: Edition) -> bytes:
    """Return the PDF of a page; no file, network or clock is read, only the fonts.

    What WeasyPrint ignores in a style sheet becomes a `StyleWarning`, characters without a font a `GlyphWarning`.
    Raises WriteError if Pango is missing, if the page names an asset that is not in it (only `data:` is), or if it is
    nested too deeply to be set.
    """
    load_weasyprint()
    _keep_clock_out_of_fonts()
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _spare_collector():
            html, document = _begin(_take_layout(page), edition.variant)
        with _spare_collector(), _collect_messages():
            document.fonts = _ExactFonts()
            edition.prepare(document, edition.attachments)
            painted, languages = watch_painting(document), list_languages(html)
            data = document.write_pdf(
                finisher=lambda made, pdf: _finish(made, pdf, painted, languages, edition),
                pdf_variant=edition.variant,
                pdf_identifier=_identify(page, edition),
                custom_metadata=True,  # which publication it is, so that it can be read back
            )
    except FatalURLFetchingError as error:
        remedy = "put it into the page as a data: address"
        raise WriteError(f"the page “{page.title}” asks for something outside it: {error}", remedy=remedy) from error
    except RecursionError as error:
        raise WriteError(f"the page “{page.title}” is nested too deeply for PDF") from error
    except (WriteError, EditionWarning):
        raise
    except Exception as error:  # whatever a page or style sheet brings WeasyPrint to
        raise WriteError(f"the page “{page.title}” cannot be set as PDF: {type(error).__name__}: {error}") from error
    return bytes(data)


class _Layout(NamedTuple):
    """A page broken into leaves: its elements, WeasyPrint's document, what was to be told of it."""

    html: Any
    document: Any
    told: tuple[Warning, ...]


def _take_layout(page: Page) -> _Layout:
    """Return the page broken into leaves, which takes two thirds of the time of a PDF; tell what is to be told of it.

    The layout of the last page is kept, for its archival edition, until it is taken or another page is set.
    """
    layout = _kept.pop(page, None)
    if layout is None:
        _kept.clear()
        layout = _kept[page] = _lay_out(page)
    for warning in layout.told:
        warnings.warn(warning, stacklevel=4)
    return layout


_kept: dict[Page, _Layout] = {}


def _lay_out(page: Page) -> _Layout:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    fonts = FontConfiguration()
    with warnings.catch_warnings(record=True) as caught, _collect_messages():
        warnings.simplefilter("always", EditionWarning)
        html = weasyprint.HTML(string=_make_harmless(page.html), url_fetcher=fetcher)
        root = html.etree_element
        _disarm_links(root)
        _limit_spans(root)
        move_notes(root, page.print_css)
        mark_breaks(root)
        _set_metadata(root, page)
        styles = weasyprint.CSS(string=page.print_css, url_fetcher=fetcher, font_config=fonts)
        document = html.render(font_config=fonts, stylesheets=[styles], pdf_variant="pdf/ua-1")
    unmark_bookmarks(document)
    told = (item.message for item in caught if isinstance(item.message, EditionWarning))
    return _Layout(root, document, tuple(told))


def _begin(layout: _Layout, variant: str) -> tuple[Any, Any]:
    """Return the elements and a document of the same leaves, on which an edition leaves no mark."""
    from weasyprint.pdf import VARIANTS

    made = copy(layout.document)
    made.pages, made.metadata = [copy(page) for page in made.pages], copy(made.metadata)
    made.color_profiles = dict(made.color_profiles)
    made.output_intent = VARIANTS[variant][1].get("output_intent")
    return layout.html, made


def load_weasyprint() -> Any:
    """Return the module WeasyPrint, loaded so that it sees our fonts only; raises WriteError if Pango is missing."""
    use_our_fonts()
    if loaded := sys.modules.get("weasyprint"):
        return loaded
    with contextlib.suppress(OSError), _without_library_search():
        return _import_quietly()
    try:
        return _import_quietly()  # a system that has its libraries under names of its own: search after all
    except OSError as error:
        library = re.search(r"'([^']+)'", str(error))
        raise WriteError(
            f"PDF needs the library Pango, which cannot be loaded ({library[1] if library else error})",
            remedy=PANGO_REMEDY,
        ) from error


def _keep_clock_out_of_fonts() -> None:
    """Have fonts keep their dates where WeasyPrint cuts them with fontTools, for want of HarfBuzz-Subset."""
    from fontTools.ttLib import TTFont

    fonts: Any = importlib.import_module("weasyprint.pdf.fonts")
    fonts.TTFont = functools.partial(TTFont, recalcTimestamp=False)


def _import_quietly() -> Any:
    with contextlib.redirect_stdout(io.StringIO()):  # where WeasyPrint prints its advice
        return importlib.import_module("weasyprint")


@contextlib.contextmanager
def _without_library_search() -> Iterator[None]:
    """Keep cffi from starting compilers and linkers to look for libraries, whose file names WeasyPrint tries anyway."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextlib.contextmanager
def _spare_collector() -> Iterator[None]:
    """Look for garbage less often: hardly any of a layout is garbage, and a tenth of the time is saved."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], 100_000), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def _collect_messages() -> Iterator[None]:
    """Turn what WeasyPrint logs into StyleWarnings, and an error in its log into a WriteError."""
    logger = logging.getLogger("weasyprint")
    records: list[logging.LogRecord] = []
    collector = logging.Handler(logging.WARNING)
    collector.emit = records.append  # type: ignore[method-assign, assignment]
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
    for record in records:
        message = record.getMessage()
        if OTHER_SUBSETTER in message:
            continue
        if record.levelno >= logging.ERROR or RELATIVE in message:
            raise WriteError(f"the page cannot be set as it is: {message}")
        warnings.warn(message, StyleWarning, stacklevel=4)


def _make_harmless(html: str) -> str:
    """Return the page without what no font can show, however it is written."""
    return _show_missing_glyphs(REFERENCE.sub(_resolve, html))


def _resolve(reference: re.Match[str]) -> str:
    digits = reference[1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    if number > sys.maxunicode or 0xD800 <= number <= 0xDFFF:
        return MISSING
    return reference[0] if chr(number) in "<>&\"'" else chr(number)


def _limit_spans(root: Any) -> None:
    """Hold cells to the widths that browsers allow; a hundred thousand columns take the better part of a minute."""
    for cell in (cell for kind in ("td", "th", "col", "colgroup") for cell in root.iter(kind)):
        for name in ("colspan", "rowspan", "span"):
            value = cell.get(name, "").strip()
            if len(value) > 3 and value.isdecimal() and int(value[:9]) > MOST_COLUMNS:
                cell.set(name, str(MOST_COLUMNS))


def _show_missing_glyphs(html: str) -> str:
    """Put a box in place of what no font has; take out controls, and make spaces of line separators."""
    missing = find_missing_glyphs(html)
    if missing:
        shown = " ".join(f"{char} (U+{ord(char):04X})" for char in sorted(missing)[:NAMED])
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        warnings.warn(f"no font has {shown}{more}; the PDF shows {MISSING} instead", GlyphWarning, stacklevel=3)
    return html.translate({**SEPARATORS, **dict.fromkeys(map(ord, missing), MISSING)})


def _disarm_links(root: Any) -> None:
    """Make plain text of links that are dangerous, or lead to no place in the page."""
    anchors = {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    for link in list(root.iter("a")):
        target = link.get("href", "").strip()
        dangling = target.startswith("#") and unquote(target) not in anchors
        if dangling:
            warnings.warn(f"the page has no place {target} that a link could lead to", StyleWarning, stacklevel=3)
        if dangling or not SAFE_LINK.match(target):
            link.attrib.pop("href", None)
            link.tag = "span"  # what leads nowhere must not be read out as a link


def _set_metadata(root: Any, page: Page) -> None:
    """Set what a PDF must know about itself: language, title, and the date if the page has one."""
    if not root.get("lang"):
        root.set("lang", page.language)
    head = root.find("head")
    title = head.find("title")
    if title is None or not (title.text or "").strip():
        title = head.makeelement("title", {})
        title.text = page.title
        head.insert(0, title)
    for meta in head.iter("meta"):
        if meta.get("name") == "date" and meta.get("content"):
            meta.set("name", "dcterms.created")


def _finish(
    document: Any, pdf: Any, painted: list[dict[int, Any]], languages: dict[Any, str], edition: Edition
) -> None:
    mend_speech(document, pdf, painted, languages)
    mend_notes(pdf, painted)
    mend_structure(document, pdf)
    edition.finish(pdf, edition.attachments)


def _identify(page: Page, edition: Edition) -> bytes:
    content = hashlib.sha256(f"{page.html}\0{page.print_css}".encode(errors="surrogatepass"))
    for attachment in edition.attachments:
        content.update(hashlib.sha256(attachment.data).digest())
    return content.hexdigest()[:32].encode()
