"""What statements of texts in Romance languages turn out to be: demand, position or procedure."""

import re
from functools import cache

from msgspec.structs import replace

from exporter.analysis.demands.complements import Complement
from exporter.analysis.demands.matching import Opening
from exporter.analysis.demands.readings import INSTRUCTS, NO_ACTION, SOFT, Reading, Work, asks_organ
from exporter.analysis.demands.romance import read_complement, read_that
from exporter.analysis.demands.romance_clauses import find_predicate, is_modal, is_passive
from exporter.analysis.demands.romance_words import find_head, is_agent, is_infinitive, read_infinitive, skip_adverbs
from exporter.model.demands import Kind


def read_romance(work: Work, opening: Opening, i: int, j: int) -> Reading:
    """Return the reading of the statement whose verb ends before token `i` and which ends before token `j`."""
    verb = opening.verb
    kind = Kind(verb.kind)
    if kind is Kind.POSITION:
        return _read_position(work, opening, i, j)
    complement = _read_points(work, opening, i, j) or read_complement(work.line, work.grammar, verb.frame, i, j)
    if kind is Kind.PROCEDURAL:
        asked = complement is not None and (asks_organ(work, complement) or _instructs_body(work, complement))
        asked = asked or (complement is not None and _binds_others(work, complement))
        return Reading(Kind.DEMAND, INSTRUCTS, complement) if asked else Reading(Kind.PROCEDURAL, None, complement)
    if complement is None:
        return Reading(Kind.DEMAND, verb.strength, None, NO_ACTION)
    soft = SOFT if verb.frame == "soft" else ""
    return Reading(Kind.DEMAND, verb.strength, complement, complement.review or soft)


def _instructs_body(work: Work, complement: Complement) -> bool:
    """Return whether a body outside Parliament is instructed: `Charge *Eurostat d’élaborer*`."""
    line, words = work.line, work.grammar.romance
    if complement.form != "to" or not complement.actions or line.low[complement.actions[0][0]] not in words.of:
        return False
    leads = words.articles | words.to
    asked = [(i + (line.low[i] in leads), j) for i, j in complement.addressees if line.low[i] not in words.own]
    names = [line.words(i, j) for i, j in asked]
    bodies = [work.grammar.bodies[name] for name in names if name in work.grammar.bodies]
    return any(body.listed for body in bodies)


def _binds_others(work: Work, complement: Complement) -> bool:
    """Return whether a decision binds others: `Décide que tous les *États* doivent geler les fonds`."""
    line, words = work.line, work.grammar.romance
    if complement.form != "that" or not complement.addressees or not is_modal(line, work.grammar, complement.verb):
        return False
    i, j = complement.addressees[0]
    return line.low[find_head(line, work.grammar, i, j)] in work.grammar.lexicon.bound and (
        line.low[complement.verb + 1] not in words.be
    )


def _read_position(work: Work, opening: Opening, i: int, j: int) -> Reading:
    """Read `souligne que les auteurs doivent être traduits en justice`, `estime qu’il importe de`, else a position."""
    line, grammar = work.line, work.grammar
    spoken = re.split(r"[\s,’']+", line.text[opening.verb_start : opening.verb_end].lower())  # "est d’avis"
    if not set(spoken) & grammar.lexicon.modal_verbs:
        return Reading(Kind.POSITION, None)
    if (noun := _find_need(work, i, j)) is not None:
        insists = not grammar.romance.insisting.isdisjoint(spoken)
        return _read_need(work, noun, j, insists=insists)
    that = next((k for k in range(i, min(j, i + 8)) if line.low[k] in grammar.romance.that), None)
    if that is None or (that > i and line.low[i] != "," and line.words(i, that) not in grammar.romance.facts):
        return Reading(Kind.POSITION, None)
    need = _compile(grammar.romance.needs)
    if need and (match := need.match(line.text, line.starts[that])):
        complement = read_complement(line, grammar, "whom", line.token_from(match.end()), j)
        return Reading(Kind.DEMAND, 1, complement and _cut_opinion(work, complement), SOFT)
    complement = read_that(line, grammar, that, j)
    ruled = [verb for a, b in complement.actions if (verb := find_predicate(line, grammar, a, b)) is not None]
    ruled = [verb for verb in ruled if is_modal(line, grammar, verb)]
    if not ruled:
        return Reading(Kind.POSITION, None)
    asked = complement.addressees or any(is_passive(line, grammar, verb) or _is_act(work, verb) for verb in ruled)
    return Reading(Kind.DEMAND, 1, complement, SOFT) if asked else Reading(Kind.POSITION, None, None, SOFT)


def _cut_opinion(work: Work, complement: Complement) -> Complement:
    """Return a complement in two: `(qu’il y a lieu) de créer un fonds et *que la Commission devrait* en proposer`."""
    line, grammar = work.line, work.grammar
    if complement.form != "to" or not complement.actions:
        return complement
    start, end = complement.actions[-1]
    for k in line.find_outside(grammar.romance.that, start + 1, end):
        verb = find_predicate(line, grammar, k + 1, end) if line.low[k - 1] in grammar.romance.ands else None
        if verb is not None and is_modal(line, grammar, verb):
            further = read_that(line, grammar, k, end)
            actions = (*complement.actions[:-1], (start, k - 1), *further.actions)
            return replace(complement, actions=actions, addressees=(*complement.addressees, *further.addressees))
    return complement


def _find_need(work: Work, i: int, j: int) -> int | None:
    """Return the token of `(insiste sur la) *nécessité*`."""
    words = work.grammar.romance
    nouns = (k for k in range(i, min(j, i + 4)) if work.line.low[k] in words.need_nouns)
    return next(nouns, None)


def _read_need(work: Work, noun: int, j: int, *, insists: bool) -> Reading:
    """Read `la nécessité pour la Commission de présenter`, `que les victimes soient indemnisées`, else a position.

    Who only stresses a need tells; who insists on it asks: `(insiste sur) la nécessité de renforcer les contrôles`.
    """
    line, grammar = work.line, work.grammar
    first = noun + 1 + (line.low[noun + 1] == ",")  # "la nécessité, *pour les États,* de"
    if line.low[first] in grammar.romance.that:
        return Reading(Kind.DEMAND, 1, read_that(line, grammar, first, j), SOFT)
    if insists and line.low[first] in grammar.romance.of and read_infinitive(line, grammar, first, j) is not None:
        return Reading(Kind.DEMAND, 1, read_complement(line, grammar, "for", first, j), SOFT)
    bound = line.low[first] == grammar.romance.need_for
    complement = read_complement(line, grammar, "whom", first + 1, j) if bound else None
    if complement and complement.addressees:
        return Reading(Kind.DEMAND, 1, complement, SOFT)
    return Reading(Kind.POSITION, None, None, SOFT)


def _is_act(work: Work, verb: int) -> bool:
    end, words = len(work.line.tokens), work.grammar.romance
    after = skip_adverbs(work.line, work.grammar, verb + 1, end)
    if work.line.words(after, min(after + 3, end)) in words.never:
        after += 3
    while after < end and work.line.low[after] in words.clitics:
        after += 1
    if after >= end:  # "doivent" alone
        return False
    return is_infinitive(work.line, work.grammar, after) and work.line.low[after] not in work.grammar.romance.be


@cache
def _compile(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("(?:" + "|".join(patterns) + ")", re.IGNORECASE) if patterns else None


def _read_points(work: Work, opening: Opening, i: int, j: int) -> Complement | None:
    """Read `demande à la Commission: a) de présenter ...; b) de veiller ...`: each point is an action."""
    line, grammar = work.line, work.grammar
    end = line.end(j) if j else 0
    places = [p for p in work.points if p.top and opening.verb_end <= p.label_start and p.start < end]
    if not places or opening.verb.kind != "demand":
        return None
    ranges = tuple((line.token_from(p.start), line.token_from(min(p.end, end))) for p in places)
    ranges = tuple(r for r in ranges if r[0] < r[1])
    stop = line.token_from(places[0].label_start)
    stop -= line.low[stop - 1] == ":"
    stop -= line.low[stop - 1] in grammar.romance.markers
    begins = all(read_infinitive(line, grammar, a, b) is not None or is_infinitive(line, grammar, a) for a, b in ranges)
    if not begins or not ranges:
        return None
    stop = next((k for k in range(i + 1, stop) if read_infinitive(line, grammar, k, stop) is not None), stop)
    whom = ((i, stop),) if i < stop and is_agent(line, grammar, i, stop) else ()
    return Complement(actions=ranges, addressees=whom, form="to")
