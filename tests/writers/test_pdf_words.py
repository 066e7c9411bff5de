"""Where lines may end, words of any length, letters with accents: the words of the PDF stay verbatim."""

import io
import unicodedata

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.writers import pdf
from exporter.writers.pdf_words import KEEP, MAY_BREAK, mark
from tests.publishing.pages import look
from tests.writers.sample_page import make_page
from tests.writers.test_pdf import find_faults

ADDRESS = "https://www.europarl.europa.eu/doceo/document/B-9-2022-0234_EN.html"


def read_words(body: str) -> str:
    data = pdf.write(make_page(body, css=look().print_css))
    assert find_faults(data) == []
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(leaf.get_textpage().get_text_bounded().split()) for leaf in document)


def show(text: str) -> str:
    return mark(text).replace(MAY_BREAK, "|").replace(KEEP, "~")


def test_references_are_kept_on_a_line_and_addresses_end_one_behind_a_stroke() -> None:
    assert show("RC-B9-0230/2022, C/2025/1807") == "RC-~B9-~0230/~2022, C/~2025/~1807"
    assert show("EU/ASEAN pre-trial, and/or") == "EU/ASEAN pre-trial, and/or"
    assert show(ADDRESS) == "https://|www.europarl.europa.|eu/|doceo/|document/|B-~9-~2022-~0234_|EN.html"


@given(st.text(st.sampled_from("Aa1-/ .(?&=_\u0301\u200b"), max_size=300))
@settings(deadline=None, max_examples=200)
def test_nothing_but_signs_of_no_width_is_put_in(text: str) -> None:
    plain = text.replace(MAY_BREAK, "")
    assert mark(text).replace(KEEP, "").replace(MAY_BREAK, "") == plain


@pytest.mark.parametrize("place", ["p", "td", "dd", "h2"])
def test_a_very_long_word_is_set_whole_and_soon(place: str) -> None:
    word = "abcdefghij" * 600
    forms = {
        "p": f"<p>{word}</p>",
        "h2": f"<h2>{word}</h2>",
        "dd": f'<dl class="facts"><dt>a</dt><dd>{word}</dd></dl>',
        "td": '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td><blockquote class="quotation">'
        f"<p>{word}</p></blockquote></td></tr></tbody></table>",
    }
    assert read_words(f"<h1>T</h1>{forms[place]}").count("abcdefghij") == 600


def test_references_and_addresses_come_out_verbatim() -> None:
    words = f"RC-B9-0230/2022 {ADDRESS} 2022/2658(RSP)"
    assert "".join(words.split()) in read_words(f"<h1>T</h1><p>{words}</p>")


def test_the_signs_are_neither_in_bookmarks_nor_in_what_is_said_of_links_and_pictures() -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>RC-B9-0230/2022</title></svg>'
    links = f'<p><a href="#h">RC-B9-0230/2022</a> <a href="{ADDRESS}">{ADDRESS}</a></p>'
    data = pdf.write(
        make_page(f'<h1 id="h">RC-B9-0230/2022</h1>{links}<figure>{picture}</figure>', css=look().print_css)
    )
    with pikepdf.open(io.BytesIO(data)) as document:
        said = [
            str(item.get(key))
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            for key in ("/Title", "/Contents", "/Alt", "/ActualText")
            if isinstance(item.get(key), pikepdf.String)
        ]
    assert said.count("RC-B9-0230/2022") == 3
    assert ADDRESS in said
    assert not any(sign in text for text in said for sign in (KEEP, MAY_BREAK))


def test_letters_with_accents_that_have_no_sign_of_their_own_come_out_verbatim() -> None:
    words = "ẹ\u0301 ẹ ọ\u0301 x\u0323\u0302 x e\u0301 é a\u0323\u0301 a ạ office"
    found = unicodedata.normalize("NFC", read_words(f"<h1>T</h1><p>{words}</p>"))
    assert unicodedata.normalize("NFC", "".join(words.split())) in found


def test_thousands_of_accents_leave_a_valid_file() -> None:
    assert read_words(f"<h1>T</h1><p>b{chr(0x301) * 5000} c</p>").startswith("Tb\u0301")
