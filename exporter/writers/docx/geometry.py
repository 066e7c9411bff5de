"""Paper, margins and text width of upright and landscape pages."""

from dataclasses import dataclass
from typing import Literal

from lxml.etree import _Element as Element

from exporter.errors import WriteError
from exporter.model.theme import Page
from exporter.writers.docx.xml import w

Orientation = Literal["portrait", "landscape"]

# width and height in millimetres
PAPERS = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
}

# the margins of landscape pages, which hold wide tables, as a share of those of upright ones
LANDSCAPE = 0.8


@dataclass(frozen=True)
class Geometry:
    """Lengths of one page in twentieths of a point; without `head` and `foot` those stand midway in the margins."""

    orientation: Orientation
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    head: int | None = None
    foot: int | None = None
    gutter: int = 0

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right - self.gutter


def find_geometries(page: Page) -> dict[Orientation, Geometry]:
    """Return the measures of upright and landscape pages; raises WriteError for a paper that is not known."""
    if page.size not in PAPERS:
        raise WriteError(f"paper size {page.size!r} is not known", remedy=f"use one of {', '.join(PAPERS)}")
    width, height = (twips(length) for length in PAPERS[page.size])
    margins = (page.margin_top, page.margin_bottom, page.margin_inner, page.margin_outer)
    return {
        "portrait": Geometry("portrait", width, height, *map(twips, margins)),
        "landscape": Geometry("landscape", height, width, *(twips(margin * LANDSCAPE) for margin in margins)),
    }


def twips(millimetres: float) -> int:
    """Return millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def paper(geometry: Geometry) -> list[Element]:
    """Return `w:pgSz` and `w:pgMar` of a section."""
    turned = "landscape" if geometry.width > geometry.height else None
    size = w("pgSz", w=geometry.width, h=geometry.height, orient=turned)
    margins = w(
        "pgMar",
        top=geometry.top,
        right=geometry.right,
        bottom=geometry.bottom,
        left=geometry.left,
        header=geometry.top * 45 // 100 if geometry.head is None else geometry.head,
        footer=geometry.bottom * 45 // 100 if geometry.foot is None else geometry.foot,
        gutter=geometry.gutter,
    )
    return [size, margins]
