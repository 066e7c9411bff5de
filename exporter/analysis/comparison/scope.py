"""How much is asked, for whom and of whom: what speaks for more or less of it."""

import re
from collections.abc import Iterator

from exporter.analysis.comparison.addressees import covers
from exporter.analysis.comparison.evidence import (
    Found,
    Pairing,
    cut_clause,
    find_marker,
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
    return [
        *_compare_addressees(pair),
        *items,
        *_compare_names(pair, told),
        *_compare_quantifiers(pair),
        *_compare_amounts(pair),
        *_compare_exceptions(pair),
    ]


def _compare_addressees(pair: Pairing) -> Iterator[Reason]:
    old, new = pair.old.statement.addressees, pair.new.statement.addressees
    if not old or not new:
        return
    gone = [a for a in old if not any(covers(b.name, a.name, pair.tables) for b in new)]
    come = [b for b in new if not any(covers(a.name, b.name, pair.tables) for a in old)]
    if len(gone) == len(old) and len(come) == len(new):
        yield give_reason("addressee_changed", _write(old), _write(new))
        return
    for b in come:
        parts = [a for a in old if covers(b.name, a.name, pair.tables)]
        yield (
            give_reason("addressee_widened", _write(parts), _write([b]))
            if parts
            else give_reason("addressee_added", new=_write([b]))
        )
    for a in gone:
        parts = [b for b in new if covers(a.name, b.name, pair.tables)]
        yield (
            give_reason("addressee_narrowed", _write([a]), _write(parts))
            if parts
            else give_reason("addressee_removed", _write([a]))
        )


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
    concepts = {name for partner in partners for name in partner.concepts}
    found = []
    for name in dict.fromkeys((*action.people, *action.organisations, *action.laws)):
        at = item.quote.find(name)
        words = tuple(word for word in item.words if at <= word.start < at + len(name)) if at >= 0 else ()
        known = any(match.value in concepts for match in tables.concepts.find_all(words))
        if words and not known and not any(word.stem in others for word in words if word.text[0].isupper()):
            found.append(name)
    return found


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
    if any(word.text.casefold() in quantifiers for other in partners for word in other.words):
        return None
    shared = {word.stem for word in partner.words} - tables.stopwords
    for at, word in enumerate(item.words):
        if word.text.casefold() not in quantifiers or not item.core[at]:
            continue
        reach = [i for i in range(at + 1, min(len(item.words), at + 1 + REACH_OF_ALL)) if item.words[i].stem in shared]
        if reach:
            return join_words(item, (word, item.words[reach[-1]]))
    return None


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
