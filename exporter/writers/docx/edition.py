"""The Word edition of a page, from HTML to the bytes of a file."""

from functools import partial
from io import BytesIO

import docx
from docx.document import Document

from exporter.model.page import Page
from exporter.model.theme import Theme
from exporter.writers.docx.annotations import find_annotations
from exporter.writers.docx.base import build_base, build_settings, repack
from exporter.writers.docx.comments import attach_comments
from exporter.writers.docx.document import Bookmarks, Place, Writing
from exporter.writers.docx.flow import write_blocks
from exporter.writers.docx.footnotes import attach_notes, find_notes, is_moved, set_marks
from exporter.writers.docx.geometry import Geometry, Orientation, find_geometries
from exporter.writers.docx.html import Reading, classes_of, read_html
from exporter.writers.docx.languages import find_word_language
from exporter.writers.docx.numbering import Numbering
from exporter.writers.docx.properties import set_properties
from exporter.writers.docx.record import attach_record
from exporter.writers.docx.sections import BodyStory, Frames, fill_foot, fill_head
from exporter.writers.docx.sheet import load_sheet
from exporter.writers.docx.styles import Look, build_styles


def write(page: Page) -> bytes:
    """Return the page as a Word file (.docx), the same bytes for the same page.

    Raises WriteError, in one line, for a page that no sound Word file can hold: nested too deeply, too large, a table
    too wide.
    """
    reading = read_html(page.html, page.language)
    writing, story = start(reading, page.theme)
    notes = find_notes(reading.body)
    writing.mark_notes = partial(set_marks, writing=writing, notes=notes)
    writing.is_note = partial(is_moved, notes=notes)
    writing.note_word = reading.body.get("data-note-word", "")
    writing.annotations = find_annotations(reading.body)
    place = Place(width=writing.look.text_width, language=reading.language).within(reading.body)
    write_blocks(reading.body, story, writing, place)
    attach_notes(writing, notes)
    return finish(writing, story, reading, page.title)


def start(reading: Reading, theme: Theme) -> tuple[Writing, BodyStory]:
    """Return an empty document in the look of the theme, and the story of its body, with running head and foot."""
    geometries = find_geometries(theme.page)
    look = Look(theme, geometries["portrait"].text_width, _find_shift(reading))
    writing = _open(reading, look, geometries)
    return writing, BodyStory(_build_frames(writing, reading))


def finish(writing: Writing, story: BodyStory, reading: Reading, title: str) -> bytes:
    """Return the document with its story as the bytes of a file."""
    writing.document.element.body.extend(story.close())
    writing.document.part.numbering_part.element.extend(writing.numbering.build())
    attach_comments(writing)
    attach_record(writing)
    set_properties(writing.document, reading, title)
    return _save(writing.document)


def _open(reading: Reading, look: Look, geometries: dict[Orientation, Geometry]) -> Writing:
    sheet = load_sheet()
    word = find_word_language(reading.language)
    has_contents = any("contents" in classes_of(nav) for nav in reading.body.iter("nav"))
    base = build_base(look.theme, build_styles(sheet, look, word), build_settings(word, update_fields=has_contents))
    return Writing(
        document=docx.Document(BytesIO(base)),
        sheet=sheet,
        look=look,
        numbering=Numbering(sheet, look),
        geometries=geometries,
        language=reading.language,
        bookmarks=Bookmarks(reading.body),
    )


def _find_shift(reading: Reading) -> int:
    """Return 1 where the only `h1` is the title: then `h2` is Heading 1, so that Word's outline begins at the top."""
    heads = [head for head in reading.body.iter("h1") if not _in_cover(head)]
    return 0 if heads else 1


def _in_cover(head: object) -> bool:
    return any("cover" in classes_of(parent) for parent in head.iterancestors("header"))  # type: ignore[attr-defined]


def _build_frames(writing: Writing, reading: Reading) -> Frames:
    """Return the running heads and feet; those of landscape pages have their tab at the wider margin."""
    part = writing.document.part
    head, foot = (reading.body.get(name, "") for name in ("data-running-head", "data-running-foot"))
    words = (reading.body.get("data-page-word", ""), reading.body.get("data-of-word", "/"))
    head_part, head_relation = part.add_header_part()  # type: ignore[no-untyped-call]
    fill_head(head_part.element, head)
    feet: dict[Orientation, str] = {}
    for orientation, geometry in writing.geometries.items():
        foot_part, feet[orientation] = part.add_footer_part()  # type: ignore[no-untyped-call]
        fill_foot(foot_part.element, foot, words, geometry, writing.look)
    has_title_page = any("cover" in classes_of(header) for header in reading.body.iter("header"))
    return Frames(writing.geometries, head_relation, feet, has_title_page)


def _save(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return repack(stream.getvalue())
