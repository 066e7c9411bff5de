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
        *("Countries", "Governments"),
        *("Commission", "Council", "Delegation", "European", "Government", "High", "Member", "Minister", "Ministry"),
        *("Nations", "Parliament", "President", "Prime", "Representative", "Republic", "Security", "States", "Union"),
        "United",
    )
)
# capitalised in the names of a State's organs
ORGANS = frozenset(
    (
        *("Army", "Armed", "Assembly", "Attorney", "Commission", "Constitutional", "Court", "Courts", "Election"),
        *("Electoral", "Forces", "General", "Judiciary", "National", "Office", "Police", "Prosecutor", "Public"),
        *("Senate", "Supreme"),
    )
)
# "all States", "exporting and importing countries": one such description may stand for another, "companies in third
# countries" for none
STATES = re.compile(
    r"(?:(?!(?:of|in|from|to|with|on|by|for|that|which|who|eu|de|des|dans|du|qui)\b)[\w-]+,?\s+){0,4}"
    r"(?:states|governments|countries|[eé]tats|gouvernements)\b(?!-)"
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
    """Return `same`, `overlap`, `side` (of one place or kind), `unlike`, or `unknown` when either side names nobody."""
    if not old or not new:
        return "unknown"
    if {fold_name(name) for name in old} == {fold_name(name) for name in new}:
        return "same"
    if any(is_same(a, b, tables) or covers(a, b, tables) or covers(b, a, tables) for a in old for b in new):
        return "overlap"
    if any(share_place(a, b) or _share_word(a, b, tables) or _is_one_state(a, b, tables) for a in old for b in new):
        return "side"
    if any((_are_states(a) and _are_states(b)) or _are_of_a_kind(a, b, tables) for a in old for b in new):
        return "side"
    if any(_is_one_body(a, b, tables) for a in old for b in new):
        return "side"
    families = [{_find_family(name, tables) for name in names} - {None} for names in (old, new)]
    return "side" if families[0] & families[1] else "unlike"


def _are_states(name: str) -> bool:
    return bool(STATES.match(fold_name(name))) and not _list_proper(name)


def _are_of_a_kind(name: str, other: str, tables: Tables) -> bool:
    """Tell whether both names are of much the same people: "all political parties", "all political forces"."""
    if _list_proper(name) and _list_proper(other):
        return False
    folded = (fold_name(name), fold_name(other))
    return any(all(_ends_in(text, words) for text in folded) for words in tables.lexicon.kinds)


def _ends_in(name: str, words: tuple[str, ...]) -> bool:
    """Tell whether a folded name says one of the words last: "all political forces", "parties to the conflict"."""
    return any(name == word or name.endswith(f" {word}") for word in words)


def is_same(name: str, other: str, tables: Tables) -> bool:
    """Tell whether two names are of one addressee, though not in the same words."""
    same = fold_name(name) == fold_name(other)
    return same or _say_the_same(name, other, tables) or _is_same_office(name, other) or _rule(name, other, tables)


def _is_one_body(name: str, other: str, tables: Tables) -> bool:
    """Tell whether both are names of one body, or one is of who heads it: "the High Commissioner", "OHCHR"."""
    folded = {fold_name(name), fold_name(other)}
    return any(folded <= set(map(fold_name, row)) for row in tables.lexicon.one_body)


def _rule(name: str, other: str, tables: Tables) -> bool:
    """Tell whether both names are of rulers, one of them without a country: "the junta", "Tavrian authorities"."""
    are_rulers = all(_ends_broadly(text, tables) for text in (name, other))
    return are_rulers and not (_list_proper(name) and _list_proper(other))


def _is_one_state(name: str, other: str, tables: Tables) -> bool:
    """Tell whether one is an office of a State and the other its government, no two countries being named."""
    if _list_places(name) and _list_places(other):
        return False
    return any(_is_office(a, tables) and _are_rulers(b, tables) for a, b in ((name, other), (other, name)))


def _is_office(name: str, tables: Tables) -> bool:
    folded = fold_name(name)
    bare = folded.partition(" ")[2] if _list_places(name) else folded  # "*Beninese* National Assembly"
    titles = (*tables.lexicon.executives, *tables.lexicon.state_organs)
    return folded not in tables.bodies and any(
        text == title or text.startswith(f"{title} ") for text in (folded, bare) for title in titles
    )


def _are_rulers(name: str, tables: Tables) -> bool:
    """Tell whether a government is named, before its country or behind: "the authorities of that country"."""
    first = fold_name(name).partition(" ")[0]
    return _ends_broadly(name, tables) or first in tables.lexicon.broad_words


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


def _list_places(name: str) -> tuple[str, ...]:
    """Return the proper names without those of organs: `Beninese` of "Beninese National Assembly"."""
    return tuple(word for word in _list_proper(name) if word not in ORGANS)


def _find_family(name: str, tables: Tables) -> str | None:
    """Return the whole that a body belongs to: the Union for its Council and its Commission."""
    return next((whole for whole in sorted(tables.broader) if covers(whole, name, tables)), None)
