"""The page as a tree: what the HTML says, read without losing a word."""

from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from exporter.errors import WriteError
from exporter.writers.docx.xml import clean

# deeper than any real page; Word itself gives up on deep nesting of tables at about 60
DEPTH = 150
BYTES = 64_000_000

INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "img", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "svg", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
UNSEEN = frozenset(("script", "style", "template", "head", "title", "meta", "link", "col", "colgroup"))


@dataclass(frozen=True)
class Reading:
    """A page's body and language, and its `meta` by name."""

    body: Element
    language: str
    meta: dict[str, str]


def read_html(html: str, language: str) -> Reading:
    """Return the page as a tree; raises WriteError when it is empty, too large or nested too deeply to keep whole."""
    data = clean(html).encode()
    if len(data) > BYTES:
        raise WriteError(f"the page has {len(data):,} bytes, more than the {BYTES:,} a Word file is made of")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise WriteError(f"the page cannot be read as HTML: {error}") from error
    body = None if root is None else root.find("body")
    if root is None or body is None:
        raise WriteError("the page has no body")
    _check_depth(body, parser)
    meta = {name: tag.get("content", "") for tag in root.iterfind("head/meta") if (name := tag.get("name"))}
    return Reading(body, root.get("lang") or language, meta)


def _check_depth(body: Element, parser: etree.HTMLParser) -> None:
    """The parser drops what is too deep for it without an error: only its log tells."""
    dropped = any("depth" in entry.message for entry in parser.error_log)
    if dropped or _is_deeper(body, DEPTH):
        raise WriteError(f"the page nests elements more than {DEPTH} deep", remedy="take out some of the nesting")


def _is_deeper(body: Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def classes_of(element: Element) -> tuple[str, ...]:
    """Return the element's classes in their order."""
    return tuple((element.get("class") or "").split())


def is_unseen(element: Element) -> bool:
    """Return whether readers of the page on paper do not see the element."""
    return element.tag in UNSEEN or "sr-only" in classes_of(element)


def is_block(element: Element) -> bool:
    """Return whether the element starts a line of its own; an unknown element does when something in it does."""
    if element.tag in INLINE:
        return False
    return element.tag in BLOCKS or any(is_block(child) for child in element)
