"""Every kind of reason, each on a pair of demands of our own."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from exporter.analysis.comparison import compare
from exporter.analysis.comparison.reasons import KINDS, give_reason, sum_signs
from exporter.model.comparison import Axis, Sign
from tests.analysis.comparison.texts import Ask, Side, make_document

TABLE = Path(__file__).parents[2] / "cases" / "comparison" / "reasons.toml"


class Case(msgspec.Struct, forbid_unknown_fields=True):
    codes: tuple[str, ...]
    old: Ask
    new: Ask
    strength: Sign = Sign.SAME
    scope: Sign = Sign.SAME


CASES = msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"], list[Case])


@pytest.mark.parametrize("case", CASES, ids=lambda case: "+".join(case.codes) or "none")
def test_reasons(case: Case) -> None:
    old, new = (make_document(Side((ask,)), name) for name, ask in (("old", case.old), ("new", case.new)))
    (link,) = compare(old, new).links
    assert tuple(reason.code for reason in link.reasons) == case.codes
    assert (link.strength, link.scope) == (case.strength, case.scope)
    for reason in link.reasons:
        for words, ask in ((reason.old, case.old), (reason.new, case.new)):
            whole = f"{ask.ask} {ask.verb} {'; '.join(ask.to)}"
            assert words is None or words in whole
            assert words is None or f"“{words}”" in reason.message


def test_every_kind_of_reason_has_a_case() -> None:
    # a demand moves among others, and of two languages nothing is compared: test_order.py, test_across_languages.py
    elsewhere = {"moved", "strength_not_compared", "scope_not_compared"}
    assert {code for case in CASES for code in case.codes} == set(KINDS) - elsewhere


def test_no_sentence_says_that_a_parliament_gave_something_up() -> None:
    sentences = " ".join(sentence for _, _, sentence in KINDS.values()).casefold()
    assert not [word for word in ("dropped", "withdrawn", "abandoned") if word in sentences]


def test_conflicting_reasons_are_mixed() -> None:
    reasons = (give_reason("verb_weaker", "Urges", "Asks"), give_reason("qualifier_gained", new="immediate"))
    assert sum_signs(reasons, Axis.STRENGTH) is Sign.MIXED
    assert sum_signs(reasons, Axis.SCOPE) is Sign.SAME
