"""How things look: one source for the CSS and for the Word styles (`templates/theme.toml`)."""

from msgspec import Struct


class Fonts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Font families by role; the fall-backs are named in Word files and CSS after the first choice."""

    body: str
    heading: str
    body_fallback: tuple[str, ...]
    heading_fallback: tuple[str, ...]


class Sizes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Type sizes in points."""

    body: float
    small: float
    title: float
    h1: float
    h2: float
    h3: float
    line_height: float


class Colours(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Colours as `#rrggbb`; text colours have a contrast of at least 4.5:1 on `paper` and `tint`."""

    ink: str
    muted: str
    accent: str
    paper: str
    tint: str
    rule: str
    added: str
    removed: str
    warning: str


class Page(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Paper `size` (`A4`, `Letter`) and margins in millimetres."""

    size: str
    margin_top: float
    margin_bottom: float
    margin_inner: float
    margin_outer: float


class Theme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A visual language: `name`, fonts, sizes, colours, page; `logo` is a file beside the theme, or empty.

    `logo_alt` says in words what the logo shows, for those who do not see it.
    """

    name: str
    fonts: Fonts
    sizes: Sizes
    colours: Colours
    page: Page
    logo: str = ""
    logo_alt: str = ""
