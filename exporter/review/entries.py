"""What a review file holds: entries in sections, each with the lines it stands on, and the demands known so far."""

import datetime
import difflib
import json
import re
from collections.abc import Container, Iterable, Iterator
from typing import NoReturn

from msgspec import Struct, field

from exporter.errors import ReviewError
from exporter.model.comparison import Sign
from exporter.model.demands import Kind
from exporter.model.review import Verdict
from exporter.review.tree import Items, Node, Table, Words, decode, is_empty, parse_tree

FORMAT = "1"

_COMMON = ("decision", "by", "on", "comment")
_PROPOSED = ("where", "proposed", "because")

LINK_KEYS = ("old", "old words", "new", "new words", *_PROPOSED, *_COMMON, "strength", "scope")
STATEMENT_KEYS = ("demand", "words", *_PROPOSED, *_COMMON, "addressee", "kind")
ACRONYM_KEYS = ("text", "says", *_COMMON)

SECTIONS: dict[str, tuple[str, ...]] = {
    "clear links": LINK_KEYS,
    "likely links": LINK_KEYS,
    "doubtful links": LINK_KEYS,
    "added links": LINK_KEYS,
    "implied addressees": STATEMENT_KEYS,
    "soft demands": STATEMENT_KEYS,
    "acronyms": ACRONYM_KEYS,
    "candidates": LINK_KEYS,
}
"""Sections in the order in which a person works through them, with the keys of their entries."""

OFFERS = ("candidates",)
"""Sections whose entries nobody has to decide."""

KNOWN = "known demands"
TOP_KEYS = ("format", "texts", *SECTIONS, KNOWN)
KNOWN_KEYS = ("place", "hash", "before", "after", "was")
TEXT_KEYS = ("file", "sha256")

_VERDICTS: dict[tuple[str, ...], tuple[Verdict, ...]] = {
    LINK_KEYS: (Verdict.CONFIRM, Verdict.CORRECT, Verdict.REJECT, Verdict.ADD),
    STATEMENT_KEYS: (Verdict.CONFIRM, Verdict.CORRECT, Verdict.REJECT),
    ACRONYM_KEYS: (Verdict.CONFIRM, Verdict.REJECT),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "strength": tuple(Sign),
    "scope": tuple(Sign),
    "kind": tuple(Kind),
}
"""Keys that take one of a few words."""

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9.]+")
"""How a demand is named: `2022/5.2.1` by place, `2022/b01d77` by the id it was given once."""

# 2024-11-28; the library takes 20241128 and 2024-W48-4 as well
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[0-9a-f]{6,}")
#   2031/a4ab79: {place: "2.1.1", hash: "e46c2e60dd82", before: "ria; Calls on"}
_KNOWN_HEAD = re.compile(r"^known demands:[ ]*(?:#.*)?$", re.MULTILINE)
_NEXT_HEAD = re.compile(r"^[^\s#]", re.MULTILINE)
_KNOWN_VALUE = re.compile(r'(place|hash|was|before|after): ("(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*")')
_KNOWN_LINE = re.compile(
    r' +(?P<id>[A-Za-z0-9][A-Za-z0-9._-]*/[0-9a-f]{6,}): \{(?P<values>place: "[0-9a-z.]+"'
    r'(?:, (?:hash|was|before|after): "(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"){1,4})\}'
)


class Known(Struct, frozen=True, kw_only=True):
    """A demand or action as it was when it got its id: `place` as in the model, a hash of its words, what surrounds it.

    `was` is the id of what stood there before in other words, empty if nothing did.
    """

    id: str
    place: str
    hash: str
    before: str = ""
    after: str = ""
    was: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """One question with its answer; `values` are what is filled in, `lines` where each key stands, counted from 1.

    `is_inline` marks an entry written in curly brackets.
    """

    section: str
    index: int
    line: int
    values: dict[str, str]
    lines: dict[str, int]
    addressees: tuple[str, ...] = ()
    is_inline: bool = False

    @property
    def is_link(self) -> bool:
        """Whether the entry is about a link."""
        return SECTIONS[self.section] is LINK_KEYS

    @property
    def is_decided(self) -> bool:
        """Whether a person has written a decision."""
        return "decision" in self.values

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the entry where it has none."""
        return self.lines.get(key, self.line)


class ReviewFile(Struct, frozen=True, kw_only=True):
    """A review file as it was read; `text` is its own text, `heads` the lines of its sections."""

    file: str
    text: str = ""
    entries: tuple[Entry, ...] = ()
    known: tuple[Known, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)


def read_review(data: bytes, file: str) -> ReviewFile:
    """Return what a review file holds; ReviewError names line, what is allowed there, and what may have been meant."""
    text = decode(data, file)
    rest, known = take_known(text)
    return _Reader(file).read(text, parse_tree(rest, file), known)


def take_known(text: str) -> tuple[str, dict[str, Known]]:
    """Return the text with lines left empty that are just as the program writes known demands, and what they say.

    There may be tens of thousands of them; a parser of all of YAML would take minutes.
    """
    head = _KNOWN_HEAD.search(text)
    if head is None:
        return text, {}
    end = _NEXT_HEAD.search(text, head.end())
    stop = end.start() if end else len(text)
    known: dict[str, Known] = {}
    lines = [_take_line(line, known) for line in text[head.end() : stop].split("\n")]
    return text[: head.end()] + "\n".join(lines) + text[stop:], known


def _take_line(line: str, known: dict[str, Known]) -> str:
    """Return nothing for a line that says what is known already or is new; any other line as it is."""
    match = _KNOWN_LINE.fullmatch(line)
    if match is None:
        return line
    values = {key: json.loads(value) for key, value in _KNOWN_VALUE.findall(match["values"])}
    name = Known(id=match["id"], **{"hash": "", **values})
    if known.setdefault(name.id, name) != name or not name.place or not name.hash:
        return line
    return ""


def list_choices(section: str, key: str) -> tuple[str, ...]:
    """Return what a key may say, nothing where any words will do."""
    return _VERDICTS[SECTIONS[section]] if key == "decision" else CHOICES.get(key, ())


def parse_day(words: str) -> datetime.date | None:
    """Return the day that 2024-11-28 stands for, None if it is none."""
    if not _DAY.fullmatch(words):
        return None
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        return None


class _Reader:
    """Turns a tree into a review file, or refuses it with the line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, message: str, node: Node, remedy: str = "") -> NoReturn:
        raise ReviewError(message, file=self.file, line=node.line, remedy=remedy)

    def read(self, text: str, root: Node, known: dict[str, Known]) -> ReviewFile:
        if is_empty(root):
            return ReviewFile(file=self.file, text=text)
        top = self._table(root, "the file", TOP_KEYS)
        if root.line and isinstance(root, Table) and root.is_inline:
            self.refuse("the whole file is in curly brackets", root, "write each key on a line of its own")
        self._check_format(top)
        return ReviewFile(
            file=self.file,
            text=text,
            entries=tuple(self._list_entries(top)),
            known=(*known.values(), *(self._list_known(top[KNOWN][1], known) if KNOWN in top else ())),
            texts=self._read_texts(top["texts"][1]) if "texts" in top else {},
            heads={name: key.line for name, (key, _) in top.items()},
        )

    def _check_format(self, top: dict[str, tuple[Words, Node]]) -> None:
        if "format" in top and self._words(top["format"][1], "format") != FORMAT:
            remedy = "install a newer exporter"
            self.refuse(f"is of another format than {FORMAT}, which is known here", top["format"][1], remedy)

    def _table(self, node: Node, what: str, allowed: Iterable[str]) -> dict[str, tuple[Words, Node]]:
        if not isinstance(node, Table):
            self.refuse(f"{what} must have keys, such as `{next(iter(allowed))}:`", node)
        for key, _ in node.items:
            if key.text not in allowed:
                near = difflib.get_close_matches(key.text.casefold(), list(allowed), n=1)
                hint = f" (did you mean “{near[0]}”?)" if near else ""
                self.refuse(f"unknown key “{key.text}” in {what}{hint}", key, f"allowed here: {', '.join(allowed)}")
        return {key.text: (key, value) for key, value in node.items}

    def _words(self, node: Node, key: str) -> str:
        if not isinstance(node, Words):
            self.refuse(f"“{key}” must be words, not a list or table", node)
        return " ".join(node.text.split()) if key != "comment" else node.text.strip()

    def _list_entries(self, top: dict[str, tuple[Words, Node]]) -> Iterator[Entry]:
        index = 0
        for section in (name for name in top if name in SECTIONS):
            node = top[section][1]
            if is_empty(node):
                continue
            if not isinstance(node, Items):
                self.refuse(f"“{section}” must be a list", node, "begin each entry with a dash")
            if node.is_inline and node.items:
                self.refuse(f"“{section}” is in square brackets", node, "begin each entry on a new line, with a dash")
            for item in node.items:
                yield self._read_entry(section, index, item)
                index += 1

    def _read_entry(self, section: str, index: int, node: Node) -> Entry:
        pairs = self._table(node, f"an entry of “{section}”", SECTIONS[section])
        lines = {name: key.line for name, (key, _) in pairs.items()}
        addressees = self._read_names(pairs["addressee"][1]) if "addressee" in pairs else ()
        values = {n: self._words(value, n) for n, (_, value) in pairs.items() if n != "addressee"}
        entry = Entry(
            section=section,
            index=index,
            line=node.line,
            values={name: words for name, words in values.items() if words},
            lines=lines,
            addressees=addressees,
            is_inline=isinstance(node, Table) and node.is_inline,
        )
        self._check_entry(entry, pairs)
        return entry

    def _read_names(self, node: Node) -> tuple[str, ...]:
        items = node.items if isinstance(node, Items) else (node,)
        names = (name.strip() for item in items for name in self._words(item, "addressee").split(";"))
        return tuple(name for name in names if name)

    def _check_entry(self, entry: Entry, pairs: dict[str, tuple[Words, Node]]) -> None:
        for key, words in entry.values.items():
            allowed = list_choices(entry.section, key)
            if allowed and words not in allowed:
                near = difflib.get_close_matches(words.casefold(), allowed, n=1)
                hint = f" (did you mean “{near[0]}”?)" if near else ""
                self.refuse(f"“{words}” is no {key}{hint}", pairs[key][1], f"allowed: {', '.join(allowed)}")
            if key in ("old", "new", "demand") and not REFERENCE.fullmatch(words):
                remedy = "write the id of the text, a slash and the place, such as 2022/5.2.1"
                self.refuse(f"“{words}” names no demand", pairs[key][1], remedy)
        if "on" in entry.values and parse_day(entry.values["on"]) is None:
            self.refuse(f"“{entry.values['on']}” is no day", pairs["on"][1], "write it as 2024-11-28")

    def _list_known(self, node: Node, taken: Container[str]) -> Iterator[Known]:
        if is_empty(node):
            return
        if not isinstance(node, Table):
            self.refuse(f"“{KNOWN}” must have ids as keys", node)
        for key, value in node.items:
            pairs = self._table(value, key.text, KNOWN_KEYS)
            values = {name: self._words(inner, name) for name, (_, inner) in pairs.items()}
            text, _, name = key.text.partition("/")
            if not text or not _ID.fullmatch(name) or not values.get("place") or not values.get("hash"):
                remedy = "delete this line; the next `exporter review` writes it anew"
                self.refuse(f"“{key.text}” is not as the program wrote it", key, remedy)
            if key.text in taken:
                remedy = "delete the later one"
                self.refuse(f"“{key.text}” stands here twice, with other words", key, remedy)
            yield Known(id=key.text, **values)

    def _read_texts(self, node: Node) -> dict[str, str]:
        if is_empty(node):
            return {}
        if not isinstance(node, Table):
            self.refuse("“texts” must have the ids of texts as keys", node)
        tables = {key.text: self._table(value, f"texts.{key.text}", TEXT_KEYS) for key, value in node.items}
        return {name: self._words(pairs["sha256"][1], "sha256") for name, pairs in tables.items() if "sha256" in pairs}
