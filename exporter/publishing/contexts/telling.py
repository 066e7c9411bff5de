"""What the analysis tells in English sentences, in the words of a page's language.

The words of the texts inside such a sentence stay as they are; each phrase says which language it is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from exporter.analysis.comparison.comparability import Told, format_sentences, list_sentences
from exporter.analysis.comparison.sentences import SENTENCES, Sentence, has_several
from exporter.model.comparison import ComparabilityNotice, Comparison, Reason
from exporter.model.dossier import Document
from exporter.publishing.labels import REFERENCE_LANGUAGE, Labels

# the comparator is known to the comparison by its sentence alone
_BEFORE, _, _AFTER = SENTENCES["comparator"].partition("{reference}")


class Phrase(Struct, frozen=True, kw_only=True):
    """Words in one language: that of the page where `language` is empty."""

    text: str
    language: str = ""


class Saying(Struct, frozen=True, kw_only=True):
    """Something told: its `code`, the whole `message`, the same phrase by phrase, the words it rests on."""

    code: str
    message: str
    phrases: tuple[Phrase, ...]
    old: str | None = None
    new: str | None = None


def tell_reason(reason: Reason, languages: tuple[str, str], labels: Labels) -> Saying:
    """Return a reason in the words of the page; `languages` are those of the old and the new text.

    A reason of a kind that has no words there stands in English.
    """
    values = {"old": reason.old, "new": reason.new}
    marks = {name: _mark(code, labels) for name, code in zip(values, languages, strict=True)}
    if f"reason.{reason.code}" not in labels.words or labels.language == REFERENCE_LANGUAGE == _only(languages):
        return _say_as_is(reason.code, reason.message, labels, reason.old, reason.new)
    pieces = labels.split(f"reason.{reason.code}", values)
    phrases = tuple(Phrase(text=text, language=marks.get(name, "")) for text, name in pieces)
    return Saying(code=reason.code, message=_join(phrases), phrases=phrases, old=reason.old, new=reason.new)


def tell_comparability(
    comparison: Comparison, documents: tuple[Document, Document], labels: Labels
) -> tuple[Saying, ...]:
    """Return what to know before comparing in the words of the page; what has no words there stands in English."""
    known = {format_sentences(sentences): sentences for _, sentences in _list_told(comparison, documents)}
    return tuple(_tell_notice(notice, known, labels) for notice in comparison.comparability)


def _tell_notice(notice: ComparabilityNotice, known: Mapping[str, tuple[Sentence, ...]], labels: Labels) -> Saying:
    sentences = known.get(notice.message, ())
    if (
        not sentences
        or labels.language == REFERENCE_LANGUAGE
        or any(f"comparability.say.{item.key}" not in labels.words for item in sentences)
    ):
        return _say_as_is(notice.code, notice.message, labels)
    message = " ".join(tell_sentence(sentence, labels) for sentence in sentences)
    return Saying(code=notice.code, message=message, phrases=(Phrase(text=message),))


def tell_sentence(sentence: Sentence, labels: Labels) -> str:
    """Return a sentence on two texts in the words of the page."""
    values = {name: _write(sentence, name, value, labels) for name, value in sentence.values.items()}
    return labels(f"comparability.say.{sentence.key}", **values)


def _write(sentence: Sentence, name: str, value: str, labels: Labels) -> str:
    given = name in sentence.given
    if name.endswith("_kind"):
        kind = labels(f"comparability.kind.{value}")
        return labels("comparability.kind.given", kind=kind) if given else kind
    if name.endswith("_rule"):
        rule = labels("comparability.rule", n=2 if has_several(value) else 1, numbers=value)
        return labels("comparability.rule.given", rule=rule) if given else rule
    if name.endswith("_number"):
        return value.replace(".", labels("decimal-point"))
    return labels.format_date(date.fromisoformat(value)) if name.endswith("_date") else value


def _list_told(comparison: Comparison, documents: tuple[Document, Document]) -> Iterator[Told]:
    yield from list_sentences(*documents)
    for notice in comparison.comparability:
        if notice.code == "comparator" and notice.message.startswith(_BEFORE):
            reference = notice.message.removeprefix(_BEFORE).removesuffix(_AFTER)
            yield notice.code, (Sentence("comparator", {"reference": reference}),)


def _say_as_is(code: str, message: str, labels: Labels, old: str | None = None, new: str | None = None) -> Saying:
    phrase = Phrase(text=message, language=_mark(REFERENCE_LANGUAGE, labels))
    return Saying(code=code, message=message, phrases=(phrase,), old=old, new=new)


def _mark(language: str, labels: Labels) -> str:
    return "" if language == labels.language else language


def _only(languages: tuple[str, str]) -> str:
    return languages[0] if languages[0] == languages[1] else ""


def _join(phrases: Sequence[Phrase]) -> str:
    return "".join(phrase.text for phrase in phrases)
