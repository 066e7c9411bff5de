"""The invented texts of `tests/cases/publishing` as pages, and pages read back as what a reader sees in them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import lxml.html
import msgspec

from exporter.model.comparison import Comparison
from exporter.model.dossier import Document, DossierFile
from exporter.model.page import Page
from exporter.model.resolution import running_text
from exporter.publishing import (
    EditionFile,
    IndexEntry,
    Look,
    load_look,
    render_briefing,
    render_comparison,
    render_dossier,
    render_index,
    render_resolution,
)

CASES = Path(__file__).parent.parent / "cases" / "publishing"
T = TypeVar("T")


def load(name: str, kind: type[T]) -> T:
    return msgspec.json.decode((CASES / name).read_bytes(), type=kind)


@cache
def look() -> Look:
    return load_look()


@cache
def documents() -> tuple[Document, Document]:
    return load("old.json", Document), load("new.json", Document)


def comparison() -> Comparison:
    return load("comparison.json", Comparison)


def dossier() -> DossierFile:
    return load("dossier.json", DossierFile)


def entries() -> tuple[IndexEntry, ...]:
    old, _ = documents()
    pdf = EditionFile(edition="pdf", href="old/briefing.pdf", size=1_234_567)
    word = EditionFile(edition="docx", href="old/briefing.docx", size=950)
    return (
        IndexEntry(
            publication="briefing",
            title=old.resolution.title,
            files=(pdf, word),
            texts=("old",),
            status=old.resolution.status,
        ),
        IndexEntry(publication="dossier", title="Lake Ombra", files=(), problem="nothing"),
    )


@cache
def pages(own: Look | None = None) -> dict[str, Page]:
    """Every page that can be made of the invented texts, by the golden it is compared with."""
    old, new = documents()
    seen = own or look()
    return {
        "old.json.resolution.html": render_resolution(old, seen),
        "new.json.resolution.html": render_resolution(new, seen),
        "old.json.briefing.html": render_briefing(old, seen),
        "new.json.briefing.html": render_briefing(new, seen),
        "comparison.json.page.html": render_comparison(comparison(), (old, new), seen),
        "dossier.json.page.html": render_dossier(dossier(), (old, new), (comparison(),), seen),
        "dossier.json.index.html": render_index(dossier(), entries(), seen),
    }


def parse(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def visible(element: lxml.html.HtmlElement) -> str:
    """The words of an element without those for screen readers only."""
    copy = lxml.html.fromstring(lxml.html.tostring(element, encoding="unicode", with_tail=False))
    for hidden in copy.xpath("descendant::span[@class='sr-only']"):
        hidden.drop_tree()
    return str(copy.text_content())


def quotations(html: str) -> Iterator[tuple[str, str]]:
    """Each marked quotation of a page: its id and its words."""
    for element in parse(html).xpath("//blockquote[@data-id] | //q[@data-id]"):
        yield element.get("data-id"), visible(element)


def expected_quotations(*texts: Document) -> dict[str, str]:
    """Every action and position of the texts by the id it has in all editions."""
    found = {}
    for text in texts:
        for statement in text.demands.statements:
            if statement.kind == "position":
                found[f"{text.id}-{statement.id}"] = statement.text
            found |= {f"{text.id}-{action.id}": action.quote for action in statement.actions}
    return found


def source_words(text: Document) -> str:
    return "\n".join(running_text(item) for item in text.resolution.paragraphs)
