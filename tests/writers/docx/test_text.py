"""No word of the page is lost or moved, and every element gets its style."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.writers.docx.sheet import load_sheet
from exporter.writers.docx.vocabulary import ELEMENTS, known_classes
from tests.writers.docx.pages import W, body_of, style_of, styled, text_of, texts

TEMPLATES = Path(__file__).parents[3] / "templates"

# every stretch of text in a generated page is a word of its own, so that order and loss are seen
words = st.text(alphabet="abcdefgh", min_size=1, max_size=4)
inline = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            ["strong", "em", "ins", "del", "q", "cite", "sup", "abbr title=x", 'a href="#i"', "span class=tag", "blink"]
        ),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)
paragraph = st.builds(
    lambda name, text: f'<p class="{name}">{text}</p>',
    st.sampled_from(["", "lead", "note", "recital", "numbered", "point level-2", "unheard-of"]),
    inline,
)
item = st.builds(lambda text: f"<li>{text}</li>", inline)
listing = st.builds(
    lambda tag, items: f"<{tag}>{''.join(items)}</{tag}>", st.sampled_from(["ul", "ol"]), st.lists(item)
)
cell = st.one_of(inline, paragraph, listing)
row = st.builds(lambda a, b: f"<tr><th scope=row>{a}</th><td>{b}</td></tr>", cell, cell)
table = st.builds(
    lambda text, rows: f"<table class=list><caption>{text}</caption><tbody>{''.join(rows)}</tbody></table>",
    inline,
    st.lists(row, max_size=3),
)
facts = st.builds(lambda a, b: f"<dl class=facts><dt>{a}</dt><dd>{b}</dd></dl>", inline, inline)
quotation = st.builds(
    lambda text, place: f"<blockquote class=quotation>{text}<footer>{place}</footer></blockquote>", paragraph, inline
)
block = st.recursive(
    st.one_of(inline, paragraph, listing, table, facts, quotation),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            ["section", "section class=page", "section class=landscape", "div", 'aside class="notice info"', "main",
             "header class=cover", "article", "figure", "unknown-thing"]
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip


def visible(text: str) -> str:
    """Return the letters of text: where words part is the layout's business, their order is not."""
    return re.sub(r"\s+", "", text)


@settings(max_examples=60, deadline=None)
@given(st.lists(block, max_size=4))
def test_all_text_in_order(blocks: list[str]) -> None:
    html = " ".join(blocks)
    assert visible("".join(texts(body_of(html)))) == visible(re.sub(r"<[^>]*>", " ", html))


def test_templates_use_only_what_is_known() -> None:
    elements, classes = set(), set()
    for path in [*TEMPLATES.glob("*.html"), *TEMPLATES.glob("parts/*.html")]:
        if path.stem == "index":
            continue  # the page of links has no Word edition
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
