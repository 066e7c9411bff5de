"""What people wrote beside a text, in a copy or by hand: theirs, and never part of what the text says."""

import datetime
from enum import StrEnum

from msgspec import Struct


class NoteKind(StrEnum):
    """A note on a demand or part, of which each has one, or a comment on some of its words."""

    NOTE = "note"
    COMMENT = "comment"


class AnalystNote(Struct, frozen=True, kw_only=True):
    """What a person wrote beside a part of a text.

    `id` names the part as in every edition: `2022-5.2.3` (action), `2022-7.1` (statement), `p-2022-5` (paragraph),
    `r-2022-B` (recital), `cit-2022-1` (citation). `by` is empty and `on` null where nobody said. `about` are the words
    a comment is on. `changed` tells that the words of the part were others when it was written.
    """

    kind: NoteKind
    id: str
    text: str
    by: str = ""
    on: datetime.date | None = None
    about: str = ""
    changed: bool = False
