"""What the European Parliament's Open Data portal says about a text: facts to stand beside it as given."""

import datetime
import re
from typing import Any

import msgspec
from msgspec import Struct

from exporter.languages.addresses import Reference, recognise

# the last step of eli/dl/doc/RULES-10-2025-01-20-ITM-A150
_RULE = re.compile(r"RULES-[\d-]+-ITM-A(\d{1,3})")


class _Participation(Struct, frozen=True):
    participation_in_name_of: str | None = None
    participation_role: str | None = None


class _Work(Struct, frozen=True, rename=lambda name: {"participation": "workHadParticipation"}.get(name, name)):
    """The keys of a record that are used; the portal leaves out those that have no value."""

    identifier: str = ""
    document_date: str | None = None
    based_on: tuple[str, ...] = ()
    is_derivative_of: tuple[str, ...] = ()
    participation: tuple[_Participation, ...] = ()


class _Record(Struct, frozen=True):
    data: tuple[_Work, ...]


def read_record(data: bytes, reference: Reference) -> dict[str, Any]:
    """Return the facts in a JSON-LD record under the keys of `[texts.given]`, none if it is not of this text."""
    try:
        works = msgspec.json.decode(data, type=_Record).data
    except msgspec.DecodeError:
        return {}
    work = next((work for work in works if work.identifier == reference.name), None)
    if work is None:
        return {}
    facts = {
        "date" if reference.kind == "adopted" else "tabled": _read_date(work.document_date),
        "group": _find_group(work) if reference.kind == "motion" else None,
        "rule": _find_rule(work),
        "note": _list_replaced(work) if reference.kind == "joint_motion" else None,
    }
    return {key: value for key, value in facts.items() if value}


def _read_date(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _find_rule(work: _Work) -> str | None:
    found = [match[1] for address in work.based_on if (match := _RULE.search(address))]
    return found[0] if len(found) == 1 else None


def _find_group(work: _Work) -> str | None:
    """Return the group of a motion where all its authors act for one, by the portal's own short name."""
    groups = {item.participation_in_name_of for item in work.participation if _is_author(item)}
    only = groups.pop() if len(groups) == 1 else None
    return only.rpartition("/")[2] if only else None


def _is_author(item: _Participation) -> bool:
    return (item.participation_role or "").endswith("/AUTHOR")


def _list_replaced(work: _Work) -> str | None:
    """Return a sentence naming the motions a joint motion was made from, in the order of the record."""
    found = (recognise(address.rpartition("/")[2]) for address in work.is_derivative_of)
    values = [reference.value for reference in found if reference and reference.kind == "motion"]
    return f"Made from the motions {', '.join(values)}." if values else None
