"""The small functions that make what templates get."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from exporter.model.comparison import Edit, WordRun
from exporter.model.names import make_id, make_unique
from exporter.model.resolution import Footnote, Point, Status
from exporter.publishing.contexts.asks import make_asks
from exporter.publishing.contexts.comparison import split_run
from exporter.publishing.contexts.dossier import make_matrix, make_timeline
from exporter.publishing.contexts.glossary import find_definitions, make_glossary
from exporter.publishing.contexts.index import format_size
from exporter.publishing.contexts.resolution import make_full_text
from exporter.publishing.contexts.text import find_address, make_text
from tests.publishing.pages import documents, look


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("the Ombra Water Authority (OWA) has", ("OWA", "Ombra Water Authority")),
        ("on Associations and Unions of the Lake (AUL)", ("AUL", "Associations and Unions of the Lake")),
        ("the Law on Reeds and Non-Fishing Unions (LORNU)", ("LORNU", "Law on Reeds and Non-Fishing Unions")),
        ("members of the North Lake Party (NLP), whose", ("NLP", "North Lake Party")),
        ("Reminds the Party of the Reed Cutters (PRC)", ("PRC", "Party of the Reed Cutters")),
        ("the Centre for Alliance of Trade (CENTRAT)", ("CENTRAT", "Centre for Alliance of Trade")),
    ],
)
def test_acronyms_are_explained_in_the_words_of_the_text(sentence: str, found: tuple[str, str]) -> None:
    assert list(find_definitions([sentence])) == [found]


@pytest.mark.parametrize(
    "sentence",
    ["the fishers (OWA) have", "as of today (Mr Berg)", "(EU) 2031/9", "the Lake Board (XYZ)", "Ombra (I)", "the (A)"],
)
def test_what_explains_no_acronym_is_left_out(sentence: str) -> None:
    assert list(find_definitions([sentence])) == []


@given(st.text(alphabet="AB (),aб\u00a0", max_size=80))
@settings(max_examples=100, deadline=None)
def test_long_forms_are_verbatim_but_for_white_space(text: str) -> None:
    for short, long in find_definitions([text]):
        assert f"({short})" in text
        assert long in " ".join(text.split())


def test_a_glossary_tells_who_explains() -> None:
    entries = make_glossary(documents(), {"EP": "European Parliament"})
    assert [(entry.short, entry.text) for entry in entries] == [
        ("EP", None),
        ("LOUF", "P9_TA(2033)9100"),
        ("OWA", "B9-9001/2031"),
    ]


def test_an_ask_of_two_stands_under_both_with_one_anchor() -> None:
    groups = make_asks(documents()[0]).groups
    asks = [ask for group in groups for ask in group.asks if ask.id == "2.1.1"]
    assert [ask.anchor for ask in asks] == ["d-old-2.1.1", None]


def test_groups_are_ordered_by_asks_and_nobody_comes_last() -> None:
    groups = make_asks(documents()[0]).groups
    assert [(group.name, len(group.asks)) for group in groups] == [
        ("Ombran authorities", 4),
        ("Ombra Water Authority", 1),
        ("European Commission", 1),
        (None, 1),
    ]


def test_a_matrix_counts_each_ask_once_in_its_total() -> None:
    matrix = make_matrix([make_asks(document) for document in documents()])
    assert matrix.totals == (6, 4)
    assert matrix.rows[0].name == "Ombran authorities"
    assert matrix.rows[0].counts == (4, 2)
    assert matrix.rows[-1].name is None


def test_a_timeline_says_who_states_each_date() -> None:
    events = make_timeline(documents(), look().labels)
    assert [(event.iso, event.label, bool(event.given_source)) for event in events] == [
        ("2031-03-02", "tabled-by", True),
        ("2031-03-05", "other-adopted-as-vote", True),
        ("2033-07-08", "dated-adopted", False),
    ]


def test_the_editors_status_counts_only_where_the_text_is_silent() -> None:
    old, _ = documents()
    assert old.given is not None
    claimed = msgspec.structs.replace(old, given=msgspec.structs.replace(old.given, status=Status.ADOPTED))
    assert make_text(claimed, look().labels).status is Status.MOTION
    silent = msgspec.structs.replace(claimed, resolution=msgspec.structs.replace(old.resolution, status=Status.UNKNOWN))
    text = make_text(silent, look().labels)
    assert (text.status, text.status_given) == (Status.ADOPTED, True)


def test_a_citation_repeats_nothing() -> None:
    assert make_text(documents()[1], look().labels).citation == (
        "European Parliament resolution of 8 July 2033 on Lake Ombra, P9_TA(2033)9100, 2033/9100(RSP)"
    )


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_splitting_a_run_loses_nothing(text: str) -> None:
    run = split_run(WordRun(edit=Edit.ADDED, text=text))
    assert run.before + run.words + run.after == text
    assert run.words == run.words.strip()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http://a b", "https://x\n", "P9_TA"])
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert find_address(address) is None


def test_ids_are_safe_and_unique() -> None:
    assert make_id('a b"<ü>') == "a-b-"
    assert list(make_unique(iter(["p", "p", "q", "p"]))) == ["p", "p-2", "q", "p-3"]


@pytest.mark.parametrize(
    ("size", "words"), [(None, ""), (0, "1 KB"), (1499, "1 KB"), (999_999, "1,000 KB"), (1_234_567, "1.2 MB")]
)
def test_sizes_are_told_as_people_read_them(size: int | None, words: str) -> None:
    assert format_size(size, look().labels) == words


def test_a_note_in_a_point_leads_to_the_point() -> None:
    points = (
        Point(label="(a)", text="to open the gates;", points=(Point(label="(i)", text="the upper one;"),)),
        Point(label="(b)", text="to report;"),
    )
    places = ("paragraph 1 (a) (i)", "paragraph 1 (b)", "heading of paragraph 1")
    notes = tuple(Footnote(mark=str(n), text="OJ C 1.", place=place) for n, place in enumerate(places, 1))
    old, _ = documents()
    paragraph = replace(old.resolution.paragraphs[0], points=points)
    resolution = replace(old.resolution, paragraphs=(paragraph,), footnotes=notes)
    full = make_full_text(replace(old, resolution=resolution))
    assert [line.id for line in full.paragraphs[0].points] == ["", "p-old-1.a.i", "p-old-1.b"]
    assert [note.target for note in full.footnotes] == ["p-old-1.a.i", "p-old-1.b", None]
