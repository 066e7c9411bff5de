"""A house document named on the command line or in a dossier: used for Word, told of, refused, never overwritten."""

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from exporter.batch.sample import NEW, OLD
from exporter.cli import main
from tests.houses import make_house, with_parts

TOML = """\
title = "Ruritania"
editions = ["html", "docx", "redline"]
publications = ["briefing", "comparison"]
reference = "house.docx"
[[texts]]
id = "2031"
file = "old.txt"
[[texts]]
id = "2032"
file = "new.txt"
"""
MADE = {
    "2031-2032-comparison.docx",
    "2031-2032-comparison.html",
    "2031-2032-redline.docx",
    "2031-briefing.docx",
    "2031-briefing.html",
    "2032-briefing.docx",
    "2032-briefing.html",
    "index.html",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "ruritania"
    folder.mkdir()
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    (folder / "dossier.toml").write_text(TOML, encoding="utf-8")
    (folder / "house.docx").write_bytes(make_house())
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def font_of(path: Path) -> str | None:
    return docx.Document(str(path)).styles["Normal"].font.name  # type: ignore[no-any-return]


def test_a_dossier_names_its_house_document(folder: Path) -> None:
    assert run("build", ".", "--output", "out").exit_code == 0
    made = {path.name: path for path in (folder / "out" / "ruritania").iterdir()}
    assert set(made) == MADE
    assert {font_of(path) for name, path in made.items() if name.endswith(".docx")} == {"Gentium Odd"}


def test_the_command_line_stands_above_the_dossier(folder: Path) -> None:
    (folder / "house.docx").unlink()
    (folder / "other.docx").write_bytes(make_house())
    assert run("build", ".", "--output", "out", "--reference", "other.docx", "--only", "briefing/docx").exit_code == 0
    assert font_of(folder / "out" / "ruritania" / "2031-briefing.docx") == "Gentium Odd"


@pytest.mark.parametrize("data", [None, b"%PDF-1.7", with_parts(make_house(), {"word/vbaProject.bin": b"x"})])
def test_without_the_house_document_no_word_file_is_made_and_the_rest_is(folder: Path, data: bytes | None) -> None:
    (folder / "house.docx").unlink()
    if data is not None:
        (folder / "house.docx").write_bytes(data)
    result = run("build", ".", "--output", "out")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert "house.docx: " in errors[0]
    assert {path.name for path in (folder / "out" / "ruritania").iterdir()} == {
        name for name in MADE if name.endswith(".html")
    }


def test_check_names_the_styles_that_are_added(folder: Path) -> None:
    lines = [line for line in run("check", ".").stdout.splitlines() if "reference-styles-added" in line]
    assert len(lines) == 1
    assert "Kicker" in lines[0]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["brief", "old.txt", "-o", "made.docx"], "made.docx"),
        (["compare", "old.txt", "new.txt", "-o", "made.docx"], "made.docx"),
        (["compare", "old.txt", "new.txt", "--to", "redline", "-o", "made.docx"], "made.docx"),
    ],
)
def test_single_files_take_a_house_document(folder: Path, words: list[str], made: str) -> None:
    result = run(*words, "--reference", "house.docx")
    assert result.exit_code == 0
    assert font_of(folder / made) == "Gentium Odd"
    assert result.stderr.count("\n") == 1
    assert "ours were added: " in result.stderr


def test_a_house_document_is_for_word_alone(folder: Path) -> None:
    result = run("brief", "old.txt", "-o", "made.pdf", "--reference", "house.docx")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: a reference is for Word, not for pdf; write .docx, or use a theme: --theme\n",
    )
    assert not (folder / "made.pdf").exists()


def test_a_bad_house_document_leaves_nothing_half_written(folder: Path) -> None:
    result = run("brief", "old.txt", "-o", "made.docx", "--reference", "old.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: old.txt: cannot be used as a reference: ")
    assert result.stderr.count("\n") == 1
    assert not (folder / "made.docx").exists()


def test_a_house_document_is_never_overwritten(folder: Path) -> None:
    before = (folder / "house.docx").read_bytes()
    assert run("brief", "old.txt", "-o", "house.docx", "--reference", "house.docx").exit_code == 2
    assert run("build", ".", "--output", "out").exit_code == 0
    house = folder / "out" / "ruritania" / "2031-briefing.docx"
    result = run("build", ".", "--output", "out", "--reference", str(house))
    assert result.exit_code == 2
    assert "would overwrite a source" in result.stderr
    assert (folder / "house.docx").read_bytes() == before


def test_a_copy_made_with_a_house_document_is_read_back(folder: Path) -> None:
    assert run("brief", "old.txt", "-o", "made.docx", "--reference", "house.docx").exit_code == 0
    result = run("pull", "made.docx", "-o", "-")
    assert (result.exit_code, result.stderr) == (0, "0 notes, 0 comments\n")
