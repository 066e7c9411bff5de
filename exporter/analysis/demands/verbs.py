"""Patterns of operative verbs, compiled by first word when first met: all at once would slow every start."""

import re
from collections.abc import Iterable

from msgspec import Struct

from exporter.languages.demand_lexicon import DemandLexicon, OperativeVerb

# A parenthesis between two words of a verb: "calls, in this regard, on"
ASIDE = r"(?:,\s(?:{starters})\b[^,;.:]{{0,80}},)?"
# "Peoples" is no "calls": nothing may be glued to a verb; "urges once again"
TAIL = r"\b(?![-‑’'])(?:\s(?:{trailing})\b)?"
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


class VerbMatch(Struct, frozen=True, gc=False):
    """An operative verb in a text: its characters, what it is, and whether `and` or the like stands before it."""

    start: int
    end: int
    verb: OperativeVerb
    connected: bool


class VerbPatterns:
    """The operative verbs of a language; `first_words` are the words they begin with."""

    def __init__(self, lexicon: DemandLexicon) -> None:
        aside = ASIDE.format(starters=_alternatives(lexicon.starters))
        self._tail = TAIL.format(trailing=_alternatives(lexicon.trailing))
        self._gap = rf"{aside}(?:\s(?:{_alternatives(lexicon.adverbs)})\b)*\s"
        self._head = _compile_head(lexicon)
        self._lead_words = {_read_word(p, 0) for p in (*lexicon.connectors, *lexicon.linking, *lexicon.adverbs)}
        self._rows: dict[str, list[tuple[str, OperativeVerb]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for pattern, verb in _sort([(pattern, row) for row in lexicon.verbs for pattern in row.patterns]):
            for word in pattern.split(" ")[0].split("|"):
                self._rows.setdefault(word, []).append((pattern, verb))
        self.first_words = frozenset(self._rows)

    def match(self, text: str, offset: int) -> VerbMatch | None:
        """Return the operative verb that stands at `offset`, behind `and` and adverbs, None if there is none."""
        front, start, connected = offset, offset, False
        first = _read_word(text, offset)
        if first in self._lead_words and (head := self._head.match(text, offset)):
            front, start, connected = head.start("front"), head.end(), bool(head.group("connector"))
            first = _read_word(text, start)
        word = first if first in self._rows else first.split("’")[0]
        if word not in self._rows:
            return None
        found = self._pattern(word).match(text, start)
        if found is None or found.lastindex is None:
            return None
        verb = self._rows[word][found.lastindex - 1][1]
        return VerbMatch(front, found.end(), verb, connected)

    def _pattern(self, word: str) -> re.Pattern[str]:
        if word not in self._compiled:
            branches = "|".join(f"({_branch(pattern, self._gap)})" for pattern, _ in self._rows[word])
            self._compiled[word] = re.compile(f"(?:{branches}){self._tail}", re.IGNORECASE)
        return self._compiled[word]


def _read_word(text: str, offset: int) -> str:
    """Return the word that stands at `offset` in lower case, empty if there is none."""
    match = WORD.match(text, offset)
    return match.group().lower().replace("'", "’") if match else ""


def _compile_head(lexicon: DemandLexicon) -> re.Pattern[str]:
    front = _alternatives([phrase for phrase in lexicon.adverbs if phrase not in lexicon.linking])
    connector = rf"(?P<connector>(?:{_alternatives(lexicon.connectors)})\s)?"
    linking = rf"(?:(?:{_alternatives(lexicon.linking)})\s)?"
    return re.compile(rf"{connector}{linking}(?P<front>(?:(?:{front})\s)*)", re.IGNORECASE)


def _sort(rows: list[tuple[str, OperativeVerb]]) -> list[tuple[str, OperativeVerb]]:
    """Return the patterns with more words of their own first, so that the closest one is found."""
    return sorted(rows, key=lambda row: (-sum(1 for word in row[0].split(" ") if word[0] not in "~["), row[0]))


def _alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, by first letter, so that few are tried in vain; the longest first."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        by_letter.setdefault(phrase[0], []).append(re.escape(phrase[1:]).replace(r"\ ", r"\s"))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _branch(pattern: str, gap: str) -> str:
    parts: list[str] = []
    for word in pattern.split(" "):
        lead = gap if parts else ""
        if word in {"~", "[~]"}:
            parts.append(r"(?:\s[^\s,;.:]+){0,3}?")
        elif word.startswith("["):
            parts.append(f"(?:{lead}(?:{word.strip('[]')}))?")
        else:
            parts.append(f"{lead}(?:{word})")
    return "".join(parts).replace("’", "[’']")
