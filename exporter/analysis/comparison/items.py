"""What a demand lists, and which items of it the other text has as well."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from exporter.analysis.comparison.evidence import Pairing, find_marker, is_meant_by_pronoun, join_words, stems_of
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.reasons import give_reason
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import Word, compile_markers
from exporter.model.comparison import Reason

# an item counts as found on the other side when this share of its telling words is
COVERED = 0.5
# two lists are one list with changes when they share this much of the shorter one's words
SAME_LIST = 0.6
# "Covenant on Civil", which goes on with "and Political Rights"
LONG_NAME = re.compile(r"\b[A-Z][\w-]* (?:on|of|for) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)* ?$")
REACH_OF_NAME = 120
# words before the act of a demand that are part of it: "to give unhindered access"
REACH_OF_ACT = 4
# words beyond which a demand is a list, whatever else it is
MOST_WORDS = 400
PUNCTUATION = re.compile(r"[,;–—]|- ")


@dataclass(frozen=True)
class Item:
    """One item of a list: its words, those of them that tell, and what they are about."""

    words: tuple[Word, ...]
    telling: frozenset[str]
    concepts: frozenset[str]


@dataclass(frozen=True)
class Missing:
    """What one side lists and the other does not, as it stands there; the telling words before and behind it."""

    words: str
    beside: tuple[frozenset[str], ...]


def find_item_reasons(pair: Pairing) -> list[Reason]:
    """Return what was added to a list or left out of it.

    A side whose every item is found on the other, which has more, has been added to. Where both have items of their
    own the demand was reworded, which the wording shows; only within one list are both told.
    """
    lost, gained = find_missing(pair), find_missing(pair.turned())
    if not lost and not gained:
        return _find_joined_reasons(pair)
    if lost and gained and not _is_same_list(pair):
        return []
    removed = [give_reason("items_removed", lost.words)] if lost and _is_told(lost, pair) else []
    added = [give_reason("items_added", new=gained.words)] if gained and _is_told(gained, pair.turned()) else []
    return removed + added


def _find_joined_reasons(pair: Pairing) -> list[Reason]:
    """Return the reasons where one side is the other with something joined to it: "social *and affordable* housing"."""
    if added := find_joined(pair):
        return [give_reason("items_added", new=added)]
    removed = find_joined(pair.turned())
    return [give_reason("items_removed", removed)] if removed else []


def find_joined(pair: Pairing) -> str | None:
    """Return what the new side joins to the old by a conjunction, every word of the old being kept in its order."""
    if len(pair.old_partners) > 1 or len(pair.new_partners) > 1:
        return None
    new, lexicon = pair.new, pair.tables.lexicon
    if not len(pair.old.words) < len(new.words) <= MOST_WORDS:
        return None
    olds, news = ([word.stem for word in item.words] for item in (pair.old, new))
    steps = SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()
    if any(step[0] in ("replace", "delete") for step in steps) or find_marker(new.quote, lexicon.exceptions):
        return None
    dull, ignored = pair.tables.dull, _find_ignored(new, pair.tables)
    for step, _, _, first, last in steps:
        joined = step == "insert" and new.words[first].text.casefold() in lexicon.conjunctions
        if joined and any(new.words[at].stem not in dull and at not in ignored for at in range(first + 1, last)):
            return join_words(new, new.words[first + 1 : last])
    return None


def _is_told(missing: Missing, pair: Pairing) -> bool:
    """Tell whether a loss is told with this partner: of several, the one that has what stands beside it."""
    shares = [[len(beside & stems_of((partner,))) for partner in pair.new_partners] for beside in missing.beside]
    best = next((row for row in shares if any(row)), [])
    own = [share for partner, share in zip(pair.new_partners, best, strict=False) if partner is pair.new]
    nearest = not best or own == [max(best)]
    return nearest and not is_meant_by_pronoun(missing.words, pair.new_partners, pair.tables)


def _is_same_list(pair: Pairing) -> bool:
    sizes = [len(list_items(item, pair.tables)) for item in (pair.old, pair.new)]
    shared = pair.old.terms.keys() & pair.new.terms.keys()
    return min(sizes) > 1 and len(shared) >= SAME_LIST * min(len(pair.old.terms), len(pair.new.terms))


def find_missing(pair: Pairing) -> Missing | None:
    """Return the first stretch of items of the old side that no partner carries, if there are others that one does."""
    items = list_items(pair.old, pair.tables)
    missing = _mark_missing(items, pair.new_partners)
    if not any(missing) or all(missing):
        return None
    first = missing.index(True)
    last = next((at for at in range(first, len(items)) if not missing[at]), len(items))
    words = join_words(pair.old, (items[first].words[0], items[last - 1].words[-1]))
    beside = (items[first - 1] if first else None, items[last] if last < len(items) else None)
    return Missing(words, tuple(_drop_acts(item, pair.tables) for item in beside if item))


def _drop_acts(item: Item, tables: Tables) -> frozenset[str]:
    acts = {item.words[at].stem for match in tables.acts.find(item.words) for at in range(match.first, match.last)}
    return item.telling - acts


def _mark_missing(items: list[Item], partners: tuple[Features, ...]) -> list[bool]:
    """Return for each item whether it is missing on the other side.

    By its words; or by what it is about ("EBA status", "tariff preferences"), but each concept can stand for one item
    only: of "journalists" and "all other media workers" a text that has journalists lacks the second.
    """
    stems = stems_of(partners)
    named = {name for partner in partners for name in partner.concepts}
    named |= {name for partner in partners for unit in partner.units for name in unit.senses}
    missing = []
    for item in items:
        by_words = len(item.telling & stems) >= COVERED * len(item.telling)
        missing.append(not by_words and not item.concepts & named)
        named -= item.concepts
    return missing


def list_items(item: Features, tables: Tables) -> list[Item]:
    """Return what a demand lists: its core, cut at commas, brackets and the words that join a list."""
    ignored = _find_ignored(item, tables)
    dull = tables.stopwords | tables.boilerplate
    items = []
    for first, last in _cut_items(item, tables):
        core = tuple(item.words[at] for at in range(first, last) if item.core[at])
        words = tuple(item.words[at] for at in range(first, last) if item.core[at] and at not in ignored)
        telling = frozenset(word.stem for word in words if word.stem not in dull)
        if telling and not _is_apposition(item, words[0]):
            phrases = (*tables.concepts.find_all(core), *tables.senses.find_all(core))
            concepts = frozenset(match.value for match in phrases if match.value not in tables.light)
            items.append(Item(words, telling, concepts))
    return items


def _is_apposition(item: Features, first: Word) -> bool:
    """Tell whether words only say who somebody is: "Ilham Tohti, *laureate of the Sakharov Prize*, and all others"."""
    if not item.action.people or not item.quote[first.start].islower():
        return False
    before = item.quote[: first.start].rstrip()
    return before.endswith(",") and before[:-1].endswith(item.action.people)


def _find_ignored(item: Features, tables: Tables) -> set[int]:
    """Return the words that other reasons tell of: the head act, qualifiers, hedges, condition and deadline."""
    head = [match for match in tables.acts.find(item.words)[:1] if item.core[match.first]]
    matches = (*head, *tables.qualifiers.find(item.words), *tables.hedges.find(item.words))
    ignored = {at for match in matches for at in range(match.first, match.last)}
    if head and head[0].first < REACH_OF_ACT:
        ignored.update(range(head[0].first))
    for given in (item.action.deadline, item.action.condition):
        start = item.quote.find(given) if given else -1
        if given and start >= 0:
            ignored.update(at for at, word in enumerate(item.words) if start <= word.start < start + len(given))
    for markers in (tables.lexicon.deadlines, tables.lexicon.conditions):
        found = find_marker(item.quote, markers)
        if found:
            ignored.update(at for at, word in enumerate(item.words) if word.start >= found.start)
    return ignored


def _cut_items(item: Features, tables: Tables) -> Iterator[tuple[int, int]]:
    """Yield the words between two joints of a list as (first, last)."""
    joints = compile_markers(tables.lexicon.list_joints)
    spans = [match.span() for match in (joints.finditer(item.quote) if joints else ()) if not _in_name(item, match)]
    spans += [match.span() for match in PUNCTUATION.finditer(item.quote)]
    starts = [word.start for word in item.words]
    first = 0
    for start, end in [*sorted(spans), (len(item.quote), len(item.quote))]:
        last = bisect_left(starts, start)
        if last > first:
            yield first, last
        first = max(last, bisect_left(starts, end))


def _in_name(item: Features, match: re.Match[str]) -> bool:
    """Tell whether a joint stands inside a name: "Covenant on Civil and Political Rights"."""
    before = item.quote[max(0, match.start() - REACH_OF_NAME) : match.start()]
    after = item.quote[match.end() : match.end() + 2].lstrip()
    return after[:1].isupper() and bool(LONG_NAME.search(before))
