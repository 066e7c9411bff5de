"""What a person is asked: the links of the program by confidence, addressees it implies, soft demands, acronyms."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from exporter.analysis.comparison import Candidate
from exporter.model.comparison import Comparison, Link
from exporter.model.demands import Demands, Kind
from exporter.model.dossier import Document
from exporter.review.anchors import Identity
from exporter.review.entries import SECTIONS, STATEMENT_KEYS

MISSPELT = "acronym-misspelt"
"""The notice that two spellings are taken for one."""

CONFIDENCE = ((0.75, "clear links"), (0.5, "likely links"), (0.0, "doubtful links"))
"""From which confidence upwards a link stands in a section: the words of the publications, high, medium and low."""

Key = tuple[str, ...]


class Question(Struct, frozen=True, kw_only=True):
    """One thing to decide: its section, and the values of its entry, in the order of the section's keys."""

    section: str
    values: dict[str, str]

    @property
    def key(self) -> Key:
        """What is asked, whatever the program proposes: two entries with one key are about one thing."""
        return make_key(self.section, self.values)


def make_key(section: str, values: Mapping[str, str]) -> Key:
    """Return what an entry is about: a pair of ids, an id and what is asked of it, or a text and its notice."""
    if section == "acronyms":
        return ("acronym", values.get("text", ""), values.get("says", ""))
    if SECTIONS[section] is STATEMENT_KEYS:
        return (section, values.get("demand", ""))
    return ("link", values.get("old", ""), values.get("new", ""))


def list_questions(
    documents: Sequence[Document],
    comparisons: Sequence[Comparison],
    candidates: Mapping[tuple[str, str], Sequence[Candidate]],
    identity: Identity,
) -> list[Question]:
    """Return everything to be decided, in the order of the sections, within each in the order of the texts.

    `candidates` are by the ids of the two texts.
    """
    asked = [question for comparison in comparisons for question in _ask_links(comparison, identity)]
    for document in documents:
        asked += _ask_addressees(document, identity)
        asked += _ask_kinds(document, identity)
        asked += _ask_acronyms(document.id, document.demands)
    for comparison in comparisons:
        pair = comparison.texts.old.id, comparison.texts.new.id
        asked += _ask_candidates(comparison, candidates.get(pair, ()), identity)
    order = list(SECTIONS)
    return sorted(asked, key=lambda question: order.index(question.section))


def _ask_links(comparison: Comparison, identity: Identity) -> Iterator[Question]:
    for link in comparison.links:
        section = next(name for floor, name in CONFIDENCE if link.confidence >= floor)
        reasons = " ".join(reason.message for reason in link.reasons) or "No difference of strength or scope was found."
        values = _quote_pair(comparison, (link.old[0], link.new[0]), identity)
        yield Question(section=section, values={**values, "proposed": propose(link), "because": reasons})


def propose(link: Link) -> str:
    """Return in short what the program says of a link: `strength down, scope same`."""
    return f"strength {link.strength}, scope {link.scope}"


def _quote_pair(comparison: Comparison, pair: tuple[str, str], identity: Identity) -> dict[str, str]:
    values: dict[str, str] = {}
    texts = comparison.texts.old, comparison.texts.new
    for side, text, place in zip(("old", "new"), texts, pair, strict=True):
        name = identity.ids[text.id, place]
        values |= {side: name, f"{side} words": identity.found[name].target.words}
    return {**values, "where": f"{texts[0].id} {pair[0]} → {texts[1].id} {pair[1]}"}


def _ask_candidates(comparison: Comparison, candidates: Sequence[Candidate], identity: Identity) -> Iterator[Question]:
    for candidate in candidates:
        values = _quote_pair(comparison, (candidate.old, candidate.new), identity)
        terms = f"Both have: {', '.join(candidate.score.shared_terms)}." if candidate.score.shared_terms else ""
        yield Question(section="candidates", values={**values, **({"because": terms} if terms else {})})


def _ask_addressees(document: Document, identity: Identity) -> Iterator[Question]:
    for statement in document.demands.statements:
        implied = [addressee.name for addressee in statement.addressees if not addressee.explicit]
        if statement.kind is Kind.DEMAND and implied:
            name = identity.ids[document.id, statement.id]
            values = {"demand": name, "words": statement.text, "where": f"{document.id} {statement.id}"}
            yield Question(section="implied addressees", values={**values, "proposed": ", ".join(implied)})


def _ask_kinds(document: Document, identity: Identity) -> Iterator[Question]:
    for statement in document.demands.statements:
        if statement.review:
            name = identity.ids[document.id, statement.id]
            values = {"demand": name, "words": statement.text, "where": f"{document.id} {statement.id}"}
            proposed = {"proposed": str(statement.kind), "because": statement.review}
            yield Question(section="soft demands", values={**values, **proposed})


def _ask_acronyms(text: str, demands: Demands) -> Iterator[Question]:
    for notice in demands.notices:
        if notice.code == MISSPELT:
            yield Question(section="acronyms", values={"text": text, "says": " ".join(notice.message.split())})
