"""Where texts are found: references in all their forms, and the addresses of their pages and files."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import quote, unquote, urlsplit

import msgspec
from msgspec import Struct

_TABLE = "gazetteers/addresses.toml"


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server: its name for people, the address all paths follow, and the domains it may send on to."""

    title: str
    base: str
    domains: tuple[str, ...]


class Path(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address at a place, with the parts of a reference in braces."""

    place: str
    path: str


class FilePath(Path, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The address of a file; `accept` holds the media types to ask for, one after the other, where one has to ask."""

    format: str
    accept: tuple[str, ...] = ()


class Family(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """References with the same addresses; without `files` there is nothing to take, only a page to read."""

    page: Path
    record: Path | None = None
    prefer: str = ""
    languages: tuple[str, ...] = ()
    files: tuple[FilePath, ...] = ()


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How references of one kind are written."""

    kind: str
    family: str
    value: str
    name: str
    patterns: tuple[str, ...]


class Addresses(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table; `pages` are patterns of addresses with a `reference` and a `language` in them."""

    places: dict[str, Place]
    families: dict[str, Family]
    forms: tuple[Form, ...]
    letters: dict[str, str]
    pages: tuple[str, ...]


class Reference(Struct, frozen=True, kw_only=True):
    """A reference understood: its `kind`, the usual form, the form in addresses, and its parts.

    `language` is known where the reference was given as the address of a page in one language.
    """

    kind: str
    family: str
    value: str
    name: str
    parts: dict[str, str]
    language: str | None = None


@cache
def load_addresses() -> Addresses:
    """Return the table of places, families and forms of references."""
    data = files(__package__).joinpath(_TABLE).read_bytes()
    return msgspec.toml.decode(data, type=Addresses)


def move_places(addresses: Addresses, bases: Mapping[str, str]) -> Addresses:
    """Return the table with places at other addresses, such as those of a mirror; KeyError for an unknown place."""
    moved = {
        name: msgspec.structs.replace(addresses.places[name], base=base, domains=(urlsplit(base).hostname or "",))
        for name, base in bases.items()
    }
    return msgspec.structs.replace(addresses, places={**addresses.places, **moved})


def recognise(text: str) -> Reference | None:
    """Return the reference a text is as a whole, in any of its forms or as the address of its page, else None."""
    compact, language = _strip_address(unquote("".join(text.split())))
    for form in load_addresses().forms:
        for pattern in form.patterns:
            if match := re.fullmatch(pattern, compact):
                return _make_reference(form, match.groupdict(), language)
    return None


def find_page(text: str, language: str = "en") -> str | None:
    """Return the address of the page where people find a reference, or None if it is none that is known.

    Where there is no page in the language, it is the English one.
    """
    reference = recognise(text)
    if reference is None:
        return None
    addresses = load_addresses()
    family = addresses.families[reference.family]
    return fill(addresses, family.page, reference, language if language in family.languages else "en")


def fill(addresses: Addresses, path: Path, reference: Reference, language: str) -> str:
    """Return a whole address: the path at its place, with the parts of the reference put in."""
    parts = {key: quote(value, safe="/()-_.") for key, value in reference.parts.items()}
    values = {
        "value": quote(reference.value, safe="/()-_.:"),
        "name": quote(reference.name, safe="/-_."),
        "language": language,
        "LANGUAGE": language.upper(),
    }
    return addresses.places[path.place].base + path.path.format_map({**parts, **values})


def _strip_address(text: str) -> tuple[str, str | None]:
    """Return the reference in the address of a page, and the language of that page."""
    for pattern in load_addresses().pages:
        if match := re.fullmatch(pattern, text):
            language = match["language"]
            return match["reference"], language.lower() if language else None
    return text, None


def _make_reference(form: Form, parts: dict[str, str], language: str | None) -> Reference:
    return Reference(
        kind=form.kind,
        family=form.family,
        value=form.value.format_map(parts),
        name=form.name.format_map(parts),
        parts=parts,
        language=language,
    )
