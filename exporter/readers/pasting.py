"""What stands around the words of a text that went through other programs: tags of templates, quote marks, Markdown."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from exporter.model.notice import Notice, Severity
from exporter.model.outline import Block, Hint

QUOTED = re.compile(r"\s{0,3}(?:> ?){1,9}")
"""> 1. Calls for the release ... · >> The European Parliament,"""

QUOTED_SHARE = 0.3
"""Share of lines that must be quoted before a text is taken for an e-mail."""

HEADING = re.compile(r"\s{0,3}(?P<level>#{1,6}) (?P<words>.*?)(?: #{1,6})?")
"""## Accountability"""

BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,2000}?)(?<=\S)\1")
"""**A.** whereas"""

SLANTED = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,2000}?)(?<=\S)\1(?![\w*])")
"""*The European Parliament*,"""

LINK = re.compile(r"\[([^\[\]]{1,500})\]\((?:https?://|mailto:|#)[^\s()]{0,500}\)")
"""[Rule 144](https://example.org/rules)"""

ESCAPED = re.compile(r"(?<=\d)\\(?=[.)])|\\(?=[-*_#\[\]()>])")
"""1\\. Calls on"""

PSEUDO_TAG = re.compile(r"</?(?:[A-Z][A-Za-z]{1,20})(?:-[A-Z][A-Za-z]{1,20})?>(?:\{[^{}<>]{0,40}\})?")
"""<Date>{06/07/2020} · </Titre> · <RepeatBlock-By> · <Commission>{PPE}"""

DATE_CODE = re.compile(r"\{\d\d/\d\d/\d{4}\}")
"""{06/07/2020}, where a browser took the tag before it for its own."""

SIGN = re.compile(r"[#*_\]][ *_(]")
"""What every line with signs of Markdown has: "# ", "**", "__", "]("."""

SIGNS = 2
"""Lines with signs of Markdown below which a text is never taken for such."""


def strip_pasting(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[Notice]]:
    """Return the blocks without the quote marks of an e-mail and the signs of Markdown, and what was done."""
    notices: list[Notice] = []
    quoted = sum(block.text.lstrip().startswith(">") for block in blocks)
    if quoted > max(SIGNS, QUOTED_SHARE * sum(bool(block.text.strip()) for block in blocks)):
        blocks = _unquote(blocks)
        message = f"Quote marks of an e-mail were left out, in {quoted} lines, with what stood before and after them."
        notices.append(_tell("quote-marks-removed", message))
    marked = sum(_is_marked(block.text) for block in blocks)
    if marked >= SIGNS:
        blocks = [_strip_signs(block) for block in blocks]
        notices.append(_tell("markdown-removed", f"Signs of Markdown were left out: {marked} lines."))
    return tuple(blocks), notices


def _unquote(blocks: Sequence[Block]) -> list[Block]:
    """Return the quoted lines from first to last without their marks; a line between them may have lost its own."""
    quoted = [index for index, block in enumerate(blocks) if block.text.lstrip().startswith(">")]
    return [replace(block, text=QUOTED.sub("", block.text, count=1)) for block in blocks[quoted[0] : quoted[-1] + 1]]


def clean_pseudo_tags(blocks: Sequence[Block]) -> tuple[list[Block], list[Notice]]:
    """Return the blocks without the tags that the Parliament's templates leave in the words, and what was done."""
    cleaned: list[Block] = []
    count = 0
    message = "Tags of a word-processing template stood among the words and were left out: {}."
    for block in blocks:
        if "<" not in block.text and "{" not in block.text:
            cleaned.append(block)
            continue
        text, tags = PSEUDO_TAG.subn("", block.text)
        text, codes = DATE_CODE.subn("", text)
        count += tags + codes
        if text.strip() or not (tags or codes):
            cleaned.append(replace(block, text=text) if tags or codes else block)
    return cleaned, [_tell("pseudo-tags-removed", message.format(count))] if count else []


def _is_marked(text: str) -> bool:
    return SIGN.search(text) is not None and any((HEADING.fullmatch(text), BOLD.search(text), LINK.search(text)))


def _strip_signs(block: Block) -> Block:
    heading = HEADING.fullmatch(block.text)
    text = heading["words"] if heading else block.text
    for pattern in (BOLD, SLANTED):
        text = pattern.sub(r"\2", text)
    text = ESCAPED.sub("", LINK.sub(r"\1", text))
    hint = Hint.HEADING if heading and heading["level"] != "#" else block.hint
    return replace(block, text=text, hint=hint) if heading or text != block.text else block


def _tell(code: str, message: str) -> Notice:
    return Notice(severity=Severity.INFO, code=code, message=message)
