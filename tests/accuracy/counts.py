"""Counts behind the figures: what was right, too much, or missed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields


@dataclass
class Count:
    """Things found: `right` ones, `extra` ones that should not be, `missed` ones; addition joins texts."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None if nothing was found."""
        return divide(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found; None if nothing is there."""
        return divide(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None if nothing is there and nothing was found."""
        return divide(2 * self.right, 2 * self.right + self.extra + self.missed)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


@dataclass
class Share:
    """`right` of `total` things; addition joins texts."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """The share that is right; None of nothing."""
        return divide(self.right, self.total)

    def add(self, right: bool) -> None:
        """Count one more thing."""
        self.right += right
        self.total += 1

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.total + other.total)


@dataclass(frozen=True)
class Miss:
    """One difference between label and program, for developers: `wanted` or `got` is empty where there is none."""

    text: str
    figure: str
    place: str
    wanted: str
    got: str


@dataclass
class TextScore:
    """The figures of one text, or of several."""

    boundaries: Count = field(default_factory=Count)
    boundaries_relaxed: Count = field(default_factory=Count)
    demands: Count = field(default_factory=Count)
    explicit_addressees: Count = field(default_factory=Count)
    actions: Count = field(default_factory=Count)
    actions_relaxed: Count = field(default_factory=Count)
    implied_addressees: Share = field(default_factory=Share)
    verbatim: Share = field(default_factory=Share)
    soft_marked: Share = field(default_factory=Share)


@dataclass
class PairScore:
    """The figures of one pair, or of several; `false_friends.right` is how many were linked."""

    links: Count = field(default_factory=Count)
    strength: Share = field(default_factory=Share)
    scope: Share = field(default_factory=Share)
    false_friends: Share = field(default_factory=Share)


def sum_texts(scores: Iterable[TextScore]) -> TextScore:
    """Return the figures of several texts together."""
    total = TextScore()
    for score in scores:
        total = TextScore(*(getattr(total, f.name) + getattr(score, f.name) for f in fields(TextScore)))
    return total


def sum_pairs(scores: Iterable[PairScore]) -> PairScore:
    """Return the figures of several pairs together."""
    total = PairScore()
    for score in scores:
        total = PairScore(*(getattr(total, f.name) + getattr(score, f.name) for f in fields(PairScore)))
    return total


def divide(part: float, whole: float) -> float | None:
    """Return a quotient, None for a whole of nothing."""
    return part / whole if whole else None
