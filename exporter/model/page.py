"""What publishing hands to the writers of printed editions: one semantic HTML page and its look."""

from msgspec import Struct

from exporter.model.reference import Reference
from exporter.model.theme import Theme


class Page(Struct, frozen=True, kw_only=True):
    """A whole HTML document without styles (the vocabulary is in `templates/README.md`), and the styles for each use.

    `screen_css` goes into the HTML edition, `print_css` into the PDF, `theme` into the Word styles. `controls` (HTML)
    and `script` (JavaScript) are for the HTML edition alone; the page says everything without them. `reference` is the
    house document for Word.
    """

    title: str
    language: str
    html: str
    screen_css: str
    print_css: str
    theme: Theme
    controls: str = ""
    script: str = ""
    reference: Reference | None = None
