"""What is to be done: the acts a demand asks for."""

from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import Match, Word

REACH_OF_INCLUDING = 12
# "impose an embargo": how far behind a verb that says little its noun may stand
REACH_OF_LIGHT_VERB = 5
# "to swiftly ensure that": the verb a demand opens with is among so many words
OPENING = 3
# "to carry out an *inquiry*": behind so many words a noun is no more what is asked for
FAR = 4


def find_acts(words: tuple[Word, ...], core: tuple[bool, ...], tables: Tables) -> frozenset[str]:
    """Return the head act, the acts joined to one by a conjunction and those named after "including".

    A light verb ("carry out", "impose") is an act together with the noun it governs.
    """
    kept = words if all(core) else tuple(word for word, in_core in zip(words, core, strict=True) if in_core)
    kept = drop_qualifiers(kept, tables)
    found: list[Match[str]] = []
    for match in _list_asked(kept, tables):
        if is_in_name(kept, match.first) or (not found and _is_noun(kept, match, tables)):
            continue
        if not found or _is_further(kept, match, found, tables):
            found.append(match)
    return frozenset(match.value for match in found)


def _list_asked(words: tuple[Word, ...], tables: Tables) -> list[Match[str]]:
    """Return the acts in text order; where a clause is in the passive those behind its auxiliary, if there are any.

    "(que) les militants poursuivis soient acquittés" asks for no prosecution, "veiller à ce qu’ils soient" for care.
    What says little behind it leaves the word to its subject ("an inquiry be opened"), and a "must not" stays.
    """
    matches = tables.acts.find(words)
    if not matches or (matches[0].first < OPENING and matches[0].value in tables.lexicon.light_acts):
        return matches
    start = next((at for at, word in enumerate(words) if word.text in tables.lexicon.passives), len(words))
    behind = [match for match in matches if match.first > start]
    if not behind or behind[0].value in tables.lexicon.light_acts:
        return matches
    return [match for match in matches if match.last == start] + behind


def find_verb(words: tuple[Word, ...], tables: Tables) -> str:
    """Return the stem of the infinitive that a demand opens with: "to (swiftly) dredge the harbour".

    Empty if it opens otherwise, or with a verb that says little: "to take in refugees".
    """
    lexicon = tables.lexicon
    if not words or words[0].text.casefold() not in lexicon.infinitive_marks:
        return ""
    stem = next((word.stem for word in words[1:3] if not word.text.endswith(lexicon.adverb_ending)), "")
    return "" if stem in tables.dull or stem in tables.common else stem


def drop_qualifiers(words: tuple[Word, ...], tables: Tables) -> tuple[Word, ...]:
    """Return the words without qualifiers and what joins them: "a prompt and impartial inquiry" → "a inquiry"."""
    dropped = {at for match in tables.qualifiers.find(words) for at in range(match.first, match.last)}
    if not dropped:
        return words
    joints = {
        at for at, word in enumerate(words) if word.stem in tables.lexicon.conjunctions and {at - 1, at + 1} <= dropped
    }
    return tuple(word for at, word in enumerate(words) if at not in dropped | joints)


def is_in_name(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a word is part of a name and no act: "the Free University", "the Release Now campaign"."""
    return at > 0 and words[at].text[0].isupper()


def _is_noun(words: tuple[Word, ...], match: Match[str], tables: Tables) -> bool:
    """Tell whether one word far behind the opening is a noun: "before the *end* of May", "in need of *help*"."""
    alone = match.first >= FAR and match.last - match.first == 1
    return alone and words[match.first - 1].text.casefold() in tables.lexicon.before_nouns


def _is_further(words: tuple[Word, ...], match: Match[str], found: list[Match[str]], tables: Tables) -> bool:
    """Tell whether an act is asked for beside those found before it, or says how the first of them is to be done."""
    if _is_joined(words, match, tables) or _is_governed(match, found[-1], tables):
        return True
    return found[0].value in tables.lexicon.plain_acts and _is_manner(words, match, tables)


def _is_joined(words: tuple[Word, ...], match: Match[str], tables: Tables) -> bool:
    # "to close the camps and to release everyone"
    marked = match.first > 1 and words[match.first - 1].text in tables.lexicon.infinitive_marks
    at = match.first - 2 if marked else match.first - 1
    joined = at >= 0 and words[at].stem in tables.lexicon.conjunctions
    before = words[max(0, match.first - REACH_OF_INCLUDING) : match.first]
    return joined or any(word.text.casefold() in tables.lexicon.inclusions for word in before)


def _is_manner(words: tuple[Word, ...], match: Match[str], tables: Tables) -> bool:
    # "to comply with the ruling by releasing X"
    return words[match.first - 1].text.casefold() in tables.lexicon.manners


def _is_governed(match: Match[str], before: Match[str], tables: Tables) -> bool:
    return before.value in tables.lexicon.light_acts and match.first - before.last < REACH_OF_LIGHT_VERB
