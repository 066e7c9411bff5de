"""Who is asked in Romance languages: `à la Commission et aux États membres` as names in the text's own language."""

from collections.abc import Iterator

from exporter.analysis.demands.grammar import Country, Grammar
from exporter.analysis.demands.names import Setting
from exporter.analysis.demands.phrases import ends_with_company
from exporter.analysis.demands.romance_words import find_body_end, find_head, is_agent, names_latter
from exporter.analysis.demands.tokens import Line
from exporter.model.demands import Addressee

COUNTRY = 5
HEAD_REACH = 4


def read_names(line: Line, grammar: Grammar, i: int, j: int, setting: Setting) -> tuple[Addressee, ...]:
    """Return the addressees named in tokens `i` to `j`, in order, each once."""
    found: dict[str, Addressee] = {}
    for a, b in _members(line, grammar, i, j):
        for name in _names(line, grammar, a, b, setting):
            found.setdefault(name, Addressee(name=name, raw=line.words(a, b), explicit=True))
    return tuple(found.values())


def _members(line: Line, grammar: Grammar, i: int, j: int) -> Iterator[tuple[int, int]]:
    """Yield the members of a list; what opens with neither article nor `à` stands beside them and is left out."""
    words = grammar.romance
    to, articles = words.to, words.articles
    openers = to if line.low[i] in to or line.low[i - 1] in to else articles
    bare = line.tokens[i].is_capital  # "invite *Google*, Facebook et Twitter à"
    start, k, aside = i, i, False
    while k < j:
        end = find_body_end(line, grammar, k, j) if k == start or line.low[k - 1] in to | articles else k
        k = max(k, end - 1) + 1
        if k >= j or line.depths[k]:
            continue
        width = _separator(line, grammar, k)
        if (
            aside and line.low[k] != "," and line.low[start] not in words.articles
        ):  # "en particulier la Banque *et le Fonds*,"
            continue
        opens = line.low[k + width] in openers or (bare and k + width < j and line.tokens[k + width].is_capital)
        if width and (opens or line.low[k] == ","):
            if line.low[k] == "," and (_lists_countries(line, grammar, k + 1) or _lists_fields(line, grammar, k, j)):
                continue
            begins = opens and (is_agent(line, grammar, k + width, j) or _stands_beside(line, grammar, start, k, width))
            if not begins and line.low[k] != ",":
                continue
            if not aside and start < k:
                yield start, k
            start, aside = k + width, not begins
            if aside and ends_with_company(line, grammar, words.ands, start, j):
                return  # "en consultation avec les États, les institutions et la société civile,"
            k += width
    if not aside and start < j:
        yield start, j


def _separator(line: Line, grammar: Grammar, k: int) -> int:
    comma = line.low[k] == ","
    if line.low[k + comma] in grammar.romance.ands and (namely := _namely(line, grammar, k + comma + 1)):
        return comma + 1 + namely
    for both in grammar.as_well:
        if [line.low[k + comma + n] for n in range(len(both))] == both:
            return comma + len(both)
    if line.low[k + comma] in grammar.romance.ands:
        return comma + 1
    return int(comma)


def _lists_countries(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether a list of countries goes on: `gouvernements de la Grèce, *de l’Italie* et de l’Espagne`."""
    first = k + 1 + (line.low[k + 1] in grammar.romance.definite)
    return line.low[k] in grammar.romance.of and _find_country(line, grammar, first, first + COUNTRY) is not None


def _lists_fields(line: Line, grammar: Grammar, k: int, j: int) -> bool:
    """Return whether a name goes on behind its comma: `libertés civiles, *de la justice et des affaires*`."""
    words = grammar.romance
    listed = line.low[k] == "," and line.low[k + 1] in words.of and line.low[k + 2] not in grammar.lexicon.companions
    stop = next(line.find({",", ";"}, k + 1, j), j)
    return listed and any(line.low[n] in words.ands and line.low[n + 1] in words.of for n in range(k + 2, stop))


def _stands_beside(line: Line, grammar: Grammar, start: int, k: int, width: int) -> bool:
    """Return whether people no table knows stand beside others: `les universités et *les centres de recherche*`."""
    words, first = grammar.romance, k + width
    head = line.low[find_head(line, grammar, first, first + HEAD_REACH)]
    plural = line.low[first] in words.articles and head.endswith("s")
    thing = head in grammar.things or head.endswith(grammar.lexicon.thing_endings) or head in grammar.lexicon.act_nouns
    plain = (grammar.prepositions - words.of).isdisjoint(line.low[start + 1 : k])
    return plural and not thing and plain and line.low[start].endswith("s")


def _namely(line: Line, grammar: Grammar, k: int) -> int:
    """Return how many words lead to one who is asked too: `les autorités, et *en particulier* le ministère`."""
    phrases = (phrase.split() for phrase in grammar.romance.namely)
    return next((len(phrase) for phrase in phrases if [*line.low[k : k + len(phrase)]] == phrase), 0)


def _names(line: Line, grammar: Grammar, a: int, b: int, setting: Setting) -> list[str]:
    """Return the names of one member, several for `autorités libanaises et *syriennes*`."""
    first = _name(line, grammar, a, b, setting)
    head = line.low[find_head(line, grammar, a, b)]
    if head not in grammar.lexicon.authorities:
        return [first] if first else []
    named = (_find_country(line, grammar, k, b) for k in range(a, b))
    countries = dict.fromkeys(country for country in named if country)
    names = [grammar.romance.authorities_name.format(country.adjective) for country in countries]
    return names if len(names) > 1 else [first]


def _name(line: Line, grammar: Grammar, a: int, b: int, setting: Setting) -> str:
    words = grammar.romance
    if names_latter(line, grammar, a, b):
        return ""
    pronoun = a + (line.low[a] in words.to)
    if line.low[pronoun] in words.back_pronouns:  # "engage *ceux-ci* à", but "à *ceux* des États membres qui"
        if line.low[pronoun + 1] not in words.of:
            return ""
        a = pronoun + 1
    while b > a + 1 and line.low[b - 1] in words.ands | {","}:
        b -= 1  # "à la Commission *et*, dans la limite de ses compétences, à l’Agence"
    own = line.low[a] in words.own or line.low[a + 1] in words.own
    first = find_head(line, grammar, a, b)
    while first > a and line.low[first - 1] in words.before_nouns:
        first -= 1
    ends = (k for k in range(first + 1, b) if line.low[k] in words.name_ends)
    b = next((k for k in ends if not _lists_fields(line, grammar, k, b)), b)
    end = find_body_end(line, grammar, first, b)
    # "les États membres *qui* ne l’ont pas fait", "*ayant* peu d’emplois", "la délégation de l’Union *à Bamako*"
    further = line.low[end] in words.relatives or line.low[end].endswith(words.present_endings)
    further = further or (line.low[first] in words.placed and line.low[end] in words.places)
    further = further or (end > first and end < b and _is_borne(line, grammar, first, end))
    if end > first and (end == b or further):
        return _body_name(grammar, line.words(first, end), setting)
    if own:
        raw = line.words(a + (line.low[a] in words.to), b)
        # "sa *commission du budget*"
        return _body_name(grammar, raw, setting) if raw in grammar.bodies else line.words(first, b)
    country = grammar.countries.get(line.words(first, b)) or _country(line, grammar, first, b)
    plain = line.words(first, b) in grammar.countries
    head = line.low[find_head(line, grammar, first, b)]
    if country is None and b - first <= 3 and head in grammar.lexicon.authorities:
        country = setting.country
    if country and (plain or head in grammar.lexicon.authorities):
        return words.authorities_name.format(country.adjective)
    keep = a + 1 if line.low[a] in words.to and line.low[a + 1] in words.all else a
    start = keep if line.low[keep] in words.all else first
    return line.words(start, b)


def _is_borne(line: Line, grammar: Grammar, first: int, end: int) -> bool:
    """Return whether an office is named with who holds it: `la haute représentante *Federica Mogherini*`."""
    return grammar.bodies[line.words(first, end)].office and line.tokens[end].is_capital


def _body_name(grammar: Grammar, form: str, setting: Setting) -> str:
    """Return a body's name; in texts of the United Nations `la Commission` is none of the Union's."""
    body = grammar.bodies[form]
    foreign = setting.un and not body.listed and grammar.romance.union.isdisjoint(form.lower().split())
    return body.un if setting.un and body.un else form if foreign else body.name


def _country(line: Line, grammar: Grammar, i: int, j: int) -> Country | None:
    """Return the country whose name or adjective a phrase holds: `gouvernement du *Mali*`, `autorités *maliennes*`."""
    return next((country for k in range(i + 1, j) if (country := _find_country(line, grammar, k, j))), None)


def _find_country(line: Line, grammar: Grammar, k: int, j: int) -> Country | None:
    """Return the country whose name or adjective begins at token `k`, the longest one."""
    width = grammar.country_starts.get(line.spelt[k], 0) if k < len(line.spelt) else 0
    forms = (line.words(k, end) for end in range(min(j, k + width), k, -1))
    return next((grammar.countries[form] for form in forms if form in grammar.countries), None)
