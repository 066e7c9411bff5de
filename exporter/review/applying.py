"""The effect of decisions: on the statements of a text, and on the links of a comparison."""

from collections.abc import Iterator

from msgspec.structs import replace

from exporter.analysis.comparison import relink
from exporter.model.comparison import ComparabilityNotice, Comparison, Link, LinkStatus, Sign
from exporter.model.demands import Action, Addressee, Kind, Statement
from exporter.model.dossier import Document
from exporter.model.notice import Notice, Severity
from exporter.model.review import Decision, Subject, Verdict
from exporter.review.entries import Entry
from exporter.review.questions import MISSPELT
from exporter.review.settling import COUNTING, Settled, Standing, State

UNUSED = (State.STALE, State.CONFLICT, State.CHANGED)
"""States that readers of a comparison are told of."""

Ruling = tuple[Entry, Decision]


def apply_to_document(document: Document, settled: Settled) -> Document:
    """Return the text with addressees and kinds as people decided, and acronyms as they confirmed or rejected them.

    Applying the same decisions again changes nothing.
    """
    rulings: dict[str, list[Ruling]] = {}
    for entry, standing in _list_counting(settled):
        target = standing.targets.get("demand")
        if target and target.text == document.id and standing.decision:
            rulings.setdefault(target.place, []).append((entry, standing.decision))
    statements = tuple(
        _rule_statement(statement, rulings[statement.id]) if statement.id in rulings else statement
        for statement in document.demands.statements
    )
    notices = tuple(_rule_notice(notice, document.id, settled) for notice in document.demands.notices)
    notices = tuple(dict.fromkeys((*notices, *_list_unused(document.id, settled))))
    return replace(document, demands=replace(document.demands, statements=statements, notices=notices))


def _list_unused(text: str, settled: Settled) -> Iterator[Notice]:
    """Yield what a reader must know of decisions on statements that are out of date."""
    for entry, standing in zip(settled.review.entries, settled.standings, strict=True):
        if not entry.is_link and entry.values.get("demand", "").partition("/")[0] == text and standing.state in UNUSED:
            message = _say_unused(entry, standing, entry.values.get("words", entry.values["demand"]))
            yield Notice(severity=Severity.WARNING, code=f"decision-{standing.state}", message=message)


def _say_unused(entry: Entry, standing: Standing, words: str) -> str:
    who = f"{entry.values.get('by', 'somebody')} on {entry.values.get('on', 'a day not given')}"
    what = f"A decision by {who} on “{words}”"
    if standing.state is State.CONFLICT:
        return f"{what} contradicts another. Neither counts."
    effect = "It still counts" if standing.state is State.CHANGED else "It does not count"
    return f"{what} is out of date: {standing.reason}. {effect}."


def _list_counting(settled: Settled) -> Iterator[tuple[Entry, Standing]]:
    for entry, standing in zip(settled.review.entries, settled.standings, strict=True):
        if standing.state in COUNTING:
            yield entry, standing


def _rule_statement(statement: Statement, rulings: list[Ruling]) -> Statement:
    for entry, decision in rulings:
        if decision.subject is Subject.ADDRESSEE:
            statement = _rule_addressees(statement, entry, decision)
        else:
            statement = _rule_kind(statement, entry, decision)
    decisions = tuple(decision for _, decision in rulings)
    return replace(statement, decisions=decisions)


def _rule_addressees(statement: Statement, entry: Entry, decision: Decision) -> Statement:
    if decision.verdict is Verdict.REJECT:
        return replace(statement, addressees=tuple(a for a in statement.addressees if a.explicit))
    if decision.verdict is not Verdict.CORRECT:
        return statement
    return replace(statement, addressees=_name(entry, statement))


def _name(entry: Entry, statement: Statement) -> tuple[Addressee, ...]:
    """Return the addressees that a person names; one that the text names as well stays explicit."""
    own = {addressee.name: addressee for addressee in statement.addressees}
    names = dict.fromkeys(entry.addressees)
    return tuple(own.get(name, Addressee(name=name, raw="", explicit=False)) for name in names)


def _rule_kind(statement: Statement, entry: Entry, decision: Decision) -> Statement:
    kind = statement.kind
    if decision.verdict is Verdict.REJECT:
        kind = Kind.POSITION if statement.kind is Kind.DEMAND else statement.kind
    elif decision.verdict is Verdict.CORRECT and "kind" in entry.values:
        kind = Kind(entry.values["kind"])
    is_renamed = decision.verdict is Verdict.CORRECT and entry.addressees
    addressees = _name(entry, statement) if is_renamed else statement.addressees
    return _turn(replace(statement, review="", addressees=addressees), kind)


def _turn(statement: Statement, kind: Kind) -> Statement:
    """Return the statement as another kind: a position asks for nothing; a demand asks for what all its words say."""
    if kind is Kind.POSITION:
        return replace(statement, kind=kind, actions=(), addressees=(), strength=None)
    if statement.actions:
        return replace(statement, kind=kind)
    action = Action(id=f"{statement.id}.1", quote=statement.text, span=statement.span, act="")
    return replace(statement, kind=kind, actions=(action,))


def _rule_notice(notice: Notice, text: str, settled: Settled) -> Notice:
    """Return a notice on two spellings with what a person said to it."""
    says = " ".join(notice.message.split())
    for entry, standing in _list_counting(settled):
        is_meant = entry.values.get("text") == text and entry.values.get("says") == says
        if notice.code == MISSPELT and is_meant and standing.decision:
            decision = standing.decision
            word = "rejected: these are two names" if decision.verdict is Verdict.REJECT else "confirmed"
            comment = f": {decision.comment}" if decision.comment else ""
            severity = Severity.WARNING if decision.verdict is Verdict.REJECT else Severity.INFO
            message = f"{notice.message} ({word}, by {decision.by} on {decision.on.isoformat()}{comment})"
            return replace(notice, severity=severity, message=message)
    return notice


def apply_to_comparison(comparison: Comparison, old: Document, new: Document, settled: Settled) -> Comparison:
    """Return the comparison with links as people decided; `old` and `new` are the texts it was made of.

    Confirmed, corrected and added links are there whether or not the program proposes them; rejected ones are not.
    What is not applied, or applied to changed words, is told under comparability.
    """
    rulings = _list_links(settled, old.id, new.id)
    proposed = [(link.old[0], link.new[0]) for link in comparison.links]
    rejected = {pair for pair, (_, decision) in rulings.items() if decision.verdict is Verdict.REJECT}
    pairs = [pair for pair in dict.fromkeys((*proposed, *rulings)) if pair not in rejected]
    if set(pairs) != set(proposed):
        comparison = relink(comparison, old, new, pairs)
    links = tuple(_rule_link(link, rulings.get((link.old[0], link.new[0]))) for link in comparison.links)
    notes = tuple(_tell(settled, old.id, new.id))
    gone = tuple(pair for pair in proposed if pair in rejected)
    comparability = tuple(dict.fromkeys((*comparison.comparability, *notes)))
    comparison = replace(comparison, links=links, comparability=comparability)
    return replace(comparison, rejected=gone) if gone else comparison


def _list_links(settled: Settled, old: str, new: str) -> dict[tuple[str, str], Ruling]:
    found: dict[tuple[str, str], Ruling] = {}
    for entry, standing in _list_counting(settled):
        sides = standing.targets.get("old"), standing.targets.get("new")
        if sides[0] and sides[1] and (sides[0].text, sides[1].text) == (old, new) and standing.decision:
            found[sides[0].place, sides[1].place] = (entry, standing.decision)
    return found


def _rule_link(link: Link, ruling: Ruling | None) -> Link:
    """Return the link as decided; one that a person added counts as corrected: the program had missed it."""
    if ruling is None:
        return link
    entry, decision = ruling
    if decision.verdict is Verdict.CONFIRM:
        return replace(link, status=LinkStatus.CONFIRMED, decision=decision)
    strength = Sign(entry.values["strength"]) if "strength" in entry.values else link.strength
    scope = Sign(entry.values["scope"]) if "scope" in entry.values else link.scope
    return replace(link, status=LinkStatus.CORRECTED, decision=decision, strength=strength, scope=scope)


def _tell(settled: Settled, old: str, new: str) -> Iterator[ComparabilityNotice]:
    """Yield what a reader must know of decisions that were made on other words, or contradict each other."""
    for entry, standing in zip(settled.review.entries, settled.standings, strict=True):
        names = [entry.values.get(side, "").partition("/")[0] for side in ("old", "new")]
        if entry.is_link and names == [old, new] and standing.state in UNUSED:
            message = _say_unused(entry, standing, entry.values.get("old words", entry.values.get("old", "")))
            yield ComparabilityNotice(code=f"decision-{standing.state}", message=message)
