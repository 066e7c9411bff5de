"""Loading a dossier: the file `dossier.toml`, checked so that an error names the line and what is allowed there."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from exporter.batch.files import read_file
from exporter.batch.toml_lines import Key, find_lines
from exporter.errors import DossierError
from exporter.model.dossier import ChainEntry, ComparisonEntry, DossierFile, TextEntry

DOSSIER_FILE = "dossier.toml"

# an id is part of file names and of links inside documents
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_ID_LENGTH = 60

# what msgspec says -> what a person reads; `Expected `str`, got `int` - at `$.title``
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(?P<key>.*?)`")
_MISSING_KEY = re.compile(r"Object missing required field `(?P<key>.*?)`")
_WRONG_CHOICE = re.compile(r"Invalid enum value (?P<value>.*?)(?: - at |$)")
_WRONG_TYPE = re.compile(r"Expected `(?P<expected>.*?)`, got `(?P<got>.*?)`")
_PLACE = re.compile(r" - at `\$(?P<path>.*)`$")
_STEP = re.compile(r"\.(?P<name>[^.\[\]]+)|\[(?P<index>\d+)\]")
# `Expected '=' after a key in a key/value pair (at line 3, column 5)`
_TOML_PLACE = re.compile(r"^(?P<message>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)$", re.DOTALL)

_TYPE_NAMES = {
    "str": "text in quotation marks",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date such as 2022-05-03",
    "datetime": "a date with a time",
    "time": "a time",
}


class Dossier(Struct, frozen=True, kw_only=True):
    """A dossier ready to be planned.

    `name` is the folder it is built into. `place` is its `dossier.toml`, null for bare files. `sources` are the paths
    of its texts, in the order of `file.texts`.
    """

    name: str
    file: DossierFile
    sources: tuple[Path, ...]
    place: Path | None = None


class _Source(Struct, frozen=True):
    """A dossier file as text, able to say where something stands."""

    path: Path
    lines: dict[Key, int]

    def refuse(self, key: Key, message: str, remedy: str = "") -> NoReturn:
        """Raise the error for what stands at `key`, or for the nearest thing around it that has a line."""
        place = key
        while place and place not in self.lines:
            place = place[:-1]
        raise DossierError(message, file=self.path, line=self.lines.get(place, 1), remedy=remedy)


def find_dossiers(folder: Path) -> list[Path]:
    """Return the folders directly under `folder` that hold a `dossier.toml`, sorted by name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if (path / DOSSIER_FILE).is_file())


def is_dossier(path: Path) -> bool:
    """Tell whether a path on the command line means a dossier: a folder, or a file of that name."""
    return path.is_dir() or path.name == DOSSIER_FILE


def load_dossier(path: Path) -> Dossier:
    """Return the dossier of a `dossier.toml` or its folder; DossierError names file, line and what is allowed."""
    if path.is_dir():
        path = path / DOSSIER_FILE
        if not path.exists():
            remedy = "sources/README.md says what it holds; or name the texts themselves"
            raise DossierError(f"the folder has no {DOSSIER_FILE}", file=path.parent, remedy=remedy)
    text, values = _parse_toml(path, read_file(path))
    source = _Source(path, find_lines(text))
    file = _convert(source, values)
    _check_texts(source, file)
    _check_comparisons(source, file)
    _check_chains(source, file)
    folder = path.parent
    name = slug(folder.resolve().name) or "dossier"
    return Dossier(name=name, file=file, sources=tuple(folder / entry.file for entry in file.texts), place=path)


def make_dossier(paths: Sequence[Path]) -> Dossier:
    """Return a dossier of bare files, in the order given; its title is left empty, to be named after its texts."""
    ids = make_ids(paths)
    texts = tuple(TextEntry(id=name, file=path.name) for name, path in zip(ids, paths, strict=True))
    name = ids[0] if len(ids) == 1 else "texts"
    return Dossier(name=name, file=DossierFile(title="", texts=texts), sources=tuple(paths))


def make_ids(paths: Iterable[Path]) -> list[str]:
    """Return an id for each file, after its name: `B9-0234 (2022).txt` gives `B9-0234-2022`; a second one gets `-2`."""
    ids: list[str] = []
    for path in paths:
        base = slug(path.stem)[:_ID_LENGTH].strip("-") or "text"
        taken = {name.casefold() for name in ids}
        names = (base if count == 1 else f"{base}-{count}" for count in range(1, len(ids) + 2))
        ids.append(next(name for name in names if name.casefold() not in taken))
    return ids


def slug(name: str) -> str:
    """Return a name with all but ASCII letters and digits as single hyphens, fit for file names and links."""
    plain = unicodedata.normalize("NFKD", name[:200]).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain))


def list_comparisons(file: DossierFile) -> tuple[ComparisonEntry, ...]:
    """Return the comparisons of a dossier; where it names none, each text with the next one."""
    if file.comparisons is not None:
        return file.comparisons
    pairs = zip(file.texts, file.texts[1:], strict=False)
    return tuple(ComparisonEntry(old=old.id, new=new.id) for old, new in pairs)


def quote_choices(choices: Iterable[str]) -> str:
    """Return names as a list for a message: `html, pdf, docx`."""
    return ", ".join(choices)


def suggest(word: str, choices: Iterable[str]) -> str:
    """Return ` (did you mean "pdf"?)` for the nearest of `choices`, or nothing where none is near."""
    near = difflib.get_close_matches(word.casefold().replace("_", "-"), list(choices), n=1)
    return f' (did you mean "{near[0]}"?)' if near and near[0] != word else ""


def _parse_toml(path: Path, data: bytes) -> tuple[str, dict[str, Any]]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DossierError("is not UTF-8 text", file=path, line=line, remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        match = _TOML_PLACE.match(str(error))
        line = int(match["line"]) if match else text.count("\n") + 1
        where = f", column {match['column']}" if match else ""
        raise DossierError(
            f"not valid TOML{where}: {match['message'] if match else error}", file=path, line=line
        ) from None
    except RecursionError:
        raise DossierError("lists or tables are nested too deeply", file=path, line=1) from None


def _convert(source: _Source, values: dict[str, Any]) -> DossierFile:
    try:
        return msgspec.convert(values, DossierFile)
    except msgspec.ValidationError as error:
        _explain(source, values, str(error))


def _explain(source: _Source, values: dict[str, Any], message: str) -> NoReturn:
    key = _parse_place(message)
    if match := _UNKNOWN_KEY.match(message):
        name, allowed = match["key"], _list_keys(key)
        remedy = f"allowed here: {quote_choices(allowed)}"
        source.refuse((*key, name), f'unknown key "{name}"{_within(key)}{suggest(name, allowed)}', remedy)
    if match := _MISSING_KEY.match(message):
        source.refuse(key, f'the key "{match["key"]}" is missing{_within(key)}', f"add {match['key']} = ...")
    if match := _WRONG_CHOICE.match(message):
        value, choices = match["value"].strip("'"), _list_choices(key)
        remedy = f"allowed: {quote_choices(choices)}"
        source.refuse(key, f'"{value}" is not a value of {_name(key)}{suggest(value, choices)}', remedy)
    if message.endswith("[...]`"):  # a table of free keys: msgspec does not say which
        key = next((found for found in _list_inner(key, values) if not isinstance(found[1], str)), (key, None))[0]
    if match := _WRONG_TYPE.match(message):
        source.refuse(key, f"{_name(key)} must be {_name_type(match['expected'])}, not {_name_type(match['got'])}")
    source.refuse(key, f"{_name(key)}: {_PLACE.sub('', message)}")


def _list_inner(key: Key, values: Any) -> list[tuple[Key, Any]]:
    for step in key:
        values = values[step]
    return [((*key, name), value) for name, value in values.items()]


def _parse_place(message: str) -> Key:
    match = _PLACE.search(message)
    steps = _STEP.finditer(match["path"]) if match else ()
    return tuple(step["name"] or int(step["index"]) for step in steps)


def _name(key: Key) -> str:
    return ".".join(part for part in key if isinstance(part, str)) or "the dossier"


def _within(key: Key) -> str:
    return f" in {_name(key)}" if key else ""


def _name_type(name: str) -> str:
    return _TYPE_NAMES.get(name.removesuffix(" | null"), name)


def _list_keys(key: Key) -> list[str]:
    kind = _find_type(key)
    return [field.encode_name for field in kind.fields] if isinstance(kind, msgspec.inspect.StructType) else []


def _list_choices(key: Key) -> list[str]:
    kind = _find_type(key)
    if isinstance(kind, msgspec.inspect.EnumType):
        return [str(member.value) for member in kind.cls]
    return [str(value) for value in kind.values] if isinstance(kind, msgspec.inspect.LiteralType) else []


def _find_type(key: Key) -> msgspec.inspect.Type:
    """Return the type that the model wants at `key`, without `| None`."""
    kind: msgspec.inspect.Type = msgspec.inspect.type_info(DossierFile)
    for step in key:
        if isinstance(step, int) and isinstance(kind, msgspec.inspect.VarTupleType):
            kind = kind.item_type
        elif isinstance(kind, msgspec.inspect.StructType):
            kind = next((field.type for field in kind.fields if field.encode_name == step), kind)
        if isinstance(kind, msgspec.inspect.UnionType):
            kind = next(part for part in kind.types if not isinstance(part, msgspec.inspect.NoneType))
    return kind


def _check_texts(source: _Source, file: DossierFile) -> None:
    if not file.texts:
        source.refuse(("texts",), "names no texts", 'add [[texts]] with id = "..." and file = "..."')
    taken: set[str] = set()
    for index, entry in enumerate(file.texts):
        if not _ID.fullmatch(entry.id) or len(entry.id) > _ID_LENGTH:
            remedy = f"use up to {_ID_LENGTH} letters and digits (A-Z, a-z, 0-9), with - . _ between them"
            source.refuse(("texts", index, "id"), f'"{entry.id}" cannot be an id', remedy)
        if entry.id.casefold() in taken:
            source.refuse(("texts", index, "id"), f'two texts have the id "{entry.id}"', "give each its own")
        taken.add(entry.id.casefold())
        if not entry.file.strip() or "\0" in entry.file:
            source.refuse(("texts", index, "file"), "names no file")


def _check_comparisons(source: _Source, file: DossierFile) -> None:
    ids = [entry.id for entry in file.texts]
    taken: set[tuple[str, str]] = set()
    for index, entry in enumerate(file.comparisons or ()):
        for side, name in (("old", entry.old), ("new", entry.new)):
            if name not in ids:
                message = f'comparisons.{side} names "{name}", which is not the id of a text{suggest(name, ids)}'
                source.refuse(("comparisons", index, side), message, f"ids here: {quote_choices(ids)}")
        if entry.old == entry.new:
            source.refuse(("comparisons", index), f'"{entry.old}" is compared with itself')
        if (entry.old, entry.new) in taken:
            source.refuse(("comparisons", index), f"{entry.old} and {entry.new} are compared twice")
        taken.add((entry.old, entry.new))


def _check_chains(source: _Source, file: DossierFile) -> None:
    ids = [entry.id for entry in file.texts]
    for index, chain in enumerate(file.chains):
        if not chain.motions:
            source.refuse(("chains", index), "chains.motions names no texts", "name the motions by their ids")
        if not (chain.joint or chain.adopted):
            message = "a chain leads nowhere: it names neither a joint motion nor an adopted text"
            source.refuse(("chains", index), message, 'add joint = "..." or adopted = "..." with the id of a text')
        taken: set[str] = set()
        for key, name in _list_links(index, chain):
            if name not in ids:
                message = f'{_name(key)} names "{name}", which is not the id of a text{suggest(name, ids)}'
                source.refuse(key, message, f"ids here: {quote_choices(ids)}")
            if name in taken:
                source.refuse(key, f'"{name}" stands twice in one chain')
            taken.add(name)
        for at, name in enumerate(chain.lapsed):
            if name not in chain.motions:
                message = f'chains.lapsed names "{name}", which is none of its motions{suggest(name, chain.motions)}'
                source.refuse(("chains", index, "lapsed", at), message, f"motions: {quote_choices(chain.motions)}")


def _list_links(index: int, chain: ChainEntry) -> Iterator[tuple[Key, str]]:
    """Yield the places and ids of the texts that a chain names."""
    for at, name in enumerate(chain.motions):
        yield ("chains", index, "motions", at), name
    for side, text in (("joint", chain.joint), ("adopted", chain.adopted)):
        if text is not None:
            yield ("chains", index, side), text
