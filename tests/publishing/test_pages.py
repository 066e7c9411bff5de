"""The pages: what stands in them is true, complete, verbatim, and laid out with the elements that writers know."""

import re
from collections import Counter
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import TemplateError
from exporter.model.comparison import Edit, WordRun
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.publishing import render_briefing, render_comparison, render_dossier, render_resolution
from tests.conftest import ROOT
from tests.golden import Goldens
from tests.publishing.pages import (
    CASES,
    comparison,
    documents,
    dossier,
    expected_quotations,
    look,
    pages,
    parse,
    quotations,
    source_words,
    visible,
)

PAGES = sorted(pages())
README = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_reviewed(name: str, golden: Goldens) -> None:
    source = CASES / ".".join(name.split(".")[:2])
    golden.check(source, name.removeprefix(source.name), pages()[name].html)


@pytest.mark.parametrize("name", PAGES)
def test_every_quotation_is_verbatim_in_its_text(name: str) -> None:
    by_id = expected_quotations(*documents())
    words = {text.id: source_words(text) for text in documents()}
    for key, quoted in quotations(pages()[name].html):
        assert quoted == by_id[key]
        assert quoted in words[key.split("-")[0]]


def keys_of(name: str) -> set[str]:
    return {key for key, _ in quotations(pages()[name].html)}


def test_a_briefing_quotes_every_demand_and_position() -> None:
    for text in documents():
        forwarding = {
            f"{text.id}-{action.id}"
            for statement in text.demands.statements
            if statement.kind is Kind.PROCEDURAL
            for action in statement.actions
        }
        assert keys_of(f"{text.id}.json.briefing.html") == set(expected_quotations(text)) - forwarding


def test_a_comparison_quotes_every_action_of_both_texts() -> None:
    actions = {key for key in expected_quotations(*documents()) if key.count(".") == 2}
    assert keys_of("comparison.json.page.html") == actions


def test_a_dossier_quotes_what_its_parts_quote() -> None:
    parts = ("old.json.briefing.html", "new.json.briefing.html", "comparison.json.page.html")
    assert keys_of("dossier.json.page.html") == set().union(*map(keys_of, parts))


@pytest.mark.parametrize("text", documents(), ids=lambda text: text.id)
def test_the_full_text_holds_every_word_in_order(text: Document) -> None:
    page = parse(pages()[f"{text.id}.json.resolution.html"].html)
    lines = [
        visible(p) for p in page.xpath("//main//p[@class and contains(' citation recital numbered point ', @class)]")
    ]
    joined = " ".join(" ".join(lines).split())
    place = 0
    for item in (*text.resolution.citations, *text.resolution.recitals, *text.resolution.paragraphs):
        found = joined.find(item.text, place)
        assert found >= 0, item.text
        place = found + len(item.text)


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_every_link_inside_arrives(name: str) -> None:
    page = parse(pages()[name].html)
    counts = Counter(page.xpath("//@id"))
    assert [key for key, count in counts.items() if count > 1] == []
    inside = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert inside <= set(counts)


def test_the_running_head_of_many_texts_stays_short() -> None:
    old, new = documents()
    many = [msgspec.structs.replace(new if number else old, id=f"t{number}") for number in range(9)]
    head = parse(render_dossier(dossier(), many, (), look()).html).find("body").get("data-running-head")
    assert head == "Motion: t0; Adopted: t1, t2, t3, t4, t5, t6, t7, t8"
    more = [*many, *(msgspec.structs.replace(new, id=f"t{number}") for number in range(9, 99))]
    head = parse(render_dossier(dossier(), more, (), look()).html).find("body").get("data-running-head")
    assert head == "Motion: 1 text; Adopted: 98 texts"


def test_demands_and_paragraphs_have_deep_links() -> None:
    ids = set(parse(pages()["dossier.json.page.html"].html).xpath("//@id"))
    assert {"d-old-2.1.1", "d-new-3.1.1", "d-old-1.1", "p-old-3", "p-new-u4", "r-old-B"} <= ids
    assert {"d-old-1.2.1", "d-new-1.1.1"} <= set(parse(pages()["comparison.json.page.html"].html).xpath("//@id"))


@pytest.mark.parametrize("name", PAGES)
def test_headings_skip_no_level(name: str) -> None:
    levels = [int(heading.tag[1]) for heading in parse(pages()[name].html).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_tables_have_heads_with_scope_and_rows_of_equal_length(name: str) -> None:
    for table in parse(pages()[name].html).xpath("//table"):
        assert {th.get("scope") for th in table.xpath(".//th")} <= {"col", "row"}
        assert len({len(row.xpath("th|td")) for row in table.xpath(".//tr")}) == 1
        widths = [int(width) for width in table.xpath(".//col/@data-width")]
        assert sum(widths) in (0, 100)
        assert len(widths) in (0, len(table.xpath("thead/tr/th")))


@pytest.mark.parametrize("name", PAGES)
def test_list_items_hold_only_inline_content_or_a_list(name: str) -> None:
    page = parse(pages()[name].html)
    assert page.xpath("//li[p or blockquote or table or div or section]") == []
    assert page.xpath("//main//li[ul or ol]") == []


@pytest.mark.parametrize("name", PAGES)
def test_only_elements_and_classes_of_the_readme_are_used(name: str) -> None:
    elements, classes = read_vocabulary(README)
    for element in parse(pages()[name].html).iter():
        assert element.tag in elements
        assert set((element.get("class") or "").split()) <= classes, element.tag


def read_vocabulary(readme: str) -> tuple[set[str], set[str]]:
    """The elements and classes in the first column of the README's last table."""
    rows = readme.split("## The page: elements and classes")[1].splitlines()
    cells = [re.split(r"(?<!\\)\|", row)[1] for row in rows if row.startswith("| ")]
    codes = [re.sub(r"\[[^\]]*\]", "", code) for cell in cells for code in re.findall(r"`([^`]*)`", cell)]
    elements = {found for code in codes for found in re.findall(r"(?<![.\w-])[a-z][a-z0-9]*", code)}
    classes = {found for code in codes for found in re.findall(r"\.([a-z][a-z0-9-]*)", code)}
    return elements, classes


def test_the_vocabulary_is_read_from_the_readme() -> None:
    elements, classes = read_vocabulary(README)
    assert {"html", "meta", "blockquote", "th", "ins"} <= elements
    assert {"cover", "quotation", "level-2", "total", "sr-only"} <= classes
    assert not {"div", "script", "style", "image", "use"} & elements


def test_words_of_a_source_are_never_markup_nor_template() -> None:
    for page in pages().values():
        assert "<script" not in page.html
        assert "<b>two</b>" not in page.html
    full = visible(parse(pages()["old.json.resolution.html"].html))
    assert "with <b>two</b> gates {{ 7 * 7 }} closed" in full


def test_only_web_addresses_become_links() -> None:
    for page in pages().values():
        for href in parse(page.html).xpath("//a/@href"):
            assert href.startswith(("#", "http://", "https://", "old/"))


def test_a_law_that_the_text_does_not_name_is_told_so() -> None:
    old, _ = documents()
    first = msgspec.structs.replace(old.demands.statements[0], laws=("unnamed 'the law' and 'the act'",))
    demands = msgspec.structs.replace(old.demands, statements=(first, *old.demands.statements[1:]))
    page = render_briefing(msgspec.structs.replace(old, demands=demands), look())
    assert "“the law” and “the act” (not named in the text)" in page.html


def test_the_dossier_quotes_each_action_once_in_what_a_text_asks() -> None:
    page = parse(pages()["dossier.json.page.html"].html)
    keys = Counter(page.xpath("//section[starts-with(@id, 's-')]//blockquote/@data-id"))
    assert set(keys.values()) == {1}
    assert "1 action asked together with others is quoted above: Par. 2" in visible(page)


def test_a_motion_is_told_from_a_position() -> None:
    for name in ("old.json.briefing.html", "old.json.resolution.html", "comparison.json.page.html"):
        page = parse(pages()[name].html)
        assert "not Parliament’s position" in page.find("body").get("data-running-head")
        assert any("It is not Parliament’s position." in visible(p) for p in page.xpath("//p[@class='status']"))


def test_what_the_editor_gives_is_marked_with_its_source() -> None:
    page = parse(pages()["old.json.briefing.html"].html)
    box = next(visible(box) for box in page.xpath("//aside[@class='notice info']"))
    assert "Given by the editor, not stated in the text" in box
    assert "https://lake.example/records" in box
    outside = visible(page).replace(box, "")
    assert "400 votes" not in outside
    assert "not stated in the text" in outside


def test_an_implied_addressee_is_marked_in_every_place() -> None:
    for name in ("old.json.briefing.html", "comparison.json.page.html", "dossier.json.page.html"):
        for quote in parse(pages()[name].html).xpath("//blockquote[@data-id='old-1.2.1']"):
            assert "implied" in visible(quote.xpath("ancestor::tr")[0])


def test_comparability_stands_before_the_first_table() -> None:
    page = parse(pages()["comparison.json.page.html"].html)
    assert page.xpath("count(//table[following::aside[contains(@class, 'comparability')]])") == 0
    assert "not like with like" in page.find("body").get("data-running-head")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_called_dropped_or_withdrawn(name: str) -> None:
    assert not re.search(r"\b(dropped|withdrawn|abandoned)\b", visible(parse(pages()[name].html)))


def test_marked_words_are_said_and_the_rest_stays_as_it_was() -> None:
    page = parse(pages()["comparison.json.page.html"].html)
    assert {mark.text_content().split()[0] for mark in page.xpath("//ins")} == {"new:"}
    assert {mark.text_content().split()[0] for mark in page.xpath("//del")} == {"removed:"}
    assert "and sluices" in [visible(mark).strip() for mark in page.xpath("//ins")]


def test_words_are_not_marked_when_the_runs_do_not_give_the_quotations() -> None:
    made = comparison()
    wrong = (WordRun(edit=Edit.KEPT, text="other words"),)
    links = tuple(msgspec.structs.replace(link, wording=wrong) for link in made.links)
    page = render_comparison(msgspec.structs.replace(made, links=links), documents(), look())
    assert "<del>" not in page.html
    by_id = expected_quotations(*documents())
    assert all(quoted == by_id[key] for key, quoted in quotations(page.html))


def test_links_of_one_split_stand_together() -> None:
    page = parse(pages()["comparison.json.page.html"].html)
    notes = [visible(note) for note in page.xpath("//p[@class='note']")]
    first = notes.index("Split: part 1 of 2")
    assert "Split: part 2 of 2" in notes[first : first + 4]


def test_summary_numbers_are_those_of_the_model() -> None:
    text = visible(parse(pages()["comparison.json.page.html"].html).xpath("//section[contains(@id, '-summary')]")[0])
    assert "The old text asks for 6 actions, the new one for 4 actions. 4 links tie" in text
    assert "3 actions are not carried over" in text


def test_a_text_without_demands_says_so() -> None:
    old, _ = documents()
    bare = msgspec.structs.replace(old, demands=msgspec.structs.replace(old.demands, statements=()))
    assert "The program found no demand in this text." in render_briefing(bare, look()).html


def test_repeated_paragraph_numbers_get_ids_of_their_own() -> None:
    old, _ = documents()
    twice = msgspec.structs.replace(old.resolution, paragraphs=old.resolution.paragraphs[:1] * 2)
    page = render_resolution(msgspec.structs.replace(old, resolution=twice), look())
    assert {"p-old-1", "p-old-1-2"} <= set(parse(page.html).xpath("//@id"))


def test_a_comparison_of_texts_that_are_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        render_comparison(comparison(), documents()[:1], look())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_words_are_quoted_as_they_are(words: str) -> None:
    old, _ = documents()
    statement = old.demands.statements[1]
    action = msgspec.structs.replace(statement.actions[0], quote=words)
    demands = msgspec.structs.replace(
        old.demands, statements=(msgspec.structs.replace(statement, actions=(action,), verb=words),)
    )
    page = render_briefing(msgspec.structs.replace(old, demands=demands), look())
    assert list(quotations(page.html)) == [("old-1.2.1", words)]


def test_pages_are_the_same_each_time() -> None:
    old, _ = documents()
    assert render_briefing(old, look()).html == pages()["old.json.briefing.html"].html


def test_every_variable_is_named_in_the_readme() -> None:
    from exporter.publishing.contexts import (
        asks,
        comparison,
        controls,
        dossier,
        facets,
        glossary,
        index,
        ledger,
        lineage,
        resolution,
        sheets,
        sides,
        survival,
        text,
    )

    followed = (ledger, lineage, sheets, sides, survival)
    for module in (asks, comparison, controls, dossier, facets, glossary, index, resolution, text, *followed):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind.__module__ == module.__name__:
                for name in kind.__struct_fields__:
                    assert f"`{name}`" in README, f"{kind.__name__}.{name}"


def test_labels_error_names_the_file() -> None:
    with pytest.raises(TemplateError, match=r"en\.toml.*no label 'nowhere'"):
        look().labels("nowhere")
