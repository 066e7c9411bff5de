"""Time grows with the length of a text, not with its square, on honest and on hostile texts."""

import time
from collections.abc import Callable

import pytest

from exporter.model.resolution import Resolution

HEAD = "European Parliament resolution on x\nThe European Parliament,\n– having regard to x,\n1. Calls on y;\n"
HOSTILE = {
    "wrapped words": "word word word\n",
    "blank lines": "\n",
    "bare numbers": "12\n",
    "open quotations": "“ 2. Calls on\n",
    "broken words": "ab-\n",
    "notes": "1 Abc\n",
    "points": "(a)\n(i):\n",
    "dashes": "– ",
    "spaces": "   ",
    "brackets": "(a)(",
    "titles": "European Parliament resolution\n",
    "page breaks": "\fB9-0001/2022\n2/5\n",
    "labels": "A. whereas b;\n",
    "rules": "Rule 1 ",
    "laws": "Regulation (EU) ",
    "journals": "OJ C 1",
    "symbols": "A/",
    "sponsors": "Albania, Bolivia,\n",
    "French quotations": "« 2. invite\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_four_times_the_text_takes_far_less_than_sixteen_times_the_time(
    parse_text: Callable[[str], Resolution], piece: str
) -> None:
    short = HEAD + piece * (20_000 // len(piece))
    long = HEAD + piece * (80_000 // len(piece))
    parse_text(short)
    once = min(_measure(parse_text, short) for _ in range(2))
    assert _measure(parse_text, long) < 9 * once + 0.2


def _measure(parse_text: Callable[[str], Resolution], text: str) -> float:
    start = time.process_time()
    parse_text(text)
    return time.process_time() - start
