"""One function per publication: from the model to a finished semantic page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from exporter.analysis.reading import find_reading
from exporter.model.comparison import Comparison
from exporter.model.dossier import Document, DossierFile
from exporter.model.page import Page
from exporter.publishing.contexts.asks import AsksView, make_asks
from exporter.publishing.contexts.comparison import ComparisonView, make_comparison
from exporter.publishing.contexts.controls import Controls, make_controls
from exporter.publishing.contexts.dossier import draw_events, draw_matrix, make_matrix, make_timeline, name_columns
from exporter.publishing.contexts.glossary import make_glossary
from exporter.publishing.contexts.index import IndexEntry
from exporter.publishing.contexts.ledger import make_ledger, make_themes
from exporter.publishing.contexts.lineage import FEWEST, list_beside, make_lineage
from exporter.publishing.contexts.resolution import make_full_text
from exporter.publishing.contexts.sheets import make_sheets
from exporter.publishing.contexts.survival import make_survivals
from exporter.publishing.contexts.text import TextView, make_text
from exporter.publishing.environment import render
from exporter.publishing.foreign import find_foreign, mark_languages
from exporter.publishing.look import Look

# <col data-width="38">
_WIDTH = re.compile(r'<col data-width="(\d{1,2})">')


def render_resolution(document: Document, look: Look) -> Page:
    """Return the faithful full text of one resolution."""
    text, full = make_text(document, look.labels), make_full_text(document)
    controls = make_controls([text], look.labels, full=[full])
    return _make_page("resolution.html", {"text": text, "full": full}, text.title, look, controls, [document])


def render_briefing(document: Document, look: Look) -> Page:
    """Return the briefing on one resolution: what it is, who is asked to do what."""
    text, asks = make_text(document, look.labels), make_asks(document)
    controls = make_controls([text], look.labels, asks=[asks])
    return _make_page(
        "briefing.html", {"text": text, "asks": asks, "changes": {}}, text.title, look, controls, [document]
    )


def render_comparison(comparison: Comparison, documents: Sequence[Document], look: Look) -> Page:
    """Return the comparison of two texts, demand by demand; `documents` hold both by id, KeyError if not."""
    view = make_comparison(comparison, documents, look.labels)
    title = look.labels("comparison.title", old=view.old.name, new=view.new.name)
    controls = make_controls([view.old, view.new], look.labels, comparisons=[view])
    return _make_page(
        "comparison.html", {"comparison": view, "changes": view.changes}, title, look, controls, documents
    )


def render_dossier(
    dossier: DossierFile,
    documents: Sequence[Document],
    comparisons: Sequence[Comparison],
    look: Look,
    *,
    supports: Sequence[Comparison] = (),
) -> Page:
    """Return everything on several texts in one page; each comparison's texts are among the documents.

    `supports` are more comparisons, which lineages and chains rest on and which are not shown.
    """
    asks = [make_asks(document) for document in documents]
    texts = [make_text(document, look.labels) for document in documents]
    full = [make_full_text(document) for document in documents]
    views = [make_comparison(item, documents, look.labels, anchored=False) for item in comparisons]
    timeline, matrix = make_timeline(documents, look.labels), make_matrix(asks)
    context = {
        "dossier": dossier,
        "texts": [
            {
                "text": text,
                "asks": view,
                "full": whole,
                "reading": find_reading(document.resolution, text.notices),
            }
            for document, text, view, whole in zip(documents, texts, asks, full, strict=True)
        ],
        "comparisons": views,
        "changes": join_changes(views),
        "timeline": timeline,
        "timeline_figure": draw_events(timeline, look.labels),
        "matrix": matrix,
        "matrix_figure": draw_matrix(matrix, texts, look.labels),
        "glossary": make_glossary(documents, dossier.glossary),
        **follow(dossier, documents, (*comparisons, *supports), texts, asks),
    }
    controls = make_controls(texts, look.labels, asks=asks, full=full, comparisons=views)
    return _make_page("dossier.html", context, dossier.title, look, controls, documents)


def render_asks(dossier: DossierFile, documents: Sequence[Document], look: Look) -> Page:
    """Return one page for each addressee, with everything that the texts ask of it."""
    views = [make_asks(document) for document in documents]
    texts = [make_text(document, look.labels) for document in documents]
    context = {
        "dossier": dossier,
        "texts": [{"text": text} for text in texts],
        "comparisons": (),
        "changes": {},
        "sheets": make_sheets(texts, views, anchored=True),
    }
    title = look.labels("sheets.name", title=dossier.title)
    controls = make_controls(texts, look.labels, asks=views)
    return _make_page("asks.html", context, title, look, controls, documents)


def follow(
    dossier: DossierFile,
    documents: Sequence[Document],
    comparisons: Sequence[Comparison],
    texts: Sequence[TextView],
    asks: Sequence[AsksView],
) -> dict[str, Any]:
    """Return what is to be said of all texts together, none of what says nothing about so few."""
    return {
        "columns": name_columns(texts),
        "beside": list_beside(documents, texts, dossier.chains),
        "themes": make_themes(documents),
        "lineage": make_lineage(documents, comparisons, texts, dossier.chains),
        "survivals": make_survivals(dossier.chains, documents, comparisons, texts),
        "sheets": make_sheets(texts, asks) if len(texts) >= FEWEST else (),
        "ledger": make_ledger(documents, texts),
    }


def join_changes(views: Iterable[ComparisonView]) -> dict[str, tuple[str, ...]]:
    """Return the codes of what happened to each ask in any of the comparisons."""
    joined: dict[str, tuple[str, ...]] = {}
    for view in views:
        for key, codes in view.changes.items():
            joined[key] = tuple(dict.fromkeys((*joined.get(key, ()), *codes)))
    return joined


def render_index(dossier: DossierFile, entries: Sequence[IndexEntry], look: Look) -> Page:
    """Return the page that links every edition made of a dossier."""
    return _make_page("index.html", {"dossier": dossier, "entries": entries}, dossier.title, look)


def _make_page(
    template: str,
    context: Mapping[str, Any],
    title: str,
    look: Look,
    controls: Controls | None = None,
    documents: Sequence[Document] = (),
) -> Page:
    names = {"title": title, "language": look.language, "foreign": find_foreign(documents, look.language)}
    html = render(look.environment, template, {**context, **names})
    html = mark_languages(html, look.language, documents)
    widths = format_widths(html)
    return Page(
        title=title,
        language=look.language,
        html=html,
        screen_css=look.screen_css + widths,
        print_css=look.print_css + widths,
        theme=look.theme,
        controls=render(look.environment, "parts/controls.html", {"controls": controls}) if controls else "",
        script=look.script if controls else "",
    )


def format_widths(html: str) -> str:
    """Return one CSS rule for each column width used in the page: style sheets cannot read numbers from attributes."""
    widths = sorted({int(found) for found in _WIDTH.findall(html)})
    return "".join(f'col[data-width="{width}"] {{ width: {width}%; }}\n' for width in widths)
