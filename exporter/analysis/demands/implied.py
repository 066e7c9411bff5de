"""Addressees that the text does not name: proposed only for good reason, and always marked as implied."""

import re
from collections.abc import Iterable
from functools import cache

from exporter.analysis.demands.addressees import read_addressees
from exporter.analysis.demands.complements import Complement
from exporter.analysis.demands.grammar import Country, Grammar
from exporter.analysis.demands.names import Setting, body_end, is_demonym
from exporter.analysis.demands.phrases import is_agent
from exporter.analysis.demands.predicates import is_passive
from exporter.analysis.demands.tokens import Line, tokenise
from exporter.model.demands import Addressee, Kind, Statement
from exporter.model.resolution import Resolution, list_texts

# "Belarus: the trials", "the trials (Belarus)"
PUNCTUATION = re.compile(r"[,:;()‘’“”]")
RANKS = frozenset({"former", "latter"})
# "parties *to* the conflict", "States *which* retain it", "companies *operating* there"
BEHIND_HEAD = re.compile(r" (?:of|for|in|on|to|with|at|from|that|which|who|whose|based|established|\w+ing)\b")
WORDS = re.compile(r"[^\W_]+")
# "demands that *it* drop the charges"
ACTING = frozenset({"it", "they"})
# how many statements before may tell whose law is meant
NEAR = 5
POSSESSIVES = ("its ", "their ", "his ", "her ")
STOPPING = frozenset({"cease", "end", "halt", "stop"})
ACT_REACH = 8
# "the *declared* intention", "its *recent* decision"
ADJECTIVES = 1
# "Regrets that *Parliament* dissolved the court; calls on it to": who speaks asks nothing of itself
SPEAKER = "European Parliament"
# "calls on *him* to": neither a State nor a body
PERSONAL = frozenset({"him", "her"})
CONTINUING = frozenset({"moreover", "also", "further", "furthermore", "likewise", "additionally"})
CONTINUING_REACH = 4
UNION = "European Union"
# "held *in* Russia", "seized *by* the Houthis"
DOING = frozenset({"in", "by"})
ELISION = re.compile(r"\b[LlDd][’'](?=[^\W_])")


def find_country(title: str, grammar: Grammar) -> Country | None:
    """Return the only country that a title speaks of, None where there are several or none."""
    # "la situation en l’Iran": in Romance languages an article may hang on the name
    return _only_country(ELISION.sub("", title) if grammar.lexicon.romance else title, grammar)


def guess_country(title: str, texts: tuple[str, ...], grammar: Grammar) -> Country | None:
    """Return the country of the title that no table knows, by its adjective in the texts: `Tavria`, `Tavrian`."""
    titles = [word.strip(",.;()’'") for word in title.split()]
    names = [word for word in titles if len(word) > 3 and word[:1].isupper() and word not in grammar.countries]
    if not names:
        return None
    found: dict[str, Country] = {}
    pattern, stems = _before_authorities(grammar.lexicon.authorities), [_stem(name) for name in names]
    for text in texts:
        for match in pattern.finditer(text) if any(stem in text for stem in stems) else ():
            adjective = match.group(1)
            name = next((n for n in names if _stem(n) == adjective[: len(_stem(n))]), "")
            if name and is_demonym(adjective, grammar):
                found.setdefault(name, Country(name, adjective, (name, adjective)))
    return next(iter(found.values())) if len(found) == 1 else None


def find_government(resolution: Resolution, paragraphs: tuple[str, ...], grammar: Grammar) -> str:
    """Return what `the Government` is called in a text of the United Nations on a country that no table knows."""
    names = [word.strip(",.;()’'") for word in resolution.title.split()]
    texts = (*list_recital_texts(resolution), *paragraphs)
    for name in names:
        phrase = grammar.lexicon.government_of.format(name)
        if name[:1].isupper() and phrase and any(phrase in text for text in texts):
            return phrase
    return ""


def is_contested(texts: Iterable[str], grammar: Grammar) -> bool:
    """Return whether a text speaks of others who hold power beside the State: rebels, militias, parties to a war."""
    powers = grammar.lexicon.other_powers
    return bool(powers) and any(re.search(powers, text) for text in texts)


def list_recital_texts(resolution: Resolution) -> tuple[str, ...]:
    """Return the words of the recitals, in order."""
    return tuple(text for recital in resolution.recitals for text in list_texts(recital))


@cache
def _before_authorities(authorities: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of `the *Tavrian* Government`."""
    return re.compile(rf"(?<![\w’'-])([A-Z]\w+) (?i:{'|'.join(sorted(authorities))})\b")


def _stem(name: str) -> str:
    """Return what a country's name and adjective share: `Tavri`, `Morav`."""
    return name[: max(4, len(name) - 2)]


def _only_country(text: str, grammar: Grammar) -> Country | None:
    found: dict[str, Country] = {}
    words = PUNCTUATION.sub(r" \g<0> ", text.replace("’s", "").replace("'s", "")).split()
    i = 0
    while i < len(words):
        widths = range(min(6, len(words) - i), 0, -1) if words[i] in grammar.country_starts else ()
        width = next((w for w in widths if " ".join(words[i : i + w]) in grammar.countries), 0)
        if width:
            country = grammar.countries[" ".join(words[i : i + width])]
            found[country.name] = country
        i += max(width, 1)
    return next(iter(found.values())) if len(found) == 1 else None


def imply_addressees(
    line: Line,
    grammar: Grammar,
    complement: Complement,
    acts: tuple[str, ...],
    before: tuple[Statement, ...],
    setting: Setting,
    number: int | None,
) -> tuple[Addressee, ...]:
    """Return the addressees a reader would take as meant: of `it`, the last one asked; of a release, the country's."""
    if complement.pronoun:
        return _mean_pronoun(line, grammar, complement, acts, before, setting, number)
    text = " ".join(line.words(i, j) for i, j in complement.actions)
    state, beside = grammar.lexicon.state_acts, grammar.lexicon.state_acts_beside
    if not state & set(acts) or not state | beside >= set(acts):
        return ()
    low = {word.strip(",;’()") for word in text.lower().split()}
    if STOPPING & set(acts) and _is_end_to_others(line, grammar, complement, acts, text):
        return ()
    if low & grammar.lexicon.outsiders or setting.un or setting.contested or _is_release_of_thing(low, acts, grammar):
        return ()
    country = setting.country
    if country is None:
        return _neighbour(before, number)
    here = before[-1].text if before and before[-1].paragraph == number and number is not None else ""
    if any(_is_held_elsewhere(said, country, grammar) for said in (text, here)):
        return ()
    if _names_other(text, country, grammar) or _is_law_of_part(text, country, grammar, acts, before, number):
        return ()
    if _follows_body(line, grammar, complement, before, number):
        found = _antecedent(before, setting, grammar)
        many = line.low[complement.actions[0][0] + 1] == "they"
        return found if _agrees(found, plural=many) and _is_of_state(found, grammar) else ()
    name = f"{country.adjective} authorities"
    asked = _neighbour(before, number)
    return () if asked and asked[0].name != name else (Addressee(name=name, raw="", explicit=False),)


def _mean_pronoun(
    line: Line,
    grammar: Grammar,
    complement: Complement,
    acts: tuple[str, ...],
    before: tuple[Statement, ...],
    setting: Setting,
    number: int | None,
) -> tuple[Addressee, ...]:
    """Return who is meant by `it`, `them`, `the latter`: the one asked or told of just before, if no other may be."""
    said = {line.low[k] for i, j in complement.addressees for k in range(i, j)}
    plural = not said.isdisjoint({"them", "both"})
    found = _antecedent(before, setting, grammar) if before and before[-1].paragraph == number else ()
    if ranked := said & RANKS:
        return _pick(found, ranked)
    if not found or not _agrees(found, plural=plural):
        return ()
    # "Regrets the decision of Benin to leave the Court; asks it to *reconsider*"
    undone = before[-1].kind is Kind.POSITION and not grammar.lexicon.undoing.isdisjoint(acts)
    sure = undone or not said.isdisjoint(PERSONAL) or _goes_on(line, complement)
    return found if sure or not _names_rival(before[-1], found, grammar, setting, plural) else ()


def _goes_on(line: Line, complement: Complement) -> bool:
    """Return whether the same one is asked again: `(asks) it, *moreover*, to`, `*also* asks it to`."""
    start, end = complement.addressees[0][0], complement.actions[0][0] if complement.actions else 0
    return not CONTINUING.isdisjoint(line.low[max(0, start - CONTINUING_REACH) : end])


def _is_end_to_others(line: Line, grammar: Grammar, complement: Complement, acts: tuple[str, ...], text: str) -> bool:
    """Return whether what is to end may be no State’s doing: `the war`, `the attacks; for their cessation`."""
    if text.lower().startswith(POSSESSIVES):
        return True
    if complement.form in {"that", "third"} and not is_passive(line, complement.verb):
        return True  # "stresses that the violence *must stop*": by whom is not said
    return set(acts) <= STOPPING and grammar.lexicon.state_doings.isdisjoint(WORDS.findall(text.lower()))


def _is_release_of_thing(low: set[str], acts: tuple[str, ...], grammar: Grammar) -> bool:
    """Return whether no prisoner is to go free: `the release of the *funds*`."""
    return "release" in acts and not low.isdisjoint(grammar.lexicon.released_things)


def _is_held_elsewhere(text: str, country: Country, grammar: Grammar) -> bool:
    """Return whether others than the country's authorities act: `abducted by *gangs*`, `*in Russia*`."""
    words = WORDS.findall(text)
    low = [word.lower() for word in words]
    if not grammar.lexicon.captors.isdisjoint(low):
        return True
    others = [k for k, word in enumerate(words) if grammar.countries.get(word, country) is not country]
    doers = grammar.lexicon.authorities | grammar.lexicon.state_bodies | grammar.lexicon.troops
    named = [k for k in others if k and words[k] == grammar.countries[words[k]].name]
    there = any(low[k - 1 - (low[k - 1] == "the")] in DOING for k in named)
    return there or any(low[k + 1] in doers for k in others if k + 1 < len(low))  # "a *US court*"


def _names_rival(
    last: Statement, found: tuple[Addressee, ...], grammar: Grammar, setting: Setting, plural: bool
) -> bool:
    """Return whether another one is named that `it` may mean: `asks the Commission to sue *Hungary*; urges it to`."""
    names = {addressee.name for addressee in found} | {SPEAKER, UNION}
    line = tokenise(last.text)
    said = last.text[: last.actions[-1].span.end - last.span.start] if last.actions else last.text
    k, end = _behind(line, last), line.token_from(len(said))
    own = setting.country is not None and f"{setting.country.adjective} authorities" in names
    rivals = grammar.lexicon.state_bodies if own else grammar.lexicon.authorities | grammar.lexicon.state_bodies
    rivals |= (
        grammar.agents if plural and not own else frozenset()
    )  # "asks the States to support *NGOs*; encourages them to"
    while k < end:
        body = body_end(line, grammar, k, end)
        if not own and _is_rival(line, grammar, k, body, names, plural):
            return True
        if body == k and line.low[k] in rivals and line.low[k].endswith("s") == plural:
            return True
        k = max(body, k + 1)
    return False


def _behind(line: Line, last: Statement) -> int:
    """Return the token behind whom a demand asks, or behind the verb of a position."""
    first = last.actions[0].span.start - last.span.start if last.actions else last.text.find(last.verb)
    return line.token_from(first + (0 if last.actions else len(last.verb)))


def _is_rival(line: Line, grammar: Grammar, k: int, end: int, names: set[str], plural: bool) -> bool:
    """Return whether a country or a body is named at `k` that is none of `names`."""
    if not line.tokens[k].is_capital:
        return False
    country = grammar.countries.get(line.spelt[k])
    if country is not None and line.spelt[k] == country.name:
        return not plural and f"{country.adjective} authorities" not in names
    name = grammar.bodies[line.words(k, end)].name if end > k else ""
    return bool(name) and name not in names and _names_many(name) == plural


def name_owner(
    named: tuple[Addressee, ...], before: tuple[Statement, ...], setting: Setting, grammar: Grammar, number: int | None
) -> tuple[Addressee, ...]:
    """Return whose authorities are meant: `Commends *Albania's* efforts; calls on *its authorities* to`."""
    own = len(named) == 1 and named[0].name in grammar.lexicon.authorities and named[0].raw.startswith(POSSESSIVES)
    if not own or not before or before[-1].paragraph != number:
        return named
    found = _antecedent(before, setting, grammar)
    if len(found) != 1 or not found[0].name.endswith(" authorities"):
        return named
    return (Addressee(name=found[0].name, raw=named[0].raw, explicit=True),)


def _follows_body(
    line: Line, grammar: Grammar, complement: Complement, before: tuple[Statement, ...], number: int | None
) -> bool:
    """Return whether `it` may be a body named just before: `the attempts of the prosecutor; demands that *it* drop`."""
    start = complement.actions[0][0] if complement.actions else 0
    told = line.low[start] == "that" and line.low[start + 1] in ACTING and complement.verb > start
    if not told or is_passive(line, complement.verb) or not before or before[-1].paragraph != number:
        return False
    return _names_body(before[-1].text, grammar)


def _names_body(text: str, grammar: Grammar) -> bool:
    return not grammar.lexicon.state_bodies.isdisjoint(WORDS.findall(text.lower()))


def _is_of_state(found: tuple[Addressee, ...], grammar: Grammar) -> bool:
    """Return whether one is meant that can act for its State: its authorities or a body, none of the Union's."""
    if len(found) != 1:
        return False
    name = found[0].name
    return name.endswith(" authorities") or (name not in grammar.body_names and _names_body(name, grammar))


def _is_law_of_part(
    text: str,
    country: Country,
    grammar: Grammar,
    acts: tuple[str, ...],
    before: tuple[Statement, ...],
    number: int | None,
) -> bool:
    """Return whether a law is to go that may be one of a part of the country: `laws of the regional parliament`."""
    laws = {word.lower().removesuffix("s") for word in WORDS.findall(text)} & grammar.law_words
    if not laws and grammar.lexicon.law_acts.isdisjoint(acts):
        return False
    here = [s.text for s in before[-NEAR:-1] if number is not None and s.paragraph == number]
    return any(_names_part(said, country, grammar) for said in (text, *here, *(s.text for s in before[-1:])))


def _names_part(text: str, country: Country, grammar: Grammar) -> bool:
    """Return whether a text speaks of a part of a country, by a name that is not the country's own."""
    found = (match for pattern in grammar.lexicon.parts_of_states for match in re.finditer(pattern, text))
    return any(
        match.lastindex is None or not any(form.startswith(match.group(1)) for form in country.forms) for match in found
    )


def _pick(found: tuple[Addressee, ...], ranked: set[str]) -> tuple[Addressee, ...]:
    """Return which of the two asked before is meant by `the former` or `the latter`, both where both are asked."""
    if len(found) != 2 or ranked >= RANKS:
        return found if len(found) == 2 else ()
    return found[:1] if "former" in ranked else found[1:]


def _agrees(found: tuple[Addressee, ...], *, plural: bool) -> bool:
    """Return whether `them` or `it` can stand for these; authorities may be either, as a government."""
    if any(a.name.endswith("authorities") for a in found) and len(found) == 1:
        return True
    several = len(found) > 1 or any(_names_many(a.name) for a in found)
    return several == plural


def _names_many(name: str) -> bool:
    """Return whether a name is a plural: `EU Member States`, `all parties to the conflict`, not `Chemicals Agency`."""
    head = BEHIND_HEAD.split(name)[0].removesuffix(" concerned")
    return head.endswith("s") and not head.endswith(("ss", "'s", "Nations"))


def _neighbour(before: tuple[Statement, ...], number: int | None) -> tuple[Addressee, ...]:
    """Return the authorities asked just before in the same paragraph: `urges the X authorities to ...; calls for`."""
    last = before[-1] if before else None
    if last is None or last.paragraph != number or number is None or len(last.addressees) != 1:
        return ()
    name = last.addressees[0].name
    return (Addressee(name=name, raw="", explicit=False),) if name.endswith(" authorities") else ()


def _names_other(text: str, country: Country, grammar: Grammar) -> bool:
    words = (word.strip(",;.()").removesuffix("’s").removesuffix("'s") for word in text.split())
    return any(grammar.countries.get(word, country) is not country for word in words)


def _antecedent(before: tuple[Statement, ...], setting: Setting, grammar: Grammar) -> tuple[Addressee, ...]:
    if not before:
        return ()
    last = before[-1]
    if last.kind is Kind.POSITION:
        return _subject_of_position(last, setting, grammar)
    return tuple(Addressee(name=a.name, raw="", explicit=False) for a in last.addressees)


def _subject_of_position(last: Statement, setting: Setting, grammar: Grammar) -> tuple[Addressee, ...]:
    """Return whom a position speaks of first: `Notes that *the Commission* has ...; calls on it to`."""
    line = tokenise(last.text)
    i = line.token_from(last.text.find(last.verb) + len(last.verb))
    while line.low[i] in {"that", "fact"} or (line.low[i], line.low[i + 1]) == ("the", "fact"):
        i += 1
    found = _name_first(line, grammar, i, setting) or _whose_act(line, grammar, i, setting)
    return tuple(addressee for addressee in found if addressee.name != SPEAKER)


def _name_first(line: Line, grammar: Grammar, i: int, setting: Setting) -> tuple[Addressee, ...]:
    """Return who is named at `i`, if it is a country, its authorities or an institution."""
    for j in range(min(len(line.tokens), i + 6), i, -1):
        found = read_addressees(line, grammar, i, j, setting)
        named = len(found) == 1 and is_agent(line, grammar, i, j)  # not "the obligation of the authorities"
        named = named and not (j < len(line.tokens) and line.tokens[j].is_capital)  # nor "the OSCE *Minsk Group*"
        if named and line.words(i, j) == found[0].raw and not line.low[j - 1].endswith("’s"):
            name = found[0].name
            if (
                line.words(i, j) in grammar.countries
                or (name in grammar.body_names and line.words(i, j).removeprefix("the ") in grammar.bodies)
                or line.words(i, j).removeprefix("the ") in setting.shorts
                or name.endswith(" authorities")
            ):
                return (Addressee(name=name, raw="", explicit=False),)
    return ()


def _whose_act(line: Line, grammar: Grammar, i: int, setting: Setting) -> tuple[Addressee, ...]:
    """Return who decided: `(Deplores) *the Commission*’s decision to`, `(Regrets) the intention of *Benin*`."""
    end = min(len(line.tokens), i + ACT_REACH)
    act = next((k for k in range(i + 1, end) if line.low[k] in grammar.lexicon.own_acts), None)
    if act is None:
        return ()
    if line.low[act + 1] == "of":
        return _name_first(line, grammar, act + 2, setting) if act - i <= ADJECTIVES + 1 else ()
    owner = line.words(i, act).replace("'s", "’s").partition("’s")
    alone = tokenise(owner[0])
    whole = bool(owner[1]) and owner[2].strip().count(" ") < ADJECTIVES
    return _name_first(alone, grammar, 0, setting) if whole else ()


def is_un(resolution: Resolution) -> bool:
    """Return whether the text is one of the United Nations."""
    return resolution.status.value.startswith("un_") or (resolution.reference or "").startswith("A/")
