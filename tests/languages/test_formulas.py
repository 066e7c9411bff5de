"""Every official language of the Union: a short text made of its own formulas is read part by part."""

import datetime
import hashlib

import pytest

from exporter.languages import list_languages, load_language
from exporter.languages.formulas import Formulas
from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse
from exporter.readers.txt import read

OFFICIAL = [
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
]
DESCRIBED = ("de", "en", "es", "fr", "it")
ALPHABETS = {"bg": "АБВ", "el": "ΑΒΓ"}


def read_text(text: str) -> Resolution:
    data = text.encode()
    return parse(read(data, SourceFile(file="text.txt", sha256=hashlib.sha256(data).hexdigest(), format="txt")))


def make_text(code: str, title: str) -> str:
    """Return a text of two citations, three recitals, two paragraphs, with points, as its language words them."""
    formulas = load_language(code).formulas
    recital, letters = (*formulas.recitals, "Abc")[0], ALPHABETS.get(code, "ABC")
    lines = [f"{title} Xyz (2023/2777(RSP))", "", formulas.enacting[0]]
    lines += [f"– {formulas.citations[0]} Xyz {number}," for number in range(1, 3)]
    lines += [f"{letter}. {recital} xyz 1 2 3;" for letter in letters]
    lines += ["1. xyz:" if formulas.lower_case else "1. Xyz:", "a) xyz,", "b) xyz;", f"2. {formulas.closings[0]} xyz."]
    return "\n".join(lines) + "\n"


def format_title(formulas: Formulas, title: str) -> str:
    date = formulas.dates[0].format(day=5, month=formulas.months[9], year=2023)
    lead = formulas.date_leads[0] if formulas.date_leads else ""
    behind = f"{lead}{date}" if lead.endswith(("-", "’")) else f"{lead} {date}"
    return title.replace("{date}", date) if "{date}" in title else f"{title} {behind.lstrip()}".replace(" ,", ",")


def test_all_official_languages_are_there() -> None:
    assert list(list_languages()) == OFFICIAL


@pytest.mark.parametrize("code", OFFICIAL)
def test_a_text_in_the_language_is_read(code: str) -> None:
    formulas = load_language(code).formulas
    resolution = read_text(make_text(code, format_title(formulas, formulas.titles[0])))
    assert resolution.language == code
    assert resolution.date == datetime.date(2023, 10, 5)
    assert resolution.enacting == formulas.enacting[0]
    counts = [len(part) for part in (resolution.citations, resolution.recitals, resolution.paragraphs)]
    assert counts == [2, 3, 2]
    assert [point.label for point in resolution.paragraphs[0].points] == ["a)", "b)"]
    assert ("language-by-labels" in {notice.code for notice in resolution.notices}) == (code not in DESCRIBED)


@pytest.mark.parametrize("code", OFFICIAL)
def test_months_are_twelve_or_twelve_twice(code: str) -> None:
    assert len(load_language(code).formulas.months) in (12, 24)


@pytest.mark.parametrize("code", OFFICIAL)
def test_each_month_is_read(code: str) -> None:
    formulas = load_language(code).formulas
    for number, month in enumerate(formulas.months):
        date = formulas.dates[0].format(day=17, month=month, year=2021)
        lead = formulas.date_leads[0] if formulas.date_leads else ""
        title = formulas.titles[0]
        text = title.replace("{date}", date) if "{date}" in title else f"{title}{'' if lead[:1] == ',' else ' '}{lead}"
        text += "" if "{date}" in title else f"{'' if lead.endswith('-') else ' '}{date}"
        assert read_text(make_text(code, text)).date == datetime.date(2021, number % 12 + 1, 17)


@pytest.mark.parametrize(
    ("code", "status"),
    [(code, status) for code in OFFICIAL for status in ("joint_motion", "motion", "report")],
)
def test_the_head_says_what_the_text_is(code: str, status: str) -> None:
    words = getattr(load_language(code).formulas.status_words, status)[0]
    title = format_title(load_language(code).formulas, load_language(code).formulas.titles[0])
    assert read_text(f"{words.upper()}\n\n{make_text(code, title)}").status == status


def test_english_text_under_a_foreign_page_is_read_as_english() -> None:
    page = "Textes adoptés\nTélécharger\nJeudi 5 octobre 2023 - Strasbourg\nÉdition provisoire\n\n"
    title = format_title(load_language("en").formulas, "European Parliament resolution")
    resolution = read_text(page + make_text("en", title))
    assert (resolution.language, resolution.title) == ("en", f"{title} Xyz")
