"""Words of the texts on a page in another language say theirs, so that a screen reader speaks them right."""

import pytest
from lxml.html import HtmlElement
from msgspec.structs import replace

from exporter.model.dossier import Document
from exporter.model.page import Page
from exporter.publishing import load_look, render_briefing, render_comparison, render_dossier, render_resolution
from tests.publishing.pages import comparison, documents, dossier, parse

PAGES = ("resolution", "briefing", "comparison", "dossier")


def render(name: str, texts: tuple[Document, ...] | None = None) -> Page:
    look, (old, new) = load_look(language="fr"), texts or documents()
    if name == "resolution":
        return render_resolution(old, look)
    if name == "briefing":
        return render_briefing(old, look)
    if name == "comparison":
        return render_comparison(comparison(), (old, new), look)
    return render_dossier(dossier(), (old, new), (comparison(),), look)


def find_language(element: HtmlElement) -> str:
    """The language of an element: its own, or that of the nearest around it."""
    return str(next(found.get("lang") for found in (element, *element.iterancestors()) if found.get("lang")))


def list_words(page: Page, words: str) -> list[HtmlElement]:
    """The elements in which these words stand by themselves."""
    return [element for element in parse(page.html).iter() if (element.text or "").strip() == words]


@pytest.mark.parametrize("name", PAGES)
def test_names_titles_and_headings_say_their_language(name: str) -> None:
    page = render(name)
    old, _ = documents()
    for words in (old.resolution.title, "Ombran authorities", "The lake", "Tomas Reyk", "The European Parliament,"):
        # a picture is read out by its description, not by its words
        found = [item for item in list_words(page, words) if item.tag not in ("title", "text")]
        assert {find_language(item) for item in found} <= {"en"}, words
    assert list_words(page, "Ombran authorities") or name == "resolution"


@pytest.mark.parametrize("name", ["resolution", "dossier"])
def test_points_and_notes_of_texts_in_several_languages_say_theirs(name: str) -> None:
    old, new = documents()
    german = replace(old, resolution=replace(old.resolution, language="de"))
    page = render(name, (german, new))
    points = parse(page.html).xpath("//p[@class='point' or contains(@class, 'level-')]")
    assert len(points) > 4
    assert {find_language(point) for point in points} == {"de"}


def test_a_page_in_the_language_of_its_texts_has_no_marks() -> None:
    page = render_briefing(documents()[0], load_look())
    assert [element.get("lang") for element in parse(page.html).iter() if element.get("lang")] == ["en"]
