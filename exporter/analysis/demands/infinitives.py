"""The infinitive that says what somebody is asked to do, among those that tell who is asked."""

from exporter.analysis.demands.grammar import BEGINNINGS, Grammar
from exporter.analysis.demands.phrases import guess_infinitive, is_agent, read_infinitive, says_again
from exporter.analysis.demands.tokens import Line

Range = tuple[int, int]


def find_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the infinitive that belongs to the addressee starts, and its verb.

    "States that have and continue to apply such laws *to take* the steps": one that hangs on another verb is passed.
    """
    guess: Range | None = None
    second: Range | None = None  # one that hangs on another verb, or `to do so`: only where there is no other
    for k in range(i + 1, end):
        if line.tokens[k].depth or line.low(k) not in BEGINNINGS:
            continue
        verb = read_infinitive(line, grammar, k, end)
        again = verb is not None and says_again(line, verb)
        if again or (line.low(k - 1) in grammar.catenatives and not line.tokens[k - 1].is_capital):
            # "States that continue to apply such measures *to repeal* them": the first one is that of a clause
            further = second is None or again or _hangs_on_noun(line, grammar, k, second[0])
            second = (k, verb) if verb is not None and further else second
            continue
        if verb is not None:
            return guess if guess and _is_closed(line, grammar, i, guess, k) else (k, verb)
        if guess is None and (verb := guess_infinitive(line, grammar, k, end)) is not None:
            guess = k, verb
            if line.low(verb + 1) in grammar.determiners:
                return guess  # "the agencies *to require their* staff to travel by train"
    return guess or second


def _hangs_on_noun(line: Line, grammar: Grammar, k: int, before: int) -> bool:
    nouns = grammar.lexicon.leading_nouns
    return line.low(k - 1) in nouns and line.low(before - 1) not in nouns


def _is_closed(line: Line, grammar: Grammar, i: int, guess: Range, k: int) -> bool:
    """Return whether a guessed infinitive stands: `the Council *to frontload* grants, including those, to assist`."""
    start, verb = guess
    between = {line.low(n) for n in range(verb, k)}
    return is_agent(line, grammar, i, start) and bool(between & (grammar.lexicon.relatives | {",", "and", "or"}))
