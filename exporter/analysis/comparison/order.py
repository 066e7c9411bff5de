"""Which demands moved: the same words, at another place among the others.

A new number alone is no move: paragraphs before it may have come or gone. What the two texts have in common is laid out
in the order of both; the greatest part that kept its order stayed, what stands outside of it moved.
"""

from bisect import bisect_right
from collections.abc import Sequence

from exporter.analysis.comparison.alignment import Aligned
from exporter.model.comparison import Structure

Place = tuple[int, int]
"""The paragraphs of a demand in the old and in the new text."""


def find_moved(aligned: Sequence[Aligned]) -> frozenset[str]:
    """Return the ids, in the old text, of the demands that stayed word for word and moved among the others."""
    single = [item for item in aligned if item.structure is Structure.ONE_TO_ONE]
    places = [(item.old.action.span.index, item.new.action.span.index) for item in single]
    stayed = find_stayed(places)
    return frozenset(
        item.old.id
        for at, item in enumerate(single)
        if at not in stayed and _fold(item.old.quote) == _fold(item.new.quote)
    )


def find_stayed(places: Sequence[Place]) -> set[int]:
    """Return which of some places keep their order in both texts: as many as can be.

    Demands of one paragraph that went to one paragraph keep their order, however they stand in it.
    """
    ordered = sorted(range(len(places)), key=lambda at: (places[at], at))
    ends: list[int] = []  # the paragraph each longest row of so many ends at, and who stands there
    last: list[int] = []
    before: dict[int, int | None] = {}
    for at in ordered:
        length = bisect_right(ends, places[at][1])
        before[at] = last[length - 1] if length else None
        if length == len(ends):
            ends.append(places[at][1])
            last.append(at)
        else:
            ends[length], last[length] = places[at][1], at
    kept: set[int] = set()
    at_last: int | None = last[-1] if last else None
    while at_last is not None:
        kept.add(at_last)
        at_last = before[at_last]
    return kept


def _fold(quote: str) -> str:
    return " ".join(quote.casefold().split()).rstrip(" .;,")
