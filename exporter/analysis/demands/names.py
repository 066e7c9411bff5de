"""The name of each addressee, the same however it is worded: `the Cambodian Government`, `Cambodia`."""

import re
from dataclasses import dataclass, field

from exporter.analysis.demands.grammar import Country, Grammar, word_set
from exporter.analysis.demands.phrases import find_head
from exporter.analysis.demands.tokens import Line

LEADING = word_set(
    "the a an those both all other its their competent responsible next incoming relevant remaining "
    "respective individual various same said on upon to"
)
PLURALS = word_set("governments authorities parliaments leaders presidents armies militaries juntas regimes")
NAME_LIMIT = 9
# "*Saint Vincent* and the Grenadines": words before `and` in a country's name
COUNTRY_LIMIT = 2
# "the Member State *in* which", "*those* who have the power": no names without what follows
NAMELESS = word_set("in on of for to by from with those all anyone everyone")
PERSON_LIMIT = 5
# "the European Union Agency for Asylum (EUAA)"
ACRONYM = re.compile(r" \([A-Z][\w /-]{1,15}\)\Z")
GOVERNMENT = "the Government"
AUTHORITIES = "authorities"
PARLIAMENT = "Parliament"
# "the *12* Member States concerned", "*more* Member States"
NUMBERS = word_set("more two three four five six seven eight nine ten")
# "its *competent* committee"
RESPONSIBLE = word_set("competent responsible relevant")
# "the High Representative *in* Bosnia"
PLACING = word_set("in for")
THAT_COUNTRY = frozenset({"of that country", "of this country", "of the country"})
ALL_STATES = "all states"


@dataclass(frozen=True)
class Setting:
    """What the rest of the text says about who is meant: the one country of the title, and whose text this is.

    `government` is what `the Government` is called where no adjective of the country is known, `contested` whether
    others have power there too, `shorts` leads from short names of bodies to their names: `Agency`.
    """

    country: Country | None
    un: bool = False
    government: str = ""
    contested: bool = False
    shorts: dict[str, str] = field(default_factory=dict)


def body_end(line: Line, grammar: Grammar, k: int, j: int) -> int:
    """Return the token after the longest institution's name that starts at `k`, else `k`."""
    width = grammar.body_starts.get(line.spelt[k], 0) if k < j else 0
    for end in range(min(j, k + width), k, -1):
        if line.words(k, end) in grammar.bodies and not (end < j and line.low[end] in {"of", "for"} and end - k < 3):
            return end
    return k


def country_end(line: Line, grammar: Grammar, k: int, j: int) -> int:
    """Return the token after the country named at `k`, with or without `the`; `k` or less where there is none."""
    k += line.low[k] == "the"
    width = grammar.country_starts.get(line.spelt[k], 0) if k < j else 0
    for end in range(min(j, k + width), k, -1):
        if line.words(k, end) in grammar.countries:
            return end
    return k - 1


def _holds_country(line: Line, grammar: Grammar, a: int, k: int, j: int) -> bool:
    """Return whether a country's name from `a` goes on behind `k`: `Bosnia and *Herzegovina’s* leaders`."""
    width = grammar.country_starts.get(line.spelt[a], 0)
    names = (line.words(a, end).removesuffix("’s").removesuffix("'s") for end in range(k + 2, min(j, a + width) + 1))
    return any(name in grammar.countries for name in names)


def joins_country(line: Line, grammar: Grammar, k: int, j: int) -> bool:
    """Return whether the `and` at `k` stands within a country's name: `Saint Kitts *and* Nevis`."""
    if line.low[k] != "and":
        return False
    starts = (a for a in range(max(0, k - COUNTRY_LIMIT), k) if line.low[a] != "the")
    return any(_holds_country(line, grammar, a, k, j) for a in starts)


def is_person(line: Line, grammar: Grammar, a: int, b: int) -> bool:
    """Return whether a phrase is nothing but a person's name: `Moussa Faki`, `Mr Borrell`, `Ursula von der Leyen`."""
    if not 0 < b - a <= PERSON_LIMIT or not line.tokens[a].is_capital:
        return False
    particles, name = grammar.lexicon.name_particles, line.words(a, b)
    named = all(token.is_capital or token.low in particles for token in line.tokens[a:b])
    return named and name not in grammar.bodies and name not in grammar.countries


def is_own_body(line: Line, grammar: Grammar, a: int) -> bool:
    """Return whether a part of Parliament itself is named at `a`: `its Bureau`, `its Committee on Petitions`."""
    noun = a + 1 + (line.low[a + 1] in RESPONSIBLE)
    return line.low[a] in grammar.possessives and line.low[noun] in grammar.lexicon.own_bodies


def name_member(
    line: Line, grammar: Grammar, a: int, b: int, setting: Setting, inherited: str
) -> tuple[list[str], str]:
    """Return the names for one member, and the country's adjective that a following bare noun shares."""
    if name := _known_name(line, grammar, a, b, setting) if not inherited or line.low[a] in LEADING else "":
        return [name], ""
    if is_own_body(line, grammar, a) and not setting.un:
        return [f"EP {_clean(line.words(a + 1, b))}"], ""
    if listed := _authorities_of_list(line, grammar, a, b):
        return listed, ""
    first = a
    while first < b - 1 and (line.low[first] in LEADING or line.low[first] in grammar.lexicon.before_authorities):
        first += 1
    if setting.country and b - first == 4 and line.words(b - 3, b) in THAT_COUNTRY:
        b -= 3  # "the authorities *of that country*"
    if line.words(a, b).lower() == ALL_STATES:
        return [line.words(b - 1, b)], ""
    country = grammar.countries.get(line.words(first, b))
    if country:  # "Cambodia", "the *Polish*, Hungarian and Slovak Governments"
        return [f"{country.adjective} {AUTHORITIES}"], ""
    adjective = _adjective(line, grammar, first, b)
    if (first == a or line.low[a] in grammar.possessives) and not adjective and inherited and b - first <= 2:
        own = _clean(line.words(first, b))
        return [_authority_name(line, grammar, first, b, inherited) or f"{inherited} {own}"], inherited
    found = adjective or _bare_authorities(line, grammar, first, b, setting)
    authority = _authority_name(line, grammar, first, b, found) if found else ""
    if not found and setting.government and line.words(a, b) == GOVERNMENT:
        authority = setting.government
    return [authority or _clean(_reduce(line, a, b))], adjective


def _known_name(line: Line, grammar: Grammar, a: int, b: int, setting: Setting) -> str:
    """Return the name of an institution, written in full or short: `the Agency`."""
    short = setting.shorts.get(line.words(a + 1, b), "") if line.low[a] == "the" else ""
    return _plain(short) or _body_name(line, grammar, a, b, setting)


def _body_name(line: Line, grammar: Grammar, a: int, b: int, setting: Setting) -> str:
    for first in range(a, b):
        end = body_end(line, grammar, first, b)
        if end > first:
            form = line.words(first, end)
            body = grammar.bodies[form]
            borne = body.office and is_person(line, grammar, end, b)  # "High Representative *Kaja Kallas*"
            if (body.office and _is_elsewhere(line, grammar, end, b)) or (borne and form in setting.shorts):
                return ""
            if not (end == b or borne or _only_qualified(line, grammar, end, b)):
                return ""
            if setting.un and body.un:
                return body.un
            if setting.country and body.home:
                return body.home
            if form == PARLIAMENT and setting.country and line.low[first - 1] == "the":
                return f"{setting.country.adjective} {PARLIAMENT}"  # Parliament itself goes without an article
            foreign = setting.un and not body.listed and "EU" not in form and "Europ" not in form
            return "" if foreign and "community" not in form else _plain(body.name)
        if line.low[first] not in LEADING and line.low[first] not in NUMBERS and not line.low[first].isdigit():
            return ""
    return ""


def _is_elsewhere(line: Line, grammar: Grammar, end: int, b: int) -> bool:
    """Return whether an office is another one by its place: `the High Representative *in Bosnia*`."""
    if end >= b or line.low[end] not in PLACING:
        return False
    return line.low[end + 1] in {"the", "charge"} or country_end(line, grammar, end + 1, b) > end + 1


def _only_qualified(line: Line, grammar: Grammar, end: int, b: int) -> bool:
    follows = line.low[end]
    if line.tokens[end].is_capital:  # "the EU *Anti-Trafficking* Coordinator"
        return False
    return follows in {
        "that",
        "which",
        "who",
        "in",
        "to",
        "concerned",
        "(",
        "whose",
        "not",
        "themselves",
        "itself",
    } or (
        (follows.endswith("ing") and "-" not in follows)
        or follows in {"’", "–", "with", "still", "at", "on", "as", "under"}
    )


def _adjective(line: Line, grammar: Grammar, first: int, b: int) -> str:
    """Return the adjective of the country that a phrase starts with or is said to belong to."""
    if demonym := _unknown_demonym(line, grammar, first, b):
        return demonym
    for end in range(min(b, first + 4), first, -1):
        text = line.words(first, end).removesuffix("’s").removesuffix("'s")
        if country := grammar.countries.get(text):
            return (
                text
                if text in country.forms[1:] and text not in {country.name} and _is_adjective(text, country)
                else country.adjective
            )
    head = find_head(line, grammar, first, b)
    if line.low[head + 1] in {"of", "in"} and head + 2 < b:
        stop = country_end(line, grammar, head + 2, b)
        if stop == b or (stop > head + 2 and not line.tokens[stop].is_word):
            start = head + 2 + (line.low[head + 2] == "the")
            return grammar.countries[line.words(start, stop)].adjective
    return ""


def _unknown_demonym(line: Line, grammar: Grammar, first: int, b: int) -> str:
    """Return the adjective of a country no table knows: `the *Tavrian* government`."""
    word = line.spelt[first]
    noun = find_head(line, grammar, first, b)
    asked = noun == first + 1 and line.low[noun] in grammar.lexicon.authorities
    return word if asked and is_demonym(word, grammar) else ""


def is_demonym(word: str, grammar: Grammar) -> bool:
    """Return whether a word looks like the adjective of a country: `Tavrian`, not `European`."""
    shape = word[:1].isupper() and len(word) > 4 and word.endswith(grammar.lexicon.demonym_endings)
    return shape and word not in grammar.countries and word not in grammar.lexicon.no_demonyms


def _is_adjective(text: str, country: Country) -> bool:
    return text == country.adjective


def _bare_authorities(line: Line, grammar: Grammar, first: int, b: int, setting: Setting) -> str:
    """Return the adjective for `the government`, `the competent authorities` in a text about one country."""
    if (
        setting.country is None
        or (setting.un and line.words(first - 1, b) != GOVERNMENT)
        or b - first > 3
        or line.low[first] in grammar.lexicon.subnational
        or line.low[b - 1] == "governments"  # those of other countries
        or line.low[b - 1] not in grammar.lexicon.authorities
    ):
        return ""
    if line.low[b - 1] == "authority" and b - first > 1 and line.low[b - 2] not in grammar.lexicon.plain_authority:
        return ""  # "the media *authority*"
    plain = all(not token.is_capital or token.low in {"government", "authorities"} for token in line.tokens[first:b])
    return setting.country.adjective if plain else ""


def _authority_name(line: Line, grammar: Grammar, first: int, b: int, adjective: str) -> str:
    head = line.low[find_head(line, grammar, first, b)]
    last = line.low[b - 1]
    words = grammar.lexicon.authorities
    if last == "authority" and b - first > 2 and line.low[b - 2] not in grammar.lexicon.plain_authority:
        return ""  # "the Georgian data protection *authority*"
    return f"{adjective} {AUTHORITIES}" if head in words or (last in words and b - first <= 6) else ""


def _authorities_of_list(line: Line, grammar: Grammar, a: int, b: int) -> list[str]:
    """Return one name per country for `the governments of Rwanda and Uganda`."""
    head = find_head(line, grammar, a, b)
    if line.low[head] not in PLURALS or line.low[head + 1] != "of":
        return []
    names: list[str] = []
    k = head + 2
    while k < b:
        end = country_end(line, grammar, k, b)
        if end <= k:  # "the Governments of Germany, Italy and *other contributors*"
            rest = _clean(line.words(k, b))
            return [*names, rest] if names and rest.startswith("other") else []
        country = grammar.countries[line.words(k + (line.low[k] == "the"), end)]
        names.append(
            _authority_name(line, grammar, head, head + 1, country.adjective) or f"{country.adjective} {line.low[head]}"
        )
        k = end
        while k < b and line.low[k] in {",", "and"}:
            k += 1
    return names


def _reduce(line: Line, first: int, b: int) -> str:
    """Return a phrase with its relative clause as a participle: `companies ... that source from` → `sourcing from`."""
    for k in range(first + 1, b):
        if line.low[k] not in {"that", "which", "who"}:
            continue
        if line.low[k - 1] in NAMELESS:
            return line.words(first, b)
        noun = next((n for n in range(first, k) if line.low[n].endswith("ing")), k)
        if (
            line.low[k + 2] in {"from", "in", "to", "with"}
            and b - k <= 6
            and not line.low[k + 1].endswith(("ed", "ve", "re", "s"))
        ):
            return f"{line.words(first, noun)} {line.low[k + 1].removesuffix('e')}ing {line.words(k + 2, b)}"
        return line.words(first, k) if b - first > NAME_LIMIT else line.words(first, b)
    return line.words(first, b)


def _clean(raw: str) -> str:
    text = re.sub(r"^(?:the|a|an|on|upon|from|its|their)\s", "", raw, flags=re.IGNORECASE)
    text = ACRONYM.sub("", text)
    return _plain(text.strip(" ,–"))


def _plain(name: str) -> str:
    return name.replace("’", "'")
