"""Where statements open: operative verbs at the start of a clause, outside quotations and brackets."""

from exporter.analysis.demands.grammar import BEGINNINGS, CLOSING, ENDING, Grammar
from exporter.analysis.demands.matching import Opening, match_verb
from exporter.analysis.demands.phrases import read_infinitive, skip_aside
from exporter.analysis.demands.tied_verbs import is_clear
from exporter.analysis.demands.tokens import Line
from exporter.languages.demand_lexicon import OperativeVerb

# "In this regard, calls on", "Furthermore, in light of the above, urges"
LEAD_LIMIT = 220
SUBJECT_REACH = 7
AS_WELL_AS = ("as", "well", "as")
OUGHT = frozenset({"should", "must", "shall"})
PAUSES = frozenset(",;")
UNKNOWN = OperativeVerb(kind="position", frame="position", patterns=())


def find_openings(
    line: Line, grammar: Grammar, point_starts: frozenset[int], speakers: tuple[str, ...] = ()
) -> list[Opening]:
    """Return the openings of a paragraph in order; `point_starts` are the characters where points begin.

    The first one always starts at the paragraph's first character. `speakers` may be named: `The Council calls on`.
    """
    found: list[Opening] = []
    for i in _candidates(line, grammar, point_starts):
        offset = line.starts[i]
        if found and offset < found[-1].verb_end:
            continue
        spoken = _match_spoken(line, grammar, i, speakers) if speakers else None
        opening = spoken or _read(line, grammar, i, found[-1] if found else None, offset in point_starts)
        if opening is None and i == 0:
            opening = _unknown(line)
        if opening is not None:
            found.append(opening)
    return found


def _candidates(line: Line, grammar: Grammar, point_starts: frozenset[int]) -> list[int]:
    tokens, depths = line.tokens, line.depths
    places = {0}
    for i in line.find(grammar.openers):
        places.add(i + 1 if line.low[i] in ENDING else i)
    places |= {i for i in map(line.token_from, point_starts) if line.offset(i) in point_starts}
    return [i for i in sorted(places) if i < len(tokens) and tokens[i].is_word and not depths[i]]


def _read(line: Line, grammar: Grammar, i: int, last: Opening | None, at_point: bool) -> Opening | None:
    token, offset, before = line.tokens[i], line.starts[i], line.low[i - 1]
    if i == 0 or before == ";":
        plain = match_verb(line, grammar, offset) or _match_after_lead(line, grammar, i)
        return plain or _match_clumsy(line, grammar, i)
    if at_point:
        return match_verb(line, grammar, offset) if _rules_itself(line, grammar, i) else None
    if before in CLOSING and token.is_capital:
        return match_verb(line, grammar, offset) or _match_after_lead(line, grammar, i)
    if token.is_capital and token.low not in grammar.lexicon.ties.plain_ties:
        return _match_capital(line, grammar, i)
    return _match_tied(line, grammar, i, last) if last else None


def _match_spoken(line: Line, grammar: Grammar, i: int, speakers: tuple[str, ...]) -> Opening | None:
    """Return an opening whose subject is said: `*The Security Council calls on* all parties to`."""
    start = line.starts[i]
    if i and line.low[i - 1] not in ENDING:
        return None
    speaker = next((name for name in speakers if line.text.startswith(f"{name} ", start)), "")
    found = match_verb(line, grammar, start + len(speaker) + 1) if speaker else None
    return found and Opening(start, found.verb_start, found.verb_end, found.verb)


def _match_clumsy(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening whose verb has lost its ending: `Demand to the authorities to`, `Call on the Commission`."""
    start, end, low = line.starts[i], line.end(i + 1), line.low[i]
    word = f"{low}{grammar.lexicon.lost_ending}"
    if word == low or word not in grammar.first_words:
        return None
    match = grammar.opening.match(word + line.text[end : end + LEAD_LIMIT], 0)
    if match is None or match.verb.kind != "demand":
        return None
    lost = len(grammar.lexicon.lost_ending)
    return Opening(start, start + match.start, start + match.end - lost, match.verb)


def _match_after_lead(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening behind an adverbial: `In this regard, calls on`, `and, furthermore, urges`."""
    start = line.starts[i]
    first = i + 1 if line.low[i] in grammar.lexicon.ties.plain_ties else i
    first += line.low[first] == ","
    if line.low[first] not in grammar.starters and line.low[first] not in grammar.adverbs:
        return None
    if first == i + 1 and read_infinitive(line, grammar, first, len(line.tokens)) is not None:
        return None  # "(to treat the ill,) and *to admit* the Red Cross, and stresses": no lead
    for pause in line.find(PAUSES, first):
        j = pause + 1
        if ";" in {line.low[pause], line.low[j]} or line.offset(j) - start > LEAD_LIMIT:
            return None
        if j < len(line.tokens) and not line.depths[j] and (found := match_verb(line, grammar, line.starts[j])):
            capital = line.tokens[j].is_capital
            return None if capital else Opening(start, found.verb_start, found.verb_end, found.verb)
    return None


def _match_behind_aside(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening right behind an aside: `(expects them to act) and, *if they do not*, expects the Council`."""
    j = skip_aside(line, grammar, i + 1, len(line.tokens))
    found = match_verb(line, grammar, line.starts[j]) if i + 1 < j < len(line.tokens) else None
    return Opening(line.starts[i], found.verb_start, found.verb_end, found.verb) if found else None


def _match_capital(line: Line, grammar: Grammar, i: int) -> Opening | None:
    """Return an opening marked by its capital alone: `... the right to privacy Calls on the authorities`."""
    before = line.tokens[i - 1]
    if (before.is_capital and before.is_word) or before.low in grammar.determiners:
        return None
    if before.low in grammar.prepositions:
        return None  # "the Committee on *Petitions* and the Ombudsman"
    found = match_verb(line, grammar, line.starts[i])
    return found if found and found.verb.kind == "demand" and found.verb.frame in {"on", "for", "whom"} else None


def _rules_itself(line: Line, grammar: Grammar, i: int) -> bool:
    match = grammar.opening.match(line.text, line.starts[i])
    return match is not None and not _starts_noun(line, grammar, i)


def _starts_noun(line: Line, grammar: Grammar, i: int) -> bool:
    words = grammar.lexicon.ties
    return line.low[i + 1] in words.behind_nouns and line.low[i] in words.calls_nouns


def _match_tied(line: Line, grammar: Grammar, i: int, last: Opening) -> Opening | None:
    """Return an opening tied to its statement by a comma or `and`: `Condemns the attack, and calls upon Israel to`."""
    words = grammar.lexicon.ties
    tie, comma = line.low[i] in words.ties, line.low[i - 1] == ","
    if not (tie or comma):
        return None
    if tie and (repeated := _match_repeated(line, grammar, i, last)):
        return repeated
    if tie and line.low[i + (2 if line.low[i + 1] in words.behind_ties else 1)] not in grammar.lead_words:
        return None
    start = line.starts[i]
    # "(talks with governments,) *as well as* with the opposition, and calls for"
    leads = tie and (line.low[i], line.low[i + 1], line.low[i + 2]) != AS_WELL_AS
    after_lead = _match_after_lead if comma else _match_behind_aside
    found = match_verb(line, grammar, start) or (after_lead(line, grammar, i) if leads else None)
    if found is None or (found.verb_start == start and tie):
        return None
    if found.verb.kind == "position" and line.text[found.verb_start].isupper():
        return None  # "(Invites the treaty bodies to report,) and *States* to make recommendations"
    if not is_clear(line, grammar, i, found, last, comma, tie):
        return None
    return found


def _match_repeated(line: Line, grammar: Grammar, i: int, last: Opening) -> Opening | None:
    """Return what else is said again: `Reiterates its call on States to ..., and *its request to* the Council`."""
    if line.low[i + 1] not in grammar.possessives:
        return None
    verb = line.text[last.verb_start : last.verb_end].lower().split(" ")[0]
    if verb not in grammar.lexicon.ties.repeating:
        return None
    first = line.starts[i + 1]
    match = grammar.opening.match(f"{verb} {line.text[first : first + LEAD_LIMIT]}", 0)
    if match is None or match.verb.kind != "demand":
        # "its call for a truce and *its support for* the mission", but "to end its raids and its support for rebels"
        asked = line.find(BEGINNINGS, line.token_from(last.verb_end), i)
        stance = line.low[i + 2] in grammar.lexicon.ties.stances and next(asked, None) is None
        return Opening(line.starts[i], first, line.end(i + 2), UNKNOWN) if stance else None
    return Opening(line.starts[i], first, first + match.end - len(verb) - 1, match.verb)


def _unknown(line: Line) -> Opening:
    first = next((i for i, token in enumerate(line.tokens) if token.is_word), 0)
    low, start = line.low[first], line.starts[first]
    after = line.low[first + 1 : first + 1 + SUBJECT_REACH]
    duty = after[0] != "that" and not OUGHT.isdisjoint(after)  # "*Access* to justice should be facilitated"
    verb = low.endswith("s") and len(low) > 3 and not duty
    verb_end = line.end(first + 1) if verb else start
    return Opening(line.starts[0], start, verb_end, UNKNOWN, "no operative verb that is known here")
