"""Writing texts into a `dossier.toml`, with all that a person wrote there left as it is.

New texts are put in as lines: a parser that rewrites the file would move comments. Keys of a text that is there already
are set with tomlkit. Whatever was changed is read again and compared before it counts.
"""

import re
import tomllib
from typing import Any

import msgspec
import tomlkit
from msgspec import Struct
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Comment, Item, Table, Whitespace

from exporter.batch.toml_lines import find_lines
from exporter.errors import DossierError
from exporter.model.dossier import DossierFile

# `fetched = 2031-06-01`, and `given = {...}` where a person wrote it all in one line
_RENEWED = re.compile(r"\s{0,99}(?:address|fetched|given)\s{0,99}=")

_HEADER = "# Made by `exporter fetch`. Change what you like; sources/README.md explains every key.\n\n"


class TextFacts(Struct, frozen=True, kw_only=True):
    """A text to stand in a dossier: its id, its file, and the facts under `[texts.given]`, in order."""

    id: str
    file: str
    given: dict[str, Any]


def make_dossier_text(title: str, entry: TextFacts) -> str:
    """Return a new `dossier.toml` with one text."""
    return f"{_HEADER}title = {_format_value(title)}\n\n{_format_entry(entry)}"


def add_text(toml: str, entry: TextFacts) -> str:
    """Return a `dossier.toml` with a text more after its last one, or with new facts for the file it has already.

    DossierError if the file is laid out in a way in which that cannot be done safely.
    """
    before = _read(toml)
    texts = before.get("texts", [])
    index = next((place for place, text in enumerate(texts) if text.get("file") == entry.file), None)
    if index is None:
        changed = _insert_entry(toml, texts, entry)
        expected = {**before, "texts": [*texts, _make_values(entry)]}
    else:
        changed = _set_facts(toml, index, entry.given)
        given = {**texts[index].get("given", {}), **_keep_source(texts[index], entry.given)}
        expected = {**before, "texts": [*texts[:index], {**texts[index], "given": given}, *texts[index + 1 :]]}
    _check(toml, changed, expected)
    return changed


def make_id(toml: str, name: str, file: str) -> str:
    """Return the id a file has in a dossier, else `name`, with a number behind it if another text has that."""
    texts = _read(toml).get("texts", [])
    for text in texts:
        if text.get("file") == file:
            return str(text.get("id", name))
    taken = {str(text.get("id", "")).casefold() for text in texts}
    names = (name if count == 1 else f"{name}-{count}" for count in range(1, len(texts) + 2))
    return next(free for free in names if free.casefold() not in taken)


def _read(toml: str) -> dict[str, Any]:
    """Return the values of a `dossier.toml`, which may have no texts yet but else must be one."""
    try:
        values = tomllib.loads(toml)
        if "texts" in values:
            msgspec.convert(values, DossierFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DossierError(f"cannot be used: {error}") from None
    return values


def _make_values(entry: TextFacts) -> dict[str, Any]:
    return {"id": entry.id, "file": entry.file, "given": entry.given}


def _keep_source(text: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the facts to set in a text that is there: what a person wrote stays, only where and when are new."""
    known = text.get("given", {})
    return {key: value for key, value in given.items() if key in ("address", "fetched") or key not in known}


def _format_entry(entry: TextFacts) -> str:
    lines = ["[[texts]]", f"id = {_format_value(entry.id)}", f"file = {_format_value(entry.file)}", "", "[texts.given]"]
    lines += [f"{key} = {_format_value(value)}" for key, value in entry.given.items()]
    return "\n".join(lines) + "\n"


def _format_value(value: Any) -> str:
    return str(tomlkit.item(value).as_string())


def _insert_entry(toml: str, texts: list[Any], entry: TextFacts) -> str:
    """Return the file with the lines of a new text after those of the last one."""
    ending = "\r\n" if "\r\n" in toml else "\n"
    lines = toml.replace("\r\n", "\n").split("\n")
    place = _find_end(lines, len(texts))
    head = lines[:place]
    while head and not head[-1].strip():
        head.pop()
    rest = lines[place:]
    while rest and not rest[0].strip():
        rest.pop(0)
    block = _format_entry(entry).rstrip("\n").split("\n")
    return ending.join([*head, "", *block, "", *rest] if rest else [*head, "", *block, ""])


def _find_end(lines: list[str], count: int) -> int:
    """Return the index of the line before which a text can be added: after the last text and what belongs to it.

    Comments right above the next table belong to that table.
    """
    places = find_lines("\n".join(lines))
    last = max((line for key, line in places.items() if key[:1] == ("texts",)), default=0)
    following = [line for key, line in places.items() if key[0] != "texts" and line > last and _opens(lines[line - 1])]
    if not count:
        following = [line for line in places.values() if _opens(lines[line - 1])]
    if not following:
        return len(lines)
    place = min(following) - 1
    while place > 0 and lines[place - 1].lstrip().startswith("#"):
        place -= 1
    return place


def _opens(line: str) -> bool:
    """Tell whether a line is the header of a table, as far as one line can tell."""
    return re.match(r"\s{0,99}\[", line) is not None


def _set_facts(toml: str, index: int, given: dict[str, Any]) -> str:
    """Return the file with facts set under the `[texts.given]` of a text, which is made where there is none."""
    try:
        document = tomlkit.parse(toml)
        texts = document["texts"]
        if not isinstance(texts, AoT):
            raise _cannot()
        text = texts[index]
        if "given" not in text:
            text["given"] = tomlkit.table()
        table = text["given"]
        facts = _keep_source({"given": table.unwrap()}, given)
        tail = _take_tail(table) if isinstance(table, Table) else []
        for key, value in facts.items():
            table[key] = value
        for item in tail:
            table.add(item)
        return tomlkit.dumps(document)
    except TOMLKitError:
        raise _cannot() from None


def _take_tail(table: Table) -> list[Item]:
    """Take the comments and blank lines at the end of a table out of it: they belong to what follows."""
    body = table.value.body
    tail: list[Item] = []
    while body and isinstance(body[-1][1], Comment | Whitespace):
        tail.insert(0, body.pop()[1])
    return tail


def _check(toml: str, changed: str, expected: dict[str, Any]) -> None:
    """Raise unless a changed file says exactly what it should, is a dossier, and has all lines in their old order."""
    try:
        values = tomllib.loads(changed)
        msgspec.convert(values, DossierFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DossierError(f"cannot take the new text: {error}", remedy="add it by hand") from None
    lines = iter(changed.splitlines())
    kept = (line for line in toml.splitlines() if line.strip() and not _RENEWED.match(line))
    if values != expected or not all(line in lines for line in kept):
        raise _cannot()


def _cannot() -> DossierError:
    return DossierError("is laid out in a way in which no text can be added safely", remedy="add it by hand")
