"""Who tabled a text: the names in its head, with the groups on whose behalf."""

import re
from collections.abc import Iterator, Sequence

from exporter.model.resolution import Signatory
from exporter.parsing.identifiers import find_identifiers
from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import Phrases

NAME = re.compile(r"[^\W\d_][\w’'.-]*(?: (?:[^\W\d_][\w’'.-]*)){1,5}")
"""Jessika Van Leeuwen, Abir Al-Sahlani, Antonio López-Istúriz White."""

MAX_WORDS = 5
"""Words in a name; more without a comma are several names that cannot be told apart."""


def read_signatories(head: Sequence[Line], phrases: Phrases, notices: Notices) -> tuple[Signatory, ...]:
    """Return the signatories in the head of a text, in order; those after the last group have none."""
    return tuple(_find_sponsors(head, phrases)) or _find_members(head, phrases, notices)


def _find_sponsors(head: Sequence[Line], phrases: Phrases) -> list[Signatory]:
    """Return the States behind a UN draft: "Bolandia, Carmania* and Saint Ann and Bell: draft resolution"."""
    for index, line in enumerate(head):
        match = phrases.sponsors.fullmatch(line.text)
        if match is None:
            continue
        begin = index
        while begin and _goes_on(head[begin - 1].text, phrases):
            begin -= 1
        text = " ".join([*(before.text for before in head[begin:index]), match["names"]])
        names = (name.strip(" *") for piece in text.split(",") for name in phrases.sponsor_joint.split(piece))
        return [Signatory(name=name) for name in names if name]
    return []


def _goes_on(text: str, phrases: Phrases) -> bool:
    """Return whether a line is the beginning of a list that the next line goes on with: names apart by commas."""
    pieces = [piece.strip(" *") for piece in text.split(",") if piece.strip(" *")]
    listed = text.endswith((",", *(f" {word}" for word in phrases.joiners))) or len(pieces) > 1
    return listed and not re.search(r"\d", text) and all(piece[0].isupper() for piece in pieces)


def _find_members(head: Sequence[Line], phrases: Phrases, notices: Notices) -> tuple[Signatory, ...]:
    found: list[Signatory] = []
    for places, group in _list_groups(head, phrases):
        found += _make_signatories([head[place] for place in places], group, notices)
    return tuple(found)


def find_signing(head: Sequence[Line], phrases: Phrases) -> frozenset[int]:
    """Return the places of the lines of a head that hold the names of signatories."""
    return frozenset(place for places, _ in _list_groups(head, phrases) for place in places)


def _list_groups(head: Sequence[Line], phrases: Phrases) -> Iterator[tuple[list[int], str | None]]:
    """Yield the places of the lines with names and the group that the line after them gives, None after the last."""
    pending: list[int] = []
    grouped = False
    for place, line in enumerate(head):
        if match := phrases.group.fullmatch(line.text):
            group = next(name for name in match.groups() if name)
            yield pending, group.removeprefix("the ")
            pending, grouped = [], True
        elif _may_be_names(line.text, phrases):
            pending.append(place)
        elif grouped:
            break
        else:
            pending = []
    if grouped:
        yield pending, None


def _may_be_names(text: str, phrases: Phrases) -> bool:
    """Return whether a line may hold names: no digits, no identifiers, no set phrase, capital letters throughout."""
    if re.search(r"\d", text) or text.endswith(":") or any(find_identifiers(text)):
        return False
    return not any(pattern.match(text) for pattern in (phrases.title, phrases.head_note, phrases.enacting))


def _make_signatories(lines: Sequence[Line], group: str | None, notices: Notices) -> list[Signatory]:
    names = _split_names(lines)
    unclear = [name for name in names if len(name.split()) > MAX_WORDS]
    for name in unclear:
        notices.tell("signatories-unclear", name, place=lines[0].place)
    good = [name for name in names if name not in unclear and _is_name(name)]
    return [Signatory(name=name, group=group) for name in good]


def _split_names(lines: Sequence[Line]) -> list[str]:
    """Return the names in lines: separated by commas, semicolons or "and", else one a line."""
    texts = [line.text for line in lines]
    if any(mark in text for text in texts for mark in ",;"):
        pieces = re.split(r"[,;]| and (?=[A-Z])", " ".join(texts))
    else:
        pieces = texts
    return [piece.strip() for piece in pieces if piece.strip()]


def _is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None and any(word[0].isupper() for word in text.split())
