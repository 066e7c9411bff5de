"""Sentences of our own whose whole reading was reviewed by a person, one text paragraph a line."""

from pathlib import Path

from exporter.analysis.demands import find_demands
from tests.analysis.demands.test_gold import show
from tests.analysis.demands.texts import make_resolution
from tests.golden import Goldens

SENTENCES = Path(__file__).parents[2] / "cases" / "demands" / "reviewed.txt"


def test_reviewed_sentences(golden: Goldens) -> None:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line]
    statements = find_demands(make_resolution(*lines, title="Human rights")).statements
    golden.check(SENTENCES, ".demands.txt", "".join(show(s) for s in statements))
