"""What is known while a paragraph is read, and what a statement turned out to be."""

from msgspec import Struct

from exporter.analysis.demands.complements import Complement
from exporter.analysis.demands.entities import Mention
from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.names import Setting
from exporter.analysis.demands.points import PointPlace
from exporter.analysis.demands.tokens import Line
from exporter.model.demands import Kind

SOFT = "worded softly: a position that may be read as a demand"
MISUSED = "a verb of position used to ask somebody to act"
EFFORTS = "efforts already made are encouraged: it may be read as a demand"
RECALLED = "an earlier demand recalled: it may be restated or only mentioned"
HIDDEN = "a demand stands behind “and”: it may be Parliament’s own, or that of somebody told of"
INSTRUCTS = 4
NO_ACTION = "nothing is asked in words that are known here"


class Work(Struct, frozen=True, gc=False):
    """All that reading one paragraph needs."""

    line: Line
    grammar: Grammar
    setting: Setting
    points: tuple[PointPlace, ...]
    mentions: tuple[Mention, ...]
    index: int
    number: int | None
    language: str


class Reading(Struct, frozen=True, gc=False):
    """What a statement turned out to be."""

    kind: Kind
    strength: int | None
    complement: Complement | None = None
    review: str = ""


def asks_organ(work: Work, complement: Complement) -> bool:
    """Return whether an organ of its own is asked: `Instructs its Committee on Foreign Affairs to draw up`."""
    words = {work.line.low[k] for i, j in complement.addressees for k in range(i, min(j, i + 4))}
    return bool(words & work.grammar.lexicon.own_organs)
