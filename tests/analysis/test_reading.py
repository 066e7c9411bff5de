"""The account a person reads before trusting the result."""

from pathlib import Path

from exporter.analysis.reading import find_reading
from exporter.batch.documents import read_resolution
from exporter.model.notice import Notice, Severity
from exporter.model.resolution import Footnote, Paragraph, Point, Resolution, SourceFile, Status
from exporter.writers.table import write
from tests.conftest import CASES
from tests.golden import Goldens

CASE = CASES / "parsing" / "official_journal.txt"
TEXT = Resolution(
    reference=None,
    references=(),
    procedure=None,
    title="On salt",
    date=None,
    status=Status.UNKNOWN,
    language="en",
    citations=(),
    recitals=(),
    paragraphs=(
        Paragraph(
            number=1,
            text="Calls on one two three four five six seven eight nine:",
            heading="Salt",
            points=(Point(label="(a)", text="to act;", points=(Point(label="(i)", text="now."),)),),
        ),
        Paragraph(number=None, text="Notes it."),
    ),
    footnotes=(Footnote(mark="1", text="OJ C 1."),),
    source=SourceFile(file="salt.txt", sha256="", format="txt"),
    notices=tuple(
        Notice(severity=severity, code=code, message=message, location=location)
        for severity, code, message, location in (
            (Severity.INFO, "furniture-removed", "Left out: “1/2”.", "line 4"),
            (Severity.INFO, "furniture-removed", "Left out: “1/2”.", "line 9"),
            (Severity.WARNING, "second-resolution", "Another.", "line 30"),
            (Severity.WARNING, "label-gap", "A gap.", "line 12"),
            (Severity.INFO, "word-rejoined", "Rejoined.", "line 13"),
        )
    ),
)


def test_a_part_is_shown_by_its_first_and_last_words_with_its_points() -> None:
    first, second = find_reading(TEXT).paragraphs
    assert (first.place, first.heading, first.words, first.points) == ("paragraph 1", "Salt", 14, 2)
    assert (first.first, first.last) == ("Calls on one two three four five", "nine: to act; now.")
    assert (second.place, second.first, second.last) == ("paragraph 2", "Notes it.", "")


def test_what_a_text_usually_states_and_this_one_does_not_is_named() -> None:
    assert find_reading(TEXT).missing == ("reference", "date", "citations", "status")


def test_remarks_are_told_by_what_was_done_like_ones_together() -> None:
    reading = find_reading(TEXT)
    assert [(item.code, item.count, item.places) for item in reading.left_out] == [
        ("furniture-removed", 2, ("line 4", "line 9")),
        ("second-resolution", 1, ("line 30",)),
    ]
    assert [item.code for item in reading.doubted] == ["label-gap"]
    assert [item.code for item in reading.repaired] == ["word-rejoined"]
    everything = (*reading.left_out, *reading.doubted, *reading.repaired)
    assert sum(item.count for item in everything) == len(TEXT.notices)


def test_report_on_the_terminal(golden: Goldens) -> None:
    golden.check(CASE, ".reading.table", write(find_reading(read_resolution(Path(CASE)))).decode())
