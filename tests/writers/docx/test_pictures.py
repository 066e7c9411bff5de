"""Pictures in Word: the SVG of the page, the same as a bitmap, and words for those who see neither."""

import base64
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from exporter.errors import WriteError
from exporter.writers.docx import write
from exporter.writers.docx.pictures import read_svg
from tests.writers.docx.pages import W, make_page, read_parts, styled
from tests.writers.docx.test_valid import find_errors

PATH = '<path d="M10 10L60 10L60 40L10 40Z" fill="#ff0000" stroke="#000000" stroke-width="1" stroke-dasharray="2 2"/>'
TEXT = (
    '<text x="195" y="50" font-size="8.5" fill="#101010" font-weight="600" text-anchor="end">Häuser &amp; Wege</text>'
)


def picture(inside: str = PATH + TEXT, width: str = "200pt") -> str:
    return (
        f'<figure class="picture" id="f"><svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" '
        'height="60pt" viewBox="0 0 200 60" aria-labelledby="t d"><title id="t">Two houses.</title>'
        f'<desc id="d">One red, one not.</desc>{inside}</svg><figcaption>Houses</figcaption></figure>'
    )


def read_png(data: bytes) -> tuple[int, int, list[bytes]]:
    width, height = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT") + 4
    rows = zlib.decompress(data[start : data.index(b"IEND") - 8])
    return width, height, [rows[n * (width * 3 + 1) + 1 : (n + 1) * (width * 3 + 1)] for n in range(height)]


def test_a_picture_has_both_forms_and_alt_text(tmp_path: Path) -> None:
    data = write(make_page(picture() + picture()))
    parts = read_parts(data)
    assert [name for name in sorted(parts) if "media" in name] == [
        f"word/media/picture{number}.{ending}" for number in (1, 2) for ending in ("png", "svg")
    ]
    root = etree.fromstring(parts["word/document.xml"])
    about = root.findall(".//{*}docPr")
    assert [element.get("descr") for element in about] == ["Two houses. One red, one not."] * 2
    assert {element.get("cx") for element in root.iterfind(".//{*}extent")} == {str(200 * 12700)}
    assert ("Caption", "Houses") in styled(root)
    assert find_errors(data, tmp_path) == []


def test_the_vector_form_is_the_picture_of_the_page() -> None:
    svg = etree.fromstring(read_parts(write(make_page(picture())))["word/media/picture1.svg"])
    assert svg.get("viewBox") == "0 0 200 60"
    assert [etree.QName(child).localname for child in svg] == ["title", "desc", "path", "text"]
    assert svg[3].text == "Häuser & Wege"
    assert svg[3].get("text-anchor") == "end"


def test_the_bitmap_shows_the_same_at_200_dots_an_inch() -> None:
    width, height, rows = read_png(read_parts(write(make_page(picture())))["word/media/picture1.png"])
    assert (width, height) == (556, 167)
    scale = width / 200

    def at(x: float, y: float) -> tuple[int, ...]:
        return tuple(rows[int(y * scale)][int(x * scale) * 3 : int(x * scale) * 3 + 3])

    assert at(35, 25) == (255, 0, 0)
    assert at(100, 25) == (255, 255, 255)
    lettering = [row[int(130 * scale) * 3 : int(195 * scale) * 3] for row in rows[int(43 * scale) : int(50 * scale)]]
    assert any(min(row) < 80 for row in lettering)
    assert all(min(row[int(196 * scale) * 3 :]) == 255 for row in rows)


def test_a_wide_picture_is_made_to_fit() -> None:
    root = etree.fromstring(read_parts(write(make_page(picture(width="4000pt"))))["word/document.xml"])
    (extent,) = root.iterfind(".//{*}extent")
    size = root.find(f".//{W}pgSz")
    assert int(extent.get("cx")) < int(size.get(f"{W}w")) * 635


def test_the_bookmark_of_a_picture_is_kept() -> None:
    root = etree.fromstring(
        read_parts(write(make_page(f'<p><a href="#f">there</a></p>{picture()}')))["word/document.xml"]
    )
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert "f" in names


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M1 1 A 5 5 0 0 1 3 3" fill="none"/>',
        '<path d="L1 1" fill="none"/>',
        '<path d="M1" fill="none"/>',
        '<path d="M1 1L2 2" fill="url(#x)"/>',
        '<image href="file:///etc/passwd"/>',
        '<rect width="3" height="3"/>',
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(inside: str) -> None:
    with pytest.raises(WriteError, match=r"a picture h(as|olds)") as error:
        write(make_page(picture(inside)))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("width", ["", "0pt", "nan", "1e9pt", "50%"])
def test_a_picture_without_a_size_is_refused(width: str) -> None:
    with pytest.raises(WriteError, match="no usable width"):
        write(make_page(picture(width=width)))


LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><defs><linearGradient id="g">'
    b'<stop stop-color="#a00"/></linearGradient></defs><rect width="60" height="40" fill="#00f"/>'
    b'<circle cx="90" cy="20" r="9" fill="#f00"/></svg>'
)


def logo(data: bytes, kind: str = "svg+xml") -> str:
    source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    return f'<figure class="logo"><img src="{source}" alt="Lakes Watch" width="120" height="40"></figure>'


def test_a_logo_of_lines_has_both_forms(tmp_path: Path) -> None:
    data = write(make_page(logo(LOGO) + picture()))
    parts = read_parts(data)
    assert [name for name in sorted(parts) if "media" in name] == [
        "word/media/logo1.png", "word/media/logo2.svg", "word/media/picture1.png", "word/media/picture1.svg",
    ]  # fmt: skip
    assert parts["word/media/logo2.svg"] == LOGO
    width, height, rows = read_png(parts["word/media/logo1.png"])
    assert (width, height) == (250, 84)
    assert tuple(rows[40][60:63]) == (0, 0, 255)
    assert tuple(rows[41][187 * 3 : 188 * 3]) == (255, 0, 0)
    (about, _) = etree.fromstring(parts["word/document.xml"]).findall(".//{*}docPr")
    assert about.get("descr") == "Lakes Watch"
    assert find_errors(data, tmp_path) == []
    assert data == write(make_page(logo(LOGO) + picture()))


@pytest.mark.parametrize("data", [b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', b"\xff"])
def test_of_a_logo_that_cannot_be_drawn_stand_its_words(data: bytes) -> None:
    parts = read_parts(write(make_page(logo(data))))
    assert not [name for name in parts if "media" in name]
    assert b"Lakes Watch" in parts["word/document.xml"]


def test_without_what_draws_stand_the_words_of_a_logo(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise WriteError("PDF needs the library Pango")

    monkeypatch.setattr("exporter.writers.pdf.load_weasyprint", refuse)
    assert b"Lakes Watch" in read_parts(write(make_page(logo(LOGO))))["word/document.xml"]


def test_nothing_else_comes_along() -> None:
    svg = read_svg(etree.parse(BytesIO(b"<svg width='1pt' onload='x()'><path id='p' d='M0 0'/></svg>")).getroot())
    assert etree.tostring(svg).decode().count("id=") == 0
    assert "onload" not in etree.tostring(svg).decode()
