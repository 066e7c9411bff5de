"""A house document made ready: its styles matched with ours, its look in our terms, its lists counted."""

from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from exporter.model.reference import Reference
from exporter.model.theme import Theme
from exporter.writers.docx.geometry import Geometry, Orientation
from exporter.writers.docx.house.frames import HouseFrames, read_frames
from exporter.writers.docx.house.lists import find_lists
from exporter.writers.docx.house.look import derive_geometries, derive_theme
from exporter.writers.docx.house.styles import (
    Chain,
    find_new_ids,
    match_styles,
    merge_styles,
    read_chain,
    rename_styles,
)
from exporter.writers.docx.lists import Lists
from exporter.writers.docx.sheet import Sheet
from exporter.writers.docx.styles import Look, list_styles
from exporter.writers.docx.xml import W, serialize, w

# taken over from the settings of the house, in the order of the schema; the rest is ours
SETTINGS = (
    "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "evenAndOddHeaders", "clrSchemeMapping", "decimalSymbol",
    "listSeparator",
)  # fmt: skip


@dataclass
class House:
    """A house document ready for an edition: its parts under our ids of styles."""

    reference: Reference
    chain: Chain
    matched: dict[str, str]
    numbering: Element
    lists: Lists
    frames: HouseFrames
    theme: Theme
    geometries: dict[Orientation, Geometry]
    section: Element

    def build_styles(self, sheet: Sheet, look: Look, word_language: str) -> Element:
        """Return the root of `styles.xml`: the house's styles, and ours that it has not."""
        merge_styles(self.chain, self.matched, list_styles(sheet, look, self.lists), sheet, word_language)
        return self.chain.root

    def list_parts(self) -> dict[str, bytes]:
        """Return the parts that stand in the place of ours, by their names in the edition."""
        parts = {"word/numbering.xml": serialize(self.numbering)}
        for name, theirs in (("theme/theme1", self.reference.theme), ("fontTable", self.reference.fonts)):
            if part := self.reference.find(theirs):
                parts[f"word/{name}.xml"] = part.data
        return parts

    def list_settings(self) -> list[Element]:
        """Return the settings that are taken over."""
        if not self.reference.settings:
            return []
        root = etree.fromstring(self.reference.settings)
        return [found for name in SETTINGS if (found := root.find(f"{{{W}}}{name}")) is not None]


def open_house(reference: Reference, theme: Theme, sheet: Sheet) -> House:
    """Return a house document made ready; the theme says what the house does not."""
    chain = read_chain(reference.styles)
    matched = match_styles(chain, sheet)
    part = reference.find(reference.theme)
    derived = derive_theme(theme, chain, matched, part.data if part else None)
    lists_part = reference.find(reference.numbering)
    numbering = etree.fromstring(lists_part.data) if lists_part else w("numbering")
    lists = find_lists(chain, matched, numbering, sheet)
    new_ids = find_new_ids(chain, matched, sheet)
    rename_styles([chain.root, numbering], new_ids)
    section = etree.fromstring(reference.section)
    return House(
        reference=reference,
        chain=Chain(chain.root, {new_ids.get(key, key): style for key, style in chain.by_id.items()}),
        matched=matched,
        numbering=numbering,
        lists=lists,
        frames=read_frames(reference, new_ids),
        theme=derived,
        geometries=derive_geometries(derived, section, reference),
        section=section,
    )
