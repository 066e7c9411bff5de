"""Dossiers of three and six invented texts: demands over the texts, chains of motions, names, themes, ask sheets."""

import io
import re
from functools import cache

import msgspec
import page as page_validation
import pytest
from msgspec.structs import replace

from exporter.analysis.comparison import compare
from exporter.formats import write
from exporter.model.contents import Contents
from exporter.model.page import Page
from exporter.publishing import render_asks, render_comparison, render_dossier
from tests.golden import Goldens
from tests.publishing.pages import CASES, expected_quotations, look, parse, quotations, visible
from tests.publishing.test_pages import README, read_vocabulary

SOURCE = CASES / "many.json"
THREE = ("joint", "2031", "2034")


@cache
def contents() -> Contents:
    return msgspec.json.decode(SOURCE.read_bytes(), type=Contents)


@cache
def pages() -> dict[str, Page]:
    six = contents()
    few = tuple(document for document in six.documents if document.id in THREE)
    shown, supports = six.comparisons[:1], six.comparisons[1:]
    return {
        "six": render_dossier(six.file, six.documents, shown, look(), supports=supports),
        "three": render_dossier(replace(six.file, chains=()), few, shown, look(), supports=supports),
        "asks": render_asks(six.file, six.documents, look()),
    }


NAMES = ("six", "three", "asks")


@pytest.mark.parametrize("name", NAMES)
def test_page_is_as_reviewed(name: str, golden: Goldens) -> None:
    golden.check(SOURCE, f".{name}.html", pages()[name].html)


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_is_verbatim(name: str) -> None:
    expected = expected_quotations(*contents().documents)
    found = list(quotations(pages()[name].html))
    assert len(found) > 20
    assert all(expected[key] == words for key, words in found)


@pytest.mark.parametrize("name", NAMES)
def test_links_arrive_and_ids_are_unique(name: str) -> None:
    page = parse(pages()[name].html)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_even_and_the_vocabulary_is_kept(name: str) -> None:
    elements, classes = read_vocabulary(README)
    for table in parse(pages()[name].html).xpath("//table"):
        assert len({len(row.xpath("th|td")) for row in table.xpath(".//tr")}) == 1
        assert sum(int(width) for width in table.xpath(".//col/@data-width")) in (0, 100)
    for element in parse(pages()[name].html).iter():
        assert element.tag in elements
        assert set((element.get("class") or "").split()) <= classes, element.tag


@pytest.mark.parametrize("name", NAMES)
def test_pdf_is_accessible_and_word_can_be_written(name: str) -> None:
    report = page_validation.validate_pdf_bytes(write("pdf", pages()[name]), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert write("docx", pages()[name]).startswith(b"PK")


def test_six_texts_stand_in_two_tables_of_three_with_the_status_in_the_heads() -> None:
    tables = parse(pages()["six"].html).xpath("//section[@id='lineage']//table")
    heads = [[visible(th) for th in table.xpath(".//thead//th")] for table in tables]
    assert [len(head) for head in heads] == [4, 4]
    assert heads[0][1].startswith("B9-9101/2031 Motion")
    assert "Adopted" in heads[1][3]
    assert "9\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2034" in heads[1][3]


def test_a_demand_is_followed_with_ids_as_evidence() -> None:
    body = parse(pages()["six"].html).xpath("//section[@id='lineage']//tbody/tr")
    rows = [row for row in body if "No. 2 " in visible(row.xpath("th")[0])]
    cells = [visible(cell) for row in rows for cell in row.xpath("td")]
    assert "to repeal the Assembly Act" in cells[0]
    assert cells[1].strip() == "Not found"
    assert "to amend the Assembly Act" in cells[2]
    assert "put less strongly" in cells[2]
    assert [cell.split()[0] for cell in cells if cell.strip() != "Not found"] == ["3.1.1", "1.1.1", *["3.1.1"] * 3]
    assert "first in B9-9101/2031, last in P10_TA(2034)9222" in visible(rows[0])


def test_what_survived_of_each_motion_is_counted() -> None:
    (section,) = parse(pages()["six"].html).xpath("//section[@id='survival-1']")
    rows = [[visible(cell) for cell in row.xpath("th|td")] for row in section.xpath("table[1]//tbody/tr")]
    assert [row[1:] for row in rows] == [
        ["5", "4 (1 in the same words, 3 reworded)", "3 (0 in the same words, 3 reworded)"],
        ["3", "2 (1 in the same words, 1 reworded)", "2 (0 in the same words, 2 reworded)"],
        ["4", "1 (0 in the same words, 1 reworded)", "1 (0 in the same words, 1 reworded)"],
    ]
    assert "Harbour Group given by the editor" in rows[0][0]
    words = visible(section)
    assert "Not found in RC-B9-9101/2031" in words
    assert not re.search("rejected|refused|lost|dropped|withdrawn", words)


def test_motions_with_no_part_in_the_joint_motion_are_said_to_have_none() -> None:
    six = contents()
    m1, m2, m3, joint, *later = six.documents
    named = replace(joint, resolution=replace(joint.resolution, replaces=("B9-9101/2031",)))
    (chain,) = six.file.chains
    file = replace(six.file, chains=(replace(chain, lapsed=("m3",)),))
    page = render_dossier(file, (m1, m2, m3, named, *later), six.comparisons[:1], look(), supports=six.comparisons[1:])
    (section,) = parse(page.html).xpath("//section[@id='survival-1']")
    heads = [visible(row.xpath("th")[0]) for row in section.xpath("table[1]//tbody/tr")]
    assert ["not named in the joint motion" in head for head in heads] == [False, True, False]
    assert ["lapsed, according to the editor" in head for head in heads] == [False, False, True]
    words = visible(section)
    assert "RC-B9-9101/2031 names the motions that it replaces, and B9-9102/2031 is not among them" in words
    assert "According to the editor B9-9103/2031 lapsed" in words


def test_motions_of_one_debate_are_said_to_stand_beside_one_another() -> None:
    page = parse(pages()["six"].html)
    for section in ("timeline", "lineage"):
        (words,) = [visible(s) for s in page.xpath(f"//section[@id='{section}']")]
        assert "B9-9101/2031, B9-9102/2031, B9-9103/2031 stand beside one another" in words
    assert "Beside B9-9101/2031:" in visible(page.xpath("//section[@id='lineage']")[0])
    assert "stand beside" not in visible(parse(pages()["three"].html))


def test_a_comparison_of_texts_beside_one_another_speaks_of_no_change_in_time() -> None:
    first, second = contents().documents[:2]
    html = render_comparison(compare(first, second), (first, second), look()).html
    words = " ".join(visible(parse(html)).split())
    assert "neither follows the other" in words
    assert "Only in B9-9101/2031" in words
    assert "Only in B9-9102/2031" in words
    body = words.replace(first.resolution.title, "").partition("The two texts")[2]
    assert not re.search(r"Not carried over|New in|What changed|then and now|Old:|New:", body)


def test_names_stand_with_the_first_and_last_text_and_a_note_on_length() -> None:
    (section,) = parse(pages()["six"].html).xpath("//section[@id='ledger']")
    (row,) = [row for row in section.xpath(".//tbody/tr") if visible(row).startswith("Henna Vaal")]
    cells = [visible(cell) for cell in row.xpath("th|td")]
    assert cells[:3] == ["Henna Vaal", "B9-9101/2031", "P10_TA(2034)9222"]
    assert "P9_TA(2031)9110: Par. 2" in cells[3]
    assert "that a name is not in it proves nothing" in visible(section)


def test_sentences_lead_to_what_they_count() -> None:
    (section,) = parse(pages()["six"].html).xpath("//section[@id='overview']")
    sentences = {visible(row.xpath("th")[0]): len(row.xpath("td/a")) for row in section.xpath(".//tbody/tr")}
    assert "P9_TA(2031)9110 asks 2 addressees for 3 actions." in sentences
    for sentence, links in sentences.items():
        counted = re.match(r"(\d+) demands?", sentence)
        assert links == (int(counted[1]) if counted else 1), sentence


def test_each_addressee_has_a_page_with_everything_asked_of_it() -> None:
    page = parse(pages()["asks"].html)
    asked = {
        f"{text.id}-{action.id}": {addressee.name for addressee in statement.addressees}
        for text in contents().documents
        for statement in text.demands.statements
        if statement.kind == "demand"
        for action in statement.actions
    }
    sheets = page.xpath("//section[starts-with(@id, 'sheet-')]")
    assert {sheet.get("class") for sheet in sheets} == {"page"}
    for sheet in sheets:
        name = sheet.xpath("h2/text()")[0].strip()
        assert set(sheet.xpath(".//blockquote/@data-id")) == {key for key, names in asked.items() if name in names}


def test_two_texts_have_no_section_that_says_nothing() -> None:
    six = contents()
    two = six.documents[-2:]
    page = parse(render_dossier(replace(six.file, chains=()), two, six.comparisons[:1], look()).html)
    assert not page.xpath("//section[@id='overview' or @id='lineage' or @id='lone' or @id='sheets']")
    assert page.xpath("//section[@id='ledger']//tbody/tr")
    assert page.xpath("//section[@id='themes']//tbody/tr")


def test_word_and_pdf_have_the_same_chapters() -> None:
    import docx

    headings = [visible(h) for h in parse(pages()["six"].html).xpath("//main//h2")]
    word = docx.Document(io.BytesIO(write("docx", pages()["six"])))
    written = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert [head for head in headings if head not in written] == []


def test_columns_of_texts_of_one_year_are_told_apart() -> None:
    page = parse(pages()["six"].html)
    texts = [text.id for text in contents().documents]
    for section in ("matrix", "themes"):
        heads = [visible(th) for th in page.xpath(f"//section[@id='{section}']//thead//th")[1:]]
        assert len(set(heads)) == len(texts)
        assert "2034 Adopted" in heads


def test_narrow_columns_say_in_plain_words_what_a_text_is() -> None:
    six = contents()
    more = tuple(replace(six.documents[-1], id=f"again-{number}") for number in range(4))
    page = parse(render_dossier(replace(six.file, chains=()), (*six.documents, *more), (), look()).html)
    (section,) = page.xpath("//section[@id='matrix']")
    assert section.get("class") == "landscape"
    heads = section.xpath(".//thead//th")[1:]
    assert len({visible(head) for head in heads}) == 10
    assert not section.xpath(".//thead//span[contains(@class, 'tag')]")
    assert visible(heads[-1]).endswith("Adopted")
