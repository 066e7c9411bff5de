"""Content controls: quotations are locked, so that none is changed by accident; notes under them can be filled in."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from exporter.writers.docx.annotations import find_note
from exporter.writers.docx.document import Writing
from exporter.writers.docx.record import record_note, record_quotation
from exporter.writers.docx.sections import paragraph
from exporter.writers.docx.xml import W, local_name, text_element, w

# before the id in the tag of a note
NOTE_TAG = "note:"
# Word takes no longer ones
LONGEST_TAG = 64
WORDS = frozenset(("r", "hyperlink"))


def lock_words(block: Element, identifier: str, writing: Writing) -> None:
    """Put the words of a paragraph into a control whose content cannot be changed; it can be taken out as a whole."""
    places = [place for place, child in enumerate(block) if local_name(child) in WORDS]
    if not places:
        return
    words = list(block)[places[0] : places[-1] + 1]
    tag = [w("tag", val=_cut(identifier))] if identifier else []
    if identifier:
        text = "".join(str(found.text or "") for run in words for found in run.iter(f"{{{W}}}t"))
        start = next((child for child in block if local_name(child) == "bookmarkStart"), None)
        name = None if start is None else start.get(f"{{{W}}}name")
        record_quotation(_cut(identifier), text, name, writing)
    control = w("sdt", w("sdtPr", *tag, w("id", val=next(writing.numbers)), w("lock", val="contentLocked")))
    block.insert(places[0], control)
    control.append(w("sdtContent", *words))


def build_note(identifier: str, word: str, writing: Writing) -> Element | None:
    """Return the paragraph for a note on what has this id, with what is written already; None if it is there."""
    if identifier in writing.noted:
        return None
    writing.noted.add(identifier)
    written = find_note(identifier, writing)
    label, lines = written or (None, [])
    words = _build_lines(lines) if written else _build_placeholder(word)
    tag = _cut(f"{NOTE_TAG}{identifier}")
    properties = w(
        "sdtPr",
        w("alias", val=word.rstrip(":")),
        w("tag", val=tag),
        w("id", val=next(writing.numbers)),
        w("lock", val="sdtLocked"),
        *(() if written else (w("showingPlcHdr"),)),
        w("text", multiLine=1),
    )
    record_note(tag, word, writing, label, "\n".join(lines) if written else None)
    head = [w("r", w("rPr", w("b")), text_element(label))] if label else []
    return paragraph("AnalystNote", *head, w("sdt", properties, w("sdtContent", words)))


def _build_placeholder(word: str) -> Element:
    return w("r", w("rPr", w("rStyle", val="PlaceholderText")), text_element(word))


def _build_lines(lines: Sequence[str]) -> Element:
    run = w("r", text_element(lines[0]))
    for line in lines[1:]:
        run.extend((w("br"), text_element(line)))
    return run


def _cut(tag: str) -> str:
    """Return a tag that Word takes; of a long one the beginning and the end, where ids differ."""
    return tag if len(tag) <= LONGEST_TAG else f"{tag[:20]}…{tag[-(LONGEST_TAG - 21) :]}"
