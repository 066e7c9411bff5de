"""A language's formulas, compiled for matching at the start of a line."""

import re
from dataclasses import dataclass
from functools import cache

from exporter.languages import load_language
from exporter.languages.formulas import Formulas

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Phrases:
    """Patterns that fit at the start of a text, regardless of case; the words come from the language's TOML file."""

    code: str
    formulas: Formulas
    enacting: re.Pattern[str]
    un_enacting: re.Pattern[str]
    title: re.Pattern[str]
    citation: re.Pattern[str]
    recital: re.Pattern[str]
    operative: re.Pattern[str]
    closing: re.Pattern[str]
    after: re.Pattern[str]
    preambular: re.Pattern[str]
    head_note: re.Pattern[str]
    replacing: re.Pattern[str]
    elsewhere: re.Pattern[str]
    group: re.Pattern[str]
    inner: re.Pattern[str]
    joiners: frozenset[str]
    hyphen_prefixes: frozenset[str]
    hyphen_tails: frozenset[str]


@cache
def load_phrases(code: str) -> Phrases:
    """Return the compiled formulas of the language `code`; raise ExporterError when there is no such language."""
    formulas = load_language(code).formulas
    return Phrases(
        code=code,
        formulas=formulas,
        enacting=_compile(formulas.enacting, end=r"(?=,|$| [–—-])"),
        un_enacting=_compile(formulas.un_enacting, end=r"(?=,|$)"),
        title=_compile(formulas.titles),
        citation=_compile(formulas.citations),
        recital=_compile(formulas.recitals),
        operative=_compile_operative(formulas),
        closing=_compile(formulas.closings),
        after=_compile(formulas.after),
        preambular=_compile(formulas.preambular),
        head_note=_compile(formulas.head_notes),
        replacing=_compile(formulas.replacing),
        elsewhere=_compile(formulas.elsewhere, end=""),
        group=_compile_group(formulas.group),
        inner=_compile_inner(formulas),
        joiners=frozenset(formulas.joiners),
        hyphen_prefixes=frozenset(formulas.hyphen_prefixes),
        hyphen_tails=frozenset(formulas.hyphen_tails),
    )


def _alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _compile(phrases: tuple[str, ...], end: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(phrases)}){end}", re.IGNORECASE) if phrases else NEVER


def _compile_operative(formulas: Formulas) -> re.Pattern[str]:
    """Match "Calls on", "Strongly condemns", "Is therefore deeply concerned", "In this regard, welcomes"."""
    return re.compile(_operative_source(formulas), re.IGNORECASE)


def _operative_source(formulas: Formulas) -> str:
    adverb = rf"(?:(?:{_alternatives(formulas.adverbs)}|\w+ly),? )?"
    return rf"{adverb}{adverb}(?:{_alternatives(formulas.operative)})(?!\w)"


def _compile_inner(formulas: Formulas) -> re.Pattern[str]:
    """Match the space before "– having regard to", "B. whereas", "2. Calls", "The European Parliament, –" in a line."""
    first = re.escape(formulas.citations[0])
    recital = _alternatives(formulas.recitals) or "(?!)"
    speaks = re.escape(formulas.enacting[0])
    return re.compile(
        rf"(?<=[,;.:]) (?=[–—−-] ?{first}\b)|(?<=[,;.]) (?=[A-Z]{{1,2}}\. ?(?i:{recital})\b)"
        rf"|(?<=[;.]) (?=\d{{1,3}}\. ?(?i:{_operative_source(formulas)}))|(?<=[)\]]) (?={speaks}(?: |$))"
    )


def _compile_group(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Match "on behalf of the Renew Group" as a whole line, the name in one of its groups."""
    forms_with_name = (re.escape(form).replace(r"\{\}", r"(\S.{0,60}?)") for form in forms)
    return re.compile("|".join(forms_with_name), re.IGNORECASE) if forms else NEVER
