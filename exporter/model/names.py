"""The ids by which texts, demands and parts of texts are known in every edition: `2022-5.2.3`, `p-2022-5`."""

import re
from collections.abc import Iterable, Iterator

from exporter.model.dossier import Document
from exporter.model.resolution import Paragraph, Resolution

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._-]+")


def make_id(name: str) -> str:
    """Return a name as it may stand in an element's id."""
    return _NOT_IN_IDS.sub("-", name)


def name_citations(document: Document) -> tuple[str, ...]:
    """Return the id of each citation, in order: `cit-2022-1`."""
    name = make_id(document.id)
    return tuple(f"cit-{name}-{number}" for number, _ in enumerate(document.resolution.citations, start=1))


def name_recitals(document: Document) -> tuple[str, ...]:
    """Return the id of each recital, in order: `r-2022-B`; a letter met before gets a suffix."""
    name = make_id(document.id)
    return tuple(make_unique(f"r-{name}-{make_id(item.label)}" for item in document.resolution.recitals))


def name_paragraphs(document: Document) -> tuple[str, ...]:
    """Return the id of each paragraph, in order: `p-2022-5`; a number met before gets a suffix."""
    name = make_id(document.id)
    return tuple(make_unique(f"p-{name}-{number}" for number in _list_numbers(document.resolution)))


def make_unique(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, a repeated one with `-2`, `-3` ... behind it."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _list_numbers(resolution: Resolution) -> Iterator[str]:
    for index, paragraph in enumerate(resolution.paragraphs):
        yield _name(paragraph, index)


def _name(paragraph: Paragraph, index: int) -> str:
    return f"u{index + 1}" if paragraph.number is None else str(paragraph.number)
