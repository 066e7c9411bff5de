"""YAML as a tree of words with line numbers, and nothing of YAML that a list of decisions has no need of.

Words stay words: `5.10` is no number, `no` is no falsehood, `2024-11-28` is read as a date where a date is wanted.
Anchors, aliases and tags are refused: a few lines of them can stand for gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from exporter.errors import ReviewError

MAX_BYTES = 40_000_000
MAX_TREE = 4_000_000
"""A review file above this is refused, without its known demands above the second: thousands of decisions fit in."""

MAX_DEPTH = 12

# git writes `<<<<<<< ours`, `=======`, `>>>>>>> theirs`
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})(?: .*)?$", re.MULTILINE)
# YAML breaks lines here, editors do not: taken for spaces, so that lines have the numbers that a person sees
_RARE_BREAKS = dict.fromkeys((0x0D, 0x85, 0x2028, 0x2029), " ")
_EMPTY = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Words:
    """A single value; `line` counts from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Table:
    """Keys with their values, in order."""

    items: tuple[tuple[Words, "Node"], ...]
    line: int
    is_inline: bool = False


@dataclass(frozen=True)
class Items:
    """A list; `is_inline` for one in square brackets."""

    items: tuple["Node", ...]
    line: int
    is_inline: bool = False


Node = Words | Table | Items


def decode(data: bytes, file: str) -> str:
    """Return the text of a review file, line ends as `\\n`; ReviewError if it is no text, or far too long."""
    if len(data) > MAX_BYTES:
        raise ReviewError(f"is larger than {MAX_BYTES // 1_000_000} MB", file=file, remedy="is this a review file?")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReviewError("is not UTF-8 text", file=file, line=line, remedy="save it as UTF-8") from None


def parse_tree(text: str, file: str) -> Node:
    """Return the tree of a YAML text; ReviewError with the line if it is not valid."""
    if len(text) - text.count("\n") > MAX_TREE:
        raise ReviewError(
            f"holds more than {MAX_TREE // 1_000_000} MB of entries", file=file, remedy="split the dossier"
        )
    if found := _CONFLICT.search(text):
        remedy = "keep the entries of both sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        _refuse("two versions of this file were not merged", file, _line_at(text, found.start()), remedy)
    parser = _Parser(_list_events(text.translate(_RARE_BREAKS), file), file)
    return parser.parse_document()


def is_empty(node: Node) -> bool:
    """Tell whether a value was left open."""
    return isinstance(node, Words) and not node.text


def _refuse(message: str, file: str, line: int, remedy: str = "") -> NoReturn:
    raise ReviewError(message, file=file, line=line, remedy=remedy)


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _list_events(text: str, file: str) -> Iterator[Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        problem = str(error.problem or error.context)
        # a quotation mark that is never closed is told where it stands, not where the file ends
        is_unclosed = "end of stream" in problem and error.context_mark is not None
        mark = error.context_mark if is_unclosed else error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        _refuse(*_explain(text, "this is opened here and never closed" if is_unclosed else problem, line, file))
    except ReaderError as error:
        place = error.position if isinstance(error.position, int) else 0
        remedy = "delete it, or write the line anew"
        _refuse("holds a character that is not for text", file, _line_at(text, place), remedy)
    except RecursionError:
        _refuse("lists or tables are nested too deeply", file, 1)
    except (YAMLError, ValueError) as error:
        _refuse(f"not valid YAML: {error}", file, 1)


def _explain(text: str, problem: str, line: int, file: str) -> tuple[str, str, int, str]:
    lines = text.split("\n")
    line = min(line, len(lines))
    if "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())] or "'\\t'" in problem:
        return "a tab stands before the words", file, line, "use spaces"
    remedy = "put what has a colon, a # or quotation marks in it on lines of its own after `>-`"
    return f"not valid YAML: {problem}", file, line, remedy


class _Parser:
    """Builds the tree from the events of the library."""

    def __init__(self, events: Iterator[Any], file: str) -> None:
        self.events = events
        self.file = file

    def parse_document(self) -> Node:
        self._next("StreamStartEvent")
        event = next(self.events)
        if type(event).__name__ == "StreamEndEvent":
            return Words("", 1)
        node = self._parse(next(self.events), 0)
        self._next("DocumentEndEvent")
        event = next(self.events)
        if type(event).__name__ != "StreamEndEvent":
            self._refuse("a second document begins here", event, "delete the line ---")
        return node

    def _next(self, name: str) -> None:
        event = next(self.events)
        if type(event).__name__ != name:
            self._refuse("not valid YAML", event)

    def _refuse(self, message: str, event: Any, remedy: str = "") -> NoReturn:
        _refuse(message, self.file, event.start_mark.line + 1, remedy)

    def _parse(self, event: Any, depth: int) -> Node:
        name = type(event).__name__
        if name == "AliasEvent" or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._refuse("anchors (&), aliases (*) and tags (!) are not used here", event, "put it in quotation marks")
        if depth > MAX_DEPTH:
            self._refuse("lists or tables are nested too deeply", event)
        line = event.start_mark.line + 1
        if name == "ScalarEvent":
            is_empty = event.style is None and event.value in _EMPTY
            return Words("" if is_empty else event.value, line)
        if name == "SequenceStartEvent":
            items = tuple(self._parse(inner, depth + 1) for inner in self._until("SequenceEndEvent"))
            return Items(items, line, bool(event.flow_style))
        return Table(tuple(self._list_pairs(depth)), line, bool(event.flow_style))

    def _until(self, end: str) -> Iterator[Any]:
        for event in self.events:
            if type(event).__name__ == end:
                return
            yield event

    def _list_pairs(self, depth: int) -> Iterator[tuple[Words, Node]]:
        seen: dict[str, int] = {}
        for event in self._until("MappingEndEvent"):
            key = self._parse(event, depth + 1)
            if not isinstance(key, Words):
                self._refuse("a list or table cannot be a key", event)
            if key.text in seen:
                what = f"“{key.text}” stands here a second time, first in line {seen[key.text]}"
                self._refuse(what, event, "put both together, or delete one")
            seen[key.text] = key.line
            yield key, self._parse(next(self.events), depth + 1)
