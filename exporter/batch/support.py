"""Comparisons that are not printed, and what rests on them: lineages over several texts, and chains of motions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import UNSET
from msgspec.structs import replace

from exporter.analysis.lineage import trace
from exporter.analysis.survival import find_survival
from exporter.batch.documents import compare_documents
from exporter.batch.dossier import list_comparisons
from exporter.model.comparison import Comparison, LinkStatus
from exporter.model.contents import Contents
from exporter.model.dossier import ChainEntry, Document, DossierFile
from exporter.model.lineage import Survival
from exporter.review import Settled, apply_to_comparison

FEWEST = 3
"""So many texts have lineages."""

MOST_PAIRS = 60
"""About how many pairs are compared for lineages, before each text is compared with the two before it alone."""

SURE = 0.75
"""Links of texts that no comparison shows count from this confidence on, or where a person has decided."""


def list_supports(file: DossierFile) -> tuple[tuple[str, str], ...]:
    """Return the pairs of texts, by their ids, to compare beside those that the dossier prints."""
    printed = {(entry.old, entry.new) for entry in list_comparisons(file)}
    pairs = (*_list_near(file), *list_steps(file))
    return tuple(pair for pair in dict.fromkeys(pairs) if pair not in printed)


def list_compared(file: DossierFile) -> frozenset[tuple[str, str]]:
    """Return all pairs of texts that are compared, printed or not: links of no other pair have an effect."""
    return frozenset((*((entry.old, entry.new) for entry in list_comparisons(file)), *list_supports(file)))


def _list_near(file: DossierFile) -> Iterator[tuple[str, str]]:
    """Yield each text with those not far before it: with all of them, unless the dossier is long."""
    count = len(file.texts)
    reach = max(2, MOST_PAIRS // max(count, 1))
    for at, new in enumerate(file.texts if count >= FEWEST else ()):
        yield from ((old.id, new.id) for old in file.texts[max(0, at - reach) : at])


def list_steps(file: DossierFile) -> Iterator[tuple[str, str]]:
    """Yield the pairs of texts that the chains of a dossier rest on: each motion with all that followed."""
    for chain in file.chains:
        stages = [item for item in (chain.joint, chain.adopted) if item]
        yield from ((motion, stage) for stage in stages for motion in chain.motions)
        yield from pairwise(stages)


def compare_supports(
    file: DossierFile, documents: Mapping[str, Document], settled: Settled | None
) -> tuple[Comparison, ...]:
    """Return those comparisons with people's decisions; texts in two languages are left out: words cannot be linked."""
    comparisons = []
    for names in list_supports(file):
        old, new = (documents.get(name) for name in names)
        if old and new and old.resolution.language == new.resolution.language:
            comparison = compare_documents(old, new)
            comparisons.append(apply_to_comparison(comparison, old, new, settled) if settled else comparison)
    return tuple(map(keep_sure, comparisons))


def keep_sure(comparison: Comparison) -> Comparison:
    """Return the comparison without links that are doubtful: nobody could look at them, side by side with the words."""
    sure = (link for link in comparison.links if link.confidence >= SURE or link.status is not LinkStatus.PROPOSED)
    return replace(comparison, links=tuple(sure))


def follow(contents: Contents, supports: Sequence[Comparison]) -> Contents:
    """Return the contents of a dossier with what became of its demands over all texts, and of motions in its chains."""
    documents, chains = contents.documents, contents.file.chains
    comparisons = (*contents.comparisons, *supports)
    by_id = {document.id: document for document in documents}
    survivals = tuple(_find_survival(chain, by_id, comparisons) for chain in chains)
    return replace(
        contents,
        lineages=trace(documents, comparisons, chains) if len(documents) >= FEWEST else UNSET,
        survivals=survivals or UNSET,
    )


def _find_survival(chain: ChainEntry, documents: Mapping[str, Document], comparisons: Sequence[Comparison]) -> Survival:
    stages = [documents[name] for name in (chain.joint, chain.adopted) if name]
    return find_survival([documents[name] for name in chain.motions], stages, comparisons)
