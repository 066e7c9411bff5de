"""PDF files: lines in the order in which a person reads them, without what belongs to the page."""

import pytest

from exporter.model.outline import MARK_CLOSE, MARK_OPEN, Block, Outline
from exporter.readers.pdf.hyphens import mend_soft_hyphens
from tests.readers.pdf.files import Sheet, make_motion, make_pdf
from tests.readers.reading import list_codes, parse_bytes, read_bytes

LEFT = (
    "– having regard to the Treaty on",
    "the Functioning of the Union,",
    "– having regard to the report of the",
    "Special Rapporteur on courts,",
    "A. whereas the courts are closed and",
    "nobody knows for how long;",
    "B. whereas the judges were not paid",
)
RIGHT = (
    "for two years and have no savings;",
    "1. Calls on the Government to pay",
    "the judges what they are owed;",
    "2. Instructs its President to forward",
    "this resolution to the Government",
    "of Ruritania and to its highest court",
    "and its Parliament.",
)


def read(*sheets: Sheet) -> Outline:
    return read_bytes(make_pdf(*sheets), "text.pdf")


def list_texts(outline: Outline) -> list[str]:
    return [" ".join(block.text.split()) for block in outline.blocks if block.text.strip()]


def test_a_motion_is_read_whole() -> None:
    motion = parse_bytes(make_pdf(*make_motion()), "motion.pdf")
    assert motion.reference == "B9-0999/2022"
    assert [item.label for item in motion.recitals] == ["A", "B"]
    assert [item.number for item in motion.paragraphs] == [1, 2, 3]
    assert motion.citations[0].text.endswith("in particular those of 14 September 2017,")
    assert motion.recitals[0].text.startswith("whereas the courts of Ruritania were closed in May 2022")
    assert "hundreds of non-governmental organisations lost" in motion.recitals[0].text
    assert motion.paragraphs[0].text.endswith("without further delay; the delay is unlawful;")
    text = "OJ C 115, 11.3.2022, p. 5; see also the report of the Special Rapporteur of 2021."
    assert [(note.mark, note.text, note.place) for note in motion.footnotes] == [("1", text, "citation 1")]


def test_running_heads_are_dropped_and_their_reference_kept() -> None:
    outline = read(*make_motion())
    assert list_texts(outline)[0] == "B9-0999/2022"
    assert sum("B9-0999/2022" in text or "PE999" in text for text in list_texts(outline)) == 1
    assert "furniture-removed" in list_codes(outline)


def test_a_mark_is_marked_and_set_before_the_comma() -> None:
    assert f"14 September 2017{MARK_OPEN}1{MARK_CLOSE}," in list_texts(read(*make_motion()))


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet(left=60, size=10)
    sheet.lines(
        "European Parliament resolution of 4 July 2002 on the payment of all the judges of the courts of Ruritania"
    )
    sheet.lines("", "The European Parliament,", "")
    top = sheet.top
    sheet.lines(*LEFT)
    sheet.top = top - 3  # the columns of a printed page need not be level
    sheet.lines(*RIGHT, left=310)
    outline = read(sheet)
    assert list_texts(outline)[2:] == [*LEFT, *RIGHT]
    assert parse_bytes(make_pdf(sheet), "text.pdf").recitals[1].text.endswith("paid for two years and have no savings;")


def test_labels_and_words_far_apart_are_no_columns() -> None:
    sheet = Sheet()
    for number in range(1, 15):
        sheet.place(f"{number}.", 70, sheet.top)
        sheet.lines("Calls on the Government of Ruritania to open the courts at once;", left=130)
    assert list_texts(read(sheet))[0] == "1. Calls on the Government of Ruritania to open the courts at once;"


def test_words_in_pieces_are_put_together_and_words_without_spaces_parted() -> None:
    sheet = Sheet()
    sheet.place("The reso", 70, 700)
    sheet.place("lution of", 113.3, 700)
    sheet.place("Parliament", 160, 700)
    assert list_texts(read(sheet)) == ["The resolution of Parliament"]


def test_letters_set_apart_make_words() -> None:
    sheet = Sheet()
    sheet.content.append("BT 3.5 Tc 12 Tw /F1 12 Tf 70 700 Td (TEXTS ADOPTED THIS MORNING) Tj ET")
    assert list_texts(read(sheet)) == ["TEXTS ADOPTED THIS MORNING"]


@pytest.mark.parametrize(
    ("more", "code"), [("3 Tr", "hidden-text-omitted"), ("0.7 0.7 -0.7 0.7 0 0 Tm", "rotated-text-omitted")]
)
def test_text_that_is_no_part_of_the_page_is_left_out_and_told(more: str, code: str) -> None:
    first, second = make_motion()
    first.place("DRAFT", 300, 200, 20, more)
    outline = read(first, second)
    assert "DRAFT" not in list_texts(outline)
    notices = [notice for notice in outline.notices if notice.code == code]
    assert [notice.location for notice in notices] == ["page 1"]
    assert "DRAFT" in notices[0].message


def test_text_laid_under_a_scan_is_read_with_a_warning() -> None:
    sheet = Sheet()
    sheet.place("Calls on the Government of Ruritania to open the courts;", 70, 700, 12, "3 Tr")
    outline = read(sheet)
    assert list_texts(outline) == ["Calls on the Government of Ruritania to open the courts;"]
    assert list_codes(outline) == ["text-recognised"]


def test_blank_lines_are_seen_between_short_paragraphs() -> None:
    sheet = Sheet()
    sheet.lines("one line,", "", "another line,", "and its end;", "", "a third.")
    assert [block.text for block in read(sheet).blocks] == [
        "one line,",
        "",
        "another line,",
        "and its end;",
        "",
        "a third.",
    ]


def test_pages_begin_with_a_form_feed_and_have_their_number() -> None:
    sheets = [Sheet(), Sheet()]
    sheets[0].lines("the first of the pages,")
    sheets[1].lines("the second of the pages,")
    blocks = read(*sheets).blocks
    assert [(block.text, block.place) for block in blocks] == [
        ("the first of the pages,", "page 1"),
        ("\fthe second of the pages,", "page 2"),
    ]


def test_the_same_bytes_give_the_same_outline() -> None:
    data = make_pdf(*make_motion())
    assert read_bytes(data, "text.pdf") == read_bytes(data, "text.pdf")


@pytest.mark.parametrize(
    ("matrix", "box"),
    [
        ("1 0 0 1 0 0", "0 0 595 842"),
        ("1 0 0 1 1000 500", "1000 500 1595 1342"),
        ("0 1 -1 0 842 0", "0 0 842 595"),
        ("-1 0 0 -1 595 842", "0 0 595 842"),
        ("0 -1 1 0 0 595", "0 0 842 595] /Rotate 90 /CropBox [0 0 842 595"),
    ],
)
def test_pages_laid_anyhow_are_read_upright(matrix: str, box: str) -> None:
    sheets = make_motion()
    upright = read(*sheets)
    for sheet in sheets:
        sheet.content[:0] = [f"{matrix} cm"]
    assert read_bytes(make_pdf(*sheets, box=box), "text.pdf").blocks == upright.blocks


def test_type_scaled_by_its_place_has_its_real_size() -> None:
    sheet = Sheet()
    sheet.lines("having regard to the Treaty,")
    sheet.content.append("BT /F1 1 Tf 12 0 0 12 70 740 Tm (having regard to the) Tj 7 0 0 7 168 744 Tm (1) Tj ET")
    sheet.content.append("BT /F1 1 Tf 9 0 0 9 76 60 Tm (A note.) Tj 5 0 0 5 70 63 Tm (1) Tj ET")
    outline = read(sheet)
    assert list_texts(outline)[-1] == f"having regard to the{MARK_OPEN}1{MARK_CLOSE}"
    assert [(note.mark, note.text) for note in outline.footnotes] == [("1", "A note.")]


@pytest.mark.parametrize("meaning", ["\U0001d400", "\x03\x03", "\u05d0", "fi"])
def test_signs_of_odd_meaning_leave_the_others_in_their_places(meaning: str) -> None:
    sheet = Sheet()
    sheet.lines("having @ regard to @the Treaty@,", "and to Rule 144 of its Rules of Procedure,")
    outline = read_bytes(make_pdf(sheet, letters={"@": meaning}), "text.pdf")
    first, second = list_texts(outline)
    assert [first.replace(meaning, "").split()[at] for at in (0, -1)] == ["having", "Treaty,"]
    assert second == "and to Rule 144 of its Rules of Procedure,"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("the demo\u2010", "cracy of all"), ["the democracy", "of all"]),
        (("the demo\xad", "\fcracy of all"), ["the democracy", "\fof all"]),
        (("the EU\u2010", "Africa summit"), ["the EU-", "Africa summit"]),
        (("pre\u2010trial and pre\u2010", "trial again"), ["pre-trial and pre-", "trial again"]),
        (("the demo\u2010", "cracy"), ["the democracy", ""]),
    ],
)
def test_a_hyphen_of_its_own_sign_goes_with_the_line_end(lines: tuple[str, ...], expected: list[str]) -> None:
    blocks = [Block(text=line) for line in lines]
    assert [block.text for block in mend_soft_hyphens(blocks)] == expected
