"""What people decided, as pages say it: who, when, with which comment."""

from collections.abc import Iterable

from msgspec import Struct, UnsetType

from exporter.model.review import Decision


class Said(Struct, frozen=True, kw_only=True):
    """A decision as shown: label key under `decided.`, name, day (2024-11-28) and comment.

    `changed` is true where the words were others when it was made.
    """

    label: str
    by: str
    on: str
    comment: str
    changed: bool


def make_said(decision: Decision | UnsetType) -> Said | None:
    """Return a decision as shown, None where there is none."""
    if isinstance(decision, UnsetType):
        return None
    label = f"{decision.subject}.{decision.verdict}"
    on, comment = decision.on.isoformat(), decision.comment
    return Said(label=label, by=decision.by, on=on, comment=comment, changed=decision.changed)


def list_said(decisions: Iterable[Decision] | UnsetType) -> tuple[Said, ...]:
    """Return decisions as shown."""
    if isinstance(decisions, UnsetType):
        return ()
    return tuple(said for decision in decisions if (said := make_said(decision)))
