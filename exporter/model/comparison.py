"""What changed between two texts, demand by demand."""

import datetime
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

from exporter.model.demands import Demands
from exporter.model.resolution import Status
from exporter.model.review import Decision


class Sign(StrEnum):
    """The direction of a change on one axis."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    MIXED = "mixed"


class Axis(StrEnum):
    """Strength: how hard is it pressed. Scope: how much, for whom and of whom is it asked.

    Place: where it stands among the others, which moves neither of the two.
    """

    STRENGTH = "strength"
    SCOPE = "scope"
    PLACE = "place"


class Structure(StrEnum):
    """How a link sits among the others: alone, or one of several from the same old or to the same new action."""

    ONE_TO_ONE = "one_to_one"
    SPLIT = "split"
    MERGE = "merge"
    MANY_TO_MANY = "many_to_many"


class LinkStatus(StrEnum):
    """Who stands behind a link: the program alone, or a person."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class Reason(Struct, frozen=True, kw_only=True):
    """One piece of evidence for a change; `old` and `new` are the verbatim words it rests on, null where absent."""

    axis: Axis
    sign: Sign
    code: str
    message: str
    old: str | None = None
    new: str | None = None


class Edit(StrEnum):
    """What happened to a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class WordRun(Struct, frozen=True, kw_only=True):
    """A run of words with the same fate; kept + removed give the old words, kept + added the new ones, exactly."""

    edit: Edit
    text: str


class Score(Struct, frozen=True, kw_only=True):
    """What a link rests on: part scores from 0 to 1, their weighted total, and the terms both sides share."""

    parts: dict[str, float]
    total: float
    shared_terms: tuple[str, ...] = ()


class Link(Struct, frozen=True, kw_only=True):
    """Actions of the old text tied to actions of the new.

    `group` is shared by the links of one split or merge. `confidence` is from 0 to 1. `procedural` marks the
    forwarding clause, compared by its recipients. `decision` is a person's, absent where nobody has decided.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    structure: Structure
    strength: Sign
    scope: Sign
    reasons: tuple[Reason, ...]
    confidence: float
    status: LinkStatus
    wording: tuple[WordRun, ...]
    score: Score
    group: str
    procedural: bool = False
    decision: Decision | UnsetType = UNSET


class ComparabilityNotice(Struct, frozen=True, kw_only=True):
    """Something a reader must know before comparing; `code` such as `unlike-status`, `message` in plain words."""

    code: str
    message: str


class TextSummary(Struct, frozen=True, kw_only=True):
    """What one side of a comparison is, with everything it says and asks."""

    id: str
    reference: str | None
    title: str
    status: Status
    date: datetime.date | None
    language: str
    words: int
    file: str
    demands: Demands


class Texts(Struct, frozen=True, kw_only=True):
    """The two sides of a comparison."""

    old: TextSummary
    new: TextSummary


class Comparison(Struct, frozen=True, kw_only=True):
    """Old text against new text: links, ids of actions only in the new, ids of actions not carried over, in text order.

    `rejected` are the links that a person rejected, as old id and new id, absent where there are none.
    The contract names the key `new` twice, for the text and for the ids; here the texts stand under `texts`.
    """

    texts: Texts
    comparability: tuple[ComparabilityNotice, ...]
    links: tuple[Link, ...]
    new: tuple[str, ...]
    not_carried_over: tuple[str, ...]
    rejected: tuple[tuple[str, str], ...] | UnsetType = UNSET
