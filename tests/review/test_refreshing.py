"""The file itself: its layout, and that every word of a person outlives any rewrite."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.analysis.comparison import Candidate, compare, relink
from exporter.batch.review import format_review, load_review, refresh_review
from exporter.errors import ReviewError
from exporter.model.comparison import Score
from exporter.review import Answer, Settled, State, decide, list_questions, read_review, refresh, settle
from exporter.review.entries import ReviewFile
from exporter.review.layout import format_entry, format_inline, format_value
from exporter.review.tree import Table, Words, parse_tree
from tests.analysis.comparison.texts import Ask, Side, make_document
from tests.golden import Goldens
from tests.review.dossiers import (
    CASES,
    answer,
    edit_source,
    entries_of,
    make_dossier,
    make_reviewed,
    path_of,
    states_of,
    text_of,
)


def test_layout(golden: Goldens) -> None:
    source = CASES / "layout.toml"
    sides = msgspec.toml.decode(source.read_bytes(), type=dict[str, Side])
    documents = {name: make_document(side, name) for name, side in sides.items()}
    settled = settle(ReviewFile(file="review.yaml"), documents)
    comparison = compare(documents["old"], documents["new"])
    linked = relink(comparison, documents["old"], documents["new"], [("1.1.1", "1.1.1")])
    link = msgspec.structs.replace(linked.links[0], confidence=0.6, reasons=(), strength="down", scope="mixed")
    candidate = Candidate(old="2.1.1", new="2.1.1", score=Score(parts={}, total=0.2, shared_terms=("newspapers",)))
    questions = list_questions(
        list(documents.values()),
        [msgspec.structs.replace(linked, links=(link,))],
        {("old", "new"): [candidate]},
        settled.identity,
    )
    text = refresh(settled, questions, {"old": ("old.txt", "0" * 64), "new": ("new.txt", "1" * 64)}, "Veldoria: a test")
    golden.check(source, ".review.yaml", text)
    again = settle(read_review(text.encode(), "review.yaml"), documents)
    assert refresh(again, questions, {}, "another title") == text


def test_a_second_refresh_changes_nothing(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    first = refresh_review(dossier)
    assert first.is_written
    assert (first.open, first.decided) == (len([s for s in states_of(dossier) if s is State.OPEN]), 0)
    data = path_of(dossier).read_bytes()
    assert not refresh_review(dossier).is_written
    assert path_of(dossier).read_bytes() == data
    assert not path_of(dossier).with_name("review.yaml.bak").exists()


HAND = """\
# my notes on this dossier

format: 1
clear links:   # ask Ann about these
      # indented as I like
      -   old: 2031/2.1.1    # the release
          new:   2032/1.1.1
          decision:   'confirm'   # phoned her
          by: Jane Roe
          on: "2032-07-01"
          # a remark between keys
          comment: |
            Two lines,
            # and no comment

      - {old: 2031/2.1.2, new: 2032/2.1.1, decision: reject, by: Jane Roe, on: 2032-07-02}  # sure


# the end
"""


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_what_a_person_wrote_stays_byte_for_byte(tmp_path: Path, breaks: str) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).write_bytes(b"\xef\xbb\xbf" + HAND.replace("\n", breaks).encode())
    refresh_review(dossier)
    data = path_of(dossier).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(breaks.encode())
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    tied = {"2031/2.1.1": "2031/", "2032/1.1.1": "2032/"}
    lines = [line for line in HAND.split("\n") if line.strip() and not any(place in line for place in tied)]
    assert [line for line in text.split("\n") if line in lines] == lines
    assert path_of(dossier).with_name("review.yaml.bak").read_bytes().decode("utf-8-sig").replace("\r\n", "\n") == HAND
    refresh_review(dossier)
    assert path_of(dossier).read_bytes() == data


def test_a_place_written_by_hand_is_tied_to_its_words(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).write_text(HAND, encoding="utf-8")
    refresh_review(dossier)
    entry = entries_of(dossier)[0]
    assert entry.values["old words"] == "to release immediately and unconditionally the journalist Mara Ilves"
    assert entry.values["old"].startswith("2031/")
    assert "# the release" in text_of(dossier)


def test_an_open_question_with_a_remark_is_kept_even_if_it_is_no_question_any_more(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    text = text_of(dossier)
    place = text.index("    decision:", text.index("Stresses that the Veldorian"))
    path_of(dossier).write_text(text[:place] + "    # ask the lawyers\n" + text[place:], encoding="utf-8")
    edit_source(
        dossier, "old.txt", "5. Stresses that the Veldorian authorities must respect", "5. Notes that they respect"
    )
    refresh_review(dossier)
    assert "# ask the lawyers" in text_of(dossier)


def test_open_questions_come_and_go_with_the_texts(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    assert "  - demand: 2031/" in text_of(dossier)
    edit_source(
        dossier, "old.txt", "5. Stresses that the Veldorian authorities must respect", "5. Notes that they respect"
    )
    refresh_review(dossier)
    assert "  - demand: 2031/" not in text_of(dossier)


def test_no_decision_is_lost_however_the_texts_change(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "to repeal the law", "reject", "    comment: not the same law\n")
    answer(dossier, "Stresses that", "confirm")
    decided = [entry.values for entry in entries_of(dossier) if entry.is_decided]
    for old, new in (
        ("to repeal", "to abolish"),
        ("5. Stresses", "5. Recalls"),
        ("foreign agents of 12 May 2029", "foreign influence"),
    ):
        edit_source(dossier, "old.txt", old, new)
        refresh_review(dossier)
        assert [entry.values for entry in entries_of(dossier) if entry.is_decided] == decided
    edit_source(dossier, "old.txt", "foreign influence", "foreign agents of 12 May 2029")
    edit_source(dossier, "old.txt", "to abolish", "to repeal")
    assert State.DECIDED in states_of(dossier)


def test_an_answer_changes_its_own_lines_only(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).write_text(HAND, encoding="utf-8")
    review = read_review(path_of(dossier).read_bytes(), "review.yaml")
    values = {"decision": "reject", "by": "John Doe", "comment": "no: #1", "on": "2032-07-03"}
    text = decide(review, Answer(index=0, values=values))
    assert "          decision: reject   # phoned her\n          by: John Doe\n" in text
    assert "          # a remark between keys\n          comment: >-\n            no: #1\n" in text
    assert text.split("      - {old")[1] == HAND.split("      - {old")[1]
    inline = decide(review, Answer(index=1, values={"decision": "confirm", "comment": "a, b: c"}))
    assert inline.split("      - {old")[0] == HAND.split("      - {old")[0]
    assert read_review(inline.encode(), "review.yaml").entries[1].values["comment"] == "a, b: c"
    assert "# sure" in inline
    back = decide(
        read_review(text.encode(), "review.yaml"), Answer(index=0, values={"decision": "", "by": "", "on": ""})
    )
    assert not read_review(back.encode(), "review.yaml").entries[0].is_decided


FLUSH = """\
added links:
- old: 2031/4.1.1
  new: 2032/4.1.1
  decision: add
  by: Jane Roe
  on: 2032-07-01
clear links:
-
  # on a line of its own
  old: 2031/2.1.2
  new: 2032/2.1.1
soft demands: []
"""


def test_other_layouts_of_lists_are_understood(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).write_text(FLUSH, encoding="utf-8")
    refresh_review(dossier)
    text = text_of(dossier)
    assert "\n-\n  # on a line of its own\n  old: 2031/2.1.2\n  new: 2032/2.1.1\n" in text
    assert "\nsoft demands:\n\n  - demand: 2031/" in text
    assert states_of(dossier).count(State.DECIDED) == 1
    assert not refresh_review(dossier).is_written


def test_the_example_for_people_can_be_read() -> None:
    guide = (CASES.parents[2] / "sources" / "README.md").read_text(encoding="utf-8")
    example = guide[guide.index("```yaml\n") + 8 :].partition("```")[0]
    (entry,) = read_review(example.encode(), "review.yaml").entries
    assert (entry.values["decision"], entry.values["scope"], entry.values["by"]) == ("correct", "up", "Jane Roe")


def test_an_answer_must_make_sense(tmp_path: Path) -> None:
    review = load_review(make_reviewed(tmp_path)).settled.review
    with pytest.raises(ReviewError, match="no such question"):
        decide(review, Answer(index=999, values={}))
    with pytest.raises(ReviewError, match="nothing to answer here"):
        decide(review, Answer(index=0, values={"kind": "demand"}))
    with pytest.raises(ReviewError, match="“maybe” is no decision"):
        decide(review, Answer(index=0, values={"decision": "maybe"}))


@pytest.mark.parametrize("lock", [".review.yaml.swp", ".~lock.review.yaml#", ".#review.yaml"])
def test_a_file_that_is_open_elsewhere_is_left_alone(tmp_path: Path, lock: str) -> None:
    dossier = make_dossier(tmp_path)
    (dossier / lock).touch()
    with pytest.raises(ReviewError, match="is open in an editor; close it there"):
        refresh_review(dossier)
    assert not path_of(dossier).exists()


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_words_come_back_as_they_were(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    for line in (format_value("comment", words, "    "), [f"    comment: {format_inline(words)}"]):
        tree = parse_tree("x:\n" + "\n".join(line) + "\n", "x")
        assert isinstance(tree, Table)
        inner = tree.items[0][1]
        assert isinstance(inner, Table)
        value = inner.items[0][1]
        assert isinstance(value, Words)
        assert value.text == words


REMARKS = st.lists(st.sampled_from(["", "# remark", "  # inner", "    # deep", "      # deeper"]), max_size=2)


@given(st.lists(st.tuples(st.integers(0, 200), REMARKS), max_size=6))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_remarks_anywhere_survive(
    tmp_path_factory: pytest.TempPathFactory, remarks: list[tuple[int, list[str]]]
) -> None:
    dossier = make_reviewed(tmp_path_factory.mktemp("review"))
    answer(dossier, "to repeal the law", "reject", "    comment: not the same law\n")
    lines = text_of(dossier).split("\n")
    safe = [at for at, line in enumerate(lines) if not line.startswith("      ") and "known" not in line]
    stop = next(at for at, line in enumerate(lines) if line.startswith("known"))
    for at, extra in sorted(remarks, reverse=True):
        place = safe[at % len(safe)]
        if place < stop:
            lines[place:place] = extra
    path_of(dossier).write_text("\n".join(lines), encoding="utf-8")
    try:
        before = entries_of(dossier)
    except ReviewError:
        return  # the remark broke a folded quotation in two
    edit_source(dossier, "new.txt", "grant visas", "grant long visas")
    review = load_review(dossier)
    after = format_review(review).decode().split("\n")
    wanted = [line for line in lines if line.lstrip().startswith("#")]
    assert [line for line in after if line.lstrip().startswith("#")] == wanted
    decided = [entry.values for entry in before if entry.is_decided]
    again = read_review("\n".join(after).encode(), "review.yaml")
    assert [entry.values for entry in again.entries if entry.is_decided] == decided


ASKS = (
    "to release Mara Ilves",
    "to protect the old bridge",
    "to repeal the law on agents",
    "to reopen the four schools",
)
EDITS = st.lists(
    st.tuples(st.sampled_from(["drop", "add", "change", "decide", "back"]), st.integers(0, 50)), max_size=8
)


def ask_all(asks: list[str], text: str) -> tuple[str, Settled]:
    """Return the review file refreshed for a text with these demands, each asked of somebody who is only implied."""
    demands = tuple(Ask(ask=ask, id=f"{number}.1.1", implied=True) for number, ask in enumerate(asks, 1))
    document = make_document(Side(demands=demands), "2031")
    settled = settle(read_review(text.encode(), "review.yaml"), {"2031": document})
    questions = list_questions([document], [], {}, settled.identity)
    fresh = refresh(settled, questions, {"2031": ("old.txt", "0" * 64)}, "Veldoria")
    return fresh, settle(read_review(fresh.encode(), "review.yaml"), {"2031": document})


@given(EDITS)
@settings(max_examples=40, deadline=None)
def test_no_decision_is_lost_over_any_sequence_of_refreshes(edits: list[tuple[str, int]]) -> None:
    asks = list(ASKS)
    text, settled = ask_all(asks, "")
    said: dict[str, str] = {}  # what was decided on: the words, and the comment that goes with them
    for kind, number in edits:
        at = number % len(asks) if asks else 0
        if kind == "decide" and settled.review.entries:
            entry = settled.review.entries[number % len(settled.review.entries)]
            if not entry.is_decided:
                said[entry.values["words"]] = comment = f"remark {len(said)}"
                values = {"decision": "confirm", "by": "Jane Roe", "on": "2032-07-01", "comment": comment}
                text = decide(settled.review, Answer(index=entry.index, values=values))
        elif kind == "drop" and asks:
            del asks[at]
        elif kind == "add":
            asks.insert(at, f"to build bridge number {number}")
        elif kind == "change" and asks:
            asks[at] = f"{asks[at]} again"
        elif kind == "back":
            asks = list(ASKS)
        text, settled = ask_all(asks, text)
        decided = [entry for entry in settled.review.entries if entry.is_decided]
        assert {entry.values["words"]: entry.values["comment"] for entry in decided} == said
        for entry, standing in zip(settled.review.entries, settled.standings, strict=True):
            if standing.state is State.DECIDED:
                assert standing.targets["demand"].words == entry.values["words"]


def test_every_key_of_a_section_can_be_written() -> None:
    lines = format_entry(
        "soft demands", {"demand": "2031/a4ab79", "words": "x", "kind": "demand", "addressee": "the EU"}
    )
    text = "\n".join(["soft demands:", *lines, ""])
    entry = read_review(text.encode(), "x").entries[0]
    assert entry.addressees == ("the EU",)
    assert entry.values["kind"] == "demand"
