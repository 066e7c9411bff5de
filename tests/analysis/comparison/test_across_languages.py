"""Texts in two languages, where that is asked for: what can be linked, and that no more is said than can be known."""

import pytest

from exporter.analysis.comparison import compare
from exporter.analysis.comparison.pairs import find_candidates, relink
from exporter.model.comparison import Comparison, Edit, Sign
from exporter.model.dossier import Document
from tests.analysis.comparison.test_paraphrased import read_text

ENGLISH = """
European Parliament resolution of 20 January 2022 on the situation of human rights in Tavria (2022/2503(RSP))

The European Parliament,

– having regard to its previous resolutions on Tavria,

A. whereas eighteen journalists are in detention;

1. Demands the immediate release of Irena Volk and of all political prisoners;

2. Calls on the Council to impose an arms embargo;

3. Calls on the Tavrian authorities to ratify the Rome Statute;

4. Calls for an immediate ceasefire;

5. Calls on the Commission to increase humanitarian aid for displaced persons;

6. Calls on the Tavrian authorities to decommission the lighthouse of Port Sul;

7. Instructs its President to forward this resolution to the Council and the Commission.
"""

FRENCH = """
Résolution du Parlement européen du 14 mars 2024 sur la situation des droits de l’homme en Tavrie (2024/2611(RSP))

Le Parlement européen,

– vu ses résolutions antérieures sur la Tavrie,

A. considérant que dix-huit journalistes sont en détention;

1. invite la Commission à augmenter l’aide humanitaire aux personnes déplacées;

2. exige la libération de tous les prisonniers politiques, dont Irena Volk;

3. exige un cessez-le-feu;

4. demande au Conseil d’imposer un embargo sur les armes;

5. invite les autorités tarnaviennes à protéger les tourbières;

6. charge sa Présidente de transmettre la présente résolution au Conseil et à la Commission.
"""

RIGHT = {("1.1.1", "2.1.1"), ("2.1.1", "4.1.1"), ("4.1.1", "3.1.1"), ("5.1.1", "1.1.1")}


@pytest.fixture(scope="module", params=["en-fr", "fr-en"])
def pair(request: pytest.FixtureRequest) -> tuple[Document, Document]:
    english, french = read_text(ENGLISH, "english"), read_text(FRENCH, "french")
    return (english, french) if request.param == "en-fr" else (french, english)


@pytest.fixture(scope="module")
def comparison(pair: tuple[Document, Document]) -> Comparison:
    return compare(*pair)


def test_links_are_right_where_there_are_any(pair: tuple[Document, Document], comparison: Comparison) -> None:
    found = {(link.old[0], link.new[0]) for link in comparison.links}
    right = RIGHT if pair[0].id == "english" else {(new, old) for old, new in RIGHT}
    assert found <= right
    assert len(found) >= len(right) - 1


def test_nothing_is_said_of_what_cannot_be_compared(comparison: Comparison) -> None:
    for link in comparison.links:
        assert link.strength is link.scope is Sign.SAME
        assert [reason.code for reason in link.reasons] == ["strength_not_compared", "scope_not_compared"]
        assert [run.edit for run in link.wording] == [Edit.REMOVED, Edit.ADDED]
    assert "unlike-language" in [notice.code for notice in comparison.comparability]


def test_what_a_person_links_says_no_more(pair: tuple[Document, Document], comparison: Comparison) -> None:
    ids = [next(a.id for s in document.demands.statements for a in s.actions) for document in pair]
    (link,) = relink(comparison, *pair, [(ids[0], ids[1])]).links
    assert [reason.code for reason in link.reasons] == ["strength_not_compared", "scope_not_compared"]
    assert find_candidates(comparison, *pair) is not None
