"""How much is asked, for whom and of whom: what speaks for more or less of it."""

import re
from collections.abc import Iterator

from exporter.analysis.comparison.addressees import covers, is_same
from exporter.analysis.comparison.evidence import (
    FULL_NAME,
    Found,
    Pairing,
    cut_clause,
    find_marker,
    is_meant_by_pronoun,
    join_words,
    stems_of,
)
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.reasons import give_reason
from exporter.analysis.comparison.tables import Tables
from exporter.model.comparison import Reason
from exporter.model.demands import Addressee

# "EUR 10 million", "€ 2.5 billion", "30 %", "5 per cent"
MONEY = r"(EUR|€|USD|\$)\s?(\d[\d., ]{0,15}\d|\d)(?:\s(million|billion))?"
SHARE = r"(\d[\d.,]{0,12})\s?(%|per cent|percent)"
AMOUNT = re.compile(f"{MONEY}|{SHARE}")
FACTORS = {None: 1.0, "million": 1e6, "billion": 1e9}
# "all political prisoners": how many words may stand between "all" and what it covers
REACH_OF_ALL = 3


def find_scope_reasons(pair: Pairing, items: list[Reason]) -> list[Reason]:
    """Return the reasons on the axis of scope, in a fixed order, with those that `items` give."""
    told = " ".join(words for reason in items for words in (reason.old, reason.new) if words)
    quantifiers = list(_compare_quantifiers(pair))
    return [
        *_compare_addressees(pair),
        *(reason for reason in items if not _is_among_all(reason, pair, quantifiers)),
        *_compare_names(pair, told),
        *quantifiers,
        *_compare_amounts(pair),
        *_compare_exceptions(pair),
    ]


def _is_among_all(item: Reason, pair: Pairing, quantifiers: list[Reason]) -> bool:
    """Tell whether the persons in an item left out, or added, are covered by "all" on the other side."""
    for side, words, code in ((pair.old, item.old, "quantifier_gained"), (pair.new, item.new, "quantifier_lost")):
        if words and any(reason.code == code for reason in quantifiers):
            return any(name in words for name in side.action.people) or bool(FULL_NAME.search(words))
    return False


def _compare_addressees(pair: Pairing) -> Iterator[Reason]:
    old, new = pair.old.statement.addressees, pair.new.statement.addressees
    if not old or not new:
        return
    old = tuple(a for a in old if not any(_is_one(a, b, pair.tables) for b in new))
    new = tuple(b for b in new if not any(_is_one(a, b, pair.tables) for a in pair.old.statement.addressees))
    gone = [a for a in old if not any(covers(b.name, a.name, pair.tables) for b in pair.new.statement.addressees)]
    come = [b for b in new if not any(covers(a.name, b.name, pair.tables) for a in pair.old.statement.addressees)]
    # "the EU and its Member States": those who are part of another are not counted twice
    wider = [b for b in come if any(covers(b.name, a.name, pair.tables) for a in pair.old.statement.addressees)]
    come = [b for b in come if b in wider or not any(covers(c.name, b.name, pair.tables) for c in wider)]
    if old and new and len(gone) == len(old) and len(come) == len(new):
        yield give_reason("addressee_changed", _write(old), _write(new))
        return
    for b in come:
        parts = [a for a in pair.old.statement.addressees if covers(b.name, a.name, pair.tables)]
        yield (
            give_reason("addressee_widened", _write(parts), _write([b]))
            if parts
            else give_reason("addressee_added", new=_write([b]))
        )
    for a in gone:
        parts = [b for b in pair.new.statement.addressees if covers(a.name, b.name, pair.tables)]
        yield (
            give_reason("addressee_narrowed", _write([a]), _write(parts))
            if parts
            else give_reason("addressee_removed", _write([a]))
        )


def _is_one(one: Addressee, other: Addressee, tables: Tables) -> bool:
    return is_same(one.name, other.name, tables) or (one.raw != "" and one.raw == other.raw)


def _write(addressees: list[Addressee] | tuple[Addressee, ...]) -> str:
    return "; ".join(addressee.raw or addressee.name for addressee in addressees)


def _compare_names(pair: Pairing, told: str) -> Iterator[Reason]:
    """Compare the people, organisations and laws named, except where an item told of already holds the name."""
    for name in _find_unmatched(pair.old, pair.new_partners, pair.tables):
        if name not in told:
            yield give_reason("named_removed", name)
    for name in _find_unmatched(pair.new, pair.old_partners, pair.tables):
        if name not in told:
            yield give_reason("named_added", new=name)


def _find_unmatched(item: Features, partners: tuple[Features, ...], tables: Tables) -> list[str]:
    action = item.action
    others = stems_of(partners)
    others |= {unit.stem for partner in partners for unit in partner.context}
    concepts = {name for partner in partners for name in partner.concepts}
    found = [name for name in action.people if not _is_person_named(name, partners, tables)]
    for name in dict.fromkeys((*action.organisations, *action.laws)):
        at = item.quote.find(name)
        words = tuple(item.words[n] for n in _find_core(item) if 0 <= at <= item.words[n].start < at + len(name))
        known = any(match.value in concepts for match in tables.concepts.find_all(words))
        if is_meant_by_pronoun(name, partners, tables):
            continue
        # "the Press Law" by its name, "the law on foreign agents" by all of its words
        named = [word for word in words if word.text[0].isupper()]
        told = any(word.stem in others for word in named) if named else all(word.stem in others for word in words)
        if words and not known and not told:
            found.append(name)
    return found


def _is_person_named(name: str, partners: tuple[Features, ...], tables: Tables) -> bool:
    """Tell whether the other side names a person, if only by one of their names, wherever in the demand."""
    words = {word for partner in partners for word in re.findall(r"[\w’-]+", partner.statement.text)}
    return not words.isdisjoint(name.split()) or is_meant_by_pronoun(name, partners, tables)


def _find_core(item: Features) -> Iterator[int]:
    return (at for at, in_core in enumerate(item.core) if in_core)


def _compare_quantifiers(pair: Pairing) -> Iterator[Reason]:
    lost = _find_all(pair.old, pair.new_partners, pair.new, pair.tables)
    gained = _find_all(pair.new, pair.old_partners, pair.old, pair.tables)
    if lost:
        yield give_reason("quantifier_lost", lost)
    if gained:
        yield give_reason("quantifier_gained", new=gained)


def _find_all(item: Features, partners: tuple[Features, ...], partner: Features, tables: Tables) -> str | None:
    """Return "all ..." up to a word the partner has too, where no partner says "all" of anything."""
    quantifiers = tables.lexicon.quantifiers
    if any(_find_quantifiers(other, quantifiers, tables) for other in partners):
        return None
    shared = {word.stem for word in partner.words} - tables.stopwords
    senses = frozenset(name for unit in partner.units for name in unit.senses)
    shared |= {unit.stem for unit in item.units if unit.senses & senses}
    for at in _find_quantifiers(item, tables.lexicon.universal, tables):
        word = item.words[at]
        if not item.core[at]:
            continue
        reach = [i for i in range(at + 1, min(len(item.words), at + 1 + REACH_OF_ALL)) if item.words[i].stem in shared]
        if reach:
            return join_words(item, (word, item.words[reach[-1]]))
    return None


def _find_quantifiers(item: Features, words: tuple[str, ...], tables: Tables) -> list[int]:
    """Return where quantifiers stand, but for those in an act or its quality: "drop all charges"."""
    matches = (*tables.qualifiers.find(item.words), *tables.acts.find(item.words))
    taken = {at for match in matches for at in range(match.first, match.last)}
    return [at for at, word in enumerate(item.words) if at not in taken and word.text.casefold() in words]


def _compare_amounts(pair: Pairing) -> Iterator[Reason]:
    old, new = (_read_amount(item.quote) for item in (pair.old, pair.new))
    if old and new and old[0] == new[0] and old[1] != new[1]:
        yield give_reason("amount_raised" if new[1] > old[1] else "amount_lowered", old[2], new[2])


def _read_amount(text: str) -> tuple[str, float, str] | None:
    """Return unit, value and words of the only amount in a text."""
    matches = list(AMOUNT.finditer(text))
    if len(matches) != 1:
        return None
    match = matches[0]
    digits = re.sub(r"[, ]", "", match[2] or match[4]).strip(".")
    try:
        value = float(digits) * FACTORS[match[3]]
    except ValueError:
        return None
    unit = {"€": "EUR", "$": "USD"}.get(match[1], match[1]) if match[1] else "%"
    return unit, value, match.group()


def _compare_exceptions(pair: Pairing) -> Iterator[Reason]:
    old, new = (_find_exception(item, pair.tables) for item in (pair.old, pair.new))
    if old and not new:
        yield give_reason("exception_removed", old)
    elif new and not old:
        yield give_reason("exception_added", new=new)


def _find_exception(item: Features, tables: Tables) -> str | None:
    found: Found | None = find_marker(item.quote, tables.lexicon.exceptions)
    return cut_clause(item.quote, found.start) if found else None
