"""The sentences that tell what to know before comparing, by key: what is said in English, and what is filled in.

The fixed words of publications hold the same sentences in each language under `comparability.say`. What is filled in
is of no language: names, numbers, days as 2024-11-28, the status of a text. The end of its name says how to write it:
`_kind`, `_date`, `_rule`, `_number`; anything else stands as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from exporter.model.resolution import Status

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

KINDS = {
    Status.MOTION: "a motion for a resolution, tabled by a group or by members; it is not Parliament’s position",
    Status.JOINT_MOTION: "a joint motion for a resolution, tabled by several groups; it is not Parliament’s position",
    Status.REPORT: "a report of a committee; it is not Parliament’s position until it is adopted",
    Status.ADOPTED: "a resolution adopted by Parliament",
    Status.UN_DRAFT: "a draft resolution put before a United Nations body; it is not adopted",
    Status.UN_RESOLUTION: "a resolution adopted by a United Nations body",
    Status.UNKNOWN: "a text whose status is not known",
}

_ADOPTED = "is another text, {reference}: that is the one to compare with for Parliament’s position."
_LONGER = (
    "text is {ratio_number} times as long: recitals and paragraphs have {old_words} words in the old and "
    "{new_words} in the new. What a shorter text leaves out it has not necessarily given up."
)

SENTENCES = {
    "status": "The old text, {old}, is {old_kind}. The new text, {new}, is {new_kind}.",
    "status-differs": "So what differs between them is no change of position: one of the two binds nobody but its "
    "authors.",
    "parallel-procedure": "Both are motions of one procedure, {procedure}, tabled for the same debate.",
    "parallel-day": "Both texts are of one kind and of one day, {shared_date}.",
    "parallel": "They stand beside one another, and neither follows the other: read “new” as “only in {new}”, “not "
    "carried over” as “only in {old}”, and a change as a difference between the two.",
    "fate-group": "According to the editor, {name} was tabled by {group}.",
    "fate-tabled": "According to the editor, {name} was tabled on {tabled_date}.",
    "fate-replaced": "According to the editor, {name} was replaced by {replaced}.",
    "fate-group-replaced": "According to the editor, {name} was tabled by {group} and was replaced by {replaced}.",
    "fate-tabled-replaced": "According to the editor, {name} was tabled on {tabled_date} and was replaced by "
    "{replaced}.",
    "adopted": f"According to the editor, what Parliament adopted {_ADOPTED}",
    "adopted-on": f"According to the editor, what Parliament adopted on {{adopted_date}} {_ADOPTED}",
    "adopted-vote": f"According to the editor, what Parliament adopted by {{vote}} {_ADOPTED}",
    "adopted-on-vote": f"According to the editor, what Parliament adopted on {{adopted_date}} by {{vote}} {_ADOPTED}",
    "comparator": "The right text to compare with, according to the editor, is {reference}.",
    "unknown-status": "Where the status is not known, do not quote the text as a position of Parliament.",
    "same-file": "Both sides are the same file; nothing can have changed.",
    "same-words": "Both sides hold the same paragraphs, word for word.",
    "unlike-subject": "The titles name nothing in common: these may be texts on different countries or cases.",
    "longer-old": f"The old {_LONGER}",
    "longer-new": f"The new {_LONGER}",
    "limit": "The shorter one is an urgency resolution ({limit_rule}); for such texts a limit of 500 words is "
    "enforced since January 2023, so length alone explains some of what is missing.",
    "no-date-old": "The old text, {name}, names no date of its own.",
    "no-date-old-known": "The old text, {name}, names no date of its own; according to the editor it is of "
    "{known_date}.",
    "no-date-new": "The new text, {name}, names no date of its own.",
    "no-date-new-known": "The new text, {name}, names no date of its own; according to the editor it is of "
    "{known_date}.",
    "order": "The text compared from is of {old_date}, later than the other, of {new_date}: read “new” and “not "
    "carried over” the other way round, or swap the two.",
    "far-apart": "The two texts lie {years} years apart; there may be others in between.",
    "unlike-language": "The texts are in different languages ({old} and {new}): wording cannot be compared, and few "
    "demands will be linked.",
    "unlike-body": "One text is of Parliament, the other of the United Nations: their verbs and habits differ.",
    "unlike-procedure": "The texts come from different kinds of procedure: {old} and {new}.",
    "unlike-rule": "Only one of them is an urgency resolution: {old_rule} against {new_rule}.",
    "same-procedure": "Both texts belong to one procedure, {procedure}: two stages, not two years.",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence by its key in `SENTENCES`, and what is filled in.

    `given` are the names of those values that only the editor says.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()


def format_sentence(sentence: Sentence) -> str:
    """Return the sentence in English."""
    values = {name: _write(sentence, name, value) for name, value in sentence.values.items()}
    return SENTENCES[sentence.key].format(**values)


def _write(sentence: Sentence, name: str, value: str) -> str:
    given = name in sentence.given
    if name.endswith("_kind"):
        return f"{KINDS[Status(value)]}{' (according to the editor)' if given else ''}"
    if name.endswith("_rule"):
        return f"{'Rules' if has_several(value) else 'Rule'} {value}{', according to the editor' if given else ''}"
    return format_date(date.fromisoformat(value)) if name.endswith("_date") else value


def has_several(numbers: str) -> bool:
    """Return whether these are the numbers of several rules: `144 and 132(4)`, not `132(2)`."""
    outside = "".join(part.rpartition(")")[2] for part in numbers.split("("))
    return len([word for word in outside.replace(",", " ").split() if word[0].isdigit()]) > 1


def format_date(day: date | None) -> str:
    """Return a date as `28 November 2024`, whatever the machine's settings."""
    # by hand: strftime follows the locale
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
