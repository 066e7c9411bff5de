"""Web pages: the European Parliament's of every generation, EUR-Lex and the Official Journal, the UN's, our own."""

from lxml import etree

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.model.outline import Block, Outline
from exporter.model.resolution import SourceFile
from exporter.readers.encoding import decode_markup
from exporter.readers.flow import Flow, read_flow
from exporter.readers.html.editions import is_edition, read_edition
from exporter.readers.html.elements import Page
from exporter.readers.html.notes import find_notes
from exporter.readers.html.pages import choose_main, find_references, mark_furniture
from exporter.readers.html.wording import join_lines
from exporter.readers.pasting import clean_pseudo_tags

CUT_OFF = Notice(
    severity=Severity.WARNING,
    code="file-cut-short",
    message="The page does not come to its end (no </html>); its last part may be missing.",
)
FURNITURE = Notice(
    severity=Severity.INFO,
    code="page-furniture-omitted",
    message="Menus, links and other matter of the web page around the text were left out.",
)


def read(data: bytes, source: SourceFile) -> Outline:
    """Return what a web page says, without menus and page furniture; raise ReadError when it cannot be read whole."""
    text, notices = decode_markup(data, source.file)
    root = parse_html(text, source.file)
    if is_edition(root):
        return read_edition(root, source, notices)
    flow, furniture = _read_page(root)
    blocks, wrapped = join_lines(flow)
    blocks, cleaned = clean_pseudo_tags(blocks)
    if not blocks:
        raise ReadError("the page holds no text", file=source.file, remedy="save the page with its text")
    told = [*notices, *cleaned, *([FURNITURE] if furniture or flow.skipped else [])]
    if "<html" in text[:5000].lower() and "</html" not in text[-5000:].lower():
        told.append(CUT_OFF)
    head = [Block(text=reference) for reference in find_references(root)]
    footnotes = tuple(flow.notes)
    return Outline(source=source, blocks=(*head, *blocks), wrapped=wrapped, footnotes=footnotes, notices=tuple(told))


def parse_html(text: str, file: str) -> etree._Element:
    """Return the root of a page; raise ReadError for what is none, or is nested deeper than can be read."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # the library drops what is deeper without a word
        raise ReadError("its elements are nested too deep", file=file, remedy="save the text as plain text (.txt)")
    if root is None:
        raise ReadError("the file holds no web page", file=file, remedy="save the page again")
    return root


def _read_page(root: etree._Element) -> tuple[Flow, bool]:
    """Return the blocks of the part of a page that holds the text, and whether anything around it was left out."""
    main = choose_main(root)
    notes = find_notes(main)
    page = Page(marks=notes.marks, bodies=notes.bodies, furniture=mark_furniture(main))
    flow = read_flow(main, page.classify)
    flow.notes = notes.read(page.classify)
    return flow, main.tag != "body"
