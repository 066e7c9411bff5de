"""Checking texts, dossiers and templates: nothing is made, everything that was repaired or doubted is listed."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from exporter.batch.documents import compare_documents, list_notices, load_document
from exporter.batch.dossier import DOSSIER_FILE, Dossier, is_dossier, list_comparisons, load_dossier
from exporter.batch.editions import attempt
from exporter.batch.pairing import list_unpaired, pair_texts
from exporter.batch.reference import find_reference, list_reference_notices, load_reference
from exporter.batch.report import Event, Failed, Noticed
from exporter.batch.review import find_review, list_unused, load_settled
from exporter.batch.sample import FILE, make_comparison, make_documents
from exporter.model.comparison import Comparison
from exporter.model.dossier import Document
from exporter.model.notice import Notice, Severity
from exporter.publishing import (
    EditionFile,
    IndexEntry,
    Look,
    load_look,
    render_asks,
    render_briefing,
    render_comparison,
    render_dossier,
    render_index,
    render_resolution,
)

LOOK_FOLDERS = ("parts", "styles", "labels")
"""Folders inside a folder of templates."""

_TEMPLATE_MARKS = (b"{%", b"{{")


def check_paths(paths: Sequence[Path]) -> Iterator[Event]:
    """Yield what is to be known of each path: a text, a dossier, or a template or folder of templates."""
    for path in paths:
        if is_template(path):
            yield from check_templates(_find_look_folder(path))
        elif is_dossier(path):
            yield from check_dossier(path)
        else:
            yield from _check_text(path, None)


def is_template(path: Path) -> bool:
    """Tell whether a path means templates: a folder that holds some, or a file of theirs."""
    if path.is_dir():
        names = ("theme.toml", *LOOK_FOLDERS)
        has_pages = any(_has_marks(file) for file in sorted(path.glob("*.html")))
        return not (path / DOSSIER_FILE).exists() and (has_pages or any((path / name).exists() for name in names))
    if path.suffix == ".html":
        return _has_marks(path)
    return path.suffix in (".css", ".toml") and path.name != DOSSIER_FILE


def check_templates(folder: Path) -> Iterator[Event]:
    """Yield what is wrong with the templates of a folder, tried out on two short texts in each of its languages."""
    languages = sorted(file.stem for file in (folder / "labels").glob("*.toml")) or [FILE.language]
    for language in languages:
        look = attempt(load_look, (folder,), language)
        if isinstance(look, Failed):
            yield look
        else:
            yield from _try_out(look)


def check_dossier(path: Path) -> Iterator[Event]:
    """Yield what is to be known of a dossier, its texts and its comparisons."""
    dossier = attempt(load_dossier, path)
    if isinstance(dossier, Failed):
        yield dossier
        return
    documents: dict[str, Document] = {}
    for entry, source in zip(dossier.file.texts, dossier.sources, strict=True):
        document = yield from _check_text(source, entry.id)
        if document:
            documents[entry.id] = document
    for notice in list_unpaired(dossier, documents):
        yield Noticed(file=str(path), notice=notice)
    dossier = pair_texts(dossier, documents)
    yield from _check_decisions(dossier, documents)
    yield from _check_reference(dossier)
    for pair in list_comparisons(dossier.file):
        if pair.old in documents and pair.new in documents:
            place = f"{dossier.place}: {pair.old} and {pair.new}"
            old, new = documents[pair.old], documents[pair.new]
            comparison = attempt(compare_documents, old, new, pair.comparator, across_languages=pair.across_languages)
            yield from _tell_comparability(place, comparison)


def _check_reference(dossier: Dossier) -> Iterator[Event]:
    """Yield what is to be known of the house document for Word."""
    path = find_reference(dossier, None)
    reference = attempt(load_reference, path) if path else None
    if isinstance(reference, Failed):
        yield reference
    elif reference:
        for notice in list_reference_notices(reference):
            yield Noticed(file=str(path), notice=notice)


def _check_decisions(dossier: Dossier, documents: dict[str, Document]) -> Iterator[Event]:
    """Yield why decisions of the review file do not count, or that it cannot be read."""
    settled = attempt(load_settled, dossier, documents)
    if isinstance(settled, Failed):
        yield settled
    elif settled:
        for notice in (*settled.list_notices(), *list_unused(settled, dossier.file)):
            yield Noticed(file=str(find_review(dossier)), notice=notice)


def _tell_comparability(place: str, comparison: Comparison | Failed) -> Iterator[Event]:
    if isinstance(comparison, Failed):
        yield comparison
        return
    for known in comparison.comparability:
        yield Noticed(file=place, notice=Notice(severity=Severity.INFO, code=known.code, message=known.message))


def _check_text(path: Path, name: str | None) -> Generator[Event, None, Document | None]:
    document = attempt(load_document, path, name)
    if isinstance(document, Failed):
        yield document
        return None
    for notice in list_notices(document):
        yield Noticed(file=str(path), notice=notice)
    return document


def _try_out(look: Look) -> Iterator[Event]:
    documents = make_documents()
    comparison = make_comparison(documents)
    files = (EditionFile(edition="html", href="dossier.html", size=1),)
    entries = [IndexEntry(publication="dossier", title=FILE.title, files=files, texts=("2031", "2032"))]
    pages = (
        *(attempt(render, document, look) for render in (render_resolution, render_briefing) for document in documents),
        attempt(render_comparison, comparison, documents, look),
        attempt(render_asks, FILE, documents, look),
        attempt(render_dossier, FILE, documents, [comparison], look),
        attempt(render_index, FILE, entries, look),
    )
    yield from dict.fromkeys(page for page in pages if isinstance(page, Failed))


def _find_look_folder(path: Path) -> Path:
    if path.is_dir():
        return path
    return path.parent.parent if path.parent.name in LOOK_FOLDERS else path.parent


def _has_marks(path: Path) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return any(mark in data for mark in _TEMPLATE_MARKS)
