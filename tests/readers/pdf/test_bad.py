"""PDF files that are damaged, locked or traps: one line each, within the limits of the process that reads them."""

import contextlib
import re
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ExporterError, ReadError
from exporter.model.resolution import SourceFile
from exporter.parsing import parse
from exporter.readers import pdf
from exporter.readers.pdf import sheets
from tests.readers.pdf.files import Sheet, assemble, make_motion, make_pdf
from tests.readers.reading import list_codes, parse_bytes, read_bytes

SOURCE = SourceFile(file="text.pdf", sha256="0" * 64, format="pdf")
MOTION = make_pdf(*make_motion())


def lock(data: bytes) -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        file.save(stream, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return stream.getvalue()


def make_bomb() -> bytes:
    """Return a file of 2 kB whose page unpacks to 1.2 GB."""
    content = b" " * 30_000_000
    for _ in range(2):
        content = zlib.compress(content, 9)
    inner = zlib.compress(content)
    head = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%s] /Resources << >> >>"
    return assemble({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
        10: (head % " ".join(["11 0 R"] * 400)).encode(),
        11: b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
        % (len(inner), inner),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"<html><body>404</body></html>", "not a PDF"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (lock(MOTION), "locked with a password"),
        (make_pdf(Sheet()), "a scan"),
        (make_pdf(), "no page"),
    ],
)
def test_bad_files_are_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        pdf.read(data, SOURCE)
    assert "\n" not in str(caught.value)


def test_a_bomb_ends_within_the_limits() -> None:
    with pytest.raises(ReadError, match=r"ended|memory|scan|no page"):
        pdf.read(make_bomb(), SOURCE)


def test_a_killed_process_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "dies.py"
    program.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", encoding="utf-8")
    monkeypatch.setattr(sheets, "PROGRAM", program)
    with pytest.raises(ReadError, match="signal 9"):
        pdf.read(MOTION, SOURCE)


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "sleeps.py"
    program.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(sheets, "PROGRAM", program)
    monkeypatch.setattr(sheets, "SECONDS", 0.2)
    with pytest.raises(ReadError, match="seconds"):
        pdf.read(MOTION, SOURCE)


def test_a_false_count_of_pages_does_not_matter() -> None:
    outline = read_bytes(make_pdf(*make_motion(), count=2_000_000_000), "text.pdf")
    assert outline.blocks[0].text == "B9-0999/2022"


def test_a_broken_table_of_places_is_mended() -> None:
    broken = re.sub(rb"startxref\n\d+", b"startxref\n5", MOTION).replace(b"00000 n", b"99999 n")
    assert len(parse_bytes(broken, "text.pdf").paragraphs) == 3


def test_a_web_page_named_pdf_is_read_as_one() -> None:
    page = b"<!DOCTYPE html><html><body><p>The European Parliament,</p><p>1. Calls on us.</p></body></html>"
    assert read_bytes(page, "text.pdf").source.format == "html"


def test_a_cut_file_is_read_as_far_as_it_goes_or_refused() -> None:
    with contextlib.suppress(ExporterError):
        assert "B9-0999/2022" in " ".join(block.text for block in read_bytes(MOTION[:2500], "text.pdf").blocks)


def test_fonts_without_meaning_are_told() -> None:
    sheet = Sheet()
    sheet.content.append("BT /F1 12 Tf 70 700 Td (" + "\\001\\002\\003\\004\\005" * 20 + " and some words) Tj ET")
    with contextlib.suppress(ReadError):
        assert {"signs-unknown"} >= set(list_codes(read_bytes(make_pdf(sheet), "text.pdf")))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_changed_bytes_never_surprise(data: st.DataObject) -> None:
    raw = bytearray(MOTION)
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(9, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ExporterError):
        assert parse(pdf.read(bytes(raw), SOURCE)).source == SOURCE


NUMBERS = st.floats(min_value=-2000, max_value=2000, allow_nan=False)
WORDS = st.builds(
    sheets.Word,
    st.text("aA1.,;– (*", min_size=1, max_size=6),
    NUMBERS,
    NUMBERS,
    st.sampled_from([800.0, 700.0, 690.0, 688.0, 40.0, 30.0]),
    st.sampled_from([0.0, 5.0, 9.0, 12.0, 12.1]),
    st.integers(0, 15),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=40), max_size=4))
def test_any_words_at_any_place_are_laid_out(pages: list[list[sheets.Word]]) -> None:
    answer = sheets.Answer(pages=[sheets.Sheet(n, 595, 842, words) for n, words in enumerate(pages, 1)])
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(ExporterError):
        patch.setattr(pdf, "read_sheets", lambda *_: answer)
        assert parse(pdf.read(b"%PDF-", SOURCE)).source == SOURCE
