"""Notes of the running text at the foot of the page: where they stand, what a screen reader gets, what stays."""

import io
import re
from typing import Any

import pikepdf
import pypdfium2
import pytest

from exporter.model.page import Page
from exporter.writers import pdf
from tests.publishing.pages import look
from tests.writers.sample_page import make_page
from tests.writers.test_pdf import find_faults
from tests.writers.test_pdf_speech import read_aloud

FILLER = "whereas the water of the lake has fallen by two metres since the gates were closed;"


def make_notes(paragraphs: int, marks: dict[int, list[str]], words: str = "OJ C 115, p. {}.", filler: int = 3) -> Page:
    """Return a page of so many paragraphs; each key of `marks` has those notes."""
    body = "".join(f'<p id="p-{n}" class="numbered">{n} {FILLER * filler}</p>' for n in range(1, paragraphs + 1))
    notes = "".join(
        f'<p class="point" data-note-of="p-{n}"><span class="label">{mark}</span> {words.format(mark)}'
        f' <span class="muted">(paragraph {n})</span></p>'
        for n, own in marks.items()
        for mark in own
    )
    html = f"<h1>T</h1>{body}<section><h2>Footnotes</h2>{notes}</section>"
    return make_page(html, css=look().print_css)


def read_leaves(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(leaf.get_textpage().get_text_bounded().split()) for leaf in document]


def list_structure(data: bytes) -> list[tuple[str, str]]:
    """Return kind and id of each structure element, in reading order."""
    found: list[tuple[str, str]] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/StructElem":
            found.append((str(element.S), str(element.get("/ID", ""))))
            for kid in element.K:
                walk(kid)

    with pikepdf.open(io.BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot.K[0])
    return found


def list_kinds(data: bytes) -> list[str]:
    return [kind for kind, _ in list_structure(data)]


def test_a_note_is_read_behind_its_mark() -> None:
    data = pdf.write(make_notes(2, {1: ["1", "2"], 2: ["[3]"]}, filler=1))
    assert re.sub(r"OJ C 115, p\. ", "note ", read_aloud(data)) == (
        f"T1 {FILLER}11note 1. 22note 2.2 {FILLER}[3][3]note [3]."
    )


def test_notes_are_tagged_as_notes_with_ids_of_their_own() -> None:
    data = pdf.write(make_notes(2, {1: ["1", "2"], 2: ["3"]}))
    assert find_faults(data) == []
    assert [key for kind, key in list_structure(data) if kind == "/Note"] == ["note-1", "note-2", "note-3"]
    kinds = list_kinds(data)
    assert kinds.count("/Reference") == kinds.count("/Lbl") == 3
    with pikepdf.open(io.BytesIO(data)) as document:
        names = document.Root.StructTreeRoot.IDTree.Names
        assert [str(key) for key in list(names)[::2]] == ["note-1", "note-2", "note-3"]  # type: ignore[call-overload]


def test_a_section_without_notes_left_goes_and_its_bookmark_with_it() -> None:
    data = pdf.write(make_notes(2, {1: ["1"]}))
    assert "Footnotes" not in " ".join(read_leaves(data))
    assert "/H2" not in list_kinds(data)


def test_notes_of_no_part_and_very_long_ones_stay_at_the_end() -> None:
    page = make_notes(2, {1: ["1"], 2: ["2"]}, words="word " * 500 + "{}")
    assert "/Note" not in list_kinds(pdf.write(page))
    data = pdf.write(make_notes(2, {1: ["1"], 9: ["2"]}))
    assert list_kinds(data).count("/Note") == 1
    assert "Footnotes 2 OJ C 115, p. 2. (paragraph 9)" in read_leaves(data)[0]


def test_a_style_sheet_without_notes_keeps_them_in_their_list() -> None:
    page = make_notes(1, {1: ["1"]})
    data = pdf.write(make_page(page.html.partition("<body>")[2].partition("</body>")[0], css="@page { size: A4 }"))
    assert "/Note" not in list_kinds(data)
    assert "Footnotes 1 OJ C 115, p. 1. (paragraph 1)" in read_leaves(data)[0]


@pytest.mark.parametrize("filler", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("words", ["OJ {}.", "Note {}, " + "a long source and where it is printed, " * 9 + "end."])
def test_each_note_stands_once_on_the_page_of_its_mark(filler: int, words: str) -> None:
    marks = {n: [f"[{n}]"] for n in range(1, 31)} | {7: ["[7]", "[7a]", "[7b]"], 30: ["[30]", "[30a]"]}
    data = pdf.write(make_notes(30, marks, words, filler))
    leaves = [re.sub(r"[\u2060\s]+", "", leaf) for leaf in read_leaves(data)]
    assert len(leaves) > 1
    carried = 0
    for mark in (mark for own in marks.values() for mark in own):
        note = re.sub(r"\s", "", words.format(mark))
        assert [leaf.count(note) for leaf in leaves if note in leaf] == [1], mark
        place = next(number for number, leaf in enumerate(leaves) if note in leaf)
        called = next(number for number, leaf in enumerate(leaves) if mark in leaf)
        assert place - called in (0, 1)
        carried += place - called
    # where keeping widows and orphans leaves no other way, a note stands at the foot of the page after its mark
    assert carried <= 1


def test_a_paragraph_with_more_notes_than_a_page_holds_loses_none() -> None:
    marks = {2: [f"[{n}]" for n in range(1, 81)]}
    leaves = read_leaves(pdf.write(make_notes(3, marks, "Note {}, " + "and where it is printed, " * 6)))
    words = re.sub(r"\s", "", " ".join(leaves))
    assert [words.count(f"Note[{n}],and") for n in range(1, 81)] == [1] * 80
