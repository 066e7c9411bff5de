"""Where the subject of a clause ends, and its verb: `that the Commission *must ensure*`, `that Russia *withdraw*`."""

from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.phrases import ASIDE_LIMIT, PARTICLES, is_agent, is_whole_verb, skip_adverbs, skip_aside
from exporter.analysis.demands.tokens import Line, Range

EXAMPLES = word_set("including such namely notably especially particularly")
BE = frozenset({"be", "been", "is", "are", "was", "were"})
# "must be seen as", "should be based on": what is thought of a thing, not what is asked for.
THOUGHT_OF = word_set("regarded considered seen viewed understood")
VIEWED = THOUGHT_OF | word_set("welcomed commended praised applauded regretted deplored")
VIEWED |= word_set("based accompanied linked noted recalled interpreted aware able free prepared ready")
# "citizens to be *better* informed"
QUALIFYING = word_set("better well always also")
CLASSED = word_set("regarded considered classified")
ARTICLES = word_set("a an the")
# "be *kept* informed": participles whose endings tell nothing
PARTICIPLES = word_set(
    "kept met sent spent lent found bound won shown known drawn withdrawn thrown undone read led fed paid laid set "
    "heard said thought become run cast split rid "
    "let shut understood overcome borne torn sworn lost shot struck dealt met begun swept hit told"
)
# "equipment *for crowd* control": no verb that rules the clause
HELD_BY = word_set("of for in")
RELATIVES = word_set("which who whose whom")
COMMA = frozenset({","})
FINITE = word_set("is are was were has have")
# "the Commission, which *must* report annually, has published it"
TELLING = FINITE | word_set("must should shall will would may might can could")
BINDING = word_set("must should shall ought")
NO_MODALS = word_set("need needs is are has have had")
BEFORE_THAT = frozenset({",", "and", "but"})
# "that have not *established* it and *take* no steps, or *may take* some": no verb that is asked for
BEFORE_BASE = word_set("to and or but can could may might will would do not , who which that they")
TOLD_REACH = 4
ASKED_REACH = 25
NEEDS = word_set("need needs")
# "Expects that the Commission *will* publish it"
THAT = frozenset({"that"})
CLAUSE_TIES = frozenset({"and", ","})
EXPECTED = word_set("will would")
BEFORE_TO = FINITE | word_set("need needs must should shall ought had")
TO_RULING = word_set("has have need needs")
BEHIND_MODAL = word_set("be have not")
BEFORE_BE = word_set("to not can could may might will would must should shall cannot")
NO_BASE_FORM = (
    *("ed", "ing", "ly", "s", "tion", "ment", "ness", "ity"),
    *("that", "which", "with", "than", "when", "what", "most"),
)


def find_predicate(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the subject of a clause ends and its verb: `the Commission *must ensure*`, `Russia *withdraw*`."""
    modals = grammar.lexicon.modals
    subject = beside = i = skip_aside(
        line, grammar, i, end
    )  # "that, *pending her trial*, the authorities grant her bail"
    for k in range(i + 1, end):
        token = line.tokens[k]
        after_aside = _skip_inserted(line, grammar, k, end) if token.low == "," else k
        if after_aside > max(k, beside):
            beside, subject = after_aside, k
        if k < beside or line.depths[k] or not token.is_word or token.is_capital:
            continue
        if token.low in EXPECTED or (token.low in modals and token.low not in NO_MODALS):
            return k, _main_verb(line, grammar, k + 1, end)
        ruling = k + 1 if token.low == "also" else k  # "but that they *also have to* use them"
        if line.low[ruling] in {"need", "needs", "is", "are", "has", "have"} and line.low[ruling + 1] == "to":
            return k, _main_verb(line, grammar, ruling + 2, end)
        if line.low[k] in {"that", "which", "who", "whose"}:
            # "that the police stop beating them, *that* the detained be freed": another clause, no relative
            return (
                None
                if line.low[k] == "that" and line.low[k - 1] in BEFORE_THAT
                else _after_relative(line, grammar, k, end)
            )
        first = skip_adverbs(line, grammar, k, end)
        word = line.low[first]
        after = line.low[first + 1]
        # "the outcome *document of* the conference": no verb
        object_follows = after in grammar.determiners or after in PARTICLES
        object_follows = object_follows or (after in grammar.prepositions and after != "of")
        asked = after in {"to", "only"} or after.endswith("ly") or skip_aside(line, grammar, first + 1, end) > first + 1
        asked = asked or is_whole_verb(line, grammar, first)  # "that the police *stop* beating them"
        asked = asked or _takes_plain_object(line, grammar, first)
        object_follows = object_follows or (asked and is_agent(line, grammar, i, k))
        noun = after == "of" and line.low[k - 1] in grammar.determiners  # "that *the repeal of* the law is a condition"
        if word in {"be", "is", "are"} or (word in grammar.certain and not noun and not _is_held(line, i, k)):
            return k, first
        if (
            (word in grammar.thirds or word in grammar.ambiguous)
            and object_follows
            and line.low[k - 1] not in grammar.determiners
            and line.low[k - 1] not in grammar.prepositions  # "cooperation *with partners* in the region"
        ):
            return k, first
        # "that Governments, *when they see fit*, request assistance"
        stop = subject if k == beside and subject > i else k
        named = _acts_on_name(line, grammar, i, k, first) or _is_verb_of_body(line, grammar, i, stop, k, end)
        if named or _is_unknown_verb(line, grammar, i, k, first):
            return k, first
    return None


def _skip_inserted(line: Line, grammar: Grammar, k: int, end: int) -> int:
    """Return the token after an aside at the comma `k`: `the Commission, *in cooperation with the Agency*, draw up`.

    There is none in `that providers, or their agents, *should be* bound, before ..., to`.
    """
    if line.low[k + 1] in grammar.lexicon.modals and _goes_on_with_verb(line, grammar, k + 2, end):
        return k
    if line.low[k + 1] in RELATIVES:
        return _skip_relative(line, k, end)
    if line.low[k + 1] == "to" and line.low[k + 2] == "be":  # "a commission, *to be set up in 2026*, report to it"
        return next((n + 1 for n in line.find(COMMA, k + 3, end) if not line.depths[n]), k)
    return max(skip_aside(line, grammar, k, end), _skip_examples(line, grammar, k, end))


def _skip_relative(line: Line, k: int, end: int) -> int:
    """Return the token after a clause at the comma `k`: `all parties, *whose crimes are documented*, cease fire`."""
    told = next(line.find(TELLING, k + 1, end), k)
    if any(line.low[n] == "," for n in range(k + 1, told)):
        return k  # "whose homes, schools and hospitals were hit"
    return next((n + 1 for n in line.find(COMMA, told + 1, end) if not line.depths[n]), k)


def _skip_examples(line: Line, grammar: Grammar, k: int, end: int) -> int:
    """Return the token after the comma that closes examples: `criteria, such as hours of rest, *should* apply`."""
    if line.low[k + 1] not in EXAMPLES:
        return k
    commas = (n for n in range(k + 2, min(end, k + ASIDE_LIMIT)) if line.low[n] == "," and not line.depths[n])
    modals = grammar.lexicon.modals
    return next(
        (n + 1 for n in commas if line.low[n + 1] in modals and _goes_on_with_verb(line, grammar, n + 2, end)), k
    )


def _goes_on_with_verb(line: Line, grammar: Grammar, k: int, end: int) -> bool:
    """Return whether a verb follows a modal: `should *make*`, `must *not*`; in `should *talks* fail` none does."""
    return line.low[k] in BEHIND_MODAL or line.low[skip_adverbs(line, grammar, k, end)] in grammar.certain


def _is_held(line: Line, i: int, k: int) -> bool:
    """Return whether a verb stands in the subject: `equipment *for crowd* control`, `efforts *to improve* access`."""
    if line.low[k + 1] in BINDING:
        return True  # "that parental *leave should* be paid"
    if line.low[k - 1] == "to":
        return not any(line.low[n] in BEFORE_TO for n in range(i, k))
    return line.low[k - 1] in HELD_BY


def _takes_plain_object(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether a bare noun is the object: `that the embassies *monitor trials*`, no compound of two nouns."""
    after = line.low[verb + 1]
    return (
        line.low[verb] in grammar.lexicon.likely_verbs
        and after.endswith("s")
        and not (after in grammar.lexicon.compounded or after in grammar.prepositions)
    )


def is_passive(line: Line, verb: int) -> bool:
    """Return whether the verb at this token is a passive: `be released`, `is held accountable`."""
    if line.low[verb] not in BE:
        return False
    at = verb + 1 + (line.low[verb + 1].endswith("ly") or line.low[verb + 1] in QUALIFYING)
    if at > verb + 1 and line.low[at] == "and" and line.low[at + 1].endswith("ly"):
        at += 2  # "be immediately *and unconditionally* released"
    after = line.low[at]
    if after in CLASSED and _is_class(line, verb, at):
        return True
    shape = after in PARTICIPLES or after.endswith(("ed", "en", "ght", "eld", "ut", "lt", "ade", "ung", "old", "left"))
    return shape and after not in VIEWED


def is_viewed(line: Line, verb: int) -> bool:
    """Return whether a thing or somebody is only to be thought of: `should be *regarded as* a partner`."""
    at = verb + 1 + line.low[verb + 1].endswith("ly")
    viewed = line.low[verb] in BE and line.low[at] in THOUGHT_OF and line.low[at + 1] == "as"
    return viewed and not is_passive(line, verb)


def _is_class(line: Line, verb: int, at: int) -> bool:
    """Return whether a thing is to come under a rule: `*not* be regarded as restrictions`, `regarded as *being* in`.

    `should be regarded as a partner` and `not be regarded as *an* end in itself` only say what is thought of it.
    """
    after = line.low[at + 2]
    if line.low[at + 1] != "as":
        return False
    return after == "being" or (line.low[verb - 1] == "not" and after not in ARTICLES)


def _acts_on_name(line: Line, grammar: Grammar, i: int, k: int, verb: int) -> bool:
    """Return whether adverbs show a verb before a name: `that the authorities *immediately release* Ana Petrova`."""
    if verb == k or verb + 1 >= len(line.tokens) or line.low[verb] not in grammar.ambiguous:
        return False
    return line.tokens[verb + 1].is_capital and is_agent(line, grammar, i, k)


def _is_unknown_verb(line: Line, grammar: Grammar, i: int, k: int, verb: int) -> bool:
    """Return whether a word no table knows is the verb: `that the Member States *designate* 10 October`."""
    word, after = line.low[verb], line.low[verb + 1]
    shape = word.isalpha() and len(word) > 3 and not word.endswith(NO_BASE_FORM)
    known = word in grammar.prepositions or word in grammar.determiners or word in grammar.agents
    object_follows = after in grammar.determiners or after.isdigit()
    return shape and not known and object_follows and word not in grammar.things and is_agent(line, grammar, i, k)


def _is_verb_of_body(line: Line, grammar: Grammar, i: int, subject: int, k: int, end: int) -> bool:
    """Return whether a body acts: `that the Commission *address* delays`, not `the Commission *report* be sent`.

    A plural stands in no compound: `that *States exchange* information`, `that travel organisers *refund* journeys`.
    """
    named = line.words(i + (line.low[i] == "the"), subject) in grammar.bodies or _are_agents(line, grammar, i, subject)
    if not named or line.low[k] not in grammar.ambiguous:
        return False
    return not any(line.low[n] in BE or line.low[n] in grammar.lexicon.modals for n in range(k + 1, min(end, k + 6)))


def _are_agents(line: Line, grammar: Grammar, i: int, k: int) -> bool:
    """Return whether somebody in the plural ends before `k`: `employers and *recruiters*`, not `the sports`."""
    word = line.low[k - 1]
    plural = word in grammar.agents and word.endswith("s") and not word.endswith("ss")
    return plural and is_agent(line, grammar, i, k)


def _after_relative(line: Line, grammar: Grammar, k: int, end: int) -> Range | None:
    modals = {"must", "should", "shall", "ought"}
    # "that the families of those who died receive it *and that* the wounded be treated": another clause
    end = next((n - 1 for n in line.find(THAT, k + 1, end) if line.low[n - 1] in CLAUSE_TIES), end)
    # "that those who ordered the murder *be* identified"
    asked = next((n for n in range(k, end) if line.low[n] == "be" and line.low[n - 1] not in BEFORE_BE), None)
    if asked is not None and not any(line.low[n] in modals for n in range(k, asked)):
        return k, asked
    ruled = next((n for n in range(k, end) if line.low[n] in modals and not line.depths[n]), None)
    if ruled is None:  # "that those who ordered it *need to* be held to account"
        ruled = next((n + 1 for n in line.find(NEEDS, k, end) if line.low[n + 1] == "to" and not line.depths[n]), None)
    if ruled is None and (ruled := _second_finite(line, k, end)) is not None:
        ruled += 1  # the `to` of "have to"
    if ruled is None and (asked := _find_asked(line, grammar, k, end)):
        return k, asked
    return None if ruled is None else (k, _main_verb(line, grammar, ruled + 1, end))


def _find_asked(line: Line, grammar: Grammar, k: int, end: int) -> int | None:
    """Return the verb of `(that States) that have not done so *establish* a mechanism`: the relative has its own."""
    told = next((n for n in range(k + 1, min(end, k + TOLD_REACH)) if _is_told(line, grammar, n)), None)
    if told is None or (line.tokens[k - 1].is_capital and not line.low[k - 1].endswith("s")):
        return None
    for n in range(told + 1, min(end, told + ASKED_REACH)):
        if line.low[n] in {";", ":"} or (line.low[n] == "that" and line.low[n - 1] in BEFORE_THAT):
            return None
        plain = line.low[n] in grammar.certain and not line.depths[n] and line.low[n - 1] not in BEFORE_BASE
        if plain and not grammar.is_adverb[line.low[n - 1]]:
            return n if line.low[n + 1] in grammar.determiners else None
    return None


def _is_told(line: Line, grammar: Grammar, n: int) -> bool:
    return line.low[n] in FINITE or line.low[n] in grammar.verbs


def _second_finite(line: Line, k: int, end: int) -> int | None:
    """Return `have` of `(venues) that are built with our funds *have to be* open`: the relative has its verb."""
    told = next((n for n in range(k + 1, min(end, k + 3)) if line.low[n] in FINITE and line.low[n + 1] != "to"), None)
    if told is None:
        return None
    needs = (n for n in range(told + 2, end) if line.low[n] in TO_RULING and line.low[n + 1] == "to")
    return next((n for n in needs if line.low[n + 2] == "be" and not line.depths[n]), None)


def _main_verb(line: Line, grammar: Grammar, k: int, end: int) -> int:
    k = skip_adverbs(line, grammar, skip_aside(line, grammar, k, end), end)
    k += 2 * (line.words(k, min(k + 2, end)) in grammar.lexicon.times)  # "should *at present* be sent back"
    k += line.low[k] == "to"
    return min(skip_adverbs(line, grammar, k, end), end - 1)
