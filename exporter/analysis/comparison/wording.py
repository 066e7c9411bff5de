"""Word by word, what was kept, removed and added; whole beside whole where too much changed to be read.

difflib is enough: it finds the longest common stretches first, which reads better than a shortest edit script. It is
slow only on very long texts, which are shown whole anyway.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from exporter.model.comparison import Edit, WordRun

# a word or mark with the spaces behind it; all pieces together are the text
PIECE = re.compile(r"(?:[^\W_]+(?:[-'’][^\W_]+)*|_+|[^\w\s])\s*|\s+")
LONGEST = 3000
# below this share of kept words a diff is a salad
READABLE = 0.3
# kept between two changes, no more words and letters than this hinder more than they help
SMALLEST_ISLAND = 2
SMALLEST_WORD = 8

Piece = tuple[Edit, str]


def compare_wording(old: str, new: str) -> tuple[WordRun, ...]:
    """Return runs of words: kept and removed give the old text exactly, kept and added the new."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    if old == new:
        return (WordRun(edit=Edit.KEPT, text=old),) if old else ()
    if max(len(before), len(after)) > LONGEST:
        return _show_whole(old, new)
    blocks = _list_islands(before, after)
    kept = sum(size for _, _, size in blocks)
    if 2 * kept < READABLE * (len(before) + len(after)):
        return _show_whole(old, new)
    return _merge(_list_pieces(before, after, blocks))


def _show_whole(old: str, new: str) -> tuple[WordRun, ...]:
    runs = (WordRun(edit=Edit.REMOVED, text=old), WordRun(edit=Edit.ADDED, text=new))
    return tuple(run for run in runs if run.text)


def _list_islands(before: list[str], after: list[str]) -> list[tuple[int, int, int]]:
    """Return the common stretches worth keeping: at either end, or of more than a stray word or two."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    islands = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    return [island for island in islands if _is_worth(island, before, after)]


def _is_worth(island: tuple[int, int, int], before: list[str], after: list[str]) -> bool:
    a, b, size = island
    at_start, at_end = a == b == 0, a + size == len(before) and b + size == len(after)
    words = [piece for piece in before[a : a + size] if piece[0].isalnum()]
    letters = sum(len(word.strip()) for word in words)
    return at_start or at_end or len(words) > SMALLEST_ISLAND or letters > SMALLEST_WORD


def _list_pieces(before: list[str], after: list[str], islands: list[tuple[int, int, int]]) -> Iterator[Piece]:
    a = b = 0
    for start, other, size in [*islands, (len(before), len(after), 0)]:
        yield Edit.REMOVED, "".join(before[a:start])
        yield Edit.ADDED, "".join(after[b:other])
        yield Edit.KEPT, "".join(before[start : start + size])
        a, b = start + size, other + size


def _merge(pieces: Iterator[Piece]) -> tuple[WordRun, ...]:
    return tuple(WordRun(edit=edit, text=text) for edit, text in pieces if text)
