"""Theme, labels and templates: what can be changed, and what is said when the change cannot be used."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import TemplateError
from exporter.publishing import load_look, render_briefing
from exporter.publishing.environment import find_shipped
from exporter.publishing.labels import flatten
from exporter.publishing.theme import (
    DARK_CONTRAST,
    DARK_PAPER,
    DARK_TINT,
    GROUNDS,
    MINIMUM_CONTRAST,
    TEXT_COLOURS,
    lighten,
    measure_contrast,
)
from tests.conftest import ROOT
from tests.publishing.pages import documents, look, pages, parse, visible

SHIPPED = find_shipped()
THEME = (SHIPPED / "theme.toml").read_text(encoding="utf-8")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_the_shipped_theme_has_contrast_on_every_ground() -> None:
    colours = msgspec.structs.asdict(look().theme.colours)
    for name in TEXT_COLOURS:
        for ground in GROUNDS:
            assert measure_contrast(colours[name], colours[ground]) >= MINIMUM_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert measure_contrast("#123456", "#123456") == 1


@given(COLOURS)
@settings(max_examples=60, deadline=None)
def test_any_colour_can_be_read_in_the_dark(colour: str) -> None:
    for ground in (DARK_PAPER, DARK_TINT):
        assert measure_contrast(lighten(colour, ground), ground) >= DARK_CONTRAST


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('ink = "#1b1d1f"', 'ink = "#bbbbbb"', r"theme\.toml:\d+: ink: contrast of 1\.9:1 on paper"),
        ('ink = "#1b1d1f"', 'ink = "black"', r"theme\.toml:\d+: ink: 'black' is not a colour"),
        ('ink = "#1b1d1f"', 'inc = "#1b1d1f"', r"theme\.toml: .*(`ink`|`inc`)"),
        ("body = 10\n", 'body = "10"\n', r"theme\.toml: .*\$\.sizes\.body"),
        ("body = 10\n", "body = 1000\n", r"theme\.toml:\d+: body: 1000.* is not between 4 and 96"),
        ('size = "A4"', 'size = "A0"', r"theme\.toml:\d+: size: 'A0' is none of A4"),
        ("margin_top = 23", "margin_top = 1", r"theme\.toml:\d+: margin_top: 1 is not between 5 and 60"),
        ('body = "Source Serif 4"', 'body = "a; } b {"', r"theme\.toml:\d+: body: .* is not the name of a font"),
        ("[sizes]", "[sizes", r"theme\.toml:\d+: "),
    ],
)
def test_an_unusable_theme_is_told_in_one_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in THEME
    (tmp_path / "theme.toml").write_text(THEME.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TemplateError, match=message) as error:
        load_look((tmp_path,))
    assert "\n" not in str(error.value)


def test_a_theme_of_ones_own_reaches_all_styles(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text(THEME.replace("#12456b", "#5a1146"), encoding="utf-8")
    own = load_look((tmp_path,))
    page = render_briefing(documents()[0], own)
    assert page.theme.colours.accent == "#5a1146"
    assert "--colour-accent: #5a1146" in page.print_css
    assert "--colour-accent: #5a1146" in page.screen_css


def test_styles_use_only_variables_that_the_theme_sets() -> None:
    for css in (look().screen_css, look().print_css):
        assert set(re.findall(r"var\((--[a-z0-9-]+)\)", css)) <= set(re.findall(r"^\s+(--[a-z0-9-]+):", css, re.M))


def test_every_language_has_every_key() -> None:
    files = sorted((SHIPPED / "labels").glob("*.toml"))
    tables = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}
    assert "en" in tables
    assert set(tables) == {"en", "fr", "es", "de"}
    for table in tables.values():
        assert len(table["months"]) == 12
        for setting in ("months", "singular", "first-day"):
            table.pop(setting, None)
    keys = {name: {key for key, _ in flatten(table, SHIPPED)} for name, table in tables.items()}
    for name, own in keys.items():
        assert own == keys["en"], name


def test_every_label_is_used_and_every_used_label_exists() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SHIPPED.rglob("*.html")))
    fixed = set(re.findall(r"""\bt\("([a-z._-]+)"[,)]""", templates))
    words = {re.sub(r"\.(one|other)$", "", key) for key in look().labels.words}
    assert fixed <= words
    # keys put together from a value, such as "status." ~ text.status ~ ".plain"
    python = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("publishing", "batch")
        for path in sorted((ROOT / "exporter" / folder).rglob("*.py"))
    )
    built = set(re.findall(r"""\bt\("([a-z.-]+\.)" ~""", templates))
    built |= set(re.findall(r"""\blabels(?:\.split)?\(f["']([a-z.-]+\.)\{""", python))
    in_python = set(re.findall(r"""(?:\blabels|self)\(["']([a-z.-]+)["'][,)]""", python))
    assert in_python <= words
    named = set(re.findall(r'"([a-z._-]+)"', templates + python))  # in Python, keys stand in tables too
    unused = {key for key in words - named - in_python if not key.startswith(tuple(built))}
    assert unused == set()


def test_a_label_of_ones_own_replaces_only_itself(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "en.toml").write_text('[briefing]\nglance = "In short"\n', encoding="utf-8")
    page = render_briefing(documents()[0], load_look((tmp_path,)))
    assert "In short" in page.html
    assert "Who is asked to do what" in page.html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[briefing]\nglance = "unclosed\n', r"en\.toml:2: "),
        ("[briefing]\nglance = 3\n", r"en\.toml: briefing\.glance: not a text"),
        ('months = ["January"]\n', r"en\.toml: months: not a list of the twelve"),
        ('[paragraph]\nshort = "Par. {nummer}"\n', r"label 'paragraph\.short' needs a value for \{nummer\}"),
    ],
)
def test_an_unusable_label_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=message):
        pages(load_look((tmp_path,)))


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(TemplateError, match=r"labels/tlh\.toml"):
        load_look(language="tlh")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no such folder"):
        load_look((tmp_path / "nowhere",))


def render_own(folder: Path, template: str) -> str:
    (folder / "briefing.html").write_text(template, encoding="utf-8")
    return render_briefing(documents()[0], load_look((folder,))).html


def test_one_block_can_be_replaced_by_extending_the_shipped_file(tmp_path: Path) -> None:
    html = render_own(
        tmp_path,
        '{% extends "default:briefing.html" %}\n{% block demands %}<p class="note">Mine</p>{{ super() }}{% endblock %}',
    )
    main = visible(parse(html).find(".//main"))
    assert main.index("Mine") < main.index("Who is asked to do what")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("<p>\n{{ text.nothing }}</p>", r"briefing\.html:2: a text has no field 'nothing'"),
        ("<p>\n\n{{ nothing }}</p>", r"briefing\.html:3: 'nothing' is undefined"),
        ("{% if %}", r"briefing\.html:1: "),
        ("\n{{ text.title | shout }}", r"briefing\.html:2: No filter named 'shout'"),
        ('{% include "nowhere.html" %}', r"briefing\.html.*: there is no template nowhere\.html"),
        ('{% include "../../README.md" %}', r"briefing\.html.*: there is no template"),
        ('{% include "/etc/hostname" %}', r"briefing\.html.*: there is no template"),
        ('{% include "briefing.html" %}', r"briefing\.html.*: .*itself"),
        ("{{ text.title.nothing() }}", r"briefing\.html:1: "),
        ("{{ 1 / 0 }}", r"briefing\.html:1: division by zero"),
    ],
)
def test_an_error_in_a_template_names_file_and_line(tmp_path: Path, template: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message) as error:
        render_own(tmp_path, template)
    assert "\n" not in str(error.value)


def test_an_error_in_a_part_names_the_part(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    part = (SHIPPED / "parts" / "asks.html").read_text(encoding="utf-8")
    broken = part.replace('t("ask.verb")', "group.nothing")
    (tmp_path / "parts" / "asks.html").write_text(broken, encoding="utf-8")
    line = broken[: broken.index("group.nothing")].count("\n") + 1
    with pytest.raises(TemplateError, match=rf"parts/asks\.html:{line}: .*nothing"):
        render_briefing(documents()[0], load_look((tmp_path,)))


def test_a_template_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "briefing.html").write_bytes(b"<p>\xff</p>")
    with pytest.raises(TemplateError, match="UTF-8"):
        render_briefing(documents()[0], load_look((tmp_path,)))
