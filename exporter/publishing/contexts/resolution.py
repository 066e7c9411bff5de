"""The full text of a resolution as pages show it: literal labels, headings, notes, in the order of the source."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from exporter.model.dossier import Document
from exporter.model.names import make_id, name_citations, name_paragraphs, name_recitals
from exporter.model.resolution import Footnote, Point, Recital
from exporter.publishing.contexts.facets import Facets, file_paragraphs, name_year
from exporter.publishing.contexts.notes import Notes, NoteView, list_notes

DEEPEST_LEVEL = 3

# " (b)", " 2."
_POINT = re.compile(r" [^\w\s]*(\w+)[^\w\s]*")


class Line(Struct, frozen=True, kw_only=True):
    """One block of the full text: a lettered or numbered part with its label as printed, or without.

    `id` is the element id of a point that has a note, empty for all others.
    """

    label: str
    text: str
    level: int = 1
    id: str = ""


class Part(Struct, frozen=True, kw_only=True):
    """A citation, recital or paragraph: element id, label, words, points in order; `heading` only where one begins.

    `number` is what it is cited by: `5`, `B`; of a citation its place. `apart` is true where the paragraphs under a
    heading have ended and this one stands under none. `notes` are what people wrote beside it.
    """

    id: str
    label: str
    text: str
    points: tuple[Line, ...] = ()
    heading: str | None = None
    apart: bool = False
    number: str = ""
    facets: Facets = Facets()
    notes: tuple[NoteView, ...] = ()


class Note(Struct, frozen=True, kw_only=True):
    """A note with its mark as printed, the place of the mark, and the element id of that part, if it is a part."""

    mark: str
    text: str
    place: str | None
    target: str | None


class FullText(Struct, frozen=True, kw_only=True):
    """A whole text, ready to be laid out; `enacting` is the line by which the body that speaks is named."""

    enacting: str | None
    citations: tuple[Part, ...]
    recitals: tuple[Part, ...]
    paragraphs: tuple[Part, ...]
    footnotes: tuple[Note, ...]
    signatories: tuple[str, ...]


def make_full_text(document: Document) -> FullText:
    """Return the text with the labels a reader sees: `A.`, `5.`, `(a)`."""
    resolution, own = document.resolution, Facets(years=(name_year(document),))
    citations = tuple(
        Part(id=key, label="–", text=item.text, number=str(number), facets=own)
        for number, (key, item) in enumerate(zip(name_citations(document), resolution.citations, strict=True), start=1)
    )
    noted = frozenset(note.place for note in resolution.footnotes if note.place)
    recitals = name_points("recital", list_recitals(resolution.recitals, name_recitals(document), own), noted)
    paragraphs = name_points("paragraph", list_paragraphs(document), noted)
    notes = list_notes(document)
    return FullText(
        enacting=resolution.enacting,
        citations=add_notes(citations, notes),
        recitals=add_notes(recitals, notes),
        paragraphs=add_notes(paragraphs, notes),
        footnotes=tuple(list_footnotes(resolution.footnotes, citations, recitals, paragraphs)),
        signatories=tuple(format_signatories(document)),
    )


def add_notes(parts: Sequence[Part], notes: Notes) -> tuple[Part, ...]:
    """Return the parts with what people wrote beside them."""
    return tuple(replace(part, notes=notes[part.id]) if part.id in notes else part for part in parts)


def list_footnotes(
    notes: Iterable[Footnote], citations: Sequence[Part], recitals: Sequence[Part], paragraphs: Sequence[Part]
) -> Iterator[Note]:
    """Yield the notes; a place such as `recital G` leads to a part, of two parts with the same label to the first."""
    targets: dict[str, str] = {}
    for word, parts in (("citation", citations), ("recital", recitals), ("paragraph", paragraphs)):
        for number, part in enumerate(parts, 1):
            place = _format_place(word, part, number)
            targets.setdefault(place, part.id)
            for where, line in zip(_list_places(part.points, place), part.points, strict=True):
                if line.id:
                    targets.setdefault(where, line.id)
    for note in notes:
        yield Note(mark=note.mark, text=note.text, place=note.place, target=targets.get(note.place or ""))


def name_points(word: str, parts: Iterable[Part], noted: frozenset[str]) -> tuple[Part, ...]:
    """Return the parts with an element id for each point that has a note: `p-2022-5.b` for `paragraph 5 (b)`."""
    named = []
    for number, part in enumerate(parts, 1):
        place = _format_place(word, part, number)
        lines = tuple(
            replace(line, id=make_id(part.id + _POINT.sub(r".\1", where.removeprefix(place))))
            if where in noted
            else line
            for where, line in zip(_list_places(part.points, place), part.points, strict=True)
        )
        named.append(replace(part, points=lines))
    return tuple(named)


def _format_place(word: str, part: Part, number: int) -> str:
    """Return the place as the parser tells it: `citation 2`, `recital G`, `paragraph 5`."""
    label = part.label.removesuffix(".") if word != "citation" else ""
    return f"{word} {label or number}"


def _list_places(lines: Iterable[Line], place: str) -> Iterator[str]:
    """Yield the place of each point: `paragraph 5 (b)`, `paragraph 5 (b) (i)`."""
    path: list[str] = []
    for line in lines:
        path[line.level - 1 :] = [line.label]
        yield " ".join((place, *path))


def list_recitals(recitals: Iterable[Recital], ids: Iterable[str], facets: Facets) -> Iterator[Part]:
    """Yield the recitals, a heading only at the first that stands under it."""
    before: str | None = None
    for key, item in zip(ids, recitals, strict=True):
        yield Part(
            id=key,
            label=f"{item.label}." if item.label else "",
            text=item.text,
            points=flatten(item.points),
            heading=item.heading if item.heading != before else None,
            apart=item.heading is None and before is not None,
            number=item.label,
            facets=facets,
        )
        before = item.heading


def list_paragraphs(document: Document) -> Iterator[Part]:
    """Yield the operative paragraphs, a heading only at the first paragraph that stands under it."""
    before: str | None = None
    parts = zip(name_paragraphs(document), document.resolution.paragraphs, file_paragraphs(document), strict=True)
    for key, item, facets in parts:
        yield Part(
            id=key,
            label="" if item.number is None else f"{item.number}.",
            text=item.text,
            points=flatten(item.points),
            heading=item.heading if item.heading != before else None,
            apart=item.heading is None and before is not None,
            number="" if item.number is None else str(item.number),
            facets=facets,
        )
        before = item.heading


def flatten(points: Iterable[Point], level: int = 1) -> tuple[Line, ...]:
    """Return points and their sub-points in order, each with its level."""
    lines: list[Line] = []
    for point in points:
        lines.append(Line(label=point.label, text=point.text, level=min(level, DEEPEST_LEVEL)))
        lines.extend(flatten(point.points, level + 1))
    return tuple(lines)


def format_signatories(document: Document) -> Iterator[str]:
    """Yield the signatories by group, in order: `A Name, B Name – Group`."""
    by_group: dict[str | None, list[str]] = {}
    for item in document.resolution.signatories:
        by_group.setdefault(item.group, []).append(item.name)
    for group, names in by_group.items():
        yield f"{', '.join(names)} – {group}" if group else ", ".join(names)
