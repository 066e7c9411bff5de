"""Where statements open: operative verbs at the start of a clause, outside quotations and brackets."""

from msgspec import Struct

from exporter.analysis.demands.clauses import ends_clause
from exporter.analysis.demands.grammar import BEGINNINGS, CLOSING, ENDING, Grammar
from exporter.analysis.demands.nouns import find_act_noun, name_act
from exporter.analysis.demands.phrases import is_agent, read_infinitive, skip_aside
from exporter.analysis.demands.romance_words import find_head as find_first_noun
from exporter.analysis.demands.tokens import Line
from exporter.languages.demand_lexicon import OperativeVerb

# "In this regard, calls on", "Furthermore, in light of the above, urges"
LEAD_LIMIT = 220
AGENT_REACH = 5
WANTED_REACH = 6
# "Welcomes *the fact that* the Agency"
THAT_REACH = 5
THAT = frozenset({"that"})
SUBJECT_REACH = 7
AS_WELL_AS = ("as", "well", "as")
OUGHT = frozenset({"should", "must", "shall"})
PAUSES = frozenset(",;")
UNKNOWN = OperativeVerb(kind="position", frame="position", patterns=())


class Opening(Struct, frozen=True, gc=False):
    """An operative verb: statement from character `start`, verb from `verb_start` to `verb_end`."""

    start: int
    verb_start: int
    verb_end: int
    verb: OperativeVerb
    review: str = ""


def find_openings(
    line: Line, grammar: Grammar, point_starts: frozenset[int], speakers: tuple[str, ...] = ()
) -> list[Opening]:
    """Return the openings of a paragraph in order; `point_starts` are the characters where points begin.

    The first one always starts at the paragraph's first character. `speakers` may be named: `The Council calls on`.
    """
    found: list[Opening] = []
    for i in _candidates(line, grammar, point_starts):
        offset = line.starts[i]
        if found and offset < found[-1].verb_end:
            continue
        spoken = _match_spoken(line, grammar, i, speakers) if speakers else None
        opening = spoken or _read(line, grammar, i, found[-1] if found else None, offset in point_starts)
        if opening is None and i == 0:
            opening = _unknown(line)
        if opening is not None:
            found.append(opening)
    return found


def _candidates(line: Line, grammar: Grammar, point_starts: frozenset[int]) -> list[int]:
    tokens, depths = line.tokens, line.depths
    places = {0}
    for i in line.find(grammar.openers):
        places.add(i + 1 if line.low[i] in ENDING else i)
    places |= {i for i in map(line.token_from, point_starts) if line.offset(i) in point_starts}
    return [i for i in sorted(places) if i < len(tokens) and tokens[i].is_word and not depths[i]]


def _read(line: Line, grammar: Grammar, i: int, last: Opening | None, at_point: bool) -> Opening | None:
    token, offset, before = line.tokens[i], line.starts[i], line.low[i - 1]
    if i == 0 or before == ";":
        plain = _match(line, grammar, offset) or _match_after_lead(line, grammar, i)
        return plain or _match_clumsy(line, grammar, i)
    if at_point:
        return _match(line, grammar, offset) if _rules_itself(line, grammar, i) else None
    if before in CLOSING and token.is_capital:
        return _match(line, grammar, offset) or _match_after_lead(line, grammar, i)
    if token.is_capital and token.low not in grammar.lexicon.ties.plain_ties:
        return _match_capital(line, grammar, i)
    return _match_tied(line, grammar, i, last) if last else None


def _match(line: Line, grammar: Grammar, offset: int) -> Opening | None:
    match = grammar.opening.match(line.text, offset)
    if match is None:
        return None
    verb, end = match.verb, match.end
    second = _second_verb(line.text, end, grammar, verb)
    if second is not None:
        verb, end = second
    return Opening(offset, match.start, end, verb)


def _match_spoken(line: Line, grammar: Grammar, i: int, speakers: tuple[str, ...]) -> Opening | None:
    """Return an opening whose subject is said: `*The Security Council calls on* all parties to`."""
    start = line.starts[i]
    if i and line.low[i - 1] not in ENDING:
        return None
    speaker = next((name for name in speakers if line.text.startswith(f"{name} ", start)), "")
    found = _match(line, grammar, start + len(speaker) + 1) if speaker else None
    return found and Opening(start, found.verb_start, found.verb_end, found.verb)


def _match_clumsy(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening whose verb has lost its ending: `Demand to the authorities to`, `Call on the Commission`."""
    start, end, low = line.starts[i], line.end(i + 1), line.low[i]
    word = f"{low}{grammar.lexicon.lost_ending}"
    if word == low or word not in grammar.first_words:
        return None
    match = grammar.opening.match(word + line.text[end : end + LEAD_LIMIT], 0)
    if match is None or match.verb.kind != "demand":
        return None
    lost = len(grammar.lexicon.lost_ending)
    return Opening(start, start + match.start, start + match.end - lost, match.verb)


def _second_verb(text: str, end: int, grammar: Grammar, first: OperativeVerb) -> tuple[OperativeVerb, int] | None:
    """Return the ruling verb and its end where two verbs share an object: `Condemns and deplores`, `Asks and urges`."""
    tie = f" {grammar.lexicon.ties.second} "
    if text.startswith(", ", end):  # "Encourages, *supports* and calls for"
        between = grammar.opening.match(text, end + 2)
        further = between is not None and not between.connected and text.startswith(tie, between.end)
        return _second_verb(text, between.end, grammar, between.verb) if between and further else None
    if not text.startswith(tie, end):
        return None
    match = grammar.opening.match(text, end + len(tie))
    if match is None or match.connected:
        return None
    second = match.verb
    return (second if first.kind == "demand" or second.frame in {"on", "for"} else first), match.end


def _match_after_lead(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening behind an adverbial: `In this regard, calls on`, `and, furthermore, urges`."""
    start = line.starts[i]
    first = i + 1 if line.low[i] in grammar.lexicon.ties.plain_ties else i
    first += line.low[first] == ","
    if line.low[first] not in grammar.starters and line.low[first] not in grammar.adverbs:
        return None
    if first == i + 1 and read_infinitive(line, grammar, first, len(line.tokens)) is not None:
        return None  # "(to treat the ill,) and *to admit* the Red Cross, and stresses": no lead
    for pause in line.find(PAUSES, first):
        j = pause + 1
        if ";" in {line.low[pause], line.low[j]} or line.offset(j) - start > LEAD_LIMIT:
            return None
        if j < len(line.tokens) and not line.depths[j] and (found := _match(line, grammar, line.starts[j])):
            capital = line.tokens[j].is_capital
            return None if capital else Opening(start, found.verb_start, found.verb_end, found.verb)
    return None


def _match_behind_aside(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening right behind an aside: `(expects them to act) and, *if they do not*, expects the Council`."""
    j = skip_aside(line, grammar, i + 1, len(line.tokens))
    found = _match(line, grammar, line.starts[j]) if i + 1 < j < len(line.tokens) else None
    return Opening(line.starts[i], found.verb_start, found.verb_end, found.verb) if found else None


def _match_capital(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening marked by its capital alone: `... the right to privacy Calls on the authorities`."""
    before = line.tokens[i - 1]
    if (before.is_capital and before.is_word) or before.low in grammar.determiners:
        return None
    if before.low in grammar.prepositions:
        return None  # "the Committee on *Petitions* and the Ombudsman"
    found = _match(line, grammar, line.starts[i])
    return found if found and found.verb.kind == "demand" and found.verb.frame in {"on", "for", "whom"} else None


def _rules_itself(line: Line, grammar: Grammar, i: int) -> bool:
    match = grammar.opening.match(line.text, line.starts[i])
    return match is not None and not _starts_noun(line, grammar, i)


def _starts_noun(line: Line, grammar: Grammar, i: int) -> bool:
    words = grammar.lexicon.ties
    return line.low[i + 1] in words.behind_nouns and line.low[i] in words.calls_nouns


def _match_tied(line: Line, grammar: Grammar, i: int, last: Opening) -> Opening | None:
    """Return an opening tied to its statement by a comma or `and`: `Condemns the attack, and calls upon Israel to`."""
    words = grammar.lexicon.ties
    tie, comma = line.low[i] in words.ties, line.low[i - 1] == ","
    if not (tie or comma):
        return None
    if tie and (repeated := _match_repeated(line, grammar, i, last)):
        return repeated
    if tie and line.low[i + (2 if line.low[i + 1] in words.behind_ties else 1)] not in grammar.lead_words:
        return None
    start = line.starts[i]
    # "(talks with governments,) *as well as* with the opposition, and calls for"
    leads = tie and (line.low[i], line.low[i + 1], line.low[i + 2]) != AS_WELL_AS
    after_lead = _match_after_lead if comma else _match_behind_aside
    found = _match(line, grammar, start) or (after_lead(line, grammar, i) if leads else None)
    if found is None or (found.verb_start == start and tie):
        return None
    if found.verb.kind == "position" and line.text[found.verb_start].isupper():
        return None  # "(Invites the treaty bodies to report,) and *States* to make recommendations"
    if not _is_clear(line, grammar, i, found, last, comma, tie):
        return None
    return found


def _match_repeated(line: Line, grammar: Grammar, i: int, last: Opening) -> Opening | None:
    """Return what else is said again: `Reiterates its call on States to ..., and *its request to* the Council`."""
    if line.low[i + 1] not in grammar.possessives:
        return None
    verb = line.text[last.verb_start : last.verb_end].lower().split(" ")[0]
    if verb not in grammar.lexicon.ties.repeating:
        return None
    first = line.starts[i + 1]
    match = grammar.opening.match(f"{verb} {line.text[first : first + LEAD_LIMIT]}", 0)
    if match is None or match.verb.kind != "demand":
        # "its call for a truce and *its support for* the mission", but "to end its raids and its support for rebels"
        asked = line.find(BEGINNINGS, line.token_from(last.verb_end), i)
        stance = line.low[i + 2] in grammar.lexicon.ties.stances and next(asked, None) is None
        return Opening(line.starts[i], first, line.end(i + 2), UNKNOWN) if stance else None
    return Opening(line.starts[i], first, first + match.end - len(verb) - 1, match.verb)


def _is_clear(line: Line, grammar: Grammar, i: int, found: Opening, last: Opening, comma: bool, tie: bool) -> bool:
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
        own = asks or _reminds(line, grammar, found) or _opens_clause(line, grammar, found)
        formula = found.verb.kind == "demand" and not words.formulas.isdisjoint(spoken)
        named = formula or _asks_of_whom_was_named(line, grammar, last, found)
        if tie and (named or (asks and _asks_subject(line, last, found))):
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
        ) or (_opens_clause(line, grammar, found) and _shares_opinion(line, grammar, last, found))
    if not tie:
        # "Condemns the attacks, *demands that* they stop": with `that` it is no noun
        sure = found.verb.frame == "on" or spoken[-1] == "urges" or _opens_clause(line, grammar, found)
        sure = sure or (found.verb.frame == "for" and _is_in_series(line, grammar, found))
        sure = sure or spoken[-1] in grammar.romance.to  # "déplore le verdict, *demande au* gouvernement de"
        sure = sure or spoken[0] in grammar.romance.persuading  # "salue la loi, *encourage* le gouvernement à"
        return asks and (sure or _has_possessive(line, grammar, found))
    if found.verb.frame == "for" and spoken[-1] == "for" and not comma:
        plain = _last_word(line, last) not in grammar.lexicon.negative or _asks_relief(line, grammar, found)
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
    turned = _last_word(line, last) in words.praise and _last_word(line, found) in words.dismay
    return turned and line.low[i] == "but" and _opens_clause(line, grammar, found)


def _opens_clause(line: Line, grammar: Grammar, found: Opening) -> bool:
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
    clear = _last_word(line, found) in grammar.lexicon.ties.clear_positions | grammar.lexicon.ties.own_positions
    return clear and (_takes_object(line, grammar, found) or _asks_pronoun(line, grammar, found))


def _asks_pronoun(line: Line, grammar: Grammar, found: Opening) -> bool:
    first = line.token_from(found.verb_end)
    return line.low[first] in grammar.lexicon.pronouns and line.low[first + 1] == "to"


def _asks_subject(line: Line, last: Opening, found: Opening) -> bool:
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
    follows = (_match(line, grammar, line.starts[k]) for k in ties if line.low[k] in sure)
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
    if romance and _last_word(line, found) in romance.to:  # "et demande *au* gouvernement"
        return True
    return found.verb.frame in {"on", "for"} or any(
        t.low in grammar.determiners or t.low in grammar.lexicon.ties.that or t.is_capital for t in after
    )


def _shares_opinion(line: Line, grammar: Grammar, last: Opening, found: Opening) -> bool:
    """Return whether both verbs state an opinion: `Believes that ... and considers that`."""
    words = grammar.lexicon.ties
    shared = {_last_word(line, last), _last_word(line, found)} <= words.opinions
    return shared and line.low[line.token_from(last.verb_end)] in words.that


def _last_word(line: Line, opening: Opening) -> str:
    """Return the last word of the verb, empty where a paragraph opens with no verb that is known."""
    words = line.text[opening.verb_start : opening.verb_end].lower().split()
    return words[-1] if words else ""


def _unknown(line: Line) -> Opening:
    first = next((i for i, token in enumerate(line.tokens) if token.is_word), 0)
    low, start = line.low[first], line.starts[first]
    after = line.low[first + 1 : first + 1 + SUBJECT_REACH]
    duty = after[0] != "that" and not OUGHT.isdisjoint(after)  # "*Access* to justice should be facilitated"
    verb = low.endswith("s") and len(low) > 3 and not duty
    verb_end = line.end(first + 1) if verb else start
    return Opening(line.starts[0], start, verb_end, UNKNOWN, "no operative verb that is known here")
