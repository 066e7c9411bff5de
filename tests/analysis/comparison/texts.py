"""Texts of our own to compare, built from a table of demands without going through the parser."""

from msgspec import Struct

from exporter.model.demands import Action, Addressee, Demands, Kind, Span, Statement
from exporter.model.dossier import Document, Given
from exporter.model.resolution import Citation, Paragraph, Resolution, SourceFile, Status


class Ask(Struct, frozen=True, forbid_unknown_fields=True):
    """One demand with one action."""

    ask: str
    id: str = "1.1.1"
    verb: str = "Calls on"
    level: int | None = 3
    to: tuple[str, ...] = ("Veldorian authorities",)
    implied: bool = False
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    condition: str | None = None
    deadline: str | None = None
    kind: Kind = Kind.DEMAND


class Side(Struct, frozen=True, forbid_unknown_fields=True):
    """A text as a table of demands."""

    demands: tuple[Ask, ...]
    title: str = "European Parliament resolution on Veldoria"


def make_document(
    side: Side,
    name: str = "old",
    *,
    status: Status = Status.ADOPTED,
    given: Given | None = None,
    citations: tuple[str, ...] = (),
    **facts: object,
) -> Document:
    """Return a document whose paragraphs are the demands, one each."""
    paragraphs = tuple(
        Paragraph(number=number, text=f"{ask.verb} {', '.join(ask.to)} {ask.ask}")
        for number, ask in enumerate(side.demands, 1)
    )
    settings = {
        "reference": f"ref-{name}",
        "procedure": None,
        "date": None,
        "language": "en",
        "source": SourceFile(file=f"{name}.txt", sha256=name, format="txt"),
        **facts,
    }
    resolution = Resolution(
        references=(),
        title=side.title,
        status=status,
        citations=tuple(Citation(text=text) for text in citations),
        recitals=(),
        paragraphs=paragraphs,
        **settings,  # type: ignore[arg-type]
    )
    statements = tuple(_make_statement(ask, index) for index, ask in enumerate(side.demands))
    demands = Demands(reference=resolution.reference, language=resolution.language, statements=statements)
    return Document(id=name, resolution=resolution, demands=demands, given=given)


def _make_statement(ask: Ask, index: int) -> Statement:
    text = f"{ask.verb} {', '.join(ask.to)} {ask.ask}"
    start = len(text) - len(ask.ask)
    action = Action(
        id=ask.id,
        quote=ask.ask,
        span=Span(index=index, start=start, end=len(text)),
        act="",
        condition=ask.condition,
        deadline=ask.deadline,
        people=ask.people,
        organisations=ask.organisations,
        laws=ask.laws,
    )
    return Statement(
        id=ask.id.rpartition(".")[0],
        paragraph=index + 1,
        kind=ask.kind,
        verb=ask.verb,
        text=text,
        span=Span(index=index, start=0, end=len(text)),
        strength=ask.level,
        addressees=tuple(Addressee(name=to, raw="" if ask.implied else to, explicit=not ask.implied) for to in ask.to),
        actions=(action,),
    )
