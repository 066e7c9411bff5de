"""Word files that are damaged, locked or traps: one line each, and nothing is fetched or unpacked without end."""

import contextlib
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ExporterError, ReadError
from exporter.model.resolution import SourceFile
from exporter.parsing import parse
from exporter.readers import docx
from tests.readers.docx.files import MOTION, make_docx, p, pack, relate, wrap

SOURCE = SourceFile(file="text.docx", sha256="0" * 64, format="docx")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = (
    b"<?xml version='1.0'?><!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY c '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    + wrap("document", "<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body>").partition(b"?>")[2]
)


def make_large() -> bytes:
    """Return a file of 60 kB whose text unpacks to 60 MB."""
    return pack([("_rels/.rels", relate("")), ("word/document.xml", b" " * 60_000_000)])


def make_twice() -> bytes:
    stream = BytesIO(make_docx(MOTION))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", wrap("document", f"<w:body>{p('another text')}</w:body>"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"<html></html>", "not a Word file"),
        (make_docx(MOTION)[:900], "cut short"),
        (OLE, "old Word file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (pack([("mimetype", b"x")]), "without a Word text"),
        (make_docx(""), "is empty"),
        (make_docx("<w:p/>"), "is empty"),
        (make_docx("<w:p>"), "damaged"),
        (pack([("word/document.xml", BOMB)]), "entities"),
        (make_docx("".join(["<w:sdt>"] * 300 + ["</w:sdt>"] * 300)), "damaged"),
    ],
)
def test_bad_files_are_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        docx.read(data, SOURCE)
    assert "\n" not in str(caught.value)


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(ReadError, match="unpacks to more than 50 MB"):
        docx.read(make_large(), SOURCE)


def test_two_main_documents_are_refused() -> None:
    with pytest.raises(ReadError, match="twice"):
        docx.read(make_twice(), SOURCE)


def test_what_lies_outside_is_told_and_not_fetched() -> None:
    outside = (
        '<Relationship Id="o" Type="x/attachedTemplate" Target="http://127.0.0.1:1/t.dotm" TargetMode="External"/>'
    )
    outline = docx.read(make_docx(MOTION, outside=outside, extra={"word/vbaProject.bin": b"x"}), SOURCE)
    assert {"outside-not-fetched", "macros-not-run"} <= {notice.code for notice in outline.notices}


def test_a_chain_of_styles_in_a_circle_ends() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    outline = docx.read(make_docx(p("words", style="A"), styles=styles), SOURCE)
    assert [block.text for block in outline.blocks] == ["words"]


GOOD = make_docx(MOTION)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_changed_bytes_never_surprise(data: st.DataObject) -> None:
    raw = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(raw[: data.draw(st.integers(0, len(raw)))] if data.draw(st.booleans()) else raw))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_changed_xml_never_surprises(data: st.DataObject) -> None:
    names = (
        "w:p",
        "w:r",
        "w:t",
        "w:tab",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:del",
        "w:ins",
        "w:txbxContent",
        "w:footnoteReference",
    )
    body = MOTION
    for _ in range(data.draw(st.integers(1, 6))):
        body = body.replace(
            f"<{data.draw(st.sampled_from(names))}>", f"<{(new := data.draw(st.sampled_from(names)))}>", 1
        )
        body += f"<{new}>{data.draw(st.text('aA1.;– ', max_size=9))}</{new}>"
    check(
        make_docx(body, numbering=data.draw(st.sampled_from(["", "<w:num/>", '<w:abstractNum w:abstractNumId="x"/>'])))
    )


def check(data: bytes) -> None:
    with contextlib.suppress(ExporterError):
        assert parse(docx.read(data, SOURCE)).source == SOURCE
