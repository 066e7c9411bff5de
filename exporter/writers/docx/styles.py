"""The styles part: `styles.toml` and the theme as Word styles that a person finds and changes in Word."""

from dataclasses import dataclass

from lxml.etree import _Element as Element
from msgspec.structs import replace

from exporter.model.theme import Theme
from exporter.writers.docx.fonts import line_height
from exporter.writers.docx.lists import Lists
from exporter.writers.docx.sheet import Border, Sheet, Side, Style
from exporter.writers.docx.xml import W, arrange, clean, w

# the theme's colours in the slots of Word's colour scheme, so that Design > Colors changes them all
SLOTS = {
    "ink": "text1",
    "paper": "background1",
    "muted": "text2",
    "tint": "background2",
    "accent": "accent1",
    "warning": "accent2",
    "added": "accent3",
    "removed": "accent4",
    "rule": "accent5",
}
# lines set closer than this would touch where Word puts a fall-back with shorter lines in the place of the family
TIGHTEST = 0.9
FONT_SLOTS = {"body": "minor", "heading": "major"}
# the sizes of headings where h1 is the title and h2 is Heading 1
SHIFTED: dict[str, str | float] = {"Heading1": "h2", "Heading2": "h3", "Heading3": "body", "Heading4": "body"}


@dataclass(frozen=True)
class Look:
    """The theme in Word's units: half-points for type, twentieths of a point for lengths.

    `plain` names fonts and colours themselves, not their slots in Word's theme: beside a house's own theme.
    """

    theme: Theme
    text_width: int
    shift: int = 0
    plain: bool = False

    def length(self, multiple: float) -> int:
        """Return a multiple of the body size in twentieths of a point."""
        return round(multiple * self.theme.sizes.body * 20)

    def size(self, size: str | float, scale: float = 1.0) -> int:
        """Return a named size, or a multiple of the body size, in half-points."""
        points: float = getattr(self.theme.sizes, size) if isinstance(size, str) else size * self.theme.sizes.body
        return round(points * scale * 2)

    def line(self, multiple: float | None, font: str) -> int:
        """Return a line height in 240ths of what Word calls single for the family in this role ("body", "heading")."""
        height = (multiple or self.theme.sizes.line_height) / line_height(getattr(self.theme.fonts, font or "body"))
        return round(240 * max(height, TIGHTEST))

    def colour(self, name: str) -> str:
        """Return a colour of the theme as `RRGGBB`."""
        return str(getattr(self.theme.colours, name)).removeprefix("#").upper()

    def slot(self, name: str) -> str | None:
        """Return the slot of a colour in Word's theme, None where it has none."""
        return None if self.plain else SLOTS[name]


def build_styles(sheet: Sheet, look: Look, word_language: str) -> Element:
    """Return the root of `styles.xml`."""
    return w("styles", _defaults(look, word_language), _latent(), *list_styles(sheet, look, Lists()))


def list_styles(sheet: Sheet, look: Look, lists: Lists) -> list[Element]:
    """Return all styles, those that every Word document has first; `lists` are those that the document has already."""
    numbers = lists.number(sheet)
    return [*_built_in(), *(_style(style, sheet, look, numbers) for style in sheet.styles)]


def paragraph_properties(style: Style, sheet: Sheet, look: Look, numbers: dict[str, int]) -> Element:
    """Return `w:pPr` of a paragraph style; `numbers` holds the numbering of the list styles."""
    children = [w(name) for name, on in _switches(style) if on]
    if style.id in numbers:
        children.append(w("numPr", w("numId", val=numbers[style.id])))
    if style.borders:
        children.append(_borders("pBdr", style.borders, look))
    if style.shade:
        children.append(_shade(style.shade, look))
    children += _tabs(style, look) + _spacing(style, sheet, look) + _indent(style, look)
    if style.align:
        children.append(w("jc", val=style.align))
    if style.outline is not None:
        children.append(w("outlineLvl", val=style.outline))
    return arrange("pPr", children)


def run_properties(style: Style, look: Look) -> list[Element]:
    """Return the children of `w:rPr` for what the style says about type, in no particular order."""
    children = [w(name) for on, names in _type_switches(style) if on for name in names]
    if style.font:
        children.append(_fonts(style.font, look))
    if style.bold is not None:
        children += [w(name, val=None if style.bold else 0) for name in ("b", "bCs")]
    if style.colour:
        children.append(w("color", val=look.colour(style.colour), themeColor=look.slot(style.colour)))
    if style.size:
        children += [w(name, val=look.size(style.size, style.scale)) for name in ("sz", "szCs")]
    if style.letter_spacing:
        children.append(w("spacing", val=round(style.letter_spacing * 20)))
    return children + _marks(style, look)


def _marks(style: Style, look: Look) -> list[Element]:
    """Return underline, raised type, frame and ground of a character style."""
    children = [w("u", val="single")] if style.underline else []
    if style.raised:
        children.append(w("vertAlign", val="superscript"))
    if style.frame:
        children.append(w("bdr", val="single", sz=4, space=0, **_themed(style.frame, look)))
    if style.shade and style.kind == "character":
        children.append(_shade(style.shade, look))
    return children


def _style(style: Style, sheet: Sheet, look: Look, numbers: dict[str, int]) -> Element:
    element = w("style", w("name", val=style.name), type=style.kind, styleId=style.id)
    if style.id == "Normal":
        element.set(_attribute("default"), "1")
    elif not is_built_in(style):
        element.set(_attribute("customStyle"), "1")
    if based := style.based or _root(style):
        element.append(w("basedOn", val=based))
    if style.next:
        element.append(w("next", val=style.next))
    element.append(w("uiPriority", val=9 if style.quick else 20))
    if style.quick:
        element.append(w("qFormat"))
    element.extend(_properties(style, sheet, look, numbers))
    return element


def _properties(style: Style, sheet: Sheet, look: Look, numbers: dict[str, int]) -> list[Element]:
    if style.kind == "table":
        return _table_properties(style, look)
    if style.kind == "paragraph":
        style = _stand_alone(style, look)
    children = [paragraph_properties(style, sheet, look, numbers)] if style.kind == "paragraph" else []
    children.append(arrange("rPr", run_properties(_shifted(style, look), look)))
    return [child for child in children if len(child)]


def _stand_alone(style: Style, look: Look) -> Style:
    """Return a style that takes no indents, white and alignment from a house's plain paragraphs, unless it is text.

    Plain paragraphs themselves name their type where the house has none.
    """
    if look.plain and style.id == "Normal":
        return replace(style, font="body", size="body")
    is_aside = style.based == "BodyText" and style.font == "heading"
    if not look.plain or style.id == "BodyText" or not (style.based == "Normal" or is_aside):
        return style
    lengths = {name: getattr(style, name) or 0.0 for name in ("before", "after", "left", "right", "hanging")}
    line = style.line or look.theme.sizes.line_height
    return replace(style, **lengths, line=line, align=style.align or "left")


def _shifted(style: Style, look: Look) -> Style:
    """Return the heading style with the type of the element it is used for: `h2` is Heading 1 where h1 is the title."""
    if not look.shift or style.id not in SHIFTED:
        return style
    return replace(style, size=SHIFTED[style.id])


def _root(style: Style) -> str:
    return {"paragraph": "", "character": "DefaultParagraphFont", "table": "TableNormal"}[style.kind]


def is_built_in(style: Style) -> bool:
    """Return whether Word has a style of that name itself."""
    return style.name in BUILT_IN or style.name[:1].islower()


BUILT_IN = {
    "Normal", "Body Text", "Title", "Subtitle", "List Bullet", "List Bullet 2", "List Bullet 3", "List Number",
    "List Number 2", "List Number 3", "TOC Heading", "Strong", "Emphasis", "Hyperlink",
}  # fmt: skip


def _defaults(look: Look, word_language: str) -> Element:
    size = look.size("body")
    run = arrange(
        "rPr",
        [
            _fonts("body", look),
            w("sz", val=size),
            w("szCs", val=size),
            w("lang", val=word_language, eastAsia="zh-CN", bidi="ar-SA"),
        ],
    )
    spacing = w("spacing", before=0, after=0, line=look.line(None, "body"), lineRule="auto")
    paragraph = w("pPr", w("widowControl"), spacing)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def _latent() -> Element:
    """Hide the hundreds of styles that Word would add to the gallery, so that ours are found."""
    return w(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def _built_in() -> list[Element]:
    """Return the three styles that every Word document has and nobody sees."""
    plain = w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"))
    table = w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"))
    table.append(w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 108)))
    numbering = w("style", w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"))
    kinds = (("character", "DefaultParagraphFont"), ("table", "TableNormal"), ("numbering", "NoList"))
    for style, (kind, name) in zip((plain, table, numbering), kinds, strict=True):
        style.set(_attribute("type"), kind)
        style.set(_attribute("default"), "1")
        style.set(_attribute("styleId"), name)
    return [plain, table, numbering]


def _table_properties(style: Style, look: Look) -> list[Element]:
    children = [_borders("tblBorders", style.borders, look)] if style.borders else []
    if style.padding is not None:
        children.append(_margins(look.length(style.padding), look.length(style.across)))
    properties = [arrange("tblPr", children)]
    if style.head_rule:
        cell = w("tcPr", w("tcBorders", w("bottom", val="single", sz=6, space=0, **_themed(style.head_rule, look))))
        cell.extend([_shade(style.head_shade, look)] if style.head_shade else [])
        cell.append(w("vAlign", val="bottom"))
        properties.append(w("tblStylePr", cell, type="firstRow"))
    return properties


def _margins(upright: int, across: int) -> Element:
    """The white between columns stands at the right of cells: text lines up with the margin of the page at the left."""
    sides = (("top", upright), ("left", 0), ("bottom", upright * 3 // 5), ("right", across))
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides))


def _borders(tag: str, borders: dict[Side, Border], look: Look) -> Element:
    order: tuple[Side, ...] = ("top", "left", "bottom", "right", "insideH", "insideV")
    return w(tag, *(_border(side, borders[side], look) for side in order if side in borders))


def _border(side: str, border: Border, look: Look) -> Element:
    return w(side, val="single", sz=round(border.width * 8), space=border.space, **_themed(border.colour, look))


def _themed(colour: str, look: Look) -> dict[str, str]:
    slot = look.slot(colour)
    return {"color": look.colour(colour), **({"themeColor": slot} if slot else {})}


def _shade(colour: str, look: Look) -> Element:
    return w("shd", val="clear", color="auto", fill=look.colour(colour), themeFill=look.slot(colour))


def _fonts(role: str, look: Look) -> Element:
    if look.plain:
        family = clean(getattr(look.theme.fonts, role))
        return w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)
    slot = FONT_SLOTS[role]
    return w(
        "rFonts",
        asciiTheme=f"{slot}HAnsi",
        hAnsiTheme=f"{slot}HAnsi",
        eastAsiaTheme=f"{slot}EastAsia",
        cstheme=f"{slot}Bidi",
    )


def _switches(style: Style) -> list[tuple[str, bool]]:
    return [("keepNext", style.keep_next), ("keepLines", style.keep_lines)]


def _type_switches(style: Style) -> list[tuple[bool, tuple[str, ...]]]:
    return [
        (style.italic, ("i", "iCs")),
        (style.caps, ("caps",)),
        (style.strike, ("strike",)),
    ]


def _tabs(style: Style, look: Look) -> list[Element]:
    return [w("tabs", w("tab", val="right", pos=look.text_width))] if style.tab else []


def _spacing(style: Style, sheet: Sheet, look: Look) -> list[Element]:
    lengths = {name: look.length(value) for name in ("before", "after") if (value := getattr(style, name)) is not None}
    if style.line is None and not style.font:
        return [w("spacing", **lengths)] if lengths else []
    line, font = sheet.inherited(style, "line"), sheet.inherited(style, "font")
    multiple = line if isinstance(line, float) else None
    return [w("spacing", **lengths, line=look.line(multiple, str(font)), lineRule="auto")]


def _indent(style: Style, look: Look) -> list[Element]:
    lengths = {
        name: look.length(value) for name in ("left", "right", "hanging") if (value := getattr(style, name)) is not None
    }
    return [w("ind", **lengths)] if lengths else []


def _attribute(name: str) -> str:
    return f"{{{W}}}{name}"
