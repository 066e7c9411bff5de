"""Labels, headings, points and doubts, one thing at a time."""

from collections.abc import Callable

import pytest

from exporter.errors import NoResolutionError
from exporter.model.outline import Block, Hint, Outline
from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse
from exporter.parsing.labels import format_letter, letter_number
from exporter.parsing.notices import CODES, Notices
from exporter.readers.txt import read

SOURCE = SourceFile(file="text.txt", sha256="", format="txt")
Parse = Callable[[str], Resolution]
HEAD = "B9-0001/2024\nEuropean Parliament resolution on x\nThe European Parliament,\n– having regard to x,\n"
END = "9. Instructs its President to forward this resolution to the Council.\n"


def codes(resolution: Resolution) -> list[str]:
    return [notice.code for notice in resolution.notices]


def numbers(resolution: Resolution) -> list[int | None]:
    return [paragraph.number for paragraph in resolution.paragraphs]


@pytest.mark.parametrize(
    "text", ["Dear Sir,\n\n1. Buy milk\n2. Buy bread\n", "1 January\n2 February\n", "Lorem ipsum dolor sit amet."]
)
def test_a_text_that_is_no_resolution_is_refused_with_what_was_looked_for(parse_text: Parse, text: str) -> None:
    with pytest.raises(NoResolutionError, match=r"^text.txt: .*having regard to.*whereas.*operative verb"):
        parse_text(text)


def test_a_gap_and_a_repetition_in_the_numbers_are_told(parse_text: Parse) -> None:
    gap = parse_text(HEAD + "1. Calls on x;\n3. Calls on y;\n")
    assert (numbers(gap), "label-gap" in codes(gap)) == ([1, 3], True)
    twice = parse_text(HEAD + "1. Calls on x;\n2. Calls on y;\n2. Urges z;\n")
    assert (numbers(twice), "label-duplicate" in codes(twice)) == ([1, 2, 2], True)


def test_what_looks_like_a_label_inside_a_sentence_is_none(parse_text: Parse) -> None:
    text = (
        HEAD
        + "A. whereas on 3 May Mr\nB. Smith was arrested;\n1. Calls for a report by\n2. January 2025 at the latest;\n"
    )
    resolution = parse_text(text)
    assert resolution.recitals[0].text == "whereas on 3 May Mr B. Smith was arrested;"
    assert resolution.paragraphs[0].text == "Calls for a report by 2. January 2025 at the latest;"


def test_headings_stand_over_the_paragraphs_that_follow(parse_text: Parse) -> None:
    text = HEAD + "Background\nA. whereas x;\n\nHuman rights\n1. Calls on x;\n2. Calls on y;\no o o\n3. Calls on z;\n"
    resolution = parse_text(text)
    assert [paragraph.heading for paragraph in resolution.paragraphs] == ["Human rights", "Human rights", None]
    assert [recital.heading for recital in resolution.recitals] == ["Background"]


def test_points_nest_and_letters_are_told_from_roman_numbers(parse_text: Parse) -> None:
    letters = "".join(f"({letter}) to {letter},\n" for letter in "abcdefgh")
    text = HEAD + f"1. Calls on the Council:\n{letters}(i) to do:\n(i) one;\n(ii) two;\n(j) to j;\n2. Urges x.\n"
    points = parse_text(text).paragraphs[0].points
    assert [point.label for point in points] == [f"({letter})" for letter in "abcdefghij"]
    assert [point.label for point in points[8].points] == ["(i)", "(ii)"]


def test_bullets_after_a_colon_are_points(parse_text: Parse) -> None:
    paragraph = parse_text(
        HEAD + "1. Calls on x to:\n– act now;\n– report – if asked\n– to the Council;\n" + END
    ).paragraphs[0]
    assert [point.text for point in paragraph.points] == ["act now;", "report – if asked – to the Council;"]


def test_matter_after_the_closing_paragraph_is_left_out(parse_text: Parse) -> None:
    text = (
        HEAD + "1. Calls on x;\n2. Instructs its President to forward this to the\nCouncil.\nOther matter\n1. Notes.\n"
    )
    resolution = parse_text(text)
    assert resolution.paragraphs[-1].text.endswith("to the Council.")
    assert (numbers(resolution), "after-omitted" in codes(resolution)) == ([1, 2], True)


def test_the_closing_paragraph_goes_on_over_a_page_break(parse_text: Parse) -> None:
    text = (
        HEAD
        + "1. Instructs its President to forward this to the Council,\n\n2/2\n\n\fParliament and Government of X.\n"
    )
    assert parse_text(text).paragraphs[0].text.endswith("the Council, Parliament and Government of X.")


def test_an_outline_of_whole_paragraphs_with_labels_apart() -> None:
    rows = [
        (None, "The European Parliament,"),
        ("–", "having regard to x,"),
        ("A.", "whereas y;"),
        ("1.", "Calls on z."),
        (None, "and w."),
    ]
    blocks = tuple(Block(text=text, label=label) for label, text in rows)
    outline = Outline(source=SourceFile(file="x.docx", sha256="", format="docx"), blocks=blocks)
    resolution = parse(outline)
    assert (resolution.citations[0].text, resolution.recitals[0].label) == ("having regard to x,", "A")
    assert resolution.paragraphs[0].text == "Calls on z. and w."


def test_a_hint_of_the_format_helps_where_the_words_do_not() -> None:
    blocks = (
        Block(text="The European Parliament,"),
        Block(text="X.", hint=Hint.CITATION),
        Block(text="1. Calls on all."),
    )
    outline = Outline(source=SourceFile(file="x.xml", sha256="", format="xml"), blocks=blocks)
    assert [citation.text for citation in parse(outline).citations] == ["X."]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA")])
def test_letters_count_on_after_z(number: int, letters: str) -> None:
    assert (format_letter(number), letter_number(letters)) == (letters, number)


@pytest.mark.parametrize(
    ("number", "like", "letters"), [(6, "Α", "ΣΤ"), (11, "λ", "ΙΑ"), (3, "като", "В"), (3, "A", "C")]
)
def test_letters_are_supplied_in_the_script_of_the_text(number: int, like: str, letters: str) -> None:
    assert format_letter(number, like) == letters


@pytest.mark.parametrize("code", CODES)
def test_every_notice_is_one_english_sentence(code: str) -> None:
    notices = Notices()
    notices.tell(code, "x", "y", place="line 1")
    message = notices.items[0].message
    assert message.endswith(".")
    assert message[0].isupper()
    assert "{" not in message


def test_paragraph_numbers_may_stand_in_brackets(parse_text: Parse) -> None:
    assert numbers(parse_text(HEAD + "(A) whereas x;\n(1) Calls on y;\n(2) Notes z.\n")) == [1, 2]


def test_a_numbered_heading_is_a_heading(parse_text: Parse) -> None:
    resolution = parse_text(HEAD + "A. whereas x;\nI. The situation\n1. Calls on y;\n")
    assert (resolution.recitals[0].text, resolution.paragraphs[0].heading) == ("whereas x;", "I. The situation")


def test_the_second_resolution_of_a_file_is_read_by_its_number() -> None:
    texts = [
        f"European Parliament resolution on {x}\nThe European Parliament,\n– having regard to {x},\n" for x in "xy"
    ]
    bodies = [f"1. Calls on {x};\n2. Instructs its President to forward this to {x}.\n\n" for x in "xy"]
    outline = read("".join(head + body for head, body in zip(texts, bodies, strict=True)).encode(), SOURCE)
    first, second = parse(outline), parse(outline, 2)
    assert (first.title, second.title) == ("European Parliament resolution on x", "European Parliament resolution on y")
    assert [len(item.paragraphs) for item in (first, second)] == [2, 2]
    assert "second-resolution" in codes(first)
    assert "earlier-resolutions" in codes(second)
    with pytest.raises(NoResolutionError, match=r"2 resolutions were found, so there is no number 3"):
        parse(outline, 3)


def test_points_at_the_edges_of_pages_are_no_running_heads(parse_text: Parse) -> None:
    paragraph = (
        "{0}. Calls on the Government:\n\n\f(a) to report on court {0} as follows\nin public;\n\n(b) to listen;\n"
    )
    paragraphs = "\n".join(paragraph.format(number) for number in range(1, 7))
    resolution = parse_text(f"{HEAD}{paragraphs}\n7. Instructs its President to forward this resolution.\n")
    points = [point.text for paragraph in resolution.paragraphs for point in paragraph.points]
    assert points[:2] == ["to report on court 1 as follows in public;", "to listen;"]
    assert len(points) == 12
