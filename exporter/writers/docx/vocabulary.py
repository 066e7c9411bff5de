"""The elements and classes that the Word edition knows (the table in `templates/README.md`)."""

from exporter.writers.docx.sheet import Sheet

# elements that change structure or type; the styles of the rest are in styles.toml
ELEMENTS = frozenset({
    "a", "abbr", "aside", "blockquote", "body", "br", "caption", "cite", "col", "colgroup", "dd", "del", "dl", "dt",
    "desc", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "head", "header", "html", "img", "ins",
    "li", "main", "meta", "nav", "ol", "p", "path", "q", "section", "span", "strong", "sup", "svg", "table", "tbody",
    "td", "text", "th", "thead", "title", "tr", "ul",
})  # fmt: skip

# classes that mean something besides a style: where a thing stands, how its page lies, which publication it is; or
# nothing on paper (`lists`)
STRUCTURE = frozenset({
    "resolution", "briefing", "asks", "dossier", "index",
    "cover", "contents", "landscape", "page", "notice", "info", "comparability", "warning", "quotation", "facts",
    "colophon", "label", "sr-only", "total", "matrix", "list", "lists", "said", "comparison", "tall", "picture", "logo",
})  # fmt: skip

# kinds of tags that differ on screen only: in Word the word in the frame says it
PLAIN_TAGS = frozenset({"motion", "proposed", "implied", "up", "down", "same"})


def known_classes(sheet: Sheet) -> frozenset[str]:
    """Return every class that the writer acts on or leaves out on purpose."""
    styled = {name.partition(".")[2] for style in sheet.styles for name in _last_words(style.selects)}
    return frozenset(styled - {""}) | STRUCTURE | PLAIN_TAGS


def _last_words(selectors: tuple[str, ...]) -> list[str]:
    return [selector.split()[-1] for selector in selectors]
