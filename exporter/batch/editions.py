"""From documents to the bytes of editions: rendering pages and writing formats, each failure as data."""

import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from exporter import formats
from exporter.batch.plan import Product
from exporter.batch.report import Failed, explain_defect
from exporter.batch.support import follow
from exporter.batch.workers import Crash, count_processors, run_in_processes
from exporter.errors import EditionWarning, ExporterError
from exporter.model.archive import Archive
from exporter.model.comparison import Comparison
from exporter.model.contents import Contents, Described
from exporter.model.dossier import Document, DossierFile, Edition
from exporter.model.notice import Notice, Severity
from exporter.model.page import Page
from exporter.model.reference import Reference
from exporter.publishing import Look, render_asks, render_briefing, render_comparison, render_dossier, render_resolution

HEAVY: tuple[Edition, ...] = ("pdf", "archive")
"""Editions worth a process of their own: a PDF takes half a second and more, everything else some milliseconds."""

HEAVY_ENOUGH = 3
"""So many heavy editions pay for starting processes, which takes about as long as one of them."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Materials(Struct, frozen=True, kw_only=True):
    """All that the products of a dossier are made of, by ids; what could not be had is not in it.

    `supports` are comparisons that lineages and chains rest on and that are not printed; null if they failed.
    `reference` is the house document for Word; `has_reference` is false where there should be one and is not.
    """

    file: DossierFile
    documents: Mapping[str, Document]
    comparisons: Mapping[tuple[str, ...], Comparison]
    look: Look | None
    supports: tuple[Comparison, ...] | None = ()
    reference: Reference | None = None
    has_reference: bool = True


class Task(Struct, frozen=True, kw_only=True):
    """One edition to write: where to, in which format, and the page or data it is made of."""

    path: Path
    format: Edition
    value: Any


class Written(Struct, frozen=True, kw_only=True):
    """The bytes of an edition, what is to know about it and the seconds it took, or why there are none."""

    data: bytes = b""
    notices: tuple[Notice, ...] = ()
    seconds: float = 0.0
    failure: Failed | None = None


def attempt(function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result | Failed:
    """Return what the function returns, or its failure in one line; a defect of ours is told as such."""
    try:
        return function(*args, **kwargs)
    except ExporterError as error:
        return Failed(message=str(error))
    except Exception as error:  # the rest of the batch goes on
        return Failed(message=explain_defect(error), trace=traceback.format_exc())


def render_page(product: Product, materials: Materials, look: Look) -> Page:
    """Return the page of a product; KeyError if its documents or comparisons are not among the materials."""
    documents = [materials.documents[name] for name in product.texts]
    if product.publication == "resolution":
        return render_resolution(documents[0], look)
    if product.publication == "briefing":
        return render_briefing(documents[0], look)
    if product.publication == "comparison":
        return render_comparison(materials.comparisons[product.texts], documents, look)
    if product.publication == "asks":
        return render_asks(materials.file, documents, look)
    comparisons = list(materials.comparisons.values())
    return render_dossier(materials.file, documents, comparisons, look, supports=materials.supports or ())


def plan_tasks(product: Product, values: Mapping[Edition, Any], folder: Path) -> Iterator[Task]:
    """Yield a task for each edition of a product for which there is what it is made of."""
    for edition, name in product.files:
        value = values.get(edition)
        if value is not None:
            yield Task(path=folder / name, format=edition, value=value)


def gather_data(product: Product, materials: Materials) -> dict[Edition, Any]:
    """Return what the editions without a page are made of; all that the product needs is among the materials."""
    documents = tuple(materials.documents[name] for name in product.texts)
    if product.publication == "resolution":
        return {"akn": documents[0].resolution}
    if product.publication in ("briefing", "asks"):
        return {}
    pairs = [product.texts] if product.publication == "comparison" else list(materials.comparisons)
    comparisons = tuple(materials.comparisons[pair] for pair in pairs)
    contents = Contents(file=materials.file, documents=documents, comparisons=comparisons)
    if product.publication == "dossier":
        contents = follow(contents, materials.supports or ())
        return {"xlsx": contents, "json": contents, "sqlite": contents}
    file = dict(product.files).get("csv", f"{'-'.join(product.texts)}-comparison.csv")
    described = Described(file=file, value=comparisons[0])
    return {"xlsx": contents, "csv": comparisons[0], "csvw": described, "json": comparisons[0]}


def write_editions(tasks: Sequence[Task], jobs: int | None) -> Iterator[tuple[Task, Written]]:
    """Yield each task with its bytes, as they come: in `jobs` processes, or as many as are worthwhile."""
    heavy = sum(task.format in HEAVY for task in tasks)
    jobs = min(jobs or count_processors(), heavy)
    if jobs < 2 or heavy < HEAVY_ENOUGH:
        yield from ((task, write_edition(task)) for task in tasks)
        return
    # the longest first, so that no process is left alone with it at the end
    queue = sorted(_group(tasks), key=_estimate, reverse=True)
    for index, group in run_in_processes(write_group, queue, jobs):
        for place, task in enumerate(queue[index]):
            yield task, _explain_crash(task, group) if isinstance(group, Crash) else group[place]


def write_group(tasks: Sequence[Task]) -> list[Written]:
    """Return the editions in their order; it never raises, so that a worker can run it."""
    return [write_edition(task) for task in tasks]


def _group(tasks: Sequence[Task]) -> list[list[Task]]:
    """Return the tasks, those together that lay out one page: the second PDF of it takes a third of the time."""
    groups: dict[tuple[str, int], list[Task]] = {}
    for number, task in enumerate(tasks):
        key = ("page", id(_find_page(task))) if task.format in HEAVY else ("task", number)
        groups.setdefault(key, []).append(task)
    return list(groups.values())


def write_edition(task: Task) -> Written:
    """Return the bytes of one edition, or why there are none; it never raises, so that a worker can run it."""
    start = time.perf_counter()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", EditionWarning)
        data = attempt(formats.write, task.format, task.value)
    seconds = time.perf_counter() - start
    if isinstance(data, Failed):
        message = f"{task.path}: cannot be made: {data.message}"
        return Written(seconds=seconds, failure=Failed(message=message, missing=(str(task.path),), trace=data.trace))
    return Written(data=data, notices=_list_notices(caught), seconds=seconds)


def _list_notices(caught: Sequence[warnings.WarningMessage]) -> tuple[Notice, ...]:
    messages = dict.fromkeys(str(item.message) for item in caught if issubclass(item.category, EditionWarning))
    return tuple(Notice(severity=Severity.WARNING, code="edition", message=message) for message in messages)


def _find_page(task: Task) -> Page | None:
    page = task.value.page if isinstance(task.value, Archive) else task.value
    return page if isinstance(page, Page) else None


def _estimate(tasks: Sequence[Task]) -> tuple[bool, int]:
    pages = [_find_page(task) for task in tasks]
    return tasks[0].format in HEAVY, sum(len(page.html) for page in pages if page)


def _explain_crash(task: Task, crash: Crash) -> Written:
    message = f"{task.path}: the process that made it died ({crash.cause}); free some memory or build with --jobs 1"
    return Written(failure=Failed(message=message, missing=(str(task.path),)))
