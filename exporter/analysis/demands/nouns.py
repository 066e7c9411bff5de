"""What is called for in nouns: `the release of all prisoners, an end to torture and the opening of talks`."""

from exporter.analysis.demands.grammar import BEGINNINGS, Grammar
from exporter.analysis.demands.phrases import read_infinitive
from exporter.analysis.demands.ties import Clause, Tie
from exporter.analysis.demands.tokens import Line

NOUN_REACH = 8
FAR = 5
SUBJECT_REACH = 12
ARTICLES = frozenset({"a", "an"})
QUALITY_ENDINGS = ("ed", "ate", "ent", "ant")
BEHIND_ACTS = frozenset({"of", "to", "into", "on", "for"})


def read_noun_tie(
    line: Line, grammar: Grammar, clause: Clause, i: int, k: int, end: int, joined: bool, comma: bool
) -> Tie | None:
    """Return a further thing called for that starts at `k` behind the comma or `and` at `i`, None if there is none."""
    # "for an inquiry and for those responsible to be brought to justice"
    if line.low[k] == "for" and (verb := _infinitive_behind(line, grammar, k, end)) is not None:
        return Tie(i, k, verb, "that", joined, comma)
    # "for the adoption of the directive and for an independent body", "(insists) on his release and on an inquiry"
    if line.low[k] == clause.lead and line.low[k + 1] not in grammar.lexicon.not_called_for:
        noun = find_act_noun(line, grammar, k + 1, end)
        # "for more trains, *for* simpler rules for exports and *for* a strategy"
        listed = clause.start > 0 and line.low[clause.start] == clause.lead
        repeated = not clause.relative and (listed or not _says_again(line, clause, i))
        again = comma and line.low[k - 1] == "as" and not clause.relative  # "for X, *as well as for* Y"
        known = noun is not None or repeated or again
        return Tie(i, k, k if noun is None else noun, "for", joined, comma) if known else None
    # "(Demands) an investigation and that those responsible be tried"
    pronoun = line.low[k + 1] in grammar.prepositions  # "her release and that of all others"
    if joined and line.low[k] == "that" and not pronoun and not clause.relative and not _holds_that(line, clause, i):
        return Tie(i, k, k, "that", joined, comma)
    # "(Suggests) setting up a fund and appointing a coordinator"
    if line.low[clause.start] in grammar.gerunds and line.low[k] in grammar.gerunds and not clause.relative:
        return Tie(i, k, k, "noun", joined, comma)
    if _begins_comparison(line, grammar, clause, i, k, end):
        return Tie(i, k, k, "noun", joined, comma)
    # "an immediate ceasefire and the release of all hostages"
    noun = find_act_noun(line, grammar, k, end)
    if noun is None and comma and not joined:  # "an end to arrests, *unimpeded* access to detainees and"
        noun = _skip_qualities(line, grammar, k)
        noun = noun if noun > k and line.low[noun] in grammar.lexicon.act_nouns else None
    if noun is None or noun - k > FAR:
        return None
    # "(protection of witnesses,) *an independent inquiry* and the punishment of"
    whole = line.low[noun] in grammar.lexicon.whole_acts or (line.low[k] in ARTICLES and line.low[noun + 1] == "and")
    # "its prompt adoption *and its full implementation*"
    whole = whole or line.low[k] in grammar.possessives & {line.low[clause.start]}
    # "the prosecution *before the Court of* those responsible"
    whole = whole or (line.low[noun + 1] in grammar.prepositions and "of" in line.low[noun + 3 : noun + FAR])
    if line.low[noun + 1] not in BEHIND_ACTS and not whole:
        return None
    return Tie(i, k, noun, "noun", joined, comma)


def doubt_second(line: Line, grammar: Grammar, clause: Clause, i: int) -> str:
    """Return a doubt where a second thing may be wanted: `harmonised penalties *and a common system* of controls`."""
    k = i + 1
    listed = line.low[i] == "," and line.low[k] in grammar.lexicon.comparatives  # "quotas on boards, *more* women in"
    tied = line.low[i] == "and" and line.low[k] in grammar.lexicon.second_leads
    if line.depths[i] or clause.relative or not (listed or (tied and not _holds_more(line, grammar, clause, i))):
        return ""
    if line.low[k] not in ARTICLES and line.low[k] in line.low[clause.start + 1 : i]:
        return ""  # "support for *better* schools and better hospitals"
    return f"“{line.words(i, min(i + FAR, len(line.tokens)))} …” may be a separate action, or belong to the one before"


def _holds_more(line: Line, grammar: Grammar, clause: Clause, i: int) -> bool:
    """Return whether what is tied may be a part: `a plan *with* targets and a date`, not `*between* A and B and a`."""
    held = next((n for n in range(clause.start, i) if line.low[n] in grammar.lexicon.holding), None)
    return held is not None and not (line.low[held] == "between" and "and" in line.low[held:i])


def _begins_comparison(line: Line, grammar: Grammar, clause: Clause, i: int, k: int, end: int) -> bool:
    """Return whether a further wish for more starts: `more staff for the Agency *and stricter rules* on lobbying`."""
    words = grammar.lexicon.comparatives
    if line.low[k] not in words or line.low[clause.start] not in words or clause.relative:
        return False
    inside = (line.low[n] in words and line.low[n - 1] != "," for n in range(clause.start + 1, i))
    held = line.find(grammar.prepositions, clause.start + 1, i)
    holds = line.find(grammar.prepositions, k + 2, min(end, k + FAR))
    return not any(inside) and next(held, None) is not None and next(holds, None) is not None


def end_noun_list(line: Line, grammar: Grammar, i: int) -> Tie | None:
    """Return what ends a list of things called for, without an article: `an end to arrests *and respect for* law`."""
    k = i + (line.low[i] == ",")
    if line.low[k] != "and" or line.depths[k]:
        return None
    noun = _skip_qualities(line, grammar, k + 1)  # "and *unhindered, sustained humanitarian* access to"
    whole = line.low[noun] in grammar.lexicon.act_nouns and line.low[noun + 1] in BEHIND_ACTS
    return Tie(i, k + 1, noun, "noun", joined=True, comma=k > i) if whole else None


def _skip_qualities(line: Line, grammar: Grammar, k: int) -> int:
    """Return the token behind words that tell what a thing is like: `unhindered, sustained humanitarian *access*`."""
    lexicon = grammar.lexicon
    for n in range(k, k + FAR):
        word = line.low[n]
        quality = word in lexicon.adjectives or word in lexicon.before_acts or word.endswith(QUALITY_ENDINGS)
        quality = quality or word.endswith(lexicon.adjective_endings)
        if not (quality or (n > k and word in {",", "and"})):
            return n
    return k


def _infinitive_behind(line: Line, grammar: Grammar, k: int, end: int) -> int | None:
    # "(for their release,) for their rehabilitation *and for* the officers to be tried"
    stop = next(
        (n for n in range(k + 1, min(end, k + SUBJECT_REACH)) if line.low[n] == "and" and line.low[n + 1] == "for"), end
    )
    near = line.find(BEGINNINGS, k + 1, min(stop, end, k + SUBJECT_REACH))
    found = (read_infinitive(line, grammar, n, end) for n in near)
    return next((verb for verb in found if verb is not None), None)


def _holds_that(line: Line, clause: Clause, end: int) -> bool:
    return any(line.low[n] == "that" and not line.depths[n] for n in range(clause.start, end))


def _says_again(line: Line, clause: Clause, end: int) -> bool:
    """Return whether the preposition of the verb stands in the action already: `support *for* women and for girls`."""
    first = clause.start + (line.low[clause.start] == clause.lead)
    return any(line.low[n] == clause.lead and not line.depths[n] for n in range(first, end))


def find_act_noun(line: Line, grammar: Grammar, k: int, end: int) -> int | None:
    """Return the token of an act's noun: `the immediate and unconditional *release*`, `the *holding* of elections`."""
    if line.low[k] not in grammar.lexicon.before_acts:
        return None
    for j in range(k, min(end, k + NOUN_REACH)):
        if line.low[j] in grammar.lexicon.act_nouns:
            return j
        if j > k and line.low[j + 1] == "of" and name_act(line, grammar, j):
            return j
        if line.low[j] in grammar.prepositions or line.tokens[j].is_capital:
            return None
    return None


def name_act(line: Line, grammar: Grammar, noun: int) -> str:
    """Return the verb an act's noun stands for: `release`, `hold` of `the holding of`; empty where it is no act."""
    word = line.low[noun]
    return grammar.lexicon.act_nouns.get(word) or grammar.gerunds.get(word.removesuffix("-up"), "")


def judge_noun(line: Line, grammar: Grammar, clause: Clause, tie: Tie, doubt: str, *, listed: bool) -> tuple[bool, str]:
    """Return whether a noun starts an action of its own, and a doubt for review.

    `an end to the arrest of critics and *the prosecution of lawyers*` stays together, for both are to end; so does
    `an inquiry into the attack and *the closure of*`. `listed`: a list is open that this one closes.
    """
    lexicon = grammar.lexicon
    held = lexicon.ending_acts | lexicon.backward_acts
    act, words = name_act(line, grammar, tie.verb), {line.low[n] for n in range(tie.start, tie.verb + NOUN_REACH)}
    if words & lexicon.condemned and act not in held:
        return False, doubt
    if not listed and name_act(line, grammar, clause.verb) in held:
        # "an end to aid, *a moratorium* on exports": nobody wants it to end
        if line.low[tie.start] in ARTICLES and name_act(line, grammar, tie.verb) in lexicon.ending_acts | {"suspend"}:
            return not clause.relative, ""
        looks_back = name_act(line, grammar, clause.verb) in lexicon.backward_acts
        if looks_back and tie.comma and line.low[tie.start] in ARTICLES and act:
            return not clause.relative, ""  # "a review of its policy, *an acceleration* of talks and"
        if act not in lexicon.relief_acts:
            return False, doubt
    elif not listed and not tie.comma and _holds_act(line, grammar, clause, tie):
        return False, doubt
    return not clause.relative, ""


def _holds_act(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether an act hangs on the one called for: `support for *the implementation* of the plan and the`."""
    return any(
        line.low[n] in grammar.prepositions and find_act_noun(line, grammar, n + 1, tie.end) is not None
        for n in range(clause.verb + 1, tie.end)
    )
