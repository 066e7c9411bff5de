"""The figures of one pair: links between demands, and the signs of what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from exporter.model.comparison import Comparison, Link
from tests.accuracy.counts import Count, Miss, PairScore
from tests.accuracy.labels import LabelledPair, LinkLabel
from tests.accuracy.text_score import TextResult

Ends = tuple[str, str]


@dataclass
class PairResult:
    """The score of one pair and the differences behind it."""

    pair: LabelledPair
    score: PairScore = field(default_factory=PairScore)
    misses: list[Miss] = field(default_factory=list)

    def miss(self, figure: str, ends: Ends, wanted: str, got: str) -> None:
        """Note one difference."""
        self.misses.append(Miss(self.pair.name, figure, " → ".join(ends), wanted, got))


def score_pair(pair: LabelledPair, comparison: Comparison, old: TextResult, new: TextResult) -> PairResult:
    """Return the figures of one pair."""
    result = PairResult(pair)
    found = name_links(comparison, old, new)
    sure = {ends: link for link in pair.label.links if link.confidence == "sure" for ends in list_ends(link)}
    possible = {ends for link in pair.label.links if link.confidence == "possible" for ends in list_ends(link)}
    count_links(result, found, sure, possible)
    for ends in sorted(sure.keys() & found.keys()):
        count_signs(result, ends, sure[ends], found[ends])
    for friend in pair.label.false_friends:
        for ends in product(friend.old, friend.new):
            result.score.false_friends.add(ends in found)
    return result


def list_ends(link: LinkLabel) -> Iterable[Ends]:
    """Return the single links of which a labelled one consists."""
    return product(link.old, link.new)


def name_links(comparison: Comparison, old: TextResult, new: TextResult) -> dict[Ends, Link]:
    """Return the program's single links under the ids of the labels; what has none keeps its own, in brackets.

    Forwarding clauses, and links of statements on which readers could differ, are left out.
    """
    links = {}
    for link in comparison.links:
        for left, right in () if link.procedural else product(link.old, link.new):
            if left not in old.neutral and right not in new.neutral:
                links[old.actions.get(left, f"({left})"), new.actions.get(right, f"({right})")] = link
    return links


def count_links(result: PairResult, found: dict[Ends, Link], sure: Iterable[Ends], possible: set[Ends]) -> None:
    """Count sure links found and missed, and links that are neither sure nor possible."""
    wanted = set(sure)
    extra = found.keys() - wanted - possible
    missed = wanted - found.keys()
    result.score.links = Count(len(wanted & found.keys()), len(extra), len(missed))
    for ends in sorted(missed):
        result.miss("links", ends, "linked", "")
    for ends in sorted(extra):
        result.miss("links", ends, "", "linked")


def count_signs(result: PairResult, ends: Ends, label: LinkLabel, link: Link) -> None:
    """Count whether the signs of a link that was found are among those a careful reader could defend."""
    axes = ((result.score.strength, label.strength, link.strength), (result.score.scope, label.scope, link.scope))
    for name, (share, wanted, got) in zip(("strength", "scope"), axes, strict=True):
        if wanted is None:
            continue
        signs = (wanted,) if isinstance(wanted, str) else wanted
        share.add(got.value in signs)
        if got.value not in signs:
            result.miss(name, ends, " or ".join(signs), f"{got.value}: {label.why}")
