"""The page on this machine: asked over loopback, and looked at with a browser where there is one."""

import datetime
import http.client
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exporter.batch.review_web import LOOPBACK, Desk, Post, Server, open_server
from exporter.errors import ReviewError
from tests.review.dossiers import entries_of, make_dossier, path_of, text_of

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = open_server(make_dossier(tmp_path), lambda: datetime.date(2032, 7, 1))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(
    server: Server, name: str, body: object = None, token: str | None = None, **headers: str
) -> tuple[int, dict[str, str], Any]:
    connection = http.client.HTTPConnection(LOOPBACK, server.server_port, timeout=10)
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
    path = f"/{server.token if token is None else token}/{name}"
    connection.request("GET" if body is None else "POST", path, data, sent)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    is_json = answer.getheader("Content-Type") == "application/json"
    return answer.status, dict(answer.getheaders()), json.loads(content) if is_json else content.decode()


def post(
    server: Server, index: int, values: dict[str, str], by: str = "Jane Roe", version: str = ""
) -> tuple[int, Any]:
    version = version or ask(server, "questions")[2]["version"]
    status, _, data = ask(server, "decide", {"version": version, "index": index, "by": by, "values": values})
    return status, data


def folder_of(server: Server) -> Path:
    return server.desk.review.path.parent


def test_shows_every_question_with_both_quotations(server: Server) -> None:
    status, _, board = ask(server, "questions")
    assert status == 200
    assert [item["section"] for item in board["items"]] == [entry.section for entry in entries_of(folder_of(server))]
    first = board["items"][0]
    assert [side["words"][:17] for side in first["sides"]] == ["to release immedi", "the immediate rel"]
    assert first["choices"] == ["confirm", "reject", "correct"]


def test_a_click_is_saved_with_name_and_day_and_can_be_taken_back(server: Server) -> None:
    before = text_of(folder_of(server))
    status, board = post(
        server, 0, {"decision": "correct", "strength": "down", "comment": "see <b>par. 2</b>: #1\nyes"}
    )
    assert status == 200
    assert board["items"][0]["state"] == "decided"
    saved = entries_of(folder_of(server))[0].values
    assert [saved[key] for key in ("decision", "by", "on", "comment", "strength")] == [
        *("correct", "Jane Roe", "2032-07-01", "see <b>par. 2</b>: #1 yes", "down")
    ]
    backup = path_of(folder_of(server)).with_name("review.yaml.bak")
    assert backup.read_text(encoding="utf-8") == before
    status, _ = post(server, 0, {"decision": "", "strength": "", "comment": ""})
    assert status == 200
    assert "by" not in entries_of(folder_of(server))[0].values
    assert backup.read_text(encoding="utf-8") == before


def test_two_tabs_do_not_overwrite_each_other(server: Server) -> None:
    version = ask(server, "questions")[2]["version"]
    assert post(server, 0, {"decision": "confirm"}, version=version)[0] == 200
    status, data = post(server, 1, {"decision": "reject"}, by="John Doe", version=version)
    assert (status, data["error"][:32]) == (409, "the file was changed meanwhile; ")
    decided = [entry.values["by"] for entry in entries_of(folder_of(server)) if entry.is_decided]
    assert decided == ["Jane Roe"]


def test_what_an_editor_changes_meanwhile_is_not_overwritten(server: Server) -> None:
    version = ask(server, "questions")[2]["version"]
    path = path_of(folder_of(server))
    path.write_text(text_of(folder_of(server)) + "# mine\n", encoding="utf-8")
    assert post(server, 0, {"decision": "confirm"}, version=version)[0] == 409
    assert path.read_text(encoding="utf-8").endswith("# mine\n")
    assert post(server, 0, {"decision": "confirm"})[0] == 200
    assert path.read_text(encoding="utf-8").endswith("# mine\n")
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    status, _, data = ask(server, "questions")
    assert status == 422
    assert "two versions of this file were not merged" in data["error"]


def add(server: Server, old: str, new: str, by: str = "Jane Roe", **more: str) -> tuple[int, Any]:
    version = ask(server, "questions")[2]["version"]
    status, _, data = ask(server, "add", {"version": version, "by": by, "old": old, "new": new, **more})
    return status, data


def demands_of(server: Server) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of all demands that can be linked, by place, of the old and the new text."""
    old, new = ask(server, "demands")[2]
    return tuple({one["place"]: one["name"] for one in shelf["demands"]} for shelf in (old, new))  # type: ignore[return-value]


def test_any_two_demands_can_be_linked_by_hand(server: Server) -> None:
    before = text_of(folder_of(server))
    old, new = demands_of(server)
    status, board = add(server, old["2.1.1"], new["4.1.1"], comment="see #5: the same")
    assert status == 200
    (item,) = [item for item in board["items"] if item["section"] == "added links"]
    assert (item["state"], item["values"]["comment"], board["undo"]) == (
        "decided",
        "see #5: the same",
        "the added link",
    )
    (entry,) = [entry for entry in entries_of(folder_of(server)) if entry.section == "added links"]
    assert entry.values["where"] == "2031 2.1.1 → 2032 4.1.1"
    lines = text_of(folder_of(server)).split("\n")
    assert [line for line in before.rstrip("\n").split("\n") if line not in lines] == []
    status, board = post(server, item["index"], {"decision": ""})
    assert status == 200
    assert not [item for item in board["items"] if item["section"] == "added links"]


def test_a_link_the_other_way_round_is_turned_and_a_senseless_one_refused(server: Server) -> None:
    old, new = demands_of(server)
    _, board = add(server, new["4.1.1"], old["2.1.1"])
    (item,) = [item for item in board["items"] if item["section"] == "added links"]
    assert [side["label"] for side in item["sides"]] == ["2031, 2.1.1", "2032, 4.1.1"]
    before = text_of(folder_of(server))
    for first, second, says in (
        (old["2.1.1"], old["2.1.2"], "both demands are of one text"),
        (old["2.1.1"], "2032/ffffff", "there is no demand"),
        (old["2.1.1"], "2099/ffffff", "the dossier has no text"),
    ):
        status, data = add(server, first, second)
        assert (status, says in data["error"]) == (422, True)
    assert add(server, old["2.1.1"], new["1.1.1"], by=" ")[0] == 422
    assert text_of(folder_of(server)) == before


def test_a_second_time_a_link_is_confirmed_where_it_stands(server: Server) -> None:
    old, new = demands_of(server)
    proposed = next(entry for entry in entries_of(folder_of(server)) if entry.is_link)
    add(server, proposed.values["old"], proposed.values["new"])
    add(server, old["2.1.1"], new["4.1.1"])
    add(server, old["2.1.1"], new["4.1.1"], by="John Doe")
    decided = [(e.section, e.values["decision"], e.values["by"]) for e in entries_of(folder_of(server)) if e.is_decided]
    assert decided == [("clear links", "confirm", "Jane Roe"), ("added links", "confirm", "John Doe")]


def test_steps_are_undone_to_the_byte_and_never_over_somebody_elses(server: Server) -> None:
    path = path_of(folder_of(server))
    states = [path.read_bytes()]
    for index, verdict in enumerate(("confirm", "reject")):
        post(server, index, {"decision": verdict})
        states.append(path.read_bytes())
    for expected in reversed(states[:-1]):
        version = ask(server, "questions")[2]["version"]
        assert ask(server, "undo", {"version": version})[0] == 200
        assert path.read_bytes() == expected
    version = ask(server, "questions")[2]["version"]
    assert ask(server, "undo", {"version": version})[0] == 422
    post(server, 0, {"decision": "confirm"})
    path.write_bytes(path.read_bytes() + b"# mine\n")
    board = ask(server, "questions")[2]
    assert board["undo"] == ""
    assert ask(server, "undo", {"version": board["version"]})[0] == 409
    assert path.read_bytes().endswith(b"# mine\n")


def test_the_first_click_does_not_replace_the_backup_of_a_refresh(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path)
    mine = "# my own remarks\nformat: 1\n"
    path_of(dossier).write_text(mine, encoding="utf-8")
    desk = Desk(dossier, lambda: datetime.date(2032, 7, 1))
    desk.save(Post(version=desk.read().version, index=0, by="Jane Roe", values={"decision": "confirm"}))
    assert path_of(dossier).with_name("review.yaml.bak").read_text(encoding="utf-8") == mine


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"version": 1, "index": 0}', 400),
        (b'{"version": "x", "index": 0, "more": 1}', 400),
        (b'{"version": "x", "index": 0}', 409),
        (b" " * 70_000, 413),
    ],
)
def test_other_posts_are_refused(server: Server, body: bytes, status: int) -> None:
    assert ask(server, "decide", body)[0] == status


def test_answers_that_make_no_sense_change_nothing(server: Server) -> None:
    before = text_of(folder_of(server))
    assert post(server, 0, {"decision": "confirm"}, by="  ")[0] == 422
    assert post(server, 0, {"decision": "maybe"})[0] == 422
    assert post(server, 0, {"old": "2031/1.1.1"})[1]["error"]
    assert post(server, 999, {"decision": "confirm"})[0] == 422
    assert text_of(folder_of(server)) == before


def test_a_lock_of_an_editor_is_told(server: Server) -> None:
    (folder_of(server) / ".review.yaml.swp").touch()
    status, data = post(server, 0, {"decision": "confirm"})
    assert status == 422
    assert "is open in an editor" in data["error"]


def test_only_who_knows_the_token_on_this_machine_gets_an_answer(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert ask(server, "questions", token="")[0] == 404
    assert ask(server, "questions", token=server.token[:-1] + ("y" if server.token.endswith("x") else "x"))[0] == 404
    assert ask(server, "questions", Host="evil.example")[0] == 403
    assert ask(server, "questions", Host=f"localhost:{server.server_port}")[0] == 200
    assert ask(server, "decide", {}, Origin="http://evil.example")[0] == 403
    assert ask(server, "decide", {}, Origin="null")[0] == 403
    assert ask(server, "decide", {}, Content_Type="text/plain")[0] == 404
    assert ask(server, "../review.py")[0] == 404
    with pytest.raises(ReviewError, match="cannot be served at port"):
        open_server(folder_of(server), lambda: datetime.date(2032, 7, 1), server.server_port)


def test_the_page_loads_nothing_from_elsewhere(server: Server) -> None:
    for name in ("", "page.js", "page.css"):
        status, headers, content = ask(server, name)
        assert status == 200
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert not re.search(r"https?://|innerHTML|\bon[a-z]+=\"|style=\"", content)


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
@pytest.mark.slow
def test_a_browser_shows_the_questions(server: Server, tmp_path: Path) -> None:
    assert BROWSER
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--window-size=390,800"]
    command = [BROWSER, *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", server.address]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode or "<html" not in done.stdout:
        pytest.skip("Chromium does not run here")
    assert "to repeal the law on foreign agents of 12 May 2029" in done.stdout
    assert done.stdout.count("<article") == len(entries_of(folder_of(server)))
    assert ">Confirm<" in done.stdout
