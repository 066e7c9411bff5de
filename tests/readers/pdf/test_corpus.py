"""Real PDF files: the counts made by reading, whole words, notes at their places."""

import re
from pathlib import Path

import pytest

from exporter.model.resolution import Resolution, running_text
from tests.readers.reading import count, parse_file

COUNTS = {
    "ep-pdf/TA-9-2024-0138_EN_p1-2.pdf": (10, 0, 3, 3),
    "un-pdf/A_RES_78_11.pdf": (9, 0, 8, 2),
    "un-pdf/A_RES_78_21.pdf": (11, 0, 6, 5),
    "un-pdf/A_RES_78_186.pdf": (3, 0, 1, 1),
    "un-pdf/A_RES_78_316.pdf": (13, 0, 13, 3),
    "un-pdf/A_RES_79_179.pdf": (19, 0, 14, 12),
    "un-pdf/A_RES_80_4.pdf": (8, 0, 5, 1),
}


def list_all(resolution: Resolution) -> list[str]:
    parts = [running_text(item) for item in (*resolution.recitals, *resolution.paragraphs)]
    return [item.text for item in resolution.citations] + parts + [note.text for note in resolution.footnotes]


@pytest.mark.parametrize("name", COUNTS)
def test_the_counts_are_those_made_by_reading(shared: Path, name: str) -> None:
    resolution = parse_file(shared / "corpus" / name)
    assert count(resolution) == COUNTS[name]
    assert all(note.place for note in resolution.footnotes)
    text = " ".join(list_all(resolution))
    assert not re.search(r"[\ufdd0\ufdd1\ufffd\x00-\x1f]| [,;.]|\d\d-\d{5}|\d/\d (?:\d\d-\d{5})", text)


def test_a_draft_has_a_note_on_its_sponsors_and_one_in_the_text(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "un-pdf" / "A_C.3_80_L.24.pdf")
    assert count(resolution)[:3] == (4, 0, 2)
    assert [note.mark for note in resolution.footnotes] == ["*", "1"]


def test_points_and_words_at_page_ends(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "un-pdf" / "A_RES_79_179.pdf")
    eighth = resolution.paragraphs[7]
    assert [point.label for point in eighth.points] == [f"({letter})" for letter in "abcdefghijk"]
    assert "row and the location of their detention, and the number of executions" in eighth.points[2].text
    assert "reports of the Secretary-General, frequently" in resolution.citations[12].text
    assert resolution.paragraphs[0].text.startswith("Reaffirms the sovereign right of all countries to develop")
    assert resolution.paragraphs[-1].text.endswith("“Promotion and protection of human rights”.")
    assert resolution.footnotes[11].place == "paragraph 8 (b)"


def test_a_mark_that_comes_back_is_taken_out_of_the_words(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "un-pdf" / "A_RES_78_11.pdf")
    assert "of 12 August 1949, to the occupied Syrian Golan," in resolution.citations[4].text
    assert "of 12 August 1949, continue to apply" in resolution.paragraphs[2].text


def test_notes_as_large_as_the_text_are_found_by_their_marks(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "ep-pdf" / "TA-9-2024-0138_EN_p1-2.pdf")
    assert [(note.mark, note.place) for note in resolution.footnotes] == [
        ("1", "citation 4"),
        ("2", "citation 5"),
        ("3", "paragraph 1"),
    ]
    assert resolution.citations[3].text.endswith("of 29 December 2021,")
    assert resolution.paragraphs[0].text == "Adopts its position at first reading hereinafter set out;"
    assert resolution.paragraphs[2].text.endswith("the Council, the Commission and the national parliaments.")
    assert resolution.citations[9].text.endswith("Home Affairs (A9-0188/2023),")
