"""PDF edition of a page: tagged (PDF/UA-1), set by WeasyPrint in our own fonts, the same bytes every time."""

import contextlib
import ctypes.util
import hashlib
import io
import logging
import re
import sys
import warnings
from collections.abc import Iterator
from typing import Any

from exporter.errors import WriteError
from exporter.model.page import Page
from exporter.writers.fonts import find_missing_glyphs, use_our_fonts
from exporter.writers.pdf_tags import mend_structure

PANGO_REMEDY = "install Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0; Fedora, Homebrew: pango), or use ./run"
# "https://example.org", "mailto:someone@example.org", "#p-5", "index.html"; not "javascript:..." nor "file:..."
SAFE_LINK = re.compile(r"(?:https?:|mailto:|#|\.{0,2}/(?!/)|[\w.-]+(?:[/?#]|$))", re.IGNORECASE)
# shown in place of a character that no font of ours has; without it the file would be no valid PDF/UA
MISSING = "□"


class StyleWarning(UserWarning):
    """WeasyPrint did not understand a part of the styles or of the page."""


def write(page: Page) -> bytes:
    """Return the PDF of a page; no file, network or clock is read, only the fonts.

    What WeasyPrint ignores in a style sheet becomes a `StyleWarning`. Raises WriteError if Pango is missing, if the
    page names an asset that is not in it (only `data:` is), or if it is nested too deeply to be set.
    """
    weasyprint = load_weasyprint()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    fonts = FontConfiguration()
    try:
        with _collect_messages():
            html = weasyprint.HTML(string=_show_missing_glyphs(page.html), url_fetcher=fetcher)
            _prepare(html.etree_element, page)
            styles = weasyprint.CSS(string=page.print_css, url_fetcher=fetcher, font_config=fonts)
            document = html.render(font_config=fonts, stylesheets=[styles], pdf_variant="pdf/ua-1")
            data = document.write_pdf(finisher=mend_structure, pdf_variant="pdf/ua-1", pdf_identifier=_identify(page))
    except FatalURLFetchingError as error:
        remedy = "put it into the page as a data: address"
        raise WriteError(f"the page “{page.title}” asks for something outside it: {error}", remedy=remedy) from error
    except RecursionError as error:
        raise WriteError(f"the page “{page.title}” is nested too deeply for PDF") from error
    return bytes(data)


def load_weasyprint() -> Any:
    """Return the module WeasyPrint, loaded so that it sees our fonts only; raises WriteError if Pango is missing."""
    use_our_fonts()
    try:
        with _without_library_search():
            import weasyprint
    except OSError as error:
        library = re.search(r"'([^']+)'", str(error))
        raise WriteError(
            f"PDF needs the library Pango, which cannot be loaded ({library[1] if library else error})",
            remedy=PANGO_REMEDY,
        ) from error
    return weasyprint


@contextlib.contextmanager
def _without_library_search() -> Iterator[None]:
    """Keep cffi from starting compilers and linkers to look for libraries, whose file names WeasyPrint tries anyway."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # where WeasyPrint prints its advice
            yield
    finally:
        ctypes.util.find_library = search


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
        if record.levelno >= logging.ERROR:
            raise WriteError(f"the page cannot be set as it is: {record.getMessage()}")
        warnings.warn(record.getMessage(), StyleWarning, stacklevel=4)


def _show_missing_glyphs(html: str) -> str:
    missing = find_missing_glyphs(html)
    return html.translate(dict.fromkeys(map(ord, missing), MISSING)) if missing else html


def _prepare(root: Any, page: Page) -> None:
    """Take dangerous links out of the tree of the HTML, and set what a PDF must know about itself."""
    for link in list(root.iter("a")):
        if not SAFE_LINK.match(link.get("href", "").strip()):
            link.attrib.pop("href", None)
            link.tag = "span"  # a link that leads nowhere must not be read out as one
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


def _identify(page: Page) -> bytes:
    return hashlib.sha256(f"{page.html}\0{page.print_css}".encode()).hexdigest()[:32].encode()
