"""What people did with a Word edition of ours, read back from the copy they worked on."""

from typing import Literal

from msgspec import Struct

from exporter.model.comparison import WordRun

Settlement = Literal["accepted", "rejected", "open", "reworded"]


class Note(Struct, frozen=True, kw_only=True):
    """An analyst's note on what has this id (`2022-5.2.3`) and these `words`, as far as the file tells them.

    `base` is what it said when the file was made, empty if nothing did; `text` is empty where that was taken out.
    """

    id: str
    text: str
    base: str = ""
    words: str = ""


class Remark(Struct, frozen=True, kw_only=True):
    """A comment: whose, on which day as the file says (empty if it does not), on which words.

    `id` is the part it is on (`2022-5.2.3`, `p-2022-5`), empty if it is on none; `words` are those of that part.
    """

    author: str
    date: str
    about: str
    text: str
    id: str = ""
    words: str = ""


class Altered(Struct, frozen=True, kw_only=True):
    """A quotation whose words are no longer those of the source, word by word."""

    id: str
    wording: tuple[WordRun, ...]


class Settled(Struct, frozen=True, kw_only=True):
    """A tracked change of ours and what became of it; `place` as in Notice, a side null where that text has none."""

    place: str
    settlement: Settlement
    old: str | None = None
    new: str | None = None


class Edited(Struct, frozen=True, kw_only=True):
    """All of it; `missing` are ids of quotations that were taken out, `tracked` counts people's changes by author.

    `dropped` are comments that were there when the file was made. `saved_by` and `saved_on` (an ISO day) tell who saved
    the file last, empty where only the program did.
    """

    publication: str
    notes: tuple[Note, ...]
    remarks: tuple[Remark, ...]
    altered: tuple[Altered, ...]
    missing: tuple[str, ...]
    settled: tuple[Settled, ...]
    tracked: dict[str, int]
    dropped: tuple[Remark, ...] = ()
    saved_by: str = ""
    saved_on: str = ""
