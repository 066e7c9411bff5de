"""How tests read a file as the program does: the reader by its content, then the one parser."""

import hashlib
from pathlib import Path

from exporter.formats import find_reader, read_outline
from exporter.model.outline import Outline
from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse


def read_bytes(data: bytes, name: str) -> Outline:
    """Return the outline of a file of that name."""
    reader = find_reader(data, name)
    source = SourceFile(file=name, sha256=hashlib.sha256(data).hexdigest(), format=reader.name)
    return read_outline(data, source, reader)


def parse_bytes(data: bytes, name: str) -> Resolution:
    """Return the resolution in a file of that name."""
    return parse(read_bytes(data, name))


def parse_file(path: Path) -> Resolution:
    """Return the resolution in a file."""
    return parse_bytes(path.read_bytes(), path.name)


def count(resolution: Resolution) -> tuple[int, int, int, int]:
    """Return the numbers of citations, recitals, paragraphs and footnotes."""
    parts = (resolution.citations, resolution.recitals, resolution.paragraphs, resolution.footnotes)
    a, b, c, d = map(len, parts)
    return a, b, c, d


def list_codes(resolution: Resolution | Outline) -> list[str]:
    """Return the codes of the notices."""
    return [notice.code for notice in resolution.notices]
