"""Themes, logos, languages, and templates that would not end: what can be changed, and what is refused."""

import io
import re
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from exporter.analysis.comparison.reasons import KINDS, give_reason
from exporter.analysis.comparison.sentences import KINDS as TEXTS
from exporter.analysis.comparison.sentences import SENTENCES
from exporter.batch.themes import copy_theme
from exporter.errors import TemplateError, UsageError
from exporter.publishing import bounds, list_themes, load_look, render_briefing
from exporter.publishing.contexts.telling import tell_reason
from exporter.publishing.labels import load_labels
from exporter.publishing.look import list_folders
from exporter.publishing.theme import GROUNDS, MINIMUM_CONTRAST, TEXT_COLOURS, measure_contrast
from exporter.writers.docx import write as write_docx
from exporter.writers.html import write as write_html
from exporter.writers.pdf import write as write_pdf
from tests.publishing.pages import documents, pages, parse
from tests.writers.test_pdf import find_faults

LANGUAGES = ("en", "fr", "es", "de")


def make_theme(folder: Path, **values: str) -> Path:
    lines = "".join(f'{name} = "{value}"\n' for name, value in values.items())
    (folder / "theme.toml").write_text(f'name = "own"\n{lines}', encoding="utf-8")
    return folder


def make_png(size: tuple[int, int] = (300, 100)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "#0a5c36").save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize("name", list_themes())
def test_every_shipped_theme_has_contrast_and_makes_every_page(name: str) -> None:
    look = load_look(theme_name=name)
    colours = msgspec.structs.asdict(look.theme.colours)
    assert look.theme.name == name
    for text in TEXT_COLOURS:
        assert min(measure_contrast(colours[text], colours[ground]) for ground in GROUNDS) >= MINIMUM_CONTRAST
    assert measure_contrast(colours["paper"], colours["accent"]) >= MINIMUM_CONTRAST
    assert pages(look)


def test_a_briefing_in_the_other_theme_with_a_logo_is_valid_pdf(tmp_path: Path) -> None:
    folder = make_theme(tmp_path, logo="logo.png", logo_alt="Lakes Watch")
    (folder / "logo.png").write_bytes(make_png())
    for look in (load_look(theme_name="campaign"), load_look(theme_name=str(folder))):
        assert find_faults(write_pdf(render_briefing(documents()[0], look))) == []


def test_the_shipped_themes_differ_in_colour_type_and_rules() -> None:
    sober, campaign = (load_look(theme_name=name) for name in ("sober", "campaign"))
    assert sober.theme.colours.accent != campaign.theme.colours.accent
    assert sober.theme.fonts.body != campaign.theme.fonts.body
    assert len(campaign.print_css) > len(sober.print_css)
    assert len(campaign.screen_css) > len(sober.screen_css)


def test_a_theme_says_only_what_differs(tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text('[colours]\naccent = "#0a5c36"\n', encoding="utf-8")
    look = load_look(theme_name=str(tmp_path))
    assert look.theme.colours.accent == "#0a5c36"
    assert look.theme.sizes == load_look().theme.sizes


def test_an_unknown_theme_is_told() -> None:
    with pytest.raises(TemplateError, match="no such theme; take sober, campaign"):
        load_look(theme_name="baroque")


@pytest.mark.parametrize("name", list_themes())
def test_a_copied_theme_looks_the_same_until_it_is_changed(tmp_path: Path, name: str) -> None:
    copy_theme(name, tmp_path / "own")
    copy, shipped = load_look(theme_name=str(tmp_path / "own")), load_look(theme_name=name)
    assert (copy.theme, copy.print_css, copy.screen_css) == (shipped.theme, shipped.print_css, shipped.screen_css)
    with pytest.raises(UsageError, match="not empty"):
        copy_theme(name, tmp_path / "own")


def test_a_logo_stands_in_the_page_and_in_word(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(make_png())
    look = load_look(theme_name=str(make_theme(tmp_path, logo="logo.png", logo_alt="Lakes Watch")))
    page = render_briefing(documents()[0], look)
    image = parse(page.html).find(".//header//figure/img")
    assert image is not None
    assert image.get("alt") == "Lakes Watch"
    assert b"data:image/png;base64," in write_html(page)
    assert write_docx(page).count(b"word/media/logo") >= 1


@pytest.mark.parametrize(
    ("file", "data", "message"),
    [
        ("logo.png", b"GIF89a no picture", r"logo\.png: the logo is no picture"),
        ("logo.png", make_png()[:60], r"logo\.png: the logo is no picture"),
        ("logo.png", make_png((4001, 3)), r"logo\.png: the logo is too large: 4001 by 3 pixels"),
        ("logo.png", bytes(1_000_001), r"logo\.png: the logo is too large: 1000 KB"),
        ("logo.svg", b"<p>no</p>", r"logo\.svg: the logo is no picture"),
        ("logo.svg", b'<svg width="9" height="9"><script>1</script></svg>', r"nothing but shapes; it has '<script'"),
        ("logo.svg", b'<svg width="9" height="9"><rect fill="url(http://x.org/a)"/></svg>', "nothing but shapes"),
        ("logo.svg", b"<svg><path/></svg>", r"logo\.svg: the logo says no size"),
    ],
)
def test_a_logo_that_is_none_is_told_in_one_line(tmp_path: Path, file: str, data: bytes, message: str) -> None:
    (tmp_path / file).write_bytes(data)
    with pytest.raises(TemplateError, match=message) as error:
        load_look(theme_name=str(make_theme(tmp_path, logo=file, logo_alt="Ours")))
    assert "\n" not in str(error.value)


def test_a_logo_needs_words_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(make_png())
    with pytest.raises(TemplateError, match="logo_alt"):
        load_look(theme_name=str(make_theme(tmp_path, logo="logo.png")))
    with pytest.raises(TemplateError, match=r"nowhere\.png"):
        load_look(theme_name=str(make_theme(tmp_path, logo="nowhere.png", logo_alt="Ours")))


@pytest.mark.parametrize("name", ["briefing.html", "labels/en.toml", "styles/print.css", "logo.png"])
def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "own"
    outside.write_bytes(make_png() if name.endswith("png") else b"words = 1")
    (folder / name).parent.mkdir(parents=True)
    (folder / name).symlink_to(outside)
    make_theme(folder, **({"logo": name, "logo_alt": "Ours"} if name.endswith("png") else {}))
    with pytest.raises(TemplateError, match="leads out of the folder"):
        render_briefing(documents()[0], load_look((folder,)))


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in text.title %}" * 3 + "{% endfor %}" * 3,
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a %}xxxxxxxxxx{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
        "{{ 'x' * 99999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%99999999999d' % 1 }}",
    ],
)
def test_a_template_that_does_not_end_is_told(tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_STEPS", 50_000)
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 5_000_000)
    (tmp_path / "briefing.html").write_text(template, encoding="utf-8")
    with pytest.raises(
        TemplateError, match=r"briefing\.html:1: (the template does not end|an expression makes|templates have no %)"
    ) as error:
        render_briefing(documents()[0], load_look((tmp_path,)))
    assert "\n" not in str(error.value)


def test_a_template_cannot_change_what_it_gets(tmp_path: Path) -> None:
    (tmp_path / "briefing.html").write_text("{{ changes.update(x=1) }}", encoding="utf-8")
    with pytest.raises(TemplateError):
        render_briefing(documents()[0], load_look((tmp_path,)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_made_in_every_language(language: str) -> None:
    for page in pages(load_look(language=language)).values():
        root = parse(page.html)
        assert root.get("lang") == language
        assert not re.search(r"\{[a-z_]+\}", "".join(root.itertext()))
        for quotation in root.iter("blockquote"):
            assert quotation.get("lang") == (None if language == "en" else "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_places_for_values(language: str) -> None:
    own, english = (load_labels(code, list_folders()).words for code in (language, "en"))
    for key, words in english.items():
        assert sorted(set(re.findall(r"\{\w+\}", own[key]))) == sorted(set(re.findall(r"\{\w+\}", words))), key


def test_the_english_words_are_those_of_the_analysis() -> None:
    words = load_labels("en", list_folders()).words
    assert {code: kind[2] for code, kind in KINDS.items()} == {
        key.removeprefix("reason."): text for key, text in words.items() if key.startswith("reason.")
    }
    say = "comparability.say."
    assert {key.removeprefix(say): text for key, text in words.items() if key.startswith(say)} == SENTENCES
    for status, text in TEXTS.items():
        assert words[f"comparability.kind.{status}"] == text


def test_a_reason_keeps_the_words_of_the_texts_in_their_language() -> None:
    labels = load_labels("fr", list_folders())
    told = tell_reason(give_reason("verb_weaker", "Demands", "Calls on"), ("en", "en"), labels)
    assert [part.text for part in told.phrases if part.language == "en"] == ["Demands", "Calls on"]
    assert told.message == "Le verbe est plus faible\u00a0: «\u00a0Demands\u00a0» est devenu «\u00a0Calls on\u00a0»."
    unknown = msgspec.structs.replace(give_reason("verb_weaker", "a", "b"), code="unheard_of")
    assert tell_reason(unknown, ("en", "en"), labels).phrases[0].language == "en"


def test_a_label_file_of_a_new_language_with_a_missing_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    shipped = (list_folders()[-1] / "labels" / "en.toml").read_text(encoding="utf-8")
    text = re.sub(r"^colophon = .*\n", "", shipped, count=1, flags=re.MULTILINE)
    (tmp_path / "labels" / "it.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"it\.toml: the label 'colophon' is missing"):
        load_look((tmp_path,), "it")


def test_an_address_is_no_language() -> None:
    with pytest.raises(TemplateError, match="not a language"):
        load_look(language="../../en")
