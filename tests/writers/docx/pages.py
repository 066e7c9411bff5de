"""Pages to write, and Word files to look into."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from exporter.model.page import Page
from exporter.model.theme import Colours, Fonts, Sizes, Theme
from exporter.model.theme import Page as Paper
from exporter.writers.docx import write

CASES = Path(__file__).parents[2] / "cases" / "docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

THEME = Theme(
    name="test",
    fonts=Fonts(
        body="Source Serif 4",
        heading="Source Sans 3",
        body_fallback=("Georgia", "serif"),
        heading_fallback=("Arial", "sans-serif"),
    ),
    sizes=Sizes(body=10, small=8.5, title=22, h1=17, h2=13.5, h3=11, line_height=1.4),
    colours=Colours(
        ink="#101010",
        muted="#505050",
        accent="#003366",
        paper="#ffffff",
        tint="#f0f0f0",
        rule="#c0c0c0",
        added="#005500",
        removed="#880000",
        warning="#884400",
    ),
    page=Paper(size="A4", margin_top=24, margin_bottom=22, margin_inner=24, margin_outer=24),
)


def make_page(html: str, language: str = "en") -> Page:
    """Return a page; a fragment is put into a body."""
    if "<body" not in html:
        html = f'<!doctype html><html lang="{language}"><head><title>t</title></head><body>{html}</body></html>'
    return Page(title="A title", language=language, html=html, screen_css="", print_css="", theme=THEME)


def read_parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body_of(html: str) -> etree._Element:
    """Return the body of the Word document made from a fragment."""
    return etree.fromstring(read_parts(write(make_page(html)))["word/document.xml"])[0]


def texts(root: etree._Element) -> list[str]:
    """Return the text of each paragraph, tabs as tabs."""
    return [text_of(paragraph) for paragraph in root.iter(f"{W}p")]


def text_of(paragraph: etree._Element) -> str:
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    runs = (child for run in paragraph.iter(f"{W}r") for child in run)
    return "".join(marks.get(str(child.tag), child.text or "" if child.tag == f"{W}t" else "") for child in runs)


def style_of(paragraph: etree._Element) -> str:
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def styled(root: etree._Element) -> list[tuple[str, str]]:
    """Return style and text of each paragraph that has text."""
    return [(style_of(p), text_of(p)) for p in root.iter(f"{W}p") if text_of(p)]


def show_parts(parts: dict[str, bytes], names: list[str]) -> str:
    """Return parts as indented XML that a person can review, attributes in the order of their names."""
    return "".join(f"=== {name}\n{show_xml(parts[name])}\n" for name in sorted(names))


def show_xml(data: bytes) -> str:
    root = etree.fromstring(data)
    for element in root.iter():
        attributes = sorted(element.attrib.items())
        element.attrib.clear()
        element.attrib.update(attributes)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")
