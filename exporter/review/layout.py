"""Entries as lines of YAML that a person likes to read: quotations folded, everything else on one line."""

import json
import re
from collections.abc import Iterator, Mapping

from exporter.review.entries import KNOWN, SECTIONS, Known

WIDTH = 100
STEP = "  "

HEADER = """\
# Decisions on what the program proposes about: {title}
#
# Go through the questions below. Under each one write
#   decision: confirm      it is right as proposed
#             reject       it is wrong
#             correct      it is right but for what you write under it: for a link strength or scope
#                          (up, same, down, mixed), for a demand addressee (a name) or kind (demand, position)
#   by: your name
#   on: the day, such as 2024-11-28
#   comment: what readers should know; it is printed with your name, but not that of a link you reject.
#            May be left out.
# Only a decision with name and day counts. A link that is missing you add under “added links:”
#   - old: 2022/5.2.1      id of the text, slash, paragraph.statement.action
#     new: 2024/1.3.1
#     decision: add
# `exporter review FOLDER` brings new questions and keeps every decision, comment and blank line;
# `exporter review FOLDER --check` lists what is open, and what is about words that are no longer there.
"""

HEADS: dict[str, str] = {
    "clear links": "Demands of two texts that the program takes for the same: here it is rather sure.",
    "likely links": "Links of which it is less sure.",
    "doubtful links": "Links that need a close look.",
    "added links": "Links that you add, and changes of your own.",
    "implied addressees": "The sentence names nobody: is this who is meant?",
    "soft demands": "Is this a demand? The program has a doubt.",
    "acronyms": "Two spellings taken for one name.",
    "candidates": "Pairs with something in common, not linked. Confirm those that belong together; leave the others.",
    "texts": "The texts as they were when this file was last refreshed. Kept by the program.",
    KNOWN: "Every demand with the id it was given once. Kept by the program; please leave as it is.",
}

QUOTED = ("old words", "words", "new words", "because", "says", "comment")
"""Keys whose words stand folded on lines of their own."""

# what YAML reads as it stands: `strength down, scope same`, `2022/b01d77`, `Jane Roe`; not `no: really` or `- x`
_PLAIN = re.compile(r"[^\W_](?:[\w ,;/.()–→’“”-]*[\w.)’”])?")
# what may stand folded: no breaks, no doubled or outer spaces, nothing that cannot be seen
_FOLDABLE = re.compile(r"[^\s\x00-\x1f\x7f-\xa0\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff]"
                       r"(?:[\xa0 ]?[^\s\x00-\x1f\x7f-\xa0\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff])*")  # fmt: skip
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff]")
# words that YAML readers other than ours take for something else
_LOADED = re.compile(r"(?:null|true|false|yes|no|on|off|y|n)|[\d.,_-]+(?:e\d+)?", re.IGNORECASE)


def format_entry(section: str, values: Mapping[str, str]) -> list[str]:
    """Return an entry as lines, with every key that a person may have to fill in."""
    keys = [key for key in SECTIONS[section] if key in values or key in ("decision", "by", "on", "comment")]
    lines = [line for key in keys for line in format_value(key, values.get(key, ""), STEP * 2)]
    return [f"{STEP}- {lines[0].strip()}", *lines[1:]]


def format_value(key: str, value: str, indent: str) -> list[str]:
    """Return a key with its value as lines."""
    if not value:
        return [f"{indent}{key}:"]
    if key in QUOTED and is_foldable(value):
        return [f"{indent}{key}: >-", *(f"{indent}{STEP}{line}" for line in _fold(value, WIDTH - len(indent)))]
    return [f"{indent}{key}: {format_inline(value)}"]


def format_inline(value: str) -> str:
    """Return a value on one line, in quotation marks where it needs them."""
    if _PLAIN.fullmatch(value) and (not _LOADED.fullmatch(value) or "-" in value[1:-1]) and "\n" not in value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def format_known(name: Known) -> str:
    """Return the line of a demand that has an id."""
    values = {"place": name.place, "hash": name.hash, "was": name.was, "before": name.before, "after": name.after}
    parts = ", ".join(f"{key}: {json_quote(value)}" for key, value in values.items() if value)
    return f"{STEP}{name.id}: {{{parts}}}"


def format_text(name: str, file: str, sha256: str) -> str:
    """Return the line of a text: its id, its file, its hash."""
    return f"{STEP}{json_quote(name)}: {{file: {json_quote(file)}, sha256: {sha256}}}"


def format_head(section: str) -> tuple[list[str], str]:
    """Return what leads to a section, and its key."""
    return ["", f"# {HEADS[section]}"], f"{section}:"


def json_quote(value: str) -> str:
    """Return words in quotation marks, whatever they hold."""
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def is_foldable(value: str) -> bool:
    """Tell whether a value comes back the same after its spaces were taken for line breaks."""
    return _FOLDABLE.fullmatch(value) is not None


def _fold(value: str, width: int) -> Iterator[str]:
    line = ""
    for word in value.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
