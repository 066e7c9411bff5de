"""Who else is asked behind `and`: `and the EU to ensure it`, `and for their accreditation to be restored`."""

from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.modifiers import limits_action
from exporter.analysis.demands.names import body_end, country_end
from exporter.analysis.demands.nesting import assists_in, lemma, lets
from exporter.analysis.demands.phrases import ASIDE_LIMIT, is_agent, read_infinitive, skip_aside
from exporter.analysis.demands.predicates import EXAMPLES
from exporter.analysis.demands.ties import Clause
from exporter.analysis.demands.tokens import Line

AGENT_REACH = 11
RANKS = frozenset({"former", "latter"})


def find_passive_for(line: Line, grammar: Grammar, k: int, end: int) -> int | None:
    """Return the verb of `and for their accreditation *to be* restored`."""
    for n in range(k + 2, min(end, k + 12)):
        if line.low[n] in {",", ";"}:
            return None
        if line.low[n] == "to":
            return n + 1 if line.low[n + 1] == "be" else None
    return None


def lets_act(line: Line, grammar: Grammar, clause: Clause, k: int) -> bool:
    """Return whether who is named next is only let act: `to allow the BBC and *Voice of America* to report`."""
    own = line.low[k] in grammar.possessives and line.low[k + 1] in grammar.lexicon.own_bodies
    if own or assists_in(line, grammar, clause, k):  # "(Asks) its committee to authorise it and *its Bureau* to pay"
        return False
    continues = lemma(line, grammar, clause.verb) in grammar.lexicon.trying_verbs
    return (
        lets(line, grammar, clause) and not continues and clause.inner < 0 and line.low[k] not in {"for", "on", "upon"}
    )


def find_further_agent(line: Line, grammar: Grammar, k: int, end: int) -> tuple[int, int, int] | None:
    """Return where the agent and the infinitive start: `and *the EU* *to ensure* its continuation`."""
    if _shares_preposition(line, grammar, k):
        return None
    if several := _find_names_in_row(line, grammar, k, end):
        return several
    comma = line.low[k - 1] == "and" and line.low[k - 2] == ","
    k += line.low[k] in {"for", "on", "upon"}
    upon = line.low[k - 1] in {"on", "upon"}
    first = k + (line.low[k] == "the")
    widths = range(min(end, k + 9), first, -1) if first < end and line.spelt[first] in grammar.body_starts else ()
    named = next((j for j in widths if line.words(first, j) in grammar.bodies), k + 1)
    for j in range(named, min(end, max(named + 1, k + AGENT_REACH))):
        # "and on the Commission, *should they fail*, to propose"
        aside = comma and not limits_action(line, grammar, j + 1, skip_aside(line, grammar, j, end) - 1)
        behind = skip_aside(line, grammar, j, end) if aside or upon else j
        if behind == j and line.low[j] == ",":
            behind = _skip_examples(line, grammar, j, end)
        if comma and line.low[j] == "and" and is_agent(line, grammar, k, j):
            continue  # ", and *regional organizations and banks* to mainstream it"
        if upon and line.low[j] in {",", "and"} and behind == j:
            continue  # "and on *the Governments of Germany, Italy and others* to block it"
        if line.low[j] in {",", ";", "and", "or"} and behind == j:
            return None
        verb = read_infinitive(line, grammar, behind, end)
        if verb is not None and upon and behind == j and not _ends_name(line, k, j):
            return None
        if verb is not None:
            named_so = upon or _is_named(line, grammar, k)
            named_so = named_so or ((comma or line.low[k - 1] == "for") and line.low[j - 1] in grammar.agents)
            # "the former to sign and *the latter* to ratify"
            able = line.low[k] == "those" or line.low[j - 1] in RANKS or is_agent(line, grammar, k, j)
            return (k, behind, verb) if named_so and able else None
    return None


def _find_names_in_row(line: Line, grammar: Grammar, k: int, end: int) -> tuple[int, int, int] | None:
    """Read `(to free them) and *Armenia and Azerbaijan to sign*`, `, for *Poland, Malta and Latvia to uphold*`."""
    start = stop = k + (line.low[k] in {"for", "on", "upon"})
    count = 0
    while stop < end and (known := _end_of_name(line, grammar, stop, end)) > stop:
        count += 1
        if (verb := read_infinitive(line, grammar, known, end)) is not None:
            return (start, known, verb) if count > 1 else None
        stop = known + (line.low[known] == ",")
        stop += line.low[stop] == "and"
    return None


def _shares_preposition(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether a country only goes on a list: `the crews of Greece *and Malta*`, `with India, *Japan and*`."""
    if line.spelt[k + (line.low[k] == "the")] not in grammar.country_starts:
        return False
    n = k - 2
    while n > 1 and line.low[n + 1] in {",", "and"} and line.spelt[n] in grammar.countries:
        n -= line.low[n - 1] == "the"
        if line.low[n - 1] in grammar.prepositions:
            return line.low[n - 1] not in {"on", "upon", "for"}
        n -= 2
    return False


def _end_of_name(line: Line, grammar: Grammar, k: int, end: int) -> int:
    """Return the token behind the country or body named at `k`, `k` where there is none."""
    first = k + (line.low[k] == "the")
    return max(country_end(line, grammar, first, end), body_end(line, grammar, first, end), k) if first < end else k


def _ends_name(line: Line, k: int, j: int) -> bool:
    """Return whether an infinitive may follow a name: `on *Brazil and Chile* to`, `on *the broadcaster, RTS,* to`."""
    if line.low[j - 1] == ",":
        return line.low[k : j - 1].count(",") == 1 and "and" not in line.low[k:j]
    return line.low[j - 1] != "and"


def _skip_examples(line: Line, grammar: Grammar, j: int, end: int) -> int:
    """Return the token behind examples: `and on its neighbours, *notably Croatia and Serbia,* to refrain from`."""
    if line.low[j + 1] not in EXAMPLES:
        return j
    commas = (n for n in range(j + 2, min(end, j + ASIDE_LIMIT)) if line.low[n] == "," and not line.depths[n])
    return next((n + 1 for n in commas if read_infinitive(line, grammar, n + 1, end) is not None), j)


def names_actor(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether a country stands before an infinitive: `(to protect them), *Rwanda* to end its support`."""
    if _shares_preposition(line, grammar, k):
        return False
    if _find_names_in_row(line, grammar, k, len(line.tokens)):
        return True
    first = k + (line.low[k] == "the")
    width = grammar.country_starts.get(line.spelt[first], 0)
    ends = (first + n for n in range(width, 0, -1))
    return any(line.low[j] == "to" and line.words(first, j) in grammar.countries for j in ends)


def _is_named(line: Line, grammar: Grammar, k: int) -> bool:
    return line.low[k] in {"the", "all", "its", "both", "those", "other"} or line.tokens[k].is_capital
