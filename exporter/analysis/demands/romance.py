"""What demands ask in Romance languages: infinitives behind `de` or `à`, clauses behind `que`, heads first."""

from exporter.analysis.demands.complements import Complement
from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.modifiers import limits_action
from exporter.analysis.demands.romance_clauses import find_predicate, is_modal, split_asked, split_that
from exporter.analysis.demands.romance_words import (
    DOUBT,
    find_head,
    is_agent,
    read_infinitive,
    read_tie,
    skip_adverbs,
    skip_aside,
)
from exporter.analysis.demands.tokens import Line, Range

FRONTED = 8
ASKED = 12
PAIR = 2
AGENT = 14


def read_complement(line: Line, grammar: Grammar, frame: str, i: int, end: int) -> Complement | None:
    """Return what a demand's verb with this `frame` asks in tokens `i` to `end`, None where nothing follows."""
    first = skip_aside(line, grammar, i, end)
    i = skip_adverbs(line, grammar, first, end)
    i = first if line.low[i] in grammar.romance.of and i > first else i  # "davantage *de* moyens"
    if i >= end:
        return None
    behind = i + (line.low[i] in grammar.romance.to and line.low[i + 1] in grammar.romance.before_that)
    behind += line.low[behind] in grammar.romance.before_that  # "demande à *ce que*", "sa demande tendant *à ce que*"
    if line.low[behind] in grammar.romance.that:
        return read_that(line, grammar, behind, end)
    if frame != "for" and (asked := split_asked(line, grammar, i, end)):
        actions, addressee, doubt = asked
        return Complement(actions, addressees=(addressee,), form="that", review=doubt)
    if frame != "for" and (stop := _find_question(line, grammar, i, end)):
        return Complement(actions=((stop, end),), addressees=((i, stop),), form="noun", verb=stop)
    if (verb := read_infinitive(line, grammar, i, end)) is not None:
        actions, more, doubt = _split(line, grammar, i, verb, end)
        return Complement(actions=actions, addressees=more, form="to", verb=verb, review=doubt)
    if frame != "for" and (stop := _find_act(line, grammar, i, end)):
        things = _objects(line, grammar, stop, end)
        return Complement(things.actions, addressees=((i, stop),), form="noun", verb=things.verb)
    found = None if frame == "for" else _find_infinitive(line, grammar, i, end)
    if found and _is_asked(line, grammar, i, found[0]):
        actions, more, doubt = _split(line, grammar, *found, end)
        if line.words(found[1] - 1, found[1] + 1) in grammar.romance.said_again:
            actions = ((i, actions[0][1]), *actions[1:])  # "*aux États qui n’en ont pas* de le faire"
        whom = ((i, found[0]), *more)
        return Complement(actions=actions, addressees=whom, form="to", verb=found[1], review=doubt)
    if frame != "for" and (stop := _find_noun(line, grammar, i, end)):
        return Complement(actions=((stop, end),), addressees=((i, stop),), form="noun", verb=stop)
    again = line.low[i] in grammar.romance.of and not grammar.romance.own.isdisjoint(line.low[max(i - 4, 0) : i])
    named = frame != "for" and line.low[i - 1] in grammar.romance.persuading and _names_only(line, grammar, i, end)
    # "(réitère sa demande d’) *une enquête*"
    return Complement((), addressees=((i, end),), form="noun") if named else _objects(line, grammar, i + again, end)


def _names_only(line: Line, grammar: Grammar, i: int, end: int) -> bool:
    """Return whether somebody is named and nothing asked: `exhorte *les États membres* (et invite l’Union à)`."""
    words = grammar.romance
    plain = (grammar.prepositions - words.of).isdisjoint(line.low[i:end])
    return plain and line.low[i] in words.articles and is_agent(line, grammar, i, end)


def _is_asked(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether somebody is asked, by a noun no table knows behind `exhorte`: `toutes les *factions* à cesser`."""
    if is_agent(line, grammar, i, j):
        return True
    words, lexicon = grammar.romance, grammar.lexicon
    head = line.low[find_head(line, grammar, i, j)]
    thing = head in lexicon.things or head in lexicon.act_nouns or head.endswith(lexicon.thing_endings)
    plural = head.endswith("s") and line.low[i] in words.articles
    return line.low[i - 1] in words.persuading and plural and not thing and head not in words.holders


def read_that(line: Line, grammar: Grammar, i: int, end: int) -> Complement:
    """Read `que les États membres facilitent ... et que ...`: the subject is the addressee if it can act."""
    actions, whom, verb, doubt = split_that(line, grammar, i, end)
    return Complement(actions, addressees=whom, form="that", verb=verb, review=doubt)


def _find_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the infinitive that belongs to the addressee starts, and its verb.

    One within a relative clause without commas is taken if no other could be: `les entreprises qui se fournissent aux
    Philippines *à s’assurer*`.
    """
    words, within, set_off, past = grammar.romance, list[Range](), False, i
    relative = False
    for k in range(i + 1, end):
        if line.depths[k] or k < past:
            continue
        if line.low[k] in {";", ":"}:
            break
        if line.low[k] == "," and line.low[k - 1] in words.ands:  # "et, *si nécessaire,* à"
            past = skip_aside(line, grammar, k, end)
            continue
        set_off = line.low[k - 1] == "," if line.low[k] in words.relatives else set_off
        if line.low[k] in words.relatives and within and not set_off:  # "(qui en ont) de les lever et à ceux *qui*"
            return within[0]
        relative = line.low[k] in words.relatives or (relative and line.low[k] != ",")
        verb = read_infinitive(line, grammar, k, end)
        if verb is None or _is_held(line, grammar, k):
            continue
        if not relative:
            listed = len(within) == 1 and not set_off and _ends_relative(line, grammar, i, within[0][0], k)
            return within[0] if listed else (k, verb)
        if not read_tie(line, grammar, k - 1)[0]:
            within.append((k, verb))
    if len(within) == PAIR and not set_off and _is_ruled(line, grammar, i, within[0][0]):
        return within[1]  # "les sociétés qui continuent ici à vendre des armes *à cesser* ces activités"
    return within[0] if len(within) == 1 and not set_off else None


def _ends_relative(line: Line, grammar: Grammar, i: int, first: int, second: int) -> bool:
    """Return whether the first of two infinitives is asked for: `les sociétés qui opèrent ici *à vérifier*, à`."""
    if _ends_clause(line, grammar, first - 1):
        return True
    ruled = _is_ruled(line, grammar, i, first) or line.low[first - 1] in grammar.romance.holders
    return line.low[first] == line.low[second] and not ruled


def _is_ruled(line: Line, grammar: Grammar, i: int, first: int) -> bool:
    """Return whether the verb of a relative clause rules an infinitive: `qui continuent ici *à vendre* des armes`."""
    words = grammar.romance
    begun = next((n for n in range(first - 1, i, -1) if line.low[n] in words.relatives), i)
    ruling = any(line.low[n].startswith(words.ruling_stems) for n in range(begun + 1, first))
    return ruling or line.low[first - 1].endswith(words.plural_endings)


def _ends_clause(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether a relative clause can only end here: `qui opèrent au *Liban* à`, not `qui ont décidé de`."""
    return line.tokens[k].is_capital or line.low[k] in grammar.romance.done


def _is_held(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether the word before keeps the infinitive: `le droit *de*`, not `ne l’ont pas fait *à*`."""
    words = grammar.romance
    done = line.low[k - 1] in words.done and line.low[k - 2] not in words.articles
    return line.low[k - 1] in words.holders and not done


def _find_question(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return where what is asked starts in `(demande à) la Commission *si elle entend* agir`."""
    words = grammar.romance
    for k in range(i + 1, min(end - 1, i + ASKED)):
        if line.low[k] == "," or read_infinitive(line, grammar, k, end) is not None:
            return None
        if line.low[k] in grammar.lexicon.questions and line.low[k + 1] in words.subjects:
            return k if is_agent(line, grammar, i, k) else None
    return None


def _find_act(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return where the act starts that is asked of somebody: `réclame des autorités *la libération* de`."""
    words = grammar.romance
    if line.low[i - 1] not in words.of | words.to:
        return None
    apart = words.of | words.to | words.ands | words.articles | grammar.prepositions | {","}
    for k in range(i + 1, min(end, i + ASKED)):
        clause = line.low[k] in words.relatives | words.that or line.low[k].endswith(words.present_endings)
        clause = clause or read_infinitive(line, grammar, k, end) is not None
        if clause or not line.tokens[k].is_word or line.depths[k]:
            return None
        if line.low[k] in words.definite and line.low[k - 1] not in apart and _act_noun(line, grammar, k, end):
            return k if is_agent(line, grammar, i, k) else None
    return None


def _find_noun(line: Line, grammar: Grammar, i: int, end: int) -> int | None:
    """Return where the noun starts that somebody is called to: `appelle toutes les parties *à la retenue*`."""
    stops = grammar.romance.to | {",", ";", ":"}
    stop = next((k for k in range(i + 1, end) if line.low[k] in stops), None)
    articles = grammar.romance.articles
    asked = stop is not None and line.low[i] in articles and line.tokens[stop].is_word
    return stop if asked and is_agent(line, grammar, i, stop or i) else None


def _split(
    line: Line, grammar: Grammar, start: int, verb: int, end: int
) -> tuple[tuple[Range, ...], tuple[Range, ...], str]:
    """Return the ranges of infinitives side by side (`de lever ... et d’accorder ...`), others asked, a doubt."""
    words = grammar.romance
    starts, waiting, whom, doubt = [(start, start)], list[Range](), list[Range](), ""
    asked, inner, relative, last = list[Range](), False, False, verb
    k = verb + 1
    while k < end:
        relative = relative or (line.low[k] in grammar.romance.relatives and not line.depths[k])
        width, joined = read_tie(line, grammar, k)
        found = read_infinitive(line, grammar, k + width, end)
        if width and found is None and (named := _agent_infinitive(line, grammar, k + width, end)):
            waiting, asked = [*waiting, (k, named[1])], [*asked, named[:2]]
            if joined:
                starts, waiting, whom, asked = [*starts, *waiting], [], [*whom, *asked], []
            inner, relative, k = False, False, named[1] + 1
            continue
        if found is None or line.low[k + width][:1] != line.low[start][:1]:
            k += 1
            continue
        inner = inner and (relative or line.low[last] not in words.ceasing or line.low[found] not in words.relieving)
        closes = joined and bool(waiting)  # "de A, de leur permettre de partir *et d’abolir* la loi"
        if not width or (inner and not closes and (relative or (joined and line.low[k] != "," and width == 1))):
            doubt = DOUBT.format(line.words(k + width, min(end, k + width + 4))) if width and not relative else doubt
            inner = True
            k = found
            continue
        if line.low[k + (line.low[k] == ",")] in words.choices:
            k = found  # "de ratifier la Convention *ou d’y adhérer*": one of them will do
            continue
        if k == last + 1 and _shares_object(line, grammar, last):
            last = k = found
            continue
        waiting.append((k, _skip_free(line, grammar, k, width)))
        starts, waiting = ([*starts, *waiting], []) if joined else (starts, waiting)
        inner = relative = False
        last = k = found
    ends = [stop for stop, _ in starts[1:]] + [end]
    return tuple((begin, stop) for (_, begin), stop in zip(starts, ends, strict=True)), tuple(whom), doubt


def _shares_object(line: Line, grammar: Grammar, verb: int) -> bool:
    """Return whether a bare verb has the object of the next: `à *ratifier* et à appliquer un traité`."""
    words = grammar.romance
    return line.low[verb - 1] in words.markers and line.low[verb] not in words.lone_verbs


def _skip_free(line: Line, grammar: Grammar, k: int, width: int) -> int:
    """Return where an action starts behind `et`: at `si nécessaire` in `et, *si nécessaire*, de proposer`."""
    first = next((n + 1 for n in range(k + 1, k + width) if line.low[n] == ","), k + width)
    return first if limits_action(line, grammar, first, k + width) else k + width


def _agent_infinitive(line: Line, grammar: Grammar, i: int, end: int) -> Range | None:
    """Return where the agent and its infinitive start: `et *les États* *à en assurer* l’application`."""
    if i >= end:
        return None
    named = line.words(i, i + 1) in grammar.countries or line.words(i, i + 1) in grammar.bodies
    named = named or line.low[i] in grammar.romance.latter  # "et *ceux-ci* à coopérer"
    if not named and line.low[i] not in grammar.romance.articles | grammar.romance.to:
        return None
    for n in range(i + 2 - named, min(end, i + AGENT)):
        if line.low[n] in {",", ";"}:
            return None
        if read_infinitive(line, grammar, n, end) is not None:
            return (i, n) if is_agent(line, grammar, i, n) else None
    return None


def _objects(line: Line, grammar: Grammar, i: int, end: int) -> Complement:
    """Read `la libération de X et la levée de Y`, `(appelle) à la retenue et à une enquête`: things side by side."""
    starts, waiting, relative = [(i, i)], list[Range](), False
    noun = _act_noun(line, grammar, i, end)
    for k in range(i + 1, end):
        relative = relative or line.low[k] in grammar.romance.relatives
        width, joined = read_tie(line, grammar, k)
        if not width or relative or line.low[k + (line.low[k] == ",")] in grammar.romance.choices:
            continue  # "son abrogation *ou, à tout le moins,* le retrait": one of them will do
        further = _act_noun(line, grammar, k + width, end)
        if further is None and joined and noun is not None:
            further = _parallel_noun(line, grammar, starts[-1][1], k, k + width)
        listed = joined and bool(waiting)
        if listed and _closes_list(line, grammar, k + width, end):
            starts, waiting = [*starts, *waiting, (k, k + width)], []
            continue
        if _is_thing_asked(line, grammar, noun, further, listed=listed) or _repeats(line, grammar, i, starts[-1][1], k):
            waiting.append((k, k + width))
            starts, waiting = ([*starts, *waiting], []) if joined else (starts, waiting)
            noun = further
    ends = [stop for stop, _ in starts[1:]] + [end]
    ranges = tuple((begin, stop) for (_, begin), stop in zip(starts, ends, strict=True))
    return Complement(actions=ranges, form="noun", verb=_act_noun(line, grammar, i, end) or i)


def _parallel_noun(line: Line, grammar: Grammar, start: int, tie: int, k: int) -> int | None:
    """Return the noun beside an act’s: `l’élaboration d’un code et *l’institution* d’une autorité`."""
    words, first = grammar.romance, k + 1
    plain = (grammar.prepositions - words.of).isdisjoint(line.low[start + 1 : tie])
    noun = line.low[k] in words.definite and line.low[first].endswith(grammar.lexicon.thing_endings)
    return first if plain and noun and line.low[first + 1] in words.of else None


def _closes_list(line: Line, grammar: Grammar, k: int, end: int) -> bool:
    """Return whether the last `et` of a list leads to a thing: `l’arrêt de A, le retrait de B et *l’envoi* de C`."""
    words = grammar.romance
    last = not any(line.low[n] in words.ands for n in range(k, end))
    return last and line.low[k] in words.definite


def _is_thing_asked(line: Line, grammar: Grammar, noun: int | None, further: int | None, *, listed: bool) -> bool:
    """Return whether a further act is called for: not in `la fin des arrestations et *la fermeture* de journaux`."""
    if further is None:
        return False
    lexicon, words = grammar.lexicon, grammar.romance
    ends_it = noun is not None and set(lexicon.act_nouns[line.low[noun]].split()) & lexicon.ending_acts
    if ends_it and not listed and lexicon.act_nouns.get(line.low[further]) not in lexicon.relief_acts:
        return False
    # "la mise en place d’un couloir", "la libération immédiate et inconditionnelle de"
    last = further + 2 if line.low[further + 1] in words.within else further
    behind = {line.low[n] for n in range(last + 1, last + 3)} & (words.of | words.to)
    return bool(behind) or line.low[last + 2] in words.ands


def _repeats(line: Line, grammar: Grammar, first: int, start: int, k: int) -> bool:
    """Return whether the verb's preposition comes again: `(en faveur) d’un embargo et *de* sanctions`."""
    words = grammar.romance
    group = next((g for g in (words.to, words.of, frozenset({words.need_for})) if line.low[first - 1] in g), None)
    again = k + read_tie(line, grammar, k)[0]
    if group is None or line.low[again] not in group:
        return False
    if line.low[again + 1] in grammar.lexicon.act_nouns or _act_noun(line, grammar, again + 1, len(line.tokens)):
        return True
    return not any(line.low[n] in group for n in range(start + (start != first), k))


def _act_noun(line: Line, grammar: Grammar, k: int, end: int) -> int | None:
    """Return the token of an act's noun behind its article: `la *libération*`, `à la *levée*`."""
    words = grammar.romance
    lead = words.articles | words.to
    first = k
    while first < end and line.low[first] in lead:
        first += 1
    if first == k:
        return None
    return next((n for n in range(first, min(end, first + 2)) if line.low[n] in grammar.lexicon.act_nouns), None)


def read_act(line: Line, grammar: Grammar, i: int, j: int, *, clause: bool = False) -> str:
    """Return the head of an action: the infinitive, the noun's verb, or the verb of the clause (if it is one)."""
    comma = next((k + 1 for k in range(i, min(j, i + FRONTED)) if line.low[k] == ","), i)
    i = comma if limits_action(line, grammar, i, comma) else i  # "si nécessaire, *de proposer*"
    verb = read_infinitive(line, grammar, i, j)
    if verb is not None:
        negative = grammar.romance.negative & {line.low[n] for n in range(i, verb)}
        return f"ne pas {line.low[verb]}" if negative else line.low[verb]
    noun = None if clause else _act_noun(line, grammar, i, j)
    if noun is not None:
        return grammar.lexicon.act_nouns[line.low[noun]]
    return _clause_act(line, grammar, i, j)


def _clause_act(line: Line, grammar: Grammar, i: int, j: int) -> str:
    clitics = grammar.romance.clitics
    first = next((k for k in range(i, j) if line.low[k] not in clitics), i)
    predicate = find_predicate(line, grammar, i, j)
    if predicate is not None and is_modal(line, grammar, predicate):
        denied = line.low[predicate + 1] in grammar.romance.negative
        predicate = skip_adverbs(line, grammar, predicate + 1 + denied, j)
        if denied:  # "ne doit *pas normaliser* ses relations"
            return f"ne pas {line.low[predicate]}"
    if predicate is not None and line.low[predicate] in grammar.romance.be:
        predicate += 1
    if predicate is None and first > i and line.low[i] in grammar.romance.verb_pronouns:
        predicate = first  # "lui *confie* un mandat"
    return line.low[find_head(line, grammar, i, j) if predicate is None else predicate]
