"""Points (a), (i), – inside a recital or paragraph, nested."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace

from exporter.model.resolution import Point
from exporter.parsing.hyphens import Joiner
from exporter.parsing.inline_points import split_inline
from exporter.parsing.labels import Label, Style, letter_number, read_label, roman_number
from exporter.parsing.lines import Line
from exporter.parsing.structure import ENDED, LISTING

MAX_DEPTH = 5
"""Points within points; deeper ones are words of the last."""

SECOND = {"a": "b", "i": "ii", "1": "2"}
"""The first label of a series → the second."""

SHORT = 0.8
"""Share of the width of a text below which a line was ended on purpose, and not where the page was full."""

ALPHA, ROMAN, NUMBER, DASH = "alpha", "roman", "number", "dash"


Series = tuple[tuple[str, int], ...]
"""The series a label may belong to, each with its place in it."""


@dataclass
class _Node:
    label: str
    series: str
    number: int
    lines: list[Line] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)


def split_points(lines: Sequence[Line], joiner: Joiner, place: str) -> tuple[str, tuple[Point, ...]]:
    """Return the words before the first point, and the points."""
    root = _Node("", "", 0)
    path = [root]
    previous = ""
    labels = [read_label(line.text) for line in lines]
    certain, widest = _list_certain(lines, labels), max((joiner.width, *(len(line.text) for line in lines)))
    for line, label in zip(lines, labels, strict=True):
        quiet = label is not None and len(previous) < widest * SHORT and _opens_quietly(label, previous, certain)
        if quiet and label:
            certain.add(label.value)
        opens = quiet or (label is not None and _may_open(label, line, previous))
        if label and opens and (node := _place_point(path, label, previous, joiner, place)):
            node.lines.append(replace(line, text=label.rest))
        else:
            path[-1].lines.append(line)
        previous = line.text
    return _join(root, joiner, place, place)


def _may_open(label: Label, line: Line, previous: str) -> bool:
    """Return whether a label may open a point: what stands before has ended, or a blank line parts them."""
    if not previous or label.style in (Style.LETTER, Style.NUMBER):
        return False
    return ENDED.search(previous[-12:]) is not None or (line.gap and label.style is Style.POINT)


def _list_certain(lines: Sequence[Line], labels: Sequence[Label | None]) -> set[str]:
    """Return the labels of points that stand where a point may begin."""
    found = zip(labels[1:], itertools.pairwise(lines), strict=True)
    return {label.value for label, (before, line) in found if label and _may_open(label, line, before.text)}


def _opens_quietly(label: Label, previous: str, certain: set[str]) -> bool:
    """Return whether a first point follows words without a colon: its second is certain, and no other first is."""
    second = SECOND.get(label.value.strip("()"))
    if label.style is not Style.POINT or second is None or not previous or label.value in certain:
        return False
    return label.value.replace(label.value.strip("()"), second) in certain


def _place_point(path: list[_Node], label: Label, previous: str, joiner: Joiner, place: str) -> _Node | None:
    """Return the new point, put under the part of `path` whose series it goes on with or opens; None if neither."""
    series = _list_series(label.style, label.value.strip("()"))
    opens = LISTING.search(previous[-3:]) is not None
    first = next((name for name, number in series if number == 1), None)
    depth = None if opens and first else _find_depth(path, series)
    if depth is None and first is None:
        return _place_leap(path, label, series, joiner, place)
    if depth is None and ((first == DASH and not opens) or len(path) > MAX_DEPTH):
        return None
    if depth is not None:
        name, number = path[depth].series, path[depth].number + 1
        del path[depth:]
    else:
        name, number = str(first), 1
    return _append(path, label, name, number)


def _append(path: list[_Node], label: Label, series: str, number: int) -> _Node:
    node = _Node(label.printed, series, 0 if series == DASH else number)  # each dash is as good as the first
    path[-1].children.append(node)
    path.append(node)
    return node


def _place_leap(path: list[_Node], label: Label, series: Series, joiner: Joiner, place: str) -> _Node | None:
    """Return a point whose label leaps ahead in an open series, as when one was lost."""
    for depth in range(len(path) - 1, 0, -1):
        for name, number in series:
            if name == path[depth].series and path[depth].number < number <= path[depth].number + 3:
                joiner.notices.tell("points-out-of-order", label.printed, place=place)
                del path[depth:]
                return _append(path, label, name, number)
    return None


def _find_depth(path: list[_Node], series: Series) -> int | None:
    """Return the depth of the deepest open point that this one follows in its series."""
    for depth in range(len(path) - 1, 0, -1):
        if (path[depth].series, path[depth].number + 1) in series:
            return depth
    return None


@lru_cache(maxsize=1000)
def _list_series(style: Style, value: str) -> Series:
    """Return the series a label may belong to with its place in it: (i) is the first roman or the ninth letter."""
    if style is Style.DASH:
        return ((DASH, 1),)
    if value.isdigit():
        return ((NUMBER, int(value)),)
    found = []
    if (number := roman_number(value)) is not None:
        found.append((ROMAN, number))
    if len(value) == 1 or (len(value) == 2 and value[0] == value[1]):
        found.append((ALPHA, letter_number(value[0].upper()) + 26 * (len(value) - 1)))
    return tuple(found)


def _filled(node: _Node) -> list[Line]:
    return [line for line in node.lines if line.text]


def _make_point(node: _Node, joiner: Joiner, place: str) -> Point:
    text, points = _join(node, joiner, place, f"{place} {node.label}")
    return Point(label=node.label, text=text, points=points)


def _join(node: _Node, joiner: Joiner, place: str, own_place: str) -> tuple[str, tuple[Point, ...]]:
    text = joiner.join(_filled(node), own_place)
    points = tuple(_make_point(child, joiner, place) for child in node.children)
    return (text, points) if points else split_inline(text)
