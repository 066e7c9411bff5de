"""Word by word, what was kept, removed and added; whole beside whole where too much changed to be read.

difflib is enough: it finds the longest common stretches first, which reads better than a shortest edit script. It is
slow only on very long texts, which are shown whole anyway.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from exporter.model.comparison import Edit, WordRun

# a word or mark, and the spaces behind it; at the start of a text spaces may stand alone
PIECE = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*|_+|[^\w\s]|^(?=\s))(\s*)")
LONGEST = 3000
# below this share of kept words a diff is a salad
READABLE = 0.3
# kept between two changes, no more words and no more letters than this hinder more than they help
SMALLEST_ISLAND = 2
SMALLEST_WORD = 8

Piece = tuple[str, str]


def compare_wording(old: str, new: str) -> tuple[WordRun, ...]:
    """Return runs of words: kept and removed give the old text exactly, kept and added the new."""
    if old == new:
        return (WordRun(edit=Edit.KEPT, text=old),) if old else ()
    before, after = PIECE.findall(old), PIECE.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return _show_whole(old, new)
    islands = _list_islands(before, after)
    kept = sum(size for _, _, size in islands)
    if 2 * kept < READABLE * (len(before) + len(after)):
        return _show_whole(old, new)
    return _merge(_list_edits(before, after, islands))


def _show_whole(old: str, new: str) -> tuple[WordRun, ...]:
    runs = (WordRun(edit=Edit.REMOVED, text=old), WordRun(edit=Edit.ADDED, text=new))
    return tuple(run for run in runs if run.text)


def _list_islands(before: list[Piece], after: list[Piece]) -> list[tuple[int, int, int]]:
    """Return the common stretches worth keeping: at either end, or of more than a stray word or two."""
    sides = [[word for word, _ in pieces] for pieces in (before, after)]
    matcher = SequenceMatcher(None, sides[0], sides[1], autojunk=False)
    islands = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    return [island for island in islands if _is_worth(island, sides[0], sides[1])]


def _is_worth(island: tuple[int, int, int], before: list[str], after: list[str]) -> bool:
    a, b, size = island
    at_start, at_end = a == b == 0, a + size == len(before) and b + size == len(after)
    words = [word for word in before[a : a + size] if word[:1].isalnum()]
    letters = sum(len(word) for word in words)
    return at_start or at_end or len(words) > SMALLEST_ISLAND or letters > SMALLEST_WORD


def _list_edits(
    before: list[Piece], after: list[Piece], islands: list[tuple[int, int, int]]
) -> Iterator[tuple[Edit, str]]:
    a = b = 0
    for start, other, size in [*islands, (len(before), len(after), 0)]:
        yield Edit.REMOVED, "".join(map("".join, before[a:start]))
        yield Edit.ADDED, "".join(map("".join, after[b:other]))
        for (word, space), (_, new_space) in zip(
            before[start : start + size], after[other : other + size], strict=True
        ):
            yield from _keep(word, space, new_space)
        a, b = start + size, other + size


def _keep(word: str, old_space: str, new_space: str) -> Iterator[tuple[Edit, str]]:
    """Yield a word both texts have; the spaces behind it may differ, as at the end of one of them."""
    if old_space == new_space:
        yield Edit.KEPT, word + old_space
    else:
        yield from ((Edit.KEPT, word), (Edit.REMOVED, old_space), (Edit.ADDED, new_space))


def _merge(edits: Iterator[tuple[Edit, str]]) -> tuple[WordRun, ...]:
    """Return the edits with neighbours of one kind joined; between two kept words removed comes before added."""
    runs: list[WordRun] = []
    for kept, group in groupby((e for e in edits if e[1]), key=lambda entry: entry[0] is Edit.KEPT):
        entries = list(group)
        if kept:
            runs.append(WordRun(edit=Edit.KEPT, text="".join(text for _, text in entries)))
            continue
        for edit in (Edit.REMOVED, Edit.ADDED):
            text = "".join(words for kind, words in entries if kind is edit)
            runs.extend([WordRun(edit=edit, text=text)] if text else [])
    return tuple(runs)
