"""What is mended in the words of a web page before they are parsed: remains of templates, lines laid out by hand."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from exporter.model.notice import Notice, Severity
from exporter.model.outline import Block
from exporter.readers.flow import Flow

PSEUDO_TAG = re.compile(r"</?(?:[A-Z][A-Za-z]{1,20})(?:-[A-Z][A-Za-z]{1,20})?>(?:\{[^{}<>]{0,40}\})?")
"""<Date>{06/07/2020} · </Titre> · <RepeatBlock-By> · <Commission>{PPE}"""

DATE_CODE = re.compile(r"\{\d\d/\d\d/\d{4}\}")
"""{06/07/2020}, where a browser took the tag before it for its own."""

FEW = 6
"""Line breaks below which a page is never taken to be laid out in lines."""

WRAPPED = 0.5
"""Share of lines ended by a line break from which on a page is taken to be laid out in lines."""


def clean_pseudo_tags(blocks: Sequence[Block]) -> tuple[list[Block], list[Notice]]:
    """Return the blocks without the tags that the Parliament's templates leave in the words, and what was done."""
    cleaned: list[Block] = []
    count = 0
    for block in blocks:
        text, tags = PSEUDO_TAG.subn("", block.text)
        text, codes = DATE_CODE.subn("", text)
        count += tags + codes
        if text.strip() or not (tags or codes):
            cleaned.append(replace(block, text=text) if tags or codes else block)
    return cleaned, [_tell(count)] if count else []


def _tell(count: int) -> Notice:
    message = f"Tags of a word-processing template stood among the words and were left out: {count}."
    return Notice(severity=Severity.INFO, code="pseudo-tags-removed", message=message)


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
