"""A language's formulas, compiled for matching at the start of a line."""

import itertools
import re
from dataclasses import dataclass
from functools import cache

from exporter.languages import load_language
from exporter.languages.formulas import ActWords, Formulas
from exporter.parsing.dates import compile_dates, date_source

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
    citation_opening: re.Pattern[str]
    recital: re.Pattern[str]
    operative: re.Pattern[str]
    closing: re.Pattern[str]
    after: re.Pattern[str]
    preambular: re.Pattern[str]
    head_note: re.Pattern[str]
    replacing: re.Pattern[str]
    elsewhere: re.Pattern[str]
    see_also: re.Pattern[str]
    rule: re.Pattern[str]
    acts: re.Pattern[str]
    un_resolutions: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    date_lead: re.Pattern[str]
    group: re.Pattern[str]
    sponsors: re.Pattern[str]
    sponsor_joint: re.Pattern[str]
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
        title=_compile_titles(formulas),
        citation=_compile(formulas.citations),
        citation_opening=_compile(formulas.citations + formulas.citation_openings),
        recital=_compile(formulas.recitals),
        operative=_compile_operative(formulas),
        closing=_compile(formulas.closings),
        after=_compile(formulas.after),
        preambular=_compile(formulas.preambular),
        head_note=_compile(formulas.head_notes),
        replacing=_compile(formulas.replacing, end=""),
        elsewhere=_compile(formulas.elsewhere, end=""),
        see_also=_compile(formulas.see_also),
        rule=_compile_rule(formulas),
        acts=_compile_acts(formulas.act_words),
        un_resolutions=_compile_un_resolutions(formulas),
        dates=compile_dates(formulas),
        date_lead=_compile(formulas.date_leads, end=""),
        group=_compile_group(formulas.group),
        sponsors=_compile_sponsors(formulas.sponsors),
        sponsor_joint=_compile_joint(formulas),
        inner=_compile_inner(formulas),
        joiners=frozenset(formulas.joiners),
        hyphen_prefixes=frozenset(formulas.hyphen_prefixes),
        hyphen_tails=frozenset(formulas.hyphen_tails),
    )


def _alternatives(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _word_begins(phrases: tuple[str, ...]) -> str:
    """Return a pattern for where a word may begin that is the first of a phrase: cheap to try, all phrases are not."""
    letters = "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    return rf"(?<!\w)(?=[{letters}])"


def _compile(phrases: tuple[str, ...], end: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(phrases)}){end}", re.IGNORECASE) if phrases else NEVER


def _compile_titles(formulas: Formulas) -> re.Pattern[str]:
    """Match the opening words of a title, with the date where it stands among them."""
    if not formulas.titles:
        return NEVER
    source = _alternatives(formulas.titles).replace(re.escape("{date}"), f"(?:{date_source(formulas)})")
    return re.compile(rf"(?:{source})(?!\w)", re.IGNORECASE)


def _compile_rule(formulas: Formulas) -> re.Pattern[str]:
    """Match "Rules 150(5) and 136(4) of its Rules of Procedure", the rule in a group of that name."""
    if not formulas.rule_words or not formulas.rule_endings:
        return NEVER
    words, endings = _alternatives(formulas.rule_words), _alternatives(formulas.rule_endings)
    begins = _word_begins(formulas.rule_words)
    return re.compile(rf"{begins}(?P<rule>(?:{words}) ?\d[^;]{{0,80}}?),? (?:{endings})", re.IGNORECASE)


def _compile_acts(words: ActWords) -> re.Pattern[str]:
    """Match "Regulation (EU) 2016/679", "Directive 2012/29/EU", "Regulation (EC) No 178/2002"."""
    kinds = (("R", words.regulation), ("L", words.directive), ("F", words.framework_decision), ("D", words.decision))
    named = "|".join(rf"(?P<{letter}>(?:{_alternatives(forms)})\w{{0,4}})" for letter, forms in kinds if forms)
    if not named:
        return NEVER
    begins = _word_begins(tuple(form for _, forms in kinds for form in forms))
    numbers = r"(?P<number>(?:(?:No\.?|n\.?[°ºo]\.?|Nr\.?|núm\.) )?\d{1,4}/\d{1,4})(?!\d)"
    treaty = r"(?P<treaty>/[A-ZÀ-Ž]{2,4})?"
    return re.compile(rf"{begins}(?:{named}) (?:\([\w, ]{{2,20}}\) )?{numbers}{treaty}", re.IGNORECASE)


def _compile_un_resolutions(formulas: Formulas) -> re.Pattern[str]:
    """Match "its resolution " and "Human Rights Council resolutions " before a number, the body in a group."""
    if not formulas.resolution_words:
        return NEVER
    bodies, own = _alternatives(tuple(formulas.un_bodies)), _alternatives(formulas.own_words)
    words = _alternatives(formulas.resolution_words)
    named = rf"(?P<body>{bodies})|" if bodies else ""
    begins = _word_begins((*formulas.un_bodies, *formulas.own_words))
    return re.compile(rf"{begins}(?:{named}(?:{own})(?: [^\W\d]{{2,20}}){{0,2}}) (?i:{words}) (?=(?:E?S-)?\d)")


def _compile_operative(formulas: Formulas) -> re.Pattern[str]:
    """Match "Calls on", "Strongly condemns", "Is therefore deeply concerned", "In this regard, welcomes"."""
    return re.compile(_operative_source(formulas), re.IGNORECASE) if formulas.operative else NEVER


def _operative_source(formulas: Formulas) -> str:
    adverb = rf"(?:(?:{_by_first_letter(formulas.adverbs)}|\w+ly),? )?"
    return rf"{adverb}{adverb}(?:{_by_first_letter(formulas.operative)})(?!\w)"


def _by_first_letter(phrases: tuple[str, ...]) -> str:
    """Return a pattern for any of many phrases that compares each first letter once."""
    ordered = sorted(phrases, key=lambda phrase: (phrase[0].lower(), -len(phrase), phrase))
    groups = itertools.groupby(ordered, key=lambda phrase: phrase[0].lower())
    return "|".join(
        f"{re.escape(letter)}(?:{'|'.join(re.escape(phrase[1:]) for phrase in group)})" for letter, group in groups
    )


def _compile_inner(formulas: Formulas) -> re.Pattern[str]:
    """Match before "– having regard to", "B. whereas", "2. Calls" and "The European Parliament, –" within a line."""
    citation, recital = _alternatives(formulas.citations), _alternatives(formulas.recitals) or "(?!)"
    operative = _operative_source(formulas) if formulas.operative else "(?!)"
    return re.compile(
        rf"[,;.:)\]] (?:(?<=[,;.:] )(?=[–—−-] ?(?:{citation})(?!\w))"
        rf"|(?<=[,;.] )(?=[^\W\d_a-z]{{1,2}}\. ?(?i:{recital})(?!\w))"
        rf"|(?<=[;.] )(?=\d{{1,3}}\. ?(?i:{operative}))"
        rf"|(?<=[)\]] )(?=(?:{_alternatives(formulas.enacting)})(?: |$)))"
    )


def _compile_sponsors(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Match "Bolandia and Carmania:* draft resolution" as a whole line."""
    return (
        re.compile(rf"(?P<names>[^:]+?) ?:\*{{0,3}} ?(?:{_alternatives(phrases)})\*{{0,3}}", re.I) if phrases else NEVER
    )


def _compile_joint(formulas: Formulas) -> re.Pattern[str]:
    """Match " and " between two States, but not within "Bosnia and Herzegovina"."""
    if not formulas.joiners:
        return NEVER
    within = f"(?!{_alternatives(formulas.paired_names)})" if formulas.paired_names else ""
    return re.compile(rf"(?:^| )(?:{_alternatives(formulas.joiners)}) {within}")


def _compile_group(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Match "on behalf of the Renew Group" as a whole line, the name in one of its groups."""
    forms_with_name = (re.escape(form).replace(r"\{\}", r"(\S.{0,60}?)") for form in forms)
    return re.compile("|".join(forms_with_name), re.IGNORECASE) if forms else NEVER
