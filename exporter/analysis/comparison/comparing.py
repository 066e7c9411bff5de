"""Old text against new: links with what changed, what is new, what was not carried over."""

from collections import defaultdict
from collections.abc import Iterator

from exporter.analysis.comparison.alignment import Aligned, align, align_forwarding, find_confidence
from exporter.analysis.comparison.comparability import find_comparability
from exporter.analysis.comparison.evidence import Pairing
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.items import find_item_reasons
from exporter.analysis.comparison.order import find_moved
from exporter.analysis.comparison.reasons import give_reason, sum_signs
from exporter.analysis.comparison.recipients import find_recipient_reasons
from exporter.analysis.comparison.scope import find_scope_reasons
from exporter.analysis.comparison.sides import Sides, read_sides
from exporter.analysis.comparison.strength import find_strength_reasons
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.wording import compare_wording
from exporter.model.comparison import Axis, Comparison, Link, LinkStatus, Reason, Texts, TextSummary
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from exporter.model.resolution import count_words


def compare(old: Document, new: Document, comparator: str | None = None) -> Comparison:
    """Return how the demands of `old` changed in `new`; all links are proposals.

    `comparator` names the text that would be the right one to compare with; it is told under comparability. The words
    of the new text's language decide; a language without tables is compared by its words alone. Of texts in two
    languages only the links are given, not what changed over them.
    """
    sides, forwarding = read_sides(old, new, Kind.DEMAND, Kind.PROCEDURAL)
    aligned = align(sides.old, sides.new, sides.tables)
    linked = {item.old.id for item in aligned}, {item.new.id for item in aligned}
    return Comparison(
        texts=Texts(old=summarise(old), new=summarise(new)),
        comparability=find_comparability(old, new, comparator),
        links=(
            *make_links(aligned, sides),
            *link_forwarding(forwarding),
        ),
        new=tuple(item.id for item in sides.new if item.id not in linked[1]),
        not_carried_over=tuple(item.id for item in sides.old if item.id not in linked[0]),
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


def make_links(aligned: list[Aligned], sides: Sides) -> Iterator[Link]:
    """Yield the links of aligned demands with what changed, and what moved."""
    moved = find_moved(aligned)
    for item, pair in pair_up(aligned, sides.tables):
        if sides.across:
            yield make_link(item, tell_uncompared())
            continue
        reasons = find_reasons(pair)
        yield make_link(item, [*reasons, give_reason("moved")] if item.old.id in moved else reasons)


def link_forwarding(sides: Sides) -> Iterator[Link]:
    """Yield the links of the clauses that send the texts on, with recipients gained and lost; none across languages."""
    aligned = [] if sides.across else align_forwarding(sides.old, sides.new, sides.tables)
    for item, pair in pair_up(aligned, sides.tables):
        yield make_link(item, find_recipient_reasons(pair), procedural=True)


def pair_up(aligned: list[Aligned], tables: Tables) -> Iterator[tuple[Aligned, Pairing]]:
    """Yield each aligned pair with the partners of either side among all pairs: a sibling's words are not lost."""
    olds = defaultdict[str, list[Features]](list)
    news = defaultdict[str, list[Features]](list)
    for item in aligned:
        olds[item.new.id].append(item.old)
        news[item.old.id].append(item.new)
    for item in aligned:
        yield item, Pairing(item.old, item.new, tuple(olds[item.new.id]), tuple(news[item.old.id]), tables)


def make_link(item: Aligned, reasons: list[Reason], *, procedural: bool = False) -> Link:
    """Return the link of an aligned pair, with what the reasons for a change come to."""
    return Link(
        old=(item.old.id,),
        new=(item.new.id,),
        structure=item.structure,
        strength=sum_signs(tuple(reasons), Axis.STRENGTH),
        scope=sum_signs(tuple(reasons), Axis.SCOPE),
        reasons=tuple(reasons),
        confidence=find_confidence(item.score),
        status=LinkStatus.PROPOSED,
        wording=compare_wording(item.old.quote, item.new.quote),
        score=item.score,
        group=item.group,
        procedural=procedural,
    )


def tell_uncompared() -> list[Reason]:
    """Return why nothing is said on either axis for texts in two languages: their verbs and words cannot be weighed."""
    return [give_reason("strength_not_compared"), give_reason("scope_not_compared")]


def find_reasons(pair: Pairing) -> list[Reason]:
    """Return the reasons for a change on both axes, strength first."""
    items = find_item_reasons(pair)
    return [*find_strength_reasons(pair, items), *find_scope_reasons(pair, items)]
