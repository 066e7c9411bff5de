"""Which texts stand beside one another: motions tabled for one debate, texts of one kind and day.

None of them follows another, so nothing can be new in one or left out of another: they only differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from exporter.model.dossier import ChainEntry, Document
from exporter.model.resolution import Status

Ground = Literal["procedure", "day"]
"""Why two texts stand beside one another: one procedure, or one day."""


def find_status(document: Document) -> tuple[Status, bool]:
    """Return the status of a text, and whether only the editor says it."""
    read, given = document.resolution.status, document.given
    if read is Status.UNKNOWN and given and given.status:
        return given.status, True
    return read, False


def find_date(document: Document) -> date | None:
    """Return the date of a text: its own, else the day the editor gave."""
    given = document.given
    return document.resolution.date or (given and (given.date or given.tabled)) or None


def find_ground(one: Document, other: Document) -> Ground | None:
    """Return why two texts stand beside one another, None where one follows the other or nobody can tell.

    A motion and the joint motion of the same day are two stages. Of texts of unknown status nothing is said.
    """
    status = find_status(one)[0]
    if status is not find_status(other)[0] or status is Status.UNKNOWN:
        return None
    procedure = one.resolution.procedure
    # resolutions of one procedure are two readings; motions of one procedure are tabled for one debate
    if status is Status.MOTION and procedure and procedure == other.resolution.procedure:
        return "procedure"
    day = find_date(one)
    return "day" if day and day == find_date(other) else None


def _key(document: Document) -> Iterator[tuple[str, ...]]:
    """Yield what texts beside one another share: `find_ground` holds of two that have any of these in common."""
    status, day, procedure = find_status(document)[0], find_date(document), document.resolution.procedure
    if status is Status.MOTION and procedure:
        yield (status, "procedure", procedure)
    if status is not Status.UNKNOWN and day:
        yield (status, "day", day.isoformat())


def group_stages(documents: Sequence[Document], chains: Iterable[ChainEntry] = ()) -> tuple[tuple[str, ...], ...]:
    """Return the ids of texts by stage: those beside one another together, at the place of the first of them.

    The motions of a chain belong together because the editor says so.
    """
    stage = {document.id: at for at, document in enumerate(documents)}
    first_with: dict[tuple[str, ...], str] = {}
    pairs = [(first_with.setdefault(key, document.id), document.id) for document in documents for key in _key(document)]
    pairs += [(chain.motions[0], other) for chain in chains for other in chain.motions[1:]]
    for one, other in pairs:
        if one in stage and other in stage and stage[one] != stage[other]:
            first, last = sorted((stage[one], stage[other]))
            stage = {name: first if at == last else at for name, at in stage.items()}
    groups: dict[int, list[str]] = {}
    for name, at in stage.items():
        groups.setdefault(at, []).append(name)
    return tuple(tuple(groups[at]) for at in sorted(groups))
