"""What people did with a Word edition of ours, read back from the copy they worked on."""

from typing import Literal

from msgspec import Struct

from exporter.model.comparison import WordRun

Settlement = Literal["accepted", "rejected", "open", "reworded"]


class Note(Struct, frozen=True, kw_only=True):
    """An analyst's note on what has this id (`2022-5.2.3`)."""

    id: str
    text: str


class Remark(Struct, frozen=True, kw_only=True):
    """A comment: whose, on which day as the file says (empty if it does not), on which words."""

    author: str
    date: str
    about: str
    text: str


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
    """All of it; `missing` are ids of quotations that were taken out, `tracked` counts people's changes by author."""

    publication: str
    notes: tuple[Note, ...]
    remarks: tuple[Remark, ...]
    altered: tuple[Altered, ...]
    missing: tuple[str, ...]
    settled: tuple[Settled, ...]
    tracked: dict[str, int]
