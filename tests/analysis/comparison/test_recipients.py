"""Clauses that send a text on, in forms the seeds do not have: recipients gained and lost."""

import pytest

from exporter.analysis.comparison import compare
from exporter.model.comparison import Sign
from exporter.model.demands import Kind
from tests.analysis.comparison.texts import Ask, Side, make_document

VP_HR = (
    "the Vice-President of the Commission / High Representative of the Union for Foreign Affairs and Security Policy"
)

CASES = {
    "names of one office": (
        f"to forward this resolution to the Council, the Commission and {VP_HR}",
        "to forward this resolution to the VP/HR, the European Commission and the Council",
        [],
    ),
    "position": (
        "to forward its position to the Council, the Commission and the national parliaments",
        "to forward its position to the Council and the Commission",
        [("recipient_removed", "the national parliaments")],
    ),
    "acronym without article": (
        "to forward this resolution to the Council, the Commission and the Parliament of Tavria",
        "to forward this resolution to the Council, the Commission, the Tavrian authorities and UNESCO",
        [
            ("recipient_removed", "the Parliament of Tavria"),
            ("recipient_added", "the Tavrian authorities"),
            ("recipient_added", "UNESCO"),
        ],
    ),
    "an acronym explained in one of them": (
        "to forward this resolution to the Council, the Secretary-General of ATSEN and the Commission",
        "to forward this resolution to the Council, the Secretary-General of South Nations (ATSEN) and the Commission",
        [],
    ),
    "translated and sent with a report": (
        "to have this resolution translated into Tavrian and to forward it to the Council and the President of Tavria",
        "to transmit this resolution, together with the report of its committee, to the Council and the African Union",
        [("recipient_removed", "the President of Tavria"), ("recipient_added", "the African Union")],
    ),
    "recommendation, for information": (
        "to forward this recommendation to the Council and, for information, to the Commission",
        "to forward this recommendation to the Council and to the Commission, as well as to the EEAS",
        [("recipient_added", "the EEAS")],
    ),
    "with recommendations": (
        "to forward this resolution and the accompanying recommendations to the Council and the Commission",
        "that its President forward this resolution to the Council, the UN Secretary-General, and the Commission",
        [("recipient_added", "the UN Secretary-General")],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_recipients(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert list_told(old, new, "en") == expected


def test_recipients_in_french() -> None:
    old = "de transmettre la présente résolution au Conseil, à la Commission et au gouvernement de la Tavrie"
    new = "de transmettre la présente résolution à la Commission, au Conseil ainsi qu’à l’Union africaine"
    told = [("recipient_removed", "gouvernement de la Tavrie"), ("recipient_added", "Union africaine")]
    assert list_told(old, new, "fr") == told


def list_told(old: str, new: str, language: str) -> list[tuple[str, str]]:
    sides = [
        make_document(
            Side((Ask(ask=ask, verb="Instructs", level=None, to=("EP President",), kind=Kind.PROCEDURAL),)),
            name,
            language=language,
        )
        for name, ask in (("old", old), ("new", new))
    ]
    (link,) = compare(*sides).links
    assert link.procedural
    assert link.strength is link.scope is Sign.SAME
    return [(reason.code, reason.old or reason.new or "") for reason in link.reasons]
