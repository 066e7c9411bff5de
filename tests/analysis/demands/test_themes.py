"""Themes: which words make one, and where."""

import pytest

from exporter.analysis.demands import find_demands
from exporter.analysis.demands.themes import find_hits_in_name, name_themes
from exporter.model.demands import Kind
from tests.analysis.demands.texts import make_resolution


def read(words: str, country: str = "") -> tuple[str, ...]:
    return name_themes(find_hits_in_name(words, "en"), "en", country)


def test_a_regional_cue_counts_in_its_region_alone() -> None:
    words = "Calls on the international community to act"
    assert read(words, "Cambodia") == ("ASEAN/international",)
    assert read(words, "Uganda") == ("international community",)
    assert read(words) == ("international community",)


def test_an_organisation_of_the_region_counts_everywhere() -> None:
    assert read("Calls on ASEAN to act", "Uganda") == ("ASEAN/international",)


@pytest.mark.parametrize(
    ("words", "themes"),
    [
        ("cuts in emissions and a plan for the climate", ("environment and climate",)),
        ("an end to the climate of fear", ()),
        ("reforms that improve the business climate", ()),
        ("the right to a clean and safe environment", ("environment and climate",)),
        ("respect for every culture and for cultural property", ("education and culture",)),
        ("a culture of secrecy", ()),
        ("all States, whatever their political and cultural systems", ()),
        ("the enjoyment of economic, social and cultural rights", ()),
        ("the accession process of Albania", ("enlargement",)),
        ("a country whose accession depends on reforms", ("enlargement",)),
        ("the accession of Chad to the treaty", ()),
        ("early accession to the Istanbul Convention", ()),
        ("full alignment with the acquis", ("enlargement",)),
        ("the acquisition of a second port", ()),
        ("the discharge procedure", ("budget",)),
        ("to let the members discharge their duties", ()),
        ("relief supplies for the valley", ("humanitarian aid",)),
        ("talks on debt relief", ()),
        ("members of the Harvest Party", ("political opposition",)),
        ("every State Party to the treaty", ()),
        ("the safety of women journalists", ("free expression/internet", "women's rights")),
        ("reprisals against editors and journalists", ("free expression/internet",)),
        ("a briefing for journalists", ()),
        ("mediation between journalists", ()),
        ("patients without access to doctors", ("health",)),
        ("a patiently built consensus", ()),
    ],
)
def test_a_word_makes_its_theme_in_its_own_sense_alone(words: str, themes: tuple[str, ...]) -> None:
    assert read(words) == themes


def test_only_what_is_sent_on_is_forwarding() -> None:
    text = make_resolution(
        "Decides to extend the mandate of the Commission of Inquiry on torture in detention",
        "Instructs its President to forward this resolution to the Council and the Commission",
    )
    decided, sent = find_demands(text).statements
    assert decided.kind is sent.kind is Kind.PROCEDURAL
    assert decided.themes == ("torture",)
    assert sent.themes == ("forwarding",)
