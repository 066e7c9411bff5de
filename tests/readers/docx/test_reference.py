"""House documents are read without their text, made safe, or refused in one line."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ReadError
from exporter.model.reference import Reference
from exporter.readers.docx.reference import read_reference
from tests.houses import (
    STRANGER,
    WORDS,
    add_relation,
    make_full_house,
    make_house,
    read_parts,
    replace_in,
    with_parts,
)

HOUSE = make_house()
HEAD = "word/header1.xml"
HEAD_RELATIONS = "word/_rels/header1.xml.rels"


def read(data: bytes) -> Reference:
    return read_reference(data, "folder/house.docx")


def test_styles_theme_lists_paper_heads_and_feet_are_taken_and_the_text_is_not() -> None:
    found = read(HOUSE)
    assert found.file == "house.docx"
    assert b"Gentium Odd" in found.styles
    assert (found.theme, found.numbering, found.fonts) == (
        "word/theme/theme1.xml",
        "word/numbering.xml",
        "word/fontTable.xml",
    )
    assert (list(found.heads), list(found.feet), found.is_first_apart) == (["default"], ["default"], False)
    assert b'w:w="11339"' in found.section
    assert [part.type for part in found.parts if part.name.startswith("word/media")] == ["image/png"]
    assert not any(WORDS.encode() in part.data for part in found.parts)
    assert found.notices == ()


def test_heads_of_first_and_even_pages_are_taken() -> None:
    found = read(make_full_house())
    assert list(found.heads) == list(found.feet) == ["default", "first", "even"]
    assert found.is_first_apart


def test_heads_of_even_pages_count_only_where_the_file_uses_them() -> None:
    data = replace_in(make_full_house(), "word/settings.xml", b"<w:evenAndOddHeaders/>", b"")
    assert "even" not in read(data).heads


def test_a_template_of_word_is_a_house_too() -> None:
    data = replace_in(
        HOUSE, "[Content_Types].xml", b"wordprocessingml.document.main", b"wordprocessingml.template.main"
    )
    assert read(data).heads


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "pdf": (b"%PDF-1.7 nothing", "is not a Word file"),
    "text": (b"Just words", "is not a Word file"),
    "nothing": (b"", "the file is empty"),
    "doc": (OLD, "old Word file"),
    "locked": (OLD + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "cut": (HOUSE[: len(HOUSE) // 2], "cut short or damaged"),
    "no-text": (with_parts(HOUSE, {"word/document.xml": None}), "without a Word text"),
    "no-styles": (with_parts(HOUSE, {"word/styles.xml": None}), "no styles"),
    "broken-styles": (with_parts(HOUSE, {"word/styles.xml": b"<w:styles"}), "no sound XML"),
    "other-styles": (with_parts(HOUSE, {"word/styles.xml": b"<html/>"}), "no styles"),
    "broken-head": (with_parts(HOUSE, {HEAD: b"<w:hdr>"}), "no sound XML"),
    "other-head": (with_parts(HOUSE, {HEAD: b"<html/>"}), "not what it should be"),
    "entities": (
        with_parts(HOUSE, {HEAD: b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "declares entities",
    ),
    "macros": (with_parts(HOUSE, {"word/vbaProject.bin": b"x"}), "macros"),
    "docm": (
        replace_in(
            HOUSE,
            "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "strict": (
        replace_in(
            HOUSE,
            "word/document.xml",
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "Strict",
    ),
    "no-room": (replace_in(HOUSE, "word/document.xml", b'w:left="2268"', b'w:left="9000"'), "no room for a text"),
    "odd-length": (replace_in(HOUSE, "word/document.xml", b'w:left="2268"', b'w:left="wide"'), "'wide'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_houses_are_refused_in_one_line(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(ReadError) as caught:
        read(data)
    line = str(caught.value)
    assert line.startswith("folder/house.docx: cannot be used as a reference: ")
    assert words in line
    assert "\n" not in line


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.readers.docx.archive.LARGEST", 30_000)
    with pytest.raises(ReadError, match="unpacks to more than"):
        read(with_parts(HOUSE, {HEAD: b"<x>" + b" " * 5_000_000 + b"</x>"}))


def test_too_many_pictures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.readers.docx.reference.LARGEST", 10_000)
    with pytest.raises(ReadError, match="its styles and pictures have more than"):
        read(HOUSE)


def test_nothing_outside_the_file_is_kept_but_web_addresses() -> None:
    data = add_relation(HOUSE, "word/_rels/settings.xml.rels", "attachedTemplate", "file:///c:/house.dotm")
    data = add_relation(data, HEAD_RELATIONS, "image", STRANGER)
    data = add_relation(data, HEAD_RELATIONS, "hyperlink", "https://house.example/", "rId98")
    data = add_relation(data, HEAD_RELATIONS, "hyperlink", "file:///etc/passwd", "rId97")
    found = read(data)
    head = found.find(HEAD)
    assert head is not None
    assert [relation.target for relation in head.relations if relation.outside] == ["https://house.example/"]
    assert [notice.code for notice in found.notices] == ["reference-outside-left-out"]
    assert "names 3 things outside it" in found.notices[0].message


SHAPE = b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId99"/></v:shape>'
PICTURE = b"<w:r><w:pict>" + SHAPE + b"</w:pict></w:r>"


def test_what_shows_something_from_outside_goes_with_it() -> None:
    data = add_relation(HOUSE, HEAD_RELATIONS, "image", STRANGER)
    data = replace_in(data, HEAD, b"</w:p>", PICTURE + b"<w:r><w:t>kept</w:t></w:r></w:p>")
    found = read(data)
    head = found.find(HEAD)
    assert head is not None
    assert b"rId99" not in head.data
    assert b"pict" not in head.data.replace(b"picture", b"")
    assert b"kept" in head.data
    assert b"blip" in head.data
    assert [notice.code for notice in found.notices] == ["reference-outside-left-out", "reference-parts-left-out"]


def test_changes_links_and_marks_of_the_house_do_not_come_along() -> None:
    inside = (
        b'<w:bookmarkStart w:id="0" w:name="a"/><w:ins w:id="1" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins>'
        b'<w:del w:id="2" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del><w:bookmarkEnd w:id="0"/>'
        b'<w:hyperlink r:id="rId99"><w:r><w:t>words</w:t></w:r></w:hyperlink>'
    )
    found = read(replace_in(HOUSE, HEAD, b"</w:p>", inside + b"</w:p>"))
    head = found.find(HEAD)
    assert head is not None
    for gone in (b"bookmark", b"w:ins", b"w:del", b"old", b"hyperlink"):
        assert gone not in head.data
    assert b"new" in head.data
    assert b"words" in head.data


def test_lines_that_this_program_wrote_into_a_copy_are_left_out() -> None:
    style = b'<w:style w:type="paragraph" w:styleId="rh"><w:name w:val="Running Head"/></w:style></w:styles>'
    line = b'<w:p><w:pPr><w:pStyle w:val="rh"/></w:pPr><w:r><w:t>A/1 adopted</w:t></w:r></w:p></w:hdr>'
    data = replace_in(replace_in(HOUSE, "word/styles.xml", b"</w:styles>", style), HEAD, b"</w:hdr>", line)
    head = read(data).find(HEAD)
    assert head is not None
    assert b"adopted" not in head.data
    assert b"blip" in head.data


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["word/styles.xml", "word/numbering.xml", HEAD, HEAD_RELATIONS, "word/document.xml"]),
    st.integers(0, 10_000),
    st.binary(min_size=1, max_size=6),
)
def test_a_part_that_was_tampered_with_is_read_or_refused(name: str, place: int, noise: bytes) -> None:
    part = read_parts(HOUSE)[name]
    place %= len(part)
    with suppress(ReadError):
        assert read(with_parts(HOUSE, {name: part[:place] + noise + part[place + len(noise) :]})).styles


def test_noise_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x", b"y")
    with pytest.raises(ReadError, match="without a Word text"):
        read(stream.getvalue())


def test_switches_as_libreoffice_writes_them_are_put_right() -> None:
    table = b'<w:tbl><w:tr><w:trPr><w:tblHeader w:val="true"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:hdr>'
    head = read(replace_in(HOUSE, HEAD, b"</w:hdr>", table)).find(HEAD)
    assert head is not None
    assert b"<w:tblHeader/>" in head.data
