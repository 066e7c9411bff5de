"""The command line as a person meets it: what it prints, where, and with which exit code."""

import json
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from exporter.batch import documents
from exporter.batch.sample import NEW, OLD
from exporter.cli import main
from exporter.model.comparison import Comparison
from exporter.model.demands import Demands
from exporter.model.resolution import Resolution
from tests.conftest import ROOT

HEAVY = ("weasyprint", "docx", "lxml", "xlsxwriter", "jinja2", "rich", "fontTools", "pypdfium2", "msgspec", "urllib3")
COMMANDS = ("build", "brief", "compare", "parse", "demands", "review", "pull", "check", "theme", "fetch")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the commands run in, with two texts."""
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD, encoding="utf-8")
    Path("new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="exporter")


def run_process(words: Sequence[str], stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    command = [sys.executable, "-m", "exporter", *words]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, check=False, env=environment, timeout=120)


def run_on_terminal(words: Sequence[str]) -> tuple[int, str]:
    """Run a command whose output goes to a terminal; return its exit code and what the terminal shows."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
    command = [sys.executable, "-m", "exporter", *words]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return process.returncode, shown.decode()


def fail_with(message: str, result: Result, code: int = 1) -> None:
    """Check that a command failed with one line on stderr and nothing on stdout."""
    assert result.exit_code == code, result.output
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1, result.stderr
    assert message in result.stderr
    assert result.stdout == ""


# --- help


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([command, "--help"] for command in COMMANDS), ["--version"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\nfrom exporter.cli import main\n"
        f"try:\n    main({words})\nexcept SystemExit as left:\n"
        f"    print([name for name in {HEAVY} if name in sys.modules], left.code, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stderr == "[] 0\n"
    assert run.stdout


def test_help_names_every_command_with_an_example() -> None:
    shown = run("--help").stdout
    assert list(main.commands) == list(COMMANDS)
    for command in COMMANDS:
        assert f"  {command} " in shown
        assert f"exporter {command} " in run(command, "--help").stdout.partition("Examples:")[2]
    assert "..." not in shown.partition("Commands:")[2].partition("Examples:")[0]


def test_help_is_quick() -> None:
    start = time.perf_counter()
    run_process(["--help"])
    assert time.perf_counter() - start < 5  # a tenth of a second on a quiet machine


def test_no_command_shows_the_help() -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, run("--help").stdout)


def test_version() -> None:
    assert run("--version").stdout.startswith("exporter ")


# --- what was meant


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["bild"], "'bild'"),
        (["build", "--outptu", "x"], "--outptu"),
        (["build", "--only", "brifing"], 'did you mean "briefing"?'),
        (["build", "--jobs", "0"], "--jobs"),
        (["build"], "there is no dossier in sources/"),
        (["parse"], "Missing argument"),
        (["parse", "old.txt", "--to", "pdf"], "'pdf'"),
        (["compare", "old.txt"], "NEW"),
        (["compare", "old.txt", "new.txt", "-o", "x.zip"], "say which with --to"),
        (["brief", "old.txt", "-o", "x"], "say which with --to: pdf, docx, html"),
        (["demands", "old.txt", "new.txt", "--to", "csv"], "csv holds one text"),
        (["build", "old.txt", "--only", "comparison"], "there is nothing to make"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(folder: Path, words: list[str], message: str) -> None:
    before = sorted(folder.rglob("*"))
    fail_with(message, run(*words), code=2)
    assert sorted(folder.rglob("*")) == before


# --- bad input

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n \n",
    "binary.txt": bytes(range(256)) * 20,
    "zeros.txt": b"\0" * 5000,
    "wrong-encoding.txt": b"\xff\xfe" + OLD.encode(),  # says UTF-16 and is not
    "diary.txt": b"Dear diary, today it rained.\n",
    "really.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "slides.odp": b"words",
    "line\nbreak \x1b[31m.txt": b"",
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt", "folder"])
def test_bad_input_is_one_line_and_the_others_are_still_shown(folder: Path, name: str) -> None:
    (folder / "folder").mkdir()
    for file, data in BAD.items():
        (folder / file).write_bytes(data)
    for command in (["parse", name], ["demands", name], ["compare", name, "new.txt"], ["brief", name, "-o", "x.html"]):
        result = run(*command)
        fail_with(name.partition("\n")[0], result)
        assert "\x1b" not in result.stderr
    both = run("parse", name, "old.txt")
    assert both.exit_code == 1
    assert [text["reference"] for text in json.loads(both.stdout)] == ["B9-9998/2031"]
    assert not (folder / "x.html").exists()


@pytest.mark.parametrize("name", [*BAD, "missing.txt"])
def test_bad_input_does_not_stop_a_build(folder: Path, name: str) -> None:
    if name in BAD:
        (folder / name).write_bytes(BAD[name])
    result = run("build", name, "new.txt", "--only", "html")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert result.stdout.splitlines() == ["build/texts/new-resolution.html", "build/texts/new-briefing.html"]
    assert sorted(path.name for path in folder.rglob("*.html")) == ["new-briefing.html", "new-resolution.html"]
    assert "Traceback" not in result.output


def test_an_old_encoding_is_read_and_doubted(folder: Path) -> None:
    (folder / "old.txt").write_bytes(OLD.replace("editor", "\xe9diteur").encode("cp1252"))
    assert "\xe9diteur" in json.loads(run("parse", "old.txt").stdout)["recitals"][0]["text"]
    result = run("check", "old.txt", "--strict")
    assert result.exit_code == 3
    assert "(encoding-guessed)" in result.stdout


def test_a_dossier_with_an_unknown_key(folder: Path) -> None:
    (folder / "dossier.toml").write_text('title = "x"\neditons = ["pdf"]\n', encoding="utf-8")
    message = 'dossier.toml:2: unknown key "editons" (did you mean "editions"?); allowed here: title, texts, '
    for command in ("build", "check"):
        result = run(command, "dossier.toml")
        assert result.exit_code == 1
        assert message in result.stderr.splitlines()[0]


def test_a_template_with_an_error(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "briefing.html").write_text("<p>\n{{ text.nonsense }}\n", encoding="utf-8")
    fail_with("mine/briefing.html:2: ", run("brief", "old.txt", "-o", "x.html", "--templates", "mine"))
    result = run("build", "old.txt", "--templates", "mine", "--only", "html")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: mine/briefing.html:2: ")
    assert "build/old/old-resolution.html" in result.stdout
    assert run("check", "mine").exit_code == 1
    fail_with("nowhere", run("brief", "old.txt", "--to", "html", "--templates", "nowhere"))


@pytest.mark.parametrize("place", ["file", "file/deeper", "/proc/nowhere"])
def test_an_output_folder_that_cannot_be_written(folder: Path, place: str) -> None:
    (folder / "file").write_bytes(b"mine")
    fail_with("name another one with --output", run("build", "old.txt", "--output", place))
    assert (folder / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("place", ["file/x.html", "folder"])
def test_an_output_file_that_cannot_be_written(folder: Path, place: str) -> None:
    (folder / "file").write_bytes(b"mine")
    (folder / "folder").mkdir()
    fail_with("name a", run("brief", "old.txt", "--to", "html", "-o", place))
    assert sorted(path.name for path in folder.rglob("*")) == ["file", "folder", "new.txt", "old.txt"]


def test_a_defect_of_ours_is_one_line_and_shows_its_place_on_demand(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Resolution:
        raise KeyError("oops")

    monkeypatch.setattr(documents, "parse", fail)
    fail_with("a defect in this program, not in your text: KeyError: 'oops'; please report it", run("parse", "old.txt"))
    shown = run("--debug", "parse", "old.txt")
    assert shown.exit_code == 1
    assert "in fail" in shown.stderr


def test_an_interruption_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> Resolution:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "parse", stop)
    result = run("parse", "old.txt")
    assert result.exit_code == 130
    assert "interrupted" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["brief", "old.txt", "--to", "html", "-o", "old.txt"],
        ["parse", "old.txt", "new.txt", "--to", "json", "-o", "sub/../new.txt"],
        ["compare", "old.txt", "new.txt", "--to", "csv", "-o", "old.txt"],
    ],
)
def test_a_source_is_never_overwritten(folder: Path, words: list[str]) -> None:
    (folder / "sub").mkdir()
    fail_with("would overwrite the text it is made of", run(*words), code=2)
    assert (folder / "old.txt").read_text(encoding="utf-8") == OLD
    assert (folder / "new.txt").read_text(encoding="utf-8") == NEW


def test_a_build_never_overwrites_a_source(folder: Path) -> None:
    (folder / "x").mkdir()
    (folder / "x" / "1-briefing.html").write_text(OLD, encoding="utf-8")
    (folder / "x" / "dossier.toml").write_text(
        'title = "X"\n[[texts]]\nid = "1"\nfile = "1-briefing.html"\n', encoding="utf-8"
    )
    fail_with("x/1-briefing.html would overwrite a source", run("build", "x", "--output", "."), code=2)
    assert (folder / "x" / "1-briefing.html").read_text(encoding="utf-8") == OLD


def test_a_poor_terminal_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (folder / "\xe9t\xe9.txt").write_text(OLD, encoding="utf-8")
    for words in (["build", "\xe9t\xe9.txt", "--only", "briefing/html", "--output", "\xfc"], ["check", "n\xe9.txt"]):
        assert b"Traceback" not in run_process(words).stderr
    assert (folder / "\xfc" / "ete" / "ete-briefing.html").is_file()


# --- what is shown


def test_parse(folder: Path) -> None:
    result = run("parse", "old.txt")
    assert result.exit_code == 0
    assert msgspec.json.decode(result.stdout_bytes, type=Resolution).reference == "B9-9998/2031"
    assert result.stderr == ""


def test_several_texts_are_a_list(folder: Path) -> None:
    both = msgspec.json.decode(run("demands", "old.txt", "new.txt").stdout_bytes, type=list[Demands])
    assert [demands.reference for demands in both] == ["B9-9998/2031", "P9_TA(2032)9999"]


def test_compare(folder: Path) -> None:
    result = run("compare", "old.txt", "new.txt", "--comparator", "P9_TA(2031)0001")
    comparison = msgspec.json.decode(result.stdout_bytes, type=Comparison)
    assert (comparison.texts.old.id, comparison.texts.new.id) == ("old", "new")
    assert any("P9_TA(2031)0001" in notice.message for notice in comparison.comparability)


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        (["parse", "old.txt", "--to", "table"], b"old.txt\nreference"),
        (["demands", "old.txt", "--to", "table"], b"B9-9998/2031\n"),
        (["demands", "old.txt", "--to", "csv"], b"\xef\xbb\xbfid,paragraph"),
        (["demands", "old.txt", "--to", "xlsx"], b"PK"),
        (["compare", "old.txt", "new.txt", "--to", "table"], b"B9-9998/2031 (motion)"),
        (["compare", "old.txt", "new.txt", "--to", "csv"], b"\xef\xbb\xbfwhat,"),
        (["compare", "old.txt", "new.txt", "--to", "xlsx"], b"PK"),
        (["compare", "old.txt", "new.txt", "--to", "redline"], b"PK"),
        (["compare", "old.txt", "new.txt", "--to", "html"], b"<!doctype html>"),
        (["compare", "old.txt", "new.txt", "--to", "docx"], b"PK"),
        (["compare", "old.txt", "new.txt", "--to", "pdf"], b"%PDF-"),
        (["compare", "old.txt", "new.txt", "--to", "sqlite"], b"SQLite format 3\x00"),
        (["parse", "old.txt", "--to", "akn"], b"<?xml"),
        (["brief", "old.txt", "--to", "html"], b"<!doctype html>"),
        (["brief", "old.txt", "--to", "docx", "-o", "-"], b"PK"),
        (["brief", "old.txt"], b"%PDF-"),
    ],
)
def test_every_format_goes_to_a_pipe_and_into_a_file(folder: Path, words: list[str], starts: bytes) -> None:
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    assert result.stdout_bytes.lower().startswith(starts.lower())
    written = run(*words, "-o", "made/result")
    if "--to" in words:
        assert written.exit_code == 0, written.stderr
        assert (folder / "made" / "result").read_bytes() == result.stdout_bytes
        assert written.stdout == ""


def test_the_suffix_says_the_format(folder: Path) -> None:
    assert run("compare", "old.txt", "new.txt", "-o", "x.XLSX").exit_code == 0
    assert (folder / "x.XLSX").read_bytes().startswith(b"PK")


def test_a_suffix_of_two_parts_says_the_format(folder: Path) -> None:
    assert run("parse", "old.txt", "-o", "old.akn.xml").exit_code == 0
    first, again = (run("parse", name, "--to", "json") for name in ("old.txt", "old.akn.xml"))
    texts = [msgspec.json.decode(result.stdout_bytes, type=Resolution) for result in (first, again)]
    assert texts[0].paragraphs == texts[1].paragraphs != ()
    assert run("parse", "old.txt", "-o", "old.xml").exit_code == 2


def test_the_account_of_a_reading_is_no_akoma_ntoso(folder: Path) -> None:
    assert run("parse", "old.txt", "--report", "--to", "akn").exit_code == 2
    assert run("parse", "old.txt", "new.txt", "--to", "akn").exit_code == 2


def test_build_in_a_pipe_prints_the_files_it_made(folder: Path) -> None:
    result = run("build", "old.txt", "--only", "briefing/html", "--output", "out")
    assert result.exit_code == 0
    assert result.stdout == "out/old/old-briefing.html\n"
    assert result.stderr == "made 1 file\n"
    assert (folder / "out/old/old-briefing.html").is_file()


def test_build_quietly(folder: Path) -> None:
    result = run("build", "old.txt", "--only", "briefing/html", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_build_with_a_log_for_programs(folder: Path) -> None:
    (folder / "empty.txt").touch()
    result = run("build", "old.txt", "empty.txt", "--only", "briefing/html", "--json-log")
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert result.stdout == ""
    assert [event["event"] for event in events] == ["planned", "failed", "made", "summary"]
    assert events[0]["files"] == 2
    assert events[1]["missing"] == ["build/texts/empty-briefing.html"]
    assert events[2]["path"] == "build/texts/old-briefing.html"
    assert events[2]["bytes"] == (folder / events[2]["path"]).stat().st_size
    assert events[3] == {"event": "summary", "made": 1, "missing": ["build/texts/empty-briefing.html"]}


def test_build_of_sources_by_default(folder: Path) -> None:
    (folder / "sources" / "a").mkdir(parents=True)
    (folder / "sources" / "a" / "dossier.toml").write_text(
        'title = "A"\n[[texts]]\nid = "1"\nfile = "../../old.txt"\n', encoding="utf-8"
    )
    result = run("build", "--only", "briefing/html")
    assert result.stdout == "build/a/1-briefing.html\n"


def test_strict_turns_warnings_into_exit_code_3(folder: Path) -> None:
    (folder / "gap.txt").write_text(OLD.replace("\n2. ", "\n5. "), encoding="utf-8")
    for command in (["build", "gap.txt", "--only", "briefing/html"], ["check", "gap.txt"]):
        relaxed, strict = run(*command), run(*command, "--strict")
        assert (relaxed.exit_code, strict.exit_code) == (0, 3)
        assert "gap.txt:" in strict.output
        assert "warning" in strict.output


def test_check_of_what_is_fine_says_so(folder: Path) -> None:
    result = run("check", "new.txt", "--strict")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing to report\n")


# --- terminals and pipes


def test_a_binary_file_is_refused_on_a_terminal(folder: Path) -> None:
    for words in (["brief", "old.txt"], ["demands", "old.txt", "--to", "xlsx", "-o", "-"]):
        code, shown = run_on_terminal(words)
        assert code == 2
        assert "is not for the terminal; name a file with -o" in " ".join(shown.split())


def test_a_terminal_gets_a_table_and_a_pipe_gets_json(folder: Path) -> None:
    code, shown = run_on_terminal(["parse", "old.txt"])
    assert code == 0
    assert "B9-9998/2031" in shown
    assert "{" not in shown
    assert run_process(["parse", "old.txt"]).stdout.startswith(b"{")


def test_a_terminal_shows_progress_and_keeps_the_lines(folder: Path) -> None:
    (folder / "gap.txt").write_text(OLD.replace("\n2. ", "\n5. "), encoding="utf-8")
    code, shown = run_on_terminal(["build", "gap.txt", "--only", "html"])
    assert code == 0
    assert "build/gap/gap-briefing.html" in shown
    assert "warning" in shown
    assert "made 3 files" in shown


def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    result = run_process(["parse", "old.txt"], stdout=theirs)
    os.close(theirs)
    assert result.returncode == 1
    assert result.stderr == b""


# --- how a text was read


def test_report_shows_each_part_and_what_was_doubted(seeds: Path) -> None:
    shown = run("parse", str(seeds / "2022-B9-0234.txt"), "--report").stdout
    assert "Not found in the text: date" in shown
    assert "Doubted: look at the source: nothing" in shown
    assert "The label G. stood out of place" in shown
    assert re.search(r"paragraph 12 +Instructs its President", shown)
    assert json.loads(run("parse", str(seeds / "2022-B9-0234.txt"), "--report", "--to", "json").stdout)["missing"]


def test_a_file_may_hold_several_resolutions(tmp_path: Path) -> None:
    text = "European Parliament resolution on {0}\nThe European Parliament,\n– having regard to {0},\n1. Notes {0}.\n\n"
    path = tmp_path / "two.txt"
    path.write_text(text.format("salt") + text.format("honey"), encoding="utf-8")
    second = json.loads(run("parse", f"{path}#2").stdout)
    assert (second["title"], second["source"]["file"]) == ("European Parliament resolution on honey", "two.txt#2")
    fail_with("so there is no number 3", run("parse", f"{path}#3"))


def test_metadata_stand_beside_a_csv(folder: Path) -> None:
    succeed = run("compare", "old.txt", "new.txt", "-o", "changes.csv")
    assert succeed.exit_code == 0
    described = json.loads((folder / "changes.csv-metadata.json").read_bytes())
    head = (folder / "changes.csv").read_text(encoding="utf-8-sig").partition("\n")[0].strip().split(",")
    assert described["url"] == "changes.csv"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == head
