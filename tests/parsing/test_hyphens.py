"""Words broken at a line end: the hyphen stays in some and goes in others."""

import pytest

from exporter.parsing.hyphens import Joiner
from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import load_phrases


def join(*lines: str, elsewhere: str = "") -> tuple[str, list[str]]:
    notices = Notices()
    broken = [Line(text) for text in lines]
    joiner = Joiner([*broken, Line(elsewhere)], load_phrases("en"), notices)
    return joiner.join(broken), [notice.code for notice in notices.items]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("for two years in pre-", "trial detention"), "for two years in pre-trial detention"),
        (("the Secretary-", "General"), "the Secretary-General"),
        (("report (A9-", "0188/2023),"), "report (A9-0188/2023),"),
        (("an EU-", "funded project"), "an EU-funded project"),
        (("the editor-in-", "chief"), "the editor-in-chief"),
        (("a rights-", "based approach"), "a rights-based approach"),
        (("short-", "and long-term"), "short- and long-term"),
        (("14 -", "and so on"), "14 - and so on"),
    ],
)
def test_the_hyphen_stays(lines: tuple[str, ...], expected: str) -> None:
    text, codes = join(*lines)
    assert text == expected
    assert "word-rejoined-unsure" not in codes


def test_the_same_word_elsewhere_decides() -> None:
    assert join("the imple-", "mentation of", elsewhere="its implementation") == (
        "the implementation of",
        ["word-rejoined"],
    )
    assert join("the follow-", "up to it", elsewhere="a follow-up") == ("the follow-up to it", ["word-rejoined"])


def test_without_evidence_the_doubt_is_told() -> None:
    assert join("the imple-", "mentation of") == ("the implementation of", ["word-rejoined-unsure"])


def test_punctuation_pushed_to_the_next_line_goes_back_to_its_word() -> None:
    assert join("set out", ";") == ("set out;", ["line-break-closed"])
