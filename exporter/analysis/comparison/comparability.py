"""What a reader must know before comparing two texts, in plain words."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from exporter.analysis.comparison.procedure import Rule, find_rule
from exporter.analysis.comparison.sentences import Sentence, format_sentence
from exporter.analysis.parallel import find_date, find_ground, find_status
from exporter.model.comparison import ComparabilityNotice
from exporter.model.dossier import Document
from exporter.model.resolution import Status, count_words

BODIES = {Status.UN_DRAFT: "UN", Status.UN_RESOLUTION: "UN", Status.UNKNOWN: ""}
DECIDED = (Status.ADOPTED, Status.UN_RESOLUTION)
# one text is called longer than the other from this ratio on
UNLIKE_LENGTH = 1.5
NAME = re.compile(r"\b[A-Z]\w{2,}")
# "of 12 February 2019": no name
DAY = re.compile(r"\b\d{1,2} \w+ \d{4}\b")
# capitalised in titles of texts on anything
TITLE_WORDS = frozenset(
    ("European", "Parliament", "Motion", "Joint", "Union", "The", "Resolution", "Commission", "Council")
)
YEARS_APART = 5
LIMIT_ENFORCED = date(2023, 1, 1)


Told = tuple[str, tuple[Sentence, ...]]
"""The code of a notice and its sentences."""


def find_comparability(old: Document, new: Document, comparator: str | None = None) -> tuple[ComparabilityNotice, ...]:
    """Return the notices in a fixed order; `comparator` names the text that should be compared instead."""
    return tuple(
        ComparabilityNotice(code=code, message=format_sentences(sentences))
        for code, sentences in list_sentences(old, new, comparator)
    )


def list_sentences(old: Document, new: Document, comparator: str | None = None) -> tuple[Told, ...]:
    """Return the code of each notice of `find_comparability` with its sentences, which can be said in any language."""
    return (
        *_tell_status(old, new, comparator),
        *_tell_parallel(old, new),
        *_tell_sameness(old, new),
        *_tell_subject(old, new),
        *_tell_length(old, new),
        *_tell_dates(old, new),
        *_tell_language(old, new),
        *_tell_procedure(old, new),
    )


def format_sentences(sentences: Iterable[Sentence]) -> str:
    """Return the message of a notice."""
    return " ".join(format_sentence(sentence) for sentence in sentences)


def _tell(code: str, key: str, **values: str) -> Told:
    return code, (Sentence(key, values),)


def name_text(document: Document) -> str:
    """Return how to call a text in a sentence: its reference, else its id in the dossier."""
    return document.resolution.reference or (document.given and document.given.reference) or f"“{document.id}”"


def _tell_status(old: Document, new: Document, comparator: str | None) -> Iterator[Told]:
    statuses = {"old_kind": find_status(old), "new_kind": find_status(new)}
    (before, _), (after, _) = statuses.values()
    values = {"old": name_text(old), "new": name_text(new), **{name: kind for name, (kind, _) in statuses.items()}}
    both = Sentence("status", values, frozenset(name for name, (_, given) in statuses.items() if given))
    decided = [status in DECIDED for status in (before, after)]
    if before is not after:
        yield "unlike-status", (both, Sentence("status-differs")) if len(set(decided)) > 1 else (both,)
    else:
        yield "status" if all(decided) else "not-adopted", (both,)
    for document, is_decided in zip((old, new), decided, strict=True):
        if not is_decided:
            yield from _tell_fate(document)
    if comparator and not all(decided):
        yield _tell("comparator", "comparator", reference=comparator)
    if Status.UNKNOWN in (before, after):
        yield _tell("unknown-status", "unknown-status")


def _tell_parallel(old: Document, new: Document) -> Iterator[Told]:
    """Tell that neither text follows the other, and how to read then what is called new and not carried over."""
    if old.resolution.source.sha256 == new.resolution.source.sha256:
        return
    ground, day = find_ground(old, new), find_date(old)
    names = {"old": name_text(old), "new": name_text(new)}
    procedure = old.resolution.procedure
    if ground == "procedure" and procedure:
        yield "parallel", (Sentence("parallel-procedure", {"procedure": procedure}), Sentence("parallel", names))
    elif ground == "day" and day:
        yield "parallel", (Sentence("parallel-day", {"shared_date": day.isoformat()}), Sentence("parallel", names))


def _tell_fate(document: Document) -> Iterator[Told]:
    given = document.given
    if not given:
        return
    facts = {
        "group": given.group,
        "tabled_date": given.tabled.isoformat() if given.tabled and not given.group else None,
        "replaced": given.replaced_by,
    }
    known = {name: value for name, value in facts.items() if value}
    if known:
        key = "-".join(("fate", *(name.removesuffix("_date") for name in known)))
        yield _tell("fate", key, name=name_text(document), **known)
    if given.adopted_as:
        when = given.adopted_on.isoformat() if given.adopted_on else None
        votes = {name: value for name, value in (("adopted_date", when), ("vote", given.vote)) if value}
        key = "-".join(("adopted", *("on" if name == "adopted_date" else name for name in votes)))
        yield _tell("adopted-as", key, reference=given.adopted_as, **votes)


def _tell_sameness(old: Document, new: Document) -> Iterator[Told]:
    if old.resolution.source.sha256 == new.resolution.source.sha256:
        yield _tell("same-text", "same-file")
    elif _body(old) and _body(old) == _body(new):
        yield _tell("same-text", "same-words")


def _tell_subject(old: Document, new: Document) -> Iterator[Told]:
    """Tell when the titles have no name in common: "Cambodia" and "Cambodian" are one name."""
    titles = [DAY.sub(" ", document.resolution.title) for document in (old, new)]
    names = [set(NAME.findall(title)) - TITLE_WORDS for title in titles]
    if all(names) and not any(a[:5] == b[:5] for a in names[0] for b in names[1]):
        yield _tell("unlike-subject", "unlike-subject")


def _body(document: Document) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in document.resolution.paragraphs)


def _tell_length(old: Document, new: Document) -> Iterator[Told]:
    words = [count_words(document.resolution) for document in (old, new)]
    if min(words) == 0 or max(words) < UNLIKE_LENGTH * min(words):
        return
    side, ratio = ("old", words[0] / words[1]) if words[0] > words[1] else ("new", words[1] / words[0])
    values = {"ratio_number": f"{ratio:.1f}", "old_words": str(words[0]), "new_words": str(words[1])}
    yield "unlike-length", (Sentence(f"longer-{side}", values), *_tell_limit(old, new, words))


def _tell_limit(old: Document, new: Document, words: list[int]) -> Iterator[Sentence]:
    shorter = old if words[0] < words[1] else new
    rule, day = find_rule(shorter), find_date(shorter)
    if rule is not None and rule.urgency and not (day and day < LIMIT_ENFORCED):
        yield Sentence("limit", {"limit_rule": rule.numbers}, _mark_given(limit_rule=rule))


def _mark_given(**rules: Rule) -> frozenset[str]:
    return frozenset(name for name, rule in rules.items() if rule.given)


def _tell_dates(old: Document, new: Document) -> Iterator[Told]:
    for side, document in (("old", old), ("new", new)):
        if document.resolution.date is None:
            known = find_date(document)
            key = f"no-date-{side}-known" if known else f"no-date-{side}"
            values = {"known_date": known.isoformat()} if known else {}
            yield _tell("missing-date", key, name=name_text(document), **values)
    days = [find_date(document) for document in (old, new)]
    if days[0] is None or days[1] is None:
        return
    if days[0] > days[1] and not find_ground(old, new):
        yield _tell("order", "order", old_date=days[0].isoformat(), new_date=days[1].isoformat())
    apart = abs((days[1] - days[0]).days) / 365.25
    if apart >= YEARS_APART:
        yield _tell("far-apart", "far-apart", years=f"{apart:.0f}")


def _tell_language(old: Document, new: Document) -> Iterator[Told]:
    languages = (old.resolution.language, new.resolution.language)
    if languages[0] != languages[1]:
        yield _tell("unlike-language", "unlike-language", old=languages[0], new=languages[1])


def _tell_procedure(old: Document, new: Document) -> Iterator[Told]:
    bodies = [BODIES.get(find_status(document)[0], "EP") for document in (old, new)]
    if all(bodies) and bodies[0] != bodies[1]:
        yield _tell("unlike-body", "unlike-body")
    kinds = [_find_type(document) for document in (old, new)]
    if kinds[0] and kinds[1] and kinds[0] != kinds[1]:
        yield _tell("unlike-procedure", "unlike-procedure", old=kinds[0], new=kinds[1])
    before, after = find_rule(old), find_rule(new)
    if before and after and before.urgency != after.urgency:
        values = {"old_rule": before.numbers, "new_rule": after.numbers}
        yield "unlike-rule", (Sentence("unlike-rule", values, _mark_given(old_rule=before, new_rule=after)),)
    procedure = old.resolution.procedure
    if procedure and procedure == new.resolution.procedure and not find_ground(old, new):
        yield _tell("same-procedure", "same-procedure", procedure=procedure)


def _find_type(document: Document) -> str:
    """Return the letters of a procedure: `RSP` of `2022/2658(RSP)`."""
    procedure = document.resolution.procedure or ""
    return procedure[procedure.find("(") + 1 : procedure.find(")")] if "(" in procedure else ""
