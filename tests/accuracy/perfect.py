"""An answer that agrees with every label, for the tests of the scorer to plant errors in."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from exporter.model.demands import Action, Addressee, Demands, Kind, Span, Statement
from exporter.model.dossier import Document
from exporter.model.resolution import Paragraph, Point, Resolution, SourceFile, Status, running_text
from tests.accuracy.labels import DocumentLabel, LabelledText
from tests.accuracy.matching import PlacedStatement, Stretch, place_labels
from tests.accuracy.text_score import TextResult, score_text

PARAGRAPHS = (
    Paragraph(
        number=1,
        text="Condemns the arrests; calls on the Commission and the Council to protest, and to report by May; "
        "calls for the release of all prisoners;",
    ),
    Paragraph(
        number=2,
        text="Insists that the regime must stop torture; stresses that the guilty must be punished; "
        "supports every appeal to the Court;",
    ),
    Paragraph(
        number=3,
        text="Calls on the Member States:",
        points=(Point(label="(a)", text="to open their borders;"), Point(label="(b)", text="to pay;")),
    ),
    Paragraph(number=4, text="Instructs its President to forward this resolution to the Council."),
)
LABELS = {
    "file": "x.txt",
    "language": "en",
    "paragraphs": [
        {
            "n": 1,
            "statements": [
                {"id": "1.1", "verb": "Condemns", "kind": "position", "text": "Condemns the arrests"},
                {
                    "id": "1.2",
                    "verb": "calls on",
                    "kind": "demand",
                    "text": "calls on the Commission and the Council to protest, and to report by May",
                    "addressees": ["European Commission", "Council"],
                    "explicit": True,
                    "actions": [{"id": "1.2.1", "text": "to protest"}, {"id": "1.2.2", "text": "to report by May"}],
                },
                {
                    "id": "1.3",
                    "verb": "calls for",
                    "kind": "demand",
                    "text": "calls for the release of all prisoners",
                    "addressees": ["Tavrian authorities"],
                    "explicit": False,
                    "actions": [{"id": "1.3.1", "text": "the release of all prisoners"}],
                },
            ],
        },
        {
            "n": 2,
            "statements": [
                {
                    "id": "2.1",
                    "verb": "Insists",
                    "kind": "demand",
                    "text": "Insists that the regime must stop torture",
                    "addressees": ["Tavrian authorities | Tavria"],
                    "explicit": True,
                    "actions": [
                        {"id": "2.1.1", "text": "must stop torture", "or": ["the regime must stop torture"]},
                    ],
                },
                {
                    "id": "2.2",
                    "verb": "stresses",
                    "kind": "demand",
                    "soft": True,
                    "text": "stresses that the guilty must be punished",
                    "optional": ["Tavrian authorities"],
                    "actions": [{"id": "2.2.1", "text": "the guilty must be punished"}],
                },
                {
                    "id": "2.3",
                    "verb": "supports",
                    "kind": "position",
                    "doubtful": True,
                    "text": "supports every appeal to the Court",
                },
            ],
        },
        {
            "n": 3,
            "statements": [
                {
                    "id": "3.1",
                    "verb": "Calls on",
                    "kind": "demand",
                    "text": "Calls on the Member States: (a) to open their borders; (b) to pay",
                    "addressees": ["EU Member States"],
                    "explicit": True,
                    "actions": [{"id": "3.1.1", "text": "to open their borders"}, {"id": "3.1.2", "text": "to pay"}],
                }
            ],
        },
        {
            "n": 4,
            "statements": [
                {
                    "id": "4.1",
                    "verb": "Instructs",
                    "kind": "procedural",
                    "text": "Instructs its President to forward this resolution to the Council",
                    "addressees": ["EP President"],
                    "explicit": True,
                    "actions": [{"id": "4.1.1", "text": "to forward this resolution to the Council"}],
                }
            ],
        },
    ],
}
LABEL = msgspec.convert(LABELS, DocumentLabel)
RESOLUTION = Resolution(
    reference=None,
    references=(),
    procedure=None,
    title="A title",
    date=None,
    status=Status.UNKNOWN,
    language="en",
    citations=(),
    recitals=(),
    paragraphs=PARAGRAPHS,
    source=SourceFile(file="x.txt", sha256="0", format="txt"),
)


def find_perfectly() -> list[Statement]:
    """What a program would find that agrees with every label."""
    return [answer(item) for item in place_labels(LABEL, RESOLUTION)]


def answer(placed: PlacedStatement) -> Statement:
    label = placed.label
    return Statement(
        id=label.id,
        paragraph=placed.stretch.index + 1,
        kind=Kind(label.kind),
        verb=label.verb,
        text=label.text,
        span=span_of(placed.stretch),
        addressees=tuple(
            Addressee(name=name.split(" | ")[0], raw="", explicit=label.explicit) for name in label.addressees
        ),
        actions=tuple(
            Action(id=a.label.id, quote=a.label.text, span=span_of(a.stretches[0]), act="") for a in placed.actions
        ),
        review="soft" if label.soft else "",
    )


def span_of(stretch: Stretch) -> Span:
    return Span(index=stretch.index, start=stretch.start, end=stretch.end)


def score(statements: Sequence[Statement], folder: Path) -> TextResult:
    path = folder / "x.txt"
    path.write_text("\n".join(f"{p.number}. {running_text(p)}" for p in PARAGRAPHS), encoding="utf-8")
    demands = Demands(reference=None, language="en", statements=tuple(statements))
    document = Document(id="x", resolution=RESOLUTION, demands=demands)
    return score_text(LabelledText("x", "development", path, LABEL), document)
