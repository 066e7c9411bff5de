"""Who and what is named: people, organisations and laws, with acronyms tied to what they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct

from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.laws import find_laws
from exporter.analysis.demands.names import body_end
from exporter.analysis.demands.people import Runs, find_people, list_runs
from exporter.analysis.demands.tokens import TOKEN, Line, Range, tokenise
from exporter.model.demands import Entities
from exporter.model.notice import Notice, Severity
from exporter.model.resolution import Resolution, list_texts

# "Law on Associations and Non-Governmental Organisations (LANGO)"
DEFINITION = re.compile(r"\(‘?([A-Z][A-Za-z]*[A-Z][A-Za-z]*)’?\)")
# a letter first: so a search passes quickly over all that is none
ACRONYM = re.compile(r"[A-Z](?<!\w.)[A-Z]{2,7}\b")
BOUNDARY = re.compile(r"\b")
# "*Ms* Dolmatova"
CAPITALISED = re.compile(r"\b([A-Z][\w.’-]*) $")
# "Sakharov *P*rize", "Magnitsky*-*type"
NAME_GOES_ON = re.compile(r"-|(?:’s?)? [A-Z]")
SMALL = word_set("of the for and on in to de la du des al el against")
SHORT = 3
# "*NGO* Human Rights Association"
OF = word_set("of for on against to in")
GENERIC = word_set("NGO NGOs CSO")
NO_BODIES = word_set("Government Law Act Code Prosecutor’s")
# "African Union Peace and *Security Council*", "NATO *Secretary-General*", "National *Human Rights Council*"
COMMON = word_set("Security Human Secretary-General General Commission Council Parliament Delegation")
TITLE_LIMIT = 60


@dataclass
class Registry:
    """What the whole text defines: long names of acronyms, the name to show for each form, people met.

    `surnames` gives full names by surnames; `people` are all names, but for those that are such a surname. `starts` are
    the tokens with which forms to be shown begin, `runs` the capitalised words of each paragraph.
    """

    long_names: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    surnames: dict[str, str] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    runs: dict[Line, Runs] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def register(resolution: Resolution, paragraphs: tuple[Line, ...], grammar: Grammar) -> Registry:
    """Return the acronyms and people of a resolution, with Notices for acronyms that do not fit their names.

    `paragraphs` are the running texts of its paragraphs.
    """
    registry = Registry()
    places = list(_list_places(resolution, paragraphs))
    for line, place in places:
        for match in DEFINITION.finditer(line.text):
            _define(registry, grammar, match.group(1), line.text[: match.start()], place)
    people: set[str] = set()
    for line, place in places:
        _tie_misspelt(registry, grammar, line.text, place)
        runs = registry.runs[line] = list_runs(line, grammar)
        people.update(find_people(line, runs, grammar))
    registry.starts = frozenset(token.group() for form in registry.shown if (token := TOKEN.match(form)))
    registry.surnames = _tie_surnames(people, grammar)
    registry.people = tuple(sorted(people - registry.surnames.keys()))
    return registry


def _tie_surnames(people: set[str], grammar: Grammar) -> dict[str, str]:
    """Return full names by their last words, where only one person met bears it: `Dolmatova`, `Iren Dolmatova`."""
    full: dict[str, list[str]] = {}
    for name in sorted(people):
        first, *_, last = name.split() if " " in name else ("", "")
        if first and len(last) > SHORT:
            full.setdefault(last, []).append(name)
    known = (grammar.countries, grammar.bodies, grammar.no_people)
    alone = {last: names[0] for last, names in full.items() if len(names) == 1}
    return {last: name for last, name in alone.items() if not any(last in table for table in known)}


def _list_places(resolution: Resolution, paragraphs: tuple[Line, ...]) -> Iterator[tuple[Line, str]]:
    yield tokenise(resolution.title), "title"
    for citation in resolution.citations:
        yield tokenise(citation.text), "citation"
    for recital in resolution.recitals:
        yield tokenise(" ".join(list_texts(recital))), f"recital {recital.label}"
    for paragraph, line in zip(resolution.paragraphs, paragraphs, strict=True):
        yield line, f"paragraph {paragraph.number}"


def _define(registry: Registry, grammar: Grammar, acronym: str, before: str, place: str) -> None:
    name = _find_long_name(acronym, before)
    if not name or acronym in registry.long_names:
        return
    registry.long_names[acronym] = name
    initials = _initials(name)
    if initials != acronym and len(initials) == len(acronym) and sorted(initials) == sorted(acronym):
        registry.shown[acronym] = registry.shown[name] = registry.shown[initials] = name
        registry.long_names[initials] = name
        message = f"“{acronym}” stands for “{name}”, whose initials are {initials}; both are taken for the same"
        registry.notices.append(
            Notice(severity=Severity.INFO, code="acronym-misspelt", message=message, location=place)
        )
        return
    body = grammar.bodies.get(name) or grammar.bodies.get(acronym)
    registry.shown[acronym] = registry.shown[name] = body.name if body else acronym


def _find_long_name(acronym: str, before: str) -> str:
    """Return the name before `(ABC)`: the shortest run of words that starts with its first letter and can spell it."""
    words = before.split()[-14:]
    best = ""
    for start in range(len(words) - 1, -1, -1):
        word = words[start].lstrip("‘“")
        if any(sign in words[start] for sign in ";:.") or (start < len(words) - 1 and words[start].endswith(",")):
            break
        if not word[:1].isupper() and word.lower() not in SMALL:
            break
        if word[:1] == acronym[0] and len(words) - start > 1:
            best = " ".join(words[start:]).strip("‘“’” ,")
            if len(_initials(best)) >= len(acronym):
                break
    return best


def _initials(name: str) -> str:
    parts = re.split(r"[\s-]+", name)
    return "".join(part.lstrip("‘“")[:1] for part in parts if part[:1].isupper())


def _tie_misspelt(registry: Registry, grammar: Grammar, text: str, place: str) -> None:
    for acronym in ACRONYM.findall(text) if registry.long_names else ():
        if acronym in registry.long_names or acronym in grammar.bodies:
            continue
        near = next((known for known in registry.long_names if _swapped(known, acronym)), None)
        if near is None:
            continue
        name = registry.long_names[near]
        registry.long_names[acronym] = registry.shown[acronym] = registry.shown[near] = registry.shown[name] = name
        message = f"“{acronym}” is taken for “{near}”, {name}; the quotation keeps the spelling of the source"
        registry.notices.append(
            Notice(severity=Severity.WARNING, code="acronym-misspelt", message=message, location=place)
        )


def _swapped(known: str, other: str) -> bool:
    """Return whether two acronyms differ by two letters that changed places, as CNPR and CNRP."""
    if len(known) != len(other) or len(known) < 4:
        return False
    differing = [i for i in range(len(known)) if known[i] != other[i]]
    return (
        len(differing) == 2
        and known[differing[0]] == other[differing[1]]
        and known[differing[1]] == other[differing[0]]
    )


class Mention(Struct, frozen=True, order=True, gc=False):
    """A name met in a text: where, as what, and the name to show."""

    start: int
    end: int
    kind: str
    name: str


def find_mentions(line: Line, grammar: Grammar, registry: Registry) -> tuple[Mention, ...]:
    """Return who and what a paragraph names, in order of appearance."""
    text, kinds = line.text, frozenset(kind for _, hint in line.hints if hint.laws for kind in hint.laws)
    laws = [Mention(*span, "law", name) for span, name in find_laws(line, kinds, grammar)] if kinds else []
    named = [Mention(*span, "organisation", name) for span, name in _find_organisations(line, grammar, registry)]
    organisations = [m for m in named if not any(m.start < law.end and law.start < m.end for law in laws)]
    # "repeal *the law*"
    found = grammar.signs.unnamed_laws.find(text, 0, len(text)) if "unnamed" in kinds else ()
    unnamed = [Mention(*match.span(1), "unnamed", match.group(1)) for match in found]
    people = [Mention(*place, "person", name) for name in registry.people for place in _find_name(text, name)]
    people += _find_surnames(text, grammar, registry)
    acronyms = [
        Mention(*match.span(), "acronym", registry.long_names[match.group()])
        for match in (ACRONYM.finditer(text) if registry.long_names else ())
        if match.group() in registry.long_names
    ]
    return tuple(sorted([*laws, *organisations, *people, *unnamed, *acronyms]))


def _find_name(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands, not as a part of a word; every text has names of its own: no pattern is made."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if BOUNDARY.match(text, start) and BOUNDARY.match(text, end):
            yield start, end
        start = text.find(name, start + 1)


def _find_surnames(text: str, grammar: Grammar, registry: Registry) -> Iterator[Mention]:
    """Yield people named by surname alone: `Isaak`, `Ms Dolmatova`; not `Sakharov Prize`, `Magnitsky-type`."""
    for surname, name in registry.surnames.items():
        for start, end in _find_name(text, surname):
            title = _find_title(text, start)
            plain = title is None or title.group(1) in grammar.lexicon.person_titles
            if plain and not NAME_GOES_ON.match(text, end):
                yield Mention(title.start() if title else start, end, "person", name)


def _find_title(text: str, end: int) -> re.Match[str] | None:
    """Return the capitalised word that ends, with a space, before the character `end`."""
    far = max(0, end - TITLE_LIMIT)
    return CAPITALISED.search(text, max(far, text.rfind(" ", far, max(far, end - 1)) + 1), end)


def list_entities(mentions: tuple[Mention, ...], start: int, end: int) -> Entities:
    """Return what is named between two characters, each name once."""
    inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
    if not inside:
        return Entities()
    unnamed = [mention.name for mention in inside if mention.kind == "unnamed"]
    laws = _unique(m.name for m in inside if m.kind == "law")
    return Entities(
        people=_unique(m.name for m in inside if m.kind == "person"),
        organisations=_unique(m.name for m in inside if m.kind == "organisation"),
        laws=laws or (("unnamed " + " and ".join(f"'{words}'" for words in unnamed),) if unnamed else ()),
    )


def list_long_names(mentions: tuple[Mention, ...], start: int, end: int) -> list[str]:
    """Return the long names of the acronyms between two characters."""
    return [m.name for m in mentions if m.kind == "acronym" and start <= m.start and m.end <= end]


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.replace("’", "'") for name in names))


def _find_organisations(line: Line, grammar: Grammar, registry: Registry) -> Iterator[tuple[tuple[int, int], str]]:
    kinds, within, before = grammar.lexicon.organisation_words, (0, 0), (0, 0)
    for i, j in registry.runs[line]:
        if i >= within[1]:
            within = (i, body_end(line, grammar, i, len(line.tokens)))
        if within[1] > j or i > within[0]:
            # "Office of the *High Commissioner*"; "members of *ASEAN*" are none themselves, but name one
            end = within[1] if i == within[0] else j
            body = grammar.bodies.get(line.words(i, end))
            if body and body.listed and (i == within[0] or not grammar.bodies[line.words(*within)].listed):
                yield (line.starts[i], line.end(end)), body.name
            continue
        first = before[0] if _goes_on(line, grammar, registry, before, i) else i
        name = _organisation(line, grammar, registry, kinds, first, j)
        before = (i, j) if not name else (0, 0)
        if name:
            yield (line.starts[first], line.end(j)), name


def _goes_on(line: Line, grammar: Grammar, registry: Registry, before: Range, i: int) -> bool:
    """Return whether a run goes on the one before it: `the Truth and *Reconciliation Commission*`."""
    first, end = before
    if end != i - 1 or line.low[end] != "and" or line.low[first - 1] != "the":
        return False
    words = line.words(first, end)
    known = words in grammar.bodies or words in grammar.countries or words in registry.people
    return not known and not any(word in registry.shown or word in registry.surnames for word in words.split())


def _organisation(line: Line, grammar: Grammar, registry: Registry, kinds: frozenset[str], i: int, j: int) -> str:
    for start in range(i, j):
        if line.spelt[start] not in grammar.body_starts and line.spelt[start] not in registry.starts:
            continue
        text = line.words(start, j)
        if text in registry.shown:
            return "" if _is_thing(registry.long_names.get(text, text), grammar) else registry.shown[text]
        body = grammar.bodies.get(text)
        if body and not _is_of_other(line, i, start, j):
            return body.name if body.listed else _organisation_in(line, grammar, registry, i, start)
    for k in range(i, j):
        word = line.spelt[k]
        if word in registry.shown and not _is_thing(registry.long_names.get(word, word), grammar):
            return registry.shown[word]
    return _named_by_kind(line, grammar, kinds, i, j)


def _named_by_kind(line: Line, grammar: Grammar, kinds: frozenset[str], i: int, j: int) -> str:
    """Return a name that says of what kind it is, or where: `Open Doors *Foundation*`, `Viasna *Belarus*`."""
    i += line.spelt[i] in GENERIC and j - i > 2
    name = line.words(i, j)
    words = name.split()
    if len(words) < 2 or name in grammar.bodies or not NO_BODIES.isdisjoint(words) or _is_place(words, grammar):
        return ""
    if words[-1] in kinds or _names_kind(words, kinds):
        return re.sub(r"\b(\w+)s’ (?=Party\b)", r"\1’s ", name)
    return name if words[-1] in grammar.countries and words[0] not in grammar.lexicon.not_names else ""


def _is_thing(name: str, grammar: Grammar) -> bool:
    """Return whether a name is that of a law or an instrument: `Free Trade Agreement`, `Instrument for Democracy`."""
    words = name.split()
    head = next((n - 1 for n, word in enumerate(words) if n and word in OF), len(words) - 1)
    return words[head] in grammar.lexicon.things_named or words[head] in grammar.lexicon.law_words.split()


def _names_kind(words: list[str], kinds: frozenset[str]) -> bool:
    """Return whether a name says what it is, and of what: `Bar *Association* of Istanbul`."""
    kinds -= {"International", "Army", "Forces"}
    return any(word in kinds and after in {"of", "for"} for word, after in pairwise(words))


def _is_of_other(line: Line, i: int, start: int, j: int) -> bool:
    """Return whether a body bears a common name but is another's: `National *Human Rights Council*`."""
    if line.spelt[start] not in COMMON:
        return False
    ours = line.text.startswith((" of the UN", " of the United"), line.end(j))
    return (start > i and line.tokens[start - 1].is_capital) or (line.low[j] == "of" and not ours)


def _organisation_in(line: Line, grammar: Grammar, registry: Registry, i: int, end: int) -> str:
    return next((registry.shown[line.spelt[k]] for k in range(i, end) if line.spelt[k] in registry.shown), "")


def _is_place(words: list[str], grammar: Grammar) -> bool:
    roles = {"President", "Minister", "Government", "Republic", "Kingdom", "State", "Parliament", "King", "Member"}
    return (
        " ".join(words) in grammar.countries
        or bool(roles & set(words))
        or (words[0] in grammar.countries and len(words) == 1)
    )
