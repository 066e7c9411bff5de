"""What an opinion says ought to be done: `(Stresses) that supply *should take precedence*`, no mere state of things."""

from msgspec.structs import replace

from exporter.analysis.demands.complements import Complement
from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.phrases import is_agent, skip_adverbs
from exporter.analysis.demands.predicates import FINITE, find_predicate, is_passive, is_viewed
from exporter.analysis.demands.subjects import has_modal
from exporter.analysis.demands.tokens import Line

OUGHT = word_set("must should")


def asks_act(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether a clause asks for an act: `that licensing *should be encouraged*`."""
    ruled = has_modal(line, grammar, i, j)
    return ruled is not None and is_act(line, grammar, *ruled)


def is_act(line: Line, grammar: Grammar, subject: tuple[int, int], verb: int) -> bool:
    """Return whether what ought to be is an act: `supply should take precedence`, not `aid should be conditional`."""
    if line.low[verb + 1] == "to" and line.low[verb] == "have":  # "that nobody should *have to* sleep rough"
        return True
    if is_viewed(line, verb):  # "that Armenia should be regarded as a partner"
        return False
    if line.low[verb] == "have" and line.low[verb + 1] not in grammar.determiners:  # "should have acted"
        return False
    if line.low[verb] == "be" and f"{line.low[verb + 1]} {line.low[verb + 2]}" in grammar.lexicon.able:
        return True  # "that children should *be able to* learn"
    if line.low[verb] == "be" and line.low[skip_adverbs(line, grammar, verb + 1, verb + 4)] in grammar.lexicon.provided:
        return True  # "that information should be freely *available*"
    if is_agent(line, grammar, *subject) or is_passive(line, verb):
        return True
    if line.low[verb] == "become":  # "that prevention must *become* a priority", not "become clear"
        return line.low[verb + 1] not in grammar.lexicon.plain_states
    return line.low[verb] in grammar.verbs and line.low[verb] not in {"be", "mean"}


def find_shared_duty(line: Line, grammar: Grammar, complement: Complement) -> Complement | None:
    """Return what `(Points out) that the rules are outdated *and should be revised*` asks; None where it only tells."""
    that = complement.actions[0][0]
    duty = next((action for action in complement.actions[1:] if line.low[action[0]] in OUGHT), None)
    told = find_predicate(line, grammar, that + 1, complement.actions[0][1]) if line.low[that] == "that" else None
    if duty is None or told is None:
        return None
    relatives = grammar.lexicon.relatives
    if any(line.low[k] in relatives for k in range(that + 1, duty[0])):
        return None  # "that the report says *that* the rules are old and should be revised": another's opinion
    end = next((k for k in range(that + 2, told[0]) if line.low[k] in FINITE), told[0])
    subject, verb = (that + 1, end), skip_adverbs(line, grammar, duty[0] + 1, duty[1])
    if not is_act(line, grammar, subject, verb):
        return None
    if is_agent(line, grammar, *subject) and not is_passive(line, verb):
        return replace(complement, actions=(duty,), addressees=(subject,), verb=-1)
    return replace(complement, actions=((that, duty[1]),), addressees=(), verb=verb)
