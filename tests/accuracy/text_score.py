"""The figures of one text: what a careful reader found in it against what the program found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from exporter.model.demands import Action, Kind, Statement
from exporter.model.dossier import Document
from tests.accuracy.counts import Count, Miss, TextScore
from tests.accuracy.labels import LabelledText, join_source
from tests.accuracy.matching import PlacedAction, PlacedStatement, Stretch, match, place_labels
from tests.accuracy.names import list_names, normalise_name


@dataclass
class TextResult:
    """The score of one text, the differences behind it, and which action of the program is which labelled one.

    `actions` leads from ids of the program to ids of the labels; `neutral` holds ids of the program that lie in
    statements on which careful readers could differ.
    """

    text: LabelledText
    score: TextScore = field(default_factory=TextScore)
    misses: list[Miss] = field(default_factory=list)
    actions: dict[str, str] = field(default_factory=dict)
    neutral: set[str] = field(default_factory=set)

    def miss(self, figure: str, place: str, wanted: str, got: str) -> None:
        """Note one difference."""
        self.misses.append(Miss(self.text.name, figure, place, wanted, got))


@dataclass(frozen=True)
class Case:
    """A labelled statement with the one of the program that answers to it; either may be missing."""

    label: PlacedStatement | None
    found: Statement | None

    @property
    def wanted(self) -> bool:
        """Whether the label says it is a demand."""
        return self.label is not None and self.label.label.kind == "demand"

    @property
    def got(self) -> bool:
        """Whether the program says it is a demand."""
        return self.found is not None and self.found.kind is Kind.DEMAND

    @property
    def doubtful(self) -> bool:
        """Whether two careful readers could differ on it."""
        return self.label is not None and self.label.label.doubtful

    @property
    def place(self) -> str:
        """Where it is, as ids: of the label if there is one."""
        if self.label:
            return self.label.label.id
        return f"({self.found.id})" if self.found else ""


def score_text(text: LabelledText, document: Document) -> TextResult:
    """Return the figures of one text."""
    result = TextResult(text)
    placed = place_labels(text.label, document.resolution)
    found = document.demands.statements
    cases = pair_statements(placed, found)
    count_boundaries(result, placed, found)
    result.score.boundaries_relaxed = count_cases(cases)
    for case in cases:
        count_demand(result, case)
        count_addressees(result, case)
        count_actions(result, case)
    count_verbatim(result, found, join_source(text.path.read_text(encoding="utf-8")))
    return result


def stretch_of(item: Statement | Action) -> Stretch:
    """Return where a finding stands."""
    return Stretch(item.span.index, item.span.start, item.span.end)


def pair_statements(placed: Sequence[PlacedStatement], found: Sequence[Statement]) -> list[Case]:
    """Return labelled statements with their answers, then what the program found beyond them."""
    pairs = match([(item.stretch,) for item in placed], [stretch_of(item) for item in found])
    cases = [Case(item, found[pairs[i]] if i in pairs else None) for i, item in enumerate(placed)]
    return cases + [Case(None, item) for j, item in enumerate(found) if j not in pairs.values()]


def count_cases(cases: Iterable[Case]) -> Count:
    """Return how many statements have an answer in the relaxed sense."""
    count = Count()
    for case in cases:
        count += Count(bool(case.label and case.found), case.label is None, case.found is None)
    return count


def count_boundaries(result: TextResult, placed: Sequence[PlacedStatement], found: Sequence[Statement]) -> None:
    """Count statements with the very same first and last character."""
    wanted = {item.stretch: item for item in placed if item.stretch.index >= 0}
    got = {stretch_of(item): item for item in found}
    right = len(wanted.keys() & got.keys())
    result.score.boundaries = Count(right, len(found) - right, len(placed) - right)
    for item in placed:
        if item.stretch not in got:
            result.miss("boundaries", item.label.id, item.label.text, "")
    for stretch, statement in got.items():
        if stretch not in wanted:
            result.miss("boundaries", f"({statement.id})", "", statement.text)


def count_demand(result: TextResult, case: Case) -> None:
    """Count whether a demand was seen as one, and a soft one marked for review."""
    if case.doubtful or not (case.wanted or case.got):
        return
    count = Count(case.wanted and case.got, not case.wanted, not case.got)
    result.score.demands += count
    if not count.right:
        wanted = case.label.label.text if case.wanted and case.label else ""
        result.miss("demands", case.place, wanted, case.found.text if case.got and case.found else "")
    elif case.label and case.label.label.soft and case.found:
        result.score.soft_marked.add(bool(case.found.review))
        if not case.found.review:
            result.miss("soft marked", case.place, case.label.label.text, "")


def count_addressees(result: TextResult, case: Case) -> None:
    """Count the names of who is asked: those the text gives, and those the program proposes."""
    if case.doubtful:
        return
    label = case.label.label if case.wanted and case.label else None
    named = list(label.addressees) if label else []
    wanted = [list_names(name) for name in named] if label and label.explicit else []
    neutral = {name for item in (label.optional if label else ()) for name in list_names(item)}
    addressees = case.found.addressees if case.got and case.found else ()
    got = {normalise_name(item.name) for item in addressees if item.explicit} - neutral
    right = sum(1 for names in wanted if names & got)
    extra = got - {name for names in wanted for name in names}
    result.score.explicit_addressees += Count(right, len(extra), len(wanted) - right)
    if extra or right < len(wanted):
        result.miss("explicit addressees", case.place, "; ".join(named if wanted else []), "; ".join(sorted(got)))
    implied = {normalise_name(item.name) for item in addressees if not item.explicit} - neutral
    count_implied(result, case, implied, named)


def count_implied(result: TextResult, case: Case, implied: set[str], named: list[str]) -> None:
    """Count the proposed addressees, and those of them that are right."""
    allowed = {name for item in named for name in list_names(item)}
    for name in sorted(implied):
        result.score.implied_addressees.add(name in allowed)
        if name not in allowed:
            result.miss("implied addressees", case.place, "; ".join(named), name)


def count_actions(result: TextResult, case: Case) -> None:
    """Count the actions of demands, and remember which of the program's is which labelled one."""
    placed = case.label.actions if case.wanted and case.label else ()
    found = case.found.actions if case.got and case.found else ()
    pairs = match([item.stretches for item in placed], [stretch_of(item) for item in found])
    result.actions |= {found[j].id: placed[i].label.id for i, j in pairs.items()}
    if case.doubtful:
        result.neutral |= {action.id for action in found}
        return
    result.score.actions_relaxed += Count(len(pairs), len(found) - len(pairs), len(placed) - len(pairs))
    count_exact_actions(result, case.place, placed, found)


def count_exact_actions(
    result: TextResult, place: str, placed: Sequence[PlacedAction], found: Sequence[Action]
) -> None:
    """Count actions quoted as labelled, to the character."""
    got = {stretch_of(action): action for action in found}
    hits = [next((s for s in item.stretches if s in got), None) for item in placed]
    right = {stretch for stretch in hits if stretch}
    result.score.actions += Count(len(right), len(found) - len(right), len(placed) - len(right))
    for item, hit in zip(placed, hits, strict=True):
        if hit is None:
            result.miss("actions", item.label.id, item.label.text, "")
    for stretch, action in got.items():
        if stretch not in right:
            result.miss("actions", f"{place} ({action.id})", "", action.quote)


def count_verbatim(result: TextResult, found: Iterable[Statement], source: str) -> None:
    """Count the quotations that stand in the source."""
    for statement in found:
        for place, quote in ((statement.id, statement.text), *((a.id, a.quote) for a in statement.actions)):
            result.score.verbatim.add(quote in source)
            if quote not in source:
                result.miss("verbatim", place, "", quote)
