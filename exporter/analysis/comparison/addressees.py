"""Who is asked: whether two addressees are the same, one part of the other, or strangers."""

import re
from functools import lru_cache

from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import fold_name, split_words

PROPER = re.compile(r"\b[A-Z]\w{3,}")
# share of the words of the longer description
SAME_DESCRIPTION = 0.5
# shorter ones say little
LONG_STEM = 4
# capitalised in the names of many bodies
GENERAL = frozenset(
    (
        *("Commission", "Council", "Delegation", "European", "Government", "High", "Member", "Minister", "Ministry"),
        *("Nations", "Parliament", "President", "Prime", "Representative", "Republic", "Security", "States", "Union"),
        "United",
    )
)
# "all States", "Governments of countries of destination": one such description may stand for another
STATES = re.compile(
    r"(?:(?:all|those|these|other|the|tous les|les)\s+)?(?:states|governments|countries|[eé]tats|gouvernements)\b(?!-)"
)


def covers(whole: str, part: str, tables: Tables) -> bool:
    """Tell whether `part` is `whole` or belongs to it: the Union and its Commission, the authorities and an office."""
    if fold_name(whole) == fold_name(part):
        return True
    return fold_name(part) in tables.broader.get(fold_name(whole), ()) or _is_office_of(whole, part, tables)


def _is_office_of(whole: str, part: str, tables: Tables) -> bool:
    """Tell whether both names open alike and the whole is "... authorities": "Cambodian Prosecutor’s Office"."""
    words, other = fold_name(whole).split(), fold_name(part).split()
    if len(words) < 2 or not other or words[-1] not in tables.lexicon.broad_words:
        return False
    return words[0] == other[0]


@lru_cache(maxsize=4096)
def relate(old: tuple[str, ...], new: tuple[str, ...], tables: Tables) -> str:
    """Return `same`, `overlap`, `side` (both of one family), `unlike`, or `unknown` when either side names nobody."""
    if not old or not new:
        return "unknown"
    if {fold_name(name) for name in old} == {fold_name(name) for name in new}:
        return "same"
    if any(is_same(a, b, tables) or covers(a, b, tables) or covers(b, a, tables) for a in old for b in new):
        return "overlap"
    if any(share_place(a, b) or _share_word(a, b, tables) or _is_one_state(a, b, tables) for a in old for b in new):
        return "side"
    if any(_are_states(a) and _are_states(b) for a in old for b in new):
        return "side"
    families = [{_family(name, tables) for name in names} - {None} for names in (old, new)]
    return "side" if families[0] & families[1] else "unlike"


def _are_states(name: str) -> bool:
    return bool(STATES.match(fold_name(name)))


def is_same(name: str, other: str, tables: Tables) -> bool:
    """Tell whether two names are of one addressee, though not in the same words."""
    same = fold_name(name) == fold_name(other)
    return same or _say_the_same(name, other, tables) or _is_same_office(name, other) or _rule(name, other, tables)


def _rule(name: str, other: str, tables: Tables) -> bool:
    """Tell whether both names are of rulers, one of them without a country: "the junta", "Tavrian authorities"."""
    are_rulers = all(_ends_broadly(text, tables) for text in (name, other))
    return are_rulers and not (_list_proper(name) and _list_proper(other))


def _is_one_state(name: str, other: str, tables: Tables) -> bool:
    """Tell whether one is an office of a State and the other its government, no two countries being named."""
    offices = [name for name in (name, other) if _is_office(name, tables)]
    rulers = [name for name in (name, other) if _ends_broadly(name, tables)]
    return bool(offices and rulers) and not (_list_proper(name) and _list_proper(other))


def _is_office(name: str, tables: Tables) -> bool:
    folded = fold_name(name)
    return folded not in tables.bodies and any(
        folded == title or folded.startswith(f"{title} ") for title in tables.lexicon.executives
    )


def _ends_broadly(name: str, tables: Tables) -> bool:
    words = fold_name(name).split()
    return bool(words) and words[-1] in tables.lexicon.broad_words


def _share_word(name: str, other: str, tables: Tables) -> bool:
    """Tell whether two descriptions share a word that tells: "European companies", "companies based in the EU"."""
    return not _list_telling(name, tables).isdisjoint(_list_telling(other, tables))


@lru_cache(maxsize=4096)
def _list_telling(name: str, tables: Tables) -> frozenset[str]:
    words = [w for w in split_words(name, tables.stemmer) if len(w.stem) > LONG_STEM and w.text.title() not in GENERAL]
    return frozenset(word.stem for word in words) - tables.dull - tables.common


def _is_same_office(name: str, other: str) -> bool:
    """Tell whether one name is the other without its country: "Tavrian Prosecutor General's Office"."""
    short, long = sorted((fold_name(name).split(), fold_name(other).split()), key=len)
    return len(short) > 1 and long[1:] == short


def _say_the_same(name: str, other: str, tables: Tables) -> bool:
    """Tell whether two descriptions share most words: "all States which retain X", "countries that still retain X"."""
    if set(name.casefold().split()).isdisjoint(other.casefold().split()):
        return False
    sides = [{w.stem for w in split_words(text, tables.stemmer)} - tables.stopwords for text in (name, other)]
    shared = sides[0] & sides[1]
    return len(shared) > 1 and len(shared) >= SAME_DESCRIPTION * max(map(len, sides))


def share_place(name: str, other: str) -> bool:
    """Tell whether both hold forms of one proper name: "President of Cambodia", "Cambodian Government"."""
    return any(a[:5] == b[:5] for a in _list_proper(name) for b in _list_proper(other))


@lru_cache(maxsize=4096)
def _list_proper(name: str) -> tuple[str, ...]:
    return tuple(word for word in PROPER.findall(name) if word not in GENERAL)


def _family(name: str, tables: Tables) -> str | None:
    for whole in sorted(tables.broader):
        if covers(whole, name, tables):
            return whole
    return None
