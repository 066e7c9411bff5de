"""The parts of a body as they are found, before their lines are joined."""

from dataclasses import dataclass, field
from enum import Enum

from exporter.parsing.lines import Line


class PartKind(Enum):
    """What a part is, in the order in which they follow each other; the value is its name in a Notice location."""

    CITATION = "citation"
    RECITAL = "recital"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Start:
    """The beginning of a part: what it is, the value of its label (empty when lost), the words after the label."""

    kind: PartKind
    value: str
    rest: str
    printed: str = ""
    weak: bool = False


@dataclass
class Part:
    """A citation, recital or paragraph with its lines; `value` is its bare label, empty when none is printed."""

    kind: PartKind
    value: str
    lines: list[Line] = field(default_factory=list)
    heading: str | None = None
    supplied: bool = False

    @property
    def place(self) -> str:
        """The place of its first line."""
        return self.lines[0].place if self.lines else ""

    def name(self, index: int) -> str:
        """Return the part as a person would look it up: `recital G`; `index` counts citations from 1."""
        return f"{self.kind.value} {self.value or index}"


@dataclass
class Body:
    """The parts found, the lines before and after them, and whether it is a text of the United Nations."""

    parts: list[Part] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    un: bool = False
    enacted: bool = False
    enacting: str = ""

    def list_parts(self, kind: PartKind) -> list[Part]:
        """Return the parts of one kind in order."""
        return [part for part in self.parts if part.kind is kind]
