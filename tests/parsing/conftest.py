"""Short ways from text to Resolution."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse
from exporter.readers.txt import read


def parse_bytes(data: bytes, name: str = "text.txt") -> Resolution:
    return parse(read(data, SourceFile(file=name, sha256=hashlib.sha256(data).hexdigest(), format="txt")))


@pytest.fixture(scope="session")
def parse_text() -> Callable[[str], Resolution]:
    return lambda text: parse_bytes(text.encode())


@pytest.fixture(scope="session")
def parse_file() -> Callable[[Path], Resolution]:
    return lambda path: parse_bytes(path.read_bytes(), path.name)
