"""Who is asked: a noun phrase taken apart into addressees, each with a normalised name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.analysis.demands.grammar import Country, Grammar, word_set
from exporter.analysis.demands.phrases import find_head, is_agent
from exporter.analysis.demands.tokens import Line
from exporter.model.demands import Addressee

LEADING = word_set("the a an both all other its their relevant remaining respective individual various on upon to")
PLURALS = word_set("governments authorities parliaments leaders presidents armies militaries juntas regimes")
OFFICES = word_set(
    "chair chairperson chairman chairwoman president minister premier commissioner secretary-general representative "
    "ambassador rapporteur envoy chancellor speaker leader head director governor mayor prosecutor ombudsman "
    "commander king prince"
)
BEFORE_MEMBER = word_set("on upon to and , both also therefore once again")
AUTHORITIES = "authorities"
# "Committee on A, B and C", "Office for A and B": names that hold lists
NAMED_HEADS = word_set(
    "committee subcommittee office ministry minister agency department rapporteur commissioner directorate-general "
    "organization organisation programme conference delegation fund centre institute secretariat council commission "
    "representative directorate authority"
)
TRAILING = word_set(", and both each also either therefore again alike jointly instead – - —")
NAME_LIMIT = 9
MEMBER_LIMIT = 60


@dataclass(frozen=True)
class Setting:
    """What the rest of the text says about who is meant: the one country of the title, and whose text this is."""

    country: Country | None
    un: bool = False


def read_addressees(line: Line, grammar: Grammar, i: int, j: int, setting: Setting) -> tuple[Addressee, ...]:
    """Return the addressees named in tokens `i` to `j`, in order, each once."""
    found: dict[str, Addressee] = {}
    adjective = ""
    office = False
    for a, b in _members(line, grammar, i, j):
        raw = line.words(a, b)
        if office and _is_name(line, grammar, a, b):  # "the Chair of the Commission, *Moussa Faki*, to"
            continue
        office = line.low(find_head(line, grammar, a, b)) in OFFICES
        names, adjective = _names(line, grammar, a, b, setting, adjective)
        for name in names:
            found.setdefault(name, Addressee(name=name, raw=raw, explicit=True))
    return tuple(found.values())


def _is_name(line: Line, grammar: Grammar, a: int, b: int) -> bool:
    raw = line.words(a, b)
    known = raw in grammar.bodies or raw in grammar.countries or line.low(a - 1) != ","
    return 2 <= b - a <= 4 and all(token.is_capital for token in line.tokens[a:b]) and not known


def _members(line: Line, grammar: Grammar, i: int, j: int) -> Iterator[tuple[int, int]]:
    start, aside = i, False
    k = i
    while k < j:
        body = _body_end(line, grammar, k, j) if k == start or line.low(k - 1) in LEADING else k
        if body > k:
            k = body
            continue
        width = _separator(line, k)
        if width and not line.tokens[k].depth:
            aside_next = _is_aside(line, grammar, k + width, j)
            if aside_next and line.low(k) == ",":
                yield from _member(line, grammar, start, k, aside)
                start, aside = k + width, True
            elif not aside or line.low(k) == ",":
                new = k + width + (line.low(k + width) == "and")
                if _ends_list(line, aside, start, new) and _starts_member(line, grammar, start, new, j, aside):
                    yield from _member(line, grammar, start, k, aside)
                    start, aside = new, False
        k += max(width, 1)
    yield from _member(line, grammar, start, j, aside)


def _separator(line: Line, k: int) -> int:
    if line.low(k) in {",", "and", "or"}:
        return 1
    return 3 if (line.low(k), line.low(k + 1), line.low(k + 2)) == ("as", "well", "as") else 0


def _member(line: Line, grammar: Grammar, a: int, b: int, aside: bool) -> Iterator[tuple[int, int]]:
    while a < b and line.low(a) in BEFORE_MEMBER and not (line.low(a) == "both" and line.low(b) not in {"and", ","}):
        a += 1
    while b > a and (line.low(b - 1) in TRAILING):
        b -= 1
    if line.words(max(a, b - 2), b).lower() == "in particular" and b - a > 2:
        b -= 2
    if a < b and not aside:
        yield a, b


def _is_aside(line: Line, grammar: Grammar, k: int, j: int) -> bool:
    rest = line.words(k, min(j, k + 6)).lower()
    if rest.startswith(("as well as ", "as well as,")):
        return False
    return any(rest == phrase or rest.startswith((phrase + " ", phrase + ",")) for phrase in grammar.lexicon.asides)


def _starts_member(line: Line, grammar: Grammar, start: int, new: int, j: int, aside: bool) -> bool:
    """Return whether a further addressee starts at `new`, and not the rest of the one before: `Rwanda *and Uganda*`."""
    if new >= j:
        return False
    if line.low(new) in {"on", "upon"}:
        return True
    if line.low(new) in grammar.prepositions or _is_further_place(line, grammar, start, new, j):
        return False
    if _continues_name(line, grammar, start, new, j):
        return False
    so_far = [line.low(k) for k in range(max(start, new - MEMBER_LIMIT), new)]
    if PLURALS & set(so_far) and {"of", "in"} & set(so_far) and _country_end(line, grammar, new, j) > new:
        return False
    if {"that", "which", "who"} & set(so_far) and line.low(new) not in {"the", "its", "their", "all"}:
        return False
    if not aside and not is_agent(
        line, grammar, start, new - 1, lenient=line.low(start) in {"the", "all"}
    ):  # "Russian federal *and* local authorities"
        return False
    stop = _segment_end(line, new, j)
    definite = line.low(new) in {"the", "all", "its"}
    if is_agent(line, grammar, new, stop, lenient=definite):
        return True
    # "the Member States and *local and regional authorities*"
    return (
        stop - new <= 2
        and line.low(stop) == "and"
        and is_agent(line, grammar, stop + 1, _segment_end(line, stop + 1, j))
    )


def _is_further_place(line: Line, grammar: Grammar, start: int, new: int, j: int) -> bool:
    """Return whether a country only says where somebody is: `companies operating in Georgia *and Armenia*`."""
    if _country_end(line, grammar, new, j) < _segment_end(line, new, j):
        return False
    head = line.low(find_head(line, grammar, start, new))
    if head in OFFICES or head in word_set(grammar.lexicon.authorities):
        return False
    last = next(k for k in range(new - 1, start - 2, -1) if line.low(k) not in {",", "and", "or"})
    begins = (k for k in range(max(start + 1, last - 5), last + 1) if line.low(k - 1) in grammar.prepositions)
    return any(_country_end(line, grammar, k, last + 1) == last + 1 for k in begins)


def _continues_name(line: Line, grammar: Grammar, start: int, new: int, j: int) -> bool:
    """Return whether a name goes on behind a comma or `and`: `Committee on the Environment, *Public Health and*`."""
    stop = _segment_end(line, new, j)
    words = [token.text for token in line.tokens[new:stop]]
    if not line.tokens[new].is_capital or _body_end(line, grammar, new, j) > new or words[0] in grammar.countries:
        return False
    if line.low(start) == "the" and new - start == 3 and line.low(new - 1) == "and" and stop - new > 1:
        # "the *Food and Agriculture Organization*"
        return line.tokens[start + 1].is_capital and line.words(start + 1, start + 2) not in grammar.bodies
    if line.low(find_head(line, grammar, new, stop)) in grammar.agents:
        return False
    heads = [k for k in range(start, new) if line.tokens[k].is_capital and line.low(k) in NAMED_HEADS - OFFICES]
    return any(line.low(k + 1) in {"on", "for", "of"} for k in heads)


def _ends_list(line: Line, aside: bool, start: int, new: int) -> bool:
    """Return whether a list of examples ends here: `including Serbia, Bosnia, *and the Council*`."""
    examples = line.low(start) in {"including", "such", "like", "especially", "notably", "particularly"}
    return not (aside and examples) or (line.low(new - 1) == "and" and line.low(new - 2) == ",")


def _segment_end(line: Line, i: int, j: int) -> int:
    return next((k for k in range(i, min(j, i + MEMBER_LIMIT)) if line.low(k) in {",", "and"}), j)


def _body_end(line: Line, grammar: Grammar, k: int, j: int) -> int:
    """Return the token after the longest institution's name that starts at `k`, else `k`."""
    for end in range(min(j, k + 18), k, -1):
        if line.words(k, end) in grammar.bodies and not (end < j and line.low(end) in {"of", "for"} and end - k < 3):
            return end
    return k


def _country_end(line: Line, grammar: Grammar, k: int, j: int) -> int:
    k += line.low(k) == "the"
    for end in range(min(j, k + 6), k, -1):
        if line.words(k, end) in grammar.countries:
            return end
    return k - 1


def _names(line: Line, grammar: Grammar, a: int, b: int, setting: Setting, inherited: str) -> tuple[list[str], str]:
    """Return the names for one member, and the country's adjective that a following bare noun shares."""
    raw = line.words(a, b)
    if name := _body_name(line, grammar, a, b, setting) if not inherited or line.low(a) in LEADING else "":
        return [name], ""
    if line.low(a) == "its" and line.low(a + 1) in {"committee", "delegation", "committees"} and not setting.un:
        return [f"EP {_clean(line.words(a + 1, b))}"], ""
    if listed := _authorities_of_list(line, grammar, a, b):
        return listed, ""
    first = a
    while first < b - 1 and line.low(first) in LEADING:
        first += 1
    country = grammar.countries.get(line.words(first, b))
    if country and line.words(first, b) != country.adjective:
        return [f"{country.adjective} {AUTHORITIES}"], ""
    adjective = _adjective(line, grammar, first, b)
    if first == a and not adjective and inherited and b - a <= 2:
        return [_authority_name(line, grammar, a, b, inherited) or f"{inherited} {_clean(raw)}"], inherited
    found = adjective or _bare_authorities(line, grammar, first, b, setting)
    authority = _authority_name(line, grammar, first, b, found) if found else ""
    return [authority or _clean(_reduce(line, a, b))], adjective


def _body_name(line: Line, grammar: Grammar, a: int, b: int, setting: Setting) -> str:
    for first in range(a, b):
        end = _body_end(line, grammar, first, b)
        if end > first and (end == b or _only_qualified(line, grammar, end, b)):
            form = line.words(first, end)
            body = grammar.bodies[form]
            if setting.un and body.un:
                return body.un
            foreign = setting.un and not body.listed and "EU" not in form and "Europ" not in form
            return "" if foreign and "community" not in form else _plain(body.name)
        if line.low(first) not in LEADING:
            return ""
    return ""


def _only_qualified(line: Line, grammar: Grammar, end: int, b: int) -> bool:
    follows = line.low(end)
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
    } or (follows.endswith("ing") or follows in {"’", "with", "still", "at", "on", "as", "under"})


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
    if line.low(head + 1) in {"of", "in"} and head + 2 < b:
        stop = _country_end(line, grammar, head + 2, b)
        if stop == b or (stop > head + 2 and not line.tokens[stop].is_word):
            start = head + 2 + (line.low(head + 2) == "the")
            return grammar.countries[line.words(start, stop)].adjective
    return ""


def _unknown_demonym(line: Line, grammar: Grammar, first: int, b: int) -> str:
    """Return the adjective of a country no table knows: `the *Tavrian* government`."""
    word = line.tokens[first].text
    noun = find_head(line, grammar, first, b)
    asked = noun == first + 1 and line.low(noun) in word_set(grammar.lexicon.authorities)
    return word if asked and is_demonym(word, grammar) else ""


def is_demonym(word: str, grammar: Grammar) -> bool:
    """Return whether a word looks like the adjective of a country: `Tavrian`, not `European`."""
    shape = word[:1].isupper() and len(word) > 4 and word.endswith(grammar.lexicon.demonym_endings)
    return shape and word not in grammar.countries and word not in word_set(grammar.lexicon.no_demonyms)


def _is_adjective(text: str, country: Country) -> bool:
    return text == country.adjective


def _bare_authorities(line: Line, grammar: Grammar, first: int, b: int, setting: Setting) -> str:
    """Return the adjective for `the government`, `the competent authorities` in a text about one country."""
    if (
        setting.country is None
        or setting.un
        or b - first > 3
        or line.low(first) in word_set(grammar.lexicon.subnational)
        or line.low(b - 1) not in word_set(grammar.lexicon.authorities)
    ):
        return ""
    plain = all(not token.is_capital or token.low in {"government", "authorities"} for token in line.tokens[first:b])
    return setting.country.adjective if plain else ""


def _authority_name(line: Line, grammar: Grammar, first: int, b: int, adjective: str) -> str:
    head = line.low(find_head(line, grammar, first, b))
    last = line.low(b - 1)
    words = word_set(grammar.lexicon.authorities)
    return f"{adjective} {AUTHORITIES}" if head in words or (last in words and b - first <= 6) else ""


def _authorities_of_list(line: Line, grammar: Grammar, a: int, b: int) -> list[str]:
    """Return one name per country for `the governments of Rwanda and Uganda`."""
    head = find_head(line, grammar, a, b)
    if line.low(head) not in PLURALS or line.low(head + 1) != "of":
        return []
    names, k = [], head + 2
    while k < b:
        end = _country_end(line, grammar, k, b)
        if end <= k:
            return []
        country = grammar.countries[line.words(k + (line.low(k) == "the"), end)]
        names.append(
            _authority_name(line, grammar, head, head + 1, country.adjective) or f"{country.adjective} {line.low(head)}"
        )
        k = end
        while k < b and line.low(k) in {",", "and"}:
            k += 1
    return names


def _reduce(line: Line, first: int, b: int) -> str:
    """Return a phrase with its relative clause as a participle: `companies ... that source from` → `sourcing from`."""
    for k in range(first + 1, b):
        if line.low(k) not in {"that", "which", "who"}:
            continue
        noun = next((n for n in range(first, k) if line.low(n).endswith("ing")), k)
        if (
            line.low(k + 2) in {"from", "in", "to", "with"}
            and b - k <= 6
            and not line.low(k + 1).endswith(("ed", "ve", "re", "s"))
        ):
            return f"{line.words(first, noun)} {line.low(k + 1).removesuffix('e')}ing {line.words(k + 2, b)}"
        return line.words(first, k) if b - first > NAME_LIMIT else line.words(first, b)
    return line.words(first, b)


def _clean(raw: str) -> str:
    text = re.sub(r"^(?:the|a|an|on|upon)\s", "", raw, flags=re.IGNORECASE)
    return _plain(text.strip(" ,–"))


def _plain(name: str) -> str:
    return name.replace("’", "'")


def is_pronoun(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether the phrase is `it`, `them` or the like, so that the addressee stands elsewhere."""
    text = line.words(i, j).lower().strip(" ,")
    return text in word_set(grammar.lexicon.pronouns) or text in {"the latter", "both", "them all", "him", "her"}
