"""A resolution as it was read: what the text says and nothing else."""

import datetime
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from exporter.model.notice import Notice


class Status(StrEnum):
    """What a text is. A motion is never Parliament's position; only `adopted` is."""

    MOTION = "motion"
    JOINT_MOTION = "joint_motion"
    REPORT = "report"
    ADOPTED = "adopted"
    UN_DRAFT = "un_draft"
    UN_RESOLUTION = "un_resolution"
    UNKNOWN = "unknown"


class SourceFile(Struct, frozen=True, kw_only=True):
    """Where a text came from: file name without folders, sha256 of its bytes in hex, format (a key of READERS)."""

    file: str
    sha256: str
    format: str


class Signatory(Struct, frozen=True, kw_only=True):
    """A member who tabled the text, and the group on whose behalf."""

    name: str
    group: str | None = None


class Citation(Struct, frozen=True, kw_only=True):
    """A "having regard to ..." item (UN: a preambular paragraph), without its dash."""

    text: str


class Point(Struct, frozen=True, kw_only=True):
    """A lettered or numbered part of a recital or paragraph; `label` as printed, such as `(a)`."""

    label: str
    text: str
    points: tuple["Point", ...] = ()


class Recital(Struct, frozen=True, kw_only=True):
    """An "A. whereas ..." item; `label` is the bare letter, such as `A` or `AB`; `heading` the one it stands under."""

    label: str
    text: str
    points: tuple[Point, ...] = ()
    heading: str | None = None


class Paragraph(Struct, frozen=True, kw_only=True):
    """A numbered operative paragraph; `heading` is the one it stands under; `number` is null where none is printed."""

    number: int | None
    text: str
    heading: str | None = None
    points: tuple[Point, ...] = ()


class Footnote(Struct, frozen=True, kw_only=True):
    """A note with its mark as printed and the place where the mark stands (`paragraph 3`), if known."""

    mark: str
    text: str
    place: str | None = None


class Naming(StrEnum):
    """What an identifier names."""

    JOINT_MOTION = "joint_motion"
    MOTION = "motion"
    REPORT = "report"
    ADOPTED = "adopted"
    PROCEDURE = "procedure"
    COMMISSION_DOCUMENT = "commission_document"
    PARLIAMENT_DOCUMENT = "parliament_document"
    JOURNAL = "journal"
    CELEX = "celex"
    ELI = "eli"
    UN_RESOLUTION = "un_resolution"
    UN_DRAFT = "un_draft"
    UN_DOCUMENT = "un_document"


class Identifier(Struct, frozen=True, kw_only=True):
    """A text named in this one: the words as written, the usual form of what they name, and where they stand.

    `place` is a location as in Notice: `citation 3`, `paragraph 5`, `footnote 1`. `address` is where the text can be
    found, made from the identifier by the pattern of the site and not tried out; null where there is no pattern.
    """

    kind: Naming
    text: str
    value: str
    place: str
    address: str | None = None


class Resolution(Struct, frozen=True, kw_only=True):
    """One text, whatever its status. All strings are verbatim after joining wrapped lines with single spaces.

    `rule` is the rule of procedure it invokes, as written; `enacting` who speaks ("The European Parliament,");
    `replaces` are the motions that a joint motion takes the place of, `see_also` texts the head points to;
    `identifiers` are all texts named in its parts and notes, in order.
    """

    reference: str | None
    references: tuple[str, ...]
    procedure: str | None
    title: str
    date: datetime.date | None
    status: Status
    language: str
    citations: tuple[Citation, ...]
    recitals: tuple[Recital, ...]
    paragraphs: tuple[Paragraph, ...]
    source: SourceFile
    signatories: tuple[Signatory, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    rule: str | None = None
    enacting: str | None = None
    replaces: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    notices: tuple[Notice, ...] = ()


def format_points(points: tuple[Point, ...]) -> str:
    """Return the points as running text, each with its label: `(a) first; (b) second`."""
    parts = (" ".join(part for part in (p.label, p.text, format_points(p.points)) if part) for p in points)
    return " ".join(parts)


def running_text(item: Recital | Paragraph) -> str:
    """Return the words of a recital or paragraph with its points in order; all Span offsets count in this string."""
    return " ".join(part for part in (item.text, format_points(item.points)) if part)


def count_words(resolution: Resolution) -> int:
    """Return the number of words in recitals and paragraphs, labels aside: the body that the word limit counts."""
    items: tuple[Recital | Paragraph, ...] = (*resolution.recitals, *resolution.paragraphs)
    return sum(len(text.split()) for item in items for text in list_texts(item))


def list_texts(item: Recital | Paragraph | Point) -> Iterator[str]:
    """Yield the words of a part and of its points in order, without labels."""
    yield item.text
    for point in item.points:
        yield from list_texts(point)
