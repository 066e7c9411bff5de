"""People that a text names: runs of capitalised words with a title, a role or a context that people have."""

from collections.abc import Iterator

from exporter.analysis.demands.grammar import WITHIN_NAMES, Grammar
from exporter.analysis.demands.tokens import Line, Range

PARTICLES = 2
NAME_LIMIT = 6
EXAMPLE_REACH = 16
# behind these, or nothing, a word may open a sentence
OPENING = frozenset({"", ";", ".", ":", ","})
Runs = list[Range]
# "the release of Ana Petrova *and of* Maksim Znak"
BETWEEN = frozenset({",", "and", ", and", "and of", ", and of"})
BEHIND_OFFICES = frozenset({"of", "for"})


def list_runs(line: Line, grammar: Grammar) -> Runs:
    """Return runs of capitalised words, each with the small words inside: `Mother Nature Cambodia`."""
    runs, end = Runs(), 0
    tokens, low, in_names = line.tokens, line.low, grammar.in_names
    for i in line.capitals:
        if i < end or not tokens[i].is_word or (low[i] in grammar.first_words and low[i - 1] in OPENING):
            continue
        end, width = i + 1, 1
        while width and end < len(tokens):
            width = tokens[end].is_name or (_continues(line, grammar, end) if low[end] in in_names else 0)
            end += width
        runs.append((i, end))
    return runs


def _continues(line: Line, grammar: Grammar, j: int) -> int:
    """Return how many small words go on a name at `j`: 2 in `Ursula *von der* Leyen`."""
    low = line.low[j]
    possessive = low == "’" and line.end(j) == line.starts[j] and line.low[j - 1].endswith("s")
    if (possessive or low in WITHIN_NAMES) and _is_capital(line, j + 1):
        return 1
    particles = grammar.lexicon.name_particles
    width = next((n for n in range(PARTICLES + 1) if line.low[j + n] not in particles), 0)
    return width if width and _is_capital(line, j + width) else 0


def _is_capital(line: Line, j: int) -> bool:
    return j < len(line.tokens) and line.tokens[j].is_capital


def find_people(line: Line, runs: Runs, grammar: Grammar) -> Iterator[str]:
    """Yield the names of people, as written, without titles."""
    titles = grammar.lexicon.person_titles
    last_end = -1
    for i, j in runs:
        if j - i == 1:
            continue  # a person has two names, or a name and a title
        start = i
        while start < j - 1 and (line.spelt[start] in titles or _begins_title(line, grammar, start)):
            start += 1
        start = _skip_office(line, start, j)
        words = line.spelt[start:j]
        titled = start > i
        if not _may_be_person(words, grammar, titled=titled) or (len(words) == 1 and words[0] in titles):
            continue
        listed = last_end >= 0 and line.words(last_end, i) in BETWEEN
        if titled or listed or _in_context(line, grammar, i, j):
            last_end = j
            yield " ".join(words).removesuffix("’s")


def _begins_title(line: Line, grammar: Grammar, k: int) -> bool:
    """Return whether a title of two words starts at `k`: `*Attorney* General`, not `*State* Duma`."""
    return line.spelt[k] in grammar.lexicon.title_beginnings and line.spelt[k + 1] in grammar.lexicon.person_titles


def _may_be_person(words: list[str], grammar: Grammar, *, titled: bool) -> bool:
    if not (2 - titled <= len(words) <= NAME_LIMIT) or not grammar.no_people.isdisjoint(words):
        return False
    if " ".join(words) in grammar.countries:
        return False
    return not any(word.removesuffix("’s") in grammar.countries or _is_sign(word) for word in words)


def _is_sign(word: str) -> bool:
    """Return whether a word is no part of a person's name: `EUAM`, `VP/HR`, `COP28`."""
    return (len(word) > 2 and word.isupper()) or "/" in word or any(map(str.isdigit, word))


def _in_context(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    roles = grammar.lexicon.person_roles
    before = line.spelt[i - 1] if i else ""
    if before in roles or line.low[j] in {"regime"}:
        return True
    head = f" {line.words(max(0, i - 3), i)}".lower()
    if head.endswith(grammar.person_contexts):
        return True
    if (line.low[j], line.low[j + 1]) == (",", "who") or _is_example(line, grammar, i):
        return True
    follows = set(line.spelt[j + 1 : j + 7])
    return (
        line.low[j] == ","
        and line.low[j + 1] in {"the", "a", "an", "who", "leader", "former"}
        and bool(follows & roles)
    )


def _is_example(line: Line, grammar: Grammar, i: int) -> bool:
    """Return whether a name stands for people told of: `those detained for their beliefs, including *Rahile Dawut*`."""
    head = f" {line.words(max(0, i - 3), i)}".lower()
    if not head.endswith(grammar.example_words):
        return False
    before = {line.low[k] for k in range(max(0, i - EXAMPLE_REACH), i)}
    return bool(before & (grammar.lexicon.person_marks | grammar.lexicon.person_roles))


def _skip_office(line: Line, i: int, j: int) -> int:
    """Return where the name starts behind `Minister *of Justice*`, `i` where no name is left."""
    if BEHIND_OFFICES.isdisjoint(line.low[i + 1 : j]):
        return i
    last = next((k for k in range(j - 1, i, -1) if line.low[k] in BEHIND_OFFICES), None)
    return last + 2 if last is not None and j - last - 2 > 1 else i
