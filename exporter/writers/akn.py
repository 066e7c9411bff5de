"""The full text of a resolution as Akoma Ntoso 3.0 (OASIS LegalDocML), which `exporter/readers/xml` reads back equal.

Each part has an eId by the naming convention: `para_5`, `para_5__point_a`, `recs_1__rec_A`, `cits__cit_2`. Words stand
as they are in the model; only what XML forbids (control characters) becomes U+FFFD.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree

from exporter.model.resolution import Citation, Paragraph, Point, Recital, Resolution
from exporter.writers.akn_meta import EXPORTER, add_meta, add_proprietary, list_groups
from exporter.writers.akn_words import NAMESPACE, Scribe, add, append, local

_MIXED = frozenset({"p", "heading", "num", "listIntroduction", "docTitle", "authorialNote", "note", "notice"})
"""Elements whose inside is words, where no line break may be put in."""


def write(resolution: Resolution) -> bytes:
    """Return the text as UTF-8 XML, valid against the schema of Akoma Ntoso 3.0."""
    root = etree.Element(local("akomaNtoso"), nsmap={None: NAMESPACE, "x": EXPORTER})  # type: ignore[dict-item]
    statement = add(root, "statement", name="resolution")
    meta = add_meta(statement, resolution)
    scribe = Scribe(resolution)
    _add_preface(statement, resolution, scribe)
    _add_preamble(statement, resolution, scribe)
    body = add(statement, "mainBody")
    _add_paragraphs(body, resolution.paragraphs, scribe)
    if scribe.list_left():
        scribe.write_left(add(meta, "notes", source="#exporter"))
    add_proprietary(meta, resolution)
    _indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_preface(statement: etree._Element, resolution: Resolution, scribe: Scribe) -> None:
    """Put in what the head of the text says."""
    preface = add(statement, "preface")
    for kind, values in (
        ("reference", resolution.references),
        ("procedure", [resolution.procedure]),
        ("replaces", resolution.replaces),
        ("see-also", resolution.see_also),
    ):
        for value in values:
            if value is not None:
                add(add(preface, "p", **{"class": kind}), "docNumber", value)
    title = add(add(preface, "p", **{"class": "title"}), "docTitle")
    scribe.write(title, resolution.title, "title", "title")
    if resolution.date is not None:
        day = resolution.date.isoformat()
        add(add(preface, "p", **{"class": "date"}), "docDate", day, date=day)
    if resolution.rule is not None:
        add(add(preface, "p", **{"class": "rule"}), "inline", resolution.rule, name="rule")
    _add_signatories(preface, resolution)


def _add_signatories(preface: etree._Element, resolution: Resolution) -> None:
    groups = list_groups(resolution)
    for person in resolution.signatories:
        line = add(preface, "p", **{"class": "signatory"})
        add(line, "docProponent", person.name)
        if person.group is not None:
            append(line, ", ")
            number = groups.index(person.group) + 1 if person.group else 0
            add(line, "organization", person.group, refersTo=f"#group_{number}" if number else "#authors")


def _add_preamble(statement: etree._Element, resolution: Resolution, scribe: Scribe) -> None:
    if resolution.enacting is None and not resolution.citations and not resolution.recitals:
        return
    preamble = add(statement, "preamble")
    if resolution.enacting is not None:
        formula = add(preamble, "formula", eId="formula_1", name="enactingFormula")
        add(formula, "p", resolution.enacting)
    if resolution.citations:
        _add_citations(add(preamble, "citations", eId="cits"), resolution.citations, scribe)
    groups = groupby(enumerate(resolution.recitals, start=1), key=lambda item: item[1].heading)
    for number, (heading, recitals) in enumerate(groups, start=1):
        name = f"recs_{number}"
        element = add(preamble, "recitals", eId=name)
        if heading is not None:
            add(element, "heading", heading)
        for position, recital in recitals:
            _add_recital(element, recital, position, name, scribe)


def _add_citations(parent: etree._Element, citations: Iterable[Citation], scribe: Scribe) -> None:
    for position, citation in enumerate(citations, start=1):
        place = f"citation {position}"
        element = add(parent, "citation", eId=scribe.name("cit", "", position, "cits"))
        scribe.write(add(element, "p"), citation.text, place, place)


def _add_recital(parent: etree._Element, recital: Recital, position: int, under: str, scribe: Scribe) -> None:
    place = f"recital {recital.label or position}"
    name = scribe.name("rec", recital.label, position, under)
    element = add(parent, "recital", eId=name)
    if recital.label:
        add(element, "num", f"{recital.label}.")
    _add_block(element, recital.text, recital.points, place, place, name, scribe)


def _add_block(
    parent: etree._Element, text: str, points: Sequence[Point], part: str, place: str, name: str, scribe: Scribe
) -> None:
    """Put in words with their points as a recital may hold them: a paragraph, or a list of blocks with its opening."""
    if not points:
        scribe.write(add(parent, "p"), text, part, place)
        return
    block = add(parent, "blockList", eId=scribe.name("list", "", 1, name))
    scribe.write(add(block, "listIntroduction"), text, part, place)
    for position, point in enumerate(points, start=1):
        inner = scribe.name("item", point.label, position, name)
        item = add(block, "item", eId=inner)
        if point.label:
            add(item, "num", point.label)
        _add_block(item, point.text, point.points, part, f"{place} {point.label}", inner, scribe)


def _add_paragraphs(body: etree._Element, paragraphs: Sequence[Paragraph], scribe: Scribe) -> None:
    """Put in the paragraphs, those under one heading as a section; the schema wants something where there are none."""
    groups = groupby(enumerate(paragraphs, start=1), key=lambda item: item[1].heading)
    for number, (heading, items) in enumerate(groups, start=1):
        members = list(items)
        parent = body
        if heading is not None:
            parent = add(body, "section", eId=scribe.name("sec", "", number))
            first, paragraph = members[0]
            words = add(parent, "heading")
            scribe.write(words, heading, "", f"heading of paragraph {paragraph.number or first}")
        for position, paragraph in members:
            _add_paragraph(parent, paragraph, position, scribe)
    if not paragraphs:
        add(body, "p")


def _add_paragraph(parent: etree._Element, paragraph: Paragraph, position: int, scribe: Scribe) -> None:
    place = f"paragraph {paragraph.number or position}"
    label = "" if paragraph.number is None else str(paragraph.number)
    name = scribe.name("para", label, position)
    element = add(parent, "paragraph", eId=name)
    if paragraph.number is not None:
        add(element, "num", f"{paragraph.number}.")
    _add_level(element, paragraph.text, paragraph.points, place, place, name, scribe)


def _add_level(
    parent: etree._Element, text: str, points: Sequence[Point], part: str, place: str, name: str, scribe: Scribe
) -> None:
    """Put in words with their points as a paragraph may hold them."""
    words = add(parent, "intro" if points else "content", eId=f"{name}__{'intro' if points else 'content'}")
    scribe.write(add(words, "p"), text, part, place)
    for position, point in enumerate(points, start=1):
        inner = scribe.name("point", point.label, position, name)
        element = add(parent, "point", eId=inner)
        if point.label:
            add(element, "num", point.label)
        _add_level(element, point.text, point.points, part, f"{place} {point.label}", inner, scribe)


def _indent(root: etree._Element) -> None:
    """Put each element of the structure on a line of its own; words stay as they are."""
    stack = [(root, 0)]
    while stack:
        element, depth = stack.pop()
        if not len(element) or str(element.tag).rpartition("}")[2] in _MIXED:
            continue
        element.text = "\n" + "  " * (depth + 1)
        for child in element:
            child.tail = element.text
            stack.append((child, depth + 1))
        element[-1].tail = "\n" + "  " * depth
