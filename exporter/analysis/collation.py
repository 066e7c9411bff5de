"""Two texts line by line: the order of both is kept, and as many words as can be stand beside the same words.

A line that stands elsewhere in the new text is one taken out and one put in; both say where the other is.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from exporter.model.redline import Line, LineKind, Pair
from exporter.model.resolution import Paragraph, Point, Recital, Resolution

# two lines with a smaller share of words in common are no versions of one another
ALIKE = 0.5
# a line that stands elsewhere was moved when it has so many words, and this share of them in both texts
MOVED_WORDS = 6
MOVED = 0.8
# more pairs of lines than this are not tried; only lines that stand once in both texts are then held against each other
TRIED = 250_000
# a word in this share of all lines, and in so many, tells nothing about which line is which
COMMON, COMMON_LINES = 0.2, 5
DEEPEST: tuple[LineKind, ...] = ("point", "point-2", "point-3")

_WORD = re.compile(r"\w+")


# the order of the parts of a text, by the first word of a place; a line without one stands at the head or at the foot
SECTIONS = ("citation", "recital", "paragraph", "footnote")
HEAD: tuple[LineKind, ...] = ("title", "reference", "enacting")


@dataclass(frozen=True)
class _Counted:
    """A line with its words counted, but for those that stand all over both texts and tell nothing."""

    line: Line
    common: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> Counter[str]:
        words = _WORD.findall(self.line.text.casefold())
        return Counter([word for word in words if word not in self.common] or words)

    @cached_property
    def length(self) -> int:
        return sum(self.words.values())


def collate(old: Resolution, new: Resolution) -> tuple[Pair, ...]:
    """Return the lines of both texts in pairs: the old ones of all pairs are the old text, the new ones the new."""
    return pair_lines(tuple(list_lines(old)), tuple(list_lines(new)))


def pair_lines(old: Sequence[Line], new: Sequence[Line]) -> tuple[Pair, ...]:
    """Return two lists of lines in pairs, in the order of both; between two pairs old lines come before new ones."""
    common = _find_common([*old, *new])
    before, after = ([_Counted(line, common) for line in lines] for lines in (old, new))
    pairs: list[Pair] = []
    a = b = 0
    for row, column in [*_match(before, after), (len(old), len(new))]:
        pairs += _interleave(old[a:row], new[b:column])
        if row < len(old):
            pairs.append(Pair(old=old[row], new=new[column]))
        a, b = row + 1, column + 1
    return _find_moves(pairs)


def list_lines(resolution: Resolution) -> Iterator[Line]:
    """Yield the lines of a text in the order of the page, from the title to the notes."""
    yield Line(kind="title", label="", text=resolution.title)
    names = [resolution.reference, resolution.procedure]
    yield from (Line(kind="reference", label="", text=name) for name in names if name)
    if resolution.enacting:
        yield Line(kind="enacting", label="", text=resolution.enacting)
    for number, citation in enumerate(resolution.citations, 1):
        yield Line(kind="citation", label="–", text=citation.text, place=f"citation {number}")
    yield from _list_parts(resolution.recitals)
    yield from _list_parts(resolution.paragraphs)
    for signatory in resolution.signatories:
        yield Line(kind="signatory", label="", text=" – ".join(filter(None, (signatory.name, signatory.group))))
    for note in resolution.footnotes:
        yield Line(kind="footnote", label=note.mark, text=note.text, place=f"footnote {note.mark}")


def _list_parts(items: Sequence[Recital | Paragraph]) -> Iterator[Line]:
    heading: str | None = None
    for number, item in enumerate(items, 1):
        kind, label, place = _name_part(item, number)
        if item.heading and item.heading != heading:
            yield Line(kind="heading", label="", text=item.heading, place=place)
        heading = item.heading
        yield Line(kind=kind, label=label, text=item.text, place=place)
        yield from _list_points(item.points, place)


def _name_part(item: Recital | Paragraph, number: int) -> tuple[LineKind, str, str]:
    """Return kind, label and place; a part without a printed number is found by its place among the others."""
    if isinstance(item, Recital):
        return "recital", f"{item.label}." if item.label else "", f"recital {item.label or number}"
    label = "" if item.number is None else f"{item.number}."
    return "numbered", label, f"paragraph {number if item.number is None else item.number}"


def _list_points(points: Sequence[Point], place: str, level: int = 0) -> Iterator[Line]:
    for point in points:
        inside = f"{place} {point.label}".strip()
        yield Line(kind=DEEPEST[min(level, len(DEEPEST) - 1)], label=point.label, text=point.text, place=inside)
        yield from _list_points(point.points, place, level + 1)


def _find_common(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words that stand in a good part of all lines: "having regard to the", the name of the country."""
    counts = Counter(word for line in lines for word in set(_WORD.findall(line.text.casefold())))
    least = max(COMMON_LINES, COMMON * len(lines))
    return frozenset(word for word, count in counts.items() if count >= least)


def _interleave(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Pair]:
    """Yield lines that have no counterpart, part by part: old recitals, new recitals, old paragraphs, new ones."""
    at = 0
    for line in old:
        while at < len(new) and _find_section(new[at]) < _find_section(line):
            yield Pair(old=None, new=new[at])
            at += 1
        yield Pair(old=line, new=None)
    yield from (Pair(old=None, new=line) for line in new[at:])


def _find_section(line: Line) -> int:
    if line.kind in HEAD:
        return HEAD.index(line.kind)
    word = line.place.partition(" ")[0]
    return len(HEAD) + (SECTIONS.index(word) if word in SECTIONS else len(SECTIONS))


def _match(old: Sequence[_Counted], new: Sequence[_Counted]) -> list[tuple[int, int]]:
    """Return the places of lines that belong together, in rising order on both sides."""
    if len(old) * len(new) <= TRIED:
        return _match_by_words(old, new)
    matched: list[tuple[int, int]] = []
    a = b = 0
    for row, column in [*_match_by_rarity(old, new), (len(old), len(new))]:
        if (row - a) * (column - b) <= TRIED:
            matched += [(a + i, b + j) for i, j in _match_by_words(old[a:row], new[b:column])]
        if row < len(old):
            matched.append((row, column))
        a, b = row + 1, column + 1
    return matched


def _match_by_words(old: Sequence[_Counted], new: Sequence[_Counted]) -> list[tuple[int, int]]:
    """Return the match that keeps the most words: the longest common subsequence, weighted by words in common."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    gains = [[_gain(a, b) for b in new] for a in old]
    for row in range(len(old) - 1, -1, -1):
        below, here = best[row + 1], best[row]
        for column in range(len(new) - 1, -1, -1):
            skipped = max(below[column], here[column + 1])
            gain = gains[row][column]
            here[column] = max(skipped, gain + below[column + 1]) if gain else skipped
    return list(_walk(best, gains))


def _walk(best: list[list[float]], gains: list[list[float]]) -> Iterator[tuple[int, int]]:
    row = column = 0
    while row < len(gains) and column < len(gains[row]):
        gain = gains[row][column]
        if gain and best[row][column] == gain + best[row + 1][column + 1]:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1


def _gain(old: _Counted, new: _Counted) -> float:
    """Return how much it is worth to pair two lines, 0 where they are no versions of one another."""
    if old.line.kind != new.line.kind:
        return 0.0
    if old.line.kind == "title":
        return 1.0
    if old.line == new.line:
        return old.length + 2.0
    share = _find_likeness(old, new)
    # the label decides only between lines that are otherwise as good
    return share * (old.length + new.length) / 2 + 0.25 * (old.line.label == new.line.label) if share >= ALIKE else 0.0


def _find_likeness(old: _Counted, new: _Counted) -> float:
    """Return the share of words, from 0 to 1, that two lines have in common."""
    total = old.length + new.length
    if not total:
        return 1.0 if old.line.text == new.line.text else 0.0
    if 2 * min(old.length, new.length) < ALIKE * total:
        return 0.0
    few, many = sorted((old.words, new.words), key=len)
    return 2 * sum(min(count, many[word]) for word, count in few.items() if word in many) / total


def _match_by_rarity(old: Sequence[_Counted], new: Sequence[_Counted]) -> list[tuple[int, int]]:
    """Return lines that stand once in each text, as many as keep the order of both."""
    places, others = _find_rare(old), _find_rare(new)
    shared = sorted((place, others[key]) for key, place in places.items() if key in others)
    return _find_rising(shared)


def _find_rare(lines: Sequence[_Counted]) -> dict[tuple[str, str], int]:
    keys = [(item.line.kind, item.line.text) for item in lines]
    counts = Counter(keys)
    return {key: place for place, key in enumerate(keys) if counts[key] == 1}


def _find_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs in which the second number rises; the first one does."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, (_, second) in enumerate(pairs):
        place = bisect_left(tails, second)
        previous.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [second]
        ends[place : place + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _find_moves(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Return the pairs, those of lines that stand elsewhere tied to each other; the most alike first."""
    # all words count: what is shared beyond any doubt is said to be moved
    gone = [(number, _Counted(pair.old)) for number, pair in enumerate(pairs) if pair.old and not pair.new]
    come = [(number, _Counted(pair.new)) for number, pair in enumerate(pairs) if pair.new and not pair.old]
    gone, come = ([item for item in items if item[1].length >= MOVED_WORDS] for items in (gone, come))
    if len(gone) * len(come) > TRIED:
        return tuple(pairs)
    likeness = [(-_find_likeness(old, new), a, b) for a, old in gone for b, new in come]
    tied: dict[int, int] = {}
    for negative, a, b in sorted(likeness):
        if -negative >= MOVED and a not in tied and b not in tied:
            tied |= {a: b, b: a}
    return tuple(Pair(old=p.old, new=p.new, moved=tied.get(number)) for number, p in enumerate(pairs))
