"""Texts named in a resolution, resolved to identifiers with the address where each can be found."""

import re
from collections.abc import Callable, Iterator

from exporter.languages.addresses import find_page, load_addresses
from exporter.model.resolution import Identifier, Naming
from exporter.parsing.identifiers import compile_finder, find_all, find_identifiers, may_name
from exporter.parsing.phrases import Phrases

PATTERNS: tuple[tuple[Naming, str], ...] = (
    (Naming.ELI, r"https?://data\.europa\.eu/eli/[\w/().-]*\w"),  # http://data.europa.eu/eli/reg/2016/679/oj
    (Naming.COMMISSION_DOCUMENT, r"(?:COM|JOIN|SEC|SWD) ?\(\d{4}\) ?\d{1,4}(?!\d)"),  # COM(2021)0206
    (Naming.PARLIAMENT_DOCUMENT, r"[CO]\d{1,2}-\d{4}/\d{4}"),  # C9-0146/2021
    (
        Naming.JOURNAL,
        (
            r"(?:OJ|JO|ABl\.|DO|GU) [CL] ?\d{1,4}(?: ?[EI])?,? (?:du |vom |de |del )?\d{1,2}\.\d{1,2}\.\d{4}"
            r"(?:, [pS]\. ?\d{1,4})?"
        ),
    ),  # OJ C 115, 11.3.2022, p. 5 · JO L 410 I du 7.12.2020, p. 1 · ABl. C 465 vom 6.12.2022, S. 147
    (Naming.CELEX, r"[1-9]\d{4}[A-Z]{1,2}\d{4}(?:\(\d{2}\))?"),  # 32016R0679
    (
        Naming.UN_DOCUMENT,
        (
            r"(?:(?:[AES]|CCPR|CERD|CEDAW|CRC|CAT|CRPD|CMW|CED)/(?:[A-Z][\w.-]*/){0,4}(?:\d[\w.]*/){0,3}\d[\w.]*\b"
            r"(?:/(?:Add|Rev|Corr)\.\d+)*)"
        ),
    ),  # A/80/53, A/HRC/50/28, E/CN.4/2003/67, S/2014/342, CCPR/C/GC/36
)
"""Kind → pattern, beside those of `identifiers`: what a text does not carry as a reference of its own."""

SECURITY_COUNCIL = "S/RES"

FINDER = compile_finder(PATTERNS, r"(?<![\w/.-])")
JOURNAL = re.compile(r"\S+ (?P<series>[CL]) ?(?P<number>\d{1,4})(?: ?(?P<part>[EI]))?\D.*?\.(?P<year>\d{4})")


UN_NUMBER = re.compile(
    r"(?P<number>(?:E?S-)?\d{1,4}/\d{1,3}(?: [A-Z](?![\w.]))?|\d{1,4} \(\d{4}\))(?![\w/])"
    r"(?P<rest>(?: (?:of|du) \d{1,2}(?:er)? [^\W\d]{3,10} \d{4})?(?:,? (?:and|et)|,) (?=(?:E?S-)?\d{1,4}[ /]))?"
)
"""76/177 of 16 December 2021 and · 75/183 A, · 2664 (2022)"""


def find_mentions(text: str, place: str, phrases: Phrases, enacting: str = "") -> Iterator[Identifier]:
    """Yield the texts named in `text`, in order; of identifiers one within another the longer.

    `enacting` says whose "its resolution 76/177" is: "The General Assembly,".
    """
    language = phrases.code.upper()
    end = 0
    for start, stop, kind, value in sorted(_list_all(text, phrases, enacting), key=lambda found: (found[0], -found[1])):
        if start >= end:
            address = ADDRESSES.get(kind, _no_address)(value, language)
            yield Identifier(kind=kind, text=text[start:stop], value=value, place=place, address=address)
            end = stop


def _list_all(text: str, phrases: Phrases, enacting: str) -> Iterator[tuple[int, int, Naming, str]]:
    if not may_name(text):
        return
    for found in find_identifiers(text):
        yield found.start, found.end, found.kind, found.value
    for match in find_all(FINDER, text):
        kind = Naming[match.lastgroup or ""]
        yield match.start(), match.end(), kind, FORMS.get(kind, _as_written)(match[0])
    for match in phrases.acts.finditer(text) if "/" in text else ():
        if value := _format_celex(match):
            yield match.start(), match.end(), Naming.CELEX, value
    lowered = text.lower()
    if any(word in lowered for word in phrases.formulas.resolution_words):
        yield from _list_un_resolutions(text, phrases, enacting)


def _list_un_resolutions(text: str, phrases: Phrases, enacting: str) -> Iterator[tuple[int, int, Naming, str]]:
    """Yield the resolutions of UN bodies; "its" are those of the body that speaks."""
    bodies = phrases.formulas.un_bodies
    own = next((bodies[name] for name in bodies if name in enacting), "")
    for match in phrases.un_resolutions.finditer(text):
        if symbol := bodies.get(match["body"] or "", own):
            yield from _list_numbers(text, match.end(), symbol)


def _list_numbers(text: str, start: int, symbol: str) -> Iterator[tuple[int, int, Naming, str]]:
    """Yield the resolutions of a body that are listed by number: "76/177 of 16 December 2021 and 77/222"."""
    while number := UN_NUMBER.match(text, start):
        if ("(" in number["number"]) == (symbol == SECURITY_COUNCIL):  # only its resolutions have the year behind
            value = f"{symbol}/{number['number'].replace(' ', '')}"
            yield number.start(), number.end("number"), Naming.UN_RESOLUTION, value
        if not number["rest"]:
            break
        start = number.end()


def _as_written(text: str) -> str:
    return text


def _format_commission(text: str) -> str:
    """Return "COM(2021)0206" for "COM (2021) 206"."""
    head, _, number = text.replace(" ", "").partition(")")
    return f"{head}){number:0>4}"


def _format_journal(text: str) -> str:
    """Return "OJ C 115, 11.3.2022, p. 5" in the form that does not depend on a language: "OJ:C:2022:115"."""
    match = JOURNAL.match(text)
    return f"OJ:{match['series']}:{match['year']}:{int(match['number']):03}{match['part'] or ''}" if match else text


FORMS: dict[Naming, Callable[[str], str]] = {
    Naming.COMMISSION_DOCUMENT: _format_commission,
    Naming.JOURNAL: _format_journal,
}


def _format_celex(match: re.Match[str]) -> str | None:
    """Return the CELEX number of "Regulation (EU) 2016/679"; None where year and number cannot be told apart.

    Regulations named with "No" and all those before 2015 give the number first, directives the year; the year is
    the one of the two that is a year of the Union.
    """
    letter = next(letter for letter in "RLFD" if match.groupdict().get(letter))
    first, second = re.findall(r"\d+", match["number"])[-2:]
    numbered = not match["number"][0].isdigit()
    if len(first) == 2 and letter != "R" and not numbered:  # Directive 95/46/EC
        year, number = f"19{first}", second
    elif numbered or not _is_year(first):
        number, year = first, second
    else:
        year, number = first, second
        if _is_year(second) and letter == "R" and int(first) < NUMBERED_BY_YEAR:
            return None
    return f"3{year}{letter}{int(number):04}" if _is_year(year) else None


NUMBERED_BY_YEAR = 2015
"""Since this year every law is numbered year first."""


def _is_year(text: str) -> bool:
    return len(text) == 4 and 1952 <= int(text) < 2100


def _no_address(value: str, language: str) -> None:
    del value, language


def _find_page(value: str, language: str) -> str | None:
    return find_page(value, language.lower())


def _format_journal_address(value: str, language: str) -> str | None:
    """Return the page of "C/2025/1807", and of "OJ:C:2022:115"."""
    return _format_eur_lex(f"{value}:TOC", language) if value.startswith("OJ:") else find_page(value)


def _format_commission_address(value: str, language: str) -> str:
    body, year, number = re.findall(r"\w+", value)
    return _format_eur_lex(f"{body}:{year}:{int(number)}:FIN", language)


def _format_eur_lex(uri: str, language: str) -> str:
    return f"{load_addresses().places['eurlex'].base}/legal-content/{language}/TXT/?uri={uri}"


def _format_un_address(value: str, language: str) -> str:
    return f"{load_addresses().places['undocs'].base}/{language.lower()}/{value}"


ADDRESSES: dict[Naming, Callable[[str, str], str | None]] = {
    Naming.MOTION: _find_page,
    Naming.JOINT_MOTION: _find_page,
    Naming.REPORT: _find_page,
    Naming.ADOPTED: _find_page,
    Naming.PROCEDURE: _find_page,
    Naming.COMMISSION_DOCUMENT: _format_commission_address,
    Naming.JOURNAL: _format_journal_address,
    Naming.CELEX: lambda value, language: _format_eur_lex(f"CELEX:{value}", language),
    Naming.ELI: lambda value, language: value,
    Naming.UN_RESOLUTION: _find_page,
    Naming.UN_DRAFT: _find_page,
    Naming.UN_DOCUMENT: _format_un_address,
}
"""Kind → function of the usual form and the language (`EN`) that gives the address."""
