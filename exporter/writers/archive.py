"""Archival PDF of a page: PDF/A-3a and PDF/UA-1 in one file, with what it was made from inside."""

import datetime
import warnings
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from exporter.errors import WriteError
from exporter.model.archive import Archive, Attachment
from exporter.writers.pdf import Edition, write_edition

ATTACHED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The time that attached files bear: that of files in our zips, as the clock is not read."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
UA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

UA_PROPERTY = {
    "name": "part",
    "valueType": "Integer",
    "category": "internal",
    "description": "Part of ISO 14289 the file conforms to",
}


def write(archive: Archive) -> bytes:
    """Return the archival PDF; no file, network or clock is read, only the fonts.

    Warns and raises as the PDF edition does; WriteError too if two attachments have one name.
    """
    names = [attachment.name for attachment in archive.attachments]
    if len(set(names)) < len(names):
        raise WriteError("two files inside the archival PDF would have one name", remedy="rename one of the sources")
    edition = Edition(variant="pdf/a-3a", attachments=archive.attachments, prepare=_prepare, finish=_finish)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint does not close the file of its colour profile
        return write_edition(archive.page, edition)


def _prepare(document: Any, attachments: tuple[Attachment, ...]) -> None:
    """Put the attachments into WeasyPrint's document, and the claim to PDF/UA into its metadata."""
    from weasyprint import Attachment as Attached

    document.metadata.attachments = [
        Attached(
            string=attachment.data,
            name=attachment.name,
            description=attachment.description,
            created=ATTACHED,
            modified=ATTACHED,
            relationship=attachment.relationship,
        )
        for attachment in attachments
    ]
    generate = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *args: claim_accessibility(generate(*args))


def _finish(pdf: Any, attachments: tuple[Attachment, ...]) -> None:
    """Mend what WeasyPrint writes of attachments: media types asked of the system, names and order, all told twice."""
    from pydyf import Array, String

    streams = [item for item in pdf.objects if getattr(item, "extra", {}).get("Type") == "/EmbeddedFile"]
    for stream, attachment in zip(streams, attachments, strict=True):
        stream.extra["Subtype"] = "/" + attachment.media_type.replace("/", "#2f")
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False  # archives read it without a PDF library
    files: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Filespec"]
    for file in files:
        file["F"] = file["UF"]
    if files:
        pdf.catalog["AF"] = Array(file.reference for file in files)
        names = pdf.objects[int(pdf.catalog["Names"]["EmbeddedFiles"].split()[0])]
        ordered = sorted(
            (String(attachment.name).data, file) for attachment, file in zip(attachments, files, strict=True)
        )
        names["Names"] = Array(item for _, file in ordered for item in (file["UF"], file.reference))


def claim_accessibility(metadata: bytes) -> bytes:
    """Return XMP metadata (RDF) with the claim to PDF/UA-1 and, as PDF/A wants it, the schema that explains it."""
    for prefix, space in (
        ("pdfuaid", UA),
        ("pdfaExtension", EXTENSION),
        ("pdfaSchema", SCHEMA),
        ("pdfaProperty", PROPERTY),
    ):
        register_namespace(prefix, space)
    root = fromstring(metadata)  # noqa: S314  # which WeasyPrint has just made
    SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": "", f"{{{UA}}}part": "1"})
    description = SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
    schemas = SubElement(description, f"{{{EXTENSION}}}schemas")
    schema = _add_resource(schemas, "Bag")
    _add_texts(schema, SCHEMA, {"schema": "PDF/UA identification", "namespaceURI": UA, "prefix": "pdfuaid"})
    _add_texts(_add_resource(SubElement(schema, f"{{{SCHEMA}}}property"), "Seq"), PROPERTY, UA_PROPERTY)
    return bytes(tostring(root, encoding="utf-8"))


def _add_resource(parent: Element, container: str) -> Element:
    item = SubElement(SubElement(parent, f"{{{RDF}}}{container}"), f"{{{RDF}}}li")
    item.set(f"{{{RDF}}}parseType", "Resource")
    return item


def _add_texts(parent: Element, space: str, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        SubElement(parent, f"{{{space}}}{name}").text = text
