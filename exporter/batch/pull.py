"""Reading an edited Word copy back: a file of notes, and what is to be said on the terminal."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from exporter.batch.dossier import DOSSIER_FILE
from exporter.batch.files import read_file, write_file
from exporter.errors import UsageError
from exporter.model.comparison import Edit, WordRun
from exporter.model.edited import Edited

NOTES = "notes.yaml"
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
    return folder / NOTES


def save_notes(edited: Edited, path: Path, file: str, *, force: bool) -> None:
    """Write notes and comments; UsageError if the file is there and not the same, unless `force`."""
    data = format_notes(edited, file).encode()
    if path.exists() and not force and read_file(path) != data:
        raise UsageError(f"{path} is there already", remedy="name another file with -o, or replace it with --force")
    write_file(path, data)


def format_notes(edited: Edited, file: str) -> str:
    """Return notes and comments as YAML; `file` is the copy they come from."""
    lines = ["# What was written into a Word copy, by `exporter pull`.", f"file: {_quote(file)}"]
    lines += _format_list("notes", [{"id": note.id, "text": note.text} for note in edited.notes])
    remarks = [{"author": r.author, "date": r.date, "about": r.about, "text": r.text} for r in edited.remarks]
    return "\n".join([*lines, *_format_list("comments", remarks)]) + "\n"


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
    yield f"{len(edited.notes)} notes, {len(edited.remarks)} comments"


def show_wording(runs: tuple[WordRun, ...]) -> str:
    """Return a difference in one line: `release of [-all-] {+some+} prisoners`, long kept stretches cut."""
    marks = {Edit.REMOVED: "[-{}-]", Edit.ADDED: "{{+{}+}}", Edit.KEPT: "{}"}
    return " ".join(marks[run.edit].format(_cut(run)) for run in runs if run.text.strip())


def _cut(run: WordRun) -> str:
    text = run.text.strip()
    if run.edit is not Edit.KEPT or len(text) <= SHOWN:
        return text
    return f"{text[: SHOWN // 2].rstrip()} … {text[-SHOWN // 2 :].lstrip()}"


def _format_list(name: str, items: list[dict[str, str]]) -> list[str]:
    if not items:
        return [f"{name}: []"]
    lines = [f"{name}:"]
    for item in items:
        pairs = [f"{key}: {_quote(text)}" for key, text in item.items()]
        lines += [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    return lines


def _quote(text: str) -> str:
    """Return a text as YAML: quoted as in JSON, and what YAML takes for a line end written as a code."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
