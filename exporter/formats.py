"""Which formats can be read and written: two plain tables. A new format is one file and one row here."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from msgspec import Struct

from exporter.errors import ReadError
from exporter.model.outline import Outline
from exporter.model.resolution import SourceFile


class Reader(Struct, frozen=True, kw_only=True):
    """A format that can be read; `module` has `read(data, source) -> Outline` and is loaded on use."""

    name: str
    description: str
    suffixes: tuple[str, ...]
    module: str


class Writer(Struct, frozen=True, kw_only=True):
    """A format that can be written; `module` has `write(value) -> bytes` and is loaded on use.

    `binary` is true for what a terminal cannot show; `printed` for what is made from a page (HTML) and not from data.
    """

    name: str
    description: str
    suffix: str
    module: str
    binary: bool = False
    printed: bool = False


class Signature(Struct, frozen=True, kw_only=True):
    """How a format is known by its first bytes; `name` is a key of READERS where it can be read."""

    name: str
    description: str
    recognise: Callable[[bytes], bool]
    remedy: str = "save the text as plain text (.txt)"


READERS: tuple[Reader, ...] = (
    Reader(name="txt", description="plain text", suffixes=(".txt", ".text"), module="exporter.readers.txt"),
    Reader(name="html", description="web page", suffixes=(".html", ".htm", ".xhtml"), module="exporter.readers.html"),
    Reader(name="xml", description="XML", suffixes=(".xml",), module="exporter.readers.xml"),
    Reader(name="docx", description="Word", suffixes=(".docx", ".docm"), module="exporter.readers.docx"),
    Reader(name="pdf", description="PDF", suffixes=(".pdf",), module="exporter.readers.pdf"),
)

WRITERS: tuple[Writer, ...] = (
    Writer(name="html", description="web page", suffix=".html", module="exporter.writers.html", printed=True),
    Writer(name="pdf", description="PDF", suffix=".pdf", module="exporter.writers.pdf", binary=True, printed=True),
    Writer(name="docx", description="Word", suffix=".docx", module="exporter.writers.docx", binary=True, printed=True),
    Writer(
        name="archive",
        description="PDF to keep, with its sources inside",
        suffix=".pdf",
        module="exporter.writers.archive",
        binary=True,
    ),
    Writer(
        name="redline",
        description="Word with tracked changes",
        suffix=".docx",
        module="exporter.writers.docx.redline",
        binary=True,
    ),
    Writer(name="xlsx", description="Excel", suffix=".xlsx", module="exporter.writers.xlsx", binary=True),
    Writer(name="csv", description="table as text", suffix=".csv", module="exporter.writers.csv"),
    Writer(
        name="csvw",
        description="what the columns of the CSV mean",
        suffix=".csv-metadata.json",
        module="exporter.writers.csvw",
    ),
    Writer(name="json", description="data", suffix=".json", module="exporter.writers.json"),
    Writer(name="sqlite", description="SQLite", suffix=".sqlite", module="exporter.writers.sqlite", binary=True),
    Writer(name="akn", description="Akoma Ntoso", suffix=".akn.xml", module="exporter.writers.akn"),
    Writer(name="table", description="table for the terminal", suffix="", module="exporter.writers.table"),
)

_HEAD = 4096

# `motion.TXT`; but `B9.0234` and `2022.05.03` have no suffix
_SUFFIX = re.compile(r"(?<=[^/\\])\.[A-Za-z][A-Za-z0-9]{0,9}$")

# <html ...> after an XML declaration, comments of the browser that saved it, a document type
_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,500}\?>\s{0,99})?(?:<!--(?:(?!-->)[\s\S]){0,999}-->\s{0,99}){0,5}"
    rb"(?:<!doctype html|<html|<head|<body)"
)


def _starts_with(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda data: _trim(data).startswith(starts)


def _is_page(data: bytes) -> bool:
    return _PAGE.match(_trim(data)) is not None


def _is_zip_with(*members: bytes) -> Callable[[bytes], bool]:
    # the names of the members stand plainly in a zip; its directory, at the end, has them all
    return lambda data: data.startswith(b"PK\x03\x04") and any(member in data for member in members)


def _trim(data: bytes) -> bytes:
    return data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()


SIGNATURES: tuple[Signature, ...] = (
    Signature(name="pdf", description="a PDF", recognise=lambda data: b"%PDF-" in data[:1024]),
    Signature(name="docx", description="a Word file", recognise=_is_zip_with(b"word/document.xml")),
    Signature(name="xlsx", description="an Excel file", recognise=_is_zip_with(b"xl/workbook.xml")),
    Signature(name="odt", description="an OpenDocument file", recognise=_is_zip_with(b"opendocument")),
    Signature(name="zip", description="an archive", recognise=_starts_with(b"pk\x03\x04"), remedy="unpack it first"),
    Signature(name="gzip", description="an archive", recognise=_starts_with(b"\x1f\x8b"), remedy="unpack it first"),
    Signature(
        name="locked",
        description="an Office file locked with a password",
        recognise=lambda data: data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data,
        remedy="save a copy without a password",
    ),
    Signature(
        name="doc",
        description="an old Word file",
        recognise=_starts_with(b"\xd0\xcf\x11\xe0"),
        remedy="save it as .docx",
    ),
    Signature(name="rtf", description="a rich text file", recognise=_starts_with(b"{\\rtf")),
    Signature(name="html", description="a web page", recognise=_is_page),
    Signature(name="xml", description="an XML file", recognise=_starts_with(b"<?xml", b"<akomantoso")),
    Signature(
        name="picture",
        description="a picture",
        recognise=_starts_with(b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\0", b"mm\0*"),
        remedy="run text recognition over it and save the text as plain text (.txt)",
    ),
)


def find_reader(data: bytes, name: str) -> Reader:
    """Return the reader for a file, by its content first and by the suffix of its `name` second.

    ReadError names what the file is, as far as that can be seen, and the formats that can be read.
    """
    for signature in SIGNATURES:
        if signature.recognise(data):
            return _find_by_name(signature, name)
    suffix = _find_suffix(name)
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    if not suffix:
        return READERS[0]  # plain text: the only format that leaves no mark in the bytes
    raise ReadError(f"the format {suffix} is not known", file=name, remedy=_list_readers())


def read_outline(data: bytes, source: SourceFile, reader: Reader) -> Outline:
    """Return what the reader sees in the bytes; ReadError if it is not what it should be."""
    return cast("Outline", import_module(reader.module).read(data, source))


def find_writer(name: str) -> Writer:
    """Return the row of WRITERS of that name; KeyError if there is none."""
    return {writer.name: writer for writer in WRITERS}[name]


def write(name: str, value: Any) -> bytes:
    """Return the bytes of a page (printed editions) or of data in a format of WRITERS."""
    return cast("bytes", import_module(find_writer(name).module).write(value))


def _find_by_name(signature: Signature, name: str) -> Reader:
    for reader in READERS:
        if reader.name == signature.name:
            return reader
    message = f"is {signature.description}, which this version does not read"
    raise ReadError(message, file=name, remedy=f"{signature.remedy}; {_list_readers()}")


def _find_suffix(name: str) -> str:
    match = _SUFFIX.search(name)
    return match.group().casefold() if match else ""


def _list_readers() -> str:
    formats = (f"{reader.description} ({', '.join(reader.suffixes)})" for reader in READERS)
    return f"formats that can be read: {', '.join(formats)}"
