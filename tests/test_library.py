import doctest
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import exporter
from exporter.batch.sample import NEW, OLD
from exporter.writers import json
from tests.conftest import ROOT

README = ROOT / "README.md"

# the examples that a newcomer copies: the one in the package, and each one in the README
EXAMPLES = [exporter.__doc__ or ""]
if README.is_file():
    EXAMPLES += re.findall(r"```(?:python|pycon)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)

HEAVY = (
    "weasyprint",
    "docx",
    "lxml",
    "xlsxwriter",
    "jinja2",
    "rich",
    "fontTools",
    "exporter.library",
    "exporter.batch",
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path / "old.txt", tmp_path / "new.txt"


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_do_what_they_say(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if ">>>" not in example:
        exec(compile(example, "README.md", "exec"), {})
        return
    test = doctest.DocTestParser().get_doctest(example, {}, "example", "README.md", 0)
    results = doctest.DocTestRunner(verbose=False).run(test)
    assert results.attempted > 0
    assert results.failed == 0


def test_a_text_has_its_parts_at_hand(pair: tuple[Path, Path]) -> None:
    text = exporter.read(pair[0])
    assert text.id == "old"
    assert text.reference == text.resolution.reference == "B9-9998/2031"
    assert text.status == "motion"
    assert text.date is None
    assert text.title == "European Parliament resolution on the freedom of the press in Ruritania"
    quotes = [action.quote for statement in text.demands.statements for action in statement.actions]
    assert any("release the editor" in quote for quote in quotes)
    assert text.notices == tuple(dict.fromkeys((*text.resolution.notices, *text.demands.notices)))


def test_given_facts_stay_apart_from_the_text(pair: tuple[Path, Path]) -> None:
    from exporter.model.dossier import Given

    text = exporter.read(str(pair[0]), given=Given(source="the register", group="Renew"))
    assert text.document.given == Given(source="the register", group="Renew")
    assert not text.resolution.signatories


def test_texts_and_paths_compare_alike(pair: tuple[Path, Path]) -> None:
    old, new = (exporter.read(path) for path in pair)
    assert exporter.compare(old, new) == exporter.compare(*pair) == exporter.compare(old, str(pair[1]))


def test_two_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    for year, text in (("2031", OLD), ("2032", NEW)):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.txt").write_text(text, encoding="utf-8")
    texts = exporter.compare(tmp_path / "2031" / "a.txt", tmp_path / "2032" / "a.txt").texts
    assert (texts.old.id, texts.new.id) == ("a", "a-2")


def test_the_real_texts_come_back_from_their_json(seeds: Path) -> None:
    old, new = (exporter.read(path) for path in sorted(seeds.glob("*.txt")))
    for value in (old.resolution, old.demands, new.resolution, new.demands, exporter.compare(old, new)):
        assert msgspec.json.decode(json.write(value), type=type(value)) == value


def test_errors_are_of_one_family(tmp_path: Path) -> None:
    with pytest.raises(exporter.ExporterError, match=r"no\.txt: there is no such file"):
        exporter.read(tmp_path / "no.txt")


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, exporter; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "[]\n"


def test_names_are_those_announced() -> None:
    assert dir(exporter) == sorted(exporter.__all__)
    assert all(getattr(exporter, name) for name in exporter.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        exporter.nonsense  # noqa: B018
