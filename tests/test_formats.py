import importlib.util
import io
import zipfile
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ReadError
from exporter.formats import READERS, SIGNATURES, WRITERS, find_reader, find_writer, read_outline, write
from exporter.model.demands import Demands
from exporter.model.dossier import Edition
from exporter.model.resolution import SourceFile


def pack(member: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, "x")
    return file.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "dir.x/motion.text", "motion", "B9.0234", "2022.05.03", ".txt"])
def test_text_is_known_by_its_suffix_or_by_having_none(name: str) -> None:
    assert find_reader(b"The European Parliament,", name).name == "txt"


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"%PDF-1.7\n", "pdf", "a PDF"),
        (b"\n\n%PDF-1.7\n", "pdf", "a PDF"),
        (pack("word/document.xml"), "docx", "a Word file"),
        (pack("xl/workbook.xml"), "xlsx", "an Excel file"),
        (pack("notes.txt"), "zip", "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "doc", "an old Word file"),
        (b"{\\rtf1 x}", "rtf", "a rich text file"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML>", "html", "a web page"),
        (b"<html lang=en>", "html", "a web page"),
        (b"<?xml version='1.0'?>", "xml", "an XML file"),
        (b"\x89PNG\r\n", "picture", "a picture"),
        (b"\xff\xd8\xff\xe0", "picture", "a picture"),
    ],
)
def test_content_goes_before_the_suffix(data: bytes, name: str, what: str) -> None:
    if name in [reader.name for reader in READERS]:
        assert find_reader(data, "motion.txt").name == name
        return
    with pytest.raises(ReadError) as caught:
        find_reader(data, "motion.txt")
    assert str(caught.value).startswith(f"motion.txt: is {what}, ")
    assert "formats that can be read: plain text (.txt" in str(caught.value)


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(ReadError, match=r"^x\.odp: the format \.odp is not known; .*\.txt"):
        find_reader(b"words", "x.odp")


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_have_a_reader_or_a_one_line_error(data: bytes, name: str) -> None:
    try:
        answer: object = find_reader(data, name)
    except ReadError as error:
        answer = str(error)
    assert answer in READERS or (isinstance(answer, str) and "\n" not in answer)


def test_a_text_goes_through_its_reader() -> None:
    data = b"The European Parliament,\n\n1. Calls on the Council to act.\n"
    source = SourceFile(file="x.txt", sha256="0" * 64, format="txt")
    outline = read_outline(data, source, find_reader(data, "x.txt"))
    assert outline.blocks[0].text == "The European Parliament,"
    assert outline.source is source


@pytest.mark.parametrize("row", [*READERS, *WRITERS], ids=lambda row: row.module)
def test_every_row_has_its_module(row: object) -> None:
    assert importlib.util.find_spec(row.module), row  # type: ignore[attr-defined]


def test_every_edition_has_a_writer() -> None:
    assert set(get_args(Edition)) <= {writer.name for writer in WRITERS}
    suffixes = {edition: find_writer(edition).suffix for edition in get_args(Edition)}
    assert suffixes == {edition: f".{edition}" for edition in get_args(Edition)} | {
        "redline": ".docx",
        "csvw": ".csv-metadata.json",
        "akn": ".akn.xml",
        "archive": ".pdf",
    }


def test_names_and_suffixes_are_unique() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({signature.name for signature in SIGNATURES}) == len(SIGNATURES)


def test_data_goes_through_its_writer() -> None:
    assert b'"reference": "X"' in write("json", Demands(reference="X", language="en", statements=()))
