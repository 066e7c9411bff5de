"""From an Outline to a Resolution; free of formats.

The steps, one file each: `lines` (spaces, page furniture), `language`, `structure` with `starts` (citations, recitals,
paragraphs), `sequence` (labels against their order), `points`, `inline_points` and `hyphens` (running text),
`metadata` with `identifiers` (what the head says). `notices` holds every notice the parser gives.
"""

from collections.abc import Iterator, Sequence

import msgspec

from exporter.errors import NoResolutionError
from exporter.languages import load_language
from exporter.model.outline import Outline
from exporter.model.resolution import (
    Citation,
    Footnote,
    Identifier,
    Paragraph,
    Point,
    Recital,
    Resolution,
    Status,
    running_text,
)
from exporter.parsing.footnotes import Marks, format_notes, prepare_marks, separate_footnotes
from exporter.parsing.furniture import remove_furniture
from exporter.parsing.hyphens import Joiner
from exporter.parsing.language import detect_language
from exporter.parsing.lines import Line, list_lines, split_inner
from exporter.parsing.mentions import find_mentions
from exporter.parsing.metadata import find_rule, read_metadata
from exporter.parsing.notices import Notices
from exporter.parsing.parts import Body, Part, PartKind
from exporter.parsing.phrases import Phrases, load_phrases
from exporter.parsing.points import split_points
from exporter.parsing.sequence import mend_labels
from exporter.parsing.signatories import read_signatories
from exporter.parsing.structure import find_enacting, split_body

DEFAULT_LANGUAGE = "en"


def parse(outline: Outline, number: int = 1) -> Resolution:
    """Return the resolution an outline holds; of several, the one with this `number`, counted from 1.

    Raises NoResolutionError, saying what was looked for, if it holds none, or not as many.
    """
    if outline.resolution is not None:
        return _complete(outline.resolution, number)
    notices = Notices(list(outline.notices))
    lines = list_lines(outline, notices)
    language = detect_language(lines)
    phrases = load_phrases(language or DEFAULT_LANGUAGE)
    if language is None:
        notices.tell("language-assumed", phrases.code)
    elif not phrases.formulas.operative:
        notices.tell("language-by-labels", load_language(phrases.code).name)
    lines, notes = separate_footnotes(lines, phrases)
    lines, furniture = remove_furniture(lines, notices)
    lines = split_inner(lines, phrases.inner)
    body = split_body(_skip_resolutions(lines, phrases, number, outline.source.file), phrases, notices)
    _require_resolution(body, phrases, outline.source.file)
    joiner = Joiner(lines, phrases, notices)
    marks = prepare_marks(outline.footnotes, format_notes(notes, joiner), lines, notices, phrases.joiners)
    body.head = marks.take_from_lines(body.head, "title")
    metadata = read_metadata(body.head, furniture, joiner, un=body.un)
    parts = mend_labels(body.parts, notices, un=body.un)
    citations, recitals, paragraphs = _assemble(parts, joiner, marks)
    footnotes = marks.finish()
    rules = [rule for citation in citations if (rule := find_rule(citation.text, phrases))]
    if metadata.rule and metadata.status is not Status.REPORT:  # the head of a report names the committees' rules
        rules.insert(0, metadata.rule)
    _tell_left_out(body, number, phrases, notices)
    return Resolution(
        reference=metadata.reference,
        references=metadata.references,
        procedure=metadata.procedure,
        title=metadata.title,
        date=metadata.date or outline.date,
        status=metadata.status,
        language=phrases.code,
        citations=citations,
        recitals=recitals,
        paragraphs=paragraphs,
        source=outline.source,
        signatories=outline.signatories or read_signatories(body.head, phrases, notices),
        footnotes=footnotes,
        rule=next(iter(rules), metadata.rule),
        enacting=body.enacting or None,
        replaces=metadata.replaces,
        see_also=metadata.see_also,
        identifiers=tuple(_list_mentions(citations, recitals, paragraphs, footnotes, phrases, body.enacting)),
        notices=tuple(notices.items),
    )


def _complete(resolution: Resolution, number: int) -> Resolution:
    """Return a resolution that was marked up whole, with the texts that are named in it."""
    if number > 1:
        raise _refuse_number(1, number, resolution.source.file)
    phrases = load_phrases(resolution.language)
    parts = (resolution.citations, resolution.recitals, resolution.paragraphs, resolution.footnotes)
    return msgspec.structs.replace(
        resolution, identifiers=tuple(_list_mentions(*parts, phrases, resolution.enacting or ""))
    )


def _skip_resolutions(lines: list[Line], phrases: Phrases, number: int, file: str) -> list[Line]:
    """Return the lines from where the resolution with this number has its head."""
    for skipped in range(1, number):
        body = split_body(lines, phrases, Notices())
        lines = body.after
        if find_enacting(lines, phrases)[0] is None:
            raise _refuse_number(skipped, number, file)
    return lines


def _refuse_number(found: int, number: int, file: str) -> NoResolutionError:
    counted = "one resolution was" if found == 1 else f"{found} resolutions were"
    remedy = f"name a number up to {found} behind the #, or none for the first"
    return NoResolutionError(f"{counted} found, so there is no number {number}", file=file, remedy=remedy)


def _require_resolution(body: Body, phrases: Phrases, file: str) -> None:
    """Raise unless there is a part that only a resolution has."""
    if body.list_parts(PartKind.CITATION) or body.list_parts(PartKind.RECITAL):
        return
    verbs = sum(phrases.operative.match(part.lines[0].text) is not None for part in body.list_parts(PartKind.PARAGRAPH))
    if verbs >= (1 if body.enacted else 2):
        return
    formulas = load_phrases(phrases.code if phrases.formulas.recitals else DEFAULT_LANGUAGE).formulas
    raise NoResolutionError(
        f"no resolution was found: no citations ('{formulas.citations[0]}'), no recitals ('{formulas.recitals[0]}'), "
        "no numbered paragraphs opening with an operative verb",
        file=file,
        remedy="give the text of a resolution",
    )


def _assemble(
    parts: list[Part], joiner: Joiner, marks: Marks
) -> tuple[tuple[Citation, ...], tuple[Recital, ...], tuple[Paragraph, ...]]:
    citations: list[Citation] = []
    recitals: list[Recital] = []
    paragraphs: list[Paragraph] = []
    for part in parts:
        if part.kind is PartKind.CITATION:
            place = part.name(len(citations) + 1)
            citations.append(Citation(text=marks.take(joiner.join(part.lines, place), place)))
        elif part.kind is PartKind.RECITAL:
            text, points = _split(part, len(recitals) + 1, joiner, marks)
            recitals.append(Recital(label=part.value, text=text, points=points, heading=part.heading))
        else:
            place = part.name(len(paragraphs) + 1)
            text, points = _split(part, len(paragraphs) + 1, joiner, marks)
            number = int(part.value) if part.value else None
            paragraphs.append(
                Paragraph(number=number, text=text, heading=_take_heading(part, place, marks), points=points)
            )
    return tuple(citations), tuple(recitals), tuple(paragraphs)


def _take_heading(part: Part, place: str, marks: Marks) -> str | None:
    return part.heading and marks.take_marked(part.heading, f"heading of {place}")


def _split(part: Part, index: int, joiner: Joiner, marks: Marks) -> tuple[str, tuple[Point, ...]]:
    """Return the words of a part and its points, without the marks of footnotes."""
    place = part.name(index)
    text, points = split_points(part.lines, joiner, place)
    return marks.take(text, place), tuple(_take_from_point(point, place, marks) for point in points)


def _take_from_point(point: Point, place: str, marks: Marks) -> Point:
    where = f"{place} {point.label}"
    text = marks.take(point.text, where)
    return Point(label=point.label, text=text, points=tuple(_take_from_point(p, where, marks) for p in point.points))


def _list_mentions(
    citations: Sequence[Citation],
    recitals: Sequence[Recital],
    paragraphs: Sequence[Paragraph],
    footnotes: Sequence[Footnote],
    phrases: Phrases,
    enacting: str,
) -> Iterator[Identifier]:
    """Yield the texts named in each part and note, in order."""
    texts = [(f"citation {index}", item.text) for index, item in enumerate(citations, start=1)]
    texts += [(f"recital {item.label}", running_text(item)) for item in recitals]
    texts += [
        (f"paragraph {item.number or index}", running_text(item)) for index, item in enumerate(paragraphs, start=1)
    ]
    texts += [(f"footnote {note.mark}", note.text) for note in footnotes]
    for place, text in texts:
        yield from find_mentions(text, place, phrases, enacting)


def _tell_left_out(body: Body, number: int, phrases: Phrases, notices: Notices) -> None:
    if number > 1:
        notices.tell("earlier-resolutions", number - 1)
    if find_enacting(body.after, phrases)[0] is not None:
        notices.tell("second-resolution", body.after[0].text, number + 1, place=body.after[0].place)
    elif body.after:
        words = " ".join(line.text for line in body.after[:3])
        notices.tell("after-omitted", words, place=body.after[0].place)
    if not body.list_parts(PartKind.PARAGRAPH):
        notices.tell("no-paragraphs")
