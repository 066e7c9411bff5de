"""Bad input ends in a sound document or a one-line error."""

import time

import pytest
from lxml import etree

from exporter.errors import WriteError
from exporter.writers.docx import write
from tests.writers.docx.pages import W, body_of, make_page, read_parts, texts


def test_long_table() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>text <b>bold</b></td></tr>" for number in range(10_000))
    page = make_page(f"<table><tbody>{rows}</tbody></table>")
    start = time.process_time()
    data = write(page)
    assert time.process_time() - start < 20
    body = etree.fromstring(read_parts(data)["word/document.xml"])[0]
    assert sum(1 for _ in body.iter(f"{W}tr")) == 10_000


def test_long_word() -> None:
    assert texts(body_of(f"<p>{'x' * 50_000}</p>")) == ["x" * 50_000]


def test_control_characters_are_replaced() -> None:
    assert texts(body_of("<p>a\x00b\x0bc&#1;d\ud800e\ufffef</p>")) == ["a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf"]


def test_bidi_overrides_stay_text() -> None:
    assert texts(body_of("<p>a \u202eb\u202c \u05e9\u05dc\u05d5\u05dd</p>")) == [
        "a \u202eb\u202c \u05e9\u05dc\u05d5\u05dd"
    ]


@pytest.mark.parametrize("depth", [200, 5000])
@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "span", "table><tr><td"])
def test_deep_nesting(tag: str, depth: int) -> None:
    with pytest.raises(WriteError, match="deep") as caught:
        write(make_page(f"<{tag}>" * depth + "x"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("tag", ["div", "section", "blockquote", "span", "aside class=notice"])
def test_nesting_that_is_allowed(tag: str) -> None:
    assert texts(body_of(f"<{tag}>" * 140 + "x")) == ["x"]


def test_too_many_columns() -> None:
    with pytest.raises(WriteError, match="64 columns; Word allows 63"):
        write(make_page(f"<table><tr>{'<td>x</td>' * 64}</tr></table>"))


@pytest.mark.parametrize(
    "html", ["", " ", "<p></p>", "<table></table>", "<dl></dl>", "<ul></ul>", "<nav class=contents></nav>"]
)
def test_nothing_to_write_is_an_empty_document(html: str) -> None:
    assert "".join(texts(body_of(html))) == ""


def test_unknown_paper() -> None:
    from msgspec.structs import replace

    page = make_page("<p>a</p>")
    paper = replace(page.theme.page, size="B7")
    with pytest.raises(WriteError, match="'B7' is not known; use one of A3"):
        write(replace(page, theme=replace(page.theme, page=paper)))


def test_text_of_tables_outside_cells_is_kept() -> None:
    made = "".join(texts(body_of("<table>a<tr>b<td>c</td></tr>d</table>")))
    assert sorted(made) == ["a", "b", "c", "d"]


def test_too_large_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.writers.docx.html.BYTES", 100)
    with pytest.raises(WriteError, match="more than the 100 a Word file is made of"):
        write(make_page(f"<p>{'x' * 100}</p>"))
