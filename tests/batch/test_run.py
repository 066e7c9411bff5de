"""Whole builds of small dossiers: what is made, what is not, and that one failure does not stop the rest."""

import os
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from exporter.batch import editions, run
from exporter.batch.dossier import make_dossier
from exporter.batch.plan import Filter, parse_filter
from exporter.batch.report import Failed, Made, Planned, Report
from exporter.batch.run import Options, build, load_dossiers
from exporter.batch.sample import NEW, OLD
from exporter.errors import DossierError, UsageError, WriteError
from exporter.model.page import Page

DOSSIER = """\
title = "Ruritania"
editions = ["html", "json"]
[[texts]]
id = "2031"
file = "old.txt"
[[texts]]
id = "2032"
file = "new.txt"
"""

ALL = {
    "2031-2032-comparison.html",
    "2031-2032-comparison.json",
    "2031-briefing.html",
    "2031-resolution.html",
    "2032-briefing.html",
    "2032-resolution.html",
    "asks.html",
    "dossier.html",
    "dossier.json",
    "index.html",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ruritania"
    folder.mkdir()
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    (folder / "dossier.toml").write_text(DOSSIER, encoding="utf-8")
    return folder


def run_build(
    paths: Sequence[Path], output: Path, filters: Sequence[str] = (), templates: Sequence[Path] = (), jobs: int = 1
) -> Report:
    dossiers, refused = load_dossiers(paths)
    chosen: tuple[Filter, ...] = tuple(parse_filter(word) for word in filters)
    report = Report()
    for event in refused:
        report.add(event)
    for event in build(dossiers, Options(output=output, filters=chosen, templates=tuple(templates), jobs=jobs)):
        report.add(event)
    return report


def list_files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_everything_is_made_and_linked(folder: Path, tmp_path: Path) -> None:
    report = run_build([folder], tmp_path / "out")
    assert not report.failed
    assert list_files(tmp_path / "out" / "ruritania") == ALL
    assert {Path(made.path).name for made in report.made} == ALL
    index = (tmp_path / "out" / "ruritania" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in ALL - {"index.html"})


def test_a_text_that_cannot_be_read_leaves_the_other_ones(folder: Path, tmp_path: Path) -> None:
    (folder / "old.txt").write_text("Dear diary", encoding="utf-8")
    report = run_build([folder], tmp_path / "out")
    assert list_files(tmp_path / "out") == {f"ruritania/{name}" for name in (
        "2032-briefing.html", "2032-resolution.html", "index.html")}  # fmt: skip
    (failure,) = report.failed
    assert failure.message.startswith(f"{folder / 'old.txt'}: no resolution was found")
    assert {Path(name).name for name in failure.missing} == ALL - {
        "2032-briefing.html", "2032-resolution.html", "index.html"}  # fmt: skip
    assert report.exit_code() == 1


def test_a_broken_template_leaves_the_other_publications(folder: Path, tmp_path: Path) -> None:
    templates = tmp_path / "mine"
    templates.mkdir()
    (templates / "briefing.html").write_text("<p>\n{{ text.title }}\n{{ text.nonsense }}\n", encoding="utf-8")
    report = run_build([folder], tmp_path / "out", templates=[templates])
    assert list_files(tmp_path / "out" / "ruritania") == ALL - {"2031-briefing.html", "2032-briefing.html"}
    assert len(report.failed) == 2
    assert all(failure.message.startswith(f"{templates / 'briefing.html'}:3: ") for failure in report.failed)


def test_a_broken_theme_leaves_the_data(folder: Path, tmp_path: Path) -> None:
    templates = tmp_path / "mine"
    templates.mkdir()
    (templates / "theme.toml").write_text("colour = \n", encoding="utf-8")
    report = run_build([folder], tmp_path / "out", templates=[templates])
    assert list_files(tmp_path / "out" / "ruritania") == {"2031-2032-comparison.json", "dossier.json"}
    (failure,) = report.failed
    assert failure.message.startswith(f"{templates / 'theme.toml'}:1")


def test_a_broken_dossier_leaves_the_other_dossiers(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "broken"
    other.mkdir()
    (other / "dossier.toml").write_text("titel = 1\n", encoding="utf-8")
    report = run_build([other, folder], tmp_path / "out", ["briefing"])
    assert list_files(tmp_path / "out") == {"ruritania/2031-briefing.html", "ruritania/2032-briefing.html"}
    assert [failure.message.partition(":1: ")[0] for failure in report.failed] == [str(other / "dossier.toml")]


def test_a_defect_of_ours_leaves_the_rest(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Page:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(editions, "render_briefing", fail)
    report = run_build([folder], tmp_path / "out")
    assert list_files(tmp_path / "out" / "ruritania") == ALL - {"2031-briefing.html", "2032-briefing.html"}
    assert "ZeroDivisionError: oops" in report.failed[0].message
    assert "in fail" in report.failed[0].trace


def test_a_full_disk_is_told_for_each_file_and_leaves_nothing_half_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise WriteError("cannot be written: no space left on device", file="x")

    monkeypatch.setattr(run, "write_file", fail)
    report = run_build([folder], tmp_path / "out")
    assert list_files(tmp_path / "out") == set()
    assert len(report.failed) == len(ALL)


def die_at_dossier(tasks: Sequence[editions.Task]) -> list[editions.Written]:
    """Write editions as always, but be killed at the dossier."""
    if any(task.path.name == "dossier.pdf" for task in tasks):
        os.kill(os.getpid(), signal.SIGKILL)
    return [editions.Written(data=b"x") for _ in tasks]


def test_a_killed_process_is_told_and_leaves_the_rest(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "write_group", die_at_dossier)
    (folder / "dossier.toml").write_text(DOSSIER.replace('"json"', '"pdf"'), encoding="utf-8")
    report = run_build([folder], tmp_path / "out", ["pdf"], jobs=2)
    assert [Path(name).name for name in report.missing] == ["dossier.pdf"]
    assert "the process that made it died (signal 9)" in report.failed[0].message
    assert len(report.made) == 6


def test_files_together_make_a_dossier_of_their_own(folder: Path, tmp_path: Path) -> None:
    report = run_build([folder / "old.txt", folder / "new.txt"], tmp_path / "out", ["html"])
    assert not report.failed
    assert list_files(tmp_path / "out") == {
        "texts/old-resolution.html", "texts/old-briefing.html", "texts/new-resolution.html", "texts/new-briefing.html",
        "texts/old-new-comparison.html", "texts/asks.html", "texts/dossier.html"}  # fmt: skip
    assert "B9-9998/2031, P9_TA(2032)9999" in (tmp_path / "out/texts/dossier.html").read_text(encoding="utf-8")


def test_several_dossiers_have_an_index_of_all(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "syldavia")
    report = run_build([folder, tmp_path / "syldavia"], tmp_path / "out")
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="ruritania/index.html"' in index
    assert 'href="syldavia/index.html"' in index
    assert str(tmp_path / "out" / "index.html") in [made.path for made in report.made]


def test_a_folder_of_dossiers_stands_for_them(folder: Path) -> None:
    dossiers, refused = load_dossiers([folder.parent])
    assert [dossier.name for dossier in dossiers] == ["ruritania"]
    assert not refused


def test_two_dossiers_of_one_name_are_refused(folder: Path, tmp_path: Path) -> None:
    dossiers, _ = load_dossiers([folder, folder])
    with pytest.raises(DossierError, match="same folder"):
        list(build(dossiers, Options(output=tmp_path / "out")))
    assert not (tmp_path / "out").exists()


def test_nothing_to_make_is_told_before_anything_is_touched(folder: Path, tmp_path: Path) -> None:
    dossiers, _ = load_dossiers([folder])
    with pytest.raises(UsageError, match="nothing to make"):
        list(build(dossiers, Options(output=tmp_path / "out", filters=(parse_filter("briefing/pdf"),))))
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    dossier = make_dossier([tmp_path / "missing.txt"])
    with pytest.raises(WriteError, match="--output"):
        list(build([dossier], Options(output=tmp_path / "file")))


def test_the_same_events_with_one_process_and_with_two(folder: Path, tmp_path: Path) -> None:
    (folder / "dossier.toml").write_text(DOSSIER.replace('"json"', '"pdf"'), encoding="utf-8")
    reports = [run_build([folder], tmp_path / "out", ["briefing", "comparison"], jobs=jobs) for jobs in (1, 2)]
    sizes = [{made.path: made.bytes for made in report.made} for report in reports]
    assert sizes[0] == sizes[1]
    assert len(sizes[0]) == 6


@pytest.mark.parametrize("filters", [[], ["html"]])
def test_as_many_files_are_made_as_are_announced(folder: Path, tmp_path: Path, filters: list[str]) -> None:
    shutil.copytree(folder, tmp_path / "syldavia")
    dossiers, _ = load_dossiers([folder, tmp_path / "syldavia"])
    options = Options(output=tmp_path / "out", filters=tuple(map(parse_filter, filters)))
    first, *events = build(dossiers, options)
    assert isinstance(first, Planned)
    assert first.files == sum(isinstance(event, Made) for event in events)


def test_events_are_of_the_kinds_told(folder: Path, tmp_path: Path) -> None:
    dossiers, _ = load_dossiers([folder])
    events = list(build(dossiers, Options(output=tmp_path / "out", filters=(parse_filter("briefing/html"),))))
    assert [type(event) for event in events if not isinstance(event, Failed)].count(Made) == 2


@pytest.mark.parametrize(("language", "title"), [("de", "Dossiers"), ("es", "Dosieres")])
def test_the_index_of_all_dossiers_is_in_the_language_asked_for(
    folder: Path, tmp_path: Path, language: str, title: str
) -> None:
    other = folder.with_name("syldavia")
    shutil.copytree(folder, other)
    dossiers, _ = load_dossiers([folder, other])
    list(build(dossiers, Options(output=tmp_path / "out", language=language, jobs=1)))
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert f"<h1>{title}</h1>" in page
    assert f'lang="{language}"' in page
