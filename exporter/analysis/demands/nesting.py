"""What hangs inside an action: on who is pressed or let act, in a clause about a thing, in a list that is open."""

from exporter.analysis.demands.grammar import BEFORE_TO, Grammar
from exporter.analysis.demands.phrases import find_head, is_agent, read_infinitive, skip_aside
from exporter.analysis.demands.predicates import find_predicate, is_passive
from exporter.analysis.demands.ties import Clause, Tie
from exporter.analysis.demands.tokens import Line

PRESSING_LIMIT = 4
CONTACT_REACH = 8
PARTICIPLE_REACH = 14
TOLD = frozenset({"is", "are", "has", "have", "can", "will"})
# "to *give up* attempts to", "to *put an end* to"
ENDING = frozenset({"give up", "call off", "do away", "back down", "step back"})
BRINGING = frozenset({"put", "bring", "call"})
ENDS = frozenset({"end", "stop", "halt"})
# "the factories *they* buy from": who acts in a clause without a relative
SUBJECTS = frozenset({"they", "he", "she", "we", "it"})


def is_pressed(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether whoever is pressed is to do the rest: `to put pressure on Georgia to amend the law *and to*`."""
    verbs, nouns = grammar.lexicon.pressing, grammar.lexicon.pressing_nouns
    near = range(clause.verb, clause.verb + PRESSING_LIMIT)
    if any(line.low[k] in nouns and line.low[k + 1] not in {",", "and"} for k in near):
        return True
    # "in order *to press for* the revision of the Act and to raise": nobody is pressed
    pressed = [
        k
        for k in near
        if line.low[k] in verbs and (k == clause.verb or line.low[k - 1] == "to") and line.low[k + 1] != "for"
    ]
    if not pressed or clause.inner >= 0:
        return bool(pressed)
    # "to press the Council, as well as the States, *to act*", but "to order the retrial of both men *and to declare*"
    return not tie.joined and is_agent(line, grammar, pressed[-1] + 1, tie.end)


def presses(line: Line, grammar: Grammar, clause: Clause, i: int) -> bool:
    """Return whether an infinitive is what somebody is pressed to do: `use talks to press Russia *to free him*`."""
    pressing = clause.inner > clause.verb and line.low[clause.inner] in grammar.lexicon.pressing
    return pressing and is_agent(line, grammar, clause.inner + 1, i)


def presses_first(line: Line, grammar: Grammar, clause: Clause) -> bool:
    """Return whether the action is to press somebody: `encourage Cabo Verde *to use* the funds, to create jobs and`."""
    verb = lemma(line, grammar, clause.verb)
    if clause.inner >= 0 and verb in grammar.lexicon.using_things:
        return True  # "to use the committee *to address* fraud, to improve control and to"
    if clause.inner < 0 or verb not in grammar.lexicon.pressing:
        return False
    to = next((n for n in range(clause.verb + 1, clause.inner) if line.low[n] == "to"), clause.verb)
    return is_agent(line, grammar, clause.verb + 1, to)


def is_let(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether words between commas cut an action: `to allow inmates, without delay, *to receive* visits`.

    So they do in `to use all tools, including sanctions, *to obtain* their release`.
    """
    if tie.joined or clause.inner >= 0:
        return False
    first = next((n for n in range(clause.verb + 1, tie.end) if line.low[n] == "," and not line.depths[n]), 0)
    if not first:
        return False
    if line.low[tie.start] in BEFORE_TO and skip_aside(line, grammar, first, tie.end + 1) != tie.start:
        return False  # "to allow the Rapporteur, Mai Sato, into the country, *not to* restrict her and"
    verb = lemma(line, grammar, clause.verb)
    if verb in grammar.lexicon.using_verbs:
        return line.low[find_head(line, grammar, clause.verb + 1, first)] in grammar.lexicon.leading_nouns
    lets = verb in grammar.lexicon.causatives
    whom = line.low[clause.verb + 1] in grammar.lexicon.pronouns
    if assists_in(line, grammar, clause, first):
        return False
    return lets and (whom or is_agent(line, grammar, clause.verb + 1, first, lenient=True))


def assists_in(line: Line, grammar: Grammar, clause: Clause, stop: int) -> bool:
    """Return whether it is said already what for: `to assist Malta *in countering* disinformation and fraud`."""
    return any(line.low[n] == "in" and line.low[n + 1] in grammar.gerunds for n in range(clause.verb + 1, stop))


def lets(line: Line, grammar: Grammar, clause: Clause) -> bool:
    """Return whether the verb lets or makes somebody act: `to allow`, `to help`."""
    return lemma(line, grammar, clause.verb) in grammar.lexicon.causatives


def lemma(line: Line, grammar: Grammar, i: int) -> str:
    """Return the base form of a verb's third person, else the word."""
    return grammar.lemmas.get(line.low[i], line.low[i])


def ends_contact_clause(line: Line, grammar: Grammar, i: int, verb: int) -> bool:
    """Return whether a preposition at `i` ends a clause about a thing: `all the factories they buy *from*, to pay`."""
    first = max(verb, i - CONTACT_REACH)
    for n in range(i - 2, first, -1):
        low = line.low[n]
        if low in {",", ";", ":"}:
            return False
        if low in grammar.lexicon.relatives:
            return True
        if low in SUBJECTS and (line.low[n + 1] in grammar.verbs or line.low[n + 1] in grammar.thirds):
            return True
    return False


def hangs_on_participle(line: Line, grammar: Grammar, clause: Clause, i: int) -> bool:
    """Return whether an infinitive tells of a thing: `a law *allowing* the police *to search*`, `*used to* silence`."""
    lexicon = grammar.lexicon
    if line.low[i - 1] in lexicon.serving_participles:
        return i - 1 > clause.verb
    for n in range(i - 1, max(clause.verb, i - PARTICIPLE_REACH), -1):
        if line.low[n] in {";", ":"}:
            return False
        if grammar.gerunds.get(line.low[n]) in lexicon.letting_verbs:
            return line.low[n - 1] not in grammar.lexicon.gerund_leads
    return False


def is_relief(line: Line, grammar: Grammar, tie: Tie, *, closes: bool) -> bool:
    """Return whether no clause about a law goes on so: `the law, which is used to silence critics, *to repeal*`.

    `closes`: a list is open, and nothing but this can close it.
    """
    word = line.low[tie.verb]
    return word in grammar.lexicon.never_condemned or (closes and word in grammar.lexicon.seldom_condemned)


def is_last(line: Line, grammar: Grammar, tie: Tie, end: int) -> bool:
    """Return whether no further `and to` follows."""
    return not any(
        line.low[n] == "and" and read_infinitive(line, grammar, n + 1, end) is not None
        for n in range(tie.verb, end - 1)
        if not line.depths[n]
    )


def reach_duty(line: Line, grammar: Grammar, verb: int, end: int) -> int:
    """Return the verb of what somebody is bound to do: `should be obliged *to correct* any fault`, else the verb."""
    bound = line.low[verb] == "be" and line.low[verb + 1] in grammar.lexicon.duties
    duty = read_infinitive(line, grammar, verb + 2, end) if bound else None
    return verb if duty is None else duty


def is_held(line: Line, grammar: Grammar, clause: Clause, i: int) -> bool:
    """Return whether an inner infinitive may well go on behind `and to`: `steps *to* protect`, `in order *to*`."""
    before = line.low[i - 1]
    noun = before in grammar.lexicon.leading_nouns or before in {"order", "as", "necessary", "needed"}
    # "of the *measures taken* to fill the posts and to"
    noun = noun or (before in grammar.participles and line.low[i - 2] in grammar.lexicon.leading_nouns)
    rules = line.low[clause.verb] in grammar.lexicon.causatives
    return noun or rules or before in grammar.catenatives


def hangs_on_pledge(line: Line, grammar: Grammar, clause: Clause) -> bool:
    """Return whether an inner infinitive tells what others said they would do: `a commitment *to hold* elections`."""
    return hangs_on(line, clause, grammar.lexicon.pledging_nouns)


def hangs_on(line: Line, clause: Clause, nouns: frozenset[str]) -> bool:
    """Return whether the inner infinitive stands behind one of `nouns`: `its *decision* to build`, `plans to close`."""
    to = next((n for n in range(clause.inner - 1, clause.verb, -1) if line.low[n] == "to"), clause.verb)
    return line.low[to - 1] in nouns


def ends_act(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether a verb asks that something stop: `to abandon plans`, `to *put an* immediate *end* to attempts`."""
    lexicon = grammar.lexicon
    if lemma(line, grammar, verb) in lexicon.ending_verbs or f"{line.low[verb]} {line.low[verb + 1]}" in ENDING:
        return True
    near = {line.low[n] for n in range(verb + 1, verb + 5)}
    return line.low[verb] in BRINGING and not near.isdisjoint(ENDS)


def ends_relative(line: Line, grammar: Grammar, clause: Clause, i: int) -> bool:
    """Return whether somebody told of is let do what follows: `to allow those who were expelled *to return*`."""
    lexicon = grammar.lexicon
    lets = lemma(line, grammar, clause.verb) in lexicon.causatives
    if not (lets and clause.relative and clause.inner < 0) or line.low[i - 1] in grammar.catenatives:
        return False
    first = next((n for n in range(clause.verb + 1, i) if line.low[n] in lexicon.relatives), i)
    verbs = {_base(line, grammar, n) for n in range(first, i)}
    return verbs.isdisjoint(lexicon.causatives | lexicon.letting_verbs | lexicon.trying_verbs)


def asks_clause(line: Line, grammar: Grammar, k: int, end: int) -> bool:
    """Return whether a clause is no more of `ensure that funds are spent well, *that Parliament is told* and that`."""
    found = find_predicate(line, grammar, k + 1, end)
    return found is None or not (
        line.low[found[0]] in TOLD or line.low[found[1]] in TOLD or line.low[found[1]] in grammar.lemmas
    )


def _base(line: Line, grammar: Grammar, i: int) -> str:
    return grammar.participles.get(line.low[i], lemma(line, grammar, i))


def reports(line: Line, grammar: Grammar, tie: Tie) -> bool:
    """Return whether who is asked is to report besides: `to consider ways to strengthen it *and to report thereon*`."""
    if tie.form != "to" or not tie.joined or tie.choice:
        return False
    told = grammar.lexicon.informing
    return any(line.words(tie.verb, min(tie.verb + width, len(line.tokens))) in told for width in (2, 3))


def informs(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether Parliament is to be told besides: `ensure that funds are paid out *and keep Parliament informed*`.

    Only behind a passive: `that agencies act swiftly and keep Parliament informed` may be one wish.
    """
    if tie.form != "bare" or not clause.relative:
        return False
    told = line.words(tie.verb, min(tie.verb + 2, len(line.tokens))) in grammar.lexicon.informing
    if clause.relative != "that":  # "with the rules on which trade depends *and report to Parliament*"
        return told or line.words(tie.verb, min(tie.verb + 3, len(line.tokens))) in grammar.lexicon.informing
    passive = (k for k in range(clause.verb + 2, tie.end) if line.low[k] in {"is", "are"} and is_passive(line, k))
    return told and next(passive, None) is not None
