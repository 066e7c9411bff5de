"""Related demands among many texts: the index finds what comparing every two texts finds."""

from exporter.analysis.comparison import compare, relate_all
from tests.analysis.comparison.texts import Ask, Side, make_document

PLACES = ["Aldan", "Brevia", "Corvan", "Dremel", "Estmark", "Fulgor", "Gorund", "Hestia", "Ilmar", "Jorvik"]
ACTS = [
    ("to release the blogger {0}", "to free the blogger {0} without delay"),
    ("to dredge the harbour of {0}", "to dredge the harbour of {0} and its canals"),
    ("to vaccinate the cattle of {0}", "to vaccinate all cattle in {0}"),
]


def make_texts() -> list[Side]:
    sides = []
    for at, place in enumerate(PLACES):
        for version in (0, 1):
            asks = tuple(
                Ask(ask=forms[version].format(place), id=f"{n}.1.1", to=(f"{place} authorities",))
                for n, forms in enumerate(ACTS, 1)
            )
            sides.append(Side(demands=asks, title=f"Resolution {at} on a matter"))
    return sides


def test_each_action_is_related_to_its_restatement() -> None:
    documents = [make_document(side, f"{at:02}") for at, side in enumerate(make_texts())]
    best: dict[tuple[str, str], tuple[float, str, str]] = {}
    for found in relate_all(documents):
        key = found.old_text, found.old
        best[key] = max(best.get(key, (0.0, "", "")), (found.score, found.new_text, found.new))
    for old in range(0, len(documents), 2):
        for action in ("1.1.1", "2.1.1", "3.1.1"):
            assert best[f"{old:02}", action][1:] == (f"{old + 1:02}", action)


def test_it_finds_what_comparing_two_texts_finds() -> None:
    documents = [make_document(side, f"{at:02}") for at, side in enumerate(make_texts()[:2])]
    links = {(link.old[0], link.new[0]) for link in compare(documents[0], documents[1]).links}
    assert links == {("1.1.1", "1.1.1"), ("2.1.1", "2.1.1"), ("3.1.1", "3.1.1")}
    assert links <= {(found.old, found.new) for found in relate_all(documents)}


def test_no_texts_and_one_text_have_nothing_related() -> None:
    assert relate_all([]) == ()
    assert relate_all([make_document(make_texts()[0])]) == ()
