"""Document properties: the page's own words, never the library's, and no time of day."""

from datetime import UTC, datetime

from docx.document import Document

from exporter.writers.docx.base import FALLBACK_DATE
from exporter.writers.docx.html import Reading
from exporter.writers.docx.xml import clean

# Word cuts longer ones
LONGEST = 255


def set_properties(document: Document, reading: Reading, title: str) -> None:
    """Set title, author, description, keywords, language, kind of publication and dates from the page's head."""
    meta = reading.meta
    core = document.core_properties
    core.title = _short(title)
    core.author = core.last_modified_by = _short(meta.get("author", ""))
    core.subject = _short(meta.get("description", ""))
    core.keywords = _short(meta.get("keywords", ""))
    core.category = _short(meta.get("publication", ""))
    core.language = reading.language
    core.revision = 1
    core.created = core.modified = parse_date(meta.get("date", ""))


def parse_date(text: str) -> datetime:
    """Return an ISO date as a time, a fixed one where the page names none: the clock is never read."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return FALLBACK_DATE
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _short(text: str) -> str:
    return clean(" ".join(text.split()))[:LONGEST]
