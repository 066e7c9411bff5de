"""From a file to a document: read, parsed and analysed."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from exporter.analysis.comparison import compare
from exporter.analysis.demands import find_demands
from exporter.analysis.reading import find_reading
from exporter.batch.dossier import make_ids
from exporter.batch.files import read_file
from exporter.errors import ExporterError, UsageError
from exporter.formats import find_reader, read_outline
from exporter.languages import load_language
from exporter.model.comparison import Comparison
from exporter.model.contents import Contents
from exporter.model.dossier import Document, DossierFile, Given, TextEntry
from exporter.model.notice import Notice
from exporter.model.reading import Reading
from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse

_NUMBER = re.compile(r"(?P<file>.+)#(?P<number>[1-9]\d{0,2})")


def read_resolution(path: Path) -> Resolution:
    """Return the resolution in a file, `motions.txt#2` being the second in it.

    ReadError or NoResolutionError, with the path as it was given.
    """
    place, number = split_number(path)
    data = read_file(place)
    reader = find_reader(data, str(place))
    source = SourceFile(file=path.name, sha256=hashlib.sha256(data).hexdigest(), format=reader.name)
    try:
        return parse(read_outline(data, source, reader), number)
    except ExporterError as error:
        # readers and parser know the name of the file only, not the folder that a person needs to find it
        raise type(error)(error.message, file=path, line=error.line, remedy=error.remedy) from None


def read_reading(path: Path) -> Reading:
    """Return the account of how the resolution in a file was read; raises what `read_resolution` raises."""
    return find_reading(read_resolution(path))


def split_number(path: Path) -> tuple[Path, int]:
    """Return the file and the number of the resolution in it: `motions.txt#2`; a file of that very name comes first."""
    match = _NUMBER.fullmatch(path.name)
    if match is None or path.exists():
        return path, 1
    return path.with_name(match["file"]), int(match["number"])


def load_document(path: Path, name: str | None = None, given: Given | None = None) -> Document:
    """Return a file read and analysed; `name` is its id, made from the file's name if there is none."""
    resolution = read_resolution(path)
    name = name or make_ids([path])[0]
    return Document(id=name, resolution=resolution, demands=find_demands(resolution), given=given)


def load_pair(old: Path, new: Path) -> tuple[Document, Document]:
    """Return two files read and analysed, with ids that differ."""
    names = make_ids([old, new])
    return load_document(old, names[0]), load_document(new, names[1])


def compare_documents(
    old: Document, new: Document, comparator: str | None = None, *, across_languages: bool = False
) -> Comparison:
    """Return what changed between two documents; `comparator` is the text that would be the right one to compare.

    Raises UsageError for texts in two languages, unless that is asked for.
    """
    languages = old.resolution.language, new.resolution.language
    if languages[0] != languages[1] and not across_languages:
        names = " and ".join(load_language(code).name for code in languages)
        message = f"{old.id} and {new.id} are in different languages ({names}), so that wording cannot be compared"
        remedy = "give both in one language, or ask for it: --across-languages, in a dossier across-languages = true"
        raise UsageError(message, remedy=remedy)
    if old.id == new.id:
        new = msgspec.structs.replace(new, id=f"{new.id}-2")
    return compare(old, new, comparator)


def gather_contents(documents: Sequence[Document], comparisons: Sequence[Comparison]) -> Contents:
    """Return texts and comparisons as the contents of a dossier that nobody has written a file for."""
    texts = tuple(TextEntry(id=item.id, file=item.resolution.source.file, given=item.given) for item in documents)
    names = (item.resolution.reference or item.resolution.title or item.id for item in documents)
    file = DossierFile(title=", ".join(names), texts=texts)
    return Contents(file=file, documents=tuple(documents), comparisons=tuple(comparisons))


def list_notices(document: Document) -> tuple[Notice, ...]:
    """Return what was repaired or doubted in reading and analysing a document, each notice once."""
    return tuple(dict.fromkeys((*document.resolution.notices, *document.demands.notices)))
