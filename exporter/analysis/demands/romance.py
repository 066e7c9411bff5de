"""What demands ask in Romance languages: infinitives behind `de` or `à`, clauses behind `que`, heads first."""

from collections.abc import Iterator

from exporter.analysis.demands.complements import Complement
from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.tokens import Line
from exporter.languages.demand_lexicon import RomanceWords

Range = tuple[int, int]
SUBJECT_LIMIT = 40
DOUBT = "“{} …” may be a separate action, or belong to the one before"


def words_of(grammar: Grammar) -> RomanceWords:
    """Return the function words of a Romance language."""
    return grammar.lexicon.romance or RomanceWords()


def read_complement(line: Line, grammar: Grammar, frame: str, i: int, end: int) -> Complement | None:
    """Return what a demand's verb with this `frame` asks in tokens `i` to `end`, None where nothing follows."""
    i = skip_adverbs(line, grammar, _skip_aside(line, grammar, i, end), end)
    if i >= end:
        return None
    if line.low(i) in word_set(words_of(grammar).that):
        return read_that(line, grammar, i, end)
    if (verb := read_infinitive(line, grammar, i, end)) is not None:
        actions, more, doubt = _split(line, grammar, i, verb, end)
        return Complement(actions=actions, addressees=more, form="to", verb=verb, review=doubt)
    found = None if frame == "for" else _find_infinitive(line, grammar, i, end)
    if found and is_agent(line, grammar, i, found[0]):
        actions, more, doubt = _split(line, grammar, *found, end)
        whom = ((i, found[0]), *more)
        return Complement(actions=actions, addressees=whom, form="to", verb=found[1], review=doubt)
    if frame != "for" and (stop := _find_noun(line, grammar, i, end)):
        return Complement(actions=((stop, end),), addressees=((i, stop),), form="noun", verb=stop)
    return _objects(line, grammar, i, end)


def read_that(line: Line, grammar: Grammar, i: int, end: int) -> Complement:
    """Read `que les États membres facilitent ... et que ...`: the subject is the addressee if it can act."""
    starts, whom, verb = [i + 1], [], -1
    for k in range(i + 2, end):
        joined = line.low(k - 1) in word_set(words_of(grammar).ands) or line.low(k - 1) == ","
        if joined and line.low(k) in word_set(words_of(grammar).that) and not line.tokens[k].depth:
            starts.append(k + 1)
    ends = [_end_before(line, grammar, start - 1) for start in starts[1:]] + [end]
    for start, stop in zip(starts, ends, strict=True):
        predicate = find_predicate(line, grammar, start, stop)
        verb = predicate if verb < 0 and predicate is not None else verb
        if predicate and is_agent(line, grammar, start, predicate) and not is_passive(line, grammar, predicate):
            whom.append((start, predicate))
    return Complement(tuple(zip(starts, ends, strict=True)), addressees=tuple(whom), form="that", verb=verb)


def _end_before(line: Line, grammar: Grammar, k: int) -> int:
    """Return the end of what stands before `et que` at token `k`."""
    while line.low(k - 1) in word_set(words_of(grammar).ands) or line.low(k - 1) == ",":
        k -= 1
    return k


def find_predicate(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb of a clause whose subject starts at `i`: `la Commission *présente* une proposition`."""
    words = words_of(grammar)
    for k in range(i + 1, min(end, i + SUBJECT_LIMIT)):
        token = line.tokens[k]
        if token.depth or not token.is_word or token.is_capital:
            continue
        if token.low in word_set(words.modals) or token.low in word_set(words.finite):
            return k
        if token.low in word_set(words.relatives):
            return next(
                (n for n in range(k, min(end, k + SUBJECT_LIMIT)) if line.low(n) in word_set(words.modals)), None
            )
        plain = line.low(k - 1) not in word_set(words.articles) | word_set(words.of) | word_set(words.to)
        after = line.low(k + 1)
        follows = after in word_set(words.articles) | word_set(words.to) or is_adverb(line, grammar, k + 1)
        if plain and follows and token.low.endswith(words.finite_endings) and is_agent(line, grammar, i, k):
            return k
    return None


def is_passive(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether the verb is a passive: `soient libérés`, `doivent être traduits`."""
    words = words_of(grammar)
    k = verb + 1 if line.low(verb) in word_set(words.modals) else verb
    after = line.low(k + 1 + is_adverb(line, grammar, k + 1))
    return line.low(k) in word_set(words.be) and after.endswith(words.participle_endings)


def is_modal(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether the verb at this token says what ought to be: `doit`, `devraient`."""
    return line.low(verb) in word_set(words_of(grammar).modals)


def read_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb's token where an infinitive starts at `i`: `de ne pas imposer`, `d’accorder`, `à s’abstenir`."""
    words = words_of(grammar)
    if line.low(i) not in word_set(words.markers) or line.tokens[i].depth:
        return None
    verb = i + 1
    while verb < end and (line.low(verb) in word_set(words.before_infinitive) or is_adverb(line, grammar, verb)):
        verb += 1
    verb = skip_adverbs(line, grammar, _skip_aside(line, grammar, verb, end), end)
    return verb if verb < end and is_infinitive(line, grammar, verb) else None


def is_infinitive(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether a word has the shape of an infinitive and is no known noun."""
    words, token = words_of(grammar), line.tokens[verb]
    shape = token.low.endswith(words.infinitive_endings) and len(token.low) > 3 and not token.is_capital
    return shape and token.low not in word_set(words.not_infinitives)


def is_adverb(line: Line, grammar: Grammar, i: int) -> bool:
    """Return whether the word at this token is an adverb: `immédiatement`, `instamment`."""
    words = words_of(grammar)
    shape = line.low(i).endswith(words.adverb_endings) and line.low(i) not in grammar.lexicon.act_nouns
    return line.low(i) in word_set(words.adverb_words) or (shape and line.low(i) not in grammar.agents)


def skip_adverbs(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the first token from `i` that is no adverb."""
    ands = word_set(words_of(grammar).ands)
    while i < end and (
        is_adverb(line, grammar, i)
        or (line.low(i) in ands and all(is_adverb(line, grammar, n) for n in (i - 1, i + 1)))
    ):
        i += 1
    return i


def _skip_aside(line: Line, grammar: Grammar, i: int, end: int) -> int:
    """Return the token after a parenthesis between commas: `demande, à cet égard, que`."""
    if line.low(i) != ",":
        return i
    return next((k + 1 for k in range(i + 1, min(end, i + 25)) if line.low(k) == "," and not line.tokens[k].depth), i)


def _find_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the infinitive that belongs to the addressee starts, and its verb."""
    held, relative = word_set(words_of(grammar).holders), False
    for k in range(i + 1, end):
        if line.tokens[k].depth:
            continue
        if line.low(k) in {";", ":"}:
            return None
        relative = line.low(k) in word_set(words_of(grammar).relatives) or (relative and line.low(k) != ",")
        verb = read_infinitive(line, grammar, k, end)
        if verb is not None and not relative and line.low(k - 1) not in held:
            return k, verb
    return None


def _find_noun(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return where the noun starts that somebody is called to: `appelle toutes les parties *à la retenue*`."""
    stop = next((k for k in range(i + 1, end) if line.low(k) in word_set(words_of(grammar).to) | {",", ";"}), None)
    articles = word_set(words_of(grammar).articles)
    asked = stop is not None and line.low(i) in articles and line.tokens[stop].is_word
    return stop if asked and is_agent(line, grammar, i, stop or i) else None


def _split(
    line: Line, grammar: Grammar, start: int, verb: int, end: int
) -> tuple[tuple[Range, ...], tuple[Range, ...], str]:
    """Return the ranges of infinitives side by side (`de lever ... et d’accorder ...`), others asked, a doubt."""
    starts, waiting, whom, doubt = [(start, start)], list[Range](), list[Range](), ""
    inner = relative = False
    k = verb + 1
    while k < end:
        relative = relative or (line.low(k) in word_set(words_of(grammar).relatives) and not line.tokens[k].depth)
        width, joined = _read_tie(line, grammar, k)
        found = read_infinitive(line, grammar, k + width, end)
        if joined and found is None and (named := _agent_infinitive(line, grammar, k + width, end)):
            starts, whom = [*starts, *waiting, (k, named[1])], [*whom, named[:2]]
            waiting, inner, relative, k = [], False, False, named[1] + 1
            continue
        if found is None or line.low(k + width)[:1] != line.low(start)[:1]:
            k += 1
            continue
        if not width or (inner and (relative or (joined and line.low(k) != ","))):
            doubt = DOUBT.format(line.words(k + width, min(end, k + width + 4))) if width and not relative else doubt
            inner = True
            k = found
            continue
        waiting.append((k, k + width))
        starts, waiting = ([*starts, *waiting], []) if joined else (starts, waiting)
        inner = relative = False
        k = found
    ends = [stop for stop, _ in starts[1:]] + [end]
    return tuple((begin, stop) for (_, begin), stop in zip(starts, ends, strict=True)), tuple(whom), doubt


def _agent_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the agent and its infinitive start: `et *les États* *à en assurer* l’application`."""
    if line.low(i) not in word_set(words_of(grammar).articles) | word_set(words_of(grammar).to):
        return None
    for n in range(i + 2, min(end, i + 8)):
        if line.low(n) in {",", ";"}:
            return None
        if read_infinitive(line, grammar, n, end) is not None:
            return (i, n) if is_agent(line, grammar, i, n) else None
    return None


def _read_tie(line: Line, grammar: Grammar, k: int) -> tuple[int, bool]:
    """Return how many tokens tie what follows to what stands before, and whether one of them is `et`."""
    words = words_of(grammar)
    if line.tokens[k].depth:
        return 0, False
    comma = line.low(k) == ","
    if line.low(k + comma) in word_set(words.ands):
        width = comma + 1
        after = _skip_aside(line, grammar, k + width, len(line.tokens))
        return after - k, True
    for both in (phrase.split() for phrase in words.as_well):
        if [line.low(k + comma + n) for n in range(len(both))] == both:
            return comma + len(both), True
    return (1, False) if comma else (0, False)


def _objects(line: Line, grammar: Grammar, i: int, end: int) -> Complement:
    """Read `la libération de X et la levée de Y`: nouns of acts side by side."""
    starts, relative = [(i, i)], False
    lexicon, first = grammar.lexicon, _act_noun(line, grammar, i, end)
    ends_it = first is not None and set(lexicon.act_nouns[line.low(first)].split()) & word_set(lexicon.ending_acts)
    for k in range(i + 1, end):
        relative = relative or line.low(k) in word_set(words_of(grammar).relatives)
        width, _ = _read_tie(line, grammar, k)
        if width and not relative and (noun := _act_noun(line, grammar, k + width, end)) is not None:
            if ends_it and lexicon.act_nouns[line.low(noun)] not in word_set(lexicon.relief_acts):
                continue
            after = line.low(noun + 1) if not line.low(noun + 1).endswith("e") else line.low(noun + 2)
            if {after, line.low(noun + 1)} & (word_set(words_of(grammar).of) | word_set(words_of(grammar).to)):
                starts.append((k, k + width))
    ends = [stop for stop, _ in starts[1:]] + [end]
    ranges = tuple((begin, stop) for (_, begin), stop in zip(starts, ends, strict=True))
    return Complement(actions=ranges, form="noun", verb=_act_noun(line, grammar, i, end) or i)


def _act_noun(line: Line, grammar: Grammar, k: int, end: int) -> int | None:
    """Return the token of an act's noun behind its article: `la *libération*`, `à la *levée*`."""
    words = words_of(grammar)
    lead = word_set(words.articles) | word_set(words.to)
    first = k
    while first < end and line.low(first) in lead:
        first += 1
    if first == k:
        return None
    return next((n for n in range(first, min(end, first + 2)) if line.low(n) in grammar.lexicon.act_nouns), None)


def find_head(line: Line, grammar: Grammar, i: int, j: int) -> int:
    """Return the token of a noun phrase's head, its first noun: `toutes les *parties* au conflit`."""
    words = words_of(grammar)
    lead = word_set(words.articles) | word_set(words.to) | word_set(words.before_nouns)
    return next((k for k in range(i, j) if line.low(k) not in lead and line.tokens[k].is_word), i)


def is_agent(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether the noun phrase can be asked to act."""
    head = line.tokens[find_head(line, grammar, i, j)]
    if any(line.words(head_at, k) in grammar.bodies for head_at, k in _runs(line, grammar, i, j)):
        return True
    return head.low in grammar.agents or (head.is_capital and head.low not in grammar.things)


def _runs(line: Line, grammar: Grammar, i: int, j: int) -> Iterator[Range]:
    head = find_head(line, grammar, i, j)
    return ((head, k) for k in range(min(j, head + 18), head, -1))


def read_act(line: Line, grammar: Grammar, i: int, j: int) -> str:
    """Return the head of an action: the infinitive, the noun's verb, or the verb of the clause."""
    verb = read_infinitive(line, grammar, i, j)
    if verb is not None:
        negative = word_set(words_of(grammar).negative) & {line.low(n) for n in range(i, verb)}
        return f"ne pas {line.low(verb)}" if negative else line.low(verb)
    noun = _act_noun(line, grammar, i, j)
    if noun is not None:
        return grammar.lexicon.act_nouns[line.low(noun)]
    predicate = find_predicate(line, grammar, i, j)
    if predicate is not None and is_modal(line, grammar, predicate):
        predicate = skip_adverbs(line, grammar, predicate + 1, j)
    if predicate is not None and line.low(predicate) in word_set(words_of(grammar).be):
        predicate += 1
    return line.low(find_head(line, grammar, i, j) if predicate is None else predicate)
