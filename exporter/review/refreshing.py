"""Writing a review file anew: what a person wrote stays byte for byte, the program's own questions come and go.

The file is cut into pieces at its sections and entries. Only pieces in which a person wrote nothing are replaced or
left out, so no comment, no blank line and no decision can be lost, whatever order or layout they have.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct

from exporter.errors import ReviewError
from exporter.review.entries import FORMAT, KNOWN, SECTIONS, TOP_KEYS, Entry, ReviewFile, read_review
from exporter.review.layout import (
    HEADER,
    STEP,
    format_entry,
    format_head,
    format_known,
    format_text,
    format_value,
)
from exporter.review.questions import Question, make_key
from exporter.review.settling import Settled, State

# `clear links: []`, `clear links: # see below`
_EMPTY_LIST = re.compile(r":\s*(?:\[\s*\]|\{\s*\}|~|null)?(?=\s*(?:#|$))")
# `    decision: confirm   # as said in the meeting`
_KEY_LINE = re.compile(r"^(?P<head>\s*(?:- +)?(?P<key>[^:#]+?)\s*:)(?P<value>.*)$")
_TRAILING = re.compile(r"(?P<space>\s+)(?P<comment>#.*)$")
_QUOTED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")


ANSWERS = ("decision", "by", "on", "comment", "strength", "scope", "addressee", "kind")
"""Keys that are a person's to fill in."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a person said to an entry: keys of the entry with their values, an empty value takes a key back."""

    index: int
    values: dict[str, str]


@dataclass
class Piece:
    """Some lines of the file, an entry or the head of a section; `lead` are the blank lines and comments before."""

    lead: list[str]
    lines: list[str]
    section: str = ""
    entry: Entry | None = None
    covers: set[tuple[str, ...]] = field(default_factory=set)


def refresh(settled: Settled, questions: Sequence[Question], texts: Mapping[str, tuple[str, str]], title: str) -> str:
    """Return the text of the review file with present questions; `texts` are file and sha256 by id of text.

    Every decision of the file is in the result. ReviewError if that could not be made sure.
    """
    review = settled.review
    pieces = cut(review) if review.text.strip() else _start(title)
    kept = [piece for piece in pieces if not _is_outdated(piece, settled, questions)]
    for piece in kept:
        _tie(piece, settled)
    _add_questions(kept, questions, settled)
    _keep_texts(kept, texts)
    _keep_known(kept, settled)
    text = join_pieces(kept).rstrip("\n") + "\n"
    _check_nothing_lost(review, text)
    return text


def _start(title: str) -> list[Piece]:
    head = HEADER.format(title=" ".join(title.split())).rstrip("\n").split("\n")
    return [Piece([], [*head, "", f"format: {FORMAT}"])]


def cut(review: ReviewFile) -> list[Piece]:
    """Return the file in pieces; all their lines together are the file."""
    lines = review.text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    starts: dict[int, tuple[str, Entry | None]] = {line - 1: (name, None) for name, line in review.heads.items()}
    for entry in review.entries:
        starts[_find_dash(lines, entry.line - 1)] = (entry.section, entry)
    places = sorted(starts)
    first = _find_lead(lines, 0, places[0]) if places else len(lines)
    pieces = [Piece([], lines[:first])] if first else []
    leads = [first, *(_find_lead(lines, at, after) for at, after in pairwise(places))]
    for number, place in enumerate(places):
        end = leads[number + 1] if number + 1 < len(places) else len(lines)
        section, owner = starts[place]
        pieces.append(Piece(lines[leads[number] : place], lines[place:end], section, owner))
    return pieces


def join_pieces(pieces: Sequence[Piece]) -> str:
    """Return pieces as the text of a file."""
    return "\n".join(line for piece in pieces for line in (*piece.lead, *piece.lines)) + "\n"


def _find_dash(lines: Sequence[str], at: int) -> int:
    """Return the line with the dash of an entry; it may stand alone above the first key."""
    while at > 0 and not lines[at].lstrip().startswith("-"):
        at -= 1
    return at


def _find_lead(lines: Sequence[str], start: int, place: int) -> int:
    """Return where the blank lines and comments begin that lead to the piece at `place`: no deeper than it stands."""
    depth = len(lines[place]) - len(lines[place].lstrip())
    at = place
    while at > start + 1 or (at > start and start == 0):
        line = lines[at - 1]
        is_comment = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= depth
        if line.strip() and not is_comment:
            break
        at -= 1
    return at if place else 0


def _is_outdated(piece: Piece, settled: Settled, questions: Sequence[Question]) -> bool:
    """Tell whether a piece is a question of the program that it asks no longer, or in other words; no other is ever."""
    if piece.entry is None:
        return False
    standing = settled.standings[piece.entry.index]
    key = make_key(piece.entry.section, {**piece.entry.values, **standing.ids})
    if is_untouched(piece, piece.entry):
        same = (q for q in questions if q.key == key and q.section == piece.section)
        return not any(lay_out(q.section, q.values, find_depth(piece)) == piece.lines for q in same)
    if standing.state not in (State.CHANGED, State.STALE):
        piece.covers.add(key)
    return False


def is_untouched(piece: Piece, entry: Entry) -> bool:
    """Tell whether the program wrote all of an entry, and nobody has answered it."""
    if entry.is_decided or any(line.strip() for line in piece.lead) or {"by", "on", "comment"} & entry.values.keys():
        return False
    values = {key: value for key, value in entry.values.items() if key != "decision"}
    return not entry.addressees and lay_out(entry.section, values, find_depth(piece)) == piece.lines


def find_depth(piece: Piece) -> int:
    """Return how far an entry is indented."""
    return len(piece.lines[0]) - len(piece.lines[0].lstrip())


def lay_out(section: str, values: Mapping[str, str], depth: int) -> list[str]:
    """Return an entry as lines, indented as the others of its section."""
    return [" " * depth + line[len(STEP) :] if line else line for line in format_entry(section, values)]


def _add_questions(pieces: list[Piece], questions: Sequence[Question], settled: Settled) -> None:
    """Put each question that is not there yet after the one that comes before it in the texts."""
    covered: dict[tuple[str, ...], Piece] = {}
    for piece in pieces:
        if piece.entry is not None:
            standing = settled.standings[piece.entry.index]
            key = make_key(piece.entry.section, {**piece.entry.values, **standing.ids})
            if key in piece.covers or is_untouched(piece, piece.entry):
                covered[key] = piece
    last: dict[str, Piece] = {}
    for question in questions:
        if question.key in covered:
            piece = covered[question.key]
        else:
            before = last.get(question.section) or find_section(pieces, question.section)
            depth = next((find_depth(p) for p in pieces if p.entry and p.section == question.section), len(STEP))
            piece = Piece([""], lay_out(question.section, question.values, depth), question.section)
            pieces.insert(pieces.index(before) + 1, piece)
            covered[question.key] = piece
        if piece.section == question.section:
            last[question.section] = piece


def find_section(pieces: list[Piece], section: str) -> Piece:
    """Return the head of a section, made at its place if it is not there."""
    for piece in pieces:
        if piece.section == section and piece.entry is None:
            piece.lines[0] = _EMPTY_LIST.sub(":", piece.lines[0], count=1)
            return piece
    lead, line = format_head(section)
    made = Piece(lead, [line], section)
    order = TOP_KEYS.index(section)
    at = next((i for i, piece in enumerate(pieces) if _is_later(piece, order)), len(pieces))
    pieces.insert(at, made)
    return made


def _is_later(piece: Piece, order: int) -> bool:
    return bool(piece.section) and TOP_KEYS.index(piece.section) > order


def _tie(piece: Piece, settled: Settled) -> None:
    """Give a decision that names a demand by its place the id and the words of that demand."""
    if piece.entry is None or piece.entry.is_inline or not piece.entry.is_decided:
        return
    standing = settled.standings[piece.entry.index]
    for key, name in standing.ids.items():
        words_key = "words" if key == "demand" else f"{key} words"
        if "." in piece.entry.values.get(key, "").partition("/")[2] and words_key not in piece.entry.values:
            set_value(piece.lines, key, name)
            set_value(piece.lines, words_key, standing.targets[key].words, after=key)


def _keep_texts(pieces: list[Piece], texts: Mapping[str, tuple[str, str]]) -> None:
    head = find_section(pieces, "texts")
    for name, (file, sha256) in texts.items():
        line = _find_inner(head.lines) + format_text(name, file, sha256).lstrip()
        starts = (f"{line.lstrip().partition(':')[0]}:", f"{name}:", f"'{name}':")
        at = next((i for i, own in enumerate(head.lines) if i and own.lstrip().startswith(starts)), None)
        if at is None:
            head.lines.append(line)
        else:
            head.lines[at] = line


def _keep_known(pieces: list[Piece], settled: Settled) -> None:
    """Add the ids made now; those that were there stay as they are for ever."""
    if settled.identity.minted:
        head = find_section(pieces, KNOWN)
        while len(head.lines) > 1 and not head.lines[-1].strip():
            head.lines.pop()
        indent = _find_inner(head.lines)
        head.lines += [indent + format_known(name).lstrip() for name in settled.identity.minted]


def _find_inner(lines: Sequence[str]) -> str:
    """Return the indentation of what stands under the head of a section."""
    inner = next((line for line in lines[1:] if line.strip() and not line.lstrip().startswith("#")), STEP)
    return inner[: len(inner) - len(inner.lstrip())]


def decide(review: ReviewFile, answer: Answer) -> str:
    """Return the text of the file with one answer in it and nothing else changed; ReviewError if it makes no sense."""
    entry = next((entry for entry in review.entries if entry.index == answer.index), None)
    if entry is None:
        raise ReviewError("there is no such question", file=review.file, remedy="load the page again")
    allowed = [key for key in SECTIONS[entry.section] if key in ANSWERS]
    if unknown := next((key for key in answer.values if key not in allowed), None):
        raise ReviewError(f"“{unknown}” is nothing to answer here", file=review.file)
    pieces = cut(review)
    piece = next(piece for piece in pieces if piece.entry is entry)
    if entry.is_inline:
        piece.lines = _set_inline(piece.lines, answer.values)
    else:
        for key in (key for key in allowed if key in answer.values):
            value = answer.values[key]
            if value or key in entry.lines:
                set_value(piece.lines, key, value)
    text = join_pieces(pieces)
    _check_answer(review, text, answer)
    return text


def set_value(lines: list[str], key: str, value: str, after: str = "") -> None:
    """Change the value of a key in the lines of an entry; a key that is not there comes after `after`, or last."""
    found = _find_key(lines, key)
    if found is None:
        indent = _find_indent(lines)
        at = (_find_key(lines, after) or (0, _find_end(lines)))[1]
        lines[at:at] = format_value(key, value, indent)
        return
    start, end = found
    match = _KEY_LINE.match(lines[start])
    comment = _find_comment(match["value"]) if match else ""
    made = format_value(key, value, _find_indent(lines))
    head = match["head"] if match else f"{_find_indent(lines)}{key}:"
    first = made[0].partition(":")[2]
    keep = [line for line in lines[start + 1 : end] if line.lstrip().startswith("#") and not _is_block(lines[start])]
    lines[start:end] = [f"{head}{first}{comment}", *made[1:], *keep]


def _is_block(line: str) -> bool:
    return re.search(r":\s*[|>][-+0-9]*\s*(?:#.*)?$", line) is not None


def _find_comment(value: str) -> str:
    """Return the comment behind a value on its line, with the spaces before it."""
    quoted = _QUOTED.match(value)
    found = _TRAILING.search(value, quoted.end() if quoted else 0)
    return f"{found['space']}{found['comment']}" if found else ""


def _find_indent(lines: Sequence[str]) -> str:
    """Return the indentation of the keys of an entry."""
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if number == 0 and bare.startswith("-") and bare[1:].strip() and not bare[1:].lstrip().startswith("#"):
            return " " * (len(line) - len(bare[1:].lstrip()))
        if number and bare and not bare.startswith("#"):
            return line[: len(line) - len(bare)]
    return STEP * 2


def _find_key(lines: Sequence[str], key: str) -> tuple[int, int] | None:
    """Return the first line of a key and the one after its value."""
    depth = len(_find_indent(lines))
    starts = [at for at, line in enumerate(lines) if _key_of(line, depth)]
    for number, at in enumerate(starts):
        if key and _key_of(lines[at], depth) == key:
            end = starts[number + 1] if number + 1 < len(starts) else _find_end(lines)
            return at, _without_lead(lines, at, end)
    return None


def _key_of(line: str, depth: int) -> str:
    match = _KEY_LINE.match(line)
    if not match or len(match["head"]) - len(match["head"].lstrip(" -")) != depth:
        return ""
    return match["key"].lstrip("- ").strip("\"'")


def _without_lead(lines: Sequence[str], start: int, end: int) -> int:
    while end > start + 1 and (not lines[end - 1].strip() or _is_side_remark(lines, start, end - 1)):
        end -= 1
    return end


def _is_side_remark(lines: Sequence[str], start: int, at: int) -> bool:
    depth = len(_find_indent(lines))
    line = lines[at]
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= depth and at > start


def _find_end(lines: Sequence[str]) -> int:
    """Return the line after the last one with words; blank lines at the end stay behind it."""
    return max((at + 1 for at, line in enumerate(lines) if line.strip()), default=len(lines))


def _set_inline(lines: list[str], values: Mapping[str, str]) -> list[str]:
    """Return an entry in curly brackets with other values; the library keeps its comments and its order."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 10_000
    loaded = yaml.load("\n".join(line.replace("\t", " ") for line in lines))
    for key, value in values.items():
        loaded[0][key] = value or None
    out = io.StringIO()
    yaml.dump(loaded, out)
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return [f"{indent}{line}" if line else line for line in out.getvalue().rstrip("\n").split("\n")]


def _check_answer(review: ReviewFile, text: str, answer: Answer) -> None:
    """Make sure that the answer stands in the file, and everything else as before."""
    after = read_review(text.encode("utf-8", "replace"), review.file)
    for old, new in zip(review.entries, after.entries, strict=True):
        expected = dict(old.values)
        if old.index == answer.index:
            expected |= {key: value for key, value in answer.values.items() if key != "addressee"}
        if {key: _tidy(value) for key, value in expected.items() if _tidy(value)} != {
            key: _tidy(value) for key, value in new.values.items()
        }:
            raise ReviewError("cannot be changed here without changing more", file=review.file, line=old.line)


def _tidy(value: str) -> str:
    return " ".join(value.split())


def _check_nothing_lost(review: ReviewFile, text: str) -> None:
    """Make sure that every decision that was in the file is in it still, and that it can be read."""
    after = read_review(text.encode("utf-8", "replace"), review.file)
    left = [_sign(entry) for entry in after.entries]
    for entry in review.entries:
        if entry.is_decided or "comment" in entry.values:
            if _sign(entry) not in left:
                remedy = "put the entry in the layout of the others"
                raise ReviewError(
                    "this entry cannot be kept as it is", file=review.file, line=entry.line, remedy=remedy
                )
            left.remove(_sign(entry))


def _sign(entry: Entry) -> tuple[object, ...]:
    said = ("decision", "by", "on", "comment", "strength", "scope", "kind")
    return (entry.section, entry.addressees, *(_tidy(entry.values.get(key, "")) for key in said))
