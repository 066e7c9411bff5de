"""Texts as people paste and save them: what was counted by hand before they were first read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.model.resolution import Resolution
from tests.conftest import CASES
from tests.readers.reading import count

COUNTS = {
    "pdf_viewer_copy": (3, 2, 3, 0),  # odd line ends, heads in mid-sentence, ligatures, soft hyphens
    "web_language_menu": (3, 3, 4, 0),
    "eurlex_text_tab": (3, 2, 3, 3),  # labels on lines of their own, "Article 10 (1)" beside mark (1)
    "email_quoted": (2, 2, 3, 0),
    "word_save_as_text": (2, 2, 3, 0),  # tabs, pseudo-tags
    "markdown_paste": (3, 2, 4, 0),
    "brackets_numbered": (2, 3, 4, 0),  # (A), (1); UTF-16
    "one_bracket_numbered": (2, 2, 3, 0),  # A), 1), a)
    "all_on_one_line": (2, 2, 4, 0),
    "no_blank_lines": (3, 2, 4, 0),
    "older_1999": (2, 4, 4, 0),  # recitals without "whereas"
    "older_2001_minutes": (2, 3, 3, 1),
    "several_motions_page": (1, 1, 2, 0),
    "with_annex": (3, 1, 3, 0),
    "own_initiative_report": (4, 2, 4, 0),  # contents, explanatory statement, opinion, votes
    "oj_2015_two_columns": (3, 2, 3, 2),
    "restarting_numbers": (2, 1, 7, 0),
    "table_and_notes_in_middle": (2, 3, 3, 2),
    "straight_quotes_mac": (2, 2, 3, 0),  # Mac Roman, line ends of old Macs
    "hundred_and_fifty": (8, 57, 150, 0),  # recitals to BE, headings of two levels
}


@pytest.mark.parametrize("name", COUNTS)
def test_the_counts_are_those_made_by_hand(parse_file: Callable[[Path], Resolution], name: str) -> None:
    resolution = parse_file(CASES / "parsing" / f"{name}.txt")
    assert count(resolution) == COUNTS[name]
    assert all(note.place for note in resolution.footnotes)


def test_numbers_that_belong_to_the_words_stay(parse_file: Callable[[Path], Resolution]) -> None:
    resolution = parse_file(CASES / "parsing" / "eurlex_text_tab.txt")
    assert "Article 10 (1) of the Charter" in resolution.citations[1].text
    assert "Article 29 (1) of the Treaty" in resolution.paragraphs[1].text
    assert [note.place for note in resolution.footnotes] == ["citation 1", "citation 1", "recital B"]


POINTS = """European Parliament resolution of 12 May 2021 on water in Tavria (2021/2650(RSP))

The European Parliament,

- having regard to its resolution,

1. Calls on both governments
(a) to resume the talks that broke off in the spring, as is meant in point
(a) of Article 5;
(b) to end the blockade;

2. Recalls, as it has done before and as the Council has done too, the conditions of point
(a) of Article 5 and those of the Treaty;
(b) and so on;

3. Instructs its President to forward this resolution to the Council and the Commission.
"""


def test_a_first_point_needs_no_colon_but_a_line_that_was_ended(parse_text: Callable[[str], Resolution]) -> None:
    first, second, _ = parse_text(POINTS).paragraphs
    assert [point.label for point in first.points] == ["(a)", "(b)"]
    assert first.points[0].text.endswith("as is meant in point (a) of Article 5;")
    assert not second.points
