"""Reading an edited Word copy back: into the notes file of its dossier, and what is to be said on the terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from exporter.batch.documents import load_document
from exporter.batch.dossier import DOSSIER_FILE, load_dossier
from exporter.batch.editions import attempt
from exporter.batch.files import read_file, write_file
from exporter.batch.notes import NOTES_FILE
from exporter.batch.report import Failed
from exporter.batch.review import check_locks, encode, find_backup
from exporter.errors import UsageError
from exporter.model.comparison import Edit, WordRun
from exporter.model.dossier import Document
from exporter.model.edited import Edited
from exporter.model.note import NoteKind
from exporter.review.anchors import Target
from exporter.review.notes import NoteEntry, NotesFile, find_text, list_places, read_notes, tidy
from exporter.review.pulled import Merged, Pulled, merge

SHOWN = 70


def load_edited(path: Path) -> Edited:
    """Return what was done with an edition; ReadError if it is none of ours, or damaged."""
    from exporter.readers.docx.edited import read_edited

    return read_edited(read_file(path), str(path))


def find_notes_file(path: Path, sources: Path) -> Path:
    """Return where the notes of `build/cambodia/2022-briefing.docx` go: `sources/cambodia/notes.yaml`, by the texts.

    UsageError if no dossier of that name is there: notes in a folder of output would be lost.
    """
    folder = sources / path.absolute().parent.name
    if not (folder / DOSSIER_FILE).is_file():
        raise UsageError(f"there is no dossier for {path}", remedy="say with -o where the notes go")
    return folder / NOTES_FILE


def merge_notes(edited: Edited, path: Path | None, *, by: str = "", force: bool = False) -> Merged:
    """Return the notes file with what a copy adds to it; without a path, the file as it would be made anew.

    ReviewError if the file cannot be read; UsageError, and nothing is to be written, where a note was changed both in
    the file and in the copy, unless `force`.
    """
    there = path is not None and path.exists()
    file = read_notes(read_file(path), str(path)) if path and there else NotesFile(file=str(path or "-"))
    places = load_places(path.parent) if path else {}
    merged = merge(file, list_pulled(edited, places, by), force=force)
    if merged.conflicts:
        remedy = "change one of both by hand, or take what the copy says with --force"
        raise UsageError(f"{file.file} was changed too: {'; '.join(merged.conflicts)}", remedy=remedy)
    return merged


def save_notes(merged: Merged, path: Path) -> None:
    """Write the notes file, and keep beside it what it replaces; ReviewError if it is open in an editor."""
    before = read_file(path) if path.exists() else None
    data = encode(merged.text, before)
    if data == before:
        return
    check_locks(path)
    if before is not None:
        write_file(find_backup(path), before)
    write_file(path, data)


def load_places(folder: Path) -> dict[str, dict[str, Target]]:
    """Return all that notes can be on in the texts of a dossier; nothing of texts that cannot be read."""
    if not (folder / DOSSIER_FILE).is_file():
        return {}
    dossier = attempt(load_dossier, folder)
    if isinstance(dossier, Failed):
        return {}
    pairs = zip(dossier.file.texts, dossier.sources, strict=True)
    documents = [attempt(load_document, path, entry.id, entry.given) for entry, path in pairs]
    return {document.id: list_places(document) for document in documents if isinstance(document, Document)}


def list_pulled(edited: Edited, places: Mapping[str, Mapping[str, Target]], by: str = "") -> Iterator[Pulled]:
    """Yield notes and comments tied to their texts; a note is by whom the copy was saved, unless `by` says else."""
    who, day = by or edited.saved_by, edited.saved_on
    for note in edited.notes:
        written = NoteEntry(kind=NoteKind.NOTE, id=note.id, text=note.text, by=who, on=day)
        yield Pulled(entry=tie(written, note.words, places), base=note.base)
    for remarks, is_gone in ((edited.dropped, True), (edited.remarks, False)):
        for item in remarks:
            entry = NoteEntry(
                kind=NoteKind.COMMENT, id=item.id, text=item.text, by=item.author, on=item.date, about=tidy(item.about)
            )
            yield Pulled(entry=tie(entry, item.words, places), is_gone=is_gone)


def tie(entry: NoteEntry, words: str, places: Mapping[str, Mapping[str, Target]]) -> NoteEntry:
    """Return an entry with the words it is on, and what stands around them if the text still has them there."""
    text = find_text(entry.id, places)
    target = places[text].get(entry.id) if text else None
    if target is None or (words and tidy(words) != tidy(target.words)):
        return replace(entry, words=tidy(words))
    return replace(entry, words=tidy(target.words), before=target.before, after=target.after)


def describe(edited: Edited) -> Iterator[str]:
    """Yield a line for everything a person should know: quotations, tracked changes, how many notes."""
    for item in edited.altered:
        yield f"refused: the quotation {item.id} was changed: {show_wording(item.wording)}"
    for tag in edited.missing:
        yield f"the quotation {tag} was taken out"
    counts = Counter(item.settlement for item in edited.settled)
    for settlement in ("accepted", "rejected", "reworded", "open"):
        if counts[settlement]:
            places = [item.place for item in edited.settled if item.settlement == settlement and item.place]
            yield f"tracked changes {settlement}: {counts[settlement]} ({', '.join(places)})".replace(" ()", "")
    for author, count in edited.tracked.items():
        yield f"tracked changes by {author or 'nobody named'}, not settled: {count}"
    yield f"{sum(bool(note.text) for note in edited.notes)} notes, {len(edited.remarks)} comments"


def show_wording(runs: tuple[WordRun, ...]) -> str:
    """Return a difference in one line: `release of [-all-] {+some+} prisoners`, long kept stretches cut."""
    marks = {Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}", Edit.KEPT: "{}"}
    return " ".join(marks[run.edit].format(_cut(run)) for run in runs if run.text.strip())


def _cut(run: WordRun) -> str:
    text = run.text.strip()
    if run.edit is not Edit.KEPT or len(text) <= SHOWN:
        return text
    return f"{text[: SHOWN // 2].rstrip()} … {text[-SHOWN // 2 :].lstrip()}"
