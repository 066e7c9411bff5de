"""Everything that decides how pages look: templates, theme, labels, styles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment

from exporter.model.theme import Theme
from exporter.publishing.contexts.index import format_size
from exporter.publishing.environment import find_file, list_folders, make_environment, read_text
from exporter.publishing.labels import Labels, load_labels
from exporter.publishing.logo import load_logo
from exporter.publishing.theme import format_dark_variables, format_families, format_variables, load_theme
from exporter.publishing.themes import find_theme


@dataclass(frozen=True)
class Look:
    """A loaded look: the environment for templates, the theme, the words, the style sheets and the script."""

    environment: Environment
    theme: Theme
    labels: Labels
    language: str
    screen_css: str
    print_css: str
    script: str


def load_look(folders: Sequence[Path] = (), language: str = "en", theme_name: str = "") -> Look:
    """Return the look made of the user's folders over the theme's over the shipped templates; the first file wins.

    `theme_name` is the name of a shipped theme or the path of a folder; empty is the shipped look.

    Raises TemplateError, one line with file and line or field, when a theme, label or style file cannot be used.
    """
    search = list_folders((*folders, *find_theme(theme_name)))
    theme = load_theme(search)
    labels = load_labels(language, search)
    variables = format_variables(theme)
    logo = load_logo(theme.logo, theme.logo_alt, search) if theme.logo else None
    size = f".logo img {{ width: {logo.width}px; height: {logo.height}px; }}\n" if logo else ""
    more = {use: size + "".join(_list_styles(use, search)) for use in ("screen", "print")}
    screen = read_text(find_file("styles/screen.css", search)) + more["screen"]
    printed = read_text(find_file("styles/print.css", search)) + more["print"]
    families = format_families(theme.fonts.heading, theme.fonts.heading_fallback)
    names = {"t": labels, "theme": theme, "heading_font": families, "logo": logo}
    return Look(
        environment=make_environment(search, {"size": partial(format_size, labels=labels)}, names),
        theme=theme,
        labels=labels,
        language=language,
        screen_css=f"{variables}{format_dark_variables(theme)}{screen}",
        print_css=f"{variables}{printed}",
        script=read_text(find_file("scripts/page.js", search)),
    )


def _list_styles(use: str, search: Sequence[Path]) -> Iterator[str]:
    """Yield the rules that folders add to a style sheet, in `styles/more-print.css`: the first folder's last."""
    for folder in reversed(search):
        if (folder / "styles" / f"more-{use}.css").is_file():
            yield "\n" + read_text(find_file(f"styles/more-{use}.css", [folder]))
