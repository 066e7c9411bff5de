"""What people decided about proposals of the program, as it stands beside what they decided about."""

import datetime
from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """What a person says to a proposal; `add` is for what the program did not propose."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"


class Subject(StrEnum):
    """What a decision is about."""

    LINK = "link"
    ADDRESSEE = "addressee"
    KIND = "kind"


class Decision(Struct, frozen=True, kw_only=True):
    """A person's decision, with name and day; `changed` where the words were others when it was made."""

    subject: Subject
    verdict: Verdict
    by: str
    on: datetime.date
    comment: str = ""
    changed: bool = False
