"""Running heads and feet of our own, and what a page asks for them."""

from exporter.writers.docx.document import Writing
from exporter.writers.docx.html import Reading, classes_of
from exporter.writers.docx.sections import Frames, Use, build_foot, build_head, paragraph


def build_frames(writing: Writing, reading: Reading) -> Frames:
    """Return the running heads and feet; those of landscape pages have their tab at the wider margin.

    A title page has its foot, but no head.
    """
    part = writing.document.part
    head_part, head_relation = part.add_header_part()  # type: ignore[no-untyped-call]
    line = build_head(reading.body.get("data-running-head", ""))
    head_part.element[:] = [paragraph("Normal") if line is None else line]
    feet = {}
    for orientation, geometry in writing.geometries.items():
        foot_part, feet[orientation] = part.add_footer_part()  # type: ignore[no-untyped-call]
        foot_part.element[:] = [build_foot(*read_foot(reading), geometry, writing.look)]
    uses = {
        orientation: [Use("header", "default", head_relation), Use("footer", "default", foot)]
        for orientation, foot in feet.items()
    }
    opens = has_title_page(reading)
    opening = [Use("footer", "first", feet["portrait"])] if opens else []
    return Frames(writing.geometries, uses, opening, opens)


def read_foot(reading: Reading) -> tuple[str, tuple[str, str]]:
    """Return the words of the running foot, and its words for "Page" and "of"."""
    body = reading.body
    return body.get("data-running-foot", ""), (body.get("data-page-word", ""), body.get("data-of-word", "/"))


def has_title_page(reading: Reading) -> bool:
    """Return whether the page opens with a title that says what the text is."""
    return any("cover" in classes_of(header) for header in reading.body.iter("header"))
