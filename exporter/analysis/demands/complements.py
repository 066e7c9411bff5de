"""What follows an operative verb: whom it asks, and where the actions stand, by the frame of the verb."""

from msgspec import Struct
from msgspec.structs import replace

from exporter.analysis.demands.actions import split_actions
from exporter.analysis.demands.grammar import BEGINNINGS, Grammar, word_set
from exporter.analysis.demands.infinitives import find_infinitive
from exporter.analysis.demands.nouns import find_act_noun
from exporter.analysis.demands.phrases import (
    PARTICLES,
    clause_stop,
    find_head,
    is_agent,
    is_gerund_clause,
    phrase_end,
    read_infinitive,
    says_again,
    skip_adverbs,
    skip_aside,
    trim_adverbs,
)
from exporter.analysis.demands.predicates import find_predicate, is_passive, is_viewed
from exporter.analysis.demands.subjects import find_doer, find_giver, find_subject
from exporter.analysis.demands.tokens import Line, Range

BEFORE_SUBJECT = word_set("until pending while once following")
SUBJECT_LIMIT = 8
NEED_REACH = 14
BEFORE_FURTHER = word_set("and or , that to as")
INSISTED_ON = frozenset({"on", "upon"})
AGAINST = frozenset({"against"})
POINTED_AT = frozenset({"Member State", "State", "country"})


class Complement(Struct, frozen=True, gc=False):
    """Where a demand's addressees and actions stand (token ranges), and how its first action begins.

    `between` is what stands between addressee and action. `pronoun` is true where the addressee is `it` or `them`.
    """

    actions: tuple[Range, ...]
    addressees: tuple[Range, ...] = ()
    form: str = "to"
    verb: int = -1
    pronoun: bool = False
    review: str = ""


def read_complement(line: Line, grammar: Grammar, frame: str, i: int, end: int) -> Complement | None:
    """Return what a demand's verb with this `frame` asks in tokens `i` to `end`, None where nothing follows."""
    i = _skip_asides(line, grammar, i, end)
    if i >= end:
        return None
    that = find_that(line, grammar, i, end) if frame == "position" else i
    if line.low[that] == "that" and not _points_at_somebody(line, grammar, frame, i, end):
        return read_that(line, grammar, that, end)
    if frame == "position":
        return _read_misused(line, grammar, i, end)
    if (verb := read_infinitive(line, grammar, i, end)) is not None:
        return _infinitives(line, grammar, (), i, verb, end)
    if frame == "on" and (verb := _read_own_call(line, grammar, i, end)) is not None:
        return _infinitives(line, grammar, (), i - 1, verb, end)
    if needed := _read_need(line, grammar, i, end):
        return needed
    readers = {"on": _read_whom, "whom": _read_whom, "for": _read_for, "self": _read_self, "soft": _read_for}
    return readers.get(frame, _read_whom)(line, grammar, i, end, frame)


def _points_at_somebody(line: Line, grammar: Grammar, frame: str, i: int, end: int) -> bool:
    """Return whether `that` opens no clause: `Urges *that government* to change`, `*that Member State* to`."""
    if frame not in {"on", "whom"}:
        return False
    ends = [n for n in (i + 2, i + 3) if n < end and read_infinitive(line, grammar, n, end) is not None]
    return any(line.low[n - 1] in grammar.agents or line.words(i + 1, n) in POINTED_AT for n in ends)


def _read_own_call(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb of `Reiterates its call to *halt the works*`, where nobody is named: not `call to police to`."""
    verb = read_infinitive(line, grammar, i - 1, end)
    if verb is None or not (line.low[verb] in grammar.certain or line.low[verb + 1] in grammar.determiners):
        return None
    return verb


def _read_need(line: Line, grammar: Grammar, i: int, end: int) -> Complement | None:
    """Read `(Insists on) the need for the EU to speak with one voice`."""
    need = grammar.lexicon.need_for.split()
    start = i + len(need)
    if need and line.low[i:start] == [*need[:-1], "to"]:  # "(Insists on) the need *to tackle* stereotypes"
        verb = read_infinitive(line, grammar, start - 1, end)
        return None if verb is None else _infinitives(line, grammar, (), start - 1, verb, end)
    if not need or line.low[i:start] != need:
        return None
    found = find_infinitive(line, grammar, start, end)
    if found is None or found[0] >= clause_stop(line, i, end) or not _can_act(line, grammar, start, found):
        return None
    return _infinitives(line, grammar, ((start, found[0]),), found[0], found[1], end)


def find_that(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the token of `that` behind an opinion: `its position *that*`, `, in this regard, *that*`; else `i`."""
    i = _skip_asides(line, grammar, i, end)
    if line.low[i] not in {"its", "the"}:
        return i
    opinions = grammar.lexicon.modal_verbs
    return next((k for k in range(i + 1, min(end, i + 6)) if line.low[k] == "that" and line.low[k - 1] in opinions), i)


def _skip_asides(line: Line, grammar: Grammar, i: int, end: int) -> int:
    after = skip_aside(line, grammar, i, end)
    after = after + 1 if after < end and line.low[after] in {":", ","} and after > i else after
    if line.low[after] not in {"strongly", "again", "therefore", "also", "furthermore", "further", "moreover"}:
        return after
    behind = skip_adverbs(line, grammar, after, end)
    # "(calls) further for", but "(encourages) *further* targeted sanctions"
    object_follows = line.low[behind] in grammar.determiners or (behind < end and line.tokens[behind].is_capital)
    return behind if object_follows or line.low[behind] in {"that", "on", "upon", "for", "to", ","} else after


def _infinitives(line: Line, grammar: Grammar, whom: tuple[Range, ...], i: int, verb: int, end: int) -> Complement:
    actions, more, doubt = split_actions(line, grammar, i, verb, end)
    further = tuple(found for start, stop in actions[1:] if (found := find_subject(line, grammar, start, stop)))
    return Complement(actions=tuple(actions), addressees=(*whom, *more, *further), form="to", verb=verb, review=doubt)


def _read_whom(line: Line, grammar: Grammar, i: int, end: int, frame: str) -> Complement:
    """Read `the Commission and the Member States to assess ...`; without an infinitive the object is what is asked."""
    opens = line.low[i + 1] in grammar.determiners or line.low[i + 1] in PARTICLES
    if opens and line.low[i] in grammar.gerunds and not line.tokens[i].is_capital:
        return _objects(line, grammar, i, end)  # "Proposes *setting up* a committee and inviting experts"
    if thing := _read_thing(line, grammar, i, end, frame):
        return thing
    found = find_infinitive(line, grammar, i, end)
    stop = clause_stop(line, i, end)
    if found and (both := _read_for_and_to(line, grammar, i, found, end)):
        return both
    if line.low[i - 1] in INSISTED_ON and is_gerund_clause(line, i, found[0] if found else stop):
        return _objects(line, grammar, i, end)
    if frame == "whom" and (asked := _find_question(line, grammar, i, found[0] if found else stop)):
        return Complement(actions=((asked, end),), addressees=((i, asked),), form="noun", verb=asked)
    if found and found[0] < stop:
        whom = (i, trim_adverbs(line, grammar, i, found[0]))
        lenient = not is_passive(line, found[1])  # "Encourages *the dialogue* to be held in public": nobody is asked
        if frame != "on" and not lenient and line.low[i] == "those":
            return _objects(line, grammar, i, end)  # "Expects *those responsible* to be brought to trial"
        if frame == "on" or _is_pronoun(line, grammar, *whom) or is_agent(line, grammar, *whom, lenient=lenient):
            # "Urges *all States that have not ratified the Convention* to do so": no quotation without them
            start = i if says_again(line, found[1]) and _holds_relative(line, grammar, *whom) else found[0]
            plain = _infinitives(line, grammar, (whom,), start, found[1], end)
            return replace(plain, pronoun=_is_pronoun(line, grammar, *whom))
    if frame == "on" or is_agent(line, grammar, i, phrase_end(line, grammar, i, end)):
        return _read_whom_for(line, grammar, i, end)
    return _read_without_that(line, grammar, i, end) or _objects(line, grammar, i, end)


def _read_thing(line: Line, grammar: Grammar, i: int, end: int, frame: str) -> Complement | None:
    """Read what is asked in nouns or a clause, where an infinitive behind it would mislead."""
    told = skip_aside(line, grammar, i + 1, end)
    if line.low[i] in grammar.lexicon.pronouns and line.low[told] == "that" and line.low[i - 1] == "to":
        # "recommends to *them*, furthermore, *that they appoint* an envoy"
        return replace(read_that(line, grammar, told, end), addressees=((i, i + 1),), pronoun=True)
    if line.low[i - 1] == "advises" and (against := next(line.find_outside(AGAINST, i, end), None)):
        # "Advises the Council *against any lifting* of the sanctions"
        return Complement(actions=((against, end),), addressees=((i, against),), form="noun", verb=against)
    if frame != "whom":
        return None
    noun = find_act_noun(line, grammar, i, end)
    if noun is not None and line.low[noun + 1] == "of" and "to" not in line.low[i:noun]:
        return _objects(line, grammar, i, end)  # "Demands *the disclosure of* their whereabouts in order to try them"
    return _read_from(line, grammar, i, end)


def _asks_that_it(line: Line, grammar: Grammar, i: int, end: int) -> bool:
    """Return whether a clause says what is asked: `(Asks) the Court *that it examine* the costs, and to`."""
    stop = phrase_end(line, grammar, i, end)
    pronoun = line.low[stop] == "that" and line.low[stop + 1] in grammar.lexicon.subject_pronouns
    return pronoun and is_agent(line, grammar, i, stop) and find_infinitive(line, grammar, i, stop) is None


def _read_from(line: Line, grammar: Grammar, i: int, end: int) -> Complement | None:
    """Read `(Demands) from *the Commission* a full list of contracts`, `(Recommends to) *the Council* a ban`."""
    if _asks_that_it(line, grammar, i, end):
        return _read_whom_for(line, grammar, i, end)
    if line.low[i] not in {"from", "of"} and line.low[i - 1] != "to":
        return None
    first = i + (line.low[i - 1] != "to")
    stops = (
        k
        for k in range(first + 1, min(phrase_end(line, grammar, i, end), i + SUBJECT_LIMIT + 2))
        if line.low[k] in grammar.determiners
    )
    stop = next((k for k in stops if line.low[k - 1] not in grammar.prepositions | BEFORE_FURTHER), None)
    if stop is None or not is_agent(line, grammar, first, stop) or find_infinitive(line, grammar, i, stop):
        return None
    return Complement(actions=((stop, end),), addressees=((first, stop),), form="noun", verb=stop)


def _read_for_and_to(line: Line, grammar: Grammar, i: int, found: Range, end: int) -> Complement | None:
    """Read `(Asks) the Commission *for* details of the cases *and to* forward the reports`: a thing and an act."""
    cut = found[0] - 1
    stop = phrase_end(line, grammar, i, found[0])
    if line.low[cut] != "and" or line.low[stop] != "for" or not is_agent(line, grammar, i, stop):
        return None
    named = line.tokens[stop - 1].is_capital or line.low[stop - 1] in grammar.agents  # "*the EEAS* for a list and to"
    if not named or _holds_relative(line, grammar, stop, cut):
        return None  # "the authorities responsible *for* asylum"
    acts = _infinitives(line, grammar, ((i, stop),), found[0], found[1], end)
    return replace(acts, actions=((stop, cut), *acts.actions), form="noun", verb=stop + 1)


def _holds_relative(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    return any(line.low[k] in grammar.lexicon.relatives for k in range(i, j))


def _find_question(line: Line, grammar: Grammar, i: int, stop: int) -> int | None:
    """Return the token of `(Asks the Commission) whether it intends to act`."""
    words = grammar.lexicon.questions
    # "the Commission, *when* it revises the directive, to": no question
    asked = (k for k in line.find_outside(words, i + 1, stop) if line.low[k] != "when" or line.low[k - 1] != ",")
    found = next(asked, None)
    return found if found is not None and is_agent(line, grammar, i, found) else None


def _read_without_that(line: Line, grammar: Grammar, i: int, end: int) -> Complement | None:
    """Read `suggests the Commission examine options`: a clause that has lost its `that`."""
    found = find_predicate(line, grammar, i, end)
    if found is None or line.low[i] != "the" or line.low[found[1]] not in grammar.certain:
        return None
    if line.low[found[1]] == "be" or not is_agent(line, grammar, i, found[0]) or found[0] - i > SUBJECT_LIMIT:
        return None
    return read_that(line, grammar, i - 1, end, first=i)


def read_bare_opinion(line: Line, grammar: Grammar, i: int, end: int) -> Complement | None:
    """Read `(Believes) the Commission should act`: an opinion that has lost its `that`, of somebody named shortly."""
    near = (k for k in range(i + 1, min(end, i + SUBJECT_LIMIT)) if line.low[k] in {"should", "must"})
    stop = next(near, None)
    if stop is None or line.words(i + (line.low[i] == "the"), stop) not in grammar.bodies:
        return None
    return read_that(line, grammar, i - 1, end, first=i)


def _is_pronoun(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    text = line.words(i, j).lower().strip(" ,").split(",")[0]
    if line.low[i] in grammar.lexicon.pronouns and line.low[i + 1] in {"and", "as"} and i + 1 < j:
        return True  # "it *and the Commission*"
    return text in grammar.lexicon.pronouns or text in {"the former", "the latter", "both"}


def _read_whom_for(line: Line, grammar: Grammar, i: int, end: int) -> Complement:
    # "asks the Commission for clarification", "Calls upon all States: (a) To respect"
    stop = phrase_end(line, grammar, i, end)
    rest = stop + (stop < end and line.low[stop] in {":", ","})
    if line.low[stop] == ":" and (verb := read_infinitive(line, grammar, rest, end)) is not None:
        return _infinitives(line, grammar, ((i, stop),), rest, verb, end)
    if line.low[stop] == "that" and line.low[stop + 1] in grammar.lexicon.subject_pronouns:
        # "Recommends to the Council *that it adopt* a strategy and that it appoint"
        return replace(read_that(line, grammar, stop, end), addressees=((i, stop),))
    plain = rest < end and not _is_emphasis(line, grammar, rest)  # "all States, *in particular States in the region*"
    actions = ((stop if line.low[stop] in {"for", "that"} else rest, end),) if plain else ()
    review = "" if actions else "nothing is asked in words that are known here"
    return Complement(actions=actions, addressees=((i, stop),), form="noun", verb=rest, review=review)


def _is_emphasis(line: Line, grammar: Grammar, k: int) -> bool:
    phrases = grammar.lexicon.emphasis
    return line.low[k - 1] == "," and f"{line.words(k, min(k + 3, len(line.tokens)))} ".lower().startswith(
        tuple(f"{p} " for p in phrases)
    )


def _read_for(line: Line, grammar: Grammar, i: int, end: int, frame: str) -> Complement:
    """Read `the EU and the international community to take`, where they can act; else what is called for."""
    i += frame == "soft" and line.low[i] == "for"
    found = find_infinitive(line, grammar, i, end)
    active = found is not None and not is_passive(line, found[1])
    if found and active and found[0] < clause_stop(line, i, end) and _is_pronoun(line, grammar, i, found[0]):
        plain = _infinitives(line, grammar, ((i, found[0]),), found[0], found[1], end)
        return replace(plain, pronoun=True)
    if found and found[0] < clause_stop(line, i, end) and _can_act(line, grammar, i, found):
        return _infinitives(line, grammar, ((i, found[0]),), found[0], found[1], end)
    return _objects(line, grammar, i, end)


def wants_act(line: Line, grammar: Grammar, i: int, end: int) -> bool:
    """Return whether the need is for an act: `for victims to be compensated`, not `for measures to combat poverty`."""
    found = find_infinitive(line, grammar, i, min(end, i + NEED_REACH))
    if found is None or any(line.low[k] in {",", ";"} for k in range(i, found[0])):
        return False
    return is_passive(line, found[1]) or is_agent(line, grammar, i, found[0], lenient=True)


def _can_act(line: Line, grammar: Grammar, i: int, found: Range) -> bool:
    start, verb = found
    passive = is_passive(line, verb) or (line.low[verb] == "be" and line.low[verb + 1].endswith("ed"))
    if line.low[verb] in grammar.lexicon.receiving:
        return False
    return is_agent(line, grammar, i, start) and not (passive and line.low[verb + 1] not in {"prepared"})


def _read_self(line: Line, grammar: Grammar, i: int, end: int, frame: str) -> Complement:
    return _objects(line, grammar, i, end)


def _objects(line: Line, grammar: Grammar, i: int, end: int) -> Complement:
    head = find_head(line, grammar, i, end)
    if line.low[i] in grammar.gerunds or line.low[i] in grammar.lexicon.comparatives:
        head = i  # "*more* staff, better protection", "*setting up* a committee and inviting experts"
    # "(Insists) *on* full transparency, *on* the publication of all contracts": the act of the second one
    reach = range(i, min(end, i + 10))
    stop = next((k for k in reach if line.low[k] == "," and line.low[k + 1] == line.low[i - 1]), reach.stop)
    noun = next((k for k in range(i, stop) if head > i and line.low[k] in grammar.lexicon.act_nouns), head)
    actions, _, doubt = split_actions(line, grammar, i, noun, end, "noun")
    whom = find_giver(line, grammar, i, end)
    whom += tuple(found for start, stop in actions if (found := _find_asked(line, grammar, start, stop)))
    return Complement(actions=tuple(actions), addressees=whom, form="noun", verb=noun, review=doubt)


def _find_asked(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return who is to act in `(Insists on A and) on the need for *the Member States* to exchange data`, if anybody.

    So they are in `(Calls for action and) for *the Commission* to present a plan`.
    """
    if line.low[i] == "for":
        found = find_infinitive(line, grammar, i + 1, end)
        asked = found is not None and found[0] - i < SUBJECT_LIMIT and _can_act(line, grammar, i + 1, found)
        return (i + 1, found[0]) if asked and found else None
    needed = _read_need(line, grammar, i + (line.low[i] in INSISTED_ON), end)
    return needed.addressees[0] if needed else None


def _read_misused(line: Line, grammar: Grammar, i: int, end: int) -> Complement | None:
    """Read `Stresses the Cambodian government to secure`: a position verb used to ask somebody."""
    for k in range(i + 1, min(end, i + 14)):
        low = line.low[k]
        if (low in grammar.prepositions and low != "of") or low in {",", "that", ";", "which"}:
            return None
        verb = read_infinitive(line, grammar, k, end)
        if verb is not None:
            asked = find_head(line, grammar, i, k) == k - 1 or "of" in {line.low[n] for n in range(i, k)}
            if not (asked and is_agent(line, grammar, i, k)):
                return None
            return _infinitives(line, grammar, ((i, k),), k, verb, end)
    return None


def read_that(line: Line, grammar: Grammar, i: int, end: int, first: int | None = None) -> Complement:
    """Read `that the Commission must ensure ... and that ...`: the subject is the addressee if it can act.

    `first` is where the action starts, if not at `that`.
    """
    found = find_predicate(line, grammar, i + 1, end)
    if found is None:
        actions, _, doubt = split_actions(line, grammar, i, i, end, "noun")
        return Complement(actions=((i, end),), form="that", verb=i, review=doubt)
    subject_end, verb = found
    given = line.low[verb] != "have" or line.low[verb + 1] in grammar.determiners  # "must have the right"
    receives = given and line.low[verb] in grammar.lexicon.receiving
    able = line.low[verb] == "be" and line.low[verb + 1] in grammar.lexicon.enabled
    asked = not (receives or able or is_passive(line, verb) or is_viewed(line, verb)) or _is_recipient(
        line, grammar, verb, end
    )
    subject = skip_aside(line, grammar, i + 1, subject_end)
    acts = asked and is_agent(line, grammar, subject, subject_end)
    form = "third" if line.low[verb] in grammar.lemmas and line.low[verb - 1] not in modal_words(grammar) else "that"
    if subject > i + 1 and line.low[i + 2] in BEFORE_SUBJECT:
        first = subject  # "that, *pending her trial*, the authorities grant her bail"
    actions, more, doubt = split_actions(line, grammar, i if first is None else first, verb, end, form)
    further = tuple(found for start, stop in actions[1:] if (found := find_subject(line, grammar, start, stop)))
    first_asked = (subject, subject_end) if acts else None
    if is_passive(line, verb) and not acts:
        first_asked = find_doer(line, grammar, verb, actions[0][1])
    whom = ((first_asked,) if first_asked else ()) + further + tuple(more)
    return Complement(actions=tuple(actions), addressees=whom, form="that", verb=verb, review=doubt)


def _is_recipient(line: Line, grammar: Grammar, verb: int, end: int) -> bool:
    """Return whether the subject of a passive is to act: `the Agency should be *given* the power *to inspect*`."""
    given = skip_adverbs(line, grammar, verb + 1, end)
    if line.low[given] not in grammar.lexicon.recipients:
        return False
    near = line.find(BEGINNINGS, given + 1, min(end, given + 6))
    return any(read_infinitive(line, grammar, n, end) is not None for n in near)


def modal_words(grammar: Grammar) -> frozenset[str]:
    """Return the verbs that rule another one: `must`, `should`."""
    return grammar.lexicon.modals
