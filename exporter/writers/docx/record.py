"""What was written, kept inside the file: the words of every quotation and both sides of every tracked change.

With it `exporter pull` can tell, of a copy that somebody worked on, what was changed. Word keeps such parts.
"""

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from exporter.writers.docx.document import Writing
from exporter.writers.docx.xml import clean, serialize

NAMESPACE = "urn:exporter:record"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# Word knows the part by it; one number for all files, as the clock and chance are never asked
ITEM = "{6A1B7C52-0D7E-4C1E-9C55-5D0E5A7F3B21}"


def record_quotation(tag: str, words: str, bookmark: str | None, writing: Writing) -> None:
    """Keep the words of a quotation with the tag of its control, and its bookmark: some programs drop the tags."""
    writing.record.append(_element("quotation", id=tag, words=words, bookmark=bookmark))


def record_note(tag: str, word: str, writing: Writing, label: str | None = None, text: str | None = None) -> None:
    """Keep that there is a note to be filled in, and the word in its place; or what it says, behind which label."""
    writing.record.append(_element("note", id=tag, word=word, label=label, text=text))


def record_comment(on: str, author: str, day: str, text: str, writing: Writing) -> None:
    """Keep a comment of a person that was put into the margin of what has this id."""
    writing.record.append(_element("comment", id=on, author=author, date=day, text=text))


def record_part(name: str, bookmark: str | None, writing: Writing) -> None:
    """Keep which part of a text a bookmark is at."""
    writing.record.append(_element("part", id=name, bookmark=bookmark))


def record_change(place: str, old: str | None, new: str | None, writing: Writing) -> None:
    """Keep both sides of a paragraph with tracked changes; a side is None where one text has no such paragraph."""
    writing.record.append(_element("change", place=place, old=old, new=new))


def attach_record(writing: Writing) -> None:
    """Put what was kept into the document, if there is anything."""
    if not writing.record:
        return
    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.extend(writing.record)
    properties = etree.Element(f"{{{STORE}}}datastoreItem", {f"{{{STORE}}}itemID": ITEM}, nsmap={"ds": STORE})
    document = writing.document.part
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", serialize(root), document.package)
    about = Part(PackURI("/customXml/itemProps1.xml"), PROPERTIES_TYPE, serialize(properties), document.package)
    part.relate_to(about, f"{RELATIONS}/customXmlProps")
    document.relate_to(part, f"{RELATIONS}/customXml")


def _element(name: str, **values: str | None) -> Element:
    element = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    for key, value in values.items():
        if value is not None:
            element.set(key, clean(value))
    return element
