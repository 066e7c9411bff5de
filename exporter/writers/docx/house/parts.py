"""The parts of a house document put into an edition: heads and feet with our lines, pictures, lists, theme, fonts."""

from collections.abc import Iterable
from copy import deepcopy

from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from lxml.etree import _Element as Element

from exporter.model.reference import Part, Relation
from exporter.writers.docx.base import RELATIONS, TYPES
from exporter.writers.docx.document import Writing
from exporter.writers.docx.frames import has_title_page, read_foot
from exporter.writers.docx.geometry import Geometry, Orientation
from exporter.writers.docx.house.frames import add_line
from exporter.writers.docx.house.opening import House
from exporter.writers.docx.html import Reading
from exporter.writers.docx.sections import Frames, Use, build_foot, build_head
from exporter.writers.docx.xml import W, serialize, w

ROOTS = {"header": "hdr", "footer": "ftr"}
# what of a house's section is taken over besides paper, heads and feet
MORE = ("pgBorders", "pgNumType", "docGrid")
# the parts of an edition that stand for parts of the house: its name, what it is called in `Reference`
NAMED = (("/word/numbering.xml", "numbering"), ("/word/theme/theme1.xml", "theme"), ("/word/fontTable.xml", "fonts"))


def build_house_frames(house: House, writing: Writing, reading: Reading) -> Frames:
    """Return the heads and feet of the house with our lines, after putting its parts into the document.

    Our head stands in every head, but for that of a page that opens with a title: there the status stands in full.
    Our foot stands where the house prints no page numbers.
    """
    building = _Building(house, writing)
    building.attach_named()
    title, apart = has_title_page(reading), house.reference.is_first_apart
    line = build_head(reading.body.get("data-running-head", ""))
    sides = ["default", *({"even"} & {*house.reference.heads, *house.reference.feet})]

    def use(kind: str, side: str, source: str, orientation: Orientation, *, bare: bool = False) -> Use:
        own = line if kind == "header" else _build_foot(house, reading, writing, writing.geometries[orientation])
        return Use(kind, side, building.build(kind, source, None if bare else own))

    uses = {
        orientation: [use(kind, side, side, orientation) for kind in ROOTS for side in sides]
        for orientation in writing.geometries
    }
    source = "first" if apart else "default"
    opening = [
        use("header", "first", source, "portrait", bare=title),
        use("footer", "first", source, "portrait"),
    ]
    opens = title or apart
    more = tuple(found for name in MORE if (found := house.section.find(f"{{{W}}}{name}")) is not None)
    return Frames(writing.geometries, uses, opening if opens else [], opens, more)


def _build_foot(house: House, reading: Reading, writing: Writing, geometry: Geometry) -> Element | None:
    if house.frames.numbers_pages:
        return None
    return build_foot(*read_foot(reading), geometry, writing.look)


class _Building:
    """Puts parts into a document; what is the same is put in once."""

    def __init__(self, house: House, writing: Writing) -> None:
        self._house = house
        self._document = writing.document.part
        self._media: dict[str, OpcPart] = {}
        self._built: dict[tuple[str, bytes], str] = {}

    def attach_named(self) -> None:
        """Point from lists, theme and fonts to their pictures and files."""
        parts = {str(part.partname): part for part in self._document.package.iter_parts()}
        for name, key in NAMED:
            theirs = self._house.reference.find(getattr(self._house.reference, key))
            if theirs is not None:
                self._relate(parts[name], theirs.relations)

    def build(self, kind: str, side: str, line: Element | None) -> str:
        """Return the relation of a head or foot: that of the house for this side, if any, with our line under it."""
        name = self._house.frames.sides(kind).get(side, "")
        key = f"{kind}:{name}", b"" if line is None else serialize(line)
        if key not in self._built:
            self._built[key] = self._build(kind, self._house.reference.find(name), deepcopy(line))
        return self._built[key]

    def _build(self, kind: str, theirs: Part | None, line: Element | None) -> str:
        root = self._house.frames.copy(theirs.name) if theirs else w(ROOTS[kind])
        add_line(root, line)
        name = PackURI(f"/word/house/{kind}{len(self._built) + 1}.xml")
        part = OpcPart(name, f"{TYPES}.wordprocessingml.{kind}+xml", serialize(root), self._document.package)
        self._relate(part, theirs.relations if theirs else ())
        return str(self._document.relate_to(part, f"{RELATIONS}/{kind}"))

    def _relate(self, part: OpcPart, relations: Iterable[Relation]) -> None:
        for relation in relations:
            target = relation.target if relation.outside else self._find_media(relation.target)
            part.rels.add_relationship(f"{RELATIONS}/{relation.kind}", target, relation.id, relation.outside)

    def _find_media(self, name: str) -> OpcPart:
        """Return a picture or font of the house as a part of the document, under a plain name."""
        if name not in self._media:
            theirs = self._house.reference.find(name)
            assert theirs is not None  # noqa: S101  # the reader takes every part that a part points to
            uri = PackURI(f"/word/house/{len(self._media) + 1}.{name.rpartition('.')[2].lower()}")
            self._media[name] = OpcPart(uri, theirs.type, theirs.data, self._document.package)
        return self._media[name]
