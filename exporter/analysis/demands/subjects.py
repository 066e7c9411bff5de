"""Who a clause or a noun names as the one to act: `that *the Member States* should`, `data from *the Agency*`."""

from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.phrases import is_agent, skip_adverbs, skip_aside
from exporter.analysis.demands.predicates import find_predicate, is_passive
from exporter.analysis.demands.tokens import Line, Range

# These rule another verb only with `to`: "needs to act", but "needs a strategy".
TO_RULE = word_set("is are has have need needs")
GIVEN_REACH = 4
ENDED = word_set("that whether how why , ; : and")
DOER_LIMIT = 9
ARTICLES = word_set("the its all")
SPEAKERS = frozenset({"Parliament", "European Parliament"})
BEHIND_DOER = word_set(", ; and or that which who to as so")


def find_subject(line: Line, grammar: Grammar, start: int, stop: int) -> Range | None:
    """Return the tokens of who is to act in `that *the Member States* should step in`, None where nobody is asked."""
    if line.low[start] != "that":
        return None
    found = find_predicate(line, grammar, start + 1, stop)
    if found is not None and is_passive(line, found[1]):
        return find_doer(line, grammar, found[1], stop)
    if found is not None and line.low[found[1]] == "be" and line.low[found[1] + 1] in grammar.lexicon.enabled:
        return None  # "that UNIFIL must be *able* to move"
    first = skip_aside(line, grammar, start + 1, stop)  # "that, *until then*, the EU raise cases"
    if found is None or not is_agent(line, grammar, first, found[0]):
        return None
    return first, found[0]


def has_modal(line: Line, grammar: Grammar, i: int, end: int) -> tuple[Range, int] | None:
    """Return the subject and verb of `that X must/should ...` at token `i`, None where the clause only tells."""
    if line.low[i] != "that":
        return None
    found = find_predicate(line, grammar, i + 1, end)
    if found is None or (line.low[found[0]] in TO_RULE and line.low[found[0] + 1] != "to"):
        found = None
    modal = {"must", "should", "shall", "ought", "needs", "need", "has", "have"}
    if found is None:
        return None
    ruled = line.low[found[0]] in modal or any(
        line.low[n] in {"must", "should", "ought", "shall"} or (line.low[n] in TO_RULE and line.low[n + 1] == "to")
        for n in range(found[0], found[1])
    )
    return ((i + 1, found[0]), found[1]) if ruled else None


def find_giver(line: Line, grammar: Grammar, i: int, end: int) -> tuple[Range, ...]:
    """Return who is to give what is asked for: `(Requests) clarification from *the Commission* on the matter`."""
    near = range(i, min(end, i + GIVEN_REACH))
    held = next((k for k in near if line.low[k] == "to" or line.low[k] in grammar.prepositions), near.stop)
    near = near[: held - i]
    done = next((k for k in near if line.low[k] in grammar.lexicon.done_nouns), i)
    if line.low[done + 1] == "by" and (stop := _end_of_known(line, grammar, done + 2, end)):
        return ((done + 2, stop),)  # "(Calls for) greater efforts by *the Member States* to"
    given = next((k for k in near if line.low[k] in grammar.lexicon.given_nouns and line.low[k + 1] == "from"), None)
    if given is None:
        return ()
    stop = next((k for k in range(given + 3, end) if line.low[k] in grammar.prepositions or line.low[k] in ENDED), end)
    return ((given + 2, stop),) if is_agent(line, grammar, given + 2, stop) else ()


def find_doer(line: Line, grammar: Grammar, verb: int, end: int) -> Range | None:
    """Return who is to do what the passive says: `that compensation be provided *by Israel* for`."""
    participle = skip_adverbs(line, grammar, verb + 1, end)
    if line.low[participle + 1] != "by" or line.low[participle] in grammar.lexicon.not_done_by:
        return None
    start = participle + 2
    stop = _end_of_known(line, grammar, start, end)
    while stop > start and line.low[stop] == "and" and (further := _end_of_known(line, grammar, stop + 1, end)):
        stop = further
    return (start, stop) if stop else None


def _end_of_known(line: Line, grammar: Grammar, start: int, end: int) -> int:
    """Return where the name of an institution, a country or its authorities ends, 0 where none starts here."""
    near = range(start + 1, min(end, start + DOER_LIMIT))
    ends = (k for k in near if line.low[k] in BEHIND_DOER or line.low[k] in grammar.prepositions)
    stop = next(ends, min(end, start + DOER_LIMIT))
    if line.low[stop] == "of" or start >= stop:
        return 0
    first = start + (line.low[start] in ARTICLES)
    if line.words(first, stop) in SPEAKERS:  # "that the text be approved *by Parliament*"
        return 0
    known = line.words(first, stop) in grammar.bodies or line.words(first, stop) in grammar.countries
    return stop if known or (first > start and line.low[stop - 1] in grammar.lexicon.authorities) else 0
