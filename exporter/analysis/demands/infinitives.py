"""The infinitive that says what somebody is asked to do, among those that tell who is asked."""

from exporter.analysis.demands.grammar import BEGINNINGS, TIES, Grammar
from exporter.analysis.demands.phrases import (
    ASIDE_LIMIT,
    find_head,
    guess_infinitive,
    is_agent,
    read_infinitive,
    says_again,
)
from exporter.analysis.demands.tokens import Line, Range

# "Malta, *in order* to meet its targets, to close the mine": these lead to no act that is asked for
UPON = frozenset({"on", "upon"})
INSERTED = frozenset({"in order", "so as", "as the", "as a", "as one"})


def find_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the infinitive that belongs to the addressee starts, and its verb.

    "States that have and continue to apply such laws *to take* the steps": one that hangs on another verb is passed.
    """
    guess: Range | None = None
    second: Range | None = None  # one that hangs on another verb, or `to do so`: only where there is no other
    for k in line.find_outside(BEGINNINGS, i + 1, end):
        verb = read_infinitive(line, grammar, k, end) or _read_after_agent(line, grammar, i, k, end)
        if verb is not None and _is_inserted(line, grammar, i, k, end):
            continue
        again = verb is not None and says_again(line, verb)
        if again and _stands_alone(line, grammar, i, k):
            return k, verb or k
        if (
            again
            or _hangs(line, grammar, k)
            or (second and line.low[k - 1] == "and" and not says_again(line, second[1]))
        ):
            # "States that continue to apply such measures *to repeal* them": the first one is that of a clause
            further = second is None or again or _hangs_on_noun(line, grammar, k, second[0])
            second = (k, verb) if verb is not None and further else second
            continue
        if verb is not None and second and _goes_on(line, grammar, second, k):
            return second
        if verb is not None:
            return guess if guess and _is_closed(line, grammar, i, guess, k) else (k, verb)
        if guess is None and (verb := guess_infinitive(line, grammar, k, end)) is not None:
            guess = k, verb
            if line.low[verb + 1] in grammar.determiners:
                return guess  # "the agencies *to require their* staff to travel by train"
    return guess or second


def _is_inserted(line: Line, grammar: Grammar, i: int, k: int, end: int) -> bool:
    """Return whether an infinitive stands between commas: `Malta, *in order to meet its aims*, to close the mine`."""
    opened = next((n for n in range(k - 1, max(i, k - ASIDE_LIMIT), -1) if line.low[n] == ","), None)
    if opened is None or opened == k - 1:
        return False
    # "the Speaker, *who has called for it to be tightened*, to withdraw"
    if line.low[opened + 1] not in grammar.starters and line.low[opened + 1] not in grammar.lexicon.relatives:
        return False
    commas = (n for n in range(k + 1, min(end, k + ASIDE_LIMIT)) if line.low[n] == "," and not line.depths[n])
    if line.words(opened + 1, opened + 3).lower() in INSERTED:
        return any(read_infinitive(line, grammar, n + 1, end) is not None for n in commas)
    closed = next(commas, None)
    return closed is not None and read_infinitive(line, grammar, closed + 1, end) is not None


def _read_after_agent(line: Line, grammar: Grammar, i: int, k: int, end: int) -> int | None:
    """Return the verb of `the Member States *to work* within the IMO`: often a noun, but not behind who is asked."""
    verb, after = k + 1, line.low[k + 2]
    noun = (
        line.low[verb] not in grammar.lexicon.nouns_after_to
        or not after.isalpha()
        or after in {"of", "to", "and", "or"}
    )
    first = next((n + 1 for n in range(k - 1, i, -1) if line.low[n] in {"and", ","}), i)
    named = line.words(first + (line.low[first] == "the"), k) in grammar.bodies
    if noun or verb + 1 >= end or not (named or find_head(line, grammar, first, k) == k - 1):
        return None
    return verb if is_agent(line, grammar, first, k) else None


def _hangs(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether an infinitive hangs on another word: `the power *to*`, not `(brought) to power *to*`."""
    before = line.tokens[k - 1]
    whole = before.low in grammar.lexicon.leading_nouns and line.low[k - 2] in {"to", "of", "in"}
    return before.low in grammar.catenatives and not before.is_capital and not whole


def _goes_on(line: Line, grammar: Grammar, first: Range, k: int) -> bool:
    """Return whether an infinitive is not the first: `States that have not ratified it *to do so and to report*`.

    One that hangs on a noun is not asked for: `States in a position *to do so*, (to contribute)`.
    """
    if line.low[first[0] - 1] in grammar.lexicon.leading_nouns or not says_again(line, first[1]):
        return False
    # "to do so, and *those that have made reservations* to withdraw them"
    others = any(line.low[n - 1] == "and" and line.low[n] == "those" for n in range(first[1], k))
    upon = any(line.low[n - 1] == "and" and line.low[n] in UPON for n in range(first[1], k))  # "and *on* Malta"
    return (
        line.low[k - 1] in TIES or upon or (others and line.low[k - 1] != "," and not _hangs(line, grammar, first[0]))
    )


def _stands_alone(line: Line, grammar: Grammar, i: int, k: int) -> bool:
    """Return whether nothing before it can rule `to do so`: `(asks) it *to do so*`, not `States able to do so`."""
    before = line.low[k - 1]
    ruled = before in grammar.catenatives or before in grammar.lexicon.leading_nouns
    return not ruled and not any(line.low[n] in grammar.lexicon.relatives for n in range(i, k))


def _hangs_on_noun(line: Line, grammar: Grammar, k: int, before: int) -> bool:
    nouns = grammar.lexicon.leading_nouns
    return line.low[k - 1] in nouns and line.low[before - 1] not in nouns


def _is_closed(line: Line, grammar: Grammar, i: int, guess: Range, k: int) -> bool:
    """Return whether a guessed infinitive stands: `the Council *to frontload* grants, including those, to assist`."""
    start, verb = guess
    between = {line.low[n] for n in range(verb, k)}
    return is_agent(line, grammar, i, start) and not (
        between.isdisjoint(grammar.lexicon.relatives) and between.isdisjoint({",", "and", "or"})
    )
