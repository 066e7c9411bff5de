"""Measure extraction and comparison against the labelled texts: `python -m tests.accuracy.score`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exporter.errors import ExporterError
from exporter.library import Text, compare, read
from tests.accuracy.counts import Miss, PairScore
from tests.accuracy.labels import ROOT, LabelledPair, LabelledText, Part, load_pairs, load_texts
from tests.accuracy.pair_score import PairResult, count_links, list_ends, score_pair
from tests.accuracy.report import format_group, format_misses, format_pairs, format_texts
from tests.accuracy.text_score import TextResult, score_text

PARTS: tuple[Part, ...] = ("seeds", "development", "held-out")
TITLES: dict[Part, str] = {"seeds": "Seeds", "development": "Development texts", "held-out": "Held-out texts"}
NO_SEEDS = "The labels of the seeds lie outside this checkout and are not there; the seeds are not scored."


@dataclass
class PartResult:
    """The results of one part; `refused` says which texts the program could not read."""

    part: Part
    texts: list[TextResult] = field(default_factory=list)
    pairs: list[PairResult] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def misses(self) -> list[Miss]:
        """Every difference, texts first."""
        return [miss for text in self.texts for miss in text.misses] + [m for pair in self.pairs for m in pair.misses]


def score_part(part: Part) -> PartResult:
    """Return the results of one part; a text that the program refuses is named and counts as nothing found."""
    result = PartResult(part)
    texts = {labelled.name: read_labelled(labelled, result) for labelled in load_texts(part)}
    scores = {item.text.name: item for item in result.texts}
    for pair in load_pairs(part):
        old, new = texts[pair.label.old], texts[pair.label.new]
        if old and new:
            result.pairs.append(score_pair(pair, compare(old, new), scores[pair.label.old], scores[pair.label.new]))
        else:
            result.pairs.append(score_unread(pair))
    return result


def read_labelled(labelled: LabelledText, result: PartResult) -> Text | None:
    """Return a text as the program reads it, its figures added to the result; None if it refuses the text."""
    try:
        text = read(labelled.path)
    except ExporterError as error:
        result.refused.append(f"{labelled.name}: {error}")
        result.texts.append(score_refused(labelled))
        return None
    result.texts.append(score_text(labelled, text.document))
    return text


def score_unread(pair: LabelledPair) -> PairResult:
    """Return the figures of a pair of which a text could not be read: every sure link is missed."""
    result = PairResult(pair)
    count_links(
        result, {}, [ends for link in pair.label.links if link.confidence == "sure" for ends in list_ends(link)], set()
    )
    return result


def score_refused(text: LabelledText) -> TextResult:
    """Return the figures of a text in which nothing was found."""
    result = TextResult(text)
    statements = [s for paragraph in text.label.paragraphs for s in paragraph.statements]
    demands = [s for s in statements if s.kind == "demand" and not s.doubtful]
    result.score.boundaries.missed = result.score.boundaries_relaxed.missed = len(statements)
    result.score.demands.missed = len(demands)
    result.score.explicit_addressees.missed = sum(len(s.addressees) for s in demands if s.explicit)
    result.score.actions.missed = result.score.actions_relaxed.missed = sum(len(s.actions) for s in demands)
    return result


def format_part(result: PartResult) -> str:
    """Return the figures of one part as Markdown: a group for each language, then the single texts and pairs."""
    if not result.texts:
        return f"## {TITLES[result.part]}\n\n{NO_SEEDS}\n"
    sections = []
    for language in sorted({item.text.label.language for item in result.texts}):
        texts = [item.score for item in result.texts if item.text.label.language == language]
        pairs: Sequence[PairScore] = [item.score for item in result.pairs] if language == "en" else []
        sections.append(format_group(f"{TITLES[result.part]}, {language}", texts, pairs))
    sections.append(format_texts([(item.text.name, item.score) for item in result.texts]))
    sections.append(format_pairs([(item.pair.name, item.score) for item in result.pairs]))
    sections.extend(f"Refused: {line}\n" for line in result.refused)
    return "\n".join(sections)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures and write them to a file."""
    options = parse_arguments(arguments)
    results = [score_part(part) for part in (PARTS if options.held_out else PARTS[:2])]
    report = "# Accuracy\n\n" + "\n".join(format_part(result) for result in results)
    print(report)
    write(options.output, report)
    if options.errors:
        misses = [miss for result in results for miss in result.misses]
        write(options.output.with_name(f"{options.output.stem}-errors.md"), format_misses(misses))


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.score", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="score the held-out texts too: once, at the end")
    parser.add_argument("--errors", action="store_true", help="also list every difference, beside the figures")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "accuracy.md", help="where the figures go")
    return parser.parse_args(arguments)


def write(path: Path, text: str) -> None:
    """Write a report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"written: {path}")


if __name__ == "__main__":
    main()
