"""The theme: read from `theme.toml`, checked, and handed to the style sheets as CSS variables."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from exporter.errors import TemplateError
from exporter.model.theme import Colours, Theme
from exporter.publishing.environment import find_file, read_text

MINIMUM_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: normal text on its ground."""

DARK_PAPER = "#16181b"
DARK_TINT = "#22262b"
DARK_RULE = "#4a5058"
DARK_CONTRAST = 7.0
"""The screen edition's dark mode keeps each colour's hue and lightens it until this contrast is reached."""
DARK_INK_CONTRAST = 12.0
"""The contrast of running text in dark mode: clear, without the glare of pure white."""

TEXT_COLOURS = ("ink", "muted", "accent", "added", "removed", "warning")
GROUNDS = ("paper", "tint")
SIZES = ("A4", "A5", "Letter", "Legal")

# #14406b
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# Source Serif 4
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]*")
_GENERIC = ("serif", "sans-serif", "monospace", "system-ui")


def load_theme(folders: Sequence[Path]) -> Theme:
    """Return the theme that the `theme.toml` of the folders make: what the first ones do not say, the next one says.

    Raises TemplateError naming the file and the field that is missing, unknown or out of range.
    """
    path = find_file("theme.toml", folders)
    values: dict[str, Any] = {}
    for folder in reversed(folders):
        if (folder / "theme.toml").is_file():
            values = _lay_over(values, _read_values(find_file("theme.toml", [folder])))
    try:
        theme = msgspec.convert(values, Theme)
    except msgspec.ValidationError as error:
        raise TemplateError(str(error), file=path) from error
    for problem in check_theme(theme):
        raise TemplateError(problem, file=path, line=_find_field(path, problem))
    return theme


def _read_values(path: Path) -> dict[str, Any]:
    try:
        values: dict[str, Any] = msgspec.toml.decode(read_text(path))
    except msgspec.DecodeError as error:
        raise TemplateError(str(error), file=path, line=_find_line(str(error))) from error
    return values


def _lay_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return the values of two files, section by section; a logo belongs to the file that names it."""
    merged = {**below, **above}
    for name, value in below.items():
        if isinstance(value, dict) and isinstance(above.get(name), dict):
            merged[name] = {**value, **above[name]}
    return merged


def check_theme(theme: Theme) -> Iterator[str]:
    """Yield what is wrong with a theme's values, each beginning with the field's name."""
    yield from _check_fonts(theme)
    yield from _check_numbers(theme)
    yield from _check_colours(theme.colours)


def _check_fonts(theme: Theme) -> Iterator[str]:
    fonts = theme.fonts
    for name, families in (
        ("body", (fonts.body,)),
        ("heading", (fonts.heading,)),
        ("body_fallback", fonts.body_fallback),
        ("heading_fallback", fonts.heading_fallback),
    ):
        for family in families:
            if not _FAMILY.fullmatch(family):
                yield f"{name}: {family!r} is not the name of a font family"


def _check_numbers(theme: Theme) -> Iterator[str]:
    for name, value in msgspec.structs.asdict(theme.sizes).items():
        low, high = (1.0, 3.0) if name == "line_height" else (4.0, 96.0)
        if not low <= value <= high:
            yield f"{name}: {value} is not between {low:g} and {high:g}"
    if theme.page.size not in SIZES:
        yield f"size: {theme.page.size!r} is none of {', '.join(SIZES)}"
    for name in ("margin_top", "margin_bottom", "margin_inner", "margin_outer"):
        value = getattr(theme.page, name)
        if not 5 <= value <= 60:
            yield f"{name}: {value:g} is not between 5 and 60 millimetres"


def _check_colours(colours: Colours) -> Iterator[str]:
    values = msgspec.structs.asdict(colours)
    for name, value in values.items():
        if not _COLOUR.fullmatch(value):
            yield f"{name}: {value!r} is not a colour such as '#14406b'"
            return
    for name in TEXT_COLOURS:
        for ground in GROUNDS:
            contrast = measure_contrast(values[name], values[ground])
            if contrast < MINIMUM_CONTRAST:
                yield f"{name}: contrast of {contrast:.1f}:1 on {ground} is under {MINIMUM_CONTRAST}:1"


def measure_contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 to 21, as WCAG 2.2 defines it."""
    high, low = sorted((_measure_luminance(first), _measure_luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _measure_luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _split(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lighten(colour: str, ground: str, contrast: float = DARK_CONTRAST) -> str:
    """Return the colour mixed with as little white as gives it the contrast on a dark ground."""
    for step in range(0, 101, 2):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / 100):02x}" for part in _split(colour))
        if measure_contrast(mixed, ground) >= contrast:
            return mixed
    return "#ffffff"


def _split(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def format_variables(theme: Theme) -> str:
    """Return the theme as CSS custom properties on `:root`, named `--colour-ink`, `--size-h1`, `--font-body` ..."""
    values = {
        "font-body": format_families(theme.fonts.body, theme.fonts.body_fallback),
        "font-heading": format_families(theme.fonts.heading, theme.fonts.heading_fallback),
        **{f"size-{name}": f"{value:g}pt" for name, value in msgspec.structs.asdict(theme.sizes).items()},
        **{f"colour-{name}": value for name, value in msgspec.structs.asdict(theme.colours).items()},
        **{
            f"page-{name}": f"{value:g}mm"
            for name, value in msgspec.structs.asdict(theme.page).items()
            if name != "size"
        },
        "page-size": theme.page.size,
        "size-line_height": f"{theme.sizes.line_height:g}",
    }
    return _format_rule(":root", values)


def format_dark_variables(theme: Theme) -> str:
    """Return the colours for screens set to dark: same hues, light on dark."""
    colours = msgspec.structs.asdict(theme.colours)
    values = {f"colour-{name}": lighten(colours[name], DARK_TINT) for name in TEXT_COLOURS}
    values["colour-ink"] = lighten(colours["ink"], DARK_TINT, DARK_INK_CONTRAST)
    grounds = {"colour-paper": DARK_PAPER, "colour-tint": DARK_TINT, "colour-rule": DARK_RULE}
    return f"@media screen and (prefers-color-scheme: dark) {{\n{_format_rule(':root', values | grounds)}}}\n"


def format_families(first: str, fallbacks: tuple[str, ...]) -> str:
    """Return a CSS font-family list: names quoted, generic families bare."""
    return ", ".join(family if family in _GENERIC else f'"{family}"' for family in (first, *fallbacks))


def _format_rule(selector: str, values: dict[str, str]) -> str:
    lines = "".join(f"  --{name.replace('_', '-')}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"


def _find_line(message: str) -> int | None:
    """Return the line that the TOML parser names: `Expected '=' (at line 3, column 5)`."""
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else None


def _find_field(path: Path, problem: str) -> int | None:
    field = problem.partition(":")[0]
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if line.partition("=")[0].strip() == field:
            return number
    return None
