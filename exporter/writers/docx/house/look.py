"""The look of a house document in the terms of a theme: so that what is added to it looks like the rest."""

import dataclasses
import re
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element
from msgspec.structs import replace

from exporter.model.reference import Reference
from exporter.model.theme import Colours, Fonts, Sizes, Theme
from exporter.writers.docx.geometry import Geometry, Orientation, find_geometries
from exporter.writers.docx.house.styles import Chain
from exporter.writers.docx.xml import VAL, W, clean

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
# the least difference of light between words and ground, as WCAG 2.2 has it
CONTRAST = 4.5
HEX = re.compile(r"[0-9A-Fa-f]{6}")
LONGEST_NAME = 60
# in half-points; Word's own default is ten points
SMALLEST, LARGEST, USUAL = 8, 192, 20
# our style → the size of the theme that it shows
SHOWN = {"Title": "title", "Heading1": "h1", "Heading2": "h2", "Heading3": "h3"}


def derive_theme(theme: Theme, chain: Chain, matched: Mapping[str, str], part: bytes | None) -> Theme:
    """Return our theme with the fonts, sizes and colours of the house; `part` is its own theme.

    `chain` holds its styles under their ids there, `matched` our id → theirs.
    """
    families = {} if part is None else _read_families(part)
    fonts = _derive_fonts(theme.fonts, chain, matched, families)
    return replace(
        theme,
        fonts=fonts,
        sizes=_derive_sizes(theme.sizes, chain, matched),
        colours=_derive_colours(theme.colours, chain, matched),
    )


def _read_families(part: bytes) -> dict[str, str]:
    """Return the families of a theme: `minor` for text, `major` for headings."""
    scheme = etree.fromstring(part).find(f".//{{{A}}}fontScheme")
    found = {}
    for name in ("major", "minor") if scheme is not None else ():
        latin = scheme.find(f"{{{A}}}{name}Font/{{{A}}}latin")  # type: ignore[union-attr]
        found[name] = "" if latin is None else latin.get("typeface", "")
    return found


def _derive_fonts(fonts: Fonts, chain: Chain, matched: Mapping[str, str], families: Mapping[str, str]) -> Fonts:
    body = _find_family(chain, matched.get("Normal", ""), families)
    heading = _find_family(chain, matched["Heading1"], families) if "Heading1" in matched else body
    changes: dict[str, object] = {}
    if body:
        changes |= {"body": body, "body_fallback": ()}
    if heading:
        changes |= {"heading": heading, "heading_fallback": ()}
    return replace(fonts, **changes)


def _find_family(chain: Chain, key: str, families: Mapping[str, str]) -> str:
    for fonts in chain.find_all(key, "rPr/rFonts"):
        slot = fonts.get(f"{{{W}}}asciiTheme", "")[:5]
        name = families.get(slot, "") if slot else fonts.get(f"{{{W}}}ascii", "")
        if name:
            return clean(" ".join(name.split()))[:LONGEST_NAME]
    return ""


def _derive_sizes(sizes: Sizes, chain: Chain, matched: Mapping[str, str]) -> Sizes:
    body = _find_size(chain, matched.get("Normal", ""), USUAL) / 2
    scale = body / sizes.body
    found = {name: _find_size(chain, matched[own], 0) / 2 if own in matched else 0.0 for own, name in SHOWN.items()}
    scaled = {name: round(getattr(sizes, name) * scale, 1) for name in ("small", "title", "h1", "h2", "h3")}
    return replace(sizes, body=body, **{name: found.get(name) or size for name, size in scaled.items()})


def _find_size(chain: Chain, key: str, otherwise: int) -> int:
    """Return the size of type of a style in half-points, within what can be read."""
    text = _value(chain.find(key, "rPr/sz"))
    return max(SMALLEST, min(LARGEST, int(text))) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else otherwise


def _derive_colours(colours: Colours, chain: Chain, matched: Mapping[str, str]) -> Colours:
    """Return our colours with ink and accent of the house where they can be read on ours."""
    ink = _find_colour(chain, matched.get("Normal", ""), colours) or colours.ink
    if "Heading1" not in matched:
        return replace(colours, ink=ink)
    # a house whose headings are black has no second colour
    return replace(colours, ink=ink, accent=_find_colour(chain, matched["Heading1"], colours) or ink)


def _find_colour(chain: Chain, key: str, colours: Colours) -> str:
    text = _value(chain.find(key, "rPr/color"))
    if not HEX.fullmatch(text):
        return ""
    colour = f"#{text.lower()}"
    darkest = min(_contrast(colour, ground) for ground in (colours.paper, colours.tint))
    return colour if darkest >= CONTRAST else ""


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(VAL, "")


def derive_geometries(theme: Theme, section: Element, reference: Reference) -> dict[Orientation, Geometry]:
    """Return the measures of pages of a house's section, and of the same turned; ours where it names none.

    A house without a head says nothing of where heads stand.
    """
    ours = find_geometries(theme.page)["portrait"]
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    width, height = _length(size, "w") or ours.width, _length(size, "h") or ours.height
    sides = {name: abs(_length(margins, name, getattr(ours, name)) or 0) for name in ("top", "bottom", "left", "right")}
    upright = Geometry(
        "portrait",
        width,
        height,
        **sides,
        head=_length(margins, "header") if reference.heads else None,
        foot=_length(margins, "footer") if reference.feet else None,
        gutter=_length(margins, "gutter") or 0,
    )
    if width > height:
        return {"portrait": upright, "landscape": upright}
    return {"portrait": upright, "landscape": dataclasses.replace(upright, width=height, height=width)}


def _length(element: Element | None, name: str, otherwise: int | None = None) -> int | None:
    text = None if element is None else element.get(f"{{{W}}}{name}")
    return otherwise if text is None else int(text)
