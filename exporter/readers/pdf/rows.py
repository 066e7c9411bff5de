"""From words with places to the lines of a page in the order in which they are read."""

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from exporter.readers.pdf.sheets import SPACED, Sheet, Word

LEVEL = 0.25
"""In sizes of type: how far baselines may differ on one line."""

SMALL = 0.8
"""Share of the line's size of type below which a word beside the line is a raised or lowered one."""

RISE, DROP = 0.65, 0.35
"""In sizes of type: how far raised and lowered words stand off their line."""

SPACE, STRAY = 0.17, 0.08
"""In sizes of type: a gap that is a space without a space sign; a space sign without this gap is none."""

LEADING = 4.0
"""In sizes of type: how far the raised mark of a note may stand before its words, which are indented."""

LONGEST = 500
"""Words on a line; a line of type has about twenty."""

COLUMN = 0.28
"""Share of the width of the text that a line of a column has at least."""

COLUMN_LINES = 6
APART = 1.2
"""In sizes of type: the gap that parts two columns."""


@dataclass(frozen=True)
class Row:
    """A line of a page: words from left to right, the baseline and the size of type of most of it."""

    words: tuple[Word, ...]
    page: int
    base: float
    size: float

    @property
    def left(self) -> float:
        """The left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return max(word.right for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words with the spaces between them."""
        return "".join(
            f"{' ' if space else ''}{word.text}" for word, space in zip(self.words, self.spaces, strict=True)
        )

    @cached_property
    def spaces(self) -> list[bool]:
        """Whether a space stands before each word."""
        limit = _find_space(self)
        pairs = itertools.pairwise(self.words)
        return [False, *(_is_apart(before, word, limit) for before, word in pairs)]

    def is_raised(self, word: Word) -> bool:
        """Return whether a word stands above the line in small type, as the mark of a footnote does."""
        return word.size < SMALL * self.size and word.base > self.base + DROP / 3 * self.size


def _is_apart(before: Word, word: Word, limit: float) -> bool:
    size = max(before.size, word.size)
    gap = word.left - before.right
    return gap > STRAY * size if word.bits & SPACED else gap > limit * size


def _find_space(row: Row) -> float:
    """Return the gap that is a space, in sizes of type; letters set apart have a gap of their own."""
    letters = [word for word in row.words if len(word.text) == 1 and not word.bits & SPACED]
    if len(row.words) < 8 or len(letters) < 0.6 * len(row.words):
        return SPACE
    gaps = [max(0.0, after.left - before.right) / row.size for before, after in itertools.pairwise(row.words)]
    return max(SPACE, 1.6 * statistics.median(gaps))


def list_columns(sheet: Sheet, words: Sequence[Word]) -> list[list[Row]]:
    """Return the rows of a page in reading order: those of each column, or of the page's width, together."""
    rows = make_rows(words, sheet.number)
    pieces = [piece for row in rows for piece in _split_row(row)]
    gutter = find_gutter(pieces)
    if gutter is None:
        return [rows] if rows else []
    columns: list[list[Row]] = []
    for crosses, band in itertools.groupby(
        pieces, key=lambda piece: piece.left < gutter - 1 < gutter + 1 < piece.right
    ):
        members = list(band)
        sides = [members] if crosses else _part_band(members, gutter)
        columns += [_merge(side, sheet.number) for side in sides if side]
    return columns


def _part_band(pieces: Sequence[Row], gutter: float) -> list[list[Row]]:
    return [[piece for piece in pieces if piece.right <= gutter + 1], [p for p in pieces if p.right > gutter + 1]]


def _merge(pieces: Sequence[Row], page: int) -> list[Row]:
    return make_rows([word for piece in pieces for word in piece.words], page)


def make_rows(words: Iterable[Word], page: int) -> list[Row]:
    """Return words as rows from top to bottom; raised and lowered words go to the line they stand beside."""
    levels: list[list[Word]] = []
    for word in sorted(words, key=_by_level):
        if levels and levels[-1][0].base - word.base <= LEVEL * max(word.size, levels[-1][0].size):
            levels[-1].append(word)
        else:
            levels.append([word])
    return [_make_row(level, page) for level in _attach_small(levels)]


def _by_level(word: Word) -> tuple[float, float]:
    return (-word.base, word.left)


def _attach_small(levels: list[list[Word]]) -> list[list[Word]]:
    """Return the levels without those whose words all belong to the line above or below."""
    sizes = [_size_of(level) for level in levels]
    kept: list[list[Word]] = [list(level) for level in levels]
    for index, level in enumerate(levels):
        beside = [at for at in (index + 1, index - 1) if 0 <= at < len(levels)]
        limit = SMALL * max((sizes[at] for at in beside), default=0.0)
        if all(word.size >= limit for word in level):
            continue
        rest: list[Word] = []
        for word in level:
            host = next((at for at in beside if _hosts(levels, sizes, at, word)), None)
            (rest if host is None else kept[host]).append(word)
        if len(rest) < len(level):
            kept[index] = rest + kept[index][len(level) :]
    return [level for level in kept if level]


def _hosts(levels: Sequence[list[Word]], sizes: Sequence[float], at: int, word: Word) -> bool:
    """Return whether the line `at` is the one beside which a small word stands."""
    if word.size >= SMALL * sizes[at]:
        return False
    size, rise = sizes[at], word.base - levels[at][0].base
    if not -DROP * size < rise < RISE * size:
        return False
    if len(levels[at]) > LONGEST:
        return True  # a line of many pages' width: no page of paper, and not worth the search
    before = LEADING * size if rise > 0 and word.right <= levels[at][0].left else size
    return any(
        -size < word.left - other.right < size or -size < other.left - word.right < before for other in levels[at]
    )


def _size_of(words: Iterable[Word]) -> float:
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _make_row(words: Iterable[Word], page: int) -> Row:
    ordered = tuple(sorted(words, key=lambda word: (word.left, word.right)))
    size = _size_of(ordered)
    base = statistics.median_low([word.base for word in ordered if word.size == size])
    return Row(ordered, page, base, size)


def _split_row(row: Row) -> list[Row]:
    """Return the pieces of a row that stand as far apart as columns do."""
    pieces: list[list[Word]] = [[row.words[0]]]
    for before, word in itertools.pairwise(row.words):
        if word.left - before.right > APART * row.size:
            pieces.append([])
        pieces[-1].append(word)
    return [_make_row(piece, row.page) for piece in pieces] if len(pieces) > 1 else [row]


def find_gutter(pieces: Sequence[Row]) -> float | None:
    """Return the middle of the empty strip between two columns, None where the lines go over the whole width."""
    if len(pieces) < 2 * COLUMN_LINES:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width, middle = right - left, (left + right) / 2
    long = [piece for piece in pieces if piece.right - piece.left > COLUMN * width]
    before = [piece.right for piece in long if piece.right < middle + 0.1 * width]
    after = [piece.left for piece in long if piece.left > middle - 0.1 * width]
    if len(before) < COLUMN_LINES or len(after) < COLUMN_LINES:
        return None
    edge, begin = max(before), min(after)
    crossing = len(long) - len(before) - len(after)
    if edge >= begin or crossing > (len(before) + len(after)) / 2:
        return None
    return (edge + begin) / 2
