"""What people wrote beside a text: a note can be filled in and changed, comments stand in the margin under their names.

The page has each as `p.analyst[data-noted]` behind the part that it is on; here it goes where Word has a place for it.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from lxml.etree import _Element as Element

from exporter.writers.docx.comments import Signature, comment_on
from exporter.writers.docx.document import Writing
from exporter.writers.docx.html import classes_of
from exporter.writers.docx.record import record_comment
from exporter.writers.docx.xml import local_name

CLASS = "analyst"


def find_annotations(body: Element) -> dict[str, list[Element]]:
    """Return what people wrote, by the id of what it is on, each once: a page may show it at several places."""
    found: dict[str, dict[tuple[str, ...], Element]] = {}
    for element in body.iter("p"):
        if identifier := element.get("data-noted"):
            who = element.get("data-author", "-"), element.get("data-date", "-")
            found.setdefault(identifier, {}).setdefault((*who, "\n".join(read_said(element))), element)
    return {identifier: list(items.values()) for identifier, items in found.items()}


def is_placed(element: Element, writing: Writing) -> bool:
    """Return whether an element says what stands in the margin or in a control already."""
    identifier = element.get("data-noted", "")
    if not identifier or CLASS not in classes_of(element):
        return False
    return identifier in (writing.noted if element.get("data-author") is None else writing.remarked)


def find_note(identifier: str, writing: Writing) -> tuple[str, list[str]] | None:
    """Return the note on what has this id: what it is and whose, and its lines; None where there is none."""
    for element in writing.annotations.get(identifier, ()):
        if element.get("data-author") is None:
            named = [" ".join("".join(map(str, child.itertext())).split()) for child in element if not _is_said(child)]
            return f"{', '.join(filter(None, named))}: ", read_said(element)
    return None


def remark_on(blocks: Sequence[Element], identifier: str, writing: Writing) -> None:
    """Put people's comments on what has this id into the margin of its first paragraph, once in a document."""
    comments = [item for item in writing.annotations.get(identifier, ()) if item.get("data-author") is not None]
    paragraph = next((block for block in blocks if local_name(block) == "p"), None)
    if not comments or paragraph is None or identifier in writing.remarked:
        return
    writing.remarked.add(identifier)
    for element in comments:
        signature = Signature(element.get("data-author", ""), element.get("data-date", ""))
        lines = read_said(element)
        comment_on(paragraph, lines, writing, signature)
        record_comment(identifier, signature.author, signature.day, "\n".join(lines), writing)


def read_said(element: Element) -> list[str]:
    """Return the lines that a person wrote."""
    words = next((child for child in element if _is_said(child)), element)
    parts = chain([words.text or ""], *(_read_inner(child) for child in words))
    return "".join(parts).split("\n")


def _read_inner(child: Element) -> Iterator[str]:
    yield "\n" if child.tag == "br" else "".join(map(str, child.itertext()))
    yield child.tail or ""


def _is_said(element: Element) -> bool:
    return "said" in classes_of(element)
