"""Places where lines may end, and where not, in words as WeasyPrint sets them; a reader of the PDF gets none of it.

A zero-width space in a word of thousands of letters makes a line of them quick to find: without one the whole rest of
the word is set again for each line, which takes half a minute for 50,000 letters. Signs of no width are not drawn, so
that what is read out, searched or copied from the PDF is verbatim.
"""

import re
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
MAY_BREAK, KEEP = "\u200b", "\u2060"

# no word of a language, but an address, a chain of letters, a table of numbers that lost its spaces
LONG = re.compile(r"\S{50,}")
# of such a word: an address ends a line behind a stroke or sign, the rest after some letters; accents stay with theirs
ACCENT = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
PIECE = re.compile(rf"(?:[^\s/?&=_]{ACCENT}*){{1,20}}[/?&=_]{{0,3}}|[/?&=_]{{1,3}}{ACCENT}*")
# "RC-B9-0230/2022", "C/2025/1807": a line does not end within a reference
REFERENCE = re.compile(r"(?<![\w/-])(?=[\w/()-]{0,24}\d)[A-Z0-9]\w{0,11}(?:[-/][\w()]{1,16}){1,4}(?![\w/-])")
# what may hold one of them
SUSPECT = re.compile(r"\d[/-]|[/-]\w{0,11}\d|\S{50}")


def mark_breaks(root: Any) -> None:
    """Put into the words of a page (HTML) where lines may end and where not."""
    drawn = {id(inner) for picture in root.iter(f"{SVG}svg") for inner in picture.iter()}
    for element in root.iter():
        if element.tag in ("style", "title", "script") or id(element) in drawn:
            continue
        if element.text and SUSPECT.search(element.text):
            element.text = mark(element.text)
        if element.tail and SUSPECT.search(element.tail):
            element.tail = mark(element.tail)


def unmark(text: str) -> str:
    """Return a text without the signs: for what is not set, but told in words, such as bookmarks."""
    return text.replace(MAY_BREAK, "").replace(KEEP, "")


def unmark_bookmarks(document: Any) -> None:
    """Take the signs out of the bookmarks of WeasyPrint's document."""
    for page in document.pages:
        page.bookmarks = [(level, unmark(label), *rest) for level, label, *rest in page.bookmarks]


def mark(text: str) -> str:
    """Return the text with signs of no width at places where a line may end, and where it may not."""
    text = REFERENCE.sub(lambda found: re.sub(r"[-/]", rf"\g<0>{KEEP}", found[0]), text)
    return LONG.sub(lambda found: MAY_BREAK.join(PIECE.findall(found[0])).replace("-", f"-{KEEP}"), text)
