"""What a build is made of: texts read and analysed, people's decisions and notes, comparisons, templates."""

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from exporter.batch.documents import compare_documents, list_notices, load_document
from exporter.batch.dossier import Dossier, list_comparisons
from exporter.batch.editions import Materials, attempt
from exporter.batch.notes import find_notes, load_notes
from exporter.batch.pairing import list_unpaired, replan
from exporter.batch.plan import EDITIONS, FROM_PAGE, Filter, Product
from exporter.batch.reference import WORD, find_reference, list_reference_notices, load_reference
from exporter.batch.report import Event, Failed, Noticed
from exporter.batch.review import find_review, list_unused, load_settled
from exporter.batch.support import compare_supports
from exporter.model.comparison import Comparison
from exporter.model.dossier import Document, DossierFile, Edition, Publication
from exporter.model.reference import Reference
from exporter.publishing import Look, list_themes, load_look
from exporter.review import Settled, apply_to_comparison, apply_to_document
from exporter.review.notes import apply_notes

COMPARING: tuple[Publication, ...] = ("comparison", "dossier")
"""Publications that need comparisons."""


class Options(Struct, frozen=True, kw_only=True):
    """How to build: where to, with whose templates, what of it, in how many processes (null: as seems best).

    `theme` and `language` stand above what a dossier says; empty, the dossier decides. `notes` says whether what people
    wrote beside the texts is shown. `reference` is the house document for Word, which stands above that of a dossier.
    """

    output: Path
    templates: tuple[Path, ...] = ()
    theme: str = ""
    language: str = ""
    filters: tuple[Filter, ...] = ()
    jobs: int | None = None
    notes: bool = True
    reference: Path | None = None


def gather(
    dossier: Dossier, products: Sequence[Product], options: Options, folder: Path
) -> Generator[Event, None, Materials]:
    """Yield what happens while texts, comparisons and templates are loaded; return those that could be."""
    documents: dict[str, Document] = {}
    for entry, path in zip(dossier.file.texts, dossier.sources, strict=True):
        document = attempt(load_document, path, entry.id, entry.given)
        if isinstance(document, Failed):
            yield with_missing(document, list_files(products, {entry.id}, folder))
            continue
        documents[entry.id] = document
        for notice in list_notices(document):
            yield Noticed(file=str(path), notice=notice)
    for notice in list_unpaired(dossier, documents):
        yield Noticed(file=str(dossier.place or dossier.sources[0]), notice=notice)
    dossier, products = replan(dossier, products, documents, options.filters)
    settled = yield from _settle(dossier, products, documents, folder)
    if settled:
        documents = {name: apply_to_document(document, settled) for name, document in documents.items()}
    if options.notes:
        documents = yield from _annotate(dossier, products, documents, folder)
    comparisons = yield from _compare(dossier.file, products, documents, folder, settled)
    supports = yield from _support(dossier.file, products, documents, folder, settled)
    file = _name_dossier(dossier.file, documents)
    look = attempt(_load_look, dossier, options)
    if isinstance(look, Failed):
        yield with_missing(look, list_files(products, set(), folder, (*FROM_PAGE, "redline")))
    reference = yield from _dress(dossier, products, options, folder)
    return Materials(
        file=file,
        documents=documents,
        comparisons=comparisons,
        look=None if isinstance(look, Failed) else look,
        supports=supports,
        reference=None if isinstance(reference, Failed) else reference,
        has_reference=not isinstance(reference, Failed),
    )


def _load_look(dossier: Dossier, options: Options) -> Look:
    """Return the look of a dossier; a theme that it names by a path stands beside its file."""
    theme, name = options.theme, dossier.file.theme
    if name and not theme:
        beside = (dossier.place or Path()).parent / name
        theme = str(beside) if name not in list_themes() and beside.exists() else name
    return load_look(options.templates, options.language or dossier.file.language, theme)


def _dress(
    dossier: Dossier, products: Sequence[Product], options: Options, folder: Path
) -> Generator[Event, None, Reference | Failed | None]:
    """Yield what is to be known of the house document; return it, or why it cannot be used."""
    path = find_reference(dossier, options.reference)
    if path is None:
        return None
    reference = attempt(load_reference, path)
    if isinstance(reference, Failed):
        yield with_missing(reference, list_files(products, set(), folder, WORD))
        return reference
    for notice in list_reference_notices(reference):
        yield Noticed(file=str(path), notice=notice)
    return reference


def _settle(
    dossier: Dossier, products: Sequence[Product], documents: dict[str, Document], folder: Path
) -> Generator[Event, None, Settled | None]:
    """Yield what is to be known of people's decisions; return them, None if there are none.

    Without decisions that there are, nothing is made of the texts: what a person rejected must not be printed.
    """
    settled = attempt(load_settled, dossier, documents)
    if isinstance(settled, Failed):
        yield with_missing(settled, list_files(products, set(), folder))
        documents.clear()
        return None
    for notice in (*settled.list_notices(), *list_unused(settled, dossier.file)) if settled else ():
        yield Noticed(file=str(find_review(dossier)), notice=notice)
    return settled


def _annotate(
    dossier: Dossier, products: Sequence[Product], documents: dict[str, Document], folder: Path
) -> Generator[Event, None, dict[str, Document]]:
    """Yield what is to be known of people's notes; return the texts with them, none if the notes cannot be read."""
    settled = attempt(load_notes, dossier, documents)
    if isinstance(settled, Failed):
        yield with_missing(settled, list_files(products, set(), folder))
        return {}
    if settled is None:
        return documents
    for _, notice in settled.notices:
        yield Noticed(file=str(find_notes(dossier)), notice=notice)
    return {name: apply_notes(document, settled) for name, document in documents.items()}


def _compare(
    file: DossierFile,
    products: Sequence[Product],
    documents: Mapping[str, Document],
    folder: Path,
    settled: Settled | None,
) -> Generator[Event, None, dict[tuple[str, ...], Comparison]]:
    comparisons: dict[tuple[str, ...], Comparison] = {}
    if all(product.publication not in COMPARING for product in products):
        return comparisons
    for entry in list_comparisons(file):
        if entry.old not in documents or entry.new not in documents:
            continue
        old, new = documents[entry.old], documents[entry.new]
        comparison = attempt(compare_documents, old, new, entry.comparator, across_languages=entry.across_languages)
        if settled and not isinstance(comparison, Failed):
            comparison = attempt(apply_to_comparison, comparison, old, new, settled)
        if isinstance(comparison, Failed):
            comparing = [product for product in products if product.publication in COMPARING]
            yield with_missing(comparison, list_files(comparing, {entry.old, entry.new}, folder))
        else:
            comparisons[entry.old, entry.new] = comparison
    return comparisons


def _support(
    file: DossierFile,
    products: Sequence[Product],
    documents: Mapping[str, Document],
    folder: Path,
    settled: Settled | None,
) -> Generator[Event, None, tuple[Comparison, ...] | None]:
    """Yield what happens while texts are compared that the dossier follows but does not print; null if it fails."""
    dossiers = [product for product in products if product.publication == "dossier" and product.files]
    if not dossiers:
        return ()
    supports = attempt(compare_supports, file, documents, settled)
    if isinstance(supports, Failed):
        yield with_missing(supports, list_files(dossiers, set(), folder))
        return None
    return supports


def _name_dossier(file: DossierFile, documents: Mapping[str, Document]) -> DossierFile:
    """Return the dossier with a title; bare files are called after their texts."""
    if file.title.strip():
        return file
    resolutions = [document.resolution for document in documents.values()]
    names = [resolution.reference or resolution.title for resolution in resolutions]
    title = resolutions[0].title if len(resolutions) == 1 else ", ".join(names)
    return msgspec.structs.replace(file, title=title or "Dossier")


def list_files(
    products: Sequence[Product], texts: set[str], folder: Path, editions: Sequence[Edition] = EDITIONS
) -> list[Path]:
    """Return the files of the products that need all of these texts."""
    files = (file for product in products if texts <= set(product.texts) for file in product.files)
    return [folder / name for edition, name in files if edition in editions]


def with_missing(failure: Failed, paths: Sequence[Path]) -> Failed:
    """Return a failure with the files that are missing because of it."""
    return msgspec.structs.replace(failure, missing=tuple(str(path) for path in paths))
