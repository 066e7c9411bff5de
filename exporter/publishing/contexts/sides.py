"""What the two texts of a comparison are, property by property: what a reader must have seen before any table."""

from collections.abc import Callable

from msgspec import Struct

from exporter.analysis.comparison.comparability import LIMIT_ENFORCED
from exporter.analysis.comparison.procedure import find_rule
from exporter.analysis.parallel import find_date
from exporter.languages import list_languages, load_language
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.resolution import Status, count_words
from exporter.publishing.contexts.text import find_status, find_title
from exporter.publishing.labels import Labels

MOST_NAMES = 4
"""So many signatories without a group are named; of more their number is told."""


class Property(Struct, frozen=True, kw_only=True):
    """What is to be said of one text; `given` is true where only the editor says it."""

    value: str
    given: bool = False


class Side(Struct, frozen=True, kw_only=True):
    """A property of both texts: `label` is a key, a text without the property has null."""

    label: str
    old: Property | None
    new: Property | None


def make_sides(old: Document, new: Document, labels: Labels) -> tuple[Side, ...]:
    """Return the properties that at least one of the texts has, in the order of reading."""
    rows = (Side(label=label, old=find(old, labels), new=find(new, labels)) for label, find in PROPERTIES)
    return tuple(row for row in rows if row.old or row.new)


def _find_kind(document: Document, labels: Labels) -> Property:
    status, given = find_status(document)
    return Property(value=labels(f"status.{status}.name"), given=given)


def _find_title(document: Document, labels: Labels) -> Property:
    title, given = find_title(document)
    return Property(value=title, given=given)


def _find_authors(document: Document, labels: Labels) -> Property | None:
    """Return who tabled a text: its groups, else its signatories, else whom the editor names."""
    signatories = document.resolution.signatories
    groups = list(dict.fromkeys(item.group for item in signatories if item.group))
    if groups:
        return Property(value=f"{', '.join(groups)} ({labels('sides.signatories', n=len(signatories))})")
    if len(signatories) > MOST_NAMES:
        return Property(value=labels("sides.signatories", n=len(signatories)))
    if signatories:
        return Property(value=", ".join(item.name for item in signatories))
    given = document.given
    return Property(value=given.group, given=True) if given and given.group else None


def _find_replaced(document: Document, labels: Labels) -> Property | None:
    """Return the motions that a joint motion says it takes the place of."""
    return Property(value=", ".join(document.resolution.replaces)) if document.resolution.replaces else None


def _find_successor(document: Document, labels: Labels) -> Property | None:
    given = document.given
    return Property(value=given.replaced_by, given=True) if given and given.replaced_by else None


def _find_own_vote(document: Document, labels: Labels) -> Property | None:
    return _tell_vote(document, labels) if find_status(document)[0] is Status.ADOPTED else None


def _find_other_vote(document: Document, labels: Labels) -> Property | None:
    """Return what Parliament adopted in the place of a motion."""
    return None if find_status(document)[0] is Status.ADOPTED else _tell_vote(document, labels)


def _tell_vote(document: Document, labels: Labels) -> Property | None:
    given = document.given
    if not given:
        return None
    day = labels.format_date(given.adopted_on) if given.adopted_on else None
    parts = [part for part in (given.adopted_as, day, given.vote) if part]
    return Property(value=", ".join(parts), given=True) if parts else None


def _find_procedure(document: Document, labels: Labels) -> Property | None:
    return Property(value=document.resolution.procedure) if document.resolution.procedure else None


def _find_day(document: Document, labels: Labels) -> Property | None:
    day = find_date(document)
    return Property(value=labels.format_date(day), given=document.resolution.date is None) if day else None


def _count_body(document: Document, labels: Labels) -> Property:
    return Property(value=str(count_words(document.resolution)))


def _find_rule(document: Document, labels: Labels) -> Property | None:
    """Return the rule a text was tabled under, and the word limit that comes with it."""
    rule = find_rule(document)
    if rule is None:
        return None
    numbers = labels("sides.numbers", n=1 + (" and " in rule.numbers or "," in rule.numbers), numbers=rule.numbers)
    if not rule.urgency:
        return Property(value=numbers, given=rule.given)
    day = find_date(document)
    enforced = "sides.limit-before" if day and day < LIMIT_ENFORCED else "sides.limit"
    return Property(value=labels(enforced, rule=numbers), given=rule.given)


def _find_language(document: Document, labels: Labels) -> Property:
    code = document.resolution.language
    return Property(value=load_language(code).name if code in list_languages() else code)


def _count_asks(document: Document, labels: Labels) -> Property:
    statements = (item for item in document.demands.statements if item.kind is Kind.DEMAND)
    return Property(value=str(sum(len(item.actions) for item in statements)))


PROPERTIES: tuple[tuple[str, Callable[[Document, Labels], Property | None]], ...] = (
    ("sides.what", _find_kind),
    ("fact.title", _find_title),
    ("sides.authors", _find_authors),
    ("sides.replaces", _find_replaced),
    ("fact.replaced_by", _find_successor),
    ("fact.adopted_as", _find_own_vote),
    ("fact.other_adopted_as", _find_other_vote),
    ("fact.procedure", _find_procedure),
    ("fact.date", _find_day),
    ("sides.body", _count_body),
    ("sides.rule", _find_rule),
    ("sides.language", _find_language),
    ("ask.head", _count_asks),
)
"""Keys of labels, and what finds the property."""
