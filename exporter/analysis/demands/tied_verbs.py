"""Whether a verb tied to a statement is Parliament's own, or that of somebody it speaks of."""

from exporter.analysis.demands.clauses import ends_clause
from exporter.analysis.demands.grammar import BEGINNINGS, ENDING, Grammar
from exporter.analysis.demands.matching import Opening, match_verb
from exporter.analysis.demands.nouns import find_act_noun, name_act
from exporter.analysis.demands.phrases import is_agent, read_infinitive
from exporter.analysis.demands.romance_words import find_head as find_first_noun
from exporter.analysis.demands.tokens import Line

AGENT_REACH = 5
# "Welcomes *the fact that* the Agency"
THAT_REACH = 5
THAT = frozenset({"that"})
SUBJECT_REACH = 7
WANTED_REACH = 6


def is_clear(line: Line, grammar: Grammar, i: int, found: Opening, last: Opening, comma: bool, tie: bool) -> bool:
    """Return whether the verb at `i`, behind `last` and a comma or a tie, opens a statement of its own."""
    words = grammar.lexicon.ties
    between = [line.spelt[k] for k in range(line.token_from(last.verb_end), i) if not line.depths[k]]
    spoken = line.text[found.verb_start : found.verb_end].lower().split()
    if any(
        word in words.saying and (k == 0 or not _is_noun(between[k - 1], grammar)) for k, word in enumerate(between)
    ):  # "which condemns the attack and calls on Iran to": another's words
        return False
    ruling = spoken[0] if grammar.lexicon.romance else spoken[-1]  # "demande à", "urges"
    asks = found.verb.kind == "demand" and (
        found.verb.frame == "on" or ruling == "for" or ruling in words.clear_demands
    )
    asks = asks and (spoken[-1] == "urges" or _takes_object(line, grammar, found))
    if any(word in words.subordinate for word in between):
        if tie and asks and _stands_apart(grammar, between) and _asks_pronoun(line, grammar, found):
            return True
        own = asks or _reminds(line, grammar, found) or opens_clause(line, grammar, found)
        formula = found.verb.kind == "demand" and not words.formulas.isdisjoint(spoken)
        named = formula or _asks_of_whom_was_named(line, grammar, last, found)
        if tie and (named or (asks and asks_subject(line, last, found))):
            return True
        if tie and own and ends_clause(line, grammar, last.verb_end, i):
            return True
        if (
            tie
            and asks
            and (found.verb.frame == "on" or _has_possessive(line, grammar, found))
            and not _reports(grammar, between)
        ):
            return True
        if not tie:
            return comma and asks and _follows_clause(line, grammar, i, found, last, between)
        return (
            comma and (asks or spoken[-1] in words.clear_positions or _is_dismayed(line, grammar, i, last, found))
        ) or (opens_clause(line, grammar, found) and _shares_opinion(line, grammar, last, found))
    if not tie:
        # "Condemns the attacks, *demands that* they stop": with `that` it is no noun
        sure = found.verb.frame == "on" or spoken[-1] == "urges" or opens_clause(line, grammar, found)
        sure = sure or (found.verb.frame == "for" and _is_in_series(line, grammar, found))
        sure = sure or spoken[-1] in grammar.romance.to  # "déplore le verdict, *demande au* gouvernement de"
        sure = sure or spoken[0] in grammar.romance.persuading  # "salue la loi, *encourage* le gouvernement à"
        return asks and (sure or _has_possessive(line, grammar, found))
    if found.verb.frame == "for" and spoken[-1] == "for" and not comma:
        plain = last_word(line, last) not in grammar.lexicon.negative or _asks_relief(line, grammar, found)
        return plain or not _may_be_heard(line, grammar, between, found)
    own = len(spoken) > 1 and spoken[-1] in words.own_positions  # "and *pays tribute* to"
    return own or (comma and spoken[-1] not in words.ambiguous) or _takes_object(line, grammar, found)


def _follows_clause(line: Line, grammar: Grammar, i: int, found: Opening, last: Opening, between: list[str]) -> bool:
    """Return whether a demand follows a clause and a comma: `Regrets that they have failed, *calls on them to*`."""
    if line.text.endswith("urges", found.verb_start, found.verb_end):  # "that the Council *has failed, urges* it to"
        apart = _stands_apart(grammar, between) or ends_clause(line, grammar, last.verb_end, i)
        return "," not in between[:-1] and apart
    return found.verb.frame == "on" and ends_clause(line, grammar, last.verb_end, i)


def _is_dismayed(line: Line, grammar: Grammar, i: int, last: Opening, found: Opening) -> bool:
    """Return whether blame follows praise: `Notes with satisfaction that she is free, *but is dismayed that* she`."""
    words = grammar.lexicon.ties
    turned = last_word(line, last) in words.praise and last_word(line, found) in words.dismay
    return turned and line.low[i] == "but" and opens_clause(line, grammar, found)


def opens_clause(line: Line, grammar: Grammar, found: Opening) -> bool:
    """Return whether `that` follows a verb: `and demands *that* they stop`."""
    return line.low[line.token_from(found.verb_end)] in grammar.lexicon.ties.that


def _has_possessive(line: Line, grammar: Grammar, found: Opening) -> bool:
    """Return whether `calls for` is a verb by what follows: `calls for *their* release`, not `calls for violence`."""
    return line.low[line.token_from(found.verb_end)] in grammar.lexicon.ties.possessives


def _reports(grammar: Grammar, between: list[str]) -> bool:
    """Return whether somebody's words are told: `which *rejects* the law and calls on`, not `both *states*`."""
    verbs = grammar.lexicon.ties.clear_positions | grammar.lexicon.ties.reporting
    return any(word in verbs and (k == 0 or not _is_noun(between[k - 1], grammar)) for k, word in enumerate(between))


def _stands_apart(grammar: Grammar, between: list[str]) -> bool:
    """Return whether the clause before cannot go on with a present verb: `that the Council *has failed* and urges`."""
    words = grammar.lexicon.ties.not_beside
    finite = (word in words for word in between if word in words or word in grammar.thirds or word in {"is", "does"})
    return next(finite, False)


def _reminds(line: Line, grammar: Grammar, found: Opening) -> bool:
    """Return whether `and reminds *the Commission*` states a position of one's own, if no one else can be meant."""
    clear = last_word(line, found) in grammar.lexicon.ties.clear_positions | grammar.lexicon.ties.own_positions
    return clear and (_takes_object(line, grammar, found) or _asks_pronoun(line, grammar, found))


def _asks_pronoun(line: Line, grammar: Grammar, found: Opening) -> bool:
    first = line.token_from(found.verb_end)
    return line.low[first] in grammar.lexicon.pronouns and line.low[first + 1] == "to"


def asks_subject(line: Line, last: Opening, found: Opening) -> bool:
    """Return whether nobody but Parliament can ask: `that *the Court* refuses to act and urges *the Court* to`."""
    start, first = line.token_from(last.verb_end), line.token_from(found.verb_end)
    that = next(line.find(THAT, start, start + THAT_REACH), None)
    stop = next(line.find(BEGINNINGS, first + 1, first + SUBJECT_REACH), first + 1)
    if that is None or stop < first + 2:
        return False
    subject = that + 1, that + 1 + stop - first
    goes_on = line.tokens[subject[1]].is_capital  # "that the Commission *President* refuses and urges the Commission"
    return line.low[subject[0] : subject[1]] == line.low[first:stop] and not goes_on


def _asks_of_whom_was_named(line: Line, grammar: Grammar, last: Opening, found: Opening) -> bool:
    """Return whether a pronoun shows who does not ask: `se réjouit que la Commission agisse et demande *qu’elle*`."""
    words, first = grammar.lexicon.ties, line.token_from(found.verb_end)
    pronoun = line.low[first] in words.that and line.low[first + 1] in grammar.romance.subjects
    clause = next(line.find(words.that, line.token_from(last.verb_end), first), None)
    if not pronoun or found.verb.kind != "demand" or clause is None:
        return False
    teller = line.low[find_first_noun(line, grammar, clause + 1, first)]
    return teller in grammar.agents or teller not in words.sources


def _asks_relief(line: Line, grammar: Grammar, found: Opening) -> bool:
    """Return whether no critic could ask for it: `Condemns the arrests and calls for *the immediate release* of`."""
    first = line.token_from(found.verb_end)
    if _asks_pronoun(line, grammar, found):
        return True
    noun = find_act_noun(line, grammar, first, len(line.tokens))
    return noun is not None and name_act(line, grammar, noun) in grammar.lexicon.relief_acts


def _may_be_heard(line: Line, grammar: Grammar, between: list[str], found: Opening) -> bool:
    """Return whether `calls` may be what is condemned: `Condemns the *threats* and calls for *violence*`."""
    words, first = grammar.lexicon.ties, line.token_from(found.verb_end)
    heard = {word.lower() for word in between} & words.utterances
    wanted = {line.low[k] for k in range(first, first + WANTED_REACH)}
    return bool(heard) or not wanted.isdisjoint(words.atrocities)


def _is_in_series(line: Line, grammar: Grammar, found: Opening) -> bool:
    """Return whether another demand follows: `Condemns the siege, *calls for* restraint and *invites all* sides to`."""
    words, first = grammar.lexicon.ties, line.token_from(found.verb_end)
    sure = words.saying - words.calls_nouns  # "and *demands* of the unions" need be no verb
    wanted = {line.low[k] for k in range(first, min(first + WANTED_REACH, len(line.tokens)))}
    end = next(line.find(ENDING, first), len(line.tokens))
    ties = (k + 1 for k in line.find(words.plain_ties, first, end) if not line.depths[k])
    follows = (match_verb(line, grammar, line.starts[k]) for k in ties if line.low[k] in sure)
    asked = any(verb is not None and _takes_object(line, grammar, verb) for verb in follows)
    return asked and wanted.isdisjoint(words.atrocities)


def _is_noun(before: str, grammar: Grammar) -> bool:
    """Return whether the word after this one is a noun: `despite *repeated* calls for action`."""
    return before in grammar.determiners or before.endswith("ed") or before in grammar.lexicon.ties.before_nouns


def _asks_agent(line: Line, grammar: Grammar, first: int) -> bool:
    """Return whether somebody is asked without an article: `and encourages *schools* to teach it`."""
    end = len(line.tokens)
    near = line.find(BEGINNINGS, first + 1, min(end, first + AGENT_REACH))
    to = next((k for k in near if read_infinitive(line, grammar, k, end) is not None), None)
    return to is not None and is_agent(line, grammar, first, to)


def _takes_object(line: Line, grammar: Grammar, found: Opening) -> bool:
    """Return whether what follows shows a verb, not a noun: `and demands *an* end`, `and urges *Israel*`."""
    first = line.token_from(found.verb_end)
    if found.verb.frame == "whom" and _asks_agent(line, grammar, first):
        return True
    after = line.tokens[first : first + 1]
    romance = grammar.lexicon.romance
    if romance and last_word(line, found) in romance.to:  # "et demande *au* gouvernement"
        return True
    return found.verb.frame in {"on", "for"} or any(
        t.low in grammar.determiners or t.low in grammar.lexicon.ties.that or t.is_capital for t in after
    )


def _shares_opinion(line: Line, grammar: Grammar, last: Opening, found: Opening) -> bool:
    """Return whether both verbs state an opinion: `Believes that ... and considers that`."""
    words = grammar.lexicon.ties
    shared = {last_word(line, last), last_word(line, found)} <= words.opinions
    return shared and line.low[line.token_from(last.verb_end)] in words.that


def last_word(line: Line, opening: Opening) -> str:
    """Return the last word of the verb, empty where a paragraph opens with no verb that is known."""
    words = line.text[opening.verb_start : opening.verb_end].lower().split()
    return words[-1] if words else ""
