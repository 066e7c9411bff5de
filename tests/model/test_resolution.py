"""The running text of a paragraph: the string in which all offsets count."""

from exporter.model.resolution import Paragraph, Point, running_text

NESTED = Paragraph(
    number=3,
    text="Calls on the Council to:",
    points=(
        Point(label="(a)", text="act;", points=(Point(label="(i)", text="now;"),)),
        Point(label="(b)", text="report."),
    ),
)


def test_running_text_keeps_words_and_labels_in_order() -> None:
    assert running_text(NESTED) == "Calls on the Council to: (a) act; (i) now; (b) report."


def test_running_text_of_a_plain_paragraph_is_its_text() -> None:
    assert running_text(Paragraph(number=1, text="Regrets this;")) == "Regrets this;"


def test_running_text_of_points_alone_starts_with_the_first_label() -> None:
    assert running_text(Paragraph(number=1, text="", points=NESTED.points)).startswith("(a) act;")
