"""Two texts line by line: which line of the new stands for which of the old, and what a redline says beside them."""

from typing import Literal

from msgspec import Struct

from exporter.model.reference import Reference
from exporter.model.theme import Theme

LineKind = Literal[
    "title", "reference", "enacting", "citation", "recital", "numbered", "point", "point-2", "point-3", "heading",
    "signatory", "footnote",
]  # fmt: skip


class Line(Struct, frozen=True, kw_only=True):
    """One line of a text: `label` as a reader sees it (`5.`), empty where there is none, and the words verbatim.

    `place` is a location as in Notice (`paragraph 5`), that of the part it belongs to.
    """

    kind: LineKind
    label: str
    text: str
    place: str = ""


class Pair(Struct, frozen=True, kw_only=True):
    """A line of the old text and the line of the new that stands for it; one of them is null where there is none.

    `moved` is the place in the list of the pair where the same words stand, for a line that is elsewhere in the other
    text.
    """

    old: Line | None
    new: Line | None
    moved: int | None = None


class Redline(Struct, frozen=True, kw_only=True):
    """All that a redline is made of; `remarks` are the comments at its title, `moves` those at pairs by their number.

    `words` are "Page" and "of", as the foot says them; `author` is the name on every change; `reference` is the house
    document.
    """

    title: str
    language: str
    theme: Theme
    author: str
    head: str
    foot: str
    words: tuple[str, str]
    remarks: tuple[str, ...]
    pairs: tuple[Pair, ...]
    moves: dict[int, str]
    reference: Reference | None = None
