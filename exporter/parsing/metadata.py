"""What the head of a text says about it: references, procedure, title, date, status."""

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exporter.model.outline import Hint
from exporter.model.resolution import Naming, Status
from exporter.parsing.dates import list_dates, make_date, read_date
from exporter.parsing.furniture import is_furniture
from exporter.parsing.hyphens import Joiner
from exporter.parsing.identifiers import STATUS, Found, find_identifiers
from exporter.parsing.lines import Line
from exporter.parsing.notices import Notices
from exporter.parsing.phrases import Phrases
from exporter.parsing.signatories import find_signing

RANK = {Status.ADOPTED: frozenset({Naming.ADOPTED, Naming.JOURNAL, Naming.CELEX})}
"""Kinds of references that name the same text; of other statuses only references of the same kind do."""

HEAD_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
"""The date of tabling in the head of a motion: "3.5.2022"."""

TRAILING_BRACKET = re.compile(r" ?\(((?:[^()]|\([^()]*\))*)\)\.?$")
"""A bracket at the end of a title, one level deep: "(2022/2658(RSP))"."""

OTHER_NUMBERS = re.compile(r"(?:COM|JOIN|SEC|SWD)\(\d{4}\)\d+|[CO]\d{1,2}-\d{4}/\d{4}|\d{4,5}/\d{1,2}/\d{4}")
"""Numbers of the proposal behind a legislative resolution: "COM(2021)0206 – C9-0146/2021"."""

OLD_REFERENCE = re.compile(r"[ABC]\d-\d{4}(?:(?:, | and |-)\d{4})*/\d{2,4}")
"""B4-0387/99 · B5-0123, 0131 and 0140/2001"""

BROKEN = re.compile(r"(?<=[A-Z]\d)- (?=\d{4}/)|(?<=[A-Z]\d\d)- (?=\d{4}/)")
"""A reference broken over lines: "(A9-/0188/2023)"."""

UN_TITLE = re.compile(r"(?:E?S-)?\d{1,4}/(?:\d{1,4}|\.\.\.|…)(?: [A-Z])?\.? (.+)")
"""79/179. Moratorium on the use of the death penalty · 52/... Rights of ..."""

HEAD_LENGTH = 20_000
"""Characters of a head in which the rule it invokes is looked for."""

UN_NUMBER = re.compile(r"[^\W\d_]{5,12} \d{1,4} \(\d{4}\)")
"""Resolution 2334 (2016): the Security Council's have no other title."""

MAX_TITLE_LINES = 14
HEAD_WORDS = 80
"""Words that the head of a motion may hold beside its title and set phrases: a short title, names."""

ADOPTION = 600
"""Characters after "Resolution adopted by the General Assembly" in which its date is looked for."""

SHORT_TITLE = 60
"""Characters; a first line as short as this ("PROPOSAL FOR A EUROPEAN PARLIAMENT DECISION") is not the whole title."""


@dataclass(frozen=True)
class Metadata:
    """What the head says."""

    reference: str | None
    references: tuple[str, ...]
    procedure: str | None
    title: str
    date: datetime.date | None
    status: Status
    rule: str | None = None
    replaces: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()


def read_metadata(head: Sequence[Line], furniture: Sequence[Line], joiner: Joiner, *, un: bool) -> Metadata:
    """Return what the lines before the first part, and the page furniture, say about the text."""
    phrases, notices = joiner.phrases, joiner.notices
    own = _list_own_identifiers(head, furniture, phrases)
    title = _find_un_title(head, joiner) if un else _find_title(head, joiner)
    status = _find_status(own, head, title, phrases)
    references = _select_references(own, status)
    first = next((item.value for item in references if item.kind is not Naming.PROCEDURE), None)
    procedure = next((item.value for item in references if item.kind is Naming.PROCEDURE), None)
    date = _find_date(title, head, status, phrases, notices)
    _tell_missing(notices, first, title, status)
    _tell_matter_before(head, phrases, notices)
    own_values = tuple(item.value for item in references)
    return Metadata(
        first,
        own_values,
        procedure,
        strip_title(title, phrases),
        date,
        status,
        rule=_find_rule(head, phrases),
        replaces=_list_others((head[index] for index in _list_replacing(head, phrases)), ()),
        see_also=_list_others((line for line in head if phrases.see_also.match(line.text)), own_values),
    )


def _tell_missing(notices: Notices, reference: str | None, title: str, status: Status) -> None:
    if reference is None:
        notices.tell("reference-missing")
    if not title:
        notices.tell("title-missing")
    if status is Status.UNKNOWN:
        notices.tell("status-unknown")


def _tell_matter_before(head: Sequence[Line], phrases: Phrases, notices: Notices) -> None:
    """Tell that words stand before the title which belong to no head: a web page's navigation, another text."""
    title = next((index for index, line in enumerate(head) if phrases.title.match(line.text)), len(head))
    signing = find_signing(head, phrases)
    other = [
        line
        for place, line in enumerate(head[:title])
        if place not in signing and not phrases.head_note.match(line.text) and not any(find_identifiers(line.text))
    ]
    words = sum(len(line.text.split()) for line in other)
    if words > HEAD_WORDS:
        notices.tell("before-omitted", words, other[0].text, place=other[0].place)


def _list_own_identifiers(head: Sequence[Line], furniture: Sequence[Line], phrases: Phrases) -> list[Found]:
    """Return the identifiers of the head that are not those of other texts, then those of running heads."""
    text = " ".join(line.text for line in _without_others(head, phrases))
    text = BROKEN.sub("-", text)
    found = {item.value: item for item in reversed(list(find_identifiers(text)))}
    own = sorted(found.values(), key=lambda item: item.start)
    more = [item for line in furniture for item in find_identifiers(line.text.replace("/eli/", " "))]
    known = {item.value for item in own}
    return own + [item for item in {item.value: item for item in more}.values() if item.value not in known]


def _without_others(head: Sequence[Line], phrases: Phrases) -> Iterable[Line]:
    """Yield the lines of a head but those that name the motions it replaces, or other documents of the procedure."""
    replaced = set(_list_replacing(head, phrases))
    for index, line in enumerate(head):
        if index not in replaced and not phrases.elsewhere.match(line.text):
            yield line


def _list_replacing(head: Sequence[Line], phrases: Phrases) -> Iterable[int]:
    """Yield the places of the lines of a head that name the motions it replaces: "replacing the following motions:"."""
    inside = False
    for index, line in enumerate(head):
        inside = bool(phrases.replacing.match(line.text) or (inside and re.match(r"(?:RC-)?B ?\d", line.text)))
        if inside:
            yield index


def _list_others(lines: Iterable[Line], own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the references of other texts in lines, each once."""
    found = (item.value for line in lines for item in find_identifiers(line.text) if item.kind in STATUS)
    return tuple(dict.fromkeys(value for value in found if value not in own))


def _find_rule(head: Sequence[Line], phrases: Phrases) -> str | None:
    """Return the rule that a head invokes, as written: "pursuant to Rule 150(5) and Rule 136(4) of the Rules ..."."""
    return find_rule(" ".join(line.text for line in head)[:HEAD_LENGTH], phrases)


def find_rule(text: str, phrases: Phrases) -> str | None:
    """Return the rule of procedure named in a text, as written: "Rule 144"."""
    match = phrases.rule.search(text)
    return match["rule"] if match else None


def _select_references(own: list[Found], status: Status) -> list[Found]:
    """Return the references that name this text: those of its own kind, and one procedure."""
    kinds = RANK.get(status) or {kind for kind, meaning in STATUS.items() if meaning is status}
    procedures = [item for item in own if item.kind is Naming.PROCEDURE][:1]
    return [item for item in own if item.kind in kinds or item in procedures]


def _find_status(own: list[Found], head: Sequence[Line], title: str, phrases: Phrases) -> Status:
    """Return what a text is: by its first reference, else by words in its head, else by a dated title."""
    if statuses := [STATUS[item.kind] for item in own if item.kind in STATUS]:
        joint = Status.JOINT_MOTION in statuses and statuses[0] is Status.MOTION
        return Status.JOINT_MOTION if joint else statuses[0]
    words = phrases.formulas.status_words
    table = (
        (Status.JOINT_MOTION, words.joint_motion),
        (Status.MOTION, words.motion),
        (Status.REPORT, words.report),
        (Status.UN_DRAFT, words.un_draft),
        (Status.UN_RESOLUTION, words.un_resolution),
    )
    for status, openings in table:
        if any(_opens_with(line.text, opening) for line in head for opening in openings):
            return status
    return Status.ADOPTED if _find_title_date(title, phrases) else Status.UNKNOWN


def _opens_with(text: str, opening: str) -> bool:
    text, opening = text.casefold(), opening.casefold()  # ENTSCHLIESSUNGSANTRAG
    return text.startswith(opening) and not text[len(opening) : len(opening) + 1].isalnum()


def _find_title(head: Sequence[Line], joiner: Joiner) -> str:
    """Return the last title in the head that opens with a set phrase, its lines joined; else the longest paragraph."""
    marked = [line for line in head if line.hint is Hint.TITLE]
    starts = [index for index in range(len(head)) if _opens_title(head, index, joiner.phrases)]
    if starts:
        return joiner.join(_list_title_lines(head, starts[-1]), "title")
    if marked:
        return joiner.join(marked, "title")
    if inside := [match for line in head if (match := _title_inside(line.text, joiner.phrases))]:
        return inside[-1]
    if lines := _find_title_by_kind(head, joiner.phrases):
        return joiner.join(lines, "title")
    return max(_list_title_paragraphs(head, joiner), key=len, default="")


def _find_title_by_kind(head: Sequence[Line], phrases: Phrases) -> list[Line]:
    """Return the lines of a title whose first says what the text is: "Joint motion for a resolution", "on hunger"."""
    words = phrases.formulas.status_words
    kinds = {word.casefold() for word in (*words.joint_motion, *words.motion)}
    for index, line in enumerate(head):
        following = head[index + 1 : index + MAX_TITLE_LINES]
        if line.text.casefold() in kinds and following and following[0].text[:1].islower():
            return [line, *itertools.takewhile(lambda later: later.text[:1].islower(), following)]
    return []


def _opens_title(head: Sequence[Line], index: int, phrases: Phrases) -> bool:
    """Return whether a title opens with this line, be its set phrase broken over two."""
    lines = [line.text for line in head[index : index + 2]]
    match = phrases.title.match(" ".join(lines))
    return match is not None


def _title_inside(text: str, phrases: Phrases) -> str | None:
    """Return the title within a line that holds more of the head, as when a whole text stands on one line."""
    found = [match.start() for match in phrases.title.finditer(text) if text[match.start()].isupper()]
    return text[found[-1] :] if found else None


def _list_title_lines(head: Sequence[Line], start: int) -> list[Line]:
    """Return the lines of a title: up to the procedure, a bracket of its own, or a blank line after a whole title."""
    lines = [head[start]]
    following = head[start + 1 : start + MAX_TITLE_LINES]
    for index, line in enumerate(following):
        open_ended = any(_is_procedure_end(later.text) for later in following[index:])
        if _is_procedure_end(lines[-1].text) or (line.gap and not open_ended and len(lines[0].text) > SHORT_TITLE):
            break
        lines.append(line)
        if line.text.startswith("(") and line.text.endswith(")"):
            break
    return lines


def _is_procedure_end(text: str) -> bool:
    return re.search(r"\([A-Z]{3} ?\) ?\)$", text) is not None


def _list_title_paragraphs(head: Sequence[Line], joiner: Joiner) -> list[str]:
    """Return the paragraphs of the head that may be a title: no identifiers, no furniture, no set notes."""
    groups: list[list[Line]] = []
    for line in head:
        if line.gap or not groups:
            groups.append([])
        if not OLD_REFERENCE.fullmatch(line.text):
            groups[-1].append(line)
    texts = [" ".join(line.text for line in group) for group in groups]
    return [text for text in texts if not is_furniture(text) and not joiner.phrases.head_note.match(text)]


def _find_un_title(head: Sequence[Line], joiner: Joiner) -> str:
    """Return the title of a UN text: after its number, or after "draft resolution", else what the format marks."""
    for index, line in enumerate(head):
        if match := UN_TITLE.fullmatch(line.text):
            return " ".join([match[1], *(line.text for line in head[index + 1 :])])
    for index, line in enumerate(head):
        if line.text.lower().endswith(joiner.phrases.formulas.status_words.un_draft):
            return " ".join(line.text for line in head[index + 1 :])
    marked = " ".join(line.text for line in head if line.hint is Hint.TITLE)
    return marked or next((line.text for line in head if UN_NUMBER.fullmatch(line.text)), "")


def strip_title(title: str, phrases: Phrases) -> str:
    """Return a title without the brackets behind it that hold references or a kind of procedure."""
    while match := TRAILING_BRACKET.search(title):
        inside = match[1]
        identified = any(find_identifiers(inside)) or OTHER_NUMBERS.search(inside)
        noted = any(inside.lower().startswith(note) for note in phrases.formulas.title_notes)
        if not (identified or noted):
            break
        title = title[: match.start()].rstrip(" –—-,")
    return title


def _find_date(
    title: str, head: Sequence[Line], status: Status, phrases: Phrases, notices: Notices
) -> datetime.date | None:
    """Return the date in the title; of a motion or report else the date printed in its head, of a UN text likewise."""
    if date := _find_title_date(title, phrases):
        return date
    if status in (Status.UN_DRAFT, Status.UN_RESOLUTION):
        return _find_un_date(head, phrases)
    if status in (Status.MOTION, Status.JOINT_MOTION, Status.REPORT):
        return _find_head_date(head, notices)
    return _find_sitting_date(head, phrases, notices) if status is Status.ADOPTED else None


def _find_sitting_date(head: Sequence[Line], phrases: Phrases, notices: Notices) -> datetime.date | None:
    """Return the day of the sitting in the head of an adopted text: "Thursday, 14 March 2024 - Strasbourg"."""
    for line in head:
        words = re.sub(r"^[^\W\d]+,? ", "", line.text) if len(line.text) < SHORT_TITLE else ""
        if date := _match_date(words, phrases):
            notices.tell("date-from-head", line.text, place=line.place)
            return date
    return None


def _match_date(text: str, phrases: Phrases) -> datetime.date | None:
    matches = (pattern.match(text) for pattern in phrases.dates)
    return next((date for match in matches if (date := read_date(match, phrases.formulas))), None)


def _find_title_date(title: str, phrases: Phrases) -> datetime.date | None:
    """Return the date among or after the opening words of a title: "European Parliament resolution of 5 May 2022"."""
    match = phrases.title.match(title)
    if match is None:
        return None
    inside = next(list_dates(match[0], phrases.formulas, phrases.dates), None)
    rest = title[match.end() :].lstrip()
    lead = phrases.date_lead.match(rest)
    return inside or _match_date(rest[lead.end() :].lstrip() if lead else rest, phrases)


def _find_un_date(head: Sequence[Line], phrases: Phrases) -> datetime.date | None:
    """Return the day of adoption ("on 17 December 2024"), else the day of distribution ("31 October 2025")."""
    formulas = phrases.formulas
    for index, line in enumerate(head):
        if any(words in line.text.lower() for words in formulas.adopted):
            text = " ".join(later.text for later in head[index : index + 3])[:ADOPTION]
            pieces = text.split(f" {formulas.adopted_on} ")[1:]
            if date := next((date for piece in pieces if (date := _match_date(piece, phrases))), None):
                return date
    matches = (pattern.fullmatch(line.text) for line in head for pattern in phrases.dates)
    return next((date for match in matches if (date := read_date(match, formulas))), None)


def _find_head_date(head: Sequence[Line], notices: Notices) -> datetime.date | None:
    """Return the date that stands in a line of its own, or before the procedure: "3.5.2022", "7.5.2025 - (2025/..."."""
    for line in head:
        match = HEAD_DATE.match(line.text)
        if match and (match.end() == len(line.text) or re.match(r" ?[-–—] ?\(", line.text[match.end() :])):
            date = make_date(match[3], int(match[2]), match[1])
            if date:
                notices.tell("date-from-head", match[0], place=line.place)
                return date
    return None
