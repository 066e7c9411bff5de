import gzip
import time
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from exporter.errors import FetchError
from exporter.fetching.cache import Cache
from exporter.fetching.client import Answer, Client, Limits, check_redirect
from exporter.languages.addresses import Place
from tests.fetching.servers import Reply, Server

QUICK = Limits(pause=0, connect=2, silence=0.3, whole=1, retries=2, backoff=0.01, size=100_000)
PLACE = Place(title="Test", base="http://127.0.0.1", domains=("127.0.0.1",))
AGENT = "exporter/1.0 (test)"


def get(server: Server, path: str, cache: Path | None = None, limits: Limits = QUICK) -> Answer:
    client = Client(AGENT, Cache(cache), limits)
    return client.get(server.base + path, PLACE, accept="text/html", language="en")


def refuse(server: Server, path: str, limits: Limits = QUICK) -> str:
    with pytest.raises(FetchError) as caught:
        get(server, path, limits=limits)
    message = str(caught.value)
    assert "\n" not in message
    assert server.base + path in message
    return message


def test_says_who_asks_and_carries_nothing_else(server: Server) -> None:
    server.put("/a", Reply(body=b"text", headers={"Set-Cookie": "id=1"}))
    client = Client(AGENT, Cache(None), QUICK)
    for _ in range(2):
        answer = client.get(server.base + "/a", PLACE, accept="text/html", language="fr")
    assert (answer.status, answer.media_type, answer.data) == (200, "text/html", b"text")
    for request in server.requests:
        assert request.headers["User-Agent"] == AGENT
        assert request.headers["Accept"] == "text/html"
        assert request.headers["Accept-Language"] == "fr"
        assert not {"Cookie", "Authorization", "Referer"} & set(request.headers)


def test_unpacks_what_comes_packed(server: Server) -> None:
    server.put("/a", Reply(body=gzip.compress(b"text"), headers={"Content-Encoding": "gzip"}))
    assert get(server, "/a").data == b"text"


def test_gives_an_error_status_as_it_is(server: Server) -> None:
    assert get(server, "/nothing").status == 404
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_asks_again_after_a_fault_of_the_server(server: Server, status: int) -> None:
    server.put("/a", Reply(status=status), Reply(body=b"text"))
    assert get(server, "/a").data == b"text"
    assert len(server.requests) == 2


def test_waits_as_long_as_a_busy_server_asks_for(server: Server) -> None:
    server.put("/a", Reply(status=429, headers={"Retry-After": "1"}), Reply(body=b"text"))
    assert get(server, "/a").data == b"text"
    first, second = server.requests
    assert second.time - first.time >= 1


def test_does_not_ask_before_the_time_a_server_named(server: Server) -> None:
    server.put("/a", Reply(status=429, headers={"Retry-After": "3600"}), Reply(body=b"text"))
    assert "60 minutes" in refuse(server, "/a")
    assert len(server.requests) == 1


def test_bears_a_retry_after_that_is_none(server: Server) -> None:
    server.put("/a", Reply(status=503, headers={"Retry-After": "soon"}), Reply(body=b"text"))
    assert get(server, "/a").data == b"text"


@pytest.mark.parametrize("status", [429, 503])
def test_gives_up_after_some_tries(server: Server, status: int) -> None:
    server.put("/a", Reply(status=status))
    assert f"status {status}" in refuse(server, "/a")
    assert len(server.requests) == 1 + QUICK.retries


def test_waits_longer_each_time(server: Server) -> None:
    server.put("/a", Reply(status=503))
    refuse(server, "/a", replace(QUICK, retries=3, backoff=0.1))
    times = [request.time for request in server.requests]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps[2] > gaps[1] > gaps[0]


def test_pauses_between_requests(server: Server) -> None:
    server.put("/a", Reply(body=b"text"))
    client = Client(AGENT, Cache(None), replace(QUICK, pause=0.2))
    for _ in range(3):
        client.get(server.base + "/a", PLACE, accept="*/*", language="en")
    assert server.requests[2].time - server.requests[0].time >= 0.35


@pytest.mark.parametrize("chunked", [False, True])
def test_takes_no_file_that_breaks_off(server: Server, chunked: bool) -> None:
    server.put("/a", Reply(body=b"half a text", cut=True, chunked=chunked))
    assert "breaks off" in refuse(server, "/a")
    assert len(server.requests) == 1 + QUICK.retries


def test_takes_the_whole_file_after_one_that_broke_off(server: Server) -> None:
    server.put("/a", Reply(body=b"half", cut=True), Reply(body=b"whole"))
    assert get(server, "/a").data == b"whole"


def test_takes_no_more_than_the_limit(server: Server) -> None:
    server.put("/a", Reply(body=b"x" * 10_000, pieces=11))
    assert "more than" in refuse(server, "/a")
    assert len(server.requests) == 1


def test_counts_bytes_after_unpacking(server: Server) -> None:
    server.put("/a", Reply(body=gzip.compress(b"x" * 10_000_000), headers={"Content-Encoding": "gzip"}))
    assert "more than" in refuse(server, "/a")


def test_takes_no_file_that_cannot_be_unpacked(server: Server) -> None:
    server.put("/a", Reply(body=b"not packed", headers={"Content-Encoding": "gzip"}))
    assert "cannot be unpacked" in refuse(server, "/a")


def test_waits_for_a_silent_server_only_so_long(server: Server) -> None:
    server.put("/a", Reply(body=b"text", pause=5))
    start = time.monotonic()
    assert "in time" in refuse(server, "/a", replace(QUICK, retries=0))
    assert time.monotonic() - start < 3


def test_waits_for_a_dripping_server_only_so_long(server: Server) -> None:
    server.put("/a", Reply(body=b"x" * 70_000, pieces=100, pause=0.15))
    start = time.monotonic()
    assert "seconds" in refuse(server, "/a", replace(QUICK, whole=0.5, size=10**8))
    assert time.monotonic() - start < 3


def test_waits_for_a_slow_server(server: Server) -> None:
    server.put("/a", Reply(body=b"text ", pieces=4, pause=0.1))
    assert get(server, "/a").data == b"text " * 4


def test_says_when_nobody_is_there() -> None:
    client = Client(AGENT, Cache(None), replace(QUICK, backoff=60))
    start = time.monotonic()
    with pytest.raises(FetchError, match="cannot be reached"):
        client.get("http://127.0.0.1:9/a", PLACE, accept="*/*", language="en")
    assert time.monotonic() - start < 3


def test_says_when_a_server_cannot_prove_who_it_is(server: Server) -> None:
    address = server.base.replace("http:", "https:") + "/a"
    with pytest.raises(FetchError, match="could not prove"):
        Client(AGENT, Cache(None), QUICK).get(address, PLACE, accept="*/*", language="en")


def test_asks_through_the_proxy_of_the_machine(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, server.base)
    server.put("http://texts.example.org/a", Reply(body=b"text"))
    place = replace(PLACE, domains=("example.org",))
    client = Client(AGENT, Cache(None), QUICK)
    assert client.get("http://texts.example.org/a", place, accept="*/*", language="en").data == b"text"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_follows_redirects_within_the_place(server: Server, status: int) -> None:
    server.put("/a", Reply(status=status, headers={"Location": "/b#part"}))
    server.put("/b", Reply(body=b"text"))
    answer = get(server, "/a")
    assert (answer.address, answer.data) == (server.base + "/b", b"text")


def test_follows_no_redirects_in_a_circle(server: Server) -> None:
    server.put("/a", Reply(status=302, headers={"Location": "/a"}))
    assert "sends on" in refuse(server, "/a")
    assert len(server.requests) < 12


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost.example.org/a",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "http://user:word@127.0.0.1/a",
        "http://127.0.0.1.example.org/",
        "//example.org/a",
        "http://[::1/a",
        "http://127.0.0.1:port/a",
    ],
)
def test_follows_no_redirect_elsewhere(server: Server, target: str) -> None:
    server.put("/a", Reply(status=302, headers={"Location": target}))
    assert "sends on" in refuse(server, "/a")
    assert server.list_paths() == ["/a"]


def test_never_follows_to_an_unencrypted_address() -> None:
    place = Place(title="Test", base="https://publications.example.org", domains=("example.org",))
    redirected = check_redirect("https://publications.example.org/a", "http://store.example.org:80/b?c=d#e", place)
    assert redirected == "https://store.example.org/b?c=d"


def test_asks_for_a_file_it_has_only_if_it_changed(server: Server, tmp_path: Path) -> None:
    def answer(request: object) -> Reply:
        headers = server.requests[-1].headers
        same = (
            headers.get("If-None-Match") == '"v1"'
            and headers.get("If-Modified-Since") == "Tue, 03 May 2022 10:00:00 GMT"
        )
        if same:
            return Reply(status=304)
        return Reply(body=b"text", headers={"ETag": '"v1"', "Last-Modified": "Tue, 03 May 2022 10:00:00 GMT"})

    server.put_answerer("/a", answer)
    first, second = get(server, "/a", tmp_path), get(server, "/a", tmp_path)
    assert first == second
    assert "If-None-Match" not in server.requests[0].headers
    assert server.requests[1].headers["If-None-Match"] == '"v1"'


def test_takes_the_new_version_of_a_file_it_has(server: Server, tmp_path: Path) -> None:
    server.put("/a", Reply(body=b"old", headers={"ETag": '"v1"'}), Reply(body=b"new", headers={"ETag": '"v2"'}))
    assert [get(server, "/a", tmp_path).data for _ in range(2)] == [b"old", b"new"]


def test_keeps_formats_and_languages_of_an_address_apart(server: Server, tmp_path: Path) -> None:
    server.put("/a", Reply(body=b"text", headers={"ETag": '"v1"'}))
    client = Client(AGENT, Cache(tmp_path), QUICK)
    for accept, language in (("text/html", "en"), ("application/pdf", "en"), ("text/html", "fr")):
        client.get(server.base + "/a", PLACE, accept=accept, language=language)
    assert all("If-None-Match" not in request.headers for request in server.requests)


def test_asks_anew_where_the_cache_is_damaged(server: Server, tmp_path: Path) -> None:
    server.put("/a", Reply(body=b"text", headers={"ETag": '"v1"'}))
    get(server, "/a", tmp_path)
    for path in tmp_path.glob("*.body"):
        path.write_bytes(b"other")
    assert get(server, "/a", tmp_path).data == b"text"
    for path in tmp_path.glob("*.json"):
        path.write_bytes(b"{")
    assert get(server, "/a", tmp_path).data == b"text"
    assert all("If-None-Match" not in request.headers for request in server.requests)


def test_keeps_no_answer_that_failed_or_has_no_version(server: Server, tmp_path: Path) -> None:
    server.put("/a", Reply(body=b"text"))
    server.put("/b", Reply(status=404, body=b"none", headers={"ETag": '"v1"'}))
    get(server, "/a", tmp_path)
    get(server, "/b", tmp_path)
    assert not list(tmp_path.iterdir())


def test_sees_a_test_for_robots_in_the_headers(server: Server) -> None:
    server.put("/a", Reply(status=202, headers={"x-amzn-waf-action": "challenge"}))
    assert get(server, "/a").challenged


def test_the_cache_drops_what_was_unused_longest(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.fetching.cache.MAX_ENTRIES", 3)
    for number in range(5):
        server.put(f"/{number}", Reply(body=b"text", headers={"ETag": '"v1"'}))
        get(server, f"/{number}", tmp_path)
    assert len(list(tmp_path.glob("*.json"))) == len(list(tmp_path.glob("*.body"))) == 3


def test_asks_without_a_cache_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    server.put("/a", Reply(body=b"text", headers={"ETag": '"v1"'}))
    assert get(server, "/a", tmp_path / "file").data == b"text"
