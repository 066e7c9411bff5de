"""Lines joined to running text, with words that were broken at a line end made whole."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import Phrases

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word, hyphens and apostrophes inside it included: `pre-trial`, `Parliament’s`."""

LEFT = re.compile(r"([\w’'-]*\w)-$")
"""The beginning of a broken word: "... for two years in pre-"."""

RIGHT = re.compile(r"[\w’']+(?:-[\w’']+)*")
HYPHENATED = 0.04
"""Share of lines that end with a hyphen above which a text is taken for one with broken words."""

LONG_PART = 4
"""Letters of the beginning of a compound; shorter ones ("in-", "con-", "re-") are more often broken words."""

CLOSING = (",", ";", ".", ":", ")", "]", "’", "”", "!", "?")


@dataclass(frozen=True)
class Joiner:
    """Joins lines; `lines` is the whole text, whose other words decide whether a hyphen stays."""

    lines: Sequence[Line]
    phrases: Phrases
    notices: Notices

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands whole in a line of the text, in small letters; compounds also by their parts."""
        found: set[str] = set()
        for line in self.lines:
            words = [word.lower() for word in WORD.findall(line.text)]
            if line.text.endswith("-") and words:
                words.pop()
            found.update(words, *(word.split("-") for word in words if "-" in word))
        return frozenset(found)

    @cached_property
    def hyphenated(self) -> bool:
        """Whether the text was typeset with broken words: more hyphens at line ends than compounds alone would give."""
        return sum(line.text.endswith("-") for line in self.lines) > HYPHENATED * len(self.lines)

    @cached_property
    def width(self) -> int:
        """How many letters a full line of the text has: of ten lines, nine are no longer."""
        lengths = sorted(len(line.text) for line in self.lines)
        return lengths[len(lengths) * 9 // 10] if lengths else 0

    def join(self, lines: Iterable[Line], place: str = "") -> str:
        """Return the lines as running text with single spaces; each repair is told at `place`."""
        parts: list[str] = []
        for line in lines:
            if not parts:
                parts.append(line.text)
            elif parts[-1].endswith("-") and (left := LEFT.search(parts[-1])):
                parts += self._mend(left[1], line, place)
            elif line.text.startswith(CLOSING) and not line.whole:
                self.notices.tell("line-break-closed", line.text, place=_join_places(line.place, place))
                parts.append(line.text)
            else:
                parts += [" ", line.text]
            _drop_hyphen(parts)
        return "".join(parts).strip()

    def _mend(self, left: str, line: Line, place: str) -> list[str]:
        """Return what follows the broken beginning `left`; an empty string first tells that its hyphen goes."""
        right = found[0] if (found := RIGHT.match(line.text)) else ""
        if not right or right.lower() in self.phrases.joiners:
            return [" ", line.text]
        keep, sure = self._keeps_hyphen(left, right)
        whole = f"{left}-{right}" if keep else left + right
        self.notices.tell(
            "word-rejoined" if sure else "word-rejoined-unsure", whole, place=_join_places(line.place, place)
        )
        return [line.text] if keep else ["", line.text]

    def _keeps_hyphen(self, left: str, right: str) -> tuple[bool, bool]:
        """Return whether the hyphen stays, and whether that is sure; the first rule that fits decides."""
        for rule in RULES:
            if (verdict := rule(self, left, right)) is not None:
                return verdict, True
        known = (left.lower() in self.words, right.lower() in self.words)
        fits = known[1] and len(left) >= LONG_PART
        return all(known) or (fits and not self.hyphenated), False


def _drop_hyphen(parts: list[str]) -> None:
    if len(parts) > 2 and parts[-2] == "":
        parts[-3] = parts[-3][:-1]


def _join_places(line: str, part: str) -> str:
    return ", ".join(place for place in (line, part) if place)


def _by_form(_joiner: Joiner, left: str, right: str) -> bool | None:
    """Names, numbers and abbreviations are hyphenated: "A9-/0188", "EU-/funded", "editor-in-/chief"."""
    letters = left.rpartition("-")[2]
    return (
        True
        if "-" in left or right[0].isupper() or not letters.isalpha() or not right[0].isalpha() or letters.isupper()
        else None
    )


def _by_whole_word(joiner: Joiner, left: str, right: str) -> bool | None:
    return True if f"{left}-{right}".lower() in joiner.words else None


def _by_closed_word(joiner: Joiner, left: str, right: str) -> bool | None:
    return False if (left + right).lower() in joiner.words else None


def _by_parts(joiner: Joiner, left: str, right: str) -> bool | None:
    start, end = left.lower().rpartition("-")[2], right.lower().partition("-")[0]
    return True if start in joiner.phrases.hyphen_prefixes or end in joiner.phrases.hyphen_tails else None


RULES: tuple[Callable[[Joiner, str, str], bool | None], ...] = (_by_form, _by_whole_word, _by_closed_word, _by_parts)
"""Whether a hyphen stays, None for no answer: form, then the same word elsewhere in the text, then known parts."""
