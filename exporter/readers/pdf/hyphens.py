"""Hyphens that a typesetter put where it broke a word, told apart from those of the word by their sign."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from exporter.model.outline import Block

SOFT = "\u2010\u00ad"
"""Signs that programs set at a break, where the hyphen of a word is the plain one."""

INSIDE = re.compile(r"\w\u2010\w")
"""A file that has the sign within a line uses it for every hyphen: then it tells nothing."""


def mend_soft_hyphens(blocks: Sequence[Block]) -> list[Block]:
    """Return the lines with words whole that were broken by a hyphen of their own sign; others end with a plain one."""
    sure = not any(INSIDE.search(block.text) for block in blocks)
    mended: list[Block] = []
    open_at: int | None = None
    for block in blocks:
        if open_at is not None and block.text:
            first, _, rest = block.text.lstrip("\f").partition(" ")
            page_break = block.text[: len(block.text) - len(block.text.lstrip("\f"))]
            begun = mended[open_at].text
            if sure and first[:1].islower():
                mended[open_at] = replace(mended[open_at], text=begun[:-1] + first)
                block = replace(block, text=page_break + rest)
            else:
                mended[open_at] = replace(mended[open_at], text=f"{begun[:-1]}-")
        if block.text:
            open_at = len(mended) if block.text[-1] in SOFT else None
        mended.append(block)
    return [replace(block, text=make_plain(block.text)) if "\u2010" in block.text else block for block in mended]


def make_plain(text: str) -> str:
    """Return the text with plain hyphens: some fonts give the other sign for every hyphen."""
    return text.replace("\u2010", "-")
