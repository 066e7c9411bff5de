"""Word editions in the look of a house document: its styles, paper, heads and feet, and still what a text is."""

import shutil
import subprocess
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from exporter.batch.documents import compare_documents, load_pair
from exporter.model.page import Page
from exporter.publishing import load_look, render_briefing, render_comparison, render_redline, render_resolution
from exporter.readers.docx.edited import read_edited
from exporter.readers.docx.reference import read_reference
from exporter.writers.docx import write
from exporter.writers.docx.house.styles import list_missing, match_styles, read_chain
from exporter.writers.docx.redline import write as write_redline
from exporter.writers.docx.sheet import load_sheet
from exporter.writers.docx.xml import w
from tests.houses import WORDS, add_relation, make_full_house, make_house, make_logo, replace_in, with_parts
from tests.readers.reading import read_bytes
from tests.writers.docx.pages import CASES, W, make_page, read_parts, text_of
from tests.writers.docx.test_valid import find_errors

SAMPLE = (CASES / "sample.html").read_text(encoding="utf-8")
STATUS = "Ruritania 2022 / 2024 · motion against adopted resolution"


def dress(page: Page, house: bytes) -> Page:
    return replace(page, reference=read_reference(house, "house.docx"))


def make(html: str, house: bytes) -> bytes:
    return write(dress(make_page(html), house))


def open_made(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def read_style(data: bytes, key: str) -> etree._Element:
    root = etree.fromstring(read_parts(data)["word/styles.xml"])
    return next(style for style in root.iter(f"{W}style") if style.get(f"{W}styleId") == key)


def add_numbered_heading(document: Document) -> None:
    """Give headings a list of their own, as numbered headings have."""
    numbering = document.part.numbering_part.element
    level = w("lvl", w("start", val=1), w("numFmt", val="upperRoman"), w("lvlText", val="%1)"), ilvl=0)
    definition = w("abstractNum", w("multiLevelType", val="multilevel"), level, abstractNumId=77)
    numbering.insert(0, definition)
    numbering.append(w("num", w("abstractNumId", val=77), numId=88))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties._insert_numPr(w("numPr", w("ilvl", val=0), w("numId", val=88)))


HOUSES = {"letterhead": make_house(), "full": make_full_house(), "numbered": make_house(add_numbered_heading)}


@pytest.mark.parametrize("name", HOUSES)
@pytest.mark.parametrize("path", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_schema(name: str, path: Path, tmp_path: Path) -> None:
    assert find_errors(make(path.read_text(encoding="utf-8"), HOUSES[name]), tmp_path) == []


def test_styles_of_the_house_are_taken_by_name_and_ours_are_added_in_its_look() -> None:
    data = make(SAMPLE, HOUSES["letterhead"])
    document = open_made(data)
    assert document.styles["Normal"].font.name == "Gentium Odd"
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x8B, 0x1A, 0x4A)
    kicker = read_style(data, "Kicker")
    assert kicker.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Futura Odd"
    assert kicker.find(f"{W}rPr/{W}color").get(f"{W}val") == "8B1A4A"
    assert kicker.find(f"{W}rPr/{W}color").get(f"{W}themeColor") is None
    assert WORDS not in "".join(paragraph.text for paragraph in document.paragraphs)
    assert "Gentium Odd" not in read_parts(write(make_page(SAMPLE)))["word/styles.xml"].decode()


def test_colours_that_cannot_be_read_on_paper_are_not_passed_on() -> None:
    def change(document: Document) -> None:
        document.styles["Heading 1"].font.color.rgb = RGBColor(0xFF, 0xEE, 0x00)

    data = make(SAMPLE, make_house(change))
    assert open_made(data).styles["Heading 1"].font.color.rgb == RGBColor(0xFF, 0xEE, 0x00)
    assert read_style(data, "Kicker").find(f"{W}rPr/{W}color").get(f"{W}val") == "222244"


def test_paper_and_margins_are_those_of_the_house_and_wide_pages_are_turned() -> None:
    sections = list(open_made(make(SAMPLE, HOUSES["letterhead"])).sections)
    assert [(round(s.page_width.cm), round(s.page_height.cm)) for s in sections] == [(20, 28), (28, 20), (20, 28)]
    assert {round(section.left_margin.cm, 1) for section in sections} == {4.0}


def test_pages_are_counted_on_from_section_to_section() -> None:
    house = replace_in(
        HOUSES["letterhead"], "word/document.xml", b"<w:cols", b'<w:pgNumType w:fmt="upperRoman" w:start="7"/><w:cols'
    )
    kinds = list(etree.fromstring(read_parts(make(SAMPLE, house))["word/document.xml"]).iter(f"{W}pgNumType"))
    assert [dict(kind.attrib) for kind in kinds] == [{f"{W}fmt": "upperRoman"}] * 3


def test_what_a_text_is_stands_under_every_head_of_the_house() -> None:
    data = make(SAMPLE, HOUSES["letterhead"])
    sections = list(open_made(data).sections)
    for section in sections:
        *picture, line = section.header.paragraphs
        assert (line.style.name, line.text) == ("Running Head", STATUS)
        assert picture[0]._p.find(".//{*}blip") is not None
        assert section.footer.paragraphs[0].text == "House of Rights, 1 Odd Street"
        assert section.footer.paragraphs[-1].text.startswith("Ruritania Watch\tPage ")
    # the title page says in full what the text is: there the house's head stands alone
    assert sections[0].different_first_page_header_footer
    assert [p.text for p in sections[0].first_page_header.paragraphs] == [""]
    pictures = [name for name in read_parts(data) if name.startswith("word/house/") and name.endswith(".png")]
    assert len(pictures) == 1


def test_heads_of_first_and_even_pages_and_page_numbers_of_the_house() -> None:
    section = open_made(make(SAMPLE, HOUSES["full"])).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["FIRST HEAD"]
    assert [p.text for p in section.even_page_header.paragraphs] == ["EVEN HEAD", STATUS]
    assert section.header.paragraphs[-1].text == STATUS
    # it numbers its pages itself
    assert [p.text for p in section.even_page_footer.paragraphs] == ["EVEN FOOT"]
    assert [p.text for p in section.first_page_footer.paragraphs] == ["FIRST FOOT"]
    assert len(section.footer.paragraphs) == 1


def test_without_a_title_the_first_page_says_what_a_text_is_too() -> None:
    body = '<html lang="en"><head><title>t</title></head><body data-running-head="A/1 · motion"><p>x</p></body></html>'
    section = open_made(make(body, HOUSES["full"])).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["FIRST HEAD", "A/1 · motion"]


def test_a_house_with_a_first_page_but_no_head_on_it() -> None:
    def change(document: Document) -> None:
        document.sections[0].different_first_page_header_footer = True

    body = '<html lang="en"><head><title>t</title></head><body data-running-head="A/1 · motion"><p>x</p></body></html>'
    section = open_made(make(body, make_house(change))).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["A/1 · motion"]


def test_no_style_of_the_house_hides_what_a_text_is() -> None:
    def change(document: Document) -> None:
        for name in ("Normal", "Header", "Body Text", "Heading 1"):
            document.styles[name].font.hidden = True

    data = make(SAMPLE, make_house(change))
    assert b"w:vanish" not in read_parts(data)["word/styles.xml"]


def test_bullets_and_numbers_are_those_of_the_house_and_each_list_starts_anew() -> None:
    html = "<ul><li>a</li></ul><ol><li>b</li></ol><ol start=4><li>c</li></ol>"
    data = make(html, HOUSES["numbered"])
    parts = read_parts(data)
    numbering = etree.fromstring(parts["word/numbering.xml"])
    nums = {num.get(f"{W}numId"): num for num in numbering.iter(f"{W}num")}
    definitions = [element.get(f"{W}abstractNumId") for element in numbering.iter(f"{W}abstractNum")]
    assert len(set(definitions)) == len(definitions)
    assert len(nums) == len(list(numbering.iter(f"{W}num")))
    tags = [etree.QName(child).localname for child in numbering]
    assert tags == sorted(tags)  # abstractNum before num
    paragraphs = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}p"))
    used = [found.get(f"{W}val") for p in paragraphs if (found := p.find(f"{W}pPr/{W}numPr/{W}numId")) is not None]
    starts = [nums[number].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") for number in used]
    assert starts == ["1", "4"]
    theirs = read_style(data, "ListNumber").find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    assert {nums[number].find(f"{W}abstractNumId").get(f"{W}val") for number in used} == {
        nums[theirs].find(f"{W}abstractNumId").get(f"{W}val")
    }


def test_list_styles_of_a_house_without_lists_get_ours() -> None:
    def change(document: Document) -> None:
        for name in ("List Bullet", "List Number"):
            properties = document.styles[name].element.pPr
            properties.remove(properties.find(f"{W}numPr"))

    parts = read_parts(make("<ul><li>a</li></ul><ol><li>b</li></ol>", make_house(change)))
    numbering = etree.fromstring(parts["word/numbering.xml"])
    nums = {num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.iter(f"{W}num")}
    formats = {
        definition.get(f"{W}abstractNumId"): definition.find(f"{W}lvl/{W}numFmt").get(f"{W}val")
        for definition in numbering.iter(f"{W}abstractNum")
    }
    paragraphs = etree.fromstring(parts["word/document.xml"]).iter(f"{W}p")
    used = [p.find(f"{W}pPr/{W}numPr/{W}numId") for p in paragraphs if text_of(p)]
    assert [formats[nums[number.get(f"{W}val")]] for number in used] == ["bullet", "decimal"]


def test_labels_of_the_text_are_not_numbered_a_second_time() -> None:
    def change(document: Document) -> None:
        style = document.styles.add_style("Recital", WD_STYLE_TYPE.PARAGRAPH)
        number = document.styles["List Number"].element.pPr.numPr
        style.element.get_or_add_pPr()._insert_numPr(deepcopy(number))

    data = make('<p class="recital"><span class="label">A.</span> whereas</p><ol><li>b</li></ol>', make_house(change))
    assert read_style(data, "Recital").find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"
    assert read_style(data, "ListNumber").find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") != "0"


def test_a_house_that_says_nothing_of_plain_paragraphs_gets_ours() -> None:
    house = read_reference(HOUSES["letterhead"], "h.docx")
    page = replace(make_page("<p>a</p>"), reference=replace(house, styles=name_styles([])))
    normal = read_style(write(page), "Normal")
    assert normal.get(f"{W}default") == "1"
    assert normal.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Source Serif 4"
    assert normal.find(f"{W}rPr/{W}sz").get(f"{W}val") == "20"


def name_styles(names: list[tuple[str, str, str]]) -> bytes:
    """Return a styles part with paragraph styles of these ids, names and aliases."""
    styles = [
        w("style", w("name", val=name), *([w("aliases", val=alias)] if alias else []), type="paragraph", styleId=key)
        for key, name, alias in names
    ]
    return etree.tostring(w("styles", *styles))


@pytest.mark.parametrize(
    ("key", "name", "alias", "own"),
    [
        ("berschrift1", "heading 1", "", "Heading1"),
        ("x", "HEADING 1", "", "Heading1"),
        ("x", "heading  1", "", "Heading1"),
        ("berschrift1", "Überschrift 1", "", "Heading1"),
        ("Titre", "Titre", "", "Title"),
        ("x", "House Head", "Big,heading 2", "Heading2"),
        ("Recital", "Erwägung", "", "Recital"),
        ("TextBody", "Text Body", "", "BodyText"),
    ],
)
def test_styles_are_known_by_name_alias_translation_and_id(key: str, name: str, alias: str, own: str) -> None:
    assert match_styles(read_chain(name_styles([(key, name, alias)])), load_sheet()) == {own: key}


def test_a_name_comes_before_an_id() -> None:
    chain = read_chain(name_styles([("Title", "Another thing", ""), ("Titel", "Title", "")]))
    assert match_styles(chain, load_sheet()) == {"Title": "Titel"}


def test_an_id_of_ours_on_another_style_is_moved_out_of_the_way() -> None:
    house = replace_in(HOUSES["letterhead"], "word/styles.xml", b'w:styleId="Title"', b'w:styleId="Kicker"')
    data = make(SAMPLE, house)
    assert read_style(data, "Title").find(f"{W}name").get(f"{W}val") == "Title"
    assert read_style(data, "Kicker").find(f"{W}name").get(f"{W}val") == "Kicker"


ids = st.one_of(st.sampled_from(sorted(load_sheet().by_id)), st.text("abX1", min_size=1, max_size=3))
names = st.one_of(
    st.sampled_from([style.name for style in load_sheet().styles]).flatmap(
        lambda name: st.sampled_from([name, name.upper(), f" {name} "])
    ),
    st.sampled_from(["Überschrift 1", "Standard", "Titre 2"]),
    st.text("abX1 ", min_size=1, max_size=3),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(ids, names, st.sampled_from(["", "a,b", "Title"])), max_size=8, unique_by=lambda row: row[0]))
def test_whatever_a_house_calls_its_styles_every_style_stands_once(rows: list[tuple[str, str, str]]) -> None:
    house = read_reference(HOUSES["letterhead"], "h.docx")
    page = replace(make_page(SAMPLE), reference=replace(house, styles=name_styles(rows)))
    parts = read_parts(write(page))
    root = etree.fromstring(parts["word/styles.xml"])
    made = [style.get(f"{W}styleId") for style in root.iter(f"{W}style")]
    assert len(made) == len(set(made))
    used = {element.get(f"{W}val") for element in etree.fromstring(parts["word/document.xml"]).iter(f"{W}pStyle")}
    assert used <= set(made)
    assert {based.get(f"{W}val") for based in root.iter(f"{W}basedOn")} <= set(made)
    matched = match_styles(read_chain(name_styles(rows)), load_sheet())
    assert len(set(matched.values())) == len(matched)


def test_missing_styles_are_named() -> None:
    missing = list_missing(read_reference(HOUSES["letterhead"], "h.docx").styles, load_sheet())
    assert "Kicker" in missing
    assert "heading 1" not in missing


def test_an_edition_is_a_house_for_the_next_and_what_its_text_was_does_not_come_along() -> None:
    def change(document: Document) -> None:
        document.styles["Kicker"].font.size = Pt(31)

    body = '<html lang="en"><head></head><body data-running-head="{}"><p class="kicker">x</p></body></html>'
    first = open_made(write(make_page(body.format("A/1 · adopted"))))
    change(first)
    stream = BytesIO()
    first.save(stream)
    reference = read_reference(stream.getvalue(), "h.docx")
    assert list_missing(reference.styles, load_sheet()) == ()
    data = make(body.format("B/2 · motion"), stream.getvalue())
    assert b"A/1" not in b"".join(read_parts(data).values())
    assert [p.text for p in open_made(data).sections[0].header.paragraphs] == ["B/2 · motion"]
    assert read_style(data, "Kicker").find(f"{W}rPr/{W}sz").get(f"{W}val") == "62"


def test_a_logo_of_the_theme_stays_out_where_the_house_shows_a_picture() -> None:
    import base64

    src = base64.b64encode(make_logo().getvalue()).decode()
    html = (
        '<header class="cover"><figure class="logo"><img alt="Ours" width="90" height="30" '
        f'src="data:image/png;base64,{src}"></figure><h1>T</h1></header><p>x</p>'
    )
    assert b"Ours" not in read_parts(make(html, HOUSES["letterhead"]))["word/document.xml"]
    bare = make_house(lambda document: document.sections[0].header.paragraphs[0].clear())
    assert b"Ours" in read_parts(make(html, bare))["word/document.xml"]


def test_same_bytes_twice() -> None:
    assert make(SAMPLE, HOUSES["full"]) == make(SAMPLE, HOUSES["full"])


def test_what_a_house_changes_is_not_what_is_said_and_it_is_read_back(seeds: Path, tmp_path: Path) -> None:
    documents = load_pair(seeds / "2022-B9-0234.txt", seeds / "2024-C-2025-1807.txt")
    comparison, look = compare_documents(*documents), load_look()
    pages = [
        render_resolution(documents[0], look),
        render_briefing(documents[0], look),
        render_comparison(comparison, documents, look),
    ]
    for page in pages:
        plain, dressed = write(page), write(dress(page, HOUSES["numbered"]))
        texts = [
            [text_of(p) for p in etree.fromstring(read_parts(data)["word/document.xml"]).iter(f"{W}p")]
            for data in (plain, dressed)
        ]
        assert texts[0] == texts[1]
        assert find_errors(dressed, tmp_path) == []
    read = [read_bytes(write(page), "r.docx") for page in (pages[0], dress(pages[0], HOUSES["numbered"]))]
    assert replace(read[0], source=read[1].source) == read[1]
    edited = read_edited(write(dress(pages[1], HOUSES["numbered"])), "b.docx")
    assert (edited.altered, edited.missing, edited.publication) == ((), (), "briefing")
    redline = render_redline(comparison, documents, look)
    tracked = write_redline(replace(redline, reference=read_reference(HOUSES["full"], "h.docx")))
    assert find_errors(tracked, tmp_path) == []
    assert read_edited(tracked, "r.docx").settled == read_edited(write_redline(redline), "r.docx").settled
    section = open_made(tracked).sections[0]
    assert section.first_page_header.paragraphs[-1].text == redline.head


def convert(file: Path, to: str, folder: Path) -> Path:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice), which is not there")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{file.stem}.{to.partition(':')[0]}"


@pytest.mark.slow
def test_a_house_made_by_libreoffice_is_used_and_the_edition_opens_there(tmp_path: Path) -> None:
    page = tmp_path / "house.html"
    style = "@page{size:17cm 24cm;margin:2cm} body{font-family:'Odd Serif'} h1{color:#006400}"
    page.write_text(f"<html><head><style>{style}</style></head><body><h1>H</h1><p>{WORDS}</p></body></html>")
    odt = convert(page, "odt:writer8", tmp_path)
    house = convert(odt, "docx:MS Word 2007 XML", tmp_path).read_bytes()
    data = make(SAMPLE, house)
    assert find_errors(data, tmp_path) == []
    assert open_made(data).styles["Heading 1"].font.color.rgb == RGBColor(0, 0x64, 0)
    made = tmp_path / "made.docx"
    made.write_bytes(data)
    pdf = pypdfium2.PdfDocument(convert(made, "pdf", tmp_path))
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    widths = [round(page.get_width() / 72 * 2.54) for page in pdf]
    pdf.close()
    assert {17, 24} == set(widths)
    assert all("motion against adopted resolution" in page for page in pages[1:])
    assert not any(WORDS in page for page in pages)


def test_the_sides_of_a_page_that_a_house_leaves_open_are_ours() -> None:
    def change(document: Document) -> None:
        body = document.element.body
        body.remove(body.sectPr)

    section = open_made(make(SAMPLE, make_house(change))).sections[0]
    assert (round(section.page_width.cm), round(section.top_margin.cm, 1)) == (21, 2.4)


def test_fonts_and_bullets_that_a_house_carries_come_along(tmp_path: Path) -> None:
    dot = make_logo().getvalue()
    house = with_parts(HOUSES["letterhead"], {"word/fonts/font1.odttf": b"font", "word/media/dot.png": dot})
    house = add_relation(house, "word/_rels/fontTable.xml.rels", "font", "fonts/font1.odttf", outside=False)
    house = add_relation(house, "word/_rels/numbering.xml.rels", "image", "media/dot.png", outside=False)
    carried = b'<w:embedRegular r:id="rId99" w:fontKey="{0B1B7A4E-0000-4000-8000-000000000000}"/>'
    fonts = read_parts(house)["word/fontTable.xml"]
    end = fonts.rindex(b"</w:font>")
    house = with_parts(house, {"word/fontTable.xml": fonts[:end] + carried + fonts[end:]})
    numbering = read_parts(house)["word/numbering.xml"]
    start = numbering.index(b"<w:abstractNum ")
    shape = b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt"><v:imagedata r:id="rId99"/></v:shape>'
    bullet = b'<w:numPicBullet w:numPicBulletId="0"><w:pict>' + shape + b"</w:pict></w:numPicBullet>"
    house = with_parts(house, {"word/numbering.xml": numbering[:start] + bullet + numbering[start:]})
    data = make(SAMPLE, house)
    parts = read_parts(data)
    for part, ending, content in (("fontTable", ".odttf", b"font"), ("numbering", ".png", dot)):
        relations = etree.fromstring(parts[f"word/_rels/{part}.xml.rels"])
        (target,) = [relation.get("Target") for relation in relations if relation.get("Id") == "rId99"]
        assert target.endswith(ending)
        assert parts[f"word/{target}"] == content
    assert find_errors(data, tmp_path) == []
