"""Signs inside an action: condition, deadline, qualifiers, hedges, and the act it asks for."""

import re

from msgspec import Struct

from exporter.analysis.demands.cues import Phrases
from exporter.analysis.demands.grammar import BEGINNINGS, Grammar
from exporter.analysis.demands.nouns import name_act
from exporter.analysis.demands.phrases import ASIDE_LIMIT, find_head, read_infinitive, skip_adverbs
from exporter.analysis.demands.tokens import Line, Range

Found = dict[Phrases, list[re.Match[str]]]
NOUN_SEARCH = 12
NEGATIVE = frozenset({"not", "never", "no"})
INSERTED_BEHIND = 3
FRONTED = 8  # letters of the shortest condition
# "*until* then, urges": how long it holds, no condition
LASTING = frozenset({"until", "before", "subject", "only"})


class Signs(Struct, frozen=True, gc=False):
    """Verbatim parts of an action; None or empty where there is none."""

    condition: str | None
    deadline: str | None
    qualifiers: tuple[str, ...]
    hedges: tuple[str, ...]


class Lead(Struct, frozen=True, gc=False):
    """Signs that stand before the first action and hold for all."""

    condition: str | None = None
    deadline: str | None = None


def read_lead(line: Line, grammar: Grammar, i: int, j: int) -> Lead:
    """Return the signs in tokens `i` to `j`, which stand before the first action."""
    if i >= j:
        return Lead()
    found = line.find_signs(line.starts[i], line.end(j))
    before = line.text[: line.end(j)]
    return Lead(_find_inserted_condition(before, found, grammar), _find_first(grammar.signs.deadlines, found))


def find_fronted(line: Line, grammar: Grammar, start: int, end: int) -> str | None:
    """Return the condition between two characters, before the verb: `*Should talks fail*, urges`; None for none."""
    if end - start < FRONTED:
        return None
    front = line.text[start:end]
    found = grammar.signs.conditions.find(front[:1].lower() + front[1:], 0, len(front))
    first = next((match for match in found if match.group().split()[0] not in LASTING), None)
    return None if first is None else front[first.start() :].split(",")[0].strip()


def read_signs(line: Line, grammar: Grammar, i: int, j: int, lead: Lead) -> Signs:
    """Return the signs of the action in tokens `i` to `j`, those of `lead` where it has none itself."""
    found, signs = line.find_signs(line.starts[i], line.end(j)), grammar.signs
    condition = _find_fronted_condition(line, grammar, i, j) or _find_condition(line, grammar, i, j, found)
    return Signs(
        condition=condition or lead.condition,
        deadline=_find_first(signs.deadlines, found) or lead.deadline,
        qualifiers=_find_all(signs.qualifiers, found),
        hedges=_find_hedges(line, grammar, i, j, found),
    )


def limits_action(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether words before an action limit it, so that it is not quoted without them: `, if necessary,`."""
    limits = grammar.signs.limits
    return i < j and next(limits.find(line.text, line.starts[i], line.end(j)), None) is not None


def _find_condition(line: Line, grammar: Grammar, i: int, j: int, found: Found) -> str | None:
    for match in found.get(grammar.signs.conditions, ()):
        text = line.words(i, j)
        place = match.start() - line.starts[i]
        if place == 0 or _is_quoted(text, place):
            continue
        if match.group().startswith("until") and re.search(r",? to (?!be\b)\w+", text[3:place]):
            continue  # "to take action, to exert pressure until ...": it says how long to exert, not when to act
        if match.group().startswith("before") and NEGATIVE.isdisjoint(text[:place].lower().split()):
            continue  # "that *no* agreement be signed before the ban is lifted", not "to hear them before it is lifted"
        if match.group() == "if" and text[:place].endswith(("even ", "as ", "only ")):
            continue
        return _cut_inserted(text, place, grammar).split(";")[0].rstrip(" ,–-")
    return None


def _cut_inserted(text: str, start: int, grammar: Grammar) -> str:
    """Return the condition without what goes on behind it: `to propose, *should talks fail*, further sanctions`."""
    condition, _, rest = text[start:].partition(",")
    goes_on = rest.split()[:1] and rest.split()[0] in grammar.lexicon.resuming  # ", if effective, *against*"
    inserted = text[:start].rstrip().endswith(",") and (goes_on or len(text[:start].split()) <= INSERTED_BEHIND)
    return condition if inserted else text[start:]


def _is_quoted(text: str, place: int) -> bool:
    head = text[:place]
    return head.count("“") > head.count("”") or head.count("‘") > head.count("’")


def _find_fronted_condition(line: Line, grammar: Grammar, i: int, j: int) -> str | None:
    """Return the condition of `(and,) *if talks fail*, to suspend it`."""
    start = _skip_fronted(line, grammar, i, j)
    if start == i:
        return None
    end = line.end(start)
    return _find_inserted_condition(line.text[:end], line.find_signs(line.starts[i], end), grammar)


def _find_inserted_condition(before: str, found: Found, grammar: Grammar) -> str | None:
    # "Calls on Russia, until it returns the plant, to provide"
    conditions = found.get(grammar.signs.conditions)
    return before[conditions[0].start() :].split(",")[0].strip() if conditions else None


def _find_first(phrases: Phrases, found: Found) -> str | None:
    return found[phrases][0].group() if phrases in found else None


def _find_all(phrases: Phrases, found: Found) -> tuple[str, ...]:
    return tuple(dict.fromkeys([match.group() for match in found[phrases]])) if phrases in found else ()


def _find_hedges(line: Line, grammar: Grammar, i: int, j: int, found: Found) -> tuple[str, ...]:
    head = find_verb(line, grammar, i, j)
    verbs = grammar.lexicon.hedge_verbs
    first = (line.spelt[head],) if head is not None and line.low[head] in verbs else ()
    hedges = _find_all(grammar.signs.hedges, found)
    return hedges if any(word in hedge for word in first for hedge in hedges) else first + hedges


def find_verb(line: Line, grammar: Grammar, i: int, j: int) -> int | None:
    """Return the head verb's token of an action that begins with a verb, None for `the release of`."""
    i = k = _skip_fronted(line, grammar, i, j)
    while k < j and (line.low[k] in grammar.before_verbs or line.low[k] == "and"):
        k += 1
    k = skip_adverbs(line, grammar, k, j)
    begins = line.low[i] in grammar.before_verbs or line.low[k] in grammar.verbs or _is_third(line, grammar, k)
    return k if k < j and begins else None


def _skip_fronted(line: Line, grammar: Grammar, i: int, j: int) -> int:
    """Return where the verb's phrase starts behind `(and,) if necessary, *to suspend* it`."""
    first = line.low[i]
    if first not in grammar.starters or first in BEGINNINGS or first in grammar.verbs:
        return i
    comma = next((k for k in range(i, min(j, i + ASIDE_LIMIT)) if line.low[k] == ","), i)
    return comma + 1 if comma > i and limits_action(line, grammar, i, comma) else i


def _is_third(line: Line, grammar: Grammar, k: int) -> bool:
    return line.low[k] in grammar.lemmas and line.low[k + 1] in grammar.determiners


def read_act(line: Line, grammar: Grammar, i: int, j: int, verb: int | None = None) -> str:
    """Return the head of an action as a lemma: `release`, `put an end to`, `not impose`, `refrain from`."""
    k = verb if verb is not None else find_verb(line, grammar, i, j)
    if k is None:
        return _noun_act(line, grammar, i, j)
    rest = line.words(k, min(j, k + 6)).lower()
    phrases = grammar.act_phrases.get(line.low[k], ())
    phrase = next((p for p in phrases if rest == p or rest.startswith((p + " ", p + ","))), "")
    act = _widen(phrase, rest) if phrase else grammar.lemmas.get(line.low[k], line.low[k])
    start = _skip_fronted(line, grammar, i, j)
    return act if NEGATIVE.isdisjoint(line.low[start:k]) else f"not {act}"


def _widen(phrase: str, rest: str) -> str:
    words = rest.split()
    size = len(phrase.split())
    takes = phrase.endswith((" to", " end")) and len(words) > size
    return " ".join(words[: size + 1]).strip(",;") if takes else phrase


def _find_passive(line: Line, grammar: Grammar, i: int, j: int) -> Range | None:
    """Return where `to be` begins and the participle of `the law *to* be immediately *repealed*`."""
    to = next((k for k in range(i, j - 2) if (line.low[k], line.low[k + 1]) == ("to", "be")), None)
    if to is None:
        return None
    return to - (line.low[to - 1] in NEGATIVE), min(skip_adverbs(line, grammar, to + 2, j), j - 1)


def _noun_act(line: Line, grammar: Grammar, i: int, j: int) -> str:
    nouns = grammar.lexicon.act_nouns
    if line.low[i] in grammar.gerunds:  # "setting up a fund"
        act = grammar.gerunds[line.low[i]]
        phrase = f"{act} {line.low[i + 1]}"
        return phrase if phrase in grammar.lexicon.act_phrases else act
    passive = _find_passive(line, grammar, i, j)
    undone = passive is not None and line.low[passive[1]] not in grammar.lexicon.light_participles
    for k in range(i, min(j, i + NOUN_SEARCH)):
        if undone and passive and k == passive[0] - 1:
            break  # "the sanctions to be *lifted*" are no sanctioning, "an inquiry to be *opened*" is one
        if line.low[k] in nouns or line.low[k + 1] == "of":
            act = name_act(line, grammar, k)
            if act:
                return act
        if line.low[k] in {"of", ";"} or (line.low[k], line.low[k + 1]) == ("to", "be"):
            break
    if passive is not None:
        act = grammar.participles.get(line.low[passive[1]], line.low[passive[1]])
        return act if NEGATIVE.isdisjoint(line.low[i : passive[1]]) else f"not {act}"
    verbs = (read_infinitive(line, grammar, k, j) for k in line.find(BEGINNINGS, i, j))
    verb = next((v for v in verbs if v is not None), None)
    start = i + (line.low[i] in {"for", "that"})
    return line.low[find_head(line, grammar, start, j) if verb is None else verb]
