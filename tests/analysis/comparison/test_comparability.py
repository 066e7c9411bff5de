"""What a reader is told before the first table."""

import datetime

import msgspec
import pytest

from exporter.analysis.comparison.comparability import find_comparability
from exporter.analysis.comparison.procedure import find_rule
from exporter.model.dossier import Document, Given
from exporter.model.resolution import Status
from tests.analysis.comparison.texts import Ask, Side, make_document

SHORT = Side((Ask("to release the teachers"),))
LONG = Side((Ask("to release the teachers and " + "to open the schools of the country " * 20),))
DAY = datetime.date(2024, 11, 28)


def _tell(old: Document, new: Document, comparator: str | None = None) -> dict[str, str]:
    return {notice.code: notice.message for notice in find_comparability(old, new, comparator)}


def test_two_adopted_texts_of_two_years_need_no_warning() -> None:
    old = make_document(SHORT, "old", date=datetime.date(2022, 5, 5))
    told = _tell(old, make_document(SHORT, "new", date=DAY))
    assert set(told) == {"status", "same-text"}
    assert "a resolution adopted by Parliament" in told["status"]


def test_a_motion_is_not_a_position_and_the_right_comparator_is_named() -> None:
    given = Given(
        source="doceo",
        group="Renew Group",
        replaced_by="RC-B9-0230/2022",
        adopted_as="P9_TA(2022)0201",
        adopted_on=datetime.date(2022, 5, 5),
        vote="526 votes to 5, with 63 abstentions",
    )
    old = make_document(SHORT, "old", status=Status.MOTION, given=given)
    told = _tell(old, make_document(SHORT, "new", date=DAY), "P9_TA(2022)0201")
    assert "not Parliament’s position" in told["unlike-status"]
    assert told["fate"].startswith("According to the editor")
    assert "RC-B9-0230/2022" in told["fate"]
    assert "5 May 2022 by 526 votes to 5" in told["adopted-as"]
    assert "P9_TA(2022)0201" in told["comparator"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.JOINT_MOTION, "joint motion"),
        (Status.REPORT, "report of a committee"),
        (Status.UNKNOWN, "whose status is not known"),
        (Status.UN_DRAFT, "draft resolution"),
    ],
)
def test_each_status_is_said_in_words(status: Status, words: str) -> None:
    assert words in _tell(make_document(SHORT, status=status), make_document(SHORT, "new"))["unlike-status"]


def test_a_status_given_by_the_editor_is_marked_as_such() -> None:
    old = make_document(SHORT, status=Status.UNKNOWN, given=Given(source="x", status=Status.ADOPTED))
    told = _tell(old, make_document(SHORT, "new"))
    assert "according to the editor" in told["status"]


def test_the_limit_of_urgency_texts_explains_a_shorter_one() -> None:
    rule = ("having regard to Rules 150(5) and 136(4) of its Rules of Procedure",)
    old = make_document(LONG, "old", date=datetime.date(2022, 5, 5))
    told = _tell(old, make_document(SHORT, "new", date=DAY, citations=rule))["unlike-length"]
    assert "500 words" in told
    assert "Rules 150(5) and 136(4)" in told


def test_the_limit_is_not_named_before_it_was_enforced() -> None:
    rule = ("having regard to Rule 144 of its Rules of Procedure",)
    short = make_document(SHORT, "new", date=datetime.date(2021, 5, 5), citations=rule)
    assert "500" not in _tell(make_document(LONG, "old"), short)["unlike-length"]


def test_dates() -> None:
    dated, undated = make_document(SHORT, "a", date=DAY), make_document(SHORT, "b")
    assert "names no date" in _tell(undated, dated)["missing-date"]
    given = msgspec.structs.replace(undated, given=Given(source="x", tabled=datetime.date(2017, 5, 3)))
    told = _tell(given, dated)
    assert "according to the editor it is of 3 May 2017" in told["missing-date"]
    assert "8 years apart" in told["far-apart"]
    assert "28 November 2024" in _tell(dated, given)["order"]


def test_languages_bodies_procedures_and_rules() -> None:
    urgent = ("having regard to Rule 144(5) of its Rules of Procedure",)
    plain = ("having regard to Rule 132(2) of its Rules of Procedure",)
    old = make_document(SHORT, "old", procedure="2022/2658(RSP)", citations=urgent)
    new = make_document(SHORT, "new", procedure="2023/2001(INI)", citations=plain, language="fr")
    told = _tell(old, new)
    assert {"unlike-language", "unlike-procedure", "unlike-rule"} <= set(told)
    assert "unlike-body" in _tell(old, make_document(SHORT, "un", status=Status.UN_RESOLUTION))
    stage = make_document(SHORT, "new", procedure="2022/2658(RSP)")
    assert "2022/2658(RSP)" in _tell(old, stage)["same-procedure"]


def test_the_same_file_twice() -> None:
    assert "same file" in _tell(make_document(SHORT, "x"), make_document(SHORT, "x"))["same-text"]


@pytest.mark.parametrize(
    ("citation", "numbers", "urgency"),
    [
        ("having regard to Rule 144 of its Rules of Procedure", "144", True),
        ("having regard to Rules 150(5) and 136(4) of its Rules of Procedure", "150(5) and 136(4)", True),
        ("having regard to Rule 150(5) and 136(4) of its Rules of Procedure", "150(5) and 136(4)", True),
        ("having regard to Rule 54 of its Rules of Procedure", "54", False),
    ],
)
def test_the_rule_is_read_from_the_citations(citation: str, numbers: str, urgency: bool) -> None:
    rule = find_rule(make_document(SHORT, citations=(citation,)))
    assert rule is not None
    assert (rule.numbers, rule.urgency) == (numbers, urgency)


def test_titles_on_different_countries() -> None:
    old = make_document(Side(SHORT.demands, title="European Parliament resolution on Veldoria"), "old")
    same = make_document(Side(SHORT.demands, title="European Parliament resolution on the Veldorian press"), "new")
    other = make_document(Side(SHORT.demands, title="European Parliament resolution on Lumenia"), "new")
    assert "unlike-subject" not in _tell(old, same)
    assert "different countries" in _tell(old, other)["unlike-subject"]


def test_the_months_of_two_titles_are_no_names() -> None:
    titles = (
        "European Parliament resolution of 12 February 2019 on tackling homelessness in the Union",
        "European Parliament resolution of 13 March 2024 on homelessness and housing exclusion in the Union",
    )
    old, new = (make_document(Side(SHORT.demands, title=title), name) for title, name in zip(titles, "ab", strict=True))
    assert "unlike-subject" not in _tell(old, new)
