"""Each edition as text that a person can review, by its suffix: what a reader gets, without what differs by machine.

PDF: metadata, bookmarks and the tag tree with its words, but no pages, whose breaks depend on the version of Pango.
Word: a line for each paragraph with its style. Spreadsheets: a line for each cell. Databases: a line for each row. The
rest is text already.
"""

import io
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import openpyxl
import pikepdf
from lxml import etree
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE_SHEET = re.compile(r"<style>.*?</style>", re.DOTALL)
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
POLICY = re.compile(r"'sha256-[^']*'")
# actions_fts_data
INDEX = re.compile(r"_fts(?:_\w+)?$")
# "Timeline . . . . . 3" in the contents
LEADER = re.compile(r"[ .]{4,}\d+$")
# what stands in a line, or only groups other elements
INLINE = {"Span", "Link", "NonStruct", "Lbl", "LBody", "Reference"}


def show_edition(name: str, data: bytes) -> str:
    """Return the file of this name as text."""
    return SHOWN[name.rpartition(".")[2]](data)


def show_html(data: bytes) -> str:
    """Return the page without its style sheet and script, which have tests of their own."""
    html = SCRIPT.sub("<script></script>", STYLE_SHEET.sub("<style></style>", data.decode()))
    return POLICY.sub("'sha256-...'", html)


def show_text(data: bytes) -> str:
    """Return text with the line ends of this project."""
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def show_xlsx(data: bytes) -> str:
    """Return a line for every cell."""
    return list_cells(openpyxl.load_workbook(io.BytesIO(data), rich_text=True))


def list_cells(workbook: Workbook) -> str:
    """Return a line for every cell with its kind, for a person to review."""
    lines = []
    for sheet in workbook:
        lines.append(f"== {sheet.title}: frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            lines += [
                f"{cell.coordinate} {cell.data_type} {_show_cell(cell.value)}" for cell in row if cell.value is not None
            ]
    return "\n".join(lines) + "\n"


def _show_cell(value: object) -> str:
    if not isinstance(value, CellRichText):
        return repr(value)
    parts = (part if isinstance(part, str) else f"<{name_marks(part.font)}>{part.text}</>" for part in value)
    return repr("".join(parts))


def name_marks(font: object) -> str:
    return " ".join(mark for mark in ("strike", "u") if getattr(font, mark, None)) or "plain"


def show_docx(data: bytes) -> str:
    """Return properties, running heads and feet, and each paragraph with its style and the places it bears."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = etree.fromstring(parts["docProps/core.xml"])
    lines = [f"{etree.QName(element).localname}: {element.text}" for element in core]
    for name in sorted(parts):
        if name.startswith(("word/header", "word/footer", "word/media")):
            lines.append(f"== {name}")
            lines += list(list_paragraphs(etree.fromstring(parts[name]))) if name.endswith(".xml") else []
    lines += ["== word/document.xml", *list_paragraphs(etree.fromstring(parts["word/document.xml"]))]
    return "\n".join(lines) + "\n"


def list_paragraphs(root: Any) -> Iterator[str]:
    """Yield paragraphs as `Style | words [#bookmark]`, with a line where a table, a row or a section begins or ends."""
    for element in root.iter(f"{W}p", f"{W}tbl", f"{W}tr", f"{W}sectPr"):
        kind = etree.QName(element).localname
        if kind == "p":
            style = element.find(f"{W}pPr/{W}pStyle")
            marks = "".join(f" [#{mark.get(f'{W}name')}]" for mark in element.iter(f"{W}bookmarkStart"))
            alts = "".join(f" [picture: {drawn.get('descr')}]" for drawn in element.iter("{*}docPr"))
            words = "".join(_list_words(element))
            yield f"{'' if style is None else style.get(f'{W}val')} | {words}{alts}{marks}"
        elif kind == "sectPr":
            yield f"== section {element.find(f'{W}pgSz').get(f'{W}orient') or 'portrait'}"
        else:
            yield {"tbl": "== table", "tr": "-- row"}[kind]


def _list_words(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}instrText"):
        kind = etree.QName(element).localname
        yield {"tab": "\t", "br": "\n"}.get(kind) or (element.text or "")


def show_pdf(data: bytes) -> str:
    """Return metadata, bookmarks, and the tag tree with its words."""
    with pikepdf.open(io.BytesIO(data)) as document:
        lines = [f"{name}: {value}" for name, value in sorted(document.docinfo.items()) if name != "/Producer"]
        lines.append(f"language: {document.Root.Lang}")
        with document.open_outline() as outline:
            lines += ["== bookmarks", *_list_bookmarks(outline.root, 0)]
    return "\n".join([*lines, "== tags", *list_tags(data)]) + "\n"


def _list_bookmarks(items: Any, level: int) -> Iterator[str]:
    for item in items:
        yield "  " * level + item.title
        yield from _list_bookmarks(item.children, level + 1)


def list_tags(data: bytes) -> Iterator[str]:
    """Yield the structure elements in reading order, each with the words in it that are in no element of its own."""
    with pikepdf.open(io.BytesIO(data)) as document:
        words = read_marked_words(document)
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        for element in document.Root.StructTreeRoot.K:
            yield from _show_tag(element, 0, pages, words)


def _show_tag(element: Any, level: int, pages: dict[Any, int], words: dict[tuple[int, int], str]) -> Iterator[str]:
    kind = str(element.S).removeprefix("/")
    children = [kid for kid in element.K if _is_element(kid)]
    if kind in INLINE and any(_has_blocks(child) for child in children):
        for child in children:
            yield from _show_tag(child, level, pages, words)
        return
    blocks = _has_blocks(element, itself=False)
    text = "" if blocks or "/Alt" in element else " ".join("".join(_collect(element, pages, words)).split())
    # the marks of lists are drawn by the style sheet
    text = text.removeprefix("• ") if kind == "LI" else text
    alt = f" [alt: {element.Alt}]" if "/Alt" in element else ""
    scope = f" [{element.A.Scope}]".replace("/", "") if "/A" in element and "/Scope" in element.A else ""
    if blocks or text or alt:
        yield f"{'  ' * level}{kind}{scope}{alt}{': ' if text else ''}{LEADER.sub('', text)}"
    if blocks:
        for child in children:
            yield from _show_tag(child, level + 1, pages, words)


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"


def _has_blocks(element: Any, *, itself: bool = True) -> bool:
    if itself and str(element.S).removeprefix("/") not in INLINE:
        return True
    return any(_has_blocks(kid) for kid in element.K if _is_element(kid))


def _collect(element: Any, pages: dict[Any, int], words: dict[tuple[int, int], str]) -> Iterator[str]:
    page = pages[element.Pg.objgen] if "/Pg" in element else -1
    for kid in element.K:
        if isinstance(kid, int):
            yield words.get((page, kid), "") + " "
        elif _is_element(kid):
            yield from _collect(kid, pages, words)


def read_marked_words(document: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the words of each piece of marked content by the number of its page, from 0, and its mark.

    From the content itself: PDFium takes hyphens away at the ends of lines.
    """
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(document.pages):
        fonts = {name: _read_characters(font) for name, font in page.Resources.get("/Font", {}).items()}
        characters: dict[int, str] = {}
        marks: list[int] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                marks.append(int(operands[1].get("/MCID", -1)) if name == "BDC" else -1)
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                characters = fonts[str(operands[0])]
            elif name in ("Tj", "TJ"):
                place = number, marks[-1] if marks else -1
                found[place] = found.get(place, "") + _decode(operands[0], characters)
    return found


def _decode(shown: Any, characters: dict[int, str]) -> str:
    parts = [bytes(part) for part in (shown if isinstance(shown, pikepdf.Array) else [shown]) if _is_string(part)]
    codes = b"".join(parts)
    return "".join(characters[int.from_bytes(codes[place : place + 2])] for place in range(0, len(codes), 2))


def _is_string(part: Any) -> bool:
    return isinstance(part, pikepdf.String)


def _read_characters(font: Any) -> dict[int, str]:
    """Return the words that a font's glyphs stand for: `<0024> <0041>`."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>", table.partition("endcodespacerange")[2])
    return {int(code, 16): bytes.fromhex(words).decode("utf-16-be") for code, words in pairs}


def show_sqlite(data: bytes) -> str:
    """Return what each table and view is made by, and a line for each of its rows; not the inside of search indexes."""
    lines = []
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        made = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
        for name, statement in made:
            if INDEX.search(name) and not name.endswith("_fts"):
                continue
            lines += [f"== {name}", statement]
            if not name.endswith("_fts") and not statement.startswith("CREATE INDEX"):
                rows = database.execute(f'SELECT * FROM "{name}"')
                shown = [" | ".join(repr(cell) for cell in row) for row in rows]
                lines += sorted(shown) if statement.startswith("CREATE VIEW") else shown
    return "\n".join(lines) + "\n"


SHOWN: dict[str, Callable[[bytes], str]] = {
    "html": show_html,
    "pdf": show_pdf,
    "docx": show_docx,
    "xlsx": show_xlsx,
    "csv": show_text,
    "json": show_text,
    "xml": show_text,
    "sqlite": show_sqlite,
}
