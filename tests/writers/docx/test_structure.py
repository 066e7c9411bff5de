"""Sections, tables, contents, bookmarks, links."""

from lxml import etree

from exporter.writers.docx import write
from exporter.writers.docx.document import safe_address
from tests.writers.docx.pages import CASES, W, body_of, make_page, read_parts, style_of, text_of, texts

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def page_of(name: str) -> etree._Element:
    return body_of((CASES / name).read_text(encoding="utf-8"))


def test_header_rows_repeat_and_rows_hold_together() -> None:
    rows = list(page_of("pages.html").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_table_fills_the_landscape_page() -> None:
    widths = [int(column.get(f"{W}w")) for column in page_of("pages.html").iter(f"{W}gridCol")]
    page, margins = 16838, 2 * 1089
    assert sum(widths) == page - margins
    assert widths[0] == round(sum(widths) * 0.6)


def test_columns_without_widths_share_by_text() -> None:
    body = body_of(f"<table><tr><td>no</td><td>{'much longer ' * 5}</td></tr></table>")
    widths = [int(column.get(f"{W}w")) for column in body.iter(f"{W}gridCol")]
    assert sum(widths) == 11906 - 2 * 1361
    assert 0 < widths[0] < widths[1] / 5


def test_rows_of_unequal_length_are_filled_up() -> None:
    rows = list(body_of("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>").iter(f"{W}tr"))
    assert [len(row.findall(f"{W}tc")) for row in rows] == [2, 2]


def test_sections_turn_and_no_page_stays_empty() -> None:
    body = page_of("pages.html")
    sizes = [size.get(f"{W}orient") for size in body.iter(f"{W}pgSz")]
    assert sizes == [None, "landscape", None]
    at_the_end = body_of('<p>a</p><section class="landscape"><p>b</p></section>')
    assert [size.get(f"{W}orient") for size in at_the_end.iter(f"{W}pgSz")] == [None, "landscape"]
    alone = body_of('<section class="page landscape"><section class="landscape"><p>b</p></section></section>')
    assert [size.get(f"{W}orient") for size in alone.iter(f"{W}pgSz")] == ["landscape"]
    assert alone.find(f".//{W}pageBreakBefore") is None


def test_every_section_has_head_and_foot() -> None:
    for section in page_of("pages.html").iter(f"{W}sectPr"):
        uses = [child.get(f"{W}type") for child in section if child.tag.endswith("Reference")]
        assert uses[:1] == ["default"]
        assert uses.count("default") == 2
        assert all(child.get(R_ID) for child in section if child.tag.endswith("Reference"))


def test_pages_start_where_asked() -> None:
    body = body_of('<section class="page"><p>a</p></section><section class="page"><table><tr><td>b</table></section>')
    breaks = [text_of(p) for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert breaks == [""]  # none before the first page; a small paragraph before the table


def test_contents_are_a_field_with_entries() -> None:
    control = page_of("pages.html").find(f"{W}sdt/{W}sdtContent")
    paragraphs = list(control)
    assert [(style_of(p), text_of(p)) for p in paragraphs] == [
        ("TOCHeading", "Contents"),
        ("TOC1", "First\t"),
        ("TOC2", "Table\t"),
    ]
    codes = [code.text.strip() for code in control.iter(f"{W}instrText")]
    assert codes == ['TOC \\o "1-2" \\h \\z \\u', "PAGEREF a \\h", "PAGEREF b \\h"]
    kinds = [mark.get(f"{W}fldCharType") for mark in control.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 3
    assert kinds[0] == "begin"
    assert kinds[-2:] == ["end", "end"]


def test_word_is_not_made_to_ask_about_fields_when_it_opens_a_file() -> None:
    parts = read_parts(write(make_page((CASES / "pages.html").read_text(encoding="utf-8"))))
    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_entries_of_contents_are_links_to_their_places() -> None:
    body = page_of("pages.html")
    links = [link for p in body.find(f"{W}sdt/{W}sdtContent") for link in p.iter(f"{W}hyperlink")]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert [link.get(f"{W}anchor") for link in links] == ["a", "b"]
    assert {"a", "b"} <= marks


def test_bookmarks_are_names_that_word_allows() -> None:
    long = "x" * 60
    ids = ["d-2024-5.2.3", "D_2024_5_2_3", "5", long, f"{long}y", "é"]
    body = body_of("".join(f'<p id="{name}">{name}</p><p><a href="#{name}">to</a></p>' for name in ids))
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    assert names == [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    assert names[:3] == ["d_2024_5_2_3", "D_2024_5_2_3_2", "b_5"]
    assert len({name.lower() for name in names}) == len(ids)
    assert all(len(name) <= 40 and name[0].isalpha() and name.isascii() for name in names)


def test_bookmarks_of_sections_rows_and_cells_are_kept() -> None:
    html = '<section id="s"><table id="t"><tr id="r"><td id="c"></td><td><b id="i">x</b></td></tr></table></section>'
    marks = [mark.get(f"{W}name") for mark in body_of(html).iter(f"{W}bookmarkStart")]
    assert sorted(marks) == ["c", "i", "r", "s", "t"]


def test_an_id_that_stands_twice_is_one_bookmark() -> None:
    body = body_of('<p id="a">1</p><p id="a">2</p>')
    assert len(list(body.iter(f"{W}bookmarkStart"))) == len(list(body.iter(f"{W}bookmarkEnd"))) == 1


def test_links() -> None:
    body = page_of("inline.html")
    assert [text_of(link) for link in body.iter(f"{W}hyperlink")] == ["the top", "the web"]
    assert "nowhere" in "".join(texts(body))


def test_addresses() -> None:
    assert safe_address("https://example.org/a b") == "https://example.org/a%20b"
    assert safe_address("mailto:someone@example.org") == "mailto:someone@example.org"
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://", "http://[1", "relative.html", ""):
        assert safe_address(address) is None


def test_language_is_marked_where_it_changes() -> None:
    runs = {text_of_run(run): run.find(f"{W}rPr/{W}lang") for run in page_of("inline.html").iter(f"{W}r")}
    assert runs["liberté "].get(f"{W}val") == "fr-FR"
    assert runs["حرية التجمع"].get(f"{W}bidi") == "ar-SA"
    assert runs["One "] is None


def text_of_run(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iter(f"{W}t"))


def test_tall_rows_break_only_where_they_do_not_fit_and_never_within_a_paragraph() -> None:
    rows = "".join(f'<tr class="tall"><td>{"<p>many words here</p>" * count}</td><td>a</td></tr>' for count in (12, 60))
    low, high = body_of(f"<table>{rows}</table>").iter(f"{W}tr")
    assert low.find(f"{W}trPr/{W}cantSplit") is not None
    assert high.find(f"{W}trPr/{W}cantSplit") is None
    assert all(p.find(f"{W}pPr/{W}keepLines") is not None for p in high.iter(f"{W}p"))


def test_remarks_in_heads_of_rows_are_not_bold() -> None:
    head = '<th scope="row"><p>Name</p><p class="muted">2 asks</p><p class="note">n</p></th>'
    body = body_of(f"<table><tr>{head}<td>a</td></tr></table>")
    assert [style_of(p) for p in body.iter(f"{W}p") if text_of(p)] == [
        "TableRowHeading", "TableNote", "TableNote", "TableText",
    ]  # fmt: skip


def held(row: etree._Element) -> bool:
    return all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p"))


def test_the_first_and_the_last_row_of_a_table_of_low_rows_do_not_stand_alone_on_a_page() -> None:
    def list_held(name: str, count: int) -> list[bool]:
        rows = "".join(f"<tr><td>{n}</td><td><p>a</p><p>b</p></td></tr>" for n in range(count))
        head = "<thead><tr><th>n</th><th>words</th></tr></thead>"
        return list(map(held, list(body_of(f'<table class="{name}">{head}{rows}</table>').iter(f"{W}tr"))[1:]))

    assert list_held("matrix", 6) == list_held("list", 6) == [True, False, False, False, True, False]
    assert list_held("list", 4) == [True, False, True, False]
    assert not any(list_held("list", 3))
    assert not any(list_held("comparison", 6))


def test_tags_are_not_torn_where_a_line_can_hold_them() -> None:
    def tag(words: str, share: int) -> str:
        cells = f'<td><p>Against a text: <span class="tag">{words}</span> again.</p></td><td>a</td>'
        columns = f'<colgroup><col data-width="{share}"><col data-width="{100 - share}"></colgroup>'
        return text_of(next(body_of(f"<table>{columns}<tr>{cells}</tr></table>").iter(f"{W}p")))

    space = "\N{NO-BREAK SPACE}"
    assert tag("put less strongly", 50) == f"Against a text: {space}put{space}less{space}strongly{space} again."
    assert tag("put less strongly", 10) == f"Against a text: {space}put less strongly{space} again."


def test_notes_stand_with_what_they_lead_to() -> None:
    body = body_of('<h2>Head</h2><p class="note">a</p><p>b</p><p class="note">c</p><p class="note">d</p><p>e</p>')
    kept = {text_of(p): p.find(f"{W}pPr/{W}keepNext") is not None for p in body.iter(f"{W}p") if text_of(p)}
    cell = body_of('<table><tr><td><p class="note">a</p><p class="note">b</p></td></tr></table>')
    assert not any(map(held, cell.iter(f"{W}tr")))  # it would hold the row on the page of the next
    assert kept == {"Head": False, "a": True, "b": False, "c": True, "d": False, "e": False}  # a heading by its style


def test_white_stands_between_the_caption_of_a_picture_and_that_of_the_table_below() -> None:
    picture = '<figure><svg width="9pt" height="9pt" viewBox="0 0 9 9"></svg><figcaption>Bars</figcaption></figure>'
    body = body_of(f"{picture}<table><caption>Numbers</caption><tr><td>1</td></tr></table>")
    bars, numbers = (p for p in body.iter(f"{W}p") if style_of(p) == "Caption")
    assert int(bars.find(f"{W}pPr/{W}spacing").get(f"{W}after")) > 200
    assert numbers.find(f"{W}pPr/{W}spacing") is None
