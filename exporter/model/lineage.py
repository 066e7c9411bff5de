"""What became of demands over several texts: their lineages, what survived of motions, and what is related."""

from collections.abc import Iterable

from msgspec import Struct

from exporter.model.comparison import LinkStatus, Sign


class Restatement(Struct, frozen=True, kw_only=True):
    """A demand met again: the action `action` of the text `text`, linked to `from_action` of `from_text`.

    Strength and scope are those of that link, its confidence from 0 to 1. `missing` are the texts between the two in
    which the demand was not found. `beside` is true where neither text follows the other.
    """

    text: str
    action: str
    from_text: str
    from_action: str
    strength: Sign
    scope: Sign
    confidence: float
    status: LinkStatus
    missing: tuple[str, ...] = ()
    beside: bool = False


class Lineage(Struct, frozen=True, kw_only=True):
    """One demand from where it was first seen: its restatements in the order of the texts, and where it was last seen.

    `id` is `text:action` of the first. A demand that was split has several restatements in one text; one that several
    texts beside one another had before has one for each of them; where demands were merged, several lineages lead to
    one action.
    """

    id: str
    first_text: str
    first_action: str
    last_text: str
    restatements: tuple[Restatement, ...] = ()


class Lineages(Struct, frozen=True, kw_only=True):
    """The lineages of all demands of some texts, in the order of the texts and of the demands in them.

    `stages` are the texts in the order of time, those that stand beside one another together.
    """

    texts: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    lineages: tuple[Lineage, ...]


def list_texts(lineage: Lineage) -> tuple[str, ...]:
    """Return the texts in which a demand was found, each once, in the order of the lineage."""
    return tuple(dict.fromkeys((lineage.first_text, *(item.text for item in lineage.restatements))))


def number_lineages(lineages: Iterable[Lineage]) -> dict[str, int]:
    """Return the numbers of demands found in several texts, by the ids of their lineages; in most texts first."""
    several = [lineage for lineage in lineages if lineage.restatements]
    ranked = sorted(several, key=lambda lineage: -len(list_texts(lineage)))
    return {lineage.id: number for number, lineage in enumerate(ranked, start=1)}


class Found(Struct, frozen=True, kw_only=True):
    """A demand of a motion found at a later stage, against `since`, the text it was linked to there.

    `verbatim` is true where it is asked for in the words of the motion, and nothing around them was found to differ.
    `confidence` is that of the weakest link on the way.
    """

    action: str
    since: str
    strength: Sign
    scope: Sign
    status: LinkStatus
    confidence: float
    verbatim: bool


class Stage(Struct, frozen=True, kw_only=True):
    """What was found of a demand in the text of one stage of a chain; nothing is all that is said where nothing was."""

    text: str
    found: tuple[Found, ...]


class Survivor(Struct, frozen=True, kw_only=True):
    """A demand of a motion and what was found of it at each later stage."""

    text: str
    action: str
    group: str | None
    stages: tuple[Stage, ...]


class Survival(Struct, frozen=True, kw_only=True):
    """What survived from motions through later texts: `chain` are the stages after the motions, in order.

    `apart` are motions that the joint motion does not name among those it replaces, though it names some.
    """

    motions: tuple[str, ...]
    chain: tuple[str, ...]
    demands: tuple[Survivor, ...]
    apart: tuple[str, ...] = ()


class Related(Struct, frozen=True, kw_only=True):
    """Two actions of different texts that say much the same, and how likely they are one demand, from 0 to 1."""

    old_text: str
    old: str
    new_text: str
    new: str
    score: float
    shared_terms: tuple[str, ...] = ()
