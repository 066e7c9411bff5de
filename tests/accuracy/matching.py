"""Where labels stand in a text as the program read it, and which label answers to which finding."""

from collections.abc import Sequence
from dataclasses import dataclass

from exporter.model.resolution import Paragraph, Resolution, running_text
from tests.accuracy.labels import ActionLabel, DocumentLabel, StatementLabel

RELAXED = 0.5


@dataclass(frozen=True)
class Stretch:
    """Characters `start` to `end` of paragraph `index`; an index of -1: nowhere in what the program read."""

    index: int
    start: int
    end: int


NOWHERE = Stretch(-1, 0, 0)


@dataclass(frozen=True)
class PlacedAction:
    """A labelled action with every stretch that is accepted as its quotation, the preferred one first."""

    label: ActionLabel
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class PlacedStatement:
    """A labelled statement with where it stands."""

    label: StatementLabel
    stretch: Stretch
    actions: tuple[PlacedAction, ...]


def place_labels(label: DocumentLabel, resolution: Resolution) -> list[PlacedStatement]:
    """Return the labelled statements where they stand in the resolution, in order."""
    placed = []
    for paragraph in label.paragraphs:
        index = find_paragraph(paragraph.n, resolution.paragraphs)
        text, cursor = (running_text(resolution.paragraphs[index]), 0) if index >= 0 else ("", 0)
        for statement in paragraph.statements:
            stretch = locate(statement.text, text, index, cursor)
            cursor = max(cursor, stretch.end)
            placed.append(PlacedStatement(statement, stretch, place_actions(statement, text, stretch)))
    return placed


def find_paragraph(number: int, paragraphs: Sequence[Paragraph]) -> int:
    """Return the index of the paragraph with that printed number, else of the one that far down; -1 for none."""
    printed = [paragraph.number for paragraph in paragraphs]
    if number in printed:
        return printed.index(number)
    return number - 1 if number <= len(printed) and printed[number - 1] is None else -1


def place_actions(statement: StatementLabel, text: str, within: Stretch) -> tuple[PlacedAction, ...]:
    """Return the actions of a statement where they stand in it, each searched for after the one before."""
    placed, cursor = [], within.start
    for action in statement.actions:
        stretch = locate(action.text, text, within.index, cursor)
        cursor = max(cursor, stretch.end)
        placed.append(PlacedAction(action, accept_wordings(action, text, stretch)))
    return tuple(placed)


def accept_wordings(action: ActionLabel, text: str, stretch: Stretch) -> tuple[Stretch, ...]:
    """Return the stretches accepted as quotation: the label, its wider wordings, and each with a `that` before it."""
    if stretch == NOWHERE:
        return (NOWHERE,)
    wordings = [action.text, *action.wordings]
    accepted = [words for words in (*wordings, *(f"that {w}" for w in wordings)) if text[: stretch.end].endswith(words)]
    return tuple(Stretch(stretch.index, stretch.end - len(words), stretch.end) for words in accepted)


def locate(words: str, text: str, index: int, cursor: int) -> Stretch:
    """Return where words stand at or after `cursor` in the text of a paragraph."""
    start = text.find(words, cursor) if index >= 0 else -1
    return Stretch(index, start, start + len(words)) if start >= 0 else NOWHERE


def measure_overlap(one: Stretch, other: Stretch) -> float:
    """Return the characters two stretches share over the characters that either holds, 0 to 1."""
    if one.index != other.index or one.index < 0:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start) or 1)


def match(wanted: Sequence[Sequence[Stretch]], found: Sequence[Stretch], floor: float = RELAXED) -> dict[int, int]:
    """Return wanted -> found, one to one, the largest overlaps first; `wanted` gives each one's accepted stretches."""
    overlaps = [
        (max(measure_overlap(stretch, other) for stretch in stretches), i, j)
        for i, stretches in enumerate(wanted)
        for j, other in enumerate(found)
    ]
    pairs: dict[int, int] = {}
    for overlap, i, j in sorted(overlaps, key=lambda item: (-item[0], item[1:])):
        if overlap >= floor and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs
