"""The fonts of the PDF: static cuts of two open families, kept in a cache, and a fontconfig file that lists only these.

Source Serif 4 and Source Sans 3 come as variable fonts from the packages `fontpkg-source-serif-4` and
`fontpkg-source-sans-3`. Static fonts are set faster and repeat exactly, so each style is cut out once (`STYLES`); the
serif at an optical size for reading. The output never depends on the fonts of the machine.
"""

import atexit
import hashlib
import os
import shutil
import tempfile
import unicodedata
from functools import cache
from importlib import metadata, resources
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from exporter.errors import WriteError

# goes up when the cuts change in a way that their table does not show
RECIPE = 1
PACKAGES = ("fontpkg-source-serif-4", "fontpkg-source-sans-3", "fonttools", "uharfbuzz")
# body text is set at 10 to 11 points
TEXT_SIZE = {"opsz": 11.0}
# set as nothing or as space, so that no glyph is needed: controls, formats, separators
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})

FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/index</cachedir>
  <alias binding="same"><family>serif</family><prefer><family>Source Serif 4</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Source Sans 3</family></prefer></alias>
</fontconfig>
"""


class Style(NamedTuple):
    """One font to cut: where from, what it is called, where it stands on the axes."""

    family: str
    name: str
    module: str
    file: str
    weight: int
    axes: dict[str, float]

    @property
    def italic(self) -> bool:
        """Whether the letters are slanted."""
        return self.name.endswith("Italic")

    @property
    def postscript_name(self) -> str:
        """The name without spaces that PDF readers list."""
        return f"{self.family.replace(' ', '')}-{self.name.replace(' ', '')}"


def _list_styles(family: str, module: str, upright: str, italic: str, axes: dict[str, float]) -> list[Style]:
    weights = {"Regular": 400, "Italic": 400, "SemiBold": 600, "SemiBold Italic": 600, "Bold": 700, "Bold Italic": 700}
    return [
        Style(family, name, module, italic if name.endswith("Italic") else upright, weight, {"wght": weight, **axes})
        for name, weight in weights.items()
    ]


STYLES = (
    *_list_styles(
        "Source Serif 4",
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        "SourceSerif4-Italic[opsz,wght].ttf",
        TEXT_SIZE,
    ),
    *_list_styles(
        "Source Sans 3", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf", {}
    ),
)


def use_our_fonts() -> Path:
    """Make fontconfig see our fonts and no others, in this process and its children; call it before Pango is loaded.

    Returns the fontconfig file. The environment is changed, which is the only way to tell fontconfig.
    """
    file = find_font_folder() / "fonts.conf"
    os.environ["FONTCONFIG_FILE"] = str(file)
    return file


@cache
def find_font_folder() -> Path:
    """Return the folder with `fonts/`, `fonts.conf` and fontconfig's index; made on first use.

    It lies in the cache folder (`EXPORTER_CACHE`, else the user's), or in a temporary one where that cannot be written.
    """
    folder = _find_cache() / f"fonts-{_fingerprint()}"
    if (folder / "fonts.conf").is_file():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return _make_folder(folder)
    except OSError:
        return _make_temporary_folder()


def find_missing_glyphs(text: str) -> set[str]:
    """Return the characters of `text` that none of our fonts can show (a PDF has `□` in their place)."""
    drawn = _covered_characters()
    return {char for char in set(text) if ord(char) not in drawn and unicodedata.category(char) not in UNSEEN}


def _find_cache() -> Path:
    if chosen := os.environ.get("EXPORTER_CACHE"):
        return Path(chosen).absolute()
    xdg = os.environ.get("XDG_CACHE_HOME", "")
    # the standard says that a relative path is to be ignored
    base = Path(xdg) if Path(xdg).is_absolute() else Path(os.path.expanduser("~")) / ".cache"  # noqa: PTH111
    return base.absolute() / "exporter"


def _fingerprint() -> str:
    versions = [f"{package} {metadata.version(package)}" for package in PACKAGES]
    return hashlib.sha256(repr((RECIPE, versions, STYLES, FONTCONFIG)).encode()).hexdigest()[:16]


def _make_folder(folder: Path) -> Path:
    """Fill a folder under a passing name, then give it its own: another process sees all of it or nothing."""
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _fill(making, folder)
        making.chmod(0o755)
        making.rename(folder)
    except OSError:
        if not (folder / "fonts.conf").is_file():  # else another process was quicker
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return folder


def _make_temporary_folder() -> Path:
    try:
        folder = Path(tempfile.mkdtemp(prefix="exporter-fonts-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _fill(folder, folder)
    except OSError as error:
        remedy = "set EXPORTER_CACHE to a folder that can be written"
        raise WriteError(f"no place to keep the fonts for PDF ({error.strerror})", remedy=remedy) from error
    return folder


def _fill(making: Path, folder: Path) -> None:
    """Put into `making` what will stand in `folder`."""
    (making / "fonts").mkdir()
    (making / "index").mkdir()
    for style in STYLES:
        (making / "fonts" / f"{style.postscript_name}.ttf").write_bytes(cut(style))
    (making / "fonts.conf").write_text(FONTCONFIG.format(folder=escape(str(folder))), encoding="utf-8")


def cut(style: Style) -> bytes:
    """Return the static TrueType font of a style; the same bytes for the same versions of the packages."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob((resources.files(style.module) / "files" / style.file).read_bytes()))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    for axis, value in style.axes.items():
        wanted.pin_axis_location(face, axis, value)
    return _rename(uharfbuzz.subset(face, wanted).blob.data, style)


def _rename(data: bytes, style: Style) -> bytes:
    """Give a cut the names and flags by which fontconfig and PDF readers know its family, weight and slant."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
    for table in ("DSIG", "STAT"):  # a signature that no longer holds, and a list of axes that are gone
        if table in font:
            del font[table]
    _set_names(font["name"], style)
    bold = style.weight == 700
    font["OS/2"].usWeightClass = style.weight
    # bits of the OpenType specification: italic 0, bold 5, regular 6, typographic metrics 7
    plain = not (style.italic or bold)
    font["OS/2"].fsSelection = style.italic << 0 | bold << 5 | plain << 6 | font["OS/2"].fsSelection & 1 << 7
    font["head"].macStyle = bold << 0 | style.italic << 1
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _set_names(table: Any, style: Style) -> None:
    # families of old have four styles; another weight is a family of its own there
    linked = style.weight in {400, 700}
    weight, slant = style.name.removesuffix("Italic").strip(), "Italic" if style.italic else "Regular"
    names = {
        1: style.family if linked else f"{style.family} {weight}",
        2: style.name if linked else slant,
        3: f"exporter;{style.postscript_name}",
        4: f"{style.family} {style.name}",
        6: style.postscript_name,
        16: style.family,
        17: style.name,
    }
    replaced = {*names, 25}
    table.names = [name for name in table.names if name.platformID == 3 and name.nameID not in replaced]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


@cache
def _covered_characters() -> frozenset[int]:
    """Return the code points that at least one family has."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    folder = find_font_folder() / "fonts"
    for family in {style.family for style in STYLES}:
        regular = next(style for style in STYLES if style.family == family)
        with TTFont(folder / f"{regular.postscript_name}.ttf", lazy=True) as font:
            covered |= font.getBestCmap().keys()
    return frozenset(covered)
