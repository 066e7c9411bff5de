"""Our own Akoma Ntoso files: every part is marked up, so nothing needs to be guessed and all comes back as it was."""

import datetime
from collections.abc import Iterator

from lxml import etree

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.model.outline import Outline
from exporter.model.resolution import (
    Citation,
    Footnote,
    Paragraph,
    Point,
    Recital,
    Resolution,
    Signatory,
    SourceFile,
    Status,
)
from exporter.readers.xml.vocabulary import local_name

EXPORTER = "urn:exporter:resolution:1"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
NOTE = f"{AKN}authorialNote"


def find_edition(root: etree._Element) -> etree._Element | None:
    """Return the element with the text if this program made the file, else None."""
    statement = root.find(f"{AKN}statement")
    if statement is None or statement.find(f"{AKN}meta/{AKN}proprietary/{{{EXPORTER}}}text") is None:
        return None
    return statement


def read_edition(statement: etree._Element, source: SourceFile) -> Outline:
    """Return the outline of our own file, with the resolution in it; ReadError where somebody broke its facts."""
    facts = statement.find(f"{AKN}meta/{AKN}proprietary/{{{EXPORTER}}}text")
    try:
        resolution = _read_resolution(statement, etree.Element("text") if facts is None else facts, source)
    except ValueError as error:
        raise ReadError(f"the file says something that cannot be: {error}", file=source.file) from None
    return Outline(source=source, blocks=(), footnotes=resolution.footnotes, resolution=resolution)


def _read_resolution(statement: etree._Element, facts: etree._Element, source: SourceFile) -> Resolution:
    number = statement.find(f"{AKN}meta/{AKN}identification/{AKN}FRBRWork/{AKN}FRBRnumber")
    preface = _child(statement, "preface")
    date = next((day.get("date") for day in preface.iter(f"{AKN}docDate")), None)
    rule = next(preface.iter(f"{AKN}inline"), None)
    formula = statement.find(f"{AKN}preamble/{AKN}formula/{AKN}p")
    title = next(preface.iter(f"{AKN}docTitle"), None)
    return Resolution(
        reference=None if number is None else number.get("value", ""),
        references=_list_numbers(preface, "reference"),
        procedure=next(iter(_list_numbers(preface, "procedure")), None),
        title="" if title is None else _read_words(title),
        date=datetime.date.fromisoformat(date) if date else None,
        status=Status(facts.get("status", "")),
        language=facts.get("language", ""),
        citations=tuple(Citation(text=_read_words(p)) for p in statement.iterfind(f".//{AKN}citation/{AKN}p")),
        recitals=tuple(_read_recitals(_child(statement, "preamble"))),
        paragraphs=tuple(_read_paragraphs(_child(statement, "mainBody"))),
        source=source,
        signatories=tuple(_read_signatories(preface)),
        footnotes=tuple(_read_footnotes(statement)),
        rule=None if rule is None else _read_words(rule),
        enacting=None if formula is None else _read_words(formula),
        replaces=_list_numbers(preface, "replaces"),
        see_also=_list_numbers(preface, "see-also"),
        notices=tuple(_read_notices(statement)),
    )


def _child(parent: etree._Element, name: str) -> etree._Element:
    """Return a child of that name, or an empty element where there is none."""
    child = parent.find(f"{AKN}{name}")
    return etree.Element(f"{AKN}{name}") if child is None else child


def _list_numbers(preface: etree._Element, kind: str) -> tuple[str, ...]:
    return tuple(_read_words(number) for number in preface.iterfind(f"{AKN}p[@class='{kind}']/{AKN}docNumber"))


def _read_words(element: etree._Element) -> str:
    """Return the words of an element without its footnotes and the comments of whoever edited the file."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag != NOTE:
            pieces.append(_read_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _read_num(element: etree._Element) -> str:
    num = element.find(f"{AKN}num")
    return "" if num is None else _read_words(num)


def _read_recitals(preamble: etree._Element) -> Iterator[Recital]:
    for group in preamble.iterfind(f"{AKN}recitals"):
        heading = group.find(f"{AKN}heading")
        for recital in group.iterfind(f"{AKN}recital"):
            text, points = _read_block(recital)
            label = _read_num(recital).removesuffix(".")
            yield Recital(
                label=label, text=text, points=points, heading=None if heading is None else _read_words(heading)
            )


def _read_block(element: etree._Element) -> tuple[str, tuple[Point, ...]]:
    """Return words and points of a recital or of an item in it."""
    block = element.find(f"{AKN}blockList")
    words = element.find(f"{AKN}p") if block is None else block.find(f"{AKN}listIntroduction")
    text = "" if words is None else _read_words(words)
    return text, () if block is None else tuple(map(_read_item, block.iterfind(f"{AKN}item")))


def _read_item(item: etree._Element) -> Point:
    text, points = _read_block(item)
    return Point(label=_read_num(item), text=text, points=points)


def _read_paragraphs(body: etree._Element) -> Iterator[Paragraph]:
    for element in body:
        heading = element.find(f"{AKN}heading")
        inner = element.iterfind(f"{AKN}paragraph") if local_name(element) == "section" else [element]
        for paragraph in inner:
            if local_name(paragraph) == "paragraph":
                yield _read_paragraph(paragraph, None if heading is None else _read_words(heading))


def _read_paragraph(paragraph: etree._Element, heading: str | None) -> Paragraph:
    number = _read_num(paragraph).removesuffix(".")
    text, points = _read_level(paragraph)
    return Paragraph(number=int(number) if number else None, text=text, heading=heading, points=points)


def _read_level(element: etree._Element) -> tuple[str, tuple[Point, ...]]:
    """Return words and points of a paragraph or of a point in it."""
    words = next(element.iterfind(f"{AKN}intro/{AKN}p"), None)
    if words is None:
        words = next(element.iterfind(f"{AKN}content/{AKN}p"), None)
    return "" if words is None else _read_words(words), tuple(map(_read_point, element.iterfind(f"{AKN}point")))


def _read_point(element: etree._Element) -> Point:
    text, points = _read_level(element)
    return Point(label=_read_num(element), text=text, points=points)


def _read_signatories(preface: etree._Element) -> Iterator[Signatory]:
    for line in preface.iterfind(f"{AKN}p[@class='signatory']"):
        group = line.find(f"{AKN}organization")
        yield Signatory(
            name=_read_words(_child(line, "docProponent")), group=None if group is None else _read_words(group)
        )


def _read_footnotes(statement: etree._Element) -> list[Footnote]:
    """Return the notes in their order, with the places at which they stand."""
    found = [(_find_order(note), _read_note(note, note.get("title"))) for note in statement.iter(f"{AKN}note")]
    for place, element in _list_places(statement):
        found += [(_find_order(note), _read_note(note, place)) for note in element.iterchildren(NOTE)]
    return [note for _, note in sorted(found, key=lambda item: item[0])]


def _find_order(note: etree._Element) -> int:
    number = note.get("eId", "").removeprefix("fn_")
    return int(number) if number.isdecimal() else 0


def _read_note(note: etree._Element, place: str | None) -> Footnote:
    return Footnote(mark=note.get("marker", ""), text=_read_words(_child(note, "p")), place=place)


def _list_places(statement: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements with words, each with the place it is: `paragraph 5 (a)`."""
    for title in _child(statement, "preface").iter(f"{AKN}docTitle"):
        yield "title", title
    for position, words in enumerate(statement.iterfind(f".//{AKN}citation/{AKN}p"), start=1):
        yield f"citation {position}", words
    for position, recital in enumerate(statement.iterfind(f".//{AKN}recital"), start=1):
        yield from _list_inner(recital, f"recital {_read_num(recital).removesuffix('.') or position}")
    paragraphs = _child(statement, "mainBody").iter(f"{AKN}paragraph")
    for position, element in enumerate(paragraphs, start=1):
        place = f"paragraph {_name_paragraph(element) or position}"
        heading = element.getprevious()
        if heading is not None and local_name(heading) == "heading":
            yield f"heading of {place}", heading
        yield from _list_inner(element, place)


def _name_paragraph(paragraph: etree._Element) -> str:
    number = _read_num(paragraph).removesuffix(".")
    return "" if number == "0" else number


def _list_inner(element: etree._Element, place: str) -> Iterator[tuple[str, etree._Element]]:
    for way in ("p", "blockList/listIntroduction", "intro/p", "content/p"):
        for words in element.iterfind("/".join(AKN + step for step in way.split("/"))):
            yield place, words
    for way in ("blockList/item", "point"):
        for inner in element.iterfind("/".join(AKN + step for step in way.split("/"))):
            yield from _list_inner(inner, f"{place} {_read_num(inner)}")


def _read_notices(statement: etree._Element) -> Iterator[Notice]:
    for element in statement.iterfind(f"{AKN}meta/{AKN}proprietary/{{{EXPORTER}}}notice"):
        yield Notice(
            severity=Severity(element.get("severity", "")),
            code=element.get("code", ""),
            message=element.text or "",
            location=element.get("location", ""),
        )
