"""A demand that moved, on the page of a comparison, in every language of the fixed words."""

import pytest

from exporter.analysis.comparison import compare
from exporter.publishing import load_look, render_comparison
from tests.analysis.comparison.texts import Ask, Side, make_document

ASKS = ("to release the teacher Olena Brik", "to repeal the press law", "to reopen the border crossing at Meda")
WORDS = {"en": "but moved", "fr": "mais déplacée", "es": "pero desplazada", "de": "aber verschoben"}


@pytest.mark.parametrize("language", WORDS)
def test_what_moved_is_said_once_beside_both_axes(language: str) -> None:
    orders = (ASKS, (*ASKS[1:], ASKS[0]))
    sides = [Side(tuple(Ask(ask=ask, id=f"{at}.1.1") for at, ask in enumerate(asks, 1))) for asks in orders]
    old, new = make_document(sides[0], "old"), make_document(sides[1], "new")
    page = render_comparison(compare(old, new), (old, new), load_look(language=language))
    assert page.html.count(WORDS[language]) == 1
