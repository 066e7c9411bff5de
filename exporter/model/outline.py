"""What a reader hands to the parser: the text in order, with what the format itself marks, and nothing understood."""

import datetime
from enum import StrEnum

from msgspec import Struct

from exporter.model.notice import Notice
from exporter.model.resolution import Footnote, Resolution, Signatory, SourceFile

MARK_OPEN, MARK_CLOSE = "\ufdd0", "\ufdd1"
"""Around the mark of a footnote in a block's text, where the format itself says that it is one: no text holds these."""


class Hint(StrEnum):
    """What a format marks by itself. A hint helps where the words leave a doubt; the words decide."""

    TITLE = "title"
    HEADING = "heading"
    CITATION = "citation"
    RECITAL = "recital"
    PARAGRAPH = "paragraph"
    SIGNATORIES = "signatories"
    OTHER = "other"


class Block(Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of text: one physical line of a wrapped text, else one whole paragraph or cell of the source.

    `text` has no line breaks. `label` is a label the format keeps apart (automatic numbering). `place` is a
    location as in Notice: `line 12`, `page 3`.
    """

    text: str
    place: str = ""
    label: str | None = None
    hint: Hint | None = None


class Outline(Struct, frozen=True, kw_only=True):
    """A source as a reader saw it.

    `wrapped` is true where blocks are physical lines, empty blocks standing for blank lines: they are joined before
    parsing. `footnotes` are the notes the format keeps apart from the text; their marks stand in the text between
    MARK_OPEN and MARK_CLOSE where the format says so. `signatories` are those it names one by one, with their groups;
    `date` is the one it marks as the text's own, taken where the words say none. `resolution` is the text itself, where
    the format marks every part of it (our own Akoma Ntoso): there is nothing left to understand.
    """

    source: SourceFile
    blocks: tuple[Block, ...]
    wrapped: bool = False
    footnotes: tuple[Footnote, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    date: datetime.date | None = None
    notices: tuple[Notice, ...] = ()
    resolution: Resolution | None = None
