"""The pages as PDF: accessible, and styled in words that the engine understands."""

from functools import cache

import page as page_validation
import pypdfium2
import pytest

from exporter.writers import pdf
from tests.publishing.leaves import find_thin_pages
from tests.publishing.pages import pages

PAGES = sorted(pages())


@cache
def set_page(name: str) -> bytes:
    return pdf.write(pages()[name])


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_valid_pdf_ua(name: str) -> None:
    # a style the engine does not know is a StyleWarning, which fails the test
    report = page_validation.validate_pdf_bytes(set_page(name), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def read_pages(data: bytes) -> list[tuple[float, float, str]]:
    """Width, height and words of each page."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for leaf in document:
            words = leaf.get_textpage()
            found.append((*leaf.get_size(), words.get_text_bounded()))
            words.close()
            leaf.close()
        return found


def test_the_running_head_tells_status_and_comparability_on_every_page_but_the_first() -> None:
    leaves = read_pages(set_page("comparison.json.page.html"))
    for number, (_, _, words) in enumerate(leaves, start=1):
        joined = " ".join(words.split())
        assert f"Page {number} of {len(leaves)}" in joined
        if number > 1:
            assert "motion, not Parliament’s position" in joined
            assert "not like with like" in joined


def test_all_tables_of_demands_lie_on_their_side_one_after_the_other() -> None:
    leaves = read_pages(set_page("comparison.json.page.html"))
    turned = [width > height for width, height, _ in leaves]
    assert turned == [*sorted(turned[:-1]), False]
    lying = " ".join(words for width, height, words in leaves if width > height)
    for title in ("What changed", "Not carried over", "What each addressee was asked"):
        assert title in lying
    assert "Summary" not in lying


def test_contents_name_the_pages_where_chapters_begin() -> None:
    leaves = read_pages(set_page("dossier.json.page.html"))
    contents = {
        line.split(" . ")[0].strip(" ."): int(line.split()[-1]) for line in leaves[1][2].splitlines() if " . " in line
    }
    assert len(contents) == 18
    for title, number in contents.items():
        assert title in leaves[number - 1][2]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_holds_two_lines(name: str) -> None:
    assert find_thin_pages(set_page(name)) == []
