"""What an opinion says ought to be done: `(Stresses) that supply *should take precedence*`, no mere state of things."""

from msgspec.structs import replace

from exporter.analysis.demands.complements import Complement, read_that
from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.phrases import is_agent, skip_adverbs, skip_aside
from exporter.analysis.demands.predicates import FINITE, RELATIVES, find_predicate, is_passive, is_viewed
from exporter.analysis.demands.subjects import has_modal
from exporter.analysis.demands.tokens import Line

OUGHT = word_set("must should")
OBLIGED = word_set("has have need needs")
ABLE = word_set("can cannot could may might will would")
THAT = frozenset({"that"})
NEED = frozenset({"need"})
NEED_REACH = 4
JOINING = frozenset({"and", "but"})
ASKED = word_set("that on upon it them")
FACT = ["the", "fact", "that"]


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
    duty = next((action for action in complement.actions[1:] if _is_duty(line, action[0])), None)
    told = find_predicate(line, grammar, that + 1, complement.actions[0][1]) if line.low[that] == "that" else None
    if duty is None or told is None:
        return None
    relatives = grammar.lexicon.relatives
    if any(line.low[k] in relatives for k in range(that + 1, duty[0])):
        return None  # "that the report says *that* the rules are old and should be revised": another's opinion
    end = next((k for k in range(that + 2, told[0]) if line.low[k] in FINITE or line.low[k] in ABLE), told[0])
    rule = 1 if line.low[duty[0]] in OUGHT else 2
    subject, verb = (that + 1, end), skip_adverbs(line, grammar, duty[0] + rule, duty[1])
    if not is_act(line, grammar, subject, verb):
        return None
    if is_agent(line, grammar, *subject) and not is_passive(line, verb):
        return replace(complement, actions=(duty,), addressees=(subject,), verb=-1)
    return replace(complement, actions=((that, duty[1]),), addressees=(), verb=verb)


def _is_duty(line: Line, k: int) -> bool:
    """Return whether a second verb binds: `cannot remain passive *and has to act*`."""
    return line.low[k] in OUGHT or (line.low[k] in OBLIGED and line.low[k + 1] == "to")


def read_plain_duty(line: Line, grammar: Grammar, i: int, j: int) -> Complement | None:
    """Read `The Commission should propose minimum standards`, as annexes recommend without an operative verb."""
    found = find_predicate(line, grammar, i, j)
    if found is None or line.low[found[0]] not in OUGHT or not is_act(line, grammar, (i, found[0]), found[1]):
        return None
    return read_that(line, grammar, i - 1, j, first=i)


def names_need(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether a need is named: `(Emphasises), therefore, the *need* to`, `the importance of *ensuring*`."""
    i = skip_aside(line, grammar, i, j)
    near = range(i, min(j, i + NEED_REACH))
    if any(line.low[k] in NEED for k in near):
        return True
    words = grammar.lexicon
    urged = [k for k in near if line.low[k + 1] == "of" and line.low[k + 2] in grammar.gerunds]
    return any(
        line.low[k] in words.pressing_needs or (line.low[k] in words.urging_nouns and line.low[k + 2] in words.securing)
        for k in urged
    )


def hints_at_duty(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether one of several clauses may ask: `that gaps remain and that measures *are needed*`."""
    i += line.low[i] == "to"  # "(Draws attention) to the fact that"
    i += 2 * (line.low[i : i + 3] == FACT)
    clauses = [i, *(k for k in line.find_outside(THAT, i + 1, j) if line.low[k - 1] in {",", "and", "but"})]
    if any(has_modal(line, grammar, k, j) for k in clauses[1:]):
        return True
    return any(_is_needed(line, grammar, k) for k in line.find_outside(grammar.lexicon.needed, i + 1, j))


def may_hold_demand(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether a demand may be told of or made: `Notes that the Agency has no plan *and considers that*`."""
    words, behind = grammar.lexicon, grammar.determiners | ASKED
    that = next(line.find_outside(THAT, i, min(j, i + NEED_REACH)), None)
    if that is None:
        return False
    for k in line.find_outside(words.perhaps_asks, i + 1, j):
        before = k - 2 if line.low[k - 1] in words.own_adverbs else k - 1
        between = {line.low[n] for n in range(that + 1, k)}
        apart = between.isdisjoint(RELATIVES) and not between.isdisjoint(words.ties.goes_on)
        if apart and line.low[before] in JOINING and (line.low[k + 1] in behind or line.tokens[k + 1].is_capital):
            return True
    return False


def _is_needed(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether something is said to be wanting: `action *is* urgently *needed*`, `there *is a* clear *need*`."""
    near = [line.low[n] for n in range(max(0, k - NEED_REACH), k)]
    near.reverse()
    told = next((n for n, word in enumerate(near) if word in FINITE), None)
    between = near[:told] if told is not None else None
    return between is not None and all(w in {"a", "an"} or grammar.is_adverb[w] or line.low[k] in NEED for w in between)


def find_tied_duty(line: Line, grammar: Grammar, i: int, j: int) -> int | None:
    """Return the token of `(Emphasizes that peace needs courts), and *that* States must cooperate`, None without."""
    if line.low[i] != "that":
        return None
    tied = (k for k in line.find_outside(THAT, i + 1, j) if _is_tied(line, grammar, i, k))
    return next((k for k in tied if asks_act(line, grammar, k, j)), None)


def _is_tied(line: Line, grammar: Grammar, i: int, k: int) -> bool:
    """Return whether a clause goes back to the verb of the statement: `, and *that*`, `that it is so but *that*`."""
    if (line.low[k - 2], line.low[k - 1]) == (",", "and"):
        return True
    between = {line.low[n] for n in range(i + 1, k)}
    return line.low[k - 1] in {"and", "but"} and between.isdisjoint(grammar.lexicon.relatives)
