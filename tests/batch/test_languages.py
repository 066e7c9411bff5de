"""Texts in two languages are compared on demand only."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import exporter
from exporter.batch.sample import NEW
from exporter.cli import main
from exporter.errors import UsageError
from tests.conftest import CASES

FRENCH = CASES / "parsing" / "french_motion.txt"


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "new.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


def test_they_are_refused_with_a_reason(english: Path) -> None:
    with pytest.raises(UsageError, match=r"different languages \(français and English\).*--across-languages"):
        exporter.compare(FRENCH, english)


def test_they_are_compared_when_asked_for(english: Path) -> None:
    comparison = exporter.compare(FRENCH, english, across_languages=True)
    assert "unlike-language" in {notice.code for notice in comparison.comparability}


def test_the_command_has_a_switch(english: Path) -> None:
    refused = CliRunner().invoke(main, ["compare", str(FRENCH), str(english), "--to", "json"])
    assert refused.exit_code == 2
    assert "across-languages" in refused.output
    assert CliRunner().invoke(main, ["compare", str(FRENCH), str(english), "--across-languages"]).exit_code == 0


@pytest.mark.parametrize(("key", "code"), [("", 1), ("across-languages = true", 0)])
def test_a_dossier_has_a_key(english: Path, key: str, code: int) -> None:
    english.with_name("old.txt").write_bytes(FRENCH.read_bytes())
    english.with_name("dossier.toml").write_text(
        'title = "Two languages"\neditions = ["json"]\npublications = ["comparison"]\n'
        '[[texts]]\nid = "a"\nfile = "old.txt"\n[[texts]]\nid = "b"\nfile = "new.txt"\n'
        f'[[comparisons]]\nold = "a"\nnew = "b"\n{key}\n',
        encoding="utf-8",
    )
    output = str(english.parent / "out")
    result = CliRunner().invoke(main, ["build", str(english.parent), "--output", output])
    assert result.exit_code == code, result.output
    assert ("different languages" in result.output) is not (code == 0)
