"""The fonts: what is cut, where it is kept, and what of a text they can show."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from exporter.writers import fonts

ROOT = Path(__file__).parents[2]
FIND = "from exporter.writers import fonts; print(fonts.use_our_fonts())"


def start(code: str, **environment: str) -> subprocess.Popen[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code], env=variables, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("style", fonts.STYLES, ids=lambda style: style.postscript_name)
def test_each_style_is_static_and_says_what_it_is(style: fonts.Style) -> None:
    font = TTFont(io.BytesIO(fonts.cut(style)))
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == style.weight
    assert bool(font["OS/2"].fsSelection & 1) == bool(font["head"].macStyle & 2) == style.italic
    assert bool(font["OS/2"].fsSelection & 1 << 5) == (style.weight == 700)
    names = font["name"]
    assert (names.getBestFamilyName(), names.getBestSubFamilyName()) == (style.family, style.name)
    assert names.getDebugName(6) == style.postscript_name


def test_weights_differ_and_the_serif_is_cut_for_reading() -> None:
    serif = {style.name: style for style in fonts.STYLES if style.family == "Source Serif 4"}
    regular = _width(fonts.cut(serif["Regular"]), "n")
    assert regular < _width(fonts.cut(serif["Bold"]), "n")
    display = serif["Regular"]._replace(axes={"wght": 400, "opsz": 60.0})
    assert regular > _width(fonts.cut(display), "n"), "letters for small sizes are wider"


def _width(data: bytes, glyph: str) -> int:
    return int(TTFont(io.BytesIO(data))["hmtx"][glyph][0])


def test_a_cut_repeats_exactly() -> None:
    assert fonts.cut(fonts.STYLES[1]) == fonts.cut(fonts.STYLES[1])


@pytest.mark.parametrize(
    "text",
    ["Čeština, Łódź, Ștefan, Žižek", "Ελληνική Δημοκρατία", "Українська, България", "Tiếng Việt", "“…” → ≥ §"],
)
def test_the_languages_of_europe_are_covered(text: str) -> None:
    assert fonts.find_missing_glyphs(text) == set()


def test_missing_glyphs_are_named_and_the_unseen_is_not() -> None:
    assert fonts.find_missing_glyphs("a ខ\t\n\u200b\u00ad\x01😀") == {"ខ", "😀"}


def test_processes_that_start_together_make_one_folder(tmp_path: Path) -> None:
    running = [start(FIND, EXPORTER_CACHE=str(tmp_path / "new" / "cache")) for _ in range(3)]
    outputs = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], outputs
    assert len({output for output, _ in outputs}) == 1
    (folder,) = (tmp_path / "new" / "cache").iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["fonts", "fonts.conf", "index"]
    assert len(list((folder / "fonts").iterdir())) == len(fonts.STYLES)


def test_where_the_cache_cannot_be_written_a_passing_folder_does(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    process = start(FIND, EXPORTER_CACHE=str(tmp_path / "file" / "cache"), TMPDIR=str(tmp_path / "temporary"))
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    assert str(tmp_path / "temporary") in output
    assert list((tmp_path / "temporary").iterdir()) == [], "left behind"


def test_no_place_at_all_is_an_error_of_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path))
    with pytest.raises(fonts.WriteError, match="no place to keep the fonts"):
        fonts.find_font_folder.__wrapped__()


@pytest.mark.parametrize(
    ("chosen", "xdg", "expected"),
    [("/c", "/x", "/c"), ("", "/x", "/x/exporter"), ("", "", "/h/.cache/exporter"), ("", "rel", "/h/.cache/exporter")],
)
def test_where_the_cache_is(chosen: str, xdg: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"EXPORTER_CACHE": chosen, "XDG_CACHE_HOME": xdg, "HOME": "/h"}.items():
        monkeypatch.setenv(name, value)
    assert fonts._find_cache() == Path(expected)


COUNT = """
from exporter.writers.pdf import load_weasyprint
load_weasyprint()
from weasyprint.text.ffi import ffi, fontconfig
config = fontconfig.FcInitLoadConfigAndFonts()
print(fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem).nfont)
"""


def test_fontconfig_sees_our_fonts_and_no_others() -> None:
    output, errors = start(COUNT).communicate()
    assert (output.strip(), errors) == (str(len(fonts.STYLES)), "")
