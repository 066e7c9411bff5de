"""Words of Romance languages: infinitives, adverbs, ties between clauses, and who can act."""

from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.tokens import Line

DOUBT = "“{} …” may be a separate action, or belong to the one before"


def is_adverb(line: Line, grammar: Grammar, i: int) -> bool:
    """Return whether the word at this token is an adverb: `immédiatement`, `instamment`."""
    words = grammar.romance
    shape = line.low[i].endswith(words.adverb_endings) and line.low[i] not in grammar.lexicon.act_nouns
    return line.low[i] in words.adverb_words or (shape and line.low[i] not in grammar.agents)


def skip_adverbs(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the first token from `i` that is no adverb."""
    ands = grammar.romance.ands
    while i < end and (
        is_adverb(line, grammar, i)
        or (line.low[i] in ands and all(is_adverb(line, grammar, n) for n in (i - 1, i + 1)))
    ):
        i += 1
    return i


def skip_aside(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the token after a parenthesis between commas: `demande, à cet égard, que`."""
    if line.low[i] != ",":
        return i
    return next((k + 1 for k in range(i + 1, min(end, i + 25)) if line.low[k] == "," and not line.depths[k]), i)


def read_tie(line: Line, grammar: Grammar, k: int) -> tuple[int, bool]:
    """Return how many tokens tie what follows to what stands before, and whether one of them is `et`."""
    if line.low[k] not in grammar.ties or line.depths[k]:
        return 0, False
    comma = line.low[k] == ","
    if line.low[k + comma] in grammar.romance.ands:
        width = comma + 1
        after = skip_aside(line, grammar, k + width, len(line.tokens))
        return after - k, True
    for both in grammar.as_well:
        if [line.low[k + comma + n] for n in range(len(both))] == both:
            return comma + len(both), True
    return (1, False) if comma else (0, False)


def find_head(line: Line, grammar: Grammar, i: int, j: int) -> int:
    """Return the token of a noun phrase's head, its first noun: `toutes les *parties* au conflit`."""
    lead = grammar.before_heads
    return next((k for k in range(i, j) if line.low[k] not in lead and line.tokens[k].is_word), i)


def find_body_end(line: Line, grammar: Grammar, k: int, j: int) -> int:
    """Return the token after the longest body's name that starts at `k`, else `k`."""
    width = grammar.body_starts.get(line.spelt[k], 0) if k < j else 0
    return next((end for end in range(min(j, k + width), k, -1) if line.words(k, end) in grammar.bodies), k)


def is_agent(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether the noun phrase can be asked to act."""
    if names_latter(line, grammar, i, j):
        return True
    place = find_head(line, grammar, i, j)
    head = line.tokens[place]
    if head.text in grammar.body_starts and _names_body(line, grammar, place, j):
        return True
    known = head.low in grammar.agents or head.low in grammar.romance.back_pronouns
    known = known or line.words(place, min(j, place + 2)) in grammar.romance.powers
    return known or (head.is_capital and head.low not in grammar.things)


def names_latter(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether somebody told of before is meant: `(et) *ces derniers* (à sanctionner)`, `à ces derniers`."""
    first = i + (line.low[i] in grammar.romance.to)
    return first < j <= first + 2 and line.words(first, j) in grammar.romance.latter


def _names_body(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    return any(line.words(i, k) in grammar.bodies for k in range(min(j, i + 18), i, -1))


def is_infinitive(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether a word has the shape of an infinitive and is no known noun."""
    words, token = grammar.romance, line.tokens[verb]
    shape = token.low.endswith(words.infinitive_endings) and len(token.low) > 3 and not token.is_capital
    return shape and token.low not in words.not_infinitives


def read_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb's token where an infinitive starts at `i`: `de ne pas imposer`, `d’accorder`, `à s’abstenir`."""
    words = grammar.romance
    if line.low[i] not in words.markers or line.depths[i]:
        return None
    verb = i + 1
    while verb < end and (line.low[verb] in words.before_infinitive or is_adverb(line, grammar, verb)):
        verb += 1
    verb = skip_adverbs(line, grammar, skip_aside(line, grammar, verb, end), end)
    if verb + 2 < end and line.low[verb] in words.object_pronouns and line.low[verb + 1] in words.verb_pronouns:
        return verb + 2 if is_infinitive(line, grammar, verb + 2) else None  # "de les *y aider*"
    if verb + 1 < end and line.low[verb] in words.object_pronouns:
        return verb + 1 if _is_sure_infinitive(line, grammar, verb + 1) else None
    return verb if verb < end and is_infinitive(line, grammar, verb) else None


def _is_sure_infinitive(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether a word behind `le`, `la`, `les` is an infinitive, not a noun: `de les *respecter*`."""
    words = grammar.romance
    plain = is_infinitive(line, grammar, verb) and line.low[verb].endswith(words.plain_endings)
    return plain or line.low[verb] in words.sure_infinitives
