"""The table of styles (`styles.toml`): which style an element of the page gets, and how it looks."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

Side = Literal["top", "left", "bottom", "right", "insideH", "insideV"]


class Border(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule: a colour of the theme, its width and its distance from the text in points."""

    colour: str
    width: float
    space: int


class Style(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of `styles.toml`; lengths are multiples of the body size, see the head of that file."""

    id: str
    name: str
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    based: str = ""
    next: str = ""
    selects: tuple[str, ...] = ()
    quick: bool = False
    font: str = ""
    size: str | float = ""
    scale: float = 1.0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    caps: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    letter_spacing: float = 0.0
    frame: str = ""
    shade: str = ""
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    tab: str = ""
    bullet: str = ""
    number: str = ""
    borders: dict[Side, Border] = {}
    padding: float | None = None
    across: float = 0.0
    head_shade: str = ""
    head_rule: str = ""


class Sheet:
    """All styles in their order, with what they select."""

    def __init__(self, styles: tuple[Style, ...]) -> None:
        self.styles = styles
        self.by_id = {style.id: style for style in styles}
        self._selects = {selector: style for style in styles for selector in style.selects}

    @lru_cache(maxsize=4096)  # noqa: B019  # one sheet lives as long as the process
    def find(self, tag: str, classes: tuple[str, ...], places: tuple[str, ...]) -> Style | None:
        """Return the style of an element: the nearest place decides, then the last class, then the tag."""
        names = [f"{tag}.{name}" for name in reversed(classes)] + [tag]
        for place in _by_nearness(places):
            for name in names:
                if style := self._selects.get(f"{place} {name}" if place else name):
                    return style
        return None

    def inherited(self, style: Style, name: str) -> object:
        """Return what the style, or the nearest one it is based on, says under this name; nothing where none does."""
        while not getattr(style, name) and style.based:
            style = self.by_id[style.based]
        return getattr(style, name)

    def numbered(self) -> tuple[Style, ...]:
        """Return the list styles; the place of each is the number of its definition."""
        return tuple(style for style in self.styles if style.bullet or style.number)


def _by_nearness(places: tuple[str, ...]) -> list[str]:
    """Return `a b c` as `b c`, `c`, `a b`, `b`, `a` and lastly no place at all."""
    names: list[str] = []
    for last in range(len(places), 0, -1):
        names += [" ".join(places[last - 2 : last])] if last > 1 else []
        names.append(places[last - 1])
    return [*names, ""]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    style: tuple[Style, ...]


@cache
def load_sheet() -> Sheet:
    """Return the styles shipped with the program."""
    data = files(__package__).joinpath("styles.toml").read_bytes()
    return Sheet(msgspec.toml.decode(data, type=_File).style)
