"""What decisions do to a build: links, addressees, kinds, and what readers are told."""

import re
from pathlib import Path

import msgspec

from exporter.analysis.comparison import compare
from exporter.batch.report import Failed, Noticed
from exporter.batch.review import load_review
from exporter.batch.run import Options, build, load_dossiers
from exporter.model.comparison import Comparison, LinkStatus, Sign
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.review import Verdict
from exporter.review import apply_to_comparison, apply_to_document
from tests.review.dossiers import SIGNED, answer, edit_source, make_reviewed, path_of, text_of
from tests.review.test_settling import ADDED

REPEAL = "to repeal the law on foreign agents of 12 May 2029"


def decide_all(dossier: Path) -> tuple[dict[str, Document], Comparison]:
    review = load_review(dossier)
    texts = {name: apply_to_document(document, review.settled) for name, document in review.documents.items()}
    assert {name: apply_to_document(text, review.settled) for name, text in texts.items()} == texts
    comparison = apply_to_comparison(
        compare(texts["2031"], texts["2032"]), texts["2031"], texts["2032"], review.settled
    )
    assert apply_to_comparison(comparison, texts["2031"], texts["2032"], review.settled) == comparison
    return texts, comparison


def find_link(comparison: Comparison, old: str) -> tuple[LinkStatus, Sign, Sign] | None:
    found = [link for link in comparison.links if old in link.old]
    return (found[0].status, found[0].strength, found[0].scope) if found else None


def test_a_confirmed_link_carries_who_and_when_and_why(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "confirm", "    comment: the same law\n")
    _, comparison = decide_all(dossier)
    link = next(link for link in comparison.links if "2.1.2" in link.old)
    assert (link.status, link.strength) == (LinkStatus.CONFIRMED, Sign.DOWN)
    assert link.decision
    assert (link.decision.by, link.decision.on.isoformat(), link.decision.comment) == (
        "Jane Roe",
        "2032-07-01",
        "the same law",
    )
    assert b'"decision":{' in msgspec.json.encode(link)
    assert b"decision" not in msgspec.json.encode(comparison.links[0])


def test_a_corrected_link_has_the_signs_of_the_person(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "correct", "    strength: mixed\n    scope: up\n")
    assert find_link(decide_all(dossier)[1], "2.1.2") == (LinkStatus.CORRECTED, Sign.MIXED, Sign.UP)


def test_a_rejected_link_is_gone_and_both_sides_stand_alone(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    _, comparison = decide_all(dossier)
    assert find_link(comparison, "2.1.2") is None
    assert "2.1.2" in comparison.not_carried_over
    assert "2.1.1" in comparison.new
    assert comparison.rejected == (("2.1.2", "2.1.1"),)


def test_an_added_link_is_described_by_the_texts(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    with path_of(dossier).open("a", encoding="utf-8") as file:
        file.write(ADDED.format(old="2031/4.1.1", new="2032/4.1.1"))
    _, comparison = decide_all(dossier)
    link = next(link for link in comparison.links if "4.1.1" in link.old)
    assert (link.new, link.status) == (("4.1.1",), LinkStatus.CORRECTED)
    assert link.decision
    assert link.decision.verdict is Verdict.ADD
    words = "".join(run.text for run in link.wording if run.edit != "added")
    assert words == "to adopt targeted sanctions against the judges who sentenced Mara Ilves"
    assert "4.1.1" not in comparison.not_carried_over


def test_a_candidate_is_linked_once_confirmed(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    entry = ADDED.format(old="2031/4.1.1", new="2032/4.1.1").replace("decision: add", "decision: confirm")
    entry = entry.replace("added links", "candidates")
    text = text_of(dossier)
    is_there = "\ncandidates:\n" in text  # whether there are any is for the comparison to say
    text = text.replace("\ncandidates:\n", entry) if is_there else text + entry
    path_of(dossier).write_text(text, encoding="utf-8")
    link = find_link(decide_all(dossier)[1], "4.1.1")
    assert link
    assert link[0] is LinkStatus.CONFIRMED


def test_addressees_and_kinds_as_people_say(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "Calls for the immediate release", "correct", "    addressee: the Commission; the Council\n")
    answer(dossier, "Stresses that", "reject", "    comment: only a reminder\n")
    texts, comparison = decide_all(dossier)
    release = next(s for s in texts["2032"].demands.statements if s.id == "1.1")
    assert [(a.name, a.explicit) for a in release.addressees] == [("the Commission", False), ("the Council", False)]
    stressed = next(s for s in texts["2031"].demands.statements if s.id == "5.1")
    assert (stressed.kind, stressed.actions, stressed.review) == (Kind.POSITION, (), "")
    assert stressed.decisions
    assert stressed.decisions[0].comment == "only a reminder"
    assert "5.1.1" not in comparison.not_carried_over


def test_a_position_may_be_called_a_demand(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    entry = f"\nsoft demands:\n  - demand: 2031/1.1\n    decision: correct\n    kind: demand\n{SIGNED}"
    text = text_of(dossier).replace("\nsoft demands:\n", entry)
    path_of(dossier).write_text(text, encoding="utf-8")
    texts, comparison = decide_all(dossier)
    condemned = texts["2031"].demands.statements[0]
    assert condemned.kind is Kind.DEMAND
    assert condemned.actions[0].quote == "Condemns the closing of newspapers in Veldoria"
    assert "1.1.1" in comparison.not_carried_over


def test_acronyms(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "“VNAB” is taken for", "reject", "    comment: two bodies\n")
    texts, _ = decide_all(dossier)
    notice = next(n for n in texts["2031"].demands.notices if n.code == "acronym-misspelt")
    assert notice.message.endswith("(rejected: these are two names, by Jane Roe on 2032-07-01: two bodies)")


def run_build(dossier: Path, output: Path) -> tuple[list[str], list[str], str]:
    dossiers, _ = load_dossiers([dossier])
    events = list(build(dossiers, Options(output=output, jobs=1)))
    notices = [event.notice.code for event in events if isinstance(event, Noticed) and "review.yaml" in event.file]
    failures = [event.message for event in events if isinstance(event, Failed)]
    page = output / "veldoria" / "2031-2032-comparison.html"
    return notices, failures, page.read_text(encoding="utf-8") if page.exists() else ""


def test_a_build_says_who_decided_what_and_what_nobody_has_reviewed(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "confirm", "    comment: <b>the same law</b>\n")
    answer(dossier, "to suspend the trade", "reject")
    notices, failures, page = run_build(dossier, tmp_path / "build")
    assert (notices, failures) == ([], [])
    assert "Link confirmed by Jane Roe on 2032-07-01. Comment: “&lt;b&gt;the same law&lt;/b&gt;”." in page
    assert "1 link stands as a person confirmed, corrected or added it." in page
    assert "1 link that the program proposed was rejected by a person and is not shown." in page
    assert "that nobody has reviewed yet" in page


def test_a_build_tells_what_is_out_of_date(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "reject")
    edit_source(dossier, "old.txt", "12 May 2029", "13 May 2029")
    notices, failures, page = run_build(dossier, tmp_path / "build")
    assert (notices, failures) == (["decision-stale"], [])
    assert "is out of date: its words are no longer in the text. It does not count." in page


def test_a_build_says_that_two_contradict_each_other(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, REPEAL, "confirm")
    text = text_of(dossier)
    start = text.rindex("\n  - old:", 0, text.index(REPEAL)) + 1
    entry = text[start : text.index("\n\n", start) + 2]
    other = entry.replace("confirm", "reject").replace("Jane Roe", "John Doe")
    path_of(dossier).write_text(text.replace(entry, entry + other), encoding="utf-8")
    notices, failures, page = run_build(dossier, tmp_path / "build")
    assert (notices, failures) == (["decision-conflict"] * 2, [])
    for name in ("Jane Roe", "John Doe"):
        assert re.search(f"A decision by {name} on 2032-07-01 on “[^”]+” contradicts another. Neither counts.", page)
    assert "out of date" not in page


def test_nothing_is_built_past_decisions_that_cannot_be_read(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    path_of(dossier).write_text(text_of(dossier) + "<<<<<<< HEAD\n", encoding="utf-8")
    _, failures, page = run_build(dossier, tmp_path / "build")
    assert len(failures) == 1
    assert "two versions of this file were not merged" in failures[0]
    assert page == ""


def test_a_build_is_the_same_without_a_review_as_with_an_open_one(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    _, _, opened = run_build(dossier, tmp_path / "one")
    path_of(dossier).unlink()
    _, _, without = run_build(dossier, tmp_path / "two")
    assert opened == without != ""
