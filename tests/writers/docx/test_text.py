"""No word of the page is lost or moved, and every element gets its style."""

import re
from pathlib import Path

from hypothesis import given, settings

from exporter.writers.docx.sheet import load_sheet
from exporter.writers.docx.vocabulary import ELEMENTS, known_classes
from tests.writers.docx.generated import blocks
from tests.writers.docx.pages import W, body_of, style_of, styled, text_of, texts

TEMPLATES = Path(__file__).parents[3] / "templates"


def visible(text: str) -> str:
    """Return the letters of text: where words part is the layout's business, their order is not."""
    return re.sub(r"\s+", "", text)


@settings(max_examples=60, deadline=None)
@given(blocks)
def test_all_text_in_order(html: str) -> None:
    assert visible("".join(texts(body_of(html)))) == visible(re.sub(r"<[^>]*>", " ", html))


def test_templates_use_only_what_is_known() -> None:
    elements, classes = set(), set()
    for path in [*TEMPLATES.glob("*.html"), *TEMPLATES.glob("parts/*.html")]:
        if path.stem in {"index", "controls"}:
            continue  # the page of links has no Word edition, and the controls of the web page are not in it
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.S)
        elements |= set(re.findall(r"<([a-z][a-z0-9]*)[\s>]", text))
        for value in re.findall(r'class="([^"]*)"', text):
            literals = re.findall(r"'\s*([a-z-]+[a-z0-9])'", value)
            classes |= {*re.sub(r"{{.*?}}", " ", value).split(), *literals}
    assert elements, "no templates found"
    assert elements - ELEMENTS == set()
    assert classes - known_classes(load_sheet()) == set()


def test_documented_classes_have_a_style_or_a_meaning() -> None:
    table = (TEMPLATES / "README.md").read_text(encoding="utf-8").partition("## The page")[2].partition("\n## ")[0]
    cells = [row.split(" | ")[0] for row in table.splitlines() if row.startswith("| `")]
    classes = {name for cell in cells for name in re.findall(r"\.([a-z][a-z0-9-]*)", cell)}
    assert len(classes) > 20
    assert classes - known_classes(load_sheet()) == set()


def test_unknown_elements_become_plain_paragraphs() -> None:
    assert styled(body_of("<blink>one</blink><figure><p>two</p></figure><p class=odd>three</p>")) == [
        ("BodyText", "one"),
        ("BodyText", "two"),
        ("BodyText", "three"),
    ]


def test_label_tab_text() -> None:
    html = '<p class="recital"><span class="label">AA.</span>\n whereas\n  it is so;</p><p class="recital">whereas;</p>'
    assert styled(body_of(html)) == [("Recital", "AA.\twhereas it is so;"), ("Recital", "whereas;")]


def test_only_title_is_no_heading() -> None:
    cover = '<header class="cover"><h1>T</h1></header>'
    assert styled(body_of(f"{cover}<h2>a</h2><h3>b</h3>")) == [("Title", "T"), ("Heading1", "a"), ("Heading2", "b")]
    assert styled(body_of(f"{cover}<h1>a</h1><h2>b</h2>")) == [("Title", "T"), ("Heading1", "a"), ("Heading2", "b")]


def test_places_decide_on_styles() -> None:
    quotation = "<blockquote class=quotation><p>q</p><footer>f</footer></blockquote>"
    assert styled(body_of(quotation)) == [("Quotation", "q"), ("QuotationSource", "f")]
    in_table = f"<table><tr><td>{quotation}<ul><li>x</li></ul></td></tr></table>"
    assert styled(body_of(in_table)) == [("TableQuotation", "q"), ("TableNote", "f"), ("TableBullet", "x")]
    warning = '<aside class="notice warning"><p class="notice-title">t</p><p>w</p></aside>'
    assert styled(body_of(warning)) == [("WarningTitle", "t"), ("Warning", "w")]


def test_quotation_stays_with_its_source() -> None:
    html = "<blockquote class=quotation><p>q</p><footer>f</footer></blockquote><blockquote><p>alone</p></blockquote>"
    kept = [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in body_of(html).iter(f"{W}p")]
    assert kept == [True, False, False]


def test_words_for_screen_readers_are_left_out() -> None:
    assert texts(body_of('<p>a<span class="sr-only"> new: <b>x</b></span> b</p>')) == ["a b"]


def test_nested_formats_name_the_innermost_style() -> None:
    runs = list(body_of("<p><ins>a <strong>b</strong></ins></p>").iter(f"{W}r"))
    inner = runs[1].find(f"{W}rPr")
    assert inner.find(f"{W}rStyle").get(f"{W}val") == "Strong"
    assert inner.find(f"{W}u") is not None


def test_every_list_starts_anew() -> None:
    body = body_of("<ol><li>a<li>b</ol><p>-</p><ol start=3><li>c</ol>")
    numbers = [p.find(f"{W}pPr/{W}numPr/{W}numId") for p in body.iter(f"{W}p") if style_of(p) == "ListNumber"]
    values = [number.get(f"{W}val") for number in numbers]
    assert values[0] == values[1] != values[2]


def test_spaces_as_in_html() -> None:
    assert texts(body_of("<p> a <b> b</b> \n c<br> d\u00a0 </p>")) == ["a b c\nd\u00a0"]
    assert [text_of(p) for p in body_of("<p>a</p>\n<p> </p><p></p>").iter(f"{W}p")] == ["a"]


def test_boxes_have_no_white_stripes() -> None:
    """Between paragraphs of unlike indents there is no space, which Word would leave white."""
    html = '<aside class="notice"><p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><p>e</p></aside>'
    spacing = [paragraph.find(f"{W}pPr/{W}spacing") for paragraph in body_of(html).iter(f"{W}p")]
    after = ["" if space is None else space.get(f"{W}after") for space in spacing]
    assert after == [None, "0", "", "0", "240"]
    assert spacing[0].get(f"{W}before") == "240"
