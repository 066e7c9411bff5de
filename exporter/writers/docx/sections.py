"""A story is a place that blocks are added to (the body, a table cell); the body also knows pages and sections."""

from copy import deepcopy
from dataclasses import dataclass

from lxml.etree import _Element as Element

from exporter.writers.docx.geometry import Geometry, Orientation, paper
from exporter.writers.docx.paragraphs import is_held, set_property
from exporter.writers.docx.runs import run
from exporter.writers.docx.styles import Look
from exporter.writers.docx.xml import VAL, arrange, local_name, w, w_linked


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

    def hold(self) -> None:
        """Keep the last paragraph on the page of what follows."""
        if self.blocks and local_name(self.blocks[-1]) == "p" and not is_held(self.blocks[-1]):
            set_property(self.blocks[-1], w("keepNext"))

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
            _close_up(block)
        elif self._breaks and self.blocks:
            self._break_before(block)
        elif self.blocks and _style(self.blocks[-1]) == "Note" and (is_table(block) or _is_head(block)):
            # a note that explains the table or the part under it
            self.hold()
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
        _close_up(first)


@dataclass(frozen=True)
class Use:
    """A head or foot (`header`, `footer`) for some pages (`default`, `first`, `even`), by the relation of its part."""

    kind: str
    side: str
    relation: str


@dataclass
class Frames:
    """What every section shares: paper, heads and feet; the opening one may have others on its first page.

    `uses` are those of every section, `opening` those of the first page. `more` are properties of a house's sections.
    """

    geometries: dict[Orientation, Geometry]
    uses: dict[Orientation, list[Use]]
    opening: list[Use]
    has_title_page: bool
    more: tuple[Element, ...] = ()
    _built: int = 0

    def build(self, orientation: Orientation) -> Element:
        """Return `w:sectPr` for pages of this orientation."""
        opening, self._built = self._built == 0, self._built + 1
        uses = [*self.uses[orientation], *(self.opening if opening else [])]
        parts = [w_linked(f"{use.kind}Reference", use.relation, type=use.side) for use in uses]
        parts += [] if opening else [w("type", val="nextPage")]
        parts += [*paper(self.geometries[orientation]), *map(deepcopy, self.more), w("cols", space=720)]
        parts += [w("titlePg")] if opening and self.has_title_page else []
        return w("sectPr", *(part for _, part in sorted(enumerate(parts), key=_find_place)))


# what stands in a section behind its heads and feet, in the order of the schema
ORDER = ("type", "pgSz", "pgMar", "pgBorders", "pgNumType", "cols", "titlePg", "docGrid")
PLACES = {name: place for place, name in enumerate(ORDER, 1)}


def _find_place(item: tuple[int, Element]) -> tuple[int, int]:
    return PLACES.get(local_name(item[1]), 0), item[0]


def build_head(text: str) -> Element | None:
    """Return the line of a running head, None without words: then there is no rule either."""
    return paragraph("RunningHead", run(text)) if text else None


def build_foot(text: str, words: tuple[str, str], geometry: Geometry, look: Look) -> Element:
    """Return a running foot: its words at the left, page x of y at the right; `words` are "Page" and "of"."""
    runs = [*([run(text)] if text else []), w("r", w("tab")), *_page_of_pages(*words)]
    line = paragraph("RunningFoot", *runs)
    if geometry.text_width != look.text_width:
        tabs = w("tabs", w("tab", val="clear", pos=look.text_width), w("tab", val="right", pos=geometry.text_width))
        set_property(line, tabs)
    return line


def _page_of_pages(page_word: str, of_word: str) -> list[Element]:
    """Return "Page 1 of 1" with fields for the figures."""
    page, pages = (w("fldSimple", run("1"), instr=f" {name} ") for name in ("PAGE", "NUMPAGES"))
    before = [run(f"{page_word} ")] if page_word else []
    return [*before, page, run(f" {of_word} "), pages]


def _close_up(block: Element) -> None:
    """Take away the white above a heading at the top of a page: Word keeps it there after a break."""
    if _is_head(block):
        set_property(block, w("spacing", before=0))


def _is_head(block: Element) -> bool:
    return _style(block).startswith(("Heading", "TOCHeading", "Caption"))


def _style(block: Element) -> str:
    style = block.find("{*}pPr/{*}pStyle")
    return "" if style is None else str(style.get(VAL))


def spacer() -> Element:
    """Return the small empty paragraph that Word needs after a table."""
    return paragraph("TableEnd")


def paragraph(style: str, *runs: Element) -> Element:
    """Return a paragraph of this style with these runs."""
    return w("p", arrange("pPr", [w("pStyle", val=style)]), *runs)


def is_table(block: Element) -> bool:
    """Return whether a block is a table."""
    return local_name(block) == "tbl"
