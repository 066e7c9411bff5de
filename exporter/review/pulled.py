"""Notes and comments of a Word copy put into the notes file: what is there stays as people wrote it, line by line.

What was in the copy when it was made tells what a person did since: wrote, changed or took out. What was changed in the
file meanwhile too is not settled here: that needs a person, or to be told that the copy is right.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from exporter.model.note import NoteKind
from exporter.review.notes import KEYS, SECTIONS, NoteEntry, NotesFile, shorten, tidy

HEAD = "# What people wrote beside the texts: taken out of Word copies by `exporter pull`, or written here by hand.\n"
SECTION_OF = {kind: name for name, kind in SECTIONS.items()}
INDENT = "  "


class Pulled(Struct, frozen=True, kw_only=True):
    """A note or comment of a copy, tied to the texts; `base` is what a note said when the copy was made.

    `is_gone` is true of a comment that was there then and is no more.
    """

    entry: NoteEntry
    base: str = ""
    is_gone: bool = False


class Merged(Struct, frozen=True, kw_only=True):
    """The new text of the file, what was done as one line each, and why nothing may be done, if it may not."""

    text: str
    done: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


class _Plan(Struct, kw_only=True):
    """Which entries of the file, by their place in it, say something else or go, and which come."""

    changed: dict[int, NoteEntry] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    fresh: list[NoteEntry] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def merge(file: NotesFile, pulled: Iterable[Pulled], *, force: bool = False) -> Merged:
    """Return the file with what a copy adds, changes and takes out; the same copy again changes nothing.

    `force` lets the copy win where the file was changed too.
    """
    plan = _Plan()
    for item in pulled:
        if item.entry.kind is NoteKind.COMMENT:
            _plan_comment(file, item, plan)
        else:
            _plan_note(file, item, plan, force=force)
    return Merged(text=_write(file, plan), done=tuple(plan.done), conflicts=tuple(plan.conflicts))


def _plan_note(file: NotesFile, item: Pulled, plan: _Plan, *, force: bool) -> None:
    text, base = item.entry.text, item.base
    if _same(text, base):
        return
    number = _find_note(file, item)
    if number is None:
        if text:
            plan.fresh.append(item.entry)
            plan.done.append(f"note on {item.entry.id}: new")
        return
    there = file.entries[number]
    if _same(there.text, text):
        return
    if not (_same(there.text, base) or (text and tidy(there.text) in tidy(text)) or force):
        plan.conflicts.append(f"the note on {there.id} says “{shorten(there.text)}” there (line {there.line})")
    elif text:
        plan.changed[number] = replace(item.entry, about=there.about, by=item.entry.by or there.by)
        plan.done.append(f"note on {there.id}: changed")
    else:
        plan.gone.add(number)
        plan.done.append(f"note on {there.id}: taken out")


def _find_note(file: NotesFile, item: Pulled) -> int | None:
    """Return the place of the note that a copy shows: by its id, else by what it said, as it may have moved since."""
    notes = [(number, entry) for number, entry in enumerate(file.entries) if entry.kind is NoteKind.NOTE]
    own = [number for number, entry in notes if entry.id == item.entry.id]
    moved = [number for number, entry in notes if item.base and _same(entry.text, item.base)]
    exact = [number for number in own if number in moved]
    return next(iter((*exact, *moved, *own)), None)


def _plan_comment(file: NotesFile, item: Pulled, plan: _Plan) -> None:
    own = item.entry
    known = [entry for entry in (*file.entries, *plan.fresh) if entry.kind is NoteKind.COMMENT]
    same = [entry for entry in known if _is_same_comment(entry, own)]
    if item.is_gone:
        numbers = [number for number, entry in enumerate(file.entries) if entry in same]
        plan.gone.update(numbers)
        plan.done += [f"comment{_say_by(own)} on {own.id}: taken out" for _ in numbers]
    elif not same:
        plan.fresh.append(own)
        plan.done.append(f"comment{_say_by(own)} on {own.id or f'“{shorten(own.about)}”'}: new")


def _is_same_comment(one: NoteEntry, other: NoteEntry) -> bool:
    """Tell whether two comments are one: a copy that was made of the notes has it on all words of its part."""
    if (one.by, one.on) != (other.by, other.on) or not _same(one.text, other.text):
        return False
    return one.id == other.id if one.id and other.id else _same(one.about, other.about)


def _say_by(entry: NoteEntry) -> str:
    return f" of {entry.by}" if entry.by else ""


def _same(one: str, other: str) -> bool:
    """Tell whether two notes say the same; LibreOffice takes line ends out of controls."""
    return "".join(one.split()) == "".join(other.split())


def _write(file: NotesFile, plan: _Plan) -> str:
    """Return the text of the file with the plan carried out; all other lines are as they were."""
    if not (plan.changed or plan.gone or plan.fresh):
        return file.text
    lines = (file.text or HEAD).rstrip("\n").split("\n")
    edits: list[tuple[int, int, list[str]]] = []
    for number, entry in enumerate(file.entries):
        first, last = entry.line - 1, _find_end(file, number, lines)
        margin = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        if number in plan.gone:
            edits.append((first, last, []))
        elif number in plan.changed:
            edits.append((first, last, list(_format(plan.changed[number], margin))))
    for kind, section in SECTION_OF.items():
        fresh = [entry for entry in plan.fresh if entry.kind is kind]
        own = {number for number, entry in enumerate(file.entries) if entry.kind is kind}
        if fresh:
            edits += _add(file, section, fresh, lines)
        elif own and own <= plan.gone:
            edits.append((file.heads[section] - 1, file.heads[section], [f"{section}: []"]))
    for first, last, fresh_lines in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        lines[first:last] = fresh_lines
    return "\n".join(lines) + "\n"


def _find_end(file: NotesFile, number: int, lines: Sequence[str]) -> int:
    """Return the line behind an entry: what stands before the next one as a remark or blank is not the entry's."""
    starts = sorted({*(entry.line for entry in file.entries), *file.heads.values()})
    begin = file.entries[number].line
    end = next((line - 1 for line in starts if line > begin), len(lines))
    while end > begin and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _add(
    file: NotesFile, section: str, fresh: Sequence[NoteEntry], lines: list[str]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the edit that puts entries behind those of their section, made where there is none."""
    own = [number for number, entry in enumerate(file.entries) if SECTION_OF[entry.kind] == section]
    if own:
        first = lines[file.entries[own[-1]].line - 1]
        margin, place = first[: len(first) - len(first.lstrip())], _find_end(file, own[-1], lines)
        yield place, place, [line for entry in fresh for line in _format(entry, margin)]
        return
    made = [line for entry in fresh for line in _format(entry, INDENT)]
    if section in file.heads:  # `notes: []`, or nothing behind it
        place = file.heads[section]
        yield place - 1, place, [f"{section}:", *made]
    else:
        yield len(lines), len(lines), [f"{section}:", *made]


def _format(entry: NoteEntry, margin: str) -> Iterator[str]:
    pairs = [f"{key}: {_quote(value)}" for key in KEYS if (value := getattr(entry, key))]
    yield f"{margin}- {pairs[0]}"
    for pair in pairs[1:]:
        yield f"{margin}  {pair}"


def _quote(text: str) -> str:
    """Return a text as YAML: quoted as in JSON, and what YAML takes for a line end written as a code."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
