"""Small readings of word sequences: infinitives, bare verbs, noun phrases and who can act."""

from exporter.analysis.demands.grammar import BEFORE_TO, BEGINNINGS, Grammar, word_set
from exporter.analysis.demands.tokens import Line

ASIDE_LIMIT = 25
PHRASE_LIMIT = 40
# "in close *consultation*"
COMPANY_REACH = 3
# "armed groups *active* in Darfur", "militias *loyal* to him"
BEHIND_AGENTS = word_set("active loyal close affiliated allied opposed eligible willing unable alike")
BEHIND_HEADS = word_set(
    "that which who whose to and or concerned responsible able involved present itself themselves himself herself"
)
WORKING = word_set("out in with on towards together closely for actively jointly")
SAID_AGAIN = word_set("so it this that likewise")
THOSE = ("those responsible", "those in", "those who", "those that", "those with", "all those", "all who", "anyone who")
# "report *back*", "step *up*", "act *as*": the word before is a verb
PARTICLES = word_set("aside back up out forward down off away together")
CLAUSE_STOPS = frozenset({":", ";"})
PHRASE_STOPS = CLAUSE_STOPS | {"for", "that", ","}
ADVERB_LIMIT = 3
GERUND_REACH = 8


def skip_aside(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the token after a parenthesis between commas that starts at `i`: `, in this regard,`."""
    if line.low[i] != "," or (line.low[i + 1] not in grammar.starters and line.low[i + 1] not in grammar.adverbs):
        return i
    for j in range(i + 2, min(end, i + ASIDE_LIMIT)):
        if line.low[j] == "," and not line.depths[j]:
            return j + 1
    return i


def skip_adverbs(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the first token from `i` that is no adverb: `immediately and unconditionally release`."""
    low, is_adverb = line.low, grammar.is_adverb
    while i < end:
        if is_adverb[low[i]]:
            i += 1
        elif low[i] in {"and", ","} and is_adverb[low[i - 1]] and is_adverb[low[i + 1]]:
            i += 2
        else:
            break
    return i


def read_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb's token where an infinitive starts at `i`: `not to impose`, `to further explore`."""
    if line.low[i] not in BEGINNINGS:
        return None
    i = _skip_negation(line, i)
    if line.low[i] != "to" or line.depths[i]:
        return None
    verb = skip_adverbs(line, grammar, i + 1, end)
    verb = skip_adverbs(line, grammar, skip_aside(line, grammar, verb, end), end)
    if verb >= end or line.tokens[verb].is_capital:
        return None
    word = line.low[verb]
    if word in grammar.certain or (verb > i + 1 and word in grammar.ambiguous):
        return verb
    if word in grammar.lexicon.nouns_after_to and line.low[verb + 1] not in grammar.determiners | PARTICLES:
        # "to work in close cooperation with", but "access to work"
        if f"{word} {line.low[verb + 1]}" in grammar.lexicon.surely_verbs:
            return verb
        works = word == "work" and line.low[verb + 1] in WORKING
        tied = line.low[i - 1] in {"and", ","} and line.low[verb + 2] in grammar.determiners  # "*and to* work on the"
        works = works and (tied or is_agent(line, grammar, max(0, i - 3), i))
        return verb if works else None
    if word in grammar.ambiguous and line.low[verb + 1] != "of":
        return None if line.low[i - 1] in grammar.prepositional and not _has_object(line, grammar, verb) else verb
    return None


def says_again(line: Line, verb: int) -> bool:
    """Return whether a verb only stands for one named before: `companies which fail to *do so*`."""
    return line.low[verb] == "do" and line.low[verb + 1] in SAID_AGAIN


def _skip_negation(line: Line, i: int) -> int:
    """Return the token of `to` behind `not`, `never`, `always`."""
    return i + 1 if line.low[i] in BEFORE_TO and line.low[i + 1] == "to" else i


def _has_object(line: Line, grammar: Grammar, verb: int) -> bool:
    return line.low[verb + 1] in grammar.determiners


def guess_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb's token after `to` even if no table knows it, judged by its shape."""
    i = _skip_negation(line, i)
    if line.low[i] != "to" or line.depths[i] or line.low[i - 1] in grammar.prepositional or i + 1 >= end:
        return None
    verb = skip_adverbs(line, grammar, i + 1, end)
    word = line.low[verb]
    shape = word.isalpha() and len(word) > 2 and not word.endswith(("s", "ing", "ed", "tion", "ment"))
    known = word in grammar.determiners or word in grammar.prepositions or word in grammar.things
    known = known or word in grammar.lexicon.relatives  # "*to that* end"
    known = known or word in grammar.lexicon.nouns_after_to  # "held *to account*"
    lexicon = grammar.lexicon
    known = (
        known or word in lexicon.adjectives or word.endswith(lexicon.adjective_endings)
    )  # "access *to adequate* care"
    return verb if verb < end and shape and not known and not line.tokens[verb].is_capital else None


def read_bare_verb(line: Line, grammar: Grammar, i: int, end: int, *, third: bool = False) -> int | None:
    """Return the verb's token where a verb without `to` starts at `i`: `release the`, `immediately withdraw`."""
    negated = line.low[i] == "not"
    verb = skip_adverbs(line, grammar, i + negated, end)
    if verb >= end or line.depths[verb] or line.tokens[verb].is_capital:
        return None
    # "and provide, *where appropriate*, grants"
    word, after = line.low[verb], line.low[skip_aside(line, grammar, verb + 1, end)]
    if (negated and word in grammar.ambiguous) or line.words(verb, min(verb + 2, end)) in grammar.lexicon.informing:
        return verb
    if word in grammar.certain or (third and word in grammar.thirds and after in grammar.determiners):
        return None if after in {"of", ",", ".", ";"} and word not in grammar.lexicon.intransitive else verb
    noun = (
        not after.replace("-", "").isalpha()
        or after in grammar.lexicon.compounded
        or after in grammar.prepositions
        or after in {"and", "or"}
    )
    plain = word in grammar.lexicon.likely_verbs and not noun
    object_follows = after in grammar.determiners or after.endswith("ed") or plain or after in PARTICLES
    object_follows = object_follows or is_whole_verb(line, grammar, verb)
    if word in grammar.ambiguous and (object_follows or (verb > i and after not in {"of", "and", ","})):
        return verb
    return None


def is_whole_verb(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether what follows shows a verb: `*return to* talks`, `*stop harassing* her`, `*report* annually to`."""
    word, after = line.low[verb], line.low[verb + 1]
    if word in grammar.lexicon.gerund_verbs and after in grammar.gerunds:
        return True
    if after.endswith("ly") and (line.low[verb + 2] in grammar.prepositions or line.low[verb + 2] == "to"):
        return True
    return f"{word} {after}" in grammar.lexicon.whole_verbs


def ends_with_company(line: Line, grammar: Grammar, ands: frozenset[str], k: int, j: int) -> bool:
    """Return whether all that is left is a closed list of who is consulted: `, in consultation with A, B and C,`."""
    opened = {line.low[n] for n in range(k, k + COMPANY_REACH)}
    if line.low[j - 1] != "," or grammar.lexicon.companions.isdisjoint(opened):
        return False
    last = next((n for n in range(j - 2, k, -1) if line.low[n] in ands | {","} and not line.depths[n]), k)
    return line.low[last] in ands and line.low[last - 1] != ","


def find_head(line: Line, grammar: Grammar, i: int, j: int) -> int:
    """Return the token of a noun phrase's head: `the competent *authorities* of the Member States`."""
    head = i
    for k in range(i, min(j, i + PHRASE_LIMIT)):
        token = line.tokens[k]
        if line.depths[k] or not token.is_word or token.text.isdigit():
            spaced = token.low != "–" or line.starts[k] > line.end(k)  # no break in "the EU–India dialogue"
            if k > i and token.low in {",", ";", "(", "–"} and spaced:
                break
            continue
        if k > i and (token.low in grammar.prepositions or token.low in BEHIND_HEADS):
            break
        told = token.low.endswith(("ing", "ed")) or token.low in BEHIND_AGENTS
        if k > i and told and not token.is_capital and line.low[k - 1] in grammar.agents:
            break
        head = k
    return head


def is_agent(line: Line, grammar: Grammar, i: int, j: int, *, lenient: bool = False) -> bool:
    """Return whether the noun phrase can be asked to act; `lenient` takes nouns no table knows for somebody."""
    if i >= j or line.low[i] in grammar.lexicon.nobody:
        return False
    if line.words(i + (line.low[i] == "the"), j) in grammar.bodies or line.words(i, j).startswith(THOSE):
        return True
    place = find_head(line, grammar, i, j)
    head = line.tokens[place]
    if line.words(place - 1, place + 1).lower() in grammar.lexicon.agent_phrases:
        return True
    word = head.low.removesuffix("’s").removesuffix("'s")
    proper = head.is_capital and lenient and word not in grammar.law_words and line.low[i] == "the" and j - i > 2
    if word in grammar.lexicon.places or (word in grammar.things and not proper) or (head.low != word and lenient):
        return False
    if line.low[i] in grammar.possessives and line.low[i + 1] in grammar.lexicon.own_bodies:
        return True
    if word in grammar.agents or word.removesuffix("s") in grammar.agents:
        return True
    if head.text in grammar.countries or head.text in grammar.bodies or (head.text.isupper() and len(head.text) > 1):
        return True
    if word.endswith(grammar.lexicon.thing_endings) and word not in grammar.things:
        return False
    if head.is_capital and head.low not in grammar.determiners:
        return True
    # "the immediate *and* unconditional release": no noun at all
    return lenient and word not in grammar.determiners and word not in grammar.lexicon.before_acts


def trim_adverbs(line: Line, grammar: Grammar, i: int, j: int) -> int:
    """Return where the addressee ends before an adverb: `(urges) the parties *once more* to resume talks`."""
    if line.low[j - 1] not in grammar.adverb_ends:
        return j
    widths = range(min(ADVERB_LIMIT, j - i - 1), 0, -1)
    return next((j - width for width in widths if line.words(j - width, j).lower() in grammar.adverbs), j)


def is_gerund_clause(line: Line, i: int, end: int) -> bool:
    """Return whether `(Insists on) Parliament *being* informed` follows."""
    first = next((k for k in range(i + 1, min(end, i + GERUND_REACH)) if line.low[k] in {"being", "having", ","}), end)
    return first < end and line.low[first] != "," and line.low[first - 1] not in {"those", "persons", "people", "while"}


def clause_stop(line: Line, i: int, end: int) -> int:
    """Return where the search for the infinitive stops: a colon, or `that` right behind a verb."""
    return next(line.find_outside(CLAUSE_STOPS, i, end), end)


def phrase_end(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return where a phrase stops: at a sign, `for` or `that`."""
    return next(line.find_outside(PHRASE_STOPS, i, end), end)
