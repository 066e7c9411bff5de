"""Where the pages of a PDF end: pages with next to nothing on them, rows of tables that are torn."""

from typing import Any

import pypdfium2

from exporter.model.page import Page
from exporter.writers import pdf

MARGIN = 48.0
"""Points at head and foot of a page in which nothing but running heads stands."""

FEWEST = 4
"""Lines that a page holds at least."""


def list_lines(data: bytes) -> list[list[float]]:
    """Return for each page the places of its lines of words, without running head and foot, in points from its foot."""
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for leaf in document:
            words, height = leaf.get_textpage(), leaf.get_height()
            boxes = (words.get_charbox(n) for n in range(words.count_chars()))
            # less than two points high: words for screen readers only
            feet = sorted(
                {round(low, 1) for _, low, _, top in boxes if top - low > 2 and MARGIN < low < height - MARGIN}
            )
            pages.append([foot for n, foot in enumerate(feet) if n == 0 or foot - feet[n - 1] > 4])
            words.close()
            leaf.close()
    return pages


def find_thin_pages(data: bytes) -> list[int]:
    """Return the numbers of the pages with fewer lines than a page should hold."""
    return [number for number, lines in enumerate(list_lines(data), start=1) if len(lines) < FEWEST]


def find_torn_rows(page: Page) -> list[tuple[int, ...]]:
    """Return the numbers of the leaves of each row of a table that stands on more than one; heads are repeated."""
    leaves: dict[int, set[int]] = {}

    def look(document: Any, _attachments: object) -> None:
        for number, leaf in enumerate(document.pages, start=1):
            for box in leaf._page_box.descendants():
                if box.element_tag == "tbody":
                    for row in box.children:
                        leaves.setdefault(id(row.element), set()).add(number)

    pdf.write_edition(page, pdf.Edition(prepare=look))
    return [tuple(sorted(numbers)) for numbers in leaves.values() if len(numbers) > 1]
