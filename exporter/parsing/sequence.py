"""Labels checked against their sequence: lost ones supplied, gaps and repetitions told."""

import itertools
from collections.abc import Callable

from exporter.parsing.labels import format_letter, letter_number
from exporter.parsing.notices import Notices
from exporter.parsing.parts import Part, PartKind


def mend_labels(parts: list[Part], notices: Notices, *, un: bool) -> list[Part]:
    """Return the parts with lost labels supplied where the neighbours leave no doubt; each doubt is told."""
    parts = _rejoin_false_parts(parts, notices)
    recitals = [part for part in parts if part.kind is PartKind.RECITAL]
    paragraphs = [part for part in parts if part.kind is PartKind.PARAGRAPH]
    like = next((part.value or part.lines[0].text for part in recitals), "") or "A"
    for index, part in enumerate(recitals):
        if not part.value:
            _supply(part, recitals, index, lambda number: format_letter(number, like), notices)
    if any(part.value for part in paragraphs):
        for index, part in enumerate(paragraphs):
            if not part.value:
                _supply(part, paragraphs, index, str, notices)
    elif not (un and len(paragraphs) == 1):
        for part in paragraphs:
            notices.tell("label-missing", part.lines[0].text, place=part.place)
    _tell_order(recitals, notices)
    _tell_order(paragraphs, notices)
    return parts


def number_of(part: Part) -> int:
    """Return the place a printed label stands for: B is 2, 7 is 7; 0 without a label."""
    return int(part.value) if part.value.isdigit() else letter_number(part.value)


def _rejoin_false_parts(parts: list[Part], notices: Notices) -> list[Part]:
    """Put an unlabelled part between B and C back to B: its opening words stood inside the paragraph."""
    kept: list[Part] = []
    for part, after in zip(parts, _list_next(parts), strict=True):
        before = kept[-1] if kept else None
        if not part.value and before and after and _are_neighbours(before, part, after):
            notices.tell("text-joined", part.lines[0].text, place=part.place)
            before.lines += part.lines
        else:
            kept.append(part)
    return kept


def _list_next(parts: list[Part]) -> list[Part | None]:
    """Return for each part the next one that has a label or is of another kind."""
    found: list[Part | None] = []
    after: Part | None = None
    following: Part | None = None
    for part in reversed(parts):
        after = following if following and (following.value or following.kind is not part.kind) else after
        found.append(after)
        following = part
    return found[::-1]


def _are_neighbours(before: Part, part: Part, after: Part) -> bool:
    same = before.kind is part.kind is after.kind and before.value and after.value
    return bool(same) and part.kind is not PartKind.CITATION and number_of(after) == number_of(before) + 1


def _supply(part: Part, parts: list[Part], index: int, form: Callable[[int], str], notices: Notices) -> None:
    number = number_of(parts[index - 1]) + 1 if index else 1
    part.value = form(number)
    part.supplied = True
    notices.tell("label-supplied", part.value, part.lines[0].text, place=part.place)


def _tell_order(parts: list[Part], notices: Notices) -> None:
    labelled = [part for part in parts if part.value]
    if labelled and number_of(labelled[0]) > 1:
        notices.tell("label-gap", labelled[0].value, "nothing", place=labelled[0].place)
    for before, part in itertools.pairwise(labelled):
        step = number_of(part) - number_of(before)
        if step == 0:
            notices.tell("label-duplicate", part.value, place=part.place)
        elif step > 1:
            notices.tell("label-gap", part.value, before.value, place=part.place)
        elif step < 0:
            notices.tell("label-order", part.value, before.value, place=part.place)
