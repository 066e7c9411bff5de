"""The font table and the theme part: the theme's families and colours under the names Word uses for them."""

from functools import cache
from importlib.resources import files
from xml.sax.saxutils import quoteattr

import msgspec
from lxml.etree import _Element as Element

from exporter.model.theme import Theme
from exporter.writers.docx.xml import clean, w

# families of CSS that are no fonts
GENERIC = {"serif", "sans-serif", "monospace", "system-ui"}


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the font table says of a family: its class, its PANOSE classification, its line height as a multiple."""

    family: str
    panose: str
    height: float


def build_font_table(theme: Theme) -> Element:
    """Return the root of `fontTable.xml`: each family of the theme with the fall-backs it may be replaced by."""
    fonts = theme.fonts
    rows = [(fonts.body, fonts.body_fallback), (fonts.heading, fonts.heading_fallback)]
    table = w("fonts")
    for name, fallback in dict(rows).items():
        table.append(_font(name, tuple(font for font in fallback if font not in GENERIC)))
    return table


def _font(name: str, fallback: tuple[str, ...]) -> Element:
    font = w("font", name=clean(name))
    if fallback:
        font.append(w("altName", val=clean(",".join(fallback))))
    if known := _find_family((name, *fallback)):
        font.append(w("panose1", val=known.panose))
        font.append(w("charset", val="00"))
        font.append(w("family", val=known.family))
    font.append(w("pitch", val="variable"))
    return font


def line_height(family: str) -> float:
    """Return the height of a line that Word calls single, as a multiple of the type size."""
    known = _load().get(family)
    return known.height if known else 1.2


def _find_family(names: tuple[str, ...]) -> Family | None:
    return next((known for name in names if (known := _load().get(name))), None)


@cache
def _load() -> dict[str, Family]:
    data = files(__package__).joinpath("fonts.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, Family])


# slot of Word's colour scheme: name in the theme; Word wants all twelve
COLOURS = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "muted",
    "lt2": "tint",
    "accent1": "accent",
    "accent2": "warning",
    "accent3": "added",
    "accent4": "removed",
    "accent5": "rule",
    "accent6": "muted",
    "hlink": "accent",
    "folHlink": "accent",
}

# the format scheme is obligatory and unused: plain fills, hairlines, no effects
FORMATS = (
    '<a:fmtScheme name="Plain">'
     "<a:fillStyleLst>" + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3 + "</a:fillStyleLst>"
    + "<a:lnStyleLst>" + '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    + "</a:lnStyleLst>"
    + "<a:effectStyleLst>" + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3 + "</a:effectStyleLst>"
    + "<a:bgFillStyleLst>" + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3 + "</a:bgFillStyleLst>"
    + "</a:fmtScheme>"
)  # fmt: skip


def build_theme(theme: Theme) -> bytes:
    """Return `theme1.xml`: Design > Fonts and Design > Colors in Word change the whole document through it."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{getattr(theme.colours, name).removeprefix("#").upper()}"/></a:{slot}>'
        for slot, name in COLOURS.items()
    )
    fonts = _font_slot("majorFont", theme.fonts.heading) + _font_slot("minorFont", theme.fonts.body)
    name = quoteattr(clean(theme.name))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{colours}</a:clrScheme><a:fontScheme name={name}>{fonts}</a:fontScheme>"
        f"{FORMATS}</a:themeElements></a:theme>"
    ).encode()


def _font_slot(slot: str, family: str) -> str:
    latin = f"<a:latin typeface={quoteattr(clean(family))}/>"
    return f'<a:{slot}>{latin}<a:ea typeface=""/><a:cs typeface=""/></a:{slot}>'
