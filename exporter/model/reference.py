"""A house document: the Word file whose styles, paper, heads and feet the Word editions take over."""

from msgspec import Struct

from exporter.model.notice import Notice


class Relation(Struct, frozen=True, kw_only=True):
    """A pointer of one part to another: `target` is the name of a part, or an address where `outside` is true."""

    id: str
    kind: str
    target: str
    outside: bool = False


class Part(Struct, frozen=True, kw_only=True):
    """A part of the file (`word/header1.xml`): its media type, its bytes, where it points to."""

    name: str
    type: str
    data: bytes
    relations: tuple[Relation, ...] = ()


class Reference(Struct, frozen=True, kw_only=True):
    """What is taken of a house document; nothing of its text.

    `section` (XML) says paper and margins; `heads` and `feet` are names of parts by the pages they are for: `default`,
    `first`, `even`. `theme`, `numbering` and `fonts` are names of parts, empty where the file has none. `parts` holds
    all of these and the pictures they show. `is_first_apart`: the first page has a head and foot of its own.
    """

    file: str
    styles: bytes
    section: bytes
    settings: bytes
    heads: dict[str, str]
    feet: dict[str, str]
    is_first_apart: bool
    parts: tuple[Part, ...]
    theme: str = ""
    numbering: str = ""
    fonts: str = ""
    notices: tuple[Notice, ...] = ()

    def find(self, name: str) -> Part | None:
        """Return the part of that name, None where there is none."""
        return next((part for part in self.parts if part.name == name), None)
