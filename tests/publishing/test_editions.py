"""The editions of the two real texts: as reviewed, accessible, and all saying the same in the same order."""

import csv
import io
import json
import re
import zipfile
from functools import cache

import openpyxl
import page as page_validation
import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace

from exporter.batch.documents import compare_documents, load_document
from exporter.batch.dossier import load_dossier
from exporter.formats import write
from exporter.model.comparison import Comparison
from exporter.model.demands import Kind
from exporter.model.dossier import Document, Edition
from exporter.model.page import Page
from exporter.publishing import render_asks, render_briefing, render_comparison, render_dossier, render_resolution
from tests.canonical import W, list_tags, show_edition
from tests.conftest import CASES, ROOT
from tests.golden import Goldens
from tests.publishing.pages import look, parse, quotations

CASE = CASES / "editions" / "cambodia.txt"
SEEDS = ROOT / CASE.read_text(encoding="utf-8").strip()
YEARS = ("2022", "2024")
BRIEFINGS = ("2022-briefing", "2024-briefing")
PAGES = ("2022-resolution", "2024-resolution", *BRIEFINGS, "comparison", "dossier")
# so high that nothing breaks: where pages end depends on the version of Pango
GALLEY = "@page { size: 210mm 4000mm } @page wide { size: 297mm 4000mm }"
REVIEWED = [
    *((name, edition) for name in PAGES for edition in ("html", "pdf")),
    *((name, "docx") for name in (*BRIEFINGS, "comparison")),
    *(("comparison", edition) for edition in ("csv", "xlsx")),
]


@cache
def documents() -> tuple[Document, ...]:
    file = load_dossier(SEEDS).file
    return tuple(load_document(SEEDS.parent / entry.file, entry.id, entry.given) for entry in file.texts)


@cache
def comparison() -> Comparison:
    (entry,) = load_dossier(SEEDS).file.comparisons or ()
    return compare_documents(*documents(), entry.comparator)


@cache
def page(name: str) -> Page:
    if name == "comparison":
        return render_comparison(comparison(), documents(), look())
    if name == "dossier":
        return render_dossier(load_dossier(SEEDS).file, documents(), (comparison(),), look())
    year, _, publication = name.partition("-")
    render = {"briefing": render_briefing, "resolution": render_resolution}[publication]
    return render(documents()[YEARS.index(year)], look())


@cache
def edition(name: str, kind: Edition) -> bytes:
    return write(kind, page(name) if kind in ("html", "pdf", "docx") else comparison())


@cache
def galley(name: str) -> bytes:
    return write("pdf", replace(page(name), print_css=page(name).print_css + GALLEY))


# --- as reviewed


@pytest.mark.parametrize(("name", "kind"), REVIEWED)
def test_edition_is_as_reviewed(name: str, kind: Edition, golden: Goldens) -> None:
    data = galley(name) if kind == "pdf" else edition(name, kind)
    suffix = {"html": "html", "csv": "csv"}.get(kind, f"{kind}.txt")
    golden.check(CASE, f".{name}.{suffix}", show_edition(f"x.{kind}", data))


@pytest.mark.parametrize("name", PAGES)
def test_every_pdf_is_accessible(name: str) -> None:
    report = page_validation.validate_pdf_bytes(edition(name, "pdf"), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_a_briefing_is_small_enough_to_send() -> None:
    assert max(len(edition(name, "pdf")) for name in BRIEFINGS) < 150_000


# --- all the same


def squeeze(text: str) -> str:
    """Return a text without white space, which lines add and take away."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


@cache
def read_words(name: str, kind: str) -> str:
    """Return all words of an edition in the order of reading, squeezed."""
    if kind == "pdf":
        return squeeze("".join(line.partition(": ")[2] for line in list_tags(galley(name))))
    with zipfile.ZipFile(io.BytesIO(edition(name, "docx"))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return squeeze("".join(element.text or "" for element in root.iter(f"{W}t")))


def list_quoted(name: str, kind: str) -> list[str]:
    """Return the quotations of the web page in order, with the words for screen readers where a PDF has them too."""
    if kind == "docx":
        return [squeeze(quoted) for _, quoted in quotations(page(name).html)]
    found = parse(page(name).html).xpath("//blockquote[@data-id] | //q[@data-id]")
    return [squeeze(element.text_content()) for element in found]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("name", [*BRIEFINGS, "comparison", "dossier"])
def test_paper_quotes_what_the_web_page_quotes_in_its_order(name: str, kind: str) -> None:
    words, place = read_words(name, kind), 0
    quoted = list_quoted(name, kind)
    assert len(quoted) > 12
    for quotation in quoted:
        found = words.find(quotation, place)
        assert found >= 0, quotation
        place = found + len(quotation)


@pytest.mark.parametrize("name", [*BRIEFINGS, "comparison", "dossier"])
def test_paper_has_the_places_of_the_web_page(name: str) -> None:
    ids = {found for found in parse(page(name).html).xpath("//@id") if re.match(r"[dpr]-20", found)}
    assert ids
    with pikepdf.open(io.BytesIO(edition(name, "pdf"))) as document:
        assert ids <= set(pikepdf.NameTree(document.Root.Names.Dests).keys())
    with zipfile.ZipFile(io.BytesIO(edition(name, "docx"))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    assert {re.sub(r"[^A-Za-z0-9]", "_", found) for found in ids} <= marks


@pytest.mark.parametrize(("number", "name"), [*enumerate(BRIEFINGS)])
def test_a_briefing_has_every_demand_of_the_data_once_in_its_first_place(number: int, name: str) -> None:
    statements = documents()[number].demands.statements
    actions = [a.id for statement in statements if statement.kind is Kind.DEMAND for a in statement.actions]
    anchors = parse(page(name).html).xpath("//section[@id='demands']//blockquote/@id")
    assert sorted(anchors) == sorted(f"d-{YEARS[number]}-{action}" for action in actions)
    lead = parse(page(name).html).xpath("string(//section[@id='at-a-glance']/p[@class='lead'])")
    assert f"{len(actions)} actions" in lead


def read_rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(edition("comparison", "csv").decode("utf-8-sig"), newline="")))


def test_data_have_the_links_of_the_pages_in_the_same_order() -> None:
    data = json.loads(edition("comparison", "json"))
    links = [(link["old"], link["new"]) for link in data["links"]]
    rows = [(row["old_ids"].split("\n"), row["new_ids"].split("\n")) for row in read_rows() if row["what"] == "linked"]
    assert rows == links
    sheet = openpyxl.load_workbook(io.BytesIO(edition("comparison", "xlsx")))["changes"]
    head = [cell.value for cell in sheet[1]]
    columns = head.index("old ids"), head.index("new ids")
    cells = [[str(row[column].value).split("\n") for column in columns] for row in sheet.iter_rows(min_row=2)]
    assert [tuple(pair) for pair in cells] == links
    # pages keep the parts of a split together
    shown = [
        tuple([key.partition("-")[2] for key in cell.xpath(".//blockquote/@data-id")] for cell in (row[0], row[2]))
        for row in parse(page("comparison").html).xpath("//table[@class='comparison']//tr[@id]")
    ]
    assert sorted(shown) == sorted(links)


@pytest.mark.parametrize(
    ("section", "key", "what", "column"),
    [("new", "new", "new", "new_ids"), ("not-carried-over", "not_carried_over", "not carried over", "old_ids")],
)
def test_data_and_pages_list_the_same_actions_that_stand_alone(section: str, key: str, what: str, column: str) -> None:
    listed = json.loads(edition("comparison", "json"))[key]
    assert [row[column] for row in read_rows() if row["what"] == what] == listed
    for name in ("comparison", "dossier"):
        keys = parse(page(name).html).xpath(f"//section[@id='c-2022-2024-{section}']//blockquote/@data-id")
        assert [found.partition("-")[2] for found in keys] == listed


@pytest.mark.parametrize("name", ["comparison", "dossier"])
def test_pages_tell_first_what_the_data_say_of_comparability(name: str) -> None:
    messages = [item["message"] for item in json.loads(edition("comparison", "json"))["comparability"]]
    box = parse(page(name).html).xpath("//aside[contains(@class, 'comparability')]//li")
    assert [" ".join(item.text_content().split()) for item in box] == messages
    for kind in ("pdf", "docx"):
        assert squeeze("".join(messages)) in read_words(name, kind)


def test_a_sheet_that_is_handed_over_says_what_implied_means() -> None:
    html = render_asks(load_dossier(SEEDS).file, documents(), look()).html
    sheets = parse(html).xpath("//section[starts-with(@id, 'sheet-')]")
    marked = [bool(sheet.xpath(".//span[contains(@class, 'implied')]")) for sheet in sheets]
    assert ["the sentence names nobody" in sheet.text_content() for sheet in sheets] == marked
    assert set(marked) == {True, False}
