"""What a resolution says and asks: statements, and inside demands the single actions."""

from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

from exporter.model.note import AnalystNote
from exporter.model.notice import Notice
from exporter.model.review import Decision


class Kind(StrEnum):
    """What a statement does: asks somebody to act, takes a position, or sends the text on."""

    DEMAND = "demand"
    POSITION = "position"
    PROCEDURAL = "procedural"


class Span(Struct, frozen=True, kw_only=True, gc=False):
    """Where a quotation stands: characters `start` to `end` (end excluded) of `running_text(paragraphs[index])`."""

    index: int
    start: int
    end: int


class Addressee(Struct, frozen=True, kw_only=True, gc=False):
    """Who is asked: normalised `name`, words as written (`raw`, empty when implied), and whether the text says it."""

    name: str
    raw: str
    explicit: bool


class Entities(Struct, frozen=True, kw_only=True, gc=False):
    """Who and what is named in a stretch of text, as normalised names in order of appearance."""

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


class Action(Struct, frozen=True, kw_only=True, gc=False):
    """One thing asked for: the unit that is compared.

    `quote` is verbatim at `span`. `condition`, `deadline`, each of `qualifiers` and `hedges` are verbatim parts of it
    (or of its statement). `act` is the head verb or noun of the action as a lemma: `release`, `put an end to`.
    """

    id: str
    quote: str
    span: Span
    act: str
    condition: str | None = None
    deadline: str | None = None
    qualifiers: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


class Statement(Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of a paragraph ruled by one operative verb.

    `id` is `paragraph.statement` (`5.2`), action ids are `paragraph.statement.action` (`5.2.3`). `strength` is the
    level of the verb in the language's table, 1 (weakest) to 5, and null for positions. `review` says why a person
    should look, empty if there is nothing to doubt. `decisions` are those of people about addressees and kind, absent
    where there are none.
    """

    id: str
    paragraph: int | None
    kind: Kind
    verb: str
    text: str
    span: Span
    strength: int | None = None
    addressees: tuple[Addressee, ...] = ()
    actions: tuple[Action, ...] = ()
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    review: str = ""
    decisions: tuple[Decision, ...] | UnsetType = UNSET


class Demands(Struct, frozen=True, kw_only=True):
    """All statements of one resolution, in order.

    `notes` are what people wrote beside it and beside other parts of its text, absent where there are none.
    """

    reference: str | None
    language: str
    statements: tuple[Statement, ...]
    notices: tuple[Notice, ...] = ()
    notes: tuple[AnalystNote, ...] | UnsetType = UNSET
