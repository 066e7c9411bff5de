"""What a screen reader gets from a PDF: the words in their order, languages, changes, pictures, kinds of lists."""

import io
import re
from typing import Any

import pikepdf
import pytest

from exporter.writers import pdf
from tests.writers.sample_page import make_page
from tests.writers.test_pdf import find_faults

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50">'
    "<title>Demands by year.</title><desc>2022: 12; 2024: 9.</desc><path d='M0 0L10 10'/></svg>"
)


def read_elements(data: bytes) -> list[Any]:
    """Return type and own entries of every structure element, in reading order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if not isinstance(element, pikepdf.Dictionary) or element.get("/Type") != "/StructElem":
            return
        found.append(
            {
                "kind": str(element.S),
                "lang": str(element.get("/Lang", "")),
                "alt": str(element.get("/Alt", "")),
                "attributes": {key: str(value) for key, value in element.get("/A", {}).items()},
                "box": [float(side) for side in element.get("/A", {}).get("/BBox", ())],
            }
        )
        for kid in element.K:
            walk(kid)

    with pikepdf.open(io.BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot.K[0])
    return found


def read_aloud(data: bytes) -> str:
    """Return the words of a PDF in the order of its structure tree, as a screen reader says them."""
    with pikepdf.open(io.BytesIO(data)) as document:
        said = [list_marked_text(page) for page in document.pages]
        numbers = {page.objgen: number for number, page in enumerate(document.pages)}
        words: list[str] = []

        def walk(element: Any, page: int) -> None:
            if isinstance(element, int):
                words.append(said[page].get(element, ""))
            elif "/ActualText" in element:
                words.append(str(element.ActualText))
            elif element.get("/Type") == "/StructElem":
                page = numbers.get(element.Pg.objgen, page) if "/Pg" in element else page
                for kid in element.K:
                    walk(kid, page)

        walk(document.Root.StructTreeRoot.K[0], 0)
    return " ".join("".join(words).split())


def list_marked_text(page: Any) -> dict[int, str]:
    """Return the text of each marked content of a page, by its number."""
    maps = {name: read_unicode_map(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    mark, font = -1, ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            mark = int(operands[1].get("/MCID", -1)) if isinstance(operands[1], pikepdf.Dictionary) else -1
        elif str(operator) == "Tf":
            font = str(operands[0])
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            glyphs = (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes), 2))
            texts[mark] = texts.get(mark, "") + "".join(maps[font].get(glyph, "") for glyph in glyphs)
    return texts


def read_unicode_map(font: Any) -> dict[int, str]:
    """Return which characters each glyph of a font stands for."""
    # <0012> <00410042>
    pairs = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def write(body: str) -> bytes:
    data = pdf.write(make_page(f"<h1>Title</h1>{body}"))
    assert find_faults(data) == []
    return data


def list_languages(data: bytes) -> list[str]:
    return [element["lang"] for element in read_elements(data) if element["lang"]]


@pytest.mark.parametrize(
    ("body", "languages"),
    [
        ("<p>English only</p>", []),
        ('<p>He said <span lang="fr">je ne sais quoi</span>.</p>', ["fr"]),
        ('<blockquote lang="de"><p>Das Parlament</p></blockquote>', ["de"]),
        ('<blockquote lang="fr"><p>Le <q lang="en">house</q> est</p></blockquote>', ["fr", "fr"]),
        ('<p><a lang="pt-BR" href="https://example.org">Assembleia</a></p>', ["pt-BR"]),
        ('<p lang="en">still English</p>', []),
        ('<p lang="no such language">words</p>', []),
        ('<p lang="">words</p>', []),
    ],
)
def test_passages_in_another_language_are_marked(body: str, languages: list[str]) -> None:
    assert list_languages(write(body)) == languages


def test_a_passage_keeps_its_language_over_pages() -> None:
    data = write('<div lang="fr">' + "<p>Le Parlement européen demande à la Commission.</p>" * 60 + "</div>")
    assert len(list_languages(data)) >= 60
    assert set(list_languages(data)) == {"fr"}


def test_changes_are_said_in_words_and_marked() -> None:
    data = write(
        '<p>calls on <del><span class="sr-only">removed: </span>Cambodia</del>'
        ' <ins><span class="sr-only">new: </span>the Government</ins> to act</p>'
    )
    assert read_aloud(data).endswith("calls on removed: Cambodia new: the Government to act")
    decorations = [element["attributes"].get("/TextDecorationType") for element in read_elements(data)]
    assert [decoration for decoration in decorations if decoration] == ["/LineThrough", "/Underline"]


def test_a_picture_is_told_in_full_and_stands_where_it_is() -> None:
    data = write(PICTURE)
    (figure,) = [element for element in read_elements(data) if element["kind"] == "/Figure"]
    assert figure["alt"] == "Demands by year. 2022: 12; 2024: 9."
    left, bottom, right, top = figure["box"]
    assert (right - left, top - bottom) == pytest.approx((75, 37.5), abs=0.1), "points, not pixels"
    assert 400 < bottom < top < 842, "counted from the foot of the page"


@pytest.mark.parametrize(
    ("opening", "numbering"),
    [
        ("<ul>", "/Disc"),
        ("<ol>", "/Decimal"),
        ('<ol style="list-style-type: lower-alpha">', "/LowerAlpha"),
        ('<ol style="list-style-type: upper-roman">', "/UpperRoman"),
    ],
)
def test_lists_tell_how_they_are_numbered(opening: str, numbering: str) -> None:
    data = write(f"{opening}<li>one</li><li>two</li></{opening[1:3]}>")
    (found,) = [element for element in read_elements(data) if element["kind"] == "/L"]
    assert found["attributes"]["/ListNumbering"] == numbering


def test_a_link_with_bold_words_is_one_link() -> None:
    data = write('<p><a href="https://example.org">See <b>this</b> text</a></p>')
    assert [element["kind"] for element in read_elements(data)].count("/Link") == 1


def test_words_are_read_in_the_order_of_the_page() -> None:
    data = write("<p>first</p><table><tr><td>second</td><td>third</td></tr></table><ul><li>fourth</li></ul>")
    assert re.findall(r"first|second|third|fourth", read_aloud(data)) == ["first", "second", "third", "fourth"]
