from pathlib import Path

import pytest

from exporter.batch.check import check_paths, is_template
from exporter.batch.report import Failed, Noticed
from exporter.batch.sample import NEW, OLD, make_comparison, make_documents
from tests.conftest import ROOT


def test_the_sample_shows_every_part() -> None:
    old, new = make_documents()
    comparison = make_comparison((old, new))
    assert old.resolution.citations
    assert old.resolution.recitals
    assert comparison.links
    assert comparison.comparability
    assert {statement.kind for statement in old.demands.statements} == {"demand", "position", "procedural"}


def test_the_shipped_templates_are_fine() -> None:
    assert not list(check_paths([ROOT / "templates"]))


def test_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD.replace("2. Calls", "5. Calls"), encoding="utf-8")
    events = list(check_paths([tmp_path / "a.txt"]))
    assert all(isinstance(event, Noticed) and event.file == str(tmp_path / "a.txt") for event in events)
    assert "label-gap" in [event.notice.code for event in events if isinstance(event, Noticed)]


def test_a_dossier_tells_comparability(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "dossier.toml").write_text(
        'title = "X"\n[[texts]]\nid = "1"\nfile = "a.txt"\n[[texts]]\nid = "2"\nfile = "b.txt"\n', encoding="utf-8"
    )
    codes = [event.notice.code for event in check_paths([tmp_path]) if isinstance(event, Noticed)]
    assert "unlike-status" in codes


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("briefing.html", "{% if %}", 1),
        ("dossier.html", "<p>\n{{ nothing }}", 2),
        ("parts/base.html", "\n\n{% block %}", 3),
        ("index.html", "{{ entries[0].nonsense }}", 1),
        ("theme.toml", "\nfonts = \n", 2),
        ("labels/en.toml", "x = \n", 1),
    ],
)
def test_a_template_with_an_error_is_named_with_its_line(tmp_path: Path, name: str, content: str, line: int) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    for place in (tmp_path, path):
        events = list(check_paths([place]))
        assert events
        assert all(isinstance(event, Failed) and event.message.startswith(f"{path}:{line}: ") for event in events)


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("a.html", "<p>{{ x }}</p>", True),
        ("a.html", "<p>The European Parliament</p>", False),
        ("a.css", "", True),
        ("theme.toml", "", True),
        ("dossier.toml", "", False),
        ("a.txt", "{{ x }}", False),
    ],
)
def test_what_is_a_template(tmp_path: Path, name: str, content: str, answer: bool) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert is_template(tmp_path / name) is answer


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    events = list(check_paths([tmp_path / "no.txt", tmp_path / "no.html", tmp_path]))
    assert [type(event) for event in events] == [Failed] * 3
