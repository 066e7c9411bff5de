"""Old text against new: links with what changed, what is new, what was not carried over."""

from exporter.analysis.comparison.alignment import Aligned, align, align_forwarding, find_confidence
from exporter.analysis.comparison.comparability import find_comparability
from exporter.analysis.comparison.evidence import Pairing
from exporter.analysis.comparison.features import list_features, read_corpus
from exporter.analysis.comparison.items import find_item_reasons
from exporter.analysis.comparison.reasons import sum_signs
from exporter.analysis.comparison.recipients import find_recipient_reasons
from exporter.analysis.comparison.scope import find_scope_reasons
from exporter.analysis.comparison.strength import find_strength_reasons
from exporter.analysis.comparison.tables import Tables, load_tables
from exporter.analysis.comparison.wording import compare_wording
from exporter.model.comparison import Axis, Comparison, Link, LinkStatus, Reason, Texts, TextSummary
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.resolution import count_words


def compare(old: Document, new: Document, comparator: str | None = None) -> Comparison:
    """Return how the demands of `old` changed in `new`; all links are proposals.

    `comparator` names the text that would be the right one to compare with; it is told under comparability. The words
    of the new text's language decide; a language without tables is compared by its words alone.
    """
    tables = load_tables(new.resolution.language)
    corpus = read_corpus(old, new, tables)
    old_items, new_items = (list_features(document, Kind.DEMAND, corpus) for document in (old, new))
    aligned = align(old_items, new_items, tables)
    old_clauses, new_clauses = (list_features(document, Kind.PROCEDURAL, corpus) for document in (old, new))
    forwarding = align_forwarding(old_clauses, new_clauses, tables)
    linked = {item.old.id for item in aligned}, {item.new.id for item in aligned}
    return Comparison(
        texts=Texts(old=summarise(old), new=summarise(new)),
        comparability=find_comparability(old, new, comparator),
        links=(
            *(make_link(item, aligned, tables) for item in aligned),
            *(make_link(item, forwarding, tables, procedural=True) for item in forwarding),
        ),
        new=tuple(item.id for item in new_items if item.id not in linked[1]),
        not_carried_over=tuple(item.id for item in old_items if item.id not in linked[0]),
    )


def summarise(document: Document) -> TextSummary:
    """Return what one side of a comparison is."""
    resolution = document.resolution
    return TextSummary(
        id=document.id,
        reference=resolution.reference,
        title=resolution.title,
        status=resolution.status,
        date=resolution.date,
        language=resolution.language,
        words=count_words(resolution),
        file=resolution.source.file,
        demands=document.demands,
    )


def make_link(item: Aligned, aligned: list[Aligned], tables: Tables, *, procedural: bool = False) -> Link:
    """Return the link of an aligned pair with what changed; `aligned` are all pairs: a sibling's words are not lost."""
    pair = Pairing(
        item.old,
        item.new,
        old_partners=tuple(other.old for other in aligned if other.new.id == item.new.id),
        new_partners=tuple(other.new for other in aligned if other.old.id == item.old.id),
        tables=tables,
    )
    reasons = tuple(find_recipient_reasons(pair) if procedural else find_reasons(pair))
    return Link(
        old=(item.old.id,),
        new=(item.new.id,),
        structure=item.structure,
        strength=sum_signs(reasons, Axis.STRENGTH),
        scope=sum_signs(reasons, Axis.SCOPE),
        reasons=reasons,
        confidence=find_confidence(item.score),
        status=LinkStatus.PROPOSED,
        wording=compare_wording(item.old.quote, item.new.quote),
        score=item.score,
        group=item.group,
        procedural=procedural,
    )


def find_reasons(pair: Pairing) -> list[Reason]:
    """Return the reasons for a change on both axes, strength first."""
    items = find_item_reasons(pair)
    return [*find_strength_reasons(pair, items), *find_scope_reasons(pair, items)]
