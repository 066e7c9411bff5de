"""Laws, treaties and acts that a paragraph names, with capitals or without: `the law on associations`."""

import re
from collections.abc import Iterator
from functools import cache

from exporter.analysis.demands.grammar import Grammar, word_set
from exporter.analysis.demands.tokens import Line

Place = tuple[int, int]
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# "the February 2022 law for a National Internet Gateway"
DATED_LAW = re.compile(rf"\b((?:{MONTHS}) \d{{4}}|\d{{4}}) law (?:on|for) (?:an? |the )?((?:[A-Z][\w’-]+ ?){{1,6}})")
# "Everything but Arms scheme"
SCHEME = re.compile(r"\b[A-Z][\w-]+(?: (?:but|and|of|for|[A-Z][\w-]+)){1,6} [Ss]cheme\b")
# "Regulation (EU) 2021/821", "Directive 2014/17/EU", "Council Decision (CFSP) 2020/1999"
NUMBERED = re.compile(
    r"\b(?:(?:Council |Commission |Delegated |Implementing ){0,3}(?:Regulation|Directive|Decision|Framework Decision)"
    r"(?: \((?:EU|EC|EEC|Euratom|EU, Euratom|CFSP|JHA)\))?"
    r" (?:No )?\d{2,4}/\d{1,4}(?:/[A-Z]{2,4})?"
    # "Security Council resolution 2334 (2016)", "General Assembly resolutions 60/251 and 65/281"
    r"|(?:UN )?(?:Security Council|General Assembly|Human Rights Council|Economic and Social Council)"
    r" [Rr]esolutions? \d{1,4}(?:/\d{1,3})?"
    r"(?: \(\d{4}\))?(?:(?:,| and) \d{1,4}(?:/\d{1,3})?(?: \(\d{4}\))?)*"
    # "Law No 54", "Decree-Law 20-2023"
    r"|(?:Law|Decree|Decree-Law|Legislative Decree|Ordinance)(?: No\.?| Nº| nº| n°)? ?\d[\d/-]*\b)"
)
# a letter first: so a search passes quickly over all that is none
CAPITAL = re.compile(r"[A-Z](?<!\w.)")
JOINED_LAWS = re.compile(r"(?:,| and|, and) (?:the |its |of the )?(?=[A-Z])")
NAME_WORDS = 8
# "will *act on* corruption"
BEFORE_ACTING = ("to ", "not ", "and ", "or ", "will ", "would ", "must ", "should ", "shall ", "can ", "may ", "they ")


def find_laws(line: Line, kinds: frozenset[str], grammar: Grammar) -> list[tuple[Place, str]]:
    """Return the places of laws of some kinds in a paragraph and the names to show, those with capitals first."""
    text = line.text
    dated = DATED_LAW.finditer(text) if "dated" in kinds else ()
    found = [(m.span(), f"{m.group(2).strip()} law ({m.group(1)})") for m in dated]
    for pattern in _list_patterns(kinds, grammar):
        for match in _find_named(text, pattern):
            for span in _part(match, grammar):
                _add(found, span, _trim(text[slice(*span)], grammar))
    if "small" in kinds:
        for span in _find_small(text, grammar):
            _add(found, span, text[slice(*span)])
    return [(span, name) for span, name in found if " " in name]


def _list_patterns(kinds: frozenset[str], grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    """Return the patterns that can stand in a text at all: to search costs more than to look for their words."""
    numbered = (NUMBERED,) if "numbered" in kinds else ()
    schemes = (SCHEME,) if "scheme" in kinds else ()
    return (*numbered, *schemes, *(_law_patterns(grammar.lexicon.law_words) if "named" in kinds else ()))


def _find_named(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the places, in order, of a pattern that begins with a capital at the start of a word."""
    last = 0
    for capital in CAPITAL.finditer(text):
        start = capital.start()
        if start >= last and (match := pattern.match(text, start)):
            last = match.end()
            yield match


def _add(found: list[tuple[Place, str]], span: Place, name: str) -> None:
    if name and not any(span[0] < end and start < span[1] for (start, end), _ in found):
        found.append((span, name))


@cache
def _law_patterns(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    kind = "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))
    number = r"(?: No\.? \d+)?"
    before = rf"\b(?:[A-Z][\w’-]+ ){{1,5}}(?:{kind})\b{number}(?! (?:on|against|for|relating)\b)"
    after = rf"\b(?:[A-Z][\w’-]+ ){{0,4}}(?:{kind}) (?:on|against|for|of|to|relating to) (?:the )?[A-Z][\w-]+"
    small = r"(?:and |of |the |for |from |on |in |to |against |on the |of the |and the )?"
    tail = rf"(?:,? {small}(?!No\b)[A-Z][\w-]+){{0,9}}{number}(?: \([A-Z]{{3,9}}\))?"
    return re.compile(after + tail), re.compile(before)


def _part(match: re.Match[str], grammar: Grammar) -> Iterator[Place]:
    """Yield each law of a list that was read as one: `Convention against Torture, *the Rome Statute*`."""
    text, start, kinds = match.group(), 0, word_set(grammar.lexicon.law_words)
    for joint in JOINED_LAWS.finditer(text):
        parts = text[start : joint.start()], JOINED_LAWS.split(text[joint.end() :])[0]
        if all(kinds & set(part.split()) for part in parts):
            yield match.start() + start, match.start() + joint.start()
            start = joint.end()
    last = match.start() + start
    again = _law_patterns(grammar.lexicon.law_words)[0].match(match.string, last) if start else None
    yield last, max(match.end(), again.end() if again else 0)


def _trim(name: str, grammar: Grammar) -> str:
    words = name.split()
    while words and (words[0].lower() in grammar.first_words or words[0].lower() in grammar.determiners):
        words.pop(0)
    return " ".join(words)


@cache
def _small_patterns(kinds: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    kind = "|".join(kinds.split())
    # "the law on *associations and foundations*", "amendments to the law on"
    on = rf"\b(?:law|act|bill|decree|ordinance) (?:on|against) (?:the )?((?:[\w’-]+ ){{0,{NAME_WORDS}}}[\w’-]+)"
    # "the *2016 telecommunications* law", "the penal code"
    word = r"(?:[a-z][\w’-]+ |[A-Z]{2,}[\w-]* )"
    named = rf"\bthe ((?:\d{{4}} )?{word}{{1,3}})(?:{kind})\b(?! (?:on|enforcement)\b)"
    return re.compile(on), re.compile(named)


def _find_small(text: str, grammar: Grammar) -> Iterator[Place]:
    on, named = _small_patterns(grammar.lexicon.small_laws)
    for match in on.finditer(text):
        if match.group().startswith("act ") and text[: match.start()].endswith(BEFORE_ACTING):
            continue
        if width := _name_width(match.group(1), grammar):
            yield match.start(), match.start(1) + width
    for match in named.finditer(text):
        words, kind = match.group(1).split(), match.group().split()[-1]
        plain = grammar.lexicon.plain_law_words
        first = next(
            (
                n
                for n, word in enumerate(words)
                if word == "to" or word in grammar.determiners or word in grammar.prepositions
            ),
            -1,
        )
        if first < 0 and (kind in grammar.lexicon.sure_laws or not plain.issuperset(words)):
            yield match.start(1), match.end()


def _name_width(text: str, grammar: Grammar) -> int:
    """Return how many characters of what follows `law on` belong to its name: up to the next verb or clause."""
    end, words = 0, list(re.finditer(r"[\w’-]+", text))
    for n, word in enumerate(words):
        low = word.group().lower()
        after = words[n + 1].group().lower() if n + 1 < len(words) else ""
        if low in {"and", "or"}:
            verb = after in grammar.verbs or after in grammar.lemmas or after in grammar.first_words
            if not after or verb or after in grammar.determiners or after in grammar.prepositions or after == "to":
                break
        elif low in grammar.lexicon.behind_laws:
            break
        else:
            end = word.end()
    return end
