"""Which texts a dossier compares where its file does not say: each with the text before it.

Motions of one debate stand beside one another: none of them is compared with another, each is with what comes before,
and what comes after is compared with each of them. A joint motion is compared with the motions that it replaces.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from exporter.analysis.parallel import group_stages
from exporter.analysis.survival import list_apart
from exporter.batch.dossier import Dossier
from exporter.batch.plan import Filter, Product, plan
from exporter.errors import DossierError
from exporter.model.dossier import ComparisonEntry, Document
from exporter.model.notice import Notice, Severity


def pair_texts(dossier: Dossier, documents: Mapping[str, Document]) -> Dossier:
    """Return the dossier with its comparisons written out where it names none and texts stand beside one another.

    `documents` are its texts by id, as far as they could be read.
    """
    file = dossier.file
    if file.comparisons is not None:
        return dossier
    order = [entry.id for entry in file.texts]
    known = [documents[name] for name in order if name in documents]
    stages = _place_missing(group_stages(known, file.chains), order)
    if all(len(stage) == 1 for stage in stages):
        return dossier
    entries = tuple(_list_pairs(stages, documents))
    return replace(dossier, file=replace(file, comparisons=entries))


def replan(
    dossier: Dossier, products: Sequence[Product], documents: Mapping[str, Document], filters: Sequence[Filter]
) -> tuple[Dossier, Sequence[Product]]:
    """Return the dossier with its comparisons and what to make of it, now that its texts are known."""
    paired = pair_texts(dossier, documents)
    if paired is dossier:
        return dossier, products
    try:
        return paired, plan(paired, filters)
    except DossierError:  # two files would have one name; the neighbours' names were found to differ
        return dossier, products


def list_unpaired(dossier: Dossier, documents: Mapping[str, Document]) -> Iterator[Notice]:
    """Yield a notice for each group of texts beside one another that are not compared because nobody asked for it.

    It is a warning where that leaves nothing to compare at all.
    """
    if dossier.file.comparisons is not None:
        return
    known = [documents[entry.id] for entry in dossier.file.texts if entry.id in documents]
    groups = [stage for stage in group_stages(known, dossier.file.chains) if len(stage) > 1]
    is_bare = groups and not pair_texts(dossier, documents).file.comparisons
    for group in groups:
        names = f"{', '.join(group[:-1])} and {group[-1]}"
        message = (
            f"{names} stand beside one another (one debate, or one kind and day) and are not compared with each other; "
            "name two of them under [[comparisons]], or call `exporter compare`, to compare them all the same"
        )
        severity = Severity.WARNING if is_bare else Severity.INFO
        yield Notice(severity=severity, code="texts-not-compared", message=message)


def _place_missing(stages: Sequence[tuple[str, ...]], order: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the stages with texts that could not be read each as one of its own, in the order of the dossier."""
    known = {name for stage in stages for name in stage}
    alone = [(name,) for name in order if name not in known]
    return sorted([*stages, *alone], key=lambda stage: order.index(stage[0]))


def _list_pairs(stages: Sequence[tuple[str, ...]], documents: Mapping[str, Document]) -> Iterator[ComparisonEntry]:
    for before, after in pairwise(stages):
        for new in after:
            yield from (ComparisonEntry(old=old, new=new) for old in _list_sources(before, new, documents))


def _list_sources(before: Sequence[str], new: str, documents: Mapping[str, Document]) -> list[str]:
    """Return the texts of the stage before that a text is compared with."""
    if new not in documents:
        return list(before)
    apart = list_apart([documents[name] for name in before if name in documents], documents[new])
    return [name for name in before if name not in apart]
