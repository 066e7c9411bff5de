"""The HTML edition: one file, nothing fetched, nothing run but its own script."""

import base64
import hashlib
import re

import lxml.html
import msgspec
import pytest

from exporter.model.demands import Addressee
from exporter.publishing import render_briefing
from exporter.writers.html import write
from tests.conftest import ROOT
from tests.publishing.pages import documents, look, pages, parse, visible

PAGES = sorted(pages())


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_kept_and_its_style_is_inside(name: str) -> None:
    page = pages()[name]
    html = write(page).decode()
    head, _, rest = page.html.partition("</head>")
    body, _, after = rest.partition("<header")
    assert html.startswith(head)
    assert body in html
    main = '<main id="main">' if page.controls else "<main>"
    assert after.removesuffix("</body>\n</html>").replace("<main>", main) in html
    assert page.screen_css in html


@pytest.mark.parametrize("name", PAGES)
def test_controls_and_script_stand_where_there_is_something_to_find(name: str) -> None:
    page = pages()[name]
    html = write(page).decode()
    assert bool(page.controls) is ("index" not in name)
    assert page.controls in html
    assert page.script in html
    made = parse(html)
    assert made.xpath("count(//script)") == bool(page.controls)
    assert all(form.get("hidden") is not None for form in made.xpath("//form"))
    if page.controls:
        assert made.find("body")[0].get("href") == "#main"
        assert made.xpath("//main/@id") == ["main"]


@pytest.mark.parametrize("name", PAGES)
def test_controls_are_in_no_other_edition(name: str) -> None:
    page = parse(pages()[name].html)
    assert page.xpath("//form | //button | //input | //select | //template") == []


@pytest.mark.parametrize("name", [name for name in PAGES if "index" not in name])
def test_every_choice_finds_something_and_everything_can_be_chosen(name: str) -> None:
    page = parse(write(pages()[name]).decode())
    for facet in ("addressee", "theme", "change", "year", "review"):
        found = {value for values in page.xpath(f"//main//@data-{facet}") for value in values.split("|")}
        offered = page.xpath(f"//select[@data-facet='{facet}']/option/@value")
        assert set(offered[1:]) == (found if len(found) > 1 else set())
        assert offered[:1] in ([], [""])


def test_each_text_is_cited_with_its_status() -> None:
    page = parse(write(pages()["comparison.json.page.html"]).decode())
    said = {item.get("data-citation"): item.get("data-status") for item in page.xpath("//template[@data-citation]")}
    assert said["old"] == "motion, not Parliament’s position"
    assert said["new"].startswith("adopted resolution")
    words = page.xpath("//form/@data-copy-text")[0]
    assert set(re.findall(r"\{(\w+)\}", words)) == {"quote", "citation", "place", "status"}


@pytest.mark.parametrize("name", ["comparison.json.page.html", "dossier.json.page.html"])
def test_words_in_one_are_those_of_both_sides(name: str) -> None:
    page = parse(write(pages()[name]).decode())
    merged = page.xpath("//template[@data-row]")
    assert merged
    for item in merged:
        row = page.get_element_by_id(item.get("data-row"))
        sides = [visible(quote) for quote in row.xpath(".//blockquote")]
        for kept, other in zip(("ins", "del"), reversed(sides), strict=True):
            copy = lxml.html.fromstring(lxml.html.tostring(item, encoding="unicode"))
            for gone in copy.xpath(f"descendant::{'del' if kept == 'ins' else 'ins'}"):
                gone.drop_tree()
            assert visible(copy).split() == other.split()


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_its_own_style_and_nothing_else(name: str) -> None:
    page = parse(write(pages()[name]).decode())
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = page.xpath("//style/text()")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy
    scripts = page.xpath("//script/text()")
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{own}'" for own in hashes) or "'none'"
    assert f"script-src {allowed};" in policy
    assert "unsafe" not in policy
    assert page.xpath("//link | //iframe | //img | //@style | //@onclick | //script/@src") == []
    assert not re.search(r"url\(|@import", style)
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|innerHTML|eval\(|import\(", "".join(scripts))


def test_the_policy_stands_before_the_style() -> None:
    html = write(pages()["new.json.briefing.html"]).decode()
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_a_style_sheet_cannot_end_its_element() -> None:
    page = msgspec.structs.replace(
        pages()["new.json.briefing.html"], screen_css="a::after { content: '</style><script>x</script>' }"
    )
    html = write(page).decode()
    assert html.count("</style>") == 1
    assert "<script>x" not in html.partition("</style>")[2]


def test_a_script_cannot_end_its_element() -> None:
    page = msgspec.structs.replace(
        pages()["new.json.briefing.html"], script="const a = '</script><b>x</b><!-- <script>';"
    )
    html = write(page).decode()
    assert html.count("</script>") == 1
    assert parse(html).xpath("//b") == []
    assert "<!--" not in html.partition("<script>")[2]


def test_the_script_is_small_and_loads_with_the_look() -> None:
    script = (ROOT / "templates" / "scripts" / "page.js").read_text(encoding="utf-8")
    assert look().script == script
    assert len(script.encode()) < 15_000


def test_hostile_names_stay_words_in_the_controls() -> None:
    old, _ = documents()
    evil = '"><script>alert(1)</script>{{ 7 * 7 }} a|b'
    statement = old.demands.statements[1]
    named = (Addressee(name=evil, raw="x", explicit=True), Addressee(name="B", raw="B", explicit=True))
    changed = msgspec.structs.replace(statement, addressees=named, themes=(evil, "peace"))
    demands = msgspec.structs.replace(old.demands, statements=(changed,))
    page = render_briefing(msgspec.structs.replace(old, demands=demands), look())
    made = parse(write(page).decode())
    assert made.xpath("count(//script)") == 1
    assert made.xpath("//select[@data-facet='addressee']/option/@value") == ["", evil.replace("|", "/"), "B"]


def test_a_body_with_strange_attributes_keeps_them() -> None:
    page = pages()["new.json.briefing.html"]
    html = page.html.replace("<body ", "<body data-a=\"x > y\" data-b='>' ", 1)
    assert parse(write(msgspec.structs.replace(page, html=html)).decode()).find("body").get("data-a") == "x > y"


def test_a_page_without_body_is_kept() -> None:
    page = msgspec.structs.replace(pages()["new.json.briefing.html"], html="<p>bare</p>")
    assert write(page) == b"<p>bare</p>"


def test_the_same_page_gives_the_same_bytes() -> None:
    page = pages()["dossier.json.page.html"]
    assert write(page) == write(page)
