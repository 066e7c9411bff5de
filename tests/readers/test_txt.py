"""Plain text: encodings, line ends, and what is no text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ReadError
from exporter.model.outline import Hint, Outline
from exporter.model.resolution import SourceFile
from exporter.readers.txt import read

SOURCE = SourceFile(file="motion.txt", sha256="0" * 64, format="txt")
TEXT = "The European Parliament,\n\n– having regard to the café “Été”,\n"


def read_lines(data: bytes) -> list[str]:
    return [block.text for block in read(data, SOURCE).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_usual_encoding_gives_the_same_lines(encoding: str) -> None:
    assert read_lines(TEXT.encode(encoding)) == TEXT.split("\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_and_told(encoding: str) -> None:
    outline = read(TEXT.encode(encoding), SOURCE)
    assert [block.text for block in outline.blocks] == TEXT.split("\n")
    assert [notice.code for notice in outline.notices] == ["encoding-guessed"]


def test_a_guessed_encoding_is_told_and_a_known_one_is_not() -> None:
    assert [notice.code for notice in read(TEXT.encode("cp1252"), SOURCE).notices] == ["encoding-guessed"]
    assert read(TEXT.encode(), SOURCE).notices == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert read_lines(TEXT.replace("\n", end).encode()) == TEXT.split("\n")


def test_a_form_feed_starts_a_line_of_its_own_and_stays_at_its_start() -> None:
    blocks = read(b"one\n\ftwo\nthree\ffour\n", SOURCE).blocks
    assert [block.text for block in blocks] == ["one", "\ftwo", "three", "\ffour", ""]
    assert [block.place for block in blocks] == ["line 1", "line 2", "line 3", "line 3", "line 4"]


def test_lines_as_long_as_paragraphs_are_not_wrapped() -> None:
    assert not read(("word " * 60 + "\n").encode() * 3, SOURCE).wrapped
    assert read(("word " * 15 + "\n").encode() * 3, SOURCE).wrapped


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (bytes(range(256)) * 8, "not text"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read(data, SOURCE)
    assert str(caught.value).startswith("motion.txt: ")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        fine = isinstance(read(data, SOURCE), Outline)
    except ReadError as error:
        fine = len(str(error).splitlines()) == 1
    assert fine


MAIL = "Hi,\nsee below.\n> The European Parliament,\n>\n>> 1. Calls on all;\nits mark lost\n> 2. Calls on all.\n--\nA\n"


def test_the_quoted_part_of_an_e_mail_is_read() -> None:
    outline = read(MAIL.encode(), SOURCE)
    texts = [block.text for block in outline.blocks]
    assert texts == ["The European Parliament,", "", "1. Calls on all;", "its mark lost", "2. Calls on all."]
    assert [notice.code for notice in outline.notices] == ["quote-marks-removed"]


def test_signs_of_markdown_are_taken_out_and_headings_kept() -> None:
    text = "## Staff\n\n**1\\.** Calls for *all* of [Rule 5](https://example.org) and 2*3*4\n\n* * *\n"
    outline = read(text.encode(), SOURCE)
    assert [block.text for block in outline.blocks if block.text][:2] == [
        "Staff",
        "1. Calls for all of Rule 5 and 2*3*4",
    ]
    assert outline.blocks[0].hint is Hint.HEADING


def test_a_text_with_a_star_or_a_greater_sign_is_left_alone() -> None:
    text = "1. Calls on all *;\n\n* as amended\n\nwhere a > b, and **\n"
    outline = read(text.encode(), SOURCE)
    assert [block.text for block in outline.blocks if block.text] == [line for line in text.splitlines() if line]
    assert not outline.notices


@pytest.mark.parametrize("words", ["Zoë Müller’s café in Orléans – “l’été”", "François, «élève» à Rome"])
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_old_encodings_are_told_apart_by_their_words(words: str, encoding: str) -> None:
    outline = read(words.encode(encoding), SOURCE)
    assert outline.blocks[0].text == words
    assert [notice.code for notice in outline.notices] == ["encoding-guessed"]
