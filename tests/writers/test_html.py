"""The HTML edition: one file, nothing fetched, nothing run."""

import base64
import hashlib
import re

import msgspec
import pytest

from exporter.writers.html import write
from tests.publishing.pages import pages, parse

PAGES = sorted(pages())


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_kept_and_its_style_is_inside(name: str) -> None:
    page = pages()[name]
    html = write(page).decode()
    before, _, after = page.html.partition("</head>")
    assert html.startswith(before)
    assert html.endswith(after)
    assert page.screen_css in html


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_its_own_style_and_nothing_else(name: str) -> None:
    page = parse(write(pages()[name]).decode())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = page.xpath("//style/text()")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy
    assert page.xpath("//script | //link | //iframe | //img | //@style | //@onclick") == []
    assert not re.search(r"url\(|@import", style)


def test_the_policy_stands_before_the_style() -> None:
    html = write(pages()["new.json.briefing.html"]).decode()
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_a_style_sheet_cannot_end_its_element() -> None:
    page = msgspec.structs.replace(
        pages()["new.json.briefing.html"], screen_css="a::after { content: '</style><script>x</script>' }"
    )
    html = write(page).decode()
    assert html.count("</style>") == 1
    assert "<script>" not in html.partition("</style>")[2]


def test_the_same_page_gives_the_same_bytes() -> None:
    page = pages()["dossier.json.page.html"]
    assert write(page) == write(page)
