"""Everything that decides how pages look: templates, theme, labels, styles."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from exporter.model.theme import Theme
from exporter.publishing.contexts.index import format_size
from exporter.publishing.environment import find_file, list_folders, make_environment, read_text
from exporter.publishing.labels import Labels, load_labels
from exporter.publishing.theme import format_dark_variables, format_families, format_variables, load_theme


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


def load_look(folders: Sequence[Path] = (), language: str = "en") -> Look:
    """Return the look made of the user's folders over the shipped templates; the first folder that has a file wins.

    Raises TemplateError, one line with file and line or field, when a theme, label or style file cannot be used.
    """
    search = list_folders(folders)
    theme = load_theme(find_file("theme.toml", search))
    labels = load_labels(language, search)
    variables = format_variables(theme)
    screen = read_text(find_file("styles/screen.css", search))
    printed = read_text(find_file("styles/print.css", search))
    families = format_families(theme.fonts.heading, theme.fonts.heading_fallback)
    names = {"t": labels, "theme": theme, "heading_font": families}
    return Look(
        environment=make_environment(search, {"size": format_size}, names),
        theme=theme,
        labels=labels,
        language=language,
        screen_css=f"{variables}{format_dark_variables(theme)}{screen}",
        print_css=f"{variables}{printed}",
        script=read_text(find_file("scripts/page.js", search)),
    )
