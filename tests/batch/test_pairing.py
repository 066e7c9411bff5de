"""Which texts a dossier compares where its file does not say: motions of one debate are no steps in time."""

import datetime
from pathlib import Path

from msgspec.structs import replace

from exporter.batch.dossier import Dossier, list_comparisons, make_dossier
from exporter.batch.pairing import list_unpaired, pair_texts, replan
from exporter.batch.plan import plan
from exporter.model.dossier import ChainEntry, ComparisonEntry, Document
from exporter.model.notice import Severity
from exporter.model.resolution import Status
from tests.analysis.comparison.texts import Side, make_document
from tests.analysis.test_lineage import be

DEBATE = {"procedure": "2031/2601(RSP)"}


def texts() -> dict[str, Document]:
    def make(name: str, status: Status, reference: str, **facts: object) -> Document:
        return be(make_document(Side(demands=()), name), status, reference, **{"date": None, **facts})

    made = (
        make("2030", Status.ADOPTED, "P9_TA(2030)0001", procedure="2030/1(RSP)"),
        make("a", Status.MOTION, "B9-0301/2031", **DEBATE),
        make("b", Status.MOTION, "B9-0302/2031", **DEBATE),
        make("c", Status.MOTION, "B9-0303/2031", **DEBATE),
        make("joint", Status.JOINT_MOTION, "RC-B9-0301/2031", **DEBATE),
        make("2031", Status.ADOPTED, "P9_TA(2031)0088", **DEBATE),
    )
    return {document.id: document for document in made}


def dossier(names: list[str]) -> Dossier:
    return make_dossier([Path(f"{name}.txt") for name in names])


def pairs(names: list[str], documents: dict[str, Document]) -> list[tuple[str, str]]:
    return [(pair.old, pair.new) for pair in list_comparisons(pair_texts(dossier(names), documents).file)]


def test_motions_are_compared_with_what_comes_before_and_after_not_with_one_another() -> None:
    names = ["2030", "a", "b", "joint", "2031"]
    found = pairs(names, texts())
    assert found == [("2030", "a"), ("2030", "b"), ("a", "joint"), ("b", "joint"), ("joint", "2031")]


def test_a_joint_motion_is_compared_with_the_motions_it_replaces() -> None:
    known = texts()
    joint = known["joint"]
    known["joint"] = replace(joint, resolution=replace(joint.resolution, replaces=("B9-0301/2031", "B9-0302/2031")))
    found = pairs(["a", "b", "c", "joint", "2031"], known)
    assert found == [("a", "joint"), ("b", "joint"), ("joint", "2031")]


def test_texts_of_one_day_alone_are_compared_with_nothing() -> None:
    day = datetime.date(2031, 3, 9)
    known = {name: be(texts()[name], Status.MOTION, name, date=day) for name in ("a", "b")}
    assert pairs(["a", "b"], known) == []


def test_what_the_file_says_stands_and_so_do_neighbours_where_nothing_stands_beside_another() -> None:
    known = texts()
    plain = dossier(["2030", "a", "joint"])
    assert pair_texts(plain, known) is plain
    asked = dossier(["a", "b"])
    asked = replace(asked, file=replace(asked.file, comparisons=(ComparisonEntry(old="a", new="b"),)))
    assert pair_texts(asked, known) is asked


def test_the_editor_may_say_which_motions_belong_together() -> None:
    known = {name: be(text, Status.MOTION, name, procedure=None, date=None) for name, text in texts().items()}
    made = dossier(["a", "b", "joint"])
    made = replace(made, file=replace(made.file, chains=(ChainEntry(motions=("a", "b"), joint="joint"),)))
    paired = pair_texts(made, known)
    assert [(pair.old, pair.new) for pair in list_comparisons(paired.file)] == [("a", "joint"), ("b", "joint")]


def test_a_text_that_could_not_be_read_keeps_its_place() -> None:
    known = texts()
    del known["joint"]
    found = pairs(["a", "b", "joint", "2031"], known)
    assert found == [("a", "joint"), ("b", "joint"), ("joint", "2031")]


def test_the_plan_follows_the_pairs() -> None:
    made = dossier(["a", "b", "2031"])
    before = plan(made)
    paired, after = replan(made, before, texts(), ())
    compared = [product.texts for product in after if product.publication == "comparison"]
    assert compared == [("a", "2031"), ("b", "2031")]
    assert replan(paired, after, texts(), ()) == (paired, after)


def test_what_is_not_compared_is_told_and_warned_of_where_nothing_is_left() -> None:
    known = texts()
    (told,) = list_unpaired(dossier(["a", "b", "c", "joint"]), known)
    assert told.message.startswith("a, b and c stand beside one another")
    assert told.severity is Severity.INFO
    (told,) = list_unpaired(dossier(["a", "b"]), known)
    assert told.severity is Severity.WARNING
    assert list(list_unpaired(dossier(["2030", "a", "joint"]), known)) == []
    asked = dossier(["a", "b"])
    asked = replace(asked, file=replace(asked.file, comparisons=(ComparisonEntry(old="a", new="b"),)))
    assert list(list_unpaired(asked, known)) == []
