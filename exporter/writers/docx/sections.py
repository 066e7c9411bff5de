"""A story is a place that blocks are added to (the body, a table cell); the body also knows pages and sections."""

from lxml.etree import _Element as Element

from exporter.writers.docx.geometry import Geometry, Orientation, paper
from exporter.writers.docx.paragraphs import set_property
from exporter.writers.docx.runs import run
from exporter.writers.docx.styles import Look
from exporter.writers.docx.xml import R_ID, arrange, local_name, w


class Story:
    """The blocks of a table cell: Word wants a paragraph between tables and at the end."""

    def __init__(self) -> None:
        self.blocks: list[Element] = []

    def add(self, block: Element) -> None:
        """Add a paragraph, table or content control."""
        if self.blocks and is_table(block) and is_table(self.blocks[-1]):
            self.blocks.append(spacer())
        self.blocks.append(block)

    def start_page(self) -> None:
        """Begin a page with the next block, where there are pages."""

    def turn(self, orientation: Orientation) -> bool:
        """Turn the pages from the next block on; returns False where they cannot be turned or are so already."""
        return False

    def close(self) -> list[Element]:
        """Return all blocks, with what Word wants at the end of a story."""
        if not self.blocks:
            return [paragraph("TableText")]
        return self.blocks if local_name(self.blocks[-1]) == "p" else [*self.blocks, spacer()]


class BodyStory(Story):
    """The body: page breaks and changes of orientation wait for the next block, so that no page stays empty."""

    def __init__(self, frames: "Frames") -> None:
        super().__init__()
        self._frames = frames
        self._orientation: Orientation = "portrait"
        self._wanted: Orientation = "portrait"
        self._breaks = False

    def add(self, block: Element) -> None:
        """Add a block after the section or page break that is due."""
        if self._wanted != self._orientation:
            self._end_section()
            self._orientation = self._wanted
        elif self._breaks and self.blocks:
            self._break_before(block)
        self._breaks = False
        self.blocks += [block, spacer()] if is_table(block) else [block]

    def start_page(self) -> None:
        """Begin a page with the next block."""
        self._breaks = True

    def turn(self, orientation: Orientation) -> bool:
        """Turn the pages from the next block on; returns False where they are so already."""
        if orientation == self._wanted:
            return False
        self._wanted = orientation
        return True

    def close(self) -> list[Element]:
        """Return all blocks and the properties of the last section."""
        return [*super().close(), self._frames.build(self._orientation)]

    def _end_section(self) -> None:
        if not self.blocks:
            return
        if local_name(self.blocks[-1]) != "p":
            self.blocks.append(spacer())
        set_property(self.blocks[-1], self._frames.build(self._orientation))

    def _break_before(self, block: Element) -> None:
        first = block if local_name(block) == "p" else block.find("{*}sdtContent/{*}p")
        if first is None:
            first = spacer()
            self.blocks.append(first)
        set_property(first, w("pageBreakBefore"))


class Frames:
    """What every section shares: paper, head and foot; the first page of a document with a title block has no head."""

    def __init__(
        self,
        geometries: dict[Orientation, Geometry],
        references: dict[Orientation, list[Element]],
        first: list[Element] | None = None,
    ) -> None:
        self._geometries = geometries
        self._references = references
        self._first = first
        self._built = 0

    def build(self, orientation: Orientation) -> Element:
        """Return `w:sectPr` for pages of this orientation."""
        children = [_copy(reference) for reference in self._references[orientation]]
        opening = not self._built and self._first is not None
        self._built += 1
        if opening:
            children += self._first or []
        kind = [] if self._built == 1 else [w("type", val="nextPage")]
        references = sorted(children, key=lambda child: local_name(child) != "headerReference")
        section = w("sectPr", *references, *kind, *paper(self._geometries[orientation]), w("cols", space=720))
        if opening:
            section.append(w("titlePg"))
        return section


def _copy(reference: Element) -> Element:
    copied = w(local_name(reference))
    for name, value in reference.attrib.items():
        copied.set(name, value)
    return copied


def reference(kind: str, relation: str, use: str = "default") -> Element:
    """Return the reference from a section to a head (`header`) or foot (`footer`)."""
    element = w(f"{kind}Reference", type=use)
    element.set(R_ID, relation)
    return element


def fill_head(root: Element, text: str) -> None:
    """Fill a running head."""
    root[:] = [paragraph("Header", run(text))]


def fill_foot(root: Element, text: str, words: tuple[str, str], geometry: Geometry, look: Look) -> None:
    """Fill a running foot: its words at the left, page x of y at the right; `words` are "Page" and "of"."""
    runs = [run(text), w("r", w("tab")), *_page_of_pages(*words)]
    line = paragraph("Footer", *runs)
    if geometry.text_width != look.text_width:
        tabs = w("tabs", w("tab", val="clear", pos=look.text_width), w("tab", val="right", pos=geometry.text_width))
        set_property(line, tabs)
    root[:] = [line]


def _page_of_pages(page_word: str, of_word: str) -> list[Element]:
    """Return "Page 1 of 1" with fields for the figures."""
    page, pages = (w("fldSimple", run("1"), instr=f" {name} ") for name in ("PAGE", "NUMPAGES"))
    return [run(f"{page_word} ".lstrip()), page, run(f" {of_word} "), pages]


def spacer() -> Element:
    """Return the small empty paragraph that Word needs after a table."""
    return paragraph("TableEnd")


def paragraph(style: str, *runs: Element) -> Element:
    """Return a paragraph of this style with these runs."""
    return w("p", arrange("pPr", [w("pStyle", val=style)]), *runs)


def is_table(block: Element) -> bool:
    """Return whether a block is a table."""
    return local_name(block) == "tbl"
