"""The lists that a document has before ours are added: none in a document of our own, those of a house otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exporter.writers.docx.sheet import Sheet, Style


@dataclass(frozen=True)
class Lists:
    """The first free numbers of definitions and lists, and what the house's list styles have.

    `linked` are list styles of the house that have a list: its definition and level. `loose` are those that have none:
    their paragraphs name ours.
    """

    definition: int = 0
    instance: int = 1
    linked: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    loose: frozenset[str] = frozenset()

    def own(self, sheet: Sheet) -> tuple[Style, ...]:
        """Return the list styles that need a definition of ours."""
        return tuple(style for style in sheet.numbered() if style.id not in self.linked)

    def number(self, sheet: Sheet) -> dict[str, int]:
        """Return the list of each style that has a definition of ours."""
        return {style.id: number for number, style in enumerate(self.own(sheet), self.instance)}
