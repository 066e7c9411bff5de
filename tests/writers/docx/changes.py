"""Accepting and rejecting tracked changes on the XML, as Word does it: a tracked mark joins two paragraphs."""

from copy import deepcopy

from lxml import etree

from tests.writers.docx.pages import W, style_of, text_of

Lines = list[tuple[str, str]]


def settle(document: bytes, *, accept: bool) -> Lines:
    """Return style and text of the paragraphs that are left when all changes are accepted, or all rejected."""
    body = deepcopy(etree.fromstring(document)[0])
    gone, kept = (f"{W}del", f"{W}ins") if accept else (f"{W}ins", f"{W}del")
    lines: Lines = []
    carried = ""
    for paragraph in body.iterchildren(f"{W}p"):
        mark_goes = paragraph.find(f"{W}pPr/{W}rPr/{gone}") is not None
        for change in paragraph.findall(gone):
            paragraph.remove(change)
        for text in [text for change in paragraph.iterchildren(kept) for text in change.iter(f"{W}delText")]:
            text.tag = f"{W}t"
        carried += text_of(paragraph)
        if not mark_goes:
            # the paragraph whose mark stays lends its style to what was joined with it
            lines.append((style_of(paragraph), carried))
            carried = ""
    assert carried == ""
    return lines
