"""The golden machinery itself: it must fail when it should."""

from pathlib import Path

import pytest

from tests.golden import Goldens, find_orphans, write_report


def test_a_difference_fails_and_is_reported(tmp_path: Path) -> None:
    source = tmp_path / "x.txt"
    source.write_text("in")
    (tmp_path / "x.txt.json").write_text("old\n")
    goldens = Goldens(tmp_path)
    with pytest.raises(pytest.fail.Exception, match="-old"):
        goldens.check(source, ".json", "new\n")
    write_report(tmp_path / "report", goldens.failures)
    assert "x.txt.json" in (tmp_path / "report" / "index.html").read_text()


def test_a_missing_golden_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception):
        Goldens(tmp_path).check(tmp_path / "x.txt", ".json", "")


def test_update_writes_and_then_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    Goldens(tmp_path, update=True).check(tmp_path / "x.txt", ".json", "new\n")
    Goldens(tmp_path).check(tmp_path / "x.txt", ".json", "new\n")


def test_update_is_refused_under_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="refused"):
        Goldens(tmp_path, update=True).check(tmp_path / "x.txt", ".json", "new\n")


def test_an_unclaimed_golden_is_found(tmp_path: Path) -> None:
    for name in ("x.txt", "x.txt.json", "x.txt.old.json"):
        (tmp_path / name).write_text("")
    assert find_orphans(tmp_path, {tmp_path / "x.txt.json"}) == ["x.txt.old.json"]
