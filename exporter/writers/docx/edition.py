"""The Word edition of a page, from HTML to the bytes of a file."""

from functools import partial
from io import BytesIO

import docx
from docx.document import Document

from exporter.model.page import Page
from exporter.model.reference import Reference
from exporter.model.theme import Theme
from exporter.writers.docx.annotations import find_annotations
from exporter.writers.docx.base import build_base, build_settings, repack
from exporter.writers.docx.comments import attach_comments
from exporter.writers.docx.document import Bookmarks, Place, Writing
from exporter.writers.docx.flow import write_blocks
from exporter.writers.docx.footnotes import attach_notes, find_notes, is_moved, set_marks
from exporter.writers.docx.frames import build_frames
from exporter.writers.docx.geometry import Geometry, Orientation, find_geometries
from exporter.writers.docx.house.opening import House, open_house
from exporter.writers.docx.house.parts import build_house_frames
from exporter.writers.docx.html import Reading, classes_of, read_html
from exporter.writers.docx.languages import find_word_language
from exporter.writers.docx.lists import Lists
from exporter.writers.docx.numbering import Numbering
from exporter.writers.docx.properties import set_properties
from exporter.writers.docx.record import attach_record
from exporter.writers.docx.sections import BodyStory
from exporter.writers.docx.sheet import Sheet, load_sheet
from exporter.writers.docx.styles import Look, build_styles


def write(page: Page) -> bytes:
    """Return the page as a Word file (.docx), the same bytes for the same page.

    Raises WriteError, in one line, for a page that no sound Word file can hold: nested too deeply, too large, a table
    too wide.
    """
    reading = read_html(page.html, page.language)
    writing, story = start(reading, page.theme, page.reference)
    notes = find_notes(reading.body)
    writing.mark_notes = partial(set_marks, writing=writing, notes=notes)
    writing.is_note = partial(is_moved, notes=notes)
    writing.note_word = reading.body.get("data-note-word", "")
    writing.annotations = find_annotations(reading.body)
    place = Place(width=writing.look.text_width, language=reading.language).within(reading.body)
    write_blocks(reading.body, story, writing, place)
    attach_notes(writing, notes)
    return finish(writing, story, reading, page.title)


def start(reading: Reading, theme: Theme, reference: Reference | None = None) -> tuple[Writing, BodyStory]:
    """Return an empty document in the look of the theme or a house, and the story of its body with head and foot."""
    sheet = load_sheet()
    house = open_house(reference, theme, sheet) if reference else None
    geometries = house.geometries if house else find_geometries(theme.page)
    width = geometries["portrait"].text_width
    look = Look(house.theme if house else theme, width, _find_shift(reading), plain=house is not None)
    writing = _open(reading, sheet, look, geometries, house)
    build = partial(build_house_frames, house) if house else build_frames
    return writing, BodyStory(build(writing, reading))


def finish(writing: Writing, story: BodyStory, reading: Reading, title: str) -> bytes:
    """Return the document with its story as the bytes of a file."""
    writing.document.element.body.extend(story.close())
    writing.numbering.attach(writing.document.part.numbering_part.element)
    attach_comments(writing)
    attach_record(writing)
    set_properties(writing.document, reading, title)
    return _save(writing.document)


def _open(
    reading: Reading, sheet: Sheet, look: Look, geometries: dict[Orientation, Geometry], house: House | None
) -> Writing:
    word = find_word_language(reading.language)
    styles = house.build_styles(sheet, look, word) if house else build_styles(sheet, look, word)
    settings = build_settings(word, house.list_settings() if house else ())
    base = build_base(look.theme, styles, settings, house.list_parts() if house else {})
    return Writing(
        document=docx.Document(BytesIO(base)),
        sheet=sheet,
        look=look,
        numbering=Numbering(sheet, look, house.lists if house else Lists()),
        geometries=geometries,
        language=reading.language,
        bookmarks=Bookmarks(reading.body),
        has_logo=house is not None and house.frames.shows_picture,
    )


def _find_shift(reading: Reading) -> int:
    """Return 1 where the only `h1` is the title: then `h2` is Heading 1, so that Word's outline begins at the top."""
    heads = [head for head in reading.body.iter("h1") if not _in_cover(head)]
    return 0 if heads else 1


def _in_cover(head: object) -> bool:
    return any("cover" in classes_of(parent) for parent in head.iterancestors("header"))  # type: ignore[attr-defined]


def _save(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return repack(stream.getvalue())
