"""Clauses behind `que` in Romance languages: their subjects, their verbs, and further verbs of the same subject."""

from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.romance_words import (
    DOUBT,
    find_body_end,
    is_adverb,
    is_agent,
    is_infinitive,
    read_infinitive,
    read_tie,
    skip_adverbs,
    skip_aside,
)
from exporter.analysis.demands.tokens import Line, Range

SUBJECT_LIMIT = 40
CLITICS = 5
REGAINED = 4
ADVERB = 4


def split_that(line: Line, grammar: Grammar, i: int, end: int) -> tuple[tuple[Range, ...], tuple[Range, ...], int, str]:
    """Return the actions of `que les États membres facilitent ... et que ...`, their subjects, the first verb, a doubt.

    Only a subject that can act is given; `i` is the token of `que`.
    """
    first = skip_aside(line, grammar, i + 1, end)  # "suggère que, *pour leur part*, les États"
    starts, whom, verb, doubt, actions, begun = [first], list[Range](), -1, "", list[Range](), list[Range]()
    twice = line.low[i - 2] in grammar.romance.to and line.low[i - 1] in grammar.romance.before_that
    for k in range(first + 1, end):
        before = k - (line.low[k - 1] in grammar.romance.before_that)  # "et *pour* que"
        before -= twice and before < k and line.low[before - 1] in grammar.romance.to  # "et *à ce* que"
        joined = line.low[before - 1] in grammar.romance.ands or line.low[before - 1] == ","
        if joined and line.low[k] in grammar.romance.that and not line.depths[k]:
            starts.append(k + 1)
    ends = [_end_before(line, grammar, start - 1) for start in starts[1:]] + [end]
    for start, stop in zip(starts, ends, strict=True):
        predicate = find_predicate(line, grammar, start, stop)
        verb = predicate if verb < 0 and predicate is not None else verb
        further, unsure = _split_verbs(line, grammar, start, predicate, stop)
        if predicate and is_agent(line, grammar, start, predicate) and _acts(line, grammar, predicate):
            subject_end = _subject_end(line, grammar, start, predicate)
            whom.append((start, subject_end))
            if not _holds_condition(line, grammar, start, subject_end):
                begun.append((len(actions), subject_end))
        elif line.low[start] in grammar.romance.subjects and whom and predicate:
            begun.append((len(actions), start + 1))  # "et qu’ils *en publient* les résultats"
        actions, doubt = [*actions, *further], doubt or unsure
    for n, first in begun if len(whom) == 1 else []:  # of several, each action says who is to do it
        actions[n] = (first, actions[n][1])
    return tuple(actions), tuple(whom), verb, doubt


def split_asked(line: Line, grammar: Grammar, i: int, end: int) -> tuple[tuple[Range, ...], Range, str] | None:
    """Return the actions and the addressee of `(Demande) aux autorités *qu’elles libèrent* ...`, and a doubt."""
    words = grammar.romance
    for k in range(i + 1, min(end - 2, i + SUBJECT_LIMIT)):
        if line.low[k] in words.relatives or line.low[k] in {";", ":"} or read_infinitive(line, grammar, k, end):
            return None
        if line.low[k] in words.that and line.low[k + 1] in words.subjects:
            stop = k - (line.low[k - 1] in words.before_that)
            actions, doubt = _split_repeated(line, grammar, k, end)
            return (tuple(actions), (i, stop), doubt) if is_agent(line, grammar, i, stop) else None
    return None


def _split_repeated(line: Line, grammar: Grammar, that: int, end: int) -> tuple[list[Range], str]:
    """Return the actions of `qu’elles libèrent X, *qu’elles* respectent Y et *qu’elles* ...`, and a doubt.

    The pronoun is the same each time, and the last clause follows `et`.
    """
    words, starts, waiting = grammar.romance, [that + 1], list[int]()
    for k in range(that + 2, end - 1):
        again = line.low[k] in words.that and line.low[k + 1] == line.low[that + 1] and not line.depths[k]
        told = line.low[k + 2] in words.indicative  # "la révision qu’elle *avait* promise"
        if again and not told and line.low[k - 1] in words.ands | {","}:
            waiting.append(k + 1)
            starts, waiting = (starts, waiting) if line.low[k - 1] == "," else ([*starts, *waiting], [])
    ends = [_end_before(line, grammar, start - 1) for start in starts[1:]] + [end]
    actions, doubt = list[Range](), ""
    for start, stop in zip(starts, ends, strict=True):
        further, unsure = _split_verbs(line, grammar, start, find_predicate(line, grammar, start, stop), stop)
        further[0] = (start + 1, further[0][1])  # "qu’elle *assiste* aux procès"
        actions, doubt = [*actions, *further], doubt or unsure
    return actions, doubt


def _split_verbs(line: Line, grammar: Grammar, start: int, predicate: int | None, stop: int) -> tuple[list[Range], str]:
    """Return the actions of one subject: `les autorités libèrent X, *mettent fin à* Y et *respectent* Z`."""
    if predicate is None:
        return [(start, stop)], ""
    words = grammar.romance
    plural, modal = line.low[predicate].endswith(words.plural_endings), is_modal(line, grammar, predicate)
    starts, waiting, held, doubt, k = [(start, start)], list[Range](), False, "", predicate + 1
    bare = False  # an infinitive in a clause within, beside which the next may stand
    while k < stop:
        nested = line.low[k] in words.relatives or line.low[k] in words.that
        held = held or (nested and not line.depths[k])
        bare = bare or (held and is_infinitive(line, grammar, k) and line.low[k - 1] not in words.markers)
        width, joined = read_tie(line, grammar, k)
        if modal:
            verb = _infinitive_behind(line, grammar, k, k + width, stop) if width else None
        else:
            verb = _verb_behind(line, grammar, k + width, stop, plural=plural) if width else None
        if verb is None:
            k += 1
            continue
        if held and (bare or not modal):
            doubt = doubt or DOUBT.format(line.words(k + width, min(stop, k + width + 4)))
        else:
            waiting.append((k, k + width))
            starts, waiting = ([*starts, *waiting], []) if joined else (starts, waiting)
            held = bare = False  # "doit veiller à ce que les prix baissent et *publier* un rapport"
        k = verb + 1
    ends = [after for after, _ in starts[1:]] + [stop]
    return [(begin, after) for (_, begin), after in zip(starts, ends, strict=True)], doubt


def _infinitive_behind(line: Line, grammar: Grammar, tie: int, k: int, stop: int) -> int | None:
    """Return the verb of `(doivent surveiller la situation et) *faire* rapport`; two verbs on one object are one."""
    while k < stop and line.low[k] in grammar.romance.clitics:
        k += 1
    k = skip_adverbs(line, grammar, k, stop)
    with_object = k + 1 < stop and line.tokens[k + 1].is_word and line.low[k + 1] not in grammar.romance.ands
    if is_modal(line, grammar, k):  # "doit maintenir la pression et *ne doit pas* céder"
        return k
    pair = is_infinitive(line, grammar, tie - 1)
    return k if with_object and not pair and not line.depths[k] and is_infinitive(line, grammar, k) else None


def _verb_behind(line: Line, grammar: Grammar, k: int, stop: int, *, plural: bool) -> int | None:
    words, first = grammar.romance, k
    while k < stop and line.low[k] in words.clitics:
        k += 1
    # "et *lui confie* un mandat": what these pronouns stand before is a verb
    shown = k > first and line.low[first] in words.verb_pronouns
    # "et *les* diffuse": a noun would be a plural
    shown = shown or (k > first and line.low[k - 1] == words.plural_article and not line.low[k].endswith("s"))
    if shown and k < stop and line.low[k].endswith(words.finite_endings):
        return k if line.low[k].endswith(words.plural_endings) == plural else None
    k = skip_adverbs(line, grammar, k, stop)
    if k + 1 >= stop or line.depths[k] or line.tokens[k].is_capital:
        return None
    word = line.low[k]
    if word in words.finite or word in words.singular_verbs:
        return k if word.endswith(words.plural_endings) == plural else None
    noun = k > first or line.low[k + 1] in words.ands | {","}
    shape = plural and word.endswith(words.plural_endings) and not word.endswith(words.adverb_endings)
    return k if shape and not noun and word not in grammar.lexicon.act_nouns else None


def _end_before(line: Line, grammar: Grammar, k: int) -> int:
    """Return the end of what stands before `et que` at token `k`."""
    words = grammar.romance
    while line.low[k - 1] in words.ands | words.before_that | {","} or (
        line.low[k - 1] in words.to and line.low[k] in words.before_that
    ):
        k -= 1
    return k


def _subject_end(line: Line, grammar: Grammar, start: int, predicate: int) -> int:
    """Return where a subject ends before `ne`, `les`: `les autorités *ne* poursuivent`."""
    while predicate > start + 1 and line.low[predicate - 1] in grammar.romance.clitics:
        predicate -= 1
    return predicate


def find_predicate(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb of a clause whose subject starts at `i`: `la Commission *présente* une proposition`."""
    words = grammar.romance
    told = i + (line.low[i] in words.subjects)
    verb = next((k for k in range(told, min(end, i + CLITICS)) if line.low[k] not in words.clitics), None)
    if told > i or (verb is not None and _shows_verb(line, grammar, i, verb)):  # "qu’elles *libèrent*"
        return verb
    if (verb := _verb_of_body(line, grammar, i, end)) is not None:
        return verb
    # "que les organisations qui œuvrent ici *soient* consultées"
    ruling = words.modals | (words.finite - words.indicative)
    past = i
    for k in range(i + 1, min(end, i + SUBJECT_LIMIT)):
        token = line.tokens[k]
        # "que les États, *lorsqu’ils élaborent des lois*, consultent"
        aside = token.low == "," and line.low[k + 1] in grammar.starters
        past = max(past, skip_aside(line, grammar, k, end)) if aside else past
        if k < past or line.depths[k] or not token.is_word or token.is_capital:
            continue
        if token.low in words.modals or token.low in words.finite:
            return k
        if token.low in words.relatives:
            behind = range(k, min(end, k + SUBJECT_LIMIT))
            done = (n for n in behind if line.low[n - 1] in words.done and _shows_verb(line, grammar, n, n))
            first = next(done, None)  # "les États qui ne l’ont pas fait *ratifient*"
            return first or next((n for n in behind if line.low[n] in ruling), None)
        if _is_verb(line, grammar, i, k, end):
            return k
    return None


def _verb_of_body(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return the verb right behind a body that is known by name: `l’Union *parle* d’une seule voix`."""
    words, first = grammar.romance, i + (line.low[i] in grammar.romance.definite or line.low[i] in grammar.romance.own)
    k = find_body_end(line, grammar, first, end)
    if k == first:
        return None
    while k < end and line.low[k] in words.clitics:
        k += 1
    verb = k + 1 < end and line.tokens[k].is_word and not line.tokens[k].is_capital
    plural = line.low[first].endswith("s")
    verb = verb and line.low[k].endswith(words.plural_endings if plural else words.finite_endings)
    adjective = line.low[k].endswith(words.adjective_endings) and line.low[k] not in words.singular_verbs
    known = line.low[k] in grammar.prepositions | words.that | words.relatives | words.ands
    return k if verb and not adjective and not known else None


def _shows_verb(line: Line, grammar: Grammar, i: int, k: int) -> bool:
    """Return whether a clause whose subject was left out begins with this verb: `(les États) *publient* la liste`."""
    words, word = grammar.romance, line.low[k]
    if word in words.modals or word in words.finite or word in words.singular_verbs:
        return True
    plural = word.endswith(words.plural_endings) and not word.endswith((*words.adverb_endings, *words.noun_endings))
    return plural and (k == i or line.low[i] not in words.articles) and word not in grammar.agents


def _is_verb(line: Line, grammar: Grammar, i: int, k: int, end: int) -> bool:
    words, before, after = grammar.romance, line.low[k - 1], line.low[k + 1]
    if not line.low[k].endswith(words.finite_endings):
        return False
    if line.low[k] in words.clitics or line.low[k] in words.articles or line.low[k] in grammar.prepositions:
        return False
    if line.low[k].endswith(words.noun_endings):
        return False
    if before in words.clitics:  # "les États membres *les* appliquent", "les autorités *ne* poursuivent pas"
        earlier = line.low[k - 2] not in words.of | words.to | words.ands | {","}
        named = k - 2 >= i + (line.low[i] in words.articles)
        return named and earlier and is_agent(line, grammar, i, k - 1)
    plain = before not in words.articles | words.of | words.to
    if plain and line.low[k] in words.singular_verbs and before not in grammar.prepositions:
        return True  # "que l’Iran *cesse* de", "que le futur règlement *prévoie*"
    shown = before.endswith("s") and line.low[k].endswith(words.plural_endings) and before not in grammar.prepositions
    if plain and shown and before not in words.ands and not line.low[k].endswith(words.adverb_endings):
        return True  # "que ces accords *prévoient*"
    if line.low[k].endswith(words.adjective_endings):
        return False
    plural = line.low[k].endswith(words.plural_endings)
    follows = after in words.articles | words.to or is_adverb(line, grammar, k + 1)
    follows = follows or (plural and (after in grammar.prepositions or k + 1 >= end)) or after in words.verb_objects
    return plain and follows and is_agent(line, grammar, i, k)


def _acts(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether the subject is to act: not in `soit libéré`, `doit pouvoir participer`, `reçoivent une aide`."""
    words = grammar.romance
    k = skip_adverbs(line, grammar, verb + 1, verb + 3) if line.low[verb] in words.modals else verb
    regains = line.low[k] in words.regaining and not words.regained.isdisjoint(line.low[k + 1 : k + REGAINED])
    return not regains and not is_passive(line, grammar, verb) and line.low[k] not in words.receiving


def _holds_condition(line: Line, grammar: Grammar, i: int, end: int) -> bool:
    """Return whether a subject is told apart by an aside: `les États, *lorsqu’ils élaborent des lois*, consultent`."""
    company = grammar.lexicon.companions
    aside = [k for k in range(i, end) if line.low[k] == "," and line.low[k + 1] in grammar.starters]
    return bool(aside) and company.isdisjoint(line.low[aside[0] : end])


def is_passive(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether the verb is a passive: `soient *de nouveau* élus`, `ne doit *en aucun cas* être réduite`."""
    words = grammar.romance
    k = _behind_modal(line, grammar, verb) if line.low[verb] in words.modals else verb
    if line.low[k] not in words.be:
        return False
    longest = min(ADVERB, len(line.tokens) - k - 1)
    phrases = (n for n in range(longest, 1, -1) if line.words(k + 1, k + 1 + n) in grammar.adverbs)
    after = skip_adverbs(line, grammar, k + 1 + next(phrases, 0), len(line.tokens))
    return line.low[after].endswith(words.participle_endings)


def _behind_modal(line: Line, grammar: Grammar, verb: int) -> int:
    """Return the token behind `doit`, `ne doit pas`, `ne doit en aucun cas`, `doit également`."""
    words, end = grammar.romance, len(line.tokens)
    if line.words(verb + 1, min(end, verb + 4)) in words.never:
        return verb + 4
    return verb + 2 if line.low[verb + 1] in words.negative else skip_adverbs(line, grammar, verb + 1, end)


def is_modal(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether the verb at this token says what ought to be: `doit`, `devraient`."""
    return line.low[verb] in grammar.romance.modals
