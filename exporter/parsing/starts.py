"""Where a new part begins: rules over label, words and what is expected next."""

import re
from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from exporter.parsing.labels import Label, Style, letter_number
from exporter.parsing.lines import Line
from exporter.parsing.parts import PartKind, Start
from exporter.parsing.phrases import Phrases

MAX_SKIP = 3
"""How many numbers a label without an operative verb may leap over and still be taken for a label."""

PARTICIPLE = re.compile(r"[A-Z][a-z]+ing ")


class State(Protocol):
    """What the rules need to know of the parts found so far."""

    phrases: Phrases
    un: bool
    section: PartKind
    whereas: bool
    lettered: bool
    numbered: bool
    closed: bool
    bracketed: bool
    loose: list[Line]

    @property
    def any_part(self) -> bool:
        """Whether a part has been found."""

    @property
    def ended(self) -> bool:
        """Whether the part before has come to a sentence end, or there is none."""

    @property
    def listing(self) -> bool:
        """Whether the part before ends with a colon, so that what follows may be its points."""

    @property
    def next_letter(self) -> int:
        """The recital letter that is due, A being 1."""

    @property
    def next_number(self) -> int:
        """The paragraph number that is due."""


class Candidate(Struct, frozen=True):
    """A line as the rules see it; `rest` are the words after the label, taken from the next line if it stands alone."""

    line: Line
    label: Label | None
    rest: str

    @property
    def style(self) -> Style | None:
        """The style of the label, None without one."""
        return self.label.style if self.label else None

    def start(self, kind: PartKind, value: str = "") -> Start:
        """Return the start of a part `kind` here."""
        label = self.label
        if label is None:
            return Start(kind, value, self.line.text)
        return Start(kind, value, label.rest, label.printed, label.weak)


def find_start(state: State, line: Line, label: Label | None, rest: str) -> Start | None:
    """Return the part that begins with this line, None when the line continues what stands before."""
    if label is None and not (state.ended or line.gap):
        return None  # most lines: in the midst of a part
    candidate = Candidate(line, label, rest)
    for rule in UN_RULES if state.un else EP_RULES:
        if start := rule(state, candidate):
            return start
    return None


def _boundary(state: State, candidate: Candidate) -> bool:
    return state.ended or candidate.line.gap


def _by_citation_formula(state: State, candidate: Candidate) -> Start | None:
    """Match "– having regard to Rule 144 of its Rules of Procedure,"."""
    if state.section is PartKind.PARAGRAPH or candidate.style not in (None, Style.DASH):
        return None
    opening = state.phrases.citation_opening.match(candidate.rest)
    if (
        not opening
        or not _boundary(state, candidate)
        or _is_longer(state.phrases.recital.match(candidate.rest), opening)
    ):
        return None
    main = state.phrases.citation.match(candidate.rest) is not None
    dashed, first_section = candidate.style is Style.DASH, state.section is PartKind.CITATION
    fits = (main and (dashed or state.ended)) or (first_section and (dashed or (candidate.line.gap and state.ended)))
    return candidate.start(PartKind.CITATION) if fits else None


def _is_longer(match: re.Match[str] | None, other: re.Match[str]) -> bool:
    """Return whether a formula is the more special: Danish "der henviser til, at" is a recital's."""
    return match is not None and match.end() > other.end()


def _by_whereas(state: State, candidate: Candidate) -> Start | None:
    """Match "A. whereas ...", "1. whereas ...", "- whereas ...", "whereas ..." after a blank line."""
    if state.section is PartKind.PARAGRAPH or not state.phrases.recital.match(candidate.rest):
        return None
    label = candidate.label
    if label is None:
        fits = state.ended and (candidate.line.gap or not (state.lettered or state.loose))
        return candidate.start(PartKind.RECITAL) if fits else None
    if label.style is Style.POINT:
        return None
    if label.style is Style.DASH:
        return candidate.start(PartKind.RECITAL) if _boundary(state, candidate) else None
    due = label.style is Style.LETTER and letter_number(label.value) == state.next_letter
    return candidate.start(PartKind.RECITAL, label.value) if due or _boundary(state, candidate) else None


def _by_letter(state: State, candidate: Candidate) -> Start | None:
    """Match "B. alarmed at the number of arrests," the older recitals without "whereas"."""
    label = candidate.label
    if label is None or label.style is not Style.LETTER or state.section is PartKind.PARAGRAPH:
        return None
    if letter_number(label.value) != state.next_letter or not _boundary(state, candidate):
        return None
    unmarked = not state.phrases.formulas.recitals  # Swedish recitals are sentences
    fits = candidate.rest[:1].islower() or ((candidate.line.gap or unmarked) and not state.whereas and state.any_part)
    return candidate.start(PartKind.RECITAL, label.value) if fits else None


def _by_number(state: State, candidate: Candidate) -> Start | None:
    """Match "4. Strongly condemns ...", but not "1. January" or "2. Calls" inside a quotation of another text."""
    label = candidate.label
    value = label.value.strip("()") if label else ""
    bracketed = label is not None and label.style is Style.POINT
    if label is None or not value.isdigit() or (bracketed and state.numbered and not state.bracketed):
        return None
    number, boundary = int(value), _boundary(state, candidate)
    verb = state.phrases.operative.match(candidate.rest) is not None
    if state.section is not PartKind.PARAGRAPH or not state.numbered:
        fits = _opens_paragraphs(state, candidate, number, verb=verb)
    elif number == state.next_number:
        fits = (verb and (boundary or not label.weak)) or (boundary and _may_be_paragraph(state, candidate))
        fits = fits and (not state.closed or (verb and boundary))
    else:
        fits = boundary and not state.closed and not label.weak and _may_leap(state, candidate, number, verb=verb)
    return candidate.start(PartKind.PARAGRAPH, value) if fits else None


def _opens_paragraphs(state: State, candidate: Candidate, number: int, *, verb: bool) -> bool:
    if verb:
        return number == 1 or (_boundary(state, candidate) and candidate.label is not None and not candidate.label.weak)
    return number == 1 and state.any_part and _boundary(state, candidate) and _may_be_paragraph(state, candidate)


def _may_be_paragraph(state: State, candidate: Candidate) -> bool:
    """Return whether words without a known operative verb may open a paragraph: no date, no bare number."""
    weak = candidate.label is not None and candidate.label.weak
    first = candidate.rest.split(" ", 1)[0].rstrip(",.")
    formulas = state.phrases.formulas
    opens = candidate.rest[:1].isupper() or candidate.line.gap or formulas.lower_case
    return bool(candidate.rest) and opens and not weak and first not in formulas.months


def _may_leap(state: State, candidate: Candidate, number: int, *, verb: bool) -> bool:
    if verb:
        return number > 1 or _restarts(state)
    due = state.next_number
    return candidate.line.gap and due < number <= due + MAX_SKIP and _may_be_paragraph(state, candidate)


def _restarts(state: State) -> bool:
    """Return whether "1." may come again: under a heading of its own, as some reports count."""
    words = state.loose[-1].text if state.loose else ""
    return bool(words) and state.loose[0].gap and not words.endswith((".", ";", ",", ":")) and state.ended


def _by_dash_and_verb(state: State, candidate: Candidate) -> Start | None:
    """Match "- Calls on the Commission ...": a paragraph whose number was lost."""
    if candidate.style is not Style.DASH or state.listing or state.closed or not state.any_part:
        return None
    fits = candidate.rest[:1].isupper() and state.phrases.operative.match(candidate.rest) and state.ended
    return candidate.start(PartKind.PARAGRAPH) if fits and (candidate.line.gap or not state.numbered) else None


def _by_verb(state: State, candidate: Candidate) -> Start | None:
    """Match "Calls on the Commission ..." after a blank line: a paragraph whose number was lost."""
    if candidate.label is not None or state.listing or state.closed or not state.any_part:
        return None
    fits = candidate.rest[:1].isupper() and state.phrases.operative.match(candidate.rest)
    return candidate.start(PartKind.PARAGRAPH) if fits and candidate.line.gap and state.ended else None


def _by_dash(state: State, candidate: Candidate) -> Start | None:
    """Find a citation whose formula was lost, "– its resolution of 9 March 2021,"; likewise a recital."""
    if candidate.style is not Style.DASH or state.section is PartKind.PARAGRAPH or state.listing or state.lettered:
        return None
    return candidate.start(state.section) if state.any_part and state.ended and candidate.line.gap else None


def _by_participle(state: State, candidate: Candidate) -> Start | None:
    """Match "Deeply concerned that ...", the preambular paragraphs of the United Nations."""
    text = candidate.line.text
    if state.section is not PartKind.CITATION or candidate.label or not state.ended or not text[:1].isupper():
        return None
    opens = state.phrases.preambular.match(_skip_adverbs(text)) or (candidate.line.gap and PARTICIPLE.match(text))
    return candidate.start(PartKind.CITATION) if opens else None


def _skip_adverbs(text: str) -> str:
    """Return the text without an adverb at its start: "Deeply concerned" opens like "Concerned"."""
    first, _, rest = text.partition(" ")
    return rest if first.endswith("ly") else text


def _by_single_verb(state: State, candidate: Candidate) -> Start | None:
    """Match "Takes note of the report": the only operative paragraph of a UN text has no number."""
    if candidate.label is not None or state.section is not PartKind.CITATION or not state.any_part:
        return None
    fits = candidate.rest[:1].isupper() and state.ended and state.phrases.operative.match(candidate.rest)
    return candidate.start(PartKind.PARAGRAPH) if fits else None


Rule = Callable[[State, Candidate], Start | None]
EP_RULES: tuple[Rule, ...] = (
    _by_citation_formula,
    _by_whereas,
    _by_letter,
    _by_number,
    _by_dash_and_verb,
    _by_verb,
    _by_dash,
)
UN_RULES: tuple[Rule, ...] = (_by_number, _by_participle, _by_single_verb)
"""The first rule that fits decides."""
