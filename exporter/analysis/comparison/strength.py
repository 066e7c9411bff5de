"""How hard a demand is pressed: what speaks for more or less of it."""

import itertools
import re
from collections.abc import Iterator

from exporter.analysis.comparison.acts import is_in_name
from exporter.analysis.comparison.evidence import (
    Found,
    Pairing,
    cut_clause,
    find_marker,
    find_phrases,
    with_conjunction,
)
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.reasons import give_reason
from exporter.analysis.comparison.tables import Rung, Tables
from exporter.model.comparison import Reason

# "not to impose it", "to refrain from imposing restrictions"
NEGATED = re.compile(r"(?:not to|to refrain from|refrain from|to abstain from|to avoid)\b", re.IGNORECASE)
# "by 2024", "no later than 31 December 2022"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# words within which a qualifier finds what it belongs to: "complete withdrawal of Cambodia’s EBA status"
REACH_OF_QUALIFIER = 5


def find_strength_reasons(pair: Pairing, items: list[Reason]) -> list[Reason]:
    """Return the reasons on the axis of strength, in a fixed order; what `items` tell of is not told twice."""
    told = " ".join(words for reason in items for words in (reason.old, reason.new) if words)
    ladder = find_ladder_reasons(pair)
    spent = {words for reason in ladder for words in (reason.old, reason.new)}
    return [
        *_compare_verbs(pair),
        *ladder,
        *_compare_qualifiers(pair, told),
        *_compare_hedges(pair, spent),
        *_compare_conditions(pair),
        *_compare_deadlines(pair),
        *_compare_explicitness(pair),
    ]


def _compare_verbs(pair: Pairing) -> Iterator[Reason]:
    old, new = pair.old.statement, pair.new.statement
    if old.strength is None or new.strength is None:
        return
    before, after = ((side.strength, _is_intense(side.verb, pair.tables)) for side in (old, new))
    if before != after:
        yield give_reason("verb_stronger" if after > before else "verb_weaker", old.verb, new.verb)


def _is_intense(verb: str, tables: Tables) -> bool:
    return find_marker(verb, tables.lexicon.intensifiers) is not None


def find_ladder_reasons(pair: Pairing) -> list[Reason]:
    """Return the reason for a step up or down a ladder of acts: of those both sides stand on, the one named first.

    None where the act is asked for still, beside the other or by a sibling: "to drop all charges against them" in
    "to release and drop all charges against".
    """
    old, new = (_climb(item, pair.tables) for item in (pair.old, pair.new))
    shared = sorted(old.keys() & new.keys(), key=lambda name: (old[name][0][1].start + new[name][0][1].start, name))
    if not shared:
        return []
    (before, was), (after, now) = old[shared[0]][0], new[shared[0]][0]
    weaker = after.height < before.height
    beside = pair.turned() if weaker else pair
    height = before.height if weaker else after.height
    if after.height == before.height or height in _list_beside(shared[0], beside):
        return []
    code = "act_stronger" if after.height > before.height else "act_weaker"
    return [give_reason(code, was.text, now.text)]


def _list_beside(ladder: str, pair: Pairing) -> set[int]:
    """Return the heights that the old action stands on by two verbs at once, and its siblings by their first one."""
    own = _climb(pair.old, pair.tables)[ladder]
    heights = {own[0][0].height}
    for (_, one), (rung, other) in itertools.pairwise(own):
        if pair.old.quote[one.end : other.start].strip() not in pair.tables.lexicon.conjunctions:
            break
        heights.add(rung.height)
    siblings = (item for item in pair.old_partners if item.id != pair.old.id)
    return heights | {rungs[ladder][0][0].height for item in siblings if ladder in (rungs := _climb(item, pair.tables))}


def _climb(item: Features, tables: Tables) -> dict[str, list[tuple[Rung, Found]]]:
    """Return for each ladder the rungs named in the core of a demand, in their order."""
    found: dict[str, list[tuple[Rung, Found]]] = {}
    hedged = {
        at
        for match in tables.hedges.find(item.words)
        if match.last - match.first > 1
        for at in range(match.first, match.last)
    }
    if NEGATED.match(item.quote):
        # "not to limit debate" is no mild form of ending it
        return {}
    matches = [
        match
        for match in tables.ladders.find_all(item.words)
        if item.core[match.first] and match.first not in hedged and not is_in_name(item.words, match.first)
    ]
    for match in sorted(matches, key=lambda match: (match.first, -match.last)):
        start, end = item.words[match.first].start, item.words[match.last - 1].end
        found.setdefault(match.value.ladder, []).append((match.value, Found(start, end, item.quote[start:end])))
    return found


def _compare_qualifiers(pair: Pairing, listed: str) -> Iterator[Reason]:
    conjunctions = pair.tables.lexicon.conjunctions
    for code, side in (("qualifier_lost", pair), ("qualifier_gained", pair.turned())):
        kept = {name for partner in side.new_partners for name, _ in find_phrases(partner, pair.tables.qualifiers)}
        told: set[str] = set()
        for name, found in find_phrases(side.old, pair.tables.qualifiers, core_only=True):
            if name not in kept and name not in told and not _is_verb(side.old, found) and _belongs(found, side):
                words = with_conjunction(side.old, found, conjunctions)
                if words in listed:
                    continue
                told.add(name)
                yield give_reason(code, words) if side is pair else give_reason(code, new=words)


def _is_verb(item: Features, found: Found) -> bool:
    """Tell whether what looks like a quality is what is to be done: "to complete the reform"."""
    return item.quote[: found.start].casefold().endswith("to ") and not found.text.endswith("ly")


def _belongs(found: Found, side: Pairing) -> bool:
    """Tell whether what a qualifier stands before is carried by this partner, where there are several.

    "a complete withdrawal of EBA status and other sanctions": "complete" is missed where EBA went.
    """
    if len(side.new_partners) < 2:
        return True
    after = tuple(word for word in side.old.words if word.start >= found.start)[:REACH_OF_QUALIFIER]
    marks = {match.value for match in side.tables.concepts.find_all(after)} | {word.stem for word in after[1:]}
    telling = marks - side.tables.boilerplate
    shares = [len(telling & (partner.concepts.keys() | partner.terms.keys())) for partner in side.new_partners]
    own = len(telling & (side.new.concepts.keys() | side.new.terms.keys()))
    return own > 0 and own == max(shares)


def _compare_hedges(pair: Pairing, spent: set[str | None]) -> Iterator[Reason]:
    old, new = (_find_hedges(item, pair.tables) for item in (pair.old, pair.new))
    if old and not new and old[0].text not in spent:
        yield give_reason("hedge_lost", old[0].text)
    if new and not old and new[0].text not in spent:
        yield give_reason("hedge_gained", new=new[0].text)


def _find_hedges(item: Features, tables: Tables) -> list[Found]:
    """Return hedges; a single word such as "explore" only where it says what is asked."""
    taken = [found for _, found in find_phrases(item, tables.qualifiers)]
    found = [
        (term, words)
        for term, words in find_phrases(item, tables.hedges)
        if not any(quality.start <= words.start < quality.end for quality in taken)
    ]
    core = {words for _, words in find_phrases(item, tables.hedges, core_only=True)}
    return [words for term, words in found if " " in term or words in core]


def _compare_conditions(pair: Pairing) -> Iterator[Reason]:
    lexicon = pair.tables.lexicon
    old, new = (find_condition(item, pair.tables) for item in (pair.old, pair.new))
    grounds = [find_clause(item.quote, lexicon.grounds) for item in (pair.old, pair.new)]
    if old and new:
        if _fold(old) != _fold(new):
            yield give_reason("condition_changed", old, new)
    elif old:
        yield (
            give_reason("condition_replaced", old, grounds[1]) if grounds[1] else give_reason("condition_removed", old)
        )
    elif new:
        yield (
            give_reason("ground_replaced", grounds[0], new) if grounds[0] else give_reason("condition_added", new=new)
        )


def find_condition(item: Features, tables: Tables) -> str | None:
    """Return the condition of a demand, verbatim; the end of a period ("until ...") is none."""
    given = item.action.condition
    if given:
        endpoint = find_marker(given, tables.lexicon.endpoints)
        return None if endpoint and endpoint.start == 0 else given
    hedges = {found.start for _, found in find_phrases(item, tables.hedges)}
    found = find_marker(item.quote, tables.lexicon.conditions)
    if not found or found.start in hedges:
        return None
    return cut_clause(item.quote, found.start)


def find_clause(text: str, markers: tuple[str, ...]) -> str | None:
    """Return the clause that one of some set phrases opens, verbatim."""
    found = find_marker(text, markers)
    return cut_clause(text, found.start) if found else None


def _compare_deadlines(pair: Pairing) -> Iterator[Reason]:
    old, new = (_find_deadline(item, pair.tables) for item in (pair.old, pair.new))
    if old and not new:
        yield give_reason("deadline_removed", old)
    elif new and not old:
        yield give_reason("deadline_added", new=new)
    elif old and new and _fold(old) != _fold(new):
        years = [YEAR.findall(text) for text in (old, new)]
        if len(years[0]) == len(years[1]) == 1 and years[0] != years[1]:
            yield give_reason("deadline_sooner" if years[1] < years[0] else "deadline_later", old, new)
        else:
            yield give_reason("deadline_changed", old, new)


def _find_deadline(item: Features, tables: Tables) -> str | None:
    """Return the deadline of a demand; "immediately" and the like are qualities of the act, not dates."""
    given = item.action.deadline or find_clause(item.quote, tables.lexicon.deadlines)
    qualities = {found.text for _, found in find_phrases(item, tables.qualifiers)}
    endpoint = find_marker(given, tables.lexicon.endpoints) if given else None
    return None if given in qualities or (endpoint and endpoint.start == 0) else given


def _compare_explicitness(pair: Pairing) -> Iterator[Reason]:
    old, new = (pair.old.statement.addressees, pair.new.statement.addressees)
    if not old or not new:
        return
    named = [[addressee for addressee in side if addressee.explicit] for side in (old, new)]
    if named[0] and not named[1]:
        yield give_reason("addressee_implied", named[0][0].raw or named[0][0].name)
    elif named[1] and not named[0]:
        yield give_reason("addressee_named", new=named[1][0].raw or named[1][0].name)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
