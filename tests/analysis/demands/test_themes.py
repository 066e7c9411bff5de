"""Themes: which words make one, and where."""

from exporter.analysis.demands.themes import find_hits_in_name, name_themes


def read(words: str, country: str = "") -> tuple[str, ...]:
    return name_themes(find_hits_in_name(words, "en"), "en", country)


def test_a_regional_cue_counts_in_its_region_alone() -> None:
    words = "Calls on the international community to act"
    assert read(words, "Cambodia") == ("ASEAN/international",)
    assert read(words, "Uganda") == ("international community",)
    assert read(words) == ("international community",)


def test_an_organisation_of_the_region_counts_everywhere() -> None:
    assert read("Calls on ASEAN to act", "Uganda") == ("ASEAN/international",)
