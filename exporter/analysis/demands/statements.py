"""Statements of one paragraph: kind, addressees, actions with their signs, everything located."""

from msgspec import Struct
from msgspec.structs import replace

from exporter.analysis.demands.addressees import read_addressees
from exporter.analysis.demands.complements import (
    Complement,
    find_that,
    read_bare_opinion,
    read_complement,
    read_that,
    wants_act,
)
from exporter.analysis.demands.duties import (
    asks_act,
    find_shared_duty,
    find_tied_duty,
    hints_at_duty,
    is_act,
    may_hold_demand,
    names_need,
    read_plain_duty,
)
from exporter.analysis.demands.entities import Registry, find_mentions, list_entities, list_long_names
from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.implied import imply_addressees, name_owner
from exporter.analysis.demands.matching import Opening
from exporter.analysis.demands.modifiers import Lead, find_fronted, read_act, read_lead, read_signs
from exporter.analysis.demands.names import Setting
from exporter.analysis.demands.openings import find_openings
from exporter.analysis.demands.phrases import find_head, skip_adverbs
from exporter.analysis.demands.point_readings import read_points
from exporter.analysis.demands.points import locate_points
from exporter.analysis.demands.predicates import find_predicate, is_passive
from exporter.analysis.demands.readings import (
    EFFORTS,
    HIDDEN,
    INSTRUCTS,
    MISUSED,
    NO_ACTION,
    RECALLED,
    SOFT,
    Reading,
    Work,
    asks_organ,
)
from exporter.analysis.demands.romance import read_act as read_romance_act
from exporter.analysis.demands.romance_names import read_names
from exporter.analysis.demands.romance_readings import read_romance
from exporter.analysis.demands.subjects import find_subject, has_modal
from exporter.analysis.demands.themes import FORWARDING, Hit, find_hits_in_name, name_themes, narrow_hits
from exporter.analysis.demands.tokens import Line
from exporter.model.demands import Action, Addressee, Entities, Kind, Span, Statement
from exporter.model.resolution import Paragraph

DECIDED = frozenset({"shall", "should", "must"})
# "(calls on) it, *its* agencies and the army to"
BESIDE = frozenset({"the", "its", "their"})
AS_WELL_AS = "as well as"
RANKS = frozenset({"former", "latter"})
TELLING = frozenset({"be", "have"})
COUNTING = frozenset({"second", "secondly", "third", "thirdly", "fourth", "fourthly", "lastly", "finally"})


def read_paragraph(
    paragraph: Paragraph,
    line: Line,
    index: int,
    grammar: Grammar,
    registry: Registry,
    setting: Setting,
    language: str,
    before: tuple[Statement, ...],
) -> list[Statement]:
    """Return the statements of a paragraph, whose running text is `line`; `before` are those of the text so far."""
    if not line.tokens:
        return []
    points = locate_points(paragraph)
    work = Work(
        line,
        grammar,
        setting,
        points,
        find_mentions(line, grammar, registry),
        index,
        paragraph.number,
        language,
    )
    speakers = grammar.lexicon.speakers if setting.un else ()
    openings = find_openings(line, grammar, frozenset(place.start for place in points), speakers)
    found: list[Statement] = []
    # numbers may start anew under a heading, or be missing; ids may not come twice
    taken = [statement.paragraph for statement in before].count(paragraph.number)
    for order, opening in enumerate(openings):
        after = openings[order + 1].start if order + 1 < len(openings) else len(line.text)
        found.append(
            _read_statement(work, opening, _trim_end(work, opening.start, after), taken + order + 1, (*before, *found))
        )
    return found


def _trim_end(work: Work, start: int, end: int) -> int:
    """Return the end of a statement without the signs, and the label of a point, that lead to the next one."""
    text = work.line.text
    label = next((place.label_start for place in work.points if place.start == end), None)
    end = end if label is None else label
    while end > start:
        if text[end - 1] in " ;.,:–—-":
            end -= 1
        elif text.endswith(("; and", ", and", "; or"), start, end):
            end -= 3
        else:
            break
    return end


def _read_statement(work: Work, opening: Opening, end: int, order: int, before: tuple[Statement, ...]) -> Statement:
    line = work.line
    i, j = line.token_from(opening.verb_end), line.token_from(end)
    if work.grammar.lexicon.romance:
        reading = read_romance(work, opening, i, j)
    else:
        reading = read_points(work, opening, i, j) or _classify(work, opening, i, j)
    text = line.text[opening.start : end]
    name = f"{0 if work.number is None else work.number}.{order}"
    addressees = _addressees(work, reading, i, before)
    kind = Kind.PROCEDURAL if _is_forwarding(work, reading, addressees) else reading.kind
    procedural = kind is Kind.PROCEDURAL
    sent_on = procedural and any(line.low[k] in work.grammar.lexicon.forwarding for k in range(i, j))
    hits = () if sent_on else line.find_hits(opening.start, end)
    themes = (FORWARDING,) if sent_on else _name_themes(work, hits, opening.start, end)
    entities = Entities() if kind is Kind.PROCEDURAL else list_entities(work.mentions, opening.start, end)
    return Statement(
        id=name,
        paragraph=work.number,
        kind=kind,
        verb=line.text[opening.verb_start : opening.verb_end],
        text=text,
        span=Span(index=work.index, start=opening.start, end=end),
        strength=reading.strength if kind is Kind.DEMAND else None,
        addressees=addressees,
        actions=_actions(work, opening, reading, i, Found(name, kind, themes, hits)),
        themes=themes,
        people=entities.people,
        organisations=entities.organisations,
        laws=entities.laws,
        review=opening.review or reading.review,
    )


def _is_forwarding(work: Work, reading: Reading, addressees: tuple[Addressee, ...]) -> bool:
    if reading.kind is not Kind.DEMAND or reading.complement is None or not reading.complement.actions:
        return False
    if {a.name for a in addressees} != {"EP President"}:
        return False
    acts = {_act(work, reading.complement, n) for n in range(len(reading.complement.actions))}
    return acts <= work.grammar.lexicon.forwarding


def _classify(work: Work, opening: Opening, i: int, j: int) -> Reading:
    verb = opening.verb
    kind = Kind(verb.kind)
    if kind is Kind.POSITION:
        return _mark_doubtful(work, _classify_position(work, opening, i, j), i, j)
    complement = read_complement(work.line, work.grammar, verb.frame, i, j)
    if kind is Kind.PROCEDURAL:
        return _classify_procedural(work, opening, complement, i)
    if verb.frame == "soft":
        return _classify_soft(work, opening, complement, i, j)
    if complement is None:
        return Reading(Kind.DEMAND, verb.strength, None, NO_ACTION)
    if _only_tells(work, opening, complement, i, j):
        return Reading(Kind.POSITION, None)
    if _praises_efforts(work, complement):
        return Reading(Kind.POSITION, None, None, EFFORTS)
    recalled = line_says(work.line, opening).startswith("recalls")
    return Reading(Kind.DEMAND, verb.strength, complement, complement.review or (RECALLED if recalled else ""))


def line_says(line: Line, opening: Opening) -> str:
    """Return the operative verb in lower case."""
    return line.text[opening.verb_start : opening.verb_end].lower()


def _praises_efforts(work: Work, complement: Complement) -> bool:
    """Return whether efforts are encouraged that are made already: `Encourages Armenia *in its efforts* to`."""
    line = work.line
    efforts = work.grammar.lexicon.efforts
    return any(line.low[j - 1] in efforts and line.low[j - 3] == "in" for i, j in complement.addressees if j - i > 3)


def _only_tells(work: Work, opening: Opening, complement: Complement, i: int, j: int) -> bool:
    """Return whether a verb of demand only tells: `Insists that enlargement is a process`, `calls it a crime`."""
    line = work.line
    spoken = line.text[opening.verb_start : opening.verb_end].lower().split()
    if spoken[-1] == "calls":
        return not complement.addressees
    if spoken[-1] in {"wishes", "seeks", "suggests", "insists"} and line.low[i] == "that":
        return line.low[complement.verb] in {"is", "are", "has", "have"} and has_modal(line, work.grammar, i, j) is None
    return spoken[-1] == "wishes" and complement.form == "to" and not complement.addressees


def _classify_procedural(work: Work, opening: Opening, complement: Complement | None, i: int) -> Reading:
    infinitive = complement is not None and complement.form == "to"
    if opening.verb.frame == "self" and complement and _binds_others(work, complement, i):
        return Reading(Kind.DEMAND, INSTRUCTS, complement, complement.review)
    if opening.verb.frame == "self" and not infinitive:
        return Reading(Kind.PROCEDURAL, None)
    if infinitive and opening.verb.frame == "on" and complement and asks_organ(work, complement):
        return Reading(Kind.DEMAND, INSTRUCTS, complement, complement.review)
    return Reading(Kind.PROCEDURAL, None, complement)


def _binds_others(work: Work, complement: Complement, i: int) -> bool:
    """Return whether a decision binds others than its maker's bodies: `Decides that all *States shall* freeze`."""
    line, words = work.line, work.grammar.lexicon
    if line.low[i] != "that" or len(complement.addressees) == 0 or line.low[complement.verb] in TELLING:
        return False
    a, b = complement.addressees[0]
    first = a + (line.low[a] == "the")
    head = line.low[find_head(line, work.grammar, a, b)]
    bound = head in words.bound or line.words(first, b) in work.grammar.countries
    return bound and not {line.low[n] for n in range(b, complement.verb)}.isdisjoint(DECIDED)


def _classify_soft(work: Work, opening: Opening, complement: Complement | None, i: int, j: int) -> Reading:
    line = work.line
    need = line.low[i - 1] == "for"
    wanted = complement is not None and (bool(complement.addressees) or wants_act(line, work.grammar, i, j))
    if complement is None or (need and not wanted):
        return Reading(Kind.POSITION, None, None, SOFT if need else "")
    if line.low[i] not in {"that", "to", "for", "not"} and not (complement.addressees or need):
        return Reading(Kind.POSITION, None)
    return Reading(Kind.DEMAND, opening.verb.strength, complement, SOFT)


def _mark_doubtful(work: Work, reading: Reading, i: int, j: int) -> Reading:
    """Return a position with a mark where a demand may be hidden: `that it has no plan *and considers that*`."""
    if reading.review or reading.kind is not Kind.POSITION or not may_hold_demand(work.line, work.grammar, i, j):
        return reading
    return replace(reading, review=HIDDEN)


def _classify_position(work: Work, opening: Opening, i: int, j: int) -> Reading:
    """Read `Stresses that the Commission must`, `Stresses the government to`, else a position."""
    line, grammar = work.line, work.grammar
    spoken = line.text[opening.verb_start : opening.verb_end].lower().split()
    if not spoken and (plain := read_plain_duty(line, grammar, i, j)):
        return Reading(Kind.DEMAND, 1, plain, SOFT)
    if not set(spoken) & grammar.lexicon.modal_verbs:
        return Reading(Kind.POSITION, None)
    complement = read_complement(line, grammar, "position", i, j)
    if complement is None and (bare := read_bare_opinion(line, grammar, i, j)):
        return Reading(Kind.DEMAND, 1, bare, SOFT)
    if complement is None:
        hinted = names_need(line, grammar, i, j) or hints_at_duty(line, grammar, i, j)
        return Reading(Kind.POSITION, None, None, SOFT if hinted else "")
    if complement.form == "to":
        return Reading(Kind.DEMAND, 2, complement, complement.review or MISUSED)
    ruled = has_modal(line, grammar, find_that(line, grammar, i, j), j)
    if ruled and may_hold_demand(line, grammar, i, ruled[0][1] + 1):
        return Reading(Kind.POSITION, None, None, HIDDEN)
    if ruled is not None and is_act(line, grammar, *ruled):
        return Reading(Kind.DEMAND, 1, complement, SOFT)
    return _classify_clauses(work, complement, i, j, ruled=ruled is not None)


def _classify_clauses(work: Work, complement: Complement, i: int, j: int, *, ruled: bool) -> Reading:
    """Read an opinion whose first clause asks for nothing: `that the rules are old and *should be revised*`."""
    line, grammar = work.line, work.grammar
    if not ruled and (shared := find_shared_duty(line, grammar, complement)):
        return Reading(Kind.DEMAND, 1, shared, SOFT)
    acts = tuple(action for action in complement.actions[1:] if asks_act(line, grammar, *action))
    if acts:  # "Considers that opt-outs must be simple and *that licensing should be encouraged*"
        whom = tuple(found for action in acts if (found := find_subject(line, grammar, *action)))
        return Reading(Kind.DEMAND, 1, replace(complement, actions=acts, addressees=whom, verb=-1), SOFT)
    if not ruled and (tied := find_tied_duty(line, grammar, i, j)):
        return Reading(Kind.DEMAND, 1, read_that(line, grammar, tied, j), SOFT)
    return Reading(Kind.POSITION, None, None, SOFT if ruled or hints_at_duty(line, grammar, i, j) else "")


def _addressees(work: Work, reading: Reading, i: int, before: tuple[Statement, ...]) -> tuple[Addressee, ...]:
    complement = reading.complement
    if complement is None:
        return ()
    found: dict[str, Addressee] = {}
    read = read_names if work.grammar.lexicon.romance else read_addressees
    for a, b in complement.addressees:
        a = _skip_pronoun(work, a, b) if complement.pronoun else a
        if a < b:
            for addressee in read(work.line, work.grammar, a, b, work.setting):
                found.setdefault(addressee.name, addressee)
    named = name_owner(tuple(found.values()), before, work.setting, work.grammar, work.number)
    if (named and not complement.pronoun) or reading.kind is not Kind.DEMAND or work.grammar.lexicon.romance:
        return named
    acts = tuple(_act(work, complement, n) for n in range(len(complement.actions)))
    implied = imply_addressees(work.line, work.grammar, complement, acts, before, work.setting, work.number)
    return (*(a for a in implied if a.name not in found), *named)


def _skip_pronoun(work: Work, a: int, b: int) -> int:
    """Return where those beside a pronoun are named: `(urges) it, *its agencies and the army*`, `it and *the EU*`."""
    line = work.line
    if line.low[a] not in work.grammar.lexicon.pronouns and line.low[a + 1] not in RANKS and line.low[a] != "both":
        return a  # "asks them to act, and *the Commission* to report"
    behind = a + 1 + (line.low[a + 1] == ",")
    if line.words(behind, behind + 3).lower() == AS_WELL_AS:
        return behind + 3
    if line.low[behind] == "and":
        return behind
    return behind if behind > a + 1 and line.low[behind] in BESIDE else b


def _act(work: Work, complement: Complement, n: int) -> str:
    i, j = complement.actions[n]
    if work.grammar.lexicon.romance:
        return read_romance_act(work.line, work.grammar, i, j, clause=complement.form == "that")
    verb = complement.verb if n == 0 and complement.form == "that" and complement.verb > i else None
    if verb is None and work.line.low[i] == "that" and (found := find_predicate(work.line, work.grammar, i + 1, j)):
        verb = found[1]
    if verb is not None and is_passive(work.line, verb):
        participle = work.line.low[skip_adverbs(work.line, work.grammar, verb + 1, j)]
        return work.grammar.participles.get(participle, participle)
    return read_act(work.line, work.grammar, i, j, verb)


class Found(Struct, frozen=True, gc=False):
    """What is known of a statement when its actions are made."""

    id: str
    kind: Kind
    themes: tuple[str, ...]
    hits: tuple[Hit, ...]


def _name_themes(work: Work, hits: tuple[Hit, ...], start: int, end: int) -> tuple[str, ...]:
    """Return the themes of a stretch by its cues, and by those of what its acronyms stand for."""
    names = list_long_names(work.mentions, start, end) if work.mentions else []
    more = [hit for name in names for hit in find_hits_in_name(name, work.language)]
    return name_themes((*hits, *more), work.language, work.setting.country.name if work.setting.country else "")


def _actions(work: Work, opening: Opening, reading: Reading, i: int, found: Found) -> tuple[Action, ...]:
    if reading.complement is None:
        return ()
    ranges = [_trim(work.line, a, b) for a, b in reading.complement.actions]
    lead = read_lead(work.line, work.grammar, i, ranges[0][0]) if ranges else Lead()
    if lead.condition is None:  # "*should talks fail*, calls on the Council to suspend the agreement"
        lead = replace(lead, condition=find_fronted(work.line, work.grammar, opening.start, opening.verb_start))
    return tuple(_action(work, reading.complement, n, a, b, found, lead) for n, (a, b) in enumerate(ranges) if a < b)


def _trim(line: Line, a: int, b: int) -> tuple[int, int]:
    while b > a and (line.low[b - 1] in {",", ";", ".", ":", "and", "–", "—"} or _is_counted(line, b)):
        b -= 1
    return a, b


def _is_counted(line: Line, b: int) -> bool:
    """Return whether a word only counts what follows: `first, to publish it, *second*, (to present a proposal)`."""
    return line.low[b - 2] == "," and line.low[b - 1] in COUNTING


def _action(work: Work, complement: Complement, n: int, a: int, b: int, found: Found, lead: Lead) -> Action:
    line, procedural = work.line, found.kind is Kind.PROCEDURAL
    start, end = line.starts[a], line.end(b)
    signs = read_signs(line, work.grammar, a, b, lead)
    single = procedural or len(complement.actions) == 1
    own = () if single else _name_themes(work, narrow_hits(line.text, found.hits, start, end), start, end)
    entities = Entities() if procedural else list_entities(work.mentions, start, end)
    return Action(
        id=f"{found.id}.{n + 1}",
        quote=line.text[start:end],
        span=Span(index=work.index, start=start, end=end),
        act=_act(work, complement, n),
        condition=signs.condition,
        deadline=signs.deadline,
        qualifiers=signs.qualifiers,
        hedges=signs.hedges,
        themes=own or found.themes,
        people=entities.people,
        organisations=entities.organisations,
        laws=entities.laws,
    )
