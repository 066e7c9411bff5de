"""Who and what is named, asked and spoken of, text by text."""

from typing import Literal

from msgspec import Struct

NameKind = Literal["person", "organisation", "law"]


class Mention(Struct, frozen=True, kw_only=True):
    """The statements of one text in which a name stands, by id."""

    text: str
    statements: tuple[str, ...]


class LedgerEntry(Struct, frozen=True, kw_only=True):
    """A name with the texts that name it, in their order; `first` and `last` are ids of texts."""

    name: str
    kind: NameKind
    first: str
    last: str
    mentions: tuple[Mention, ...]


class Ledger(Struct, frozen=True, kw_only=True):
    """Every person, organisation and law named in the paragraphs of some texts.

    `words` are the words of each text: a shorter text names fewer, which proves nothing.
    """

    texts: tuple[str, ...]
    words: tuple[int, ...]
    entries: tuple[LedgerEntry, ...]


class CountRow(Struct, frozen=True, kw_only=True):
    """How many actions of each text are meant by `name`; the ids of the actions stand beside."""

    name: str
    counts: tuple[int, ...]
    actions: tuple[tuple[str, ...], ...]


class Counts(Struct, frozen=True, kw_only=True):
    """A table of rows by texts, most frequent row first; `totals` are all actions of each text.

    An action may stand in several rows, so that a column may add up to more than its total.
    """

    texts: tuple[str, ...]
    totals: tuple[int, ...]
    rows: tuple[CountRow, ...]
