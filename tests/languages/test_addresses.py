import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.languages.addresses import fill, find_page, load_addresses, move_places, recognise

WRITTEN = (
    ("B9-0234/2022", "motion", "B9-0234/2022"),
    ("B-9-2022-0234", "motion", "B9-0234/2022"),
    ("RC-B9-0230/2022", "joint_motion", "RC-B9-0230/2022"),
    ("RC B9-0230/2022", "joint_motion", "RC-B9-0230/2022"),
    ("RC-9-2022-0230", "joint_motion", "RC-B9-0230/2022"),
    ("A9-0163/2024", "report", "A9-0163/2024"),
    ("P9_TA(2022)0201", "adopted", "P9_TA(2022)0201"),
    ("TA-9-2022-0201", "adopted", "P9_TA(2022)0201"),
    ("52024IP0053(01)", "celex", "52024IP0053(01)"),
    ("CELEX:52024IP0053(01)", "celex", "52024IP0053(01)"),
    ("C/2025/1807", "journal", "C/2025/1807"),
    ("OJ:C_202501807", "journal", "C/2025/1807"),
    ("http://data.europa.eu/eli/C/2025/1807/oj", "journal", "C/2025/1807"),
    ("https://eur-lex.europa.eu/eli/C/2025/1807/oj/eng", "journal", "C/2025/1807"),
    ("A/RES/79/179", "un_resolution", "A/RES/79/179"),
    ("A/HRC/RES/40/29", "un_resolution", "A/HRC/RES/40/29"),
    ("S/RES/2334 (2016)", "un_resolution", "S/RES/2334(2016)"),
    ("A/C.3/80/L.24", "un_draft", "A/C.3/80/L.24"),
    ("A/HRC/40/L.7/Rev.1", "un_draft", "A/HRC/40/L.7/Rev.1"),
    ("A/78/L.5", "un_draft", "A/78/L.5"),
    ("A/ES-11/L.1", "un_draft", "A/ES-11/L.1"),
    ("A/HRC/S-30/L.1", "un_draft", "A/HRC/S-30/L.1"),
    ("2022/2658(RSP)", "procedure", "2022/2658(RSP)"),
)


@pytest.mark.parametrize(("written", "kind", "value"), WRITTEN)
def test_recognises_every_form(written: str, kind: str, value: str) -> None:
    reference = recognise(written)
    assert reference is not None
    assert (reference.kind, reference.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "B9",
        "B9-0234/2022 and more",
        "Rule 144",
        "C/2025/1807/2",
        "../B-9-2022-0234",
        "B-9-2022-0234_EN.exe",
        "https://example.org/doceo/document/B-9-2022-0234_EN.html",
    ],
)
def test_takes_nothing_else_for_a_reference(text: str) -> None:
    assert recognise(text) is None
    assert find_page(text) is None


@pytest.mark.parametrize(
    ("address", "value", "language"),
    [
        ("https://www.europarl.europa.eu/doceo/document/TA-9-2022-0201_FR.html", "P9_TA(2022)0201", "fr"),
        ("B-9-2022-0234_EN.pdf", "B9-0234/2022", "en"),
        (
            "https://eur-lex.europa.eu/legal-content/DE/TXT/?uri=CELEX%3A52024IP0053%2801%29",
            "52024IP0053(01)",
            "de",
        ),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/HTML/?uri=OJ:C_202501807&from=EN", "C/2025/1807", "en"),
        ("https://undocs.org/en/A/RES/79/179", "A/RES/79/179", "en"),
        ("https://docs.un.org/A/HRC/RES/40/29", "A/HRC/RES/40/29", None),
    ],
)
def test_takes_reference_and_language_from_the_address_of_a_page(
    address: str, value: str, language: str | None
) -> None:
    reference = recognise(address)
    assert reference is not None
    assert (reference.value, reference.language) == (value, language)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("TA-9-2022-0201", "https://www.europarl.europa.eu/doceo/document/TA-9-2022-0201_EN.html"),
        ("RC-B9-0230/2022", "https://www.europarl.europa.eu/doceo/document/RC-9-2022-0230_EN.html"),
        ("52024IP0053(01)", "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52024IP0053(01)"),
        ("C/2025/1807", "http://data.europa.eu/eli/C/2025/1807/oj"),
        ("A/RES/79/179", "https://undocs.org/en/A/RES/79/179"),
    ],
)
def test_finds_the_page_for_people(written: str, address: str) -> None:
    assert find_page(written) == address


def test_names_the_english_page_where_there_is_none_in_the_language() -> None:
    assert find_page("A/RES/79/179", "de") == "https://undocs.org/en/A/RES/79/179"
    assert find_page("2022/2658(RSP)", "fr") != find_page("2022/2658(RSP)", "it") == find_page("2022/2658(RSP)", "en")


def test_every_family_has_addresses_that_can_be_made_of_its_references() -> None:
    addresses = load_addresses()
    for written, _, _ in WRITTEN:
        reference = recognise(written)
        assert reference is not None
        family = addresses.families[reference.family]
        for path in (family.page, *family.files, *([family.record] if family.record else [])):
            assert re.fullmatch(r"https?://[^\s{}]+", fill(addresses, path, reference, "en"))


def test_pads_numbers_of_the_journal_and_escapes_brackets() -> None:
    addresses = load_addresses()
    journal, celex = recognise("C/2026/830"), recognise("52024IP0053(01)")
    assert journal is not None
    assert celex is not None
    assert fill(addresses, addresses.families["journal"].files[0], journal, "en").endswith("/oj/C_202600830")
    assert fill(addresses, addresses.families["celex"].files[0], celex, "en").endswith("/celex/52024IP0053%2801%29")


def test_every_language_that_is_offered_has_its_three_letters() -> None:
    addresses = load_addresses()
    offered = {language for family in addresses.families.values() for language in family.languages}
    assert offered == set(addresses.letters)


def test_moving_a_place_shuts_it_in_there() -> None:
    moved = move_places(load_addresses(), {"doceo": "http://127.0.0.1:8000/doceo"})
    assert moved.places["doceo"].domains == ("127.0.0.1",)
    assert moved.places["un"] == load_addresses().places["un"]


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(), st.from_regex(r"[A-Z]{1,2}-?B?\d{1,3}[-_/(]\d{4}[-_/)]\d{1,5}")))
def test_what_is_recognised_is_recognised_again(text: str) -> None:
    reference = recognise(text)
    if reference is not None:
        again = recognise(reference.value)
        assert again is not None
        assert (again.kind, again.value, again.name) == (reference.kind, reference.value, reference.name)


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "A/" * 50_000, "https://undocs.org/" + "A/RES/" * 20_000, "-" * 100_000]
)
def test_long_nonsense_is_read_at_once(text: str) -> None:
    start = time.perf_counter()
    assert recognise(text) is None
    assert time.perf_counter() - start < 1
