"""Lists of points under one operative verb, each point an action."""

from exporter.analysis.demands.complements import Complement, read_complement
from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.matching import Opening
from exporter.analysis.demands.phrases import is_agent, read_bare_verb, read_infinitive
from exporter.analysis.demands.readings import Reading, Work
from exporter.analysis.demands.tokens import Line
from exporter.model.demands import Kind

LEADS = frozenset({"to", "that", "for"})


def read_points(work: Work, opening: Opening, i: int, j: int) -> Reading | None:
    """Return the reading of `Calls upon all States: (a) To respect ...; (b) To comply ...`: each point is an action."""
    line, grammar, verb = work.line, work.grammar, opening.verb
    end = line.end(j) if j else 0
    places = [p for p in work.points if p.top and opening.verb_end <= p.label_start and p.start < end]
    if not places or verb.kind != "demand":
        return None
    lead = line.token_from(places[0].label_start)
    stop = lead - (line.low[lead - 1] == ":")
    ranges = tuple((line.token_from(p.start), line.token_from(min(p.end, end))) for p in places)
    ranges = tuple(r for r in ranges if r[0] < r[1])
    following = _skip_following(line, i, stop)
    last = stop - (line.low[stop - 1] in LEADS)  # "Calls on the Council *to*: (a) suspend aid"
    found = read_complement(line, grammar, verb.frame, i, last) if i < last else None
    begins = all(_begins_action(line, grammar, a, b) for a, b in ranges)
    open_end = (
        found is None
        or not found.actions
        or last < stop
        or line.low[stop - 1] == "following"
        or found.form == "noun"
        or (found.form == "that" and found.verb == i)
    )
    if not (begins or open_end):
        return None
    whom = ((following, stop),) if following > i else found.addressees if found else ()
    if not whom and i < last:
        first = i + (line.low[i] == "that")
        whom = ((first, last),) if is_agent(line, grammar, first, last, lenient=verb.frame == "on") else ()
    return Reading(Kind.DEMAND, verb.strength, Complement(actions=ranges, addressees=whom, form="to"))


def _skip_following(line: Line, i: int, stop: int) -> int:
    """Return where the addressees start in `(Recommends) the following to *the Council*:`."""
    first = i + (line.low[i] == "the")
    if line.low[first] != "following":
        return i
    return next((k + 1 for k in range(first + 1, min(stop, first + 4)) if line.low[k] == "to"), i)


def _begins_action(line: Line, grammar: Grammar, a: int, b: int) -> bool:
    if line.low[a] == "to" or read_infinitive(line, grammar, a, b) is not None:
        return True
    return line.low[a] in grammar.verbs or read_bare_verb(line, grammar, a, b) is not None
