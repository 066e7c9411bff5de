"""The notes file: what people wrote beside the texts, in Word copies or by hand, and where it belongs as they are now.

A note is tied to the words it is about, as decisions are (see `anchors`): by the very words at its place, else by the
same words elsewhere, else by nearly the same in the same surroundings. One that lands nowhere stays in the file.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from exporter.errors import ReviewError
from exporter.model.dossier import Document
from exporter.model.names import make_id, name_citations, name_paragraphs, name_recitals
from exporter.model.note import AnalystNote, NoteKind
from exporter.model.notice import Notice, Severity
from exporter.model.resolution import running_text
from exporter.review.anchors import CONTEXT, Target, hash_words, list_targets, locate
from exporter.review.entries import Known, parse_day
from exporter.review.tree import Items, Node, Table, Words, decode, is_empty, parse_tree

KEYS = ("id", "about", "by", "on", "text", "words", "before", "after")
"""What an entry says, in the order in which it is written: `words` are those of the part, `about` those commented."""

SECTIONS = {"notes": NoteKind.NOTE, "comments": NoteKind.COMMENT}
TOP_KEYS = ("file", *SECTIONS)

LONGEST_QUOTE = 60

PART = "#"
"""Before the place of a part of the full text, which the anchors tell from statements and actions by it."""

# p-2022-5, r-2022-B, cit-2022-1: a part of the full text, not a demand
_PART = re.compile(r"(?P<kind>p|r|cit)-(?P<rest>.+)")


class NoteEntry(Struct, frozen=True, kw_only=True):
    """One note or comment as it stands in the file, or as it is to be put there; `line` counts from 1.

    `id` is that of pages (`2022-5.2.3`, `p-2022-5`), empty where a comment is on no part of a text. `on` is an ISO day.
    """

    kind: NoteKind
    id: str
    text: str
    by: str = ""
    on: str = ""
    about: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    line: int = 0


class NotesFile(Struct, frozen=True, kw_only=True):
    """A notes file as it was read; `heads` are the lines of its sections."""

    file: str
    text: str = ""
    entries: tuple[NoteEntry, ...] = ()
    heads: dict[str, int] = field(default_factory=dict)


class SettledNotes(Struct, frozen=True, kw_only=True):
    """Notes where they belong, by the id of the text; `notices` tell of those that are not shown, and why."""

    notes: dict[str, tuple[AnalystNote, ...]]
    notices: tuple[tuple[str, Notice], ...]


def read_notes(data: bytes, file: str) -> NotesFile:
    """Return what a notes file holds; ReviewError names the line, what is allowed there, and what may be meant."""
    text = decode(data, file)
    return _Reader(file).read(text, parse_tree(text, file))


def settle_notes(file: NotesFile, documents: Mapping[str, Document]) -> SettledNotes:
    """Return which notes belong where in these texts, and a notice on each that is not shown."""
    by_text: dict[str, list[NoteEntry]] = defaultdict(list)
    told: list[tuple[int, str, Notice]] = []
    for entry in file.entries:
        text = find_text(entry.id, documents)
        if text is None:
            reason = "the dossier has no text of that name" if entry.id else "it is on no words of a text"
            told.append((entry.line, "", _tell_lost(entry, reason)))
        else:
            by_text[text].append(entry)
    notes: dict[str, tuple[AnalystNote, ...]] = {}
    for text, entries in by_text.items():
        notes[text], lost = _settle_text(documents[text], entries)
        told += [(line, text, notice) for line, notice in lost]
    ordered = sorted(told, key=lambda item: item[0])
    return SettledNotes(notes=notes, notices=tuple((text, notice) for _, text, notice in ordered))


def apply_notes(document: Document, settled: SettledNotes) -> Document:
    """Return the text with what people wrote beside it, and with what of it could not be shown among its notices."""
    notes = settled.notes.get(document.id)
    lost = tuple(notice for text, notice in settled.notices if text == document.id)
    if not notes and not lost:
        return document
    demands = document.demands
    notices = tuple(dict.fromkeys((*demands.notices, *lost)))
    return replace(document, demands=replace(demands, notices=notices, **({"notes": notes} if notes else {})))


def find_text(key: str, documents: Iterable[str]) -> str | None:
    """Return which text an id on a page is of, None for none: `2022-5.2.3`, `p-2022-5`; the longest name that fits."""
    part = _PART.fullmatch(key)
    fitting = [
        name
        for name in documents
        if key.startswith(f"{make_id(name)}-") or (part and part["rest"].startswith(f"{make_id(name)}-"))
    ]
    return max(fitting, key=len, default=None)


def list_places(document: Document) -> dict[str, Target]:
    """Return all that a note can be on, in the order of the text, by its id on pages."""
    name = make_id(document.id)
    return {**dict(_list_parts(document)), **{f"{name}-{target.place}": target for target in list_targets(document)}}


def _list_parts(document: Document) -> Iterator[tuple[str, Target]]:
    resolution = document.resolution
    words = [item.text for item in resolution.citations]
    words += [running_text(item) for item in resolution.recitals]
    words += [running_text(item) for item in resolution.paragraphs]
    keys = [*name_citations(document), *name_recitals(document), *name_paragraphs(document)]
    for number, (key, text) in enumerate(zip(keys, words, strict=True)):
        before = words[number - 1][-CONTEXT:] if number else ""
        after = words[number + 1][:CONTEXT] if number + 1 < len(words) else ""
        yield key, Target(text=document.id, place=f"{PART}{number}", words=text, before=tidy(before), after=tidy(after))


def tidy(text: str) -> str:
    """Return words with single spaces between them."""
    return " ".join(text.split())


def _settle_text(
    document: Document, entries: Sequence[NoteEntry]
) -> tuple[tuple[AnalystNote, ...], list[tuple[int, Notice]]]:
    """Return the notes of one text in its order, and notices on those that are not shown or stand loosely."""
    places = list_places(document)
    order = {key: number for number, key in enumerate(places)}
    landed, reasons = _locate(document, places, entries)
    notes: list[tuple[int, int, AnalystNote]] = []
    told: list[tuple[int, Notice]] = []
    for number, entry in enumerate(entries):
        key = landed.get(number)
        if key is None:
            told.append((entry.line, _tell_lost(entry, reasons[number])))
            continue
        if not entry.words:
            told.append((entry.line, _tell_loose(entry, places[key])))
        changed = bool(entry.words) and tidy(entry.words) != tidy(places[key].words)
        notes.append((order[key], number, _make_note(entry, key, changed=changed)))
    ordered = sorted(notes, key=lambda item: (item[0], item[2].kind is NoteKind.COMMENT, item[1]))
    return tuple(note for _, _, note in ordered), told


def _locate(
    document: Document, places: Mapping[str, Target], entries: Sequence[NoteEntry]
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the id of the part on which each entry lands, by its number, and why others land on none."""
    landed: dict[int, str] = {}
    reasons: dict[int, str] = {}
    moved: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        here = places.get(entry.id)
        if here and (not entry.words or tidy(here.words) == tidy(entry.words)):
            landed[number] = entry.id
        elif entry.words:
            moved[entry.id, entry.words].append(number)
        else:
            reasons[number] = "there is no such place, and it does not say which words it is about"
    anchors = {f"{document.id}/{numbers[0]}": numbers for numbers in moved.values()}
    known = [_make_anchor(name, entries[numbers[0]], document) for name, numbers in anchors.items()]
    keys = {target.place: key for key, target in places.items()}
    for is_part in (False, True):
        own = [name for name in known if name.place.startswith(PART) is is_part]
        targets = [target for target in places.values() if target.place.startswith(PART) is is_part]
        found, lost = locate(own, targets, {name.id: entries[anchors[name.id][0]].words for name in own})
        for name in own:
            for number in anchors[name.id]:
                if name.id in found:
                    landed[number] = keys[found[name.id].target.place]
                else:
                    reasons[number] = lost.get(name.id, "two notes lead to the same words")
    return landed, reasons


def _make_anchor(name: str, entry: NoteEntry, document: Document) -> Known:
    place = PART if _PART.fullmatch(entry.id) else entry.id.removeprefix(f"{make_id(document.id)}-")
    return Known(id=name, place=place, hash=hash_words(entry.words), before=entry.before, after=entry.after)


def _make_note(entry: NoteEntry, key: str, *, changed: bool) -> AnalystNote:
    day = parse_day(entry.on)
    return AnalystNote(
        kind=entry.kind, id=key, text=entry.text, by=entry.by, on=day, about=entry.about, changed=changed
    )


def _tell_lost(entry: NoteEntry, reason: str) -> Notice:
    where = f" on {entry.id}" if entry.id else f" on “{shorten(entry.about)}”" if entry.about else ""
    message = (
        f"a {entry.kind}{_say_who(entry)}{where} is not shown: {reason}; it stays in the file: “{shorten(entry.text)}”"
    )
    return Notice(severity=Severity.WARNING, code="note-orphan", message=message, location=f"line {entry.line}")


def _tell_loose(entry: NoteEntry, target: Target) -> Notice:
    message = (
        f"the {entry.kind} on {entry.id} does not say which words it is about, and would stay at that place if the text"
        f" changed; add words: “{shorten(target.words)}” in full"
    )
    return Notice(severity=Severity.INFO, code="note-loose", message=message, location=f"line {entry.line}")


def _say_who(entry: NoteEntry) -> str:
    return f" of {entry.by}" if entry.by else ""


def shorten(text: str) -> str:
    """Return words in one line, cut if they are many."""
    line = tidy(text)
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rstrip()} …"


class _Reader:
    """Turns a tree into a notes file, or refuses it with the line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, message: str, node: Node, remedy: str = "") -> NoReturn:
        raise ReviewError(message, file=self.file, line=node.line, remedy=remedy)

    def read(self, text: str, root: Node) -> NotesFile:
        if is_empty(root):
            return NotesFile(file=self.file, text=text)
        top = self._table(root, "the file", TOP_KEYS)
        if isinstance(root, Table) and root.is_inline:
            self.refuse("the whole file is in curly brackets", root, "write each key on a line of its own")
        return NotesFile(
            file=self.file,
            text=text,
            entries=tuple(entry for name in SECTIONS if name in top for entry in self._list(name, top[name][1])),
            heads={name: key.line for name, (key, _) in top.items()},
        )

    def _table(self, node: Node, what: str, allowed: Sequence[str]) -> dict[str, tuple[Words, Node]]:
        if not isinstance(node, Table):
            self.refuse(f"{what} must have keys, such as `{allowed[-1]}:`", node)
        for key, _ in node.items:
            if key.text not in allowed:
                near = difflib.get_close_matches(key.text.casefold(), allowed, n=1)
                hint = f" (did you mean “{near[0]}”?)" if near else ""
                self.refuse(f"unknown key “{key.text}” in {what}{hint}", key, f"allowed here: {', '.join(allowed)}")
        return {key.text: (key, value) for key, value in node.items}

    def _list(self, section: str, node: Node) -> Iterator[NoteEntry]:
        if is_empty(node):
            return
        if not isinstance(node, Items) or (node.is_inline and node.items):
            self.refuse(f"“{section}” must be a list", node, "begin each entry on a new line, with a dash")
        for item in node.items:
            yield self._read_entry(section, item)

    def _read_entry(self, section: str, node: Node) -> NoteEntry:
        kind = SECTIONS[section]
        pairs = self._table(node, f"an entry of “{section}”", KEYS)
        values = {name: self._words(value, name) for name, (_, value) in pairs.items()}
        if not values.get("text"):
            self.refuse(f"a {kind} without text", node, "write what it says behind `text:`, or delete the entry")
        if not values.get("id") and kind is NoteKind.NOTE:
            self.refuse("a note that does not say what it is on", node, "add an id as pages have it: `id: 2022-5.2.3`")
        if values.get("on") and parse_day(values["on"]) is None:
            self.refuse(f"“{values['on']}” is no day", pairs["on"][1], "write it as 2024-11-28")
        return NoteEntry(kind=kind, line=node.line, **{"id": "", **values})

    def _words(self, node: Node, key: str) -> str:
        if not isinstance(node, Words):
            self.refuse(f"“{key}” must be words, not a list or table", node)
        return node.text.strip() if key == "text" else tidy(node.text)
