"""What a reader must know before comparing two texts, in plain words."""

import re
from collections.abc import Iterator
from datetime import date

from exporter.analysis.comparison.procedure import find_rule
from exporter.model.comparison import ComparabilityNotice
from exporter.model.dossier import Document
from exporter.model.resolution import Status, count_words

KINDS = {
    Status.MOTION: "a motion for a resolution, tabled by a group or by members; it is not Parliament’s position",
    Status.JOINT_MOTION: "a joint motion for a resolution, tabled by several groups; it is not Parliament’s position",
    Status.REPORT: "a report of a committee; it is not Parliament’s position until it is adopted",
    Status.ADOPTED: "a resolution adopted by Parliament",
    Status.UN_DRAFT: "a draft resolution put before a United Nations body; it is not adopted",
    Status.UN_RESOLUTION: "a resolution adopted by a United Nations body",
    Status.UNKNOWN: "a text whose status is not known",
}
BODIES = {Status.UN_DRAFT: "UN", Status.UN_RESOLUTION: "UN", Status.UNKNOWN: ""}
DECIDED = (Status.ADOPTED, Status.UN_RESOLUTION)
# one text is called longer than the other from this ratio on
UNLIKE_LENGTH = 1.5
NAME = re.compile(r"\b[A-Z]\w{2,}")
# capitalised in titles of texts on anything
TITLE_WORDS = frozenset(
    ("European", "Parliament", "Motion", "Joint", "Union", "The", "Resolution", "Commission", "Council")
)
YEARS_APART = 5
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LIMIT_ENFORCED = date(2023, 1, 1)


def find_comparability(old: Document, new: Document, comparator: str | None = None) -> tuple[ComparabilityNotice, ...]:
    """Return the notices in a fixed order; `comparator` names the text that should be compared instead."""
    notes = (
        *_tell_status(old, new, comparator),
        *_tell_sameness(old, new),
        *_tell_subject(old, new),
        *_tell_length(old, new),
        *_tell_dates(old, new),
        *_tell_language(old, new),
        *_tell_procedure(old, new),
    )
    return tuple(ComparabilityNotice(code=code, message=message) for code, message in notes)


def _find_status(document: Document) -> tuple[Status, str]:
    """Return the status and, where the editor gave it, a remark that says so."""
    read, given = document.resolution.status, document.given
    if read is Status.UNKNOWN and given and given.status:
        return given.status, " (according to the editor)"
    return read, ""


def name_text(document: Document) -> str:
    """Return how to call a text in a sentence: its reference, else its id in the dossier."""
    return document.resolution.reference or (document.given and document.given.reference) or f"“{document.id}”"


def _tell_status(old: Document, new: Document, comparator: str | None) -> Iterator[tuple[str, str]]:
    statuses = [_find_status(document) for document in (old, new)]
    kinds = [f"{KINDS[status]}{remark}" for status, remark in statuses]
    both = f"The old text, {name_text(old)}, is {kinds[0]}. The new text, {name_text(new)}, is {kinds[1]}."
    decided = [status in DECIDED for status, _ in statuses]
    if statuses[0][0] is not statuses[1][0]:
        yield "unlike-status", both + _warn(decided)
    elif not all(decided):
        yield "not-adopted", both
    else:
        yield "status", both
    for document, is_decided in zip((old, new), decided, strict=True):
        if not is_decided:
            yield from _tell_fate(document)
    if comparator and not all(decided):
        yield "comparator", f"The right text to compare with, according to the editor, is {comparator}."
    if Status.UNKNOWN in (statuses[0][0], statuses[1][0]):
        yield "unknown-status", "Where the status is not known, do not quote the text as a position of Parliament."


def _warn(decided: list[bool]) -> str:
    if all(decided) or not any(decided):
        return ""
    return " So what differs between them is no change of position: one of the two binds nobody but its authors."


def _tell_fate(document: Document) -> Iterator[tuple[str, str]]:
    given = document.given
    if not given:
        return
    facts = [
        f"was tabled by {given.group}" if given.group else "",
        f"was tabled on {format_date(given.tabled)}" if given.tabled and not given.group else "",
        f"was replaced by {given.replaced_by}" if given.replaced_by else "",
    ]
    told = [fact for fact in facts if fact]
    if told:
        yield "fate", f"According to the editor, {name_text(document)} {' and '.join(told)}."
    if given.adopted_as:
        when = f" on {format_date(given.adopted_on)}" if given.adopted_on else ""
        vote = f" by {given.vote}" if given.vote else ""
        message = (
            f"According to the editor, what Parliament adopted{when}{vote} is another text, {given.adopted_as}: "
            "that is the one to compare with for Parliament’s position."
        )
        yield "adopted-as", message


def _tell_sameness(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    if old.resolution.source.sha256 == new.resolution.source.sha256:
        yield "same-text", "Both sides are the same file; nothing can have changed."
    elif _body(old) and _body(old) == _body(new):
        yield "same-text", "Both sides hold the same paragraphs, word for word."


def _tell_subject(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    """Tell when the titles have no name in common: "Cambodia" and "Cambodian" are one name."""
    names = [set(NAME.findall(document.resolution.title)) - TITLE_WORDS for document in (old, new)]
    if all(names) and not any(a[:5] == b[:5] for a in names[0] for b in names[1]):
        yield "unlike-subject", "The titles name nothing in common: these may be texts on different countries or cases."


def _body(document: Document) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in document.resolution.paragraphs)


def _tell_length(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    words = [count_words(document.resolution) for document in (old, new)]
    if min(words) == 0 or max(words) < UNLIKE_LENGTH * min(words):
        return
    side, ratio = ("old", words[0] / words[1]) if words[0] > words[1] else ("new", words[1] / words[0])
    message = (
        f"The {side} text is {ratio:.1f} times as long: recitals and paragraphs have {words[0]} words in the old and "
        f"{words[1]} in the new. What a shorter text leaves out it has not necessarily given up."
    )
    yield "unlike-length", message + _tell_limit(old, new, words)


def _tell_limit(old: Document, new: Document, words: list[int]) -> str:
    shorter = old if words[0] < words[1] else new
    rule, day = find_rule(shorter), find_date(shorter)
    if rule is None or not rule.urgency or (day and day < LIMIT_ENFORCED):
        return ""
    return (
        f" The shorter one is an urgency resolution ({rule.name}{rule.remark}); for such texts a limit of 500 words "
        f"is enforced since January 2023, so length alone explains some of what is missing."
    )


def find_date(document: Document) -> date | None:
    """Return the date of a text: its own, else the day the editor gave."""
    given = document.given
    return document.resolution.date or (given and (given.date or given.tabled)) or None


def format_date(day: date | None) -> str:
    """Return a date as `28 November 2024`, whatever the machine's settings."""
    # by hand: strftime follows the locale
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _tell_dates(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    for side, document in (("old", old), ("new", new)):
        if document.resolution.date is None:
            known = find_date(document)
            added = f"; according to the editor it is of {format_date(known)}" if known else ""
            yield "missing-date", f"The {side} text, {name_text(document)}, names no date of its own{added}."
    days = [find_date(document) for document in (old, new)]
    if days[0] is None or days[1] is None:
        return
    if days[0] > days[1]:
        message = (
            f"The text compared from is of {format_date(days[0])}, later than the other, of {format_date(days[1])}: "
            "read “new” and “not carried over” the other way round, or swap the two."
        )
        yield "order", message
    apart = abs((days[1] - days[0]).days) / 365.25
    if apart >= YEARS_APART:
        yield "far-apart", f"The two texts lie {apart:.0f} years apart; there may be others in between."


def _tell_language(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    languages = (old.resolution.language, new.resolution.language)
    if languages[0] != languages[1]:
        message = (
            f"The texts are in different languages ({languages[0]} and {languages[1]}): wording cannot be compared, "
            "and few demands will be linked."
        )
        yield "unlike-language", message


def _tell_procedure(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    bodies = [BODIES.get(_find_status(document)[0], "EP") for document in (old, new)]
    if all(bodies) and bodies[0] != bodies[1]:
        message = "One text is of Parliament, the other of the United Nations: their verbs and habits differ."
        yield "unlike-body", message
    kinds = [_find_type(document) for document in (old, new)]
    if kinds[0] and kinds[1] and kinds[0] != kinds[1]:
        yield "unlike-procedure", f"The texts come from different kinds of procedure: {kinds[0]} and {kinds[1]}."
    before, after = find_rule(old), find_rule(new)
    if before and after and before.urgency != after.urgency:
        named = f"{before.name}{before.remark} against {after.name}{after.remark}"
        yield "unlike-rule", f"Only one of them is an urgency resolution: {named}."
    procedure = old.resolution.procedure
    if procedure and procedure == new.resolution.procedure:
        yield "same-procedure", f"Both texts belong to one procedure, {procedure}: two stages, not two years."


def _find_type(document: Document) -> str:
    """Return the letters of a procedure: `RSP` of `2022/2658(RSP)`."""
    procedure = document.resolution.procedure or ""
    return procedure[procedure.find("(") + 1 : procedure.find(")")] if "(" in procedure else ""
