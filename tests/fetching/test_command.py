import datetime
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exporter.cli import main
from exporter.fetching.command import make_agent
from tests.fetching.servers import Reply, Server, make_adopted, make_motion

Fetch = Callable[..., Result]


@pytest.fixture
def fetch(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    """Run `exporter fetch` in an empty folder, with the server of the test in the place of all others."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    mirrors = [f"--place={name}={server.base}/{name}" for name in ("doceo", "opendata", "cellar", "un", "undocs")]
    server.put("/doceo/B-9-2031-9998_EN.html", Reply(body=make_motion()))
    server.put("/doceo/TA-9-2031-0201_EN.html", Reply(body=make_adopted()))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["fetch", *words, *mirrors, "--cache", "cache"], prog_name="exporter")

    return run


def test_saves_texts_that_can_be_built(fetch: Fetch) -> None:
    result = fetch("B9-9998/2031", "TA-9-2031-0201", "--into", "ruritania")
    assert result.exit_code == 0, result.output
    assert result.stdout.split() == ["ruritania/B9-9998-2031.html", "ruritania/P9-TA-2031-0201.html"]
    texts = tomllib.loads(Path("ruritania/dossier.toml").read_text())["texts"]
    assert {text["given"]["fetched"] for text in texts} == {datetime.date.today()}
    checked = CliRunner().invoke(main, ["check", "ruritania"], prog_name="exporter")
    assert checked.exit_code == 0, checked.output


def test_what_was_fetched_is_printed_with_its_address_and_the_day(fetch: Fetch, server: Server) -> None:
    fetch("B9-9998/2031", "--into", "ruritania")
    dossier = Path("ruritania/dossier.toml")
    dossier.write_text(re.sub(r"(?m)^fetched = .*", "fetched = 2031-06-01", dossier.read_text()))
    words = ("build", "ruritania", "--only", "dossier/html", "--only", "resolution/html", "--jobs", "1")
    built = CliRunner().invoke(main, [*words, "--quiet"], prog_name="exporter")
    assert built.exit_code == 0, built.output
    pages = [path.read_text() for path in sorted(Path("build").rglob("*.html"))]
    assert len(pages) == 2
    for page in pages:
        rows = dict(re.findall(r"<dt>([^<]*)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL))
        assert rows["Taken from there on"].strip() == "1 June 2031"
        assert f'href="{server.base}/doceo/B-9-2031-9998_EN.html"' in rows["Address"]


def test_makes_a_folder_in_sources_where_none_is_named(fetch: Fetch) -> None:
    assert fetch("B9-9998/2031").exit_code == 0
    assert Path("sources/B9-9998-2031/dossier.toml").exists()


def test_goes_on_after_one_fails_and_says_so(fetch: Fetch) -> None:
    result = fetch("B9-9997/2031", "2031/2658(RSP)", "B9-9998/2031", "--into", "here")
    assert result.exit_code == 1
    assert result.stdout == "here/B9-9998-2031.html\n"
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert [line.split(": ")[1] for line in errors] == ["B9-9997/2031", "2031/2658(RSP)"]
    assert "https://oeil" in errors[1]


def test_does_not_replace_files_unless_told(fetch: Fetch) -> None:
    fetch("B9-9998/2031", "--into", "here")
    Path("here/B9-9998-2031.html").write_text("mine")
    assert fetch("B9-9998/2031", "--into", "here").exit_code == 1
    assert Path("here/B9-9998-2031.html").read_text() == "mine"
    assert fetch("B9-9998/2031", "--into", "here", "--force").exit_code == 0
    assert Path("here/B9-9998-2031.html").read_bytes() == make_motion()


def test_leaves_no_folder_behind_where_nothing_came(fetch: Fetch) -> None:
    assert fetch("B9-9997/2031").exit_code == 1
    assert not Path("sources").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), "Missing argument"),
        (("B9-9998/2031", "--format", "odt"), "odt"),
        (("B9-9998/2031", "--into", "file.txt"), "is no folder"),
        (("B9-9998/2031", "--place", "moon=https://example.org"), "is no place"),
        (("B9-9998/2031", "--place", "doceo=file:///etc"), "is no place"),
    ],
)
def test_tells_wrong_usage(fetch: Fetch, words: tuple[str, ...], reason: str) -> None:
    Path("file.txt").write_text("x")
    result = fetch(*words)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert reason in result.stderr


def test_tells_a_damaged_dossier_with_its_line(fetch: Fetch, server: Server) -> None:
    Path("here").mkdir()
    Path("here/dossier.toml").write_text('title = "a"\ntexts = 1\n')
    result = fetch("B9-9998/2031", "--into", "here")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "here/dossier.toml:2" in result.stderr
    assert server.requests == []


def test_names_itself_to_servers(fetch: Fetch, server: Server) -> None:
    fetch("B9-9998/2031")
    agent = server.requests[0].headers["User-Agent"]
    assert agent.startswith("exporter/")
    assert agent.isascii()
    assert "exporter/1.2.3 (" in make_agent("1.2.3")
    assert "exporter/unreleased (" in make_agent("of a checkout that is not installed")
