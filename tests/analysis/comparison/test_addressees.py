"""Whether two addressees are the same, of one kind, or strangers."""

import pytest

from exporter.analysis.comparison.addressees import relate
from exporter.analysis.comparison.tables import load_tables

TABLES = load_tables("en")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("UN High Commissioner for Human Rights", "OHCHR"),
        ("High Commissioner", "her Office"),
        ("States", "exporting and importing countries"),
        ("States", "UN Member States"),
        ("Governments", "countries of origin"),
        ("all political parties", "all political forces"),
        ("all parties", "parties to the conflict"),
        ("platforms", "social media companies"),
        ("Beninese National Assembly", "authorities of that country"),
        ("National Assembly", "Beninese authorities"),
        ("Public Prosecutor", "Beninese authorities"),
        ("Parliament of Georgia", "Georgian authorities"),
        ("VP/HR", "EEAS"),
    ],
)
def test_near_ones_are_no_strangers(old: str, new: str) -> None:
    assert relate((old,), (new,), TABLES) == relate((new,), (old,), TABLES) == "side"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("EU Member States", "States"),
        ("UN High Commissioner for Human Rights", "UNHCR"),
        ("Georgian authorities", "Russian authorities"),
        ("Georgian authorities", "EU Member States"),
        ("National Assembly", "European Commission"),
        ("National Assembly", "political parties"),
        ("Beninese National Assembly", "Togolese authorities"),
        ("Georgian political parties", "Montenegrin political forces"),
        ("companies in third countries", "States"),
        ("embassies of the Member States", "States"),
    ],
)
def test_others_are_strangers(old: str, new: str) -> None:
    assert relate((old,), (new,), TABLES) == relate((new,), (old,), TABLES) == "unlike"


def test_a_whole_and_its_part_overlap() -> None:
    assert relate(("European Union",), ("European Commission",), TABLES) == "overlap"
    assert relate(("Beninese authorities",), ("Beninese National Assembly",), TABLES) == "overlap"
    assert relate((), ("States",), TABLES) == "unknown"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("European Commission", "Council of the EU"),
        ("UN Security Council", "UN General Assembly"),
    ],
)
def test_bodies_of_one_family_stand_beside_one_another(old: str, new: str) -> None:
    assert relate((old,), (new,), TABLES) == relate((new,), (old,), TABLES) == "side"
