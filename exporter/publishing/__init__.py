"""From the model to a semantic HTML page: template search, theme, labels, contexts.

A page is made by `render_resolution`, `render_briefing`, `render_comparison`, `render_dossier` or `render_index`, each
with a `Look` from `load_look`. After the look is loaded only templates are read from the disk.
"""

from exporter.publishing.contexts.index import EditionFile, IndexEntry
from exporter.publishing.look import Look, load_look
from exporter.publishing.redline import render_redline
from exporter.publishing.render import (
    render_asks,
    render_briefing,
    render_comparison,
    render_dossier,
    render_index,
    render_resolution,
)
from exporter.publishing.themes import list_theme_files, list_themes

__all__ = [
    "EditionFile",
    "IndexEntry",
    "Look",
    "list_theme_files",
    "list_themes",
    "load_look",
    "render_asks",
    "render_briefing",
    "render_comparison",
    "render_dossier",
    "render_index",
    "render_redline",
    "render_resolution",
]
