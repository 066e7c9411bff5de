"""Who is asked: a noun phrase taken apart into addressees, each with a normalised name."""

from collections.abc import Iterator

from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.names import (
    LEADING,
    PLURALS,
    Setting,
    body_end,
    country_end,
    is_person,
    joins_country,
    name_member,
)
from exporter.analysis.demands.phrases import ends_with_company, find_head, is_agent
from exporter.analysis.demands.tokens import Line
from exporter.model.demands import Addressee

BEFORE_MEMBER = word_set("on upon from to and , both also therefore once again namely")
TRAILING = word_set(
    ", and not only both each also too either therefore again alike jointly instead – - — "
    "itself themselves himself herself"
)
# "*where* appropriate"
HEDGING = word_set("where as if when")
THAT_IS = ("i", ".", "e", ".")
AS_WELL_AS = ("as", "well", "as")
# "*the* state broadcaster, RTS,"
APPOSED = word_set("the its their")
MEMBER_LIMIT = 60
EMPHASIS_LIMIT = 4
AND = frozenset({"and"})
PLURAL_LIMIT = 4


def read_addressees(line: Line, grammar: Grammar, i: int, j: int, setting: Setting) -> tuple[Addressee, ...]:
    """Return the addressees named in tokens `i` to `j`, in order, each once."""
    found: dict[str, Addressee] = {}
    adjective = ""
    members = _drop_apposition(line, grammar, list(_members(line, grammar, i, j)))
    for n, (a, b) in enumerate(members):
        raw = line.words(a, b)
        if _is_named_beside(line, grammar, members, n) or _is_named_next(line, grammar, members, n):
            continue
        names, adjective = name_member(line, grammar, a, b, setting, adjective)
        for name in names:
            found.setdefault(name, Addressee(name=name, raw=raw, explicit=True))
    return tuple(found.values())


def _drop_apposition(line: Line, grammar: Grammar, members: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the members without what only tells of the one: `Al-Nahar, *the only independent daily*, (should)`."""
    if len(members) != 2:
        return members
    (_, end), (a, b) = members
    apposed = a == end + 1 and line.low[end] == line.low[b] == "," and line.low[a] in {"the", "a", "an"}
    return members[:1] if apposed and body_end(line, grammar, a + 1, b) < b else members


def _is_named_next(line: Line, grammar: Grammar, members: list[tuple[int, int]], n: int) -> bool:
    """Return whether the next member is the name of this one: `*the broadcaster*, RTS, and the regulator, HAC,`."""
    if n + 1 >= len(members):
        return False
    (a, b), (start, stop) = members[n], members[n + 1]
    told = line.low[a] in APPOSED and _is_plain(line, b - 1) and not line.low[b - 1].endswith("s")
    closed = told and start == b + 1 and line.low[b] == line.low[stop] == ","
    if not closed or (n > 0 and line.low[a - 1] == ","):  # "the army, the police, SIEDO, and"
        return False
    name = line.words(start, stop)
    named = all(token.is_capital for token in line.tokens[start:stop]) and line.low[start] not in grammar.determiners
    return named and name not in grammar.bodies and name not in grammar.countries


def _is_plain(line: Line, k: int) -> bool:
    """Return whether a word without a capital stands at `k`, no bracket."""
    return line.tokens[k].is_word and not line.tokens[k].is_capital


def _is_named_beside(line: Line, grammar: Grammar, members: list[tuple[int, int]], n: int) -> bool:
    """Return whether a member only names who holds the office beside it: `Mr X, the VP/HR,`, `the Chair, X Y,`."""
    a, b = members[n]
    if not is_person(line, grammar, a, b):
        return False
    if n > 0 and line.low[a - 1] == "," and b - a > 1 and _is_office(line, grammar, *members[n - 1]):
        return True
    after = members[n + 1] if n + 1 < len(members) else (0, 0)
    closed = line.low[b] == "," and line.low[after[1]] == "," and after[0] == b + 1
    return closed and _is_office(line, grammar, *after)


def _is_office(line: Line, grammar: Grammar, a: int, b: int) -> bool:
    a += line.low[a] in LEADING
    b = next((k for k in range(a + 1, b) if line.low[k] == "("), b)  # "the High Representative *(VP/HR)*"
    body = grammar.bodies.get(line.words(a, b))
    return bool(body and body.office) or line.low[find_head(line, grammar, a, b)] in grammar.lexicon.offices


def _members(line: Line, grammar: Grammar, i: int, j: int) -> Iterator[tuple[int, int]]:
    start, aside = i, False
    k = i
    while k < j:
        body = body_end(line, grammar, k, j) if k == start or line.low[k - 1] in LEADING else k
        if body > k:
            k = body
            continue
        width = 0 if joins_country(line, grammar, k, j) else _separator(line, k)
        if width and not line.depths[k]:
            aside_next = _is_aside(line, grammar, k + width, j)
            if aside_next and line.low[k] == ",":
                yield from _member(line, grammar, start, k, aside)
                start, aside = k + width, True
                if ends_with_company(line, grammar, AND, start, j):
                    return  # "(the Secretary-General), in consultation with the Union, the Authority and donors,"
            elif not aside or line.low[k] == ",":
                new = _skip_emphasis(line, grammar, k + width + (line.low[k + width] == "and"), j)
                if _ends_list(line, aside, start, new) and _starts_member(line, grammar, start, k, new, j, aside):
                    yield from _member(line, grammar, start, k, aside)
                    start, aside = new, False
        k += max(width, 1)
    yield from _member(line, grammar, start, j, aside)


def _separator(line: Line, k: int) -> int:
    """Return how many tokens stand between two members: `,`, `and`, `as well as`, `, as well as`."""
    comma = line.low[k] == ","
    if (line.low[k + comma], line.low[k + comma + 1], line.low[k + comma + 2]) == AS_WELL_AS:
        return comma + len(AS_WELL_AS)
    return 1 if line.low[k] in {",", "and", "or"} else 0


def _skip_emphasis(line: Line, grammar: Grammar, k: int, j: int) -> int:
    """Return the token of who is asked behind `and`: `all parties, and in particular *the Syrian authorities*`."""
    phrases = grammar.lexicon.emphasis if line.low[k - 1] == "and" else ()
    rest = line.words(k, min(j, k + EMPHASIS_LIMIT)).lower() + " "
    return k + next((phrase.count(" ") + 1 for phrase in phrases if rest.startswith(phrase + " ")), 0)


def _member(line: Line, grammar: Grammar, a: int, b: int, aside: bool) -> Iterator[tuple[int, int]]:
    while a < b and line.low[a] in BEFORE_MEMBER and not (line.low[a] == "both" and line.low[b] not in {"and", ","}):
        a += 1
    a += len(THAT_IS) if tuple(line.low[a : a + len(THAT_IS)]) == THAT_IS else 0
    b = _find_role(line, grammar, a, b)
    while b > a and (line.low[b - 1] in TRAILING):
        b -= 1
    if line.words(max(a, b - 2), b).lower() == "in particular" and b - a > 2:
        b -= 2
    if a < b and not aside:
        yield a, b


def _find_role(line: Line, grammar: Grammar, a: int, b: int) -> int:
    """Return where somebody's role or examples start: `Indonesia *as its chair*`, `platforms *such as Facebook*`."""
    for k in range(a + 1, b):
        if (line.low[k], line.low[k + 1]) == ("such", "as"):
            return k
        if line.low[k] == "as" and line.low[k + 1] in grammar.determiners:
            return k
    return b


def _is_aside(line: Line, grammar: Grammar, k: int, j: int) -> bool:
    if line.low[k] not in grammar.asides:
        return False
    rest = line.words(k, min(j, k + 6)).lower()
    return not rest.startswith(("as well as ", "as well as,")) and f"{rest} ".startswith(grammar.asides[line.low[k]])


def _starts_member(line: Line, grammar: Grammar, start: int, stop: int, new: int, j: int, aside: bool) -> bool:
    """Return whether a further addressee starts at `new`, and not the rest of the one that ends at `stop`.

    `the presidents of Rwanda *and Uganda*` go on.
    """
    if new >= j:
        return False
    if line.low[new] in {"on", "upon"}:
        return True
    if line.low[new] in grammar.prepositions or _is_further_place(line, grammar, start, new, j):
        return False
    if _ends_in_adjective(line, grammar, stop):  # "with *traditional*, religious and community leaders"
        return False
    owns = line.low[stop - 1] in {"’", "'"}  # "employers’ and *workers’ organisations*"
    if owns or _continues_name(line, grammar, start, new, j):
        return False
    so_far = [line.low[k] for k in range(max(start, new - MEMBER_LIMIT), new)]
    if PLURALS & set(so_far) and {"of", "in"} & set(so_far) and country_end(line, grammar, new, j) > new:
        return False
    if {"that", "which", "who"} & set(so_far) and line.low[new] not in {"the", "its", "their", "all"}:
        return False
    plurals = _are_plurals(line, grammar, start, stop, new, j)
    if not (aside or plurals or _is_member(line, grammar, start, stop)):  # "Russian federal *and* local authorities"
        return False
    return (plurals and not aside) or _is_somebody(line, grammar, new, j)


def _is_somebody(line: Line, grammar: Grammar, new: int, j: int) -> bool:
    """Return whether somebody is named at `new`, or before the next `and`: `*local* and regional authorities`."""
    stop = _segment_end(line, grammar, new, j)
    if line.low[j - 1] in grammar.lexicon.levels:  # "at federal, *state and local level*"
        return False
    definite = line.low[new] in {"the", "all", "its", "their"}
    if body_end(line, grammar, new + definite, j) >= stop or is_agent(line, grammar, new, stop, lenient=definite):
        return True
    if stop + 1 < j and line.low[stop] == "," and stop - new == 1 and _is_adjective(line, grammar, new):
        return _is_somebody(line, grammar, stop + 1, j)  # "*international, regional and subregional organizations*"
    # "the Member States and *local and regional authorities*", not "water and *sanitation* and the Expert"
    return (
        stop - new <= 2
        and line.low[stop] == "and"
        and line.low[stop + 1] not in grammar.determiners
        and is_agent(line, grammar, stop + 1, _segment_end(line, grammar, stop + 1, j))
    )


def _ends_in_adjective(line: Line, grammar: Grammar, stop: int) -> bool:
    """Return whether a noun is still to come: `the *national*, regional and local authorities`."""
    return line.low[stop - 2] not in HEDGING and _is_adjective(line, grammar, stop - 1)


def _is_adjective(line: Line, grammar: Grammar, k: int) -> bool:
    token, words = line.tokens[k], grammar.lexicon
    if token.is_capital or token.low in grammar.agents or not token.is_word:
        return False
    return (
        token.low in words.subnational or token.low in words.adjectives or token.low.endswith(words.adjective_endings)
    )


def _are_plurals(line: Line, grammar: Grammar, start: int, stop: int, new: int, j: int) -> bool:
    """Return whether two plain plurals stand side by side: `brands *and online marketplaces*`."""
    after = _segment_end(line, grammar, new, j)
    known = line.low[stop - 1] in grammar.agents or line.low[after - 1] in grammar.agents
    return known and _is_plural(line, grammar, start, stop) and _is_plural(line, grammar, new, after)


def _is_plural(line: Line, grammar: Grammar, a: int, b: int) -> bool:
    words = line.tokens[a:b]
    plain = 0 < len(words) <= PLURAL_LIMIT and all(token.is_word and not token.is_capital for token in words[1:])
    head = line.low[b - 1]
    ends = head.endswith("s") and not head.endswith(("ss", "us", *grammar.lexicon.thing_endings))
    known = head in grammar.things or head in grammar.lexicon.levels or head in grammar.prepositions
    return plain and ends and not known


def _is_member(line: Line, grammar: Grammar, a: int, b: int) -> bool:
    """Return whether somebody is named: `the Council`, `international and regional *organisations*`."""
    if body_end(line, grammar, a + (line.low[a] in LEADING), b) == b:
        return True
    if is_agent(line, grammar, a, b, lenient=line.low[a] in {"the", "all"}):
        return True
    last = next((k + 1 for k in range(b - 1, a, -1) if line.low[k] == "and"), a)
    return a < last < b and is_agent(line, grammar, last, b)


def _is_further_place(line: Line, grammar: Grammar, start: int, new: int, j: int) -> bool:
    """Return whether a country only says where somebody is: `companies operating in Georgia *and Armenia*`."""
    if country_end(line, grammar, new, j) < _segment_end(line, grammar, new, j):
        return False
    head = line.low[find_head(line, grammar, start, new)]
    if head in grammar.lexicon.offices or head in grammar.lexicon.authorities:
        return False
    last = next((k for k in range(new - 1, start, -1) if line.low[k] not in {",", "and", "or"}), start)
    begins = (k for k in range(max(start + 1, last - 5), last + 1) if line.low[k - 1] in grammar.prepositions)
    return any(country_end(line, grammar, k, last + 1) == last + 1 for k in begins)


def _continues_name(line: Line, grammar: Grammar, start: int, new: int, j: int) -> bool:
    """Return whether a name goes on behind a comma or `and`: `Committee on the Environment, *Public Health and*`."""
    stop = _segment_end(line, grammar, new, j)
    words = [token.text for token in line.tokens[new:stop]]
    known = body_end(line, grammar, new, j) > new or country_end(line, grammar, new, j) > new
    if not line.tokens[new].is_capital or known:
        return False
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper():  # "the Organization of States and *CARICOM*"
        return False
    if line.low[start] == "the" and new - start == 3 and line.low[new - 1] == "and" and stop - new > 1:
        # "the *Food and Agriculture Organization*"
        return line.tokens[start + 1].is_capital and line.words(start + 1, start + 2) not in grammar.bodies
    if line.low[find_head(line, grammar, new, stop)] in grammar.agents:
        return False
    holders = grammar.lexicon.list_holders - grammar.lexicon.offices
    heads = [k for k in line.find(holders, start, new) if line.tokens[k].is_capital]
    return any(line.low[k + 1] in {"on", "for", "of"} for k in heads)


def _ends_list(line: Line, aside: bool, start: int, new: int) -> bool:
    """Return whether a list of examples ends here: `including Serbia, Bosnia, *and the Council*`."""
    examples = line.low[start] in {"including", "such", "like", "especially", "notably", "particularly"}
    return not (aside and examples) or (line.low[new - 1] == "and" and line.low[new - 2] == ",")


def _segment_end(line: Line, grammar: Grammar, i: int, j: int) -> int:
    ends = (k for k in range(i, min(j, i + MEMBER_LIMIT)) if line.low[k] in {",", "and"})
    return next((k for k in ends if not joins_country(line, grammar, k, j)), j)
