"""Running a build: every product of every dossier on its own, so that one failure does not stop the rest."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path

from exporter.batch.archive import make_archive
from exporter.batch.dossier import (
    DOSSIER_FILE,
    Dossier,
    find_dossiers,
    is_dossier,
    list_comparisons,
    load_dossier,
    make_dossier,
)
from exporter.batch.editions import Materials, Task, attempt, gather_data, plan_tasks, render_page, write_editions
from exporter.batch.files import is_same_file, make_folder, write_file
from exporter.batch.gathering import Options, gather, list_files, with_missing
from exporter.batch.pairing import replan
from exporter.batch.plan import FROM_PAGE, PRINTED, Product, plan
from exporter.batch.reference import dress, find_reference
from exporter.batch.report import Event, Failed, Made, Noticed, Planned
from exporter.errors import DossierError, UsageError
from exporter.model.archive import Archive
from exporter.model.dossier import DossierFile
from exporter.model.page import Page
from exporter.model.redline import Redline
from exporter.publishing import EditionFile, IndexEntry, load_look, render_index, render_redline
from exporter.publishing.contexts.text import find_status

INDEX = "index.html"


def load_dossiers(paths: Sequence[Path]) -> tuple[list[Dossier], list[Failed]]:
    """Return the dossiers that paths on a command line mean, and why others could not be loaded.

    A folder may hold a dossier, or several in folders of their own. Files together make one dossier.
    """
    found = [inner for path in paths if is_dossier(path) for inner in _expand(path)]
    loaded = [attempt(load_dossier, path) for path in found]
    files = [path for path in paths if not is_dossier(path)]
    if files:
        loaded.append(make_dossier(files))
    dossiers = [item for item in loaded if isinstance(item, Dossier)]
    return dossiers, [item for item in loaded if isinstance(item, Failed)]


def _expand(path: Path) -> list[Path]:
    if path.name == DOSSIER_FILE or (path / DOSSIER_FILE).exists():
        return [path]
    return find_dossiers(path) or [path]


def build(dossiers: Sequence[Dossier], options: Options) -> Iterator[Event]:
    """Yield what happens while the dossiers are built, each into a folder of its own name in `options.output`.

    Raises DossierError or UsageError if the plan makes no sense, WriteError if nothing can be written there: before
    anything is made.
    """
    plans = [plan(dossier, options.filters) for dossier in dossiers]
    _check_plans(dossiers, plans)
    _spare_sources(dossiers, plans, options)
    make_folder(options.output)
    yield Planned(files=_count_files(plans, options))
    entries = []
    for dossier, products in zip(dossiers, plans, strict=True):
        entries.append((yield from _build_dossier(dossier, products, options)))
    if _count_indexes(len(dossiers), options) > len(dossiers):
        yield from _write_root_index(entries, options)


def _count_files(plans: Sequence[Sequence[Product]], options: Options) -> int:
    files = sum(len(product.files) for products in plans for product in products)
    return files + _count_indexes(len(plans), options)


def _count_indexes(dossiers: int, options: Options) -> int:
    """Return how many indexes there will be: one for each dossier, and one of several; none of a part of a build."""
    if options.filters:
        return 0
    return dossiers + 1 if dossiers > 1 else dossiers


def _check_plans(dossiers: Sequence[Dossier], plans: Sequence[Sequence[Product]]) -> None:
    names: dict[str, Dossier] = {}
    for dossier in dossiers:
        first = names.setdefault(dossier.name.casefold(), dossier)
        if first is not dossier:
            message = f"would be built into the same folder as {first.place or 'the bare files'}: {dossier.name}"
            raise DossierError(message, file=dossier.place, remedy="build it with another --output")
    if not any(plans):
        raise UsageError("there is nothing to make", remedy="ask for a publication and edition that the dossier has")


def _spare_sources(dossiers: Sequence[Dossier], plans: Sequence[Sequence[Product]], options: Options) -> None:
    """Refuse a build that would overwrite a source; only a file that is there already can be one."""
    references = [path for dossier in dossiers if (path := find_reference(dossier, options.reference))]
    sources = [*references, *(source for dossier in dossiers for source in dossier.sources)]
    for dossier, products in zip(dossiers, plans, strict=True):
        files = [path for path in list_files(products, set(), options.output / dossier.name) if path.exists()]
        for path in files:
            if any(is_same_file(path, source) for source in sources):
                raise UsageError(f"{path} would overwrite a source", remedy="build into another folder with --output")


def _build_dossier(
    dossier: Dossier, products: Sequence[Product], options: Options
) -> Generator[Event, None, IndexEntry]:
    """Yield what happens while a dossier is built; return its entry for the index of all dossiers."""
    folder = options.output / dossier.name
    materials = yield from gather(dossier, products, options, folder)
    dossier, products = replan(dossier, products, materials.documents, options.filters)
    _spare_sources([dossier], [products], options)
    pages = yield from _render(products, materials, folder)
    redlines = yield from _render_redlines(products, materials, folder)
    archives = yield from _make_archives(dossier, pages, materials, folder)
    tasks = [
        task
        for product in products
        for task in _list_tasks(
            product, materials, pages.get(product), folder, redlines.get(product), archives.get(product)
        )
    ]
    sizes = yield from _write(tasks, options.jobs)
    title = materials.file.title
    index = None
    if materials.look is not None and not options.filters:  # a part of a build must not hide the rest
        entries = [_make_entry(product, materials, pages.get(product), sizes, folder) for product in products]
        page = attempt(render_index, materials.file, entries, materials.look)
        index = yield from _write_index(folder / INDEX, page)
    links = (EditionFile(edition="html", href=f"{dossier.name}/{INDEX}", size=index),) if index else ()
    return IndexEntry(publication="dossier", title=title, files=links, texts=tuple(materials.documents))


def _render(
    products: Sequence[Product], materials: Materials, folder: Path
) -> Generator[Event, None, dict[Product, Page]]:
    """Yield what happens while pages are rendered; return those that could be."""
    pages: dict[Product, Page] = {}
    for product in products:
        printed = [edition for edition, _ in product.files if edition in FROM_PAGE]
        if materials.look is None or not printed or not _is_complete(product, materials):
            continue
        page = attempt(render_page, product, materials, materials.look)
        if isinstance(page, Failed):
            yield with_missing(page, list_files([product], set(), folder, FROM_PAGE))
        else:
            pages[product] = page
    return pages


def _render_redlines(
    products: Sequence[Product], materials: Materials, folder: Path
) -> Generator[Event, None, dict[Product, Redline]]:
    """Yield what happens while redlines are rendered; return those that could be."""
    redlines: dict[Product, Redline] = {}
    for product in products:
        wanted = any(edition == "redline" for edition, _ in product.files)
        if materials.look is None or not wanted or not _is_complete(product, materials):
            continue
        documents = [materials.documents[name] for name in product.texts]
        redline = attempt(render_redline, materials.comparisons[product.texts], documents, materials.look)
        if isinstance(redline, Failed):
            yield with_missing(redline, list_files([product], set(), folder, ("redline",)))
        else:
            redlines[product] = redline
    return redlines


def _make_archives(
    dossier: Dossier, pages: Mapping[Product, Page], materials: Materials, folder: Path
) -> Generator[Event, None, dict[Product, Archive]]:
    """Yield what happens while files are gathered for archival PDFs; return what those are made of."""
    archives: dict[Product, Archive] = {}
    for product, page in pages.items():
        if materials.look is None or all(edition != "archive" for edition, _ in product.files):
            continue
        archive = attempt(make_archive, dossier, materials, page, materials.look.labels)
        if isinstance(archive, Failed):
            yield with_missing(archive, list_files([product], set(), folder, ("archive",)))
        else:
            archives[product] = archive
    return archives


def _write(tasks: Sequence[Task], jobs: int | None) -> Generator[Event, None, dict[Path, int]]:
    """Yield what happens while editions are written; return the sizes of those that were."""
    sizes: dict[Path, int] = {}
    for task, written in write_editions(tasks, jobs):
        failure = written.failure or attempt(write_file, task.path, written.data)
        if failure is not None:
            yield with_missing(failure, [task.path])
            continue
        sizes[task.path] = len(written.data)
        for notice in written.notices:
            yield Noticed(file=str(task.path), notice=notice)
        yield Made(path=str(task.path), bytes=len(written.data), seconds=round(written.seconds, 3))
    return sizes


def _write_index(path: Path, page: Page | Failed) -> Generator[Event, None, int | None]:
    """Yield what happens while an index is written; return its size, null if there is none."""
    if isinstance(page, Failed):
        yield with_missing(page, [path])
        return None
    sizes = yield from _write([Task(path=path, format="html", value=page)], 1)
    return sizes.get(path)


def _write_root_index(entries: Sequence[IndexEntry], options: Options) -> Iterator[Event]:
    look = attempt(load_look, options.templates, options.language or "en", options.theme)
    if isinstance(look, Failed):
        yield from _write_index(options.output / INDEX, look)
        return
    page = attempt(render_index, DossierFile(title=look.labels("index.all"), texts=()), entries, look)
    yield from _write_index(options.output / INDEX, page)


def _make_entry(
    product: Product, materials: Materials, page: Page | None, sizes: Mapping[Path, int], folder: Path
) -> IndexEntry:
    """Return what the index says of a product: the files that were made, or that there are none."""
    documents = [materials.documents[name] for name in product.texts if name in materials.documents]
    made = [(edition, name) for edition, name in product.files if folder / name in sizes]
    alone = documents[0] if len(product.texts) == 1 and documents else None
    return IndexEntry(
        publication=product.publication,
        title=page.title if page else " – ".join(product.texts),
        files=tuple(EditionFile(edition=edition, href=name, size=sizes[folder / name]) for edition, name in made),
        texts=tuple(document.resolution.reference or document.id for document in documents),
        status=find_status(alone)[0] if alone and product.publication in ("resolution", "briefing") else None,
        problem="" if len(made) == len(product.files) else "partly" if made else "nothing",
    )


def _list_tasks(
    product: Product,
    materials: Materials,
    page: Page | None,
    folder: Path,
    redline: Redline | None,
    archive: Archive | None,
) -> list[Task]:
    if not _is_complete(product, materials):
        return []
    word, tracked = (page, redline) if materials.has_reference else (None, None)
    values = {
        **dict.fromkeys(PRINTED, page),
        "docx": word and dress(word, materials.reference),
        "redline": tracked and dress(tracked, materials.reference),
        "archive": archive,
    }
    return list(plan_tasks(product, {**values, **gather_data(product, materials)}, folder))


def _is_complete(product: Product, materials: Materials) -> bool:
    """Tell whether all that a product needs is there; a dossier with a text missing would mislead."""
    if any(name not in materials.documents for name in product.texts):
        return False
    if product.publication == "comparison":
        return product.texts in materials.comparisons
    pairs = {(entry.old, entry.new) for entry in list_comparisons(materials.file)}
    if product.publication != "dossier":
        return True
    return materials.supports is not None and pairs <= set(materials.comparisons)
