"""The PDF edition: valid PDF/UA-1, our fonts, the same bytes, nothing from outside, errors of one line."""

import io
import logging
import os
import re
import subprocess
import sys
import warnings
from html import escape
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import WriteError
from exporter.writers import pdf
from tests.writers.sample_page import make_page

ROOT = Path(__file__).parents[2]


def find_faults(data: bytes) -> list[str]:
    report = page_validation.validate_pdf_bytes(data, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def read_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_bounded())
            textpage.close()
            page.close()
        return "\n".join(texts)


def list_elements(data: bytes) -> list[Any]:
    """Every element of the structure tree, in reading order, each a plain dictionary with the types of those above."""
    elements: list[Any] = []

    def walk(element: Any, above: tuple[str, ...]) -> None:
        if not isinstance(element, pikepdf.Dictionary) or element.get("/Type") != "/StructElem":
            return
        kind = str(element.S)
        attributes = element.get("/A", pikepdf.Dictionary())
        elements.append(
            {
                "kind": kind,
                "above": above,
                "scope": str(attributes.get("/Scope", "")),
                "headers": [bytes(header) for header in attributes.get("/Headers", [])],
                "id": bytes(element.get("/ID", b"")),
                "marks": [kid for kid in element.K if isinstance(kid, int)],
            }
        )
        for kid in element.K:
            walk(kid, (*above, kind))

    with pikepdf.open(io.BytesIO(data)) as document:
        for kid in document.Root.StructTreeRoot.K:
            walk(kid, ())
    return elements


@pytest.fixture(scope="module")
def sample() -> bytes:
    return pdf.write(make_page())


def test_a_page_of_everything_is_valid(sample: bytes) -> None:
    assert find_faults(sample) == []


def test_a_fault_would_be_found() -> None:
    assert find_faults(pdf.write(make_page("<h1>One</h1><h3>Three</h3>")))


def test_only_our_fonts_are_embedded_and_only_in_part(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as document:
        fonts = list(document.pages[0].Resources.Font.values())
        names = [str(font.BaseFont) for font in fonts]
        assert all(re.match(r"/[A-Z]{6}\+Source-S(ans-3|erif-4)", name) for name in names), names
        assert any("Serif" in name for name in names)
        assert any("Sans" in name for name in names)
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert len(sample) < 120_000, "fonts are embedded whole"


def test_bookmarks_title_and_language(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as document:
        top = document.open_outline().root[0]
        assert top.title == "Elections in Ruritania"
        assert [child.title for child in top.children] == ["Contents", "Demands", "Side by side"]
        assert str(document.Root.Lang) == "en"
        assert str(document.docinfo["/Title"]) == "A sample ≥ page"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_a_table_over_several_pages_is_one_table(sample: bytes) -> None:
    elements = list_elements(sample)
    kinds = [element["kind"] for element in elements]
    assert kinds.count("/Table") == kinds.count("/THead") == kinds.count("/Caption") == 1
    assert kinds.count("/TR") == 41
    assert len(pypdfium2.PdfDocument(sample)) > 3


def test_header_cells_have_scopes_and_cells_know_their_headers(sample: bytes) -> None:
    elements = list_elements(sample)
    scopes = [element["scope"] for element in elements if element["kind"] == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 40
    known = {element["id"] for element in elements if element["kind"] == "/TH"}
    cells = [element for element in elements if element["kind"] == "/TD"]
    assert len(cells) == 80
    assert all(len(cell["headers"]) == 2 and set(cell["headers"]) <= known for cell in cells)


def test_running_heads_are_artifacts(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as document:
        parents = list(document.Root.StructTreeRoot.ParentTree.Nums)
        for number, page in enumerate(document.pages):
            content = pikepdf.parse_content_stream(page)
            artifacts = [line for line in content if str(line.operator) == "BDC" and line.operands[0] == "/Artifact"]
            assert len(artifacts) >= 2, "running head and page number"
            marks = [line.operands[1].MCID for line in content if line.operands and _has_mark(line.operands[-1])]
            owners = parents[2 * number + 1]
            assert all(isinstance(owners[mark], pikepdf.Dictionary) for mark in marks)


def _has_mark(operand: Any) -> bool:
    return isinstance(operand, pikepdf.Dictionary) and "/MCID" in operand


def test_links_say_their_words_once(sample: bytes) -> None:
    elements = list_elements(sample)
    links = [element for element in elements if element["kind"] == "/Link"]
    assert len(links) == 4
    assert not any("/Link" in link["above"] for link in links)
    with pikepdf.open(io.BytesIO(sample)) as document:
        told = {str(note.Contents) for page in document.pages for note in page.get("/Annots", [])}
    assert told == {"Demands", "Side by side", "the register", "see paragraph 1"}


def test_a_link_in_a_repeated_header_row() -> None:
    rows = "<tr><td>x</td></tr>" * 120
    head = '<thead><tr><th scope="col"><a href="https://example.org">L</a></th></tr></thead>'
    data = pdf.write(make_page(f"<h1>T</h1><table>{head}<tbody>{rows}</tbody></table>"))
    assert find_faults(data) == []
    assert len(pypdfium2.PdfDocument(data)) > 1


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " java\nscript:x", "file:///x", "data:text/html,x", "//x.org"]
)
def test_dangerous_links_become_text(target: str) -> None:
    data = pdf.write(make_page(f'<h1>T</h1><p><a href="{target}">words</a></p>'))
    assert "words" in read_text(data)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert "/Annots" not in document.pages[0]
    assert "/Link" not in {element["kind"] for element in list_elements(data)}


@pytest.mark.parametrize("target", ["https://example.org/a?b#c", "mailto:a@example.org", "index.html", "../a/b.html"])
def test_plain_links_stay(target: str) -> None:
    data = pdf.write(make_page(f'<h1>T</h1><p><a href="{target}">words</a></p>'))
    with pikepdf.open(io.BytesIO(data)) as document:
        assert str(document.pages[0].Annots[0].A.URI) == target


def test_a_link_to_no_place_is_told() -> None:
    with pytest.warns(pdf.StyleWarning, match="no place #nowhere"):
        data = pdf.write(make_page('<h1>T</h1><p><a href="#nowhere">words</a></p>'))
    assert find_faults(data) == []


OUTSIDE = [
    '<img src="file:///etc/hostname" alt="x">',
    '<img src="http://127.0.0.1:9/x.png" alt="x">',
    '<img src="x.png" alt="x">',
    '<img src="data:image/png;base64,AAAA" alt="x">',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    '<object data="file:///etc/hostname"></object>',
    '<base href="file:///etc/"><img src="hostname" alt="x">',
]


@pytest.mark.parametrize("body", OUTSIDE)
def test_what_is_not_in_the_page_is_refused(body: str) -> None:
    with pytest.raises(WriteError) as caught:
        pdf.write(make_page(f"<h1>T</h1>{body}"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "css",
    [
        "p { background: url(file:///etc/hostname) }",
        "p { background: url(x.png) }",
        "@import url(http://127.0.0.1:9/x.css);",
        "@import url(x.css);",
        "@font-face { font-family: Q; src: url(file:///etc/hostname) } p { font-family: Q }",
    ],
)
def test_styles_from_outside_are_refused(css: str) -> None:
    with pytest.raises(WriteError):
        pdf.write(make_page("<h1>T</h1><p>x</p>", css=css))


def test_a_mistake_in_the_styles_is_told() -> None:
    with pytest.warns(pdf.StyleWarning, match="colour: red"):
        pdf.write(make_page("<h1>T</h1>", css="h1 { colour: red }"))


@pytest.mark.parametrize("body", ["<div>" * 400, "<ul><li>" * 150])
def test_deep_nesting_is_an_error_of_one_line(body: str) -> None:
    with pytest.raises(WriteError, match="nested too deeply"):
        pdf.write(make_page(f"<h1>T</h1>{body}x"))


def test_characters_without_a_glyph_leave_a_box_in_a_valid_file() -> None:
    with pytest.warns(pdf.GlyphWarning, match=r"no font has ខ \(U\+1781\).*; the PDF shows □ instead"):
        data = pdf.write(make_page("<h1>T</h1><p>ខ្មែរ 😀 end</p>"))
    assert find_faults(data) == []
    assert "□ end" in read_text(data)


@pytest.mark.filterwarnings("ignore::exporter.writers.pdf.GlyphWarning")
@given(st.text(alphabet=st.characters(), max_size=60))
@settings(deadline=None, max_examples=30)
def test_any_text_makes_a_valid_file(text: str) -> None:
    assert find_faults(pdf.write(make_page(f"<h1>T</h1><p>{escape(text)}</p>"))) == []


@pytest.mark.filterwarnings("ignore::exporter.writers.pdf.GlyphWarning")
@pytest.mark.parametrize("words", ["a&#1;b", "a&#xD800;", "&#9999999;", "\u202eevil\u2066"])
def test_hostile_characters_leave_a_valid_file(words: str) -> None:
    assert find_faults(pdf.write(make_page(f"<h1>T</h1><p>{words}</p>"))) == []


def test_references_to_signs_of_markup_stay_what_they_are() -> None:
    data = pdf.write(make_page("<h1>T</h1><p>&#60;b&#62; &#x26;amp; end</p>"))
    assert "<b> &amp; end" in read_text(data)


def test_tiny_type_does_not_spoil_the_widths_of_glyphs() -> None:
    data = pdf.write(make_page('<h1>T</h1><p><span style="font-size: 0.1pt">move: them</span> move: them</p>'))
    assert find_faults(data) == []


def test_the_date_comes_from_the_page_alone() -> None:
    dated = pdf.write(make_page("<h1>T</h1>", head='<meta name="date" content="2024-09-19">'))
    undated = pdf.write(make_page("<h1>T</h1>"))
    with pikepdf.open(io.BytesIO(dated)) as document:
        assert str(document.docinfo["/CreationDate"]) == "D:20240919"
    with pikepdf.open(io.BytesIO(undated)) as document:
        assert "/CreationDate" not in document.docinfo
        assert len(bytes(document.trailer.ID[0])) == 32


WRITE_SAMPLE = """
import sys
from exporter.writers import pdf
from tests.writers.sample_page import make_page
sys.stdout.buffer.write(pdf.write(make_page(rows=12)))
"""


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, check=False)


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    first = run_python(WRITE_SAMPLE, PYTHONHASHSEED="1", EXPORTER_CACHE=str(tmp_path / "a"), TZ="UTC")
    second = run_python(
        WRITE_SAMPLE, PYTHONHASHSEED="2", EXPORTER_CACHE=str(tmp_path / "bc"), TZ="Asia/Tokyo", LANG="C"
    )
    assert first.stdout.startswith(b"%PDF")
    assert first.stdout == second.stdout
    assert first.stderr == second.stderr == b""


WITHOUT_PANGO = """
import cffi
def fail(self, name, flags=0):
    raise OSError(f"cannot load library '{name}': no such file")
cffi.FFI.dlopen = fail
from exporter.errors import WriteError
from exporter.writers import pdf
from tests.writers.sample_page import make_page
try:
    pdf.write(make_page())
except WriteError as error:
    print(error)
"""


def test_a_missing_pango_is_an_error_with_a_remedy() -> None:
    done = run_python(WITHOUT_PANGO)
    assert done.stdout.decode().startswith("PDF needs the library Pango")
    assert b"libpango-1.0-0" in done.stdout
    assert done.stdout.count(b"\n") == 1, done.stdout
    assert done.stderr == b""


def test_another_subsetter_of_fonts_is_no_mistake_in_the_styles() -> None:
    with warnings.catch_warnings(record=True) as told, pdf._collect_messages():
        logging.getLogger("weasyprint").warning("Using fontTools instead of HarfBuzz-Subset for font %r.", "Serif")
    assert told == []
