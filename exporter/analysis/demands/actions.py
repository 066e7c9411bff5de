"""What is asked for: the complement of a demand taken apart into actions.

To split wrongly can make a parliament ask for what it condemns, so every rule here needs a sign that the next verb
stands beside the first one, not inside a relative clause or under another infinitive. In doubt nothing is split and
the statement is marked for review.
"""

from msgspec.structs import replace

from exporter.analysis.demands.clause_words import note_word
from exporter.analysis.demands.further import find_further_agent, find_passive_for, lets_act, names_actor
from exporter.analysis.demands.grammar import BEFORE_TO, DASHES, TIES, Grammar
from exporter.analysis.demands.modifiers import limits_action
from exporter.analysis.demands.nesting import (
    asks_clause,
    ends_contact_clause,
    is_last,
    is_relief,
    lemma,
    lets,
    reach_duty,
)
from exporter.analysis.demands.nouns import (
    doubt_second,
    end_noun_list,
    find_act_noun,
    name_act,
    read_noun_tie,
)
from exporter.analysis.demands.phrases import (
    ASIDE_LIMIT,
    guess_infinitive,
    read_bare_verb,
    read_infinitive,
    says_again,
    skip_adverbs,
    skip_aside,
)
from exporter.analysis.demands.predicates import is_passive
from exporter.analysis.demands.ties import Clause, Split, Tie
from exporter.analysis.demands.tokens import Line
from exporter.analysis.demands.verdicts import judge, say_doubt

# "calls on the government to reform ... and for the release of": nouns that hang on "calls", not on the verb before.
CALLED_FOR = frozenset({"cease", "end", "halt", "investigate"})
SUBJECT_REACH = 10
MODALS = frozenset({"must", "should", "shall"})
CLAUSES = frozenset({"that", "third"})
OBLIGED = frozenset({"has", "have", "needs", "need"})
LET = frozenset({"in", "through"})
DANGLING = frozenset({"to", "with", "for", "of", "in", "on", "against", "from"})


def split_actions(
    line: Line, grammar: Grammar, start: int, verb: int, end: int, form: str = "to"
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], str]:
    """Return the token ranges of the actions, those of addressees met on the way, and a doubt for review.

    `form` is what the first action is: `to` (infinitive), `bare`, `third` (`that Russia withdraws`), `noun` (after
    `calls for`), `that`.
    """
    start -= line.low[start - 1] == "either"
    lead, verb = line.low[start - 1], reach_duty(line, grammar, verb, end)
    result, clause = Split(starts=[(start, start)]), Clause(start, verb, lead=lead)
    i = max(verb + 1, skip_aside(line, grammar, verb + 1, end) - 1)
    while i < end:
        if clause.has_object and line.low[i] not in grammar.turns:
            i += 1  # most words tell nothing once the verb has its object
            continue
        tie = _read_tie(line, grammar, clause, i, end, form) if line.low[i] in TIES else None
        if tie is None and result.waiting:
            tie = end_noun_list(line, grammar, i) if form == "noun" else _end_of_list(line, grammar, i, end)
        if tie and tie.form == "agent" and tie.addressee and _waits_for_object(line, grammar, clause, tie):
            result.addressees.append(tie.addressee)
            i = tie.verb + 1
            continue
        if tie and result.waiting and _is_pair(line, grammar, clause, tie):
            result.doubt = result.doubt or say_doubt(line, tie)  # "lift A, allow B to enter and halt C"
        if (
            tie is None
            or _is_pair(line, grammar, clause, tie)
            or (not clause.has_object and _shares_object(line, grammar, clause, tie, form))
        ):
            second = tie is None and form == "noun" and doubt_second(line, grammar, clause, i)
            result.doubt = result.doubt or second or ""
            note_word(line, grammar, clause, i, end)
            i += 1
            continue
        verdict, doubt = judge(line, grammar, clause, tie, listed=tie.joined and bool(result.waiting))
        if result.waiting and tie.joined and _closes_list(line, grammar, clause, tie, end):
            verdict, doubt = True, ""
        result.doubt = result.doubt or doubt
        if not verdict:
            clause.infinitive = clause.infinitive or tie.form == "to"
            # "to use all tools, including sanctions, *to protect* the budget and to safeguard"
            clause.held = clause.held or (tie.form == "to" and not tie.joined)
            clause.within = clause.within or (tie.form == "to" and bool(clause.relative))
            if not tie.joined and clause.comma_relative and lets(line, grammar, clause):
                # "to allow the Committee, which was forced to leave, *to return* and to": no relative clause any more
                clause.relative, clause.within, clause.held, clause.inner = "", False, True, tie.verb
            i = max(i + 1, tie.verb)
            continue
        _accept(result, tie)
        clause = Clause(tie.start, tie.verb, lead=lead)
        i = tie.verb + 1
    return _close(result, end), result.addressees, result.doubt


def _closes_list(line: Line, grammar: Grammar, clause: Clause, tie: Tie, end: int) -> bool:
    """Return whether the list has to end here: `to A, to B *and to C*`, `lift A, allow B to enter *and halt C*`."""
    if tie.choice or tie.form not in {"to", "bare"}:
        return False
    # "powers to impose fines *where risks were ignored* and to": nothing in this clause could go on so
    obliged = clause.inner > 1 and line.low[clause.inner - 2] == "had"  # "those who *had to flee*, and to look into"
    if clause.relative and (clause.within or tie.form != "to") and not (obliged and tie.comma and tie.form == "to"):
        return tie.form == "to" and is_last(line, grammar, tie, end) and is_relief(line, grammar, tie, closes=True)
    if tie.form == "to":  # "to allow them to change employers *and to join* unions, and to punish recruiters"
        return tie.comma or not clause.held or is_last(line, grammar, tie, end)
    last = not any(line.low[n] == "and" and not line.depths[n] for n in range(tie.verb, end))
    after = line.low[tie.verb + 1]
    with_object = after.isalpha() and after not in grammar.prepositions and after not in {"and", "or"}
    return last and with_object and lemma(line, grammar, clause.verb) not in grammar.lexicon.ending_verbs


def _end_of_list(line: Line, grammar: Grammar, i: int, end: int) -> Tie | None:
    """Read `and end public executions` where a verb behind a comma waits for it: a noun alone would be no list."""
    k = i + (line.low[i] == ",")
    verb = skip_adverbs(line, grammar, k + 1, end)
    after = line.tokens[verb + 1] if verb + 1 < end else None
    if line.low[k] != "and" or line.depths[k] or after is None or line.low[verb] not in grammar.ambiguous:
        return None
    plain = (
        after.is_word
        and not line.tokens[verb].is_capital
        and after.low not in grammar.prepositions
        and after.low not in grammar.lexicon.compounded
        and after.low not in {"and", "or", "to", "that"}
    )
    return Tie(i, k + 1, verb, "bare", joined=True, comma=k > i) if plain else None


def _accept(result: Split, tie: Tie) -> None:
    if not tie.joined:
        result.waiting.append(tie)
        return
    closed = [*result.waiting, tie]
    result.starts += [(item.end, item.start) for item in closed]
    result.addressees += [item.addressee for item in closed if item.addressee]
    result.waiting.clear()


def _close(result: Split, end: int) -> list[tuple[int, int]]:
    ends = [stop for stop, _ in result.starts[1:]] + [end]
    return [(start, stop) for (_, start), stop in zip(result.starts, ends, strict=True)]


def _read_tie(line: Line, grammar: Grammar, clause: Clause, i: int, end: int, form: str) -> Tie | None:
    if line.depths[i]:
        return None
    comma = line.low[i] in {",", ";"}
    k = i + comma
    joined = line.low[k] in {"and", "or", "but"} or _joins_well(line, k, end)
    # "provide assistance to *and* follow the trials"
    if not comma and not joined:
        return None
    before = i - 1 - (line.low[i - 1] == ",")
    let_in = comma and line.low[before] in LET and lets(line, grammar, clause)  # "to allow aid *in*, to protect"
    if line.low[before] in DANGLING and not (let_in or ends_contact_clause(line, grammar, before, clause.verb)):
        return None
    if joined:
        k += 3 if line.low[k] == "as" else 1
        k += line.low[k] in {"also", "instead", "finally", "then", "therefore", "rather", "further", "furthermore"}
        fronted, k = k, _skip_linking(line, grammar, _skip_inserted(line, grammar, k, end), end)
        if line.low[i + comma] == "or" and line.low[fronted] == ",":
            return None  # "to repeal *or, at the very least, amend*": one thing or the other
    else:
        fronted, joined = k, line.low[i] == ";"  # "to free them; to dismiss the minister": no purpose
    if k >= end:
        return None
    tie = _tie_at(line, grammar, clause, i, k, end, form, joined, comma)
    if tie and _describes(line, grammar, clause, tie):
        return None
    if tie and tie.form in {"to", "bare"} and limits_action(line, grammar, fronted, k):
        tie = replace(tie, start=fronted + 1)
    return replace(tie, choice=True) if tie and line.low[i + comma] == "or" else tie


def _joins_well(line: Line, k: int, end: int) -> bool:
    return line.low[k] == "as" and line.words(k, min(k + 3, end)).lower() == "as well as"


def _describes(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether what follows tells of a thing: `common indicators, *to be applied* from 2027, on poverty`."""
    if tie.form == "to" and line.low[clause.verb - 1] != "to" and is_passive(line, clause.verb):
        return True  # "that steps must be taken to improve air quality *and to protect* health"
    if tie.form == "to" and not tie.joined and line.low[tie.verb] in _list_aims(line, grammar, clause):
        return True
    if tie.form == "to" and tie.joined:
        return says_again(line, tie.verb)  # "to publish the study *and to do so* in all languages"
    return tie.form == "to" and clause.has_object and line.low[tie.verb] == "be"


def _list_aims(line: Line, grammar: Grammar, clause: Clause) -> frozenset[str]:
    """Return what gatherings are held for: `to organize a panel, with States, *to discuss* challenges`."""
    words = grammar.lexicon
    return words.gathering_aims if line.low[clause.verb] in words.gathering_verbs else frozenset()


def _skip_inserted(line: Line, grammar: Grammar, k: int, end: int) -> int:
    """Return the token after what stands between commas behind `and`: `and, failing that, *to open* talks`."""
    after = skip_aside(line, grammar, k, end)
    if after > k or (line.low[k] != "," and line.low[k] not in DASHES):
        return after
    sign = line.low[k]  # "and – *drawing on experience* – to open talks"
    commas = (n for n in range(k + 2, min(end, k + ASIDE_LIMIT)) if line.low[n] == sign and not line.depths[n])
    return next((n + 1 for n in commas if read_infinitive(line, grammar, n + 1, end) is not None), k)


def _skip_linking(line: Line, grammar: Grammar, k: int, end: int) -> int:
    """Return the token after `in this regard` where no commas stand around it."""
    for phrase in grammar.linking.get(line.low[k], ()):
        width = phrase.count(" ") + 1
        if line.words(k, min(k + width, end)).lower() == phrase:
            return k + width
    return k


def _tie_at(
    line: Line, grammar: Grammar, clause: Clause, i: int, k: int, end: int, form: str, joined: bool, comma: bool
) -> Tie | None:
    if form == "noun":
        return read_noun_tie(line, grammar, clause, i, k, end, joined, comma)
    verb = read_infinitive(line, grammar, k, end)
    if verb is None and joined:
        verb = guess_infinitive(line, grammar, k + (line.low[k] in BEFORE_TO), end)
    if verb is not None:
        return Tie(i, k, verb, "to", joined, comma)
    if line.low[k] == "for" and (verb := find_passive_for(line, grammar, k, end)):
        return Tie(i, k, verb, "that", joined, comma)
    if line.low[k] == "for" and (verb := find_act_noun(line, grammar, k + 1, end)) is not None:
        act = name_act(line, grammar, verb)
        return Tie(i, k, verb, "for", joined, comma) if act in grammar.strong or act in CALLED_FOR else None
    if (verb := _find_clause_verb(line, grammar, clause, k, end, form, joined, comma)) is not None:
        return Tie(i, k, verb, "that", joined, comma)
    if form in CLAUSES and line.low[k] == "that":
        return None
    # "need for the Commission to table it, *for the Council to* adopt it and for"
    if (
        (joined or line.low[k] == "for" or names_actor(line, grammar, k) or _is_named_next(line, grammar, clause, i, k))
        and not lets_act(line, grammar, clause, k)
        and (named := find_further_agent(line, grammar, k, end))
    ):
        return Tie(i, named[1], named[2], "agent", joined, comma, addressee=named[:2])
    verb = read_bare_verb(line, grammar, k, end, third=form == "third")
    if verb is not None and line.low[verb] == "be" and line.low[verb + 1] in grammar.lexicon.subject_pronouns:
        return None  # "measures, *be they* legislative or not, to"
    return None if verb is None or verb >= end else Tie(i, k, verb, "bare", joined, comma)


def _find_clause_verb(
    line: Line, grammar: Grammar, clause: Clause, k: int, end: int, form: str, joined: bool, comma: bool
) -> int | None:
    """Return the verb of a further clause at `k`, or its `that`: `(that it A) and *that it* B`, `and *must act*`."""
    if form == "to" and joined:
        goes_back = _opens_opinion(line, clause, k, end) or (not comma and _goes_back(line, grammar, clause, k))
        return k if goes_back else None
    if form not in CLAUSES:
        return None
    if line.low[k] == "that":
        inside = clause.relative == "that" and not asks_clause(line, grammar, k, end)
        return None if inside else k
    if line.low[k] in MODALS:
        return k + 1
    return k + 2 if line.low[k] in OBLIGED and line.low[k + 1] == "to" else None


def _is_named_next(line: Line, grammar: Grammar, clause: Clause, i: int, k: int) -> bool:
    """Return whether behind a comma alone somebody else may be asked: `urges A to sign, *B to ratify* and C to`."""
    if line.low[i] != "," or clause.relative:
        return False
    verbs = {lemma(line, grammar, n) for n in (clause.verb, clause.inner) if n >= 0}
    if clause.inner >= 0 and not verbs.isdisjoint(grammar.lexicon.causatives):
        return False
    return line.low[k] in {"on", "upon", "the"} and verbs.isdisjoint(grammar.lexicon.pressing)


def _opens_opinion(line: Line, clause: Clause, k: int, end: int) -> bool:
    """Return whether `, and *that Member States must* ...` goes back to `Considers that it is essential to`."""
    if line.low[k] != "that" or clause.relative:
        return False
    return any(line.low[n] in MODALS for n in range(k + 2, min(end, k + SUBJECT_REACH)))


def _goes_back(line: Line, grammar: Grammar, clause: Clause, k: int) -> bool:
    """Return whether a clause hangs on the verb of demand: `(Expects it) to honour its word *and that it will* act`."""
    again = line.low[k] == "that" and line.low[k + 1] in grammar.lexicon.subject_pronouns
    return again and not clause.relative and line.low[clause.verb] not in grammar.lexicon.that_verbs


def _shares_object(line: Line, grammar: Grammar, clause: Clause, tie: Tie, form: str) -> bool:
    """Return whether two verbs stand side by side on one object: `to further explore and engage on the adoption`."""
    alone = line.low[clause.verb] in grammar.lexicon.intransitive
    return tie.form in {"to", "bare"} and form != "noun" and not alone


def _waits_for_object(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether one object follows for both: `(the Commission) to propose, *and the Council to adopt,* a plan`."""
    return not clause.has_object and line.low[clause.verb] not in grammar.lexicon.intransitive


def _is_pair(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether the tie joins two verbs under an inner infinitive: `to arbitrarily arrest *and detain*`."""
    if clause.comma_relative and tie.form == "to" and not tie.joined:
        return False  # "to allow those, who were forced *to leave, to return*"
    if tie.form == "to" and not (tie.joined or clause.relative or lets(line, grammar, clause)):
        # "to make it easier *to vote, to lower the* voting age and to"
        return clause.inner == tie.end - 1 and line.low[tie.verb + 1] not in grammar.determiners
    return tie.form in {"to", "bare"} and clause.inner == tie.end - 1
