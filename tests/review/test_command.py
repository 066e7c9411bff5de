"""`exporter review` as people call it."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exporter.cli import main
from tests.review.dossiers import answer, edit_source, make_dossier, make_reviewed, path_of, text_of


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_writes_the_questions_and_says_how_many(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    result = run("review", dossier)
    assert (result.exit_code, result.stdout.strip()) == (0, str(path_of(dossier)))
    assert result.stderr.startswith("written: ")
    assert "0 decided" in result.stderr
    assert run("review", dossier / "dossier.toml").stderr.startswith("as it was: ")


def test_check_changes_nothing_and_strict_ends_with_3(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "to repeal the law", "reject")
    edit_source(dossier, "old.txt", "12 May 2029", "13 May 2029")
    before = text_of(dossier)
    result = run("review", dossier, "--check")
    assert result.exit_code == 0
    assert ": warning: link 2031/" in result.stdout
    assert "(decision-stale)" in result.stdout
    assert "(decision-open)" in result.stdout
    assert run("review", dossier, "--check", "--strict").exit_code == 3
    assert text_of(dossier) == before


def test_a_refresh_tells_what_does_not_count(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "to repeal the law", "reject")
    edit_source(dossier, "old.txt", "12 May 2029", "13 May 2029")
    result = run("review", dossier)
    assert result.exit_code == 0
    assert (
        "its words are no longer in the text; the decision is kept and does not count (decision-stale)" in result.stderr
    )


def test_a_text_under_another_id_is_recognised_by_its_file(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "to repeal the law", "confirm")
    edit_source(dossier, "dossier.toml", '"2031"', '"2031-motion"')
    said = run("review", dossier, "--check").stdout
    remedy = "its file is called “2031-motion” now: replace 2031/ by 2031-motion/ all over this file"
    assert remedy in " ".join(said.split())
    path_of(dossier).write_text(text_of(dossier).replace("2031/", "2031-motion/"), encoding="utf-8")
    assert "decision-stale" not in run("review", dossier, "--check").stdout
    assert "1 decided" in run("review", dossier).stderr


LINK = "added links:\n  - {old: 2032/1.1.1, new: 2031/2.1.1, decision: add, by: A, on: 2032-07-01}\n"


def test_a_link_that_no_comparison_shows_is_told(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).write_text(LINK, encoding="utf-8")
    said = run("review", dossier, "--check").stdout
    assert "the dossier does not compare 2032 with 2031, so the decision has no effect" in said
    assert "write old and new the other way round (decision-unused)" in said
    assert "decision-unused" in run("check", dossier).stdout
    assert "decision-unused" in run("build", dossier, "--output", tmp_path / "out", "--only", "comparison/html").stderr


def test_check_of_a_dossier_without_a_file_says_what_to_do(tmp_path: Path) -> None:
    result = run("review", make_dossier(tmp_path), "--check")
    assert "write them into it with `exporter review`" in result.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("clear links:\n  - desicion: x\n", "review.yaml:2: unknown key “desicion”"),
        ("<<<<<<< HEAD\n", "review.yaml:1: two versions of this file were not merged"),
    ],
)
def test_a_bad_file_is_one_line_and_left_as_it_is(tmp_path: Path, content: str, message: str) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).write_text(content, encoding="utf-8")
    for words in (["review", dossier], ["review", dossier, "--check"], ["review", dossier, "--web", "--no-browser"]):
        result = run(*words)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert message in result.stderr
    assert text_of(dossier) == content
    assert not path_of(dossier).with_name("review.yaml.bak").exists()


def test_wrong_usage(tmp_path: Path) -> None:
    assert run("review").exit_code == 2
    assert run("review", tmp_path, "--check", "--web").exit_code == 2
    result = run("review", make_dossier(tmp_path) / "old.txt")
    assert "is not the folder of a dossier" in result.stderr
    result = run("review", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    dossier.chmod(0o500)
    result = run("review", dossier)
    dossier.chmod(0o700)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    path_of(dossier).mkdir()
    result = run("review", dossier)
    assert result.exit_code == 1
    assert "is a folder" in result.stderr
