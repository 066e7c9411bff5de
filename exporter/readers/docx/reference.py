"""A house document (.docx): its styles, lists, theme, paper, heads and feet, made safe; its text is not read.

Parts are taken by what the text's own parts point to, and nothing else is: no programs, no embedded files, nothing
from outside the file but web addresses.
"""

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.model.reference import Part, Reference, Relation
from exporter.readers.docx.archive import Package, open_package
from exporter.readers.docx.cleaning import clean_part
from exporter.readers.docx.styles import STRICT, USUAL, is_on, value

LARGEST = 20_000_000
"""Bytes of all that is taken together: every Word edition carries it."""

WIDEST = 31680
"""Twentieths of a point: the largest sheet that Word knows, 22 inches."""

A4 = (11906, 16838)
"""The sheet of a file that names none."""

LEAST = 2800
"""Twentieths of a point: so wide at least must a line be, about 5 cm."""

REMEDY = "open it in Word or LibreOffice and save it as .docx, without a password and without macros"
OWN = ("running head", "running foot")
TYPES = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIDES = ("default", "first", "even")
MODELS = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff", "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}  # fmt: skip
"""What a part may point to, by the end of its name: pictures, and fonts that the file carries."""


@dataclass
class _Taking:
    """The parts taken so far, their size, and what was left out."""

    package: Package
    own: frozenset[str]
    parts: dict[str, Part] = field(default_factory=dict)
    size: int = 0
    outside: int = 0
    left_out: set[str] = field(default_factory=set)


def read_reference(data: bytes, file: str) -> Reference:
    """Return what a house document gives to Word editions.

    ReadError, one line, for what is no Word file, is damaged or a trap, holds macros or is locked with a password.
    """
    try:
        return _read(open_package(data, file), file)
    except ReadError as error:
        message = f"cannot be used as a reference: {error.message}"
        raise ReadError(message, file=file, remedy=REMEDY) from None


def _read(package: Package, file: str) -> Reference:
    _refuse_programs(package)
    root = package.read_xml(package.main)
    body = None if root is None else root.find("{*}body")
    if body is None:
        raise ReadError("the Word file has no text")
    if str(body.tag).startswith(STRICT):
        raise ReadError("it is a Strict Open XML document")
    relations = _read_relations(package, package.main)
    styles = _read_styles(package, relations)
    taking = _Taking(package, frozenset(_find_own(styles)))
    settings = _find_root(package, relations, "settings")
    sections = list(body.iter(f"{USUAL}sectPr"))
    heads, feet = (_take_frames(kind, sections, relations, taking) for kind in ("header", "footer"))
    if is_on(settings, "evenAndOddHeaders") is not True:
        heads.pop("even", None)
        feet.pop("even", None)
    named = {kind: _take_named(kind, relations, taking) for kind in ("theme", "numbering", "fontTable")}
    _count_outside(package, relations, taking)
    section = _read_section(sections)
    return Reference(
        file=posixpath.basename(file.replace("\\", "/")),
        styles=_write(styles),
        section=_write(section),
        settings=b"" if settings is None else _write(settings),
        heads=heads,
        feet=feet,
        is_first_apart=is_on(section, "titlePg") is True,
        parts=tuple(taking.parts[name] for name in sorted(taking.parts)),
        theme=named["theme"],
        numbering=named["numbering"],
        fonts=named["fontTable"],
        notices=tuple(_list_notices(taking)),
    )


def _refuse_programs(package: Package) -> None:
    types = package.read_xml(TYPES)
    known = [] if types is None else [element.get("ContentType", "") for element in types]
    if any("macroEnabled" in name or "vbaProject" in name for name in known) or any(
        name.casefold().endswith("vbaproject.bin") for name in package.names
    ):
        raise ReadError("it holds a program (macros)")


def _read_relations(package: Package, name: str) -> dict[str, Relation]:
    """Return what a part points to, by id; a target inside as the name of its part."""
    folder, base = posixpath.split(name)
    root = package.read_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, Relation] = {}
    for element in () if root is None else root.iter("{*}Relationship"):
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        key = element.get("Id", "")
        found[key] = Relation(id=key, kind=element.get("Type", "").rpartition("/")[2], target=target, outside=outside)
    return found


def _find_target(relations: dict[str, Relation], kind: str, package: Package) -> str:
    targets = (item.target for item in relations.values() if item.kind == kind and not item.outside)
    return next((target for target in targets if target in package.names), "")


def _find_root(package: Package, relations: dict[str, Relation], kind: str) -> Element | None:
    return package.read_xml(_find_target(relations, kind, package))


def _read_styles(package: Package, relations: dict[str, Relation]) -> Element:
    root = _find_root(package, relations, "styles")
    if root is None or root.tag != f"{USUAL}styles":
        raise ReadError("it has no styles")
    return root


def _find_own(styles: Element) -> Iterator[str]:
    """Yield the ids of the styles of running heads and feet that this program writes."""
    for style in styles.iterchildren(f"{USUAL}style"):
        if (value(style.find("{*}name")) or "").casefold() in OWN:
            yield value(style, "styleId") or ""


def _take_frames(kind: str, sections: list[Element], relations: dict[str, Relation], taking: _Taking) -> dict[str, str]:
    """Return the heads or feet of the last section by the pages they are for; a section without has those before."""
    found: dict[str, str] = {}
    for section in sections:
        for use in section.iterchildren(f"{USUAL}{kind}Reference"):
            relation = relations.get(use.get(f"{{{RELATIONSHIPS}}}id", ""))
            if relation is not None and relation.kind == kind and relation.target in taking.package.names:
                found[value(use, "type") or "default"] = relation.target
    return {side: _take(found[side], taking) for side in SIDES if side in found}


def _take_named(kind: str, relations: dict[str, Relation], taking: _Taking) -> str:
    name = _find_target(relations, kind, taking.package)
    return _take(name, taking) if name else ""


def _take(name: str, taking: _Taking) -> str:
    """Take an XML part with the pictures it shows; return its name."""
    root = taking.package.read_xml(name)
    if root is None:
        return ""
    if name not in taking.parts:
        relations = tuple(_take_relations(name, taking))
        kind = KINDS.get(str(root.tag))
        if kind is None:
            raise ReadError(f"{name} is not what it should be")
        taking.left_out |= clean_part(root, {relation.id for relation in relations}, taking.own)
        _add(Part(name=name, type=f"{OFFICE}.{kind}+xml", data=_write(root), relations=relations), taking)
    return name


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    f"{USUAL}hdr": "wordprocessingml.header",
    f"{USUAL}ftr": "wordprocessingml.footer",
    f"{USUAL}numbering": "wordprocessingml.numbering",
    f"{USUAL}fonts": "wordprocessingml.fontTable",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}theme": "theme",
}
"""The media type of a part by its root."""


def _take_relations(name: str, taking: _Taking) -> Iterator[Relation]:
    """Yield the pointers of a part that may be kept: to its pictures and fonts, and to the web."""
    for relation in _read_relations(taking.package, name).values():
        ending = relation.target.rpartition(".")[2].casefold()
        if relation.outside:
            if relation.kind == "hyperlink" and relation.target.startswith(("https://", "http://", "mailto:")):
                yield relation
            else:
                taking.outside += 1
        elif ending in MODELS and relation.target in taking.package.names:
            if relation.target not in taking.parts:
                data = taking.package.read_bytes(relation.target)
                _add(Part(name=relation.target, type=MODELS[ending], data=data), taking)
            yield relation


def _add(part: Part, taking: _Taking) -> None:
    taking.parts[part.name] = part
    taking.size += len(part.data)
    if taking.size > LARGEST:
        raise ReadError(f"its styles and pictures have more than {LARGEST // 1_000_000} MB")


def _count_outside(package: Package, relations: dict[str, Relation], taking: _Taking) -> None:
    """Count the template that a file is attached to, and whatever else its settings name outside it."""
    name = _find_target(relations, "settings", package)
    taking.outside += sum(relation.outside for relation in _read_relations(package, name).values()) if name else 0


def _read_section(sections: list[Element]) -> Element:
    """Return the last section, its lengths within what Word knows; ReadError where no text fits between the margins."""
    section = deepcopy(sections[-1]) if sections else etree.Element(f"{USUAL}sectPr")
    clean_part(section, set())
    for numbers in section.iterchildren(f"{USUAL}pgNumType"):
        numbers.attrib.pop(f"{USUAL}start", "")  # every section of an edition would begin there
    lengths: dict[str, int] = {}
    for element in section.iterchildren(f"{USUAL}pgSz", f"{USUAL}pgMar"):
        for key in element.attrib:
            if local_key(key) not in ("orient", "code"):
                lengths[local_key(key)] = length = _read_length(str(element.get(key)))
                element.set(key, str(length))
    between = lengths.get("w", A4[0]) - sum(lengths.get(side, 0) for side in ("left", "right", "gutter"))
    above = lengths.get("h", A4[1]) - sum(abs(lengths.get(side, 0)) for side in ("top", "bottom"))
    if min(between, above) < LEAST:
        raise ReadError("its margins leave no room for a text")
    return section


def local_key(key: object) -> str:
    """Return the name of an attribute without its namespace."""
    return str(key).rpartition("}")[2]


def _read_length(text: str) -> int:
    """Return a length in twentieths of a point, within what Word knows: `1440`, `1440.0`, `2cm`."""
    for unit, size in (("pt", 20.0), ("cm", 1440 / 2.54), ("mm", 144 / 2.54), ("in", 1440.0), ("", 1.0)):
        if text.endswith(unit):
            try:
                length = round(float(text.removesuffix(unit)) * size)
            except (ValueError, OverflowError):
                break
            return max(-WIDEST, min(WIDEST, length))
    raise ReadError(f"a length of its page is {text[:20]!r}")


def _list_notices(taking: _Taking) -> Iterator[Notice]:
    if taking.outside:
        message = f"The reference names {taking.outside} things outside it (a template, pictures); they were left out."
        yield Notice(severity=Severity.WARNING, code="reference-outside-left-out", message=message)
    if taking.left_out:
        message = f"Left out of the head and foot of the reference: {', '.join(sorted(taking.left_out))}."
        yield Notice(severity=Severity.WARNING, code="reference-parts-left-out", message=message)


def _write(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
