"""What a person should know of a PDF before trusting its text, and what cannot be read at all."""

import re
from collections.abc import Sequence

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.readers.pdf.sheets import HIDDEN, ROTATED, SPACED, Answer, Sheet

ENOUGH = 20
"""Signs that a text has at least; a scan may carry a stamp or a page number."""

VISIBLE = 0.2
"""Share of the signs of a page that must be visible; below it the page is a scan with its text laid under it."""

UNKNOWN = 0.02
"""Share of signs without a meaning from which a text is doubtful."""

MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]")

SHOWN = 3


def refuse_empty(answer: Answer, file: str) -> None:
    """Raise ReadError where there is nothing to read: no page, or pages without text."""
    if not answer.pages:
        raise ReadError("the PDF has no page that can be read", file=file, remedy="fetch it again")
    if sum(len(word.text) for sheet in answer.pages for word in sheet.words) < ENOUGH:
        remedy = "run text recognition over it, check the result, and give that"
        raise ReadError("the PDF holds no text, only pictures of pages (a scan)", file=file, remedy=remedy)


def is_scan(sheet: Sheet) -> bool:
    """Return whether nearly all text of a page is invisible, as that which is recognised in a scan."""
    hidden = _count(sheet, HIDDEN)
    return hidden > 0 and hidden > (1 - VISIBLE) * sum(len(word.text) for word in sheet.words)


def list_doubts(answer: Answer, heads: Sequence[str]) -> list[Notice]:
    """Return the notices on pages lost, text not seen, turned or recognised, signs without meaning, running heads."""
    notices: list[Notice] = []
    if answer.lost:
        numbers = ", ".join(map(str, answer.lost[:SHOWN]))
        message = f"The file says that it has {answer.count} pages; not all could be read ({numbers} ...)."
        notices.append(_warn("pages-lost", message))
    for code, bit, words in TABLE:
        sheets = [sheet for sheet in answer.pages if _count(sheet, bit) and not (bit == HIDDEN and is_scan(sheet))]
        if sheets:
            told = f"{words} was left out: “{_quote(sheets[0], bit)}”."
            notices.append(_warn(code, told, f"page {sheets[0].number}"))
    if scans := [sheet for sheet in answer.pages if is_scan(sheet)]:
        message = "The page is a picture with recognised text laid under it; compare the words with the picture."
        notices.append(_warn("text-recognised", message, f"page {scans[0].number}"))
    notices += _list_unknown(answer)
    shown = " · ".join(dict.fromkeys(heads[:200]))
    if shown:
        message = f"Running heads, feet and page numbers were left out: “{shown[:160]}”."
        notices.append(Notice(severity=Severity.INFO, code="furniture-removed", message=message))
    return notices


TABLE = (
    ("hidden-text-omitted", HIDDEN, "Text that nobody sees on the page"),
    ("rotated-text-omitted", ROTATED, "Text that runs in another direction than the page"),
)


def _list_unknown(answer: Answer) -> list[Notice]:
    text = "".join(word.text for sheet in answer.pages for word in sheet.words)
    unknown = len(MEANINGLESS.findall(text))
    if unknown <= UNKNOWN * len(text):
        return []
    message = f"The fonts of the file do not say what {unknown} of its {len(text)} signs mean; words may be wrong."
    return [_warn("signs-unknown", message)]


def _count(sheet: Sheet, bit: int) -> int:
    return sum(len(word.text) for word in sheet.words if word.bits & bit)


def _quote(sheet: Sheet, bit: int) -> str:
    words = (word for word in sheet.words[:2000] if word.bits & bit)
    text = "".join(f" {word.text}" if word.bits & SPACED else word.text for word in words).strip()
    return text if len(text) <= 80 else f"{text[:80]}…"


def _warn(code: str, message: str, location: str = "") -> Notice:
    return Notice(severity=Severity.WARNING, code=code, message=message, location=location)
