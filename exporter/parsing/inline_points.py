"""Points that run on in the line: `Calls on the Commission to: (a) suspend aid; (b) report back; and (c) ...`."""

import re

from exporter.model.resolution import Point
from exporter.parsing.labels import letter_number, roman_number

# "(a) ", "(iv) ", "i) " inside a line; numbers are marks of footnotes more often
LABEL = re.compile(r"(?<=\s)\(?[a-z]{1,5}\)(?=\s)")
# what a further point stands behind: "; ", ", and ", "and "
BEFORE = re.compile(r"(?:[;,]|[;,]? [^\W\d_]{1,3}) \Z")
# what the first point stands behind: "Council: ", "Council to ", but not "the conditions of point "
BEFORE_FIRST = re.compile(r"(?:[:,;–-]|\b[^\W\d_]{1,3}) \Z")
BEFORE_LIMIT = 6
MIN_WORDS = 2
# so many labels make a list; so many make one even where the first stands behind any word: "must (a) respect ..."
ENOUGH, ENOUGH_ANYWHERE = 2, 3
FIRST_LIMIT = 20
"""How many labels are tried as the first one, so that a hostile line takes no longer than it is long."""


def split_inline(text: str) -> tuple[str, tuple[Point, ...]]:
    """Return the words before the first of at least two points in a row, and the points; all of it if there are none.

    Joined by single spaces, lead and points with their labels are `text` again.
    """
    labels = list(LABEL.finditer(text))
    for first in range(min(len(labels) - 1, FIRST_LIMIT)):
        if run := _follow(text, labels[first:]):
            ends = [match.start() for match in run[1:]] + [len(text)]
            points = [
                Point(label=m.group(), text=text[m.end() : end].strip()) for m, end in zip(run, ends, strict=True)
            ]
            if all(len(point.text.split()) >= MIN_WORDS for point in points):
                return text[: run[0].start()].rstrip(), tuple(points)
            return text, ()
    return text, ()


def _follow(text: str, labels: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the labels that count on from the first one, each behind a comma, a semicolon or a short word."""
    tied = BEFORE_FIRST.search(text, max(0, labels[0].start() - BEFORE_LIMIT), labels[0].start())
    for count in (roman_number, _letter):
        if count(_value(labels[0])) != 1:
            continue
        run = labels[:1]
        for match in labels[1:]:
            before = BEFORE.search(text, max(0, match.start() - BEFORE_LIMIT), match.start())
            if before and count(_value(match)) == len(run) + 1:
                run.append(match)
        if len(run) >= (ENOUGH if tied else ENOUGH_ANYWHERE):
            return run
    return []


def _value(label: re.Match[str]) -> str:
    return label.group().strip("()")


def _letter(value: str) -> int | None:
    return letter_number(value.upper()) if len(value) == 1 and value.isalpha() else None
