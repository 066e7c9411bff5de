"""What is mended in the words of a web page before they are parsed: lines laid out by hand."""

from collections.abc import Iterable
from itertools import pairwise

from exporter.model.outline import Block
from exporter.readers.flow import Flow

FEW = 6
"""Line breaks below which a page is never taken to be laid out in lines."""

WRAPPED = 0.5
"""Share of lines ended by a line break from which on a page is taken to be laid out in lines."""


def join_lines(flow: Flow) -> tuple[list[Block], bool]:
    """Return the blocks of a page, and whether they are physical lines; then blank ones part the paragraphs."""
    soft = sum(flow.soft)
    if soft < FEW or soft < WRAPPED * len(flow.soft) or not _breaks_sentences(flow):
        return flow.blocks, False
    lines: list[Block] = []
    for block, is_soft in zip(flow.blocks, flow.soft, strict=True):
        lines += [block] if is_soft else [block, Block(text="")]
    return lines, True


def _breaks_sentences(flow: Flow) -> bool:
    """Return whether a quarter of the line breaks stand in the midst of a sentence."""
    pairs = [pair for pair, is_soft in zip(pairwise(flow.blocks), flow.soft, strict=False) if is_soft]
    return 4 * _count_broken(pairs) > len(pairs)


def _count_broken(pairs: Iterable[tuple[Block, Block]]) -> int:
    return sum(after.text[:1].islower() and before.text[-1:] not in ";,.:" for before, after in pairs)
