"""The layout of a page serves both its editions, and leaves no trace in either."""

import warnings

import msgspec
import pytest

from exporter.model.archive import Archive
from exporter.model.page import Page
from exporter.writers import archive, pdf
from tests.publishing.pages import pages
from tests.writers.sample_page import make_page

PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LOGO = f'<h1>T</h1><p><img src="{PIXEL}" alt="a dot"> words</p>'


def forget() -> None:
    """Make the next PDF be laid out anew."""
    pdf.write(make_page("<h1>Another</h1>"))


@pytest.fixture(scope="module", params=["sample", "comparison", "logo"])
def page(request: pytest.FixtureRequest) -> Page:
    chosen = {"sample": make_page(rows=10), "comparison": pages()["comparison.json.page.html"], "logo": make_page(LOGO)}
    return chosen[request.param]


def test_both_editions_are_the_same_bytes_whichever_is_made_first(page: Page) -> None:
    whole = Archive(page=page, attachments=())
    forget()
    first, second = pdf.write(page), archive.write(whole)
    forget()
    assert archive.write(whole) == second
    assert pdf.write(page) == first


def test_the_layout_is_kept_for_one_other_edition_only(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[Page] = []
    lay_out = pdf._lay_out
    monkeypatch.setattr(pdf, "_lay_out", lambda page: laid.append(page) or lay_out(page))
    one, other = make_page("<h1>One</h1>"), make_page("<h1>Other</h1>")
    for page in (one, one, one, other, one):
        pdf.write(page)
    assert laid == [one, one, other, one]


def test_what_is_to_be_told_is_told_of_both_editions() -> None:
    page = msgspec.structs.replace(make_page("<h1>T</h1><p>😀</p>"), print_css="p { colour: red }")
    told = []
    for write in (pdf.write, lambda page: archive.write(Archive(page=page, attachments=()))):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            write(page)
        told.append(sorted(str(item.message) for item in caught))
    assert told[0] == told[1]
    assert len(told[0]) == 2
