"""Pages and XML broken at random, nested, repeated and very long: an answer or one line, in linear time."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporter.errors import ExporterError
from exporter.model.resolution import Resolution
from tests.conftest import CASES
from tests.readers.reading import parse_bytes, read_bytes

FIXTURES = [
    (path.name, path.read_bytes())
    for path in sorted((CASES / "readers").iterdir())
    if path.suffix in (".html", ".xhtml", ".xml")
]
SHARDS = [
    *(b"<table><tr><td>", b"</p>", b"</div>", b"<br>" * 40, b"<p>", b"&#0;", b"&#x110000;", b"&nbsp;", b"<!--", b"-->"),
    *(b"<![CDATA[", b"]]>", b"\xff\xfe", b"\x00", b"\x80", b"<?xml encoding='utf-7'?>", b"<!DOCTYPE a ["),
    *(b'<a href="#x" id="y">1</a><a href="#y" id="x">1</a>', b"<ol start=99999999999><li value=-1>", b"\xef\xb7\x90"),
    *(b"<ol type='i' start='999'><li>", b'<meta charset="rot13">', b'<meta charset="\xc3\xa9">', b"A. whereas"),
    *(b"The European Parliament,", b"1. Calls", b'<meta charset="idna">', b'<meta charset="undefined">'),
]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a fixture with pieces cut out, doubled, moved or put in."""
    name, data = draw(st.sampled_from(FIXTURES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), start + draw(st.integers(0, 400)))
        piece = draw(st.sampled_from([b"", data[start:end] * 2, data[start:end][::-1], *SHARDS]))
        data = data[:start] + piece + data[end:]
    return name, data[: draw(st.sampled_from([len(data), len(data) // 2, 100]))]


@settings(deadline=None, max_examples=150)
@given(mutated())
def test_a_broken_file_gives_a_resolution_or_one_line(case: tuple[str, bytes]) -> None:
    name, data = case
    try:
        answer: object = parse_bytes(data, name)
    except ExporterError as error:
        answer = str(error)
    assert isinstance(answer, Resolution) or (isinstance(answer, str) and answer and "\n" not in answer)


REAL = ("ep-html/RC-B10-0249-2025_EN.html", "ep-html/A9-0163-2024_EN.html", "ep-akn/PE486.060_resolution_v1-00.xml")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(REAL), st.data())
def test_a_broken_real_file_gives_a_resolution_or_one_line(shared: Path, name: str, data: st.DataObject) -> None:
    whole = (shared / "corpus" / name).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 2000)))
    broken = whole[:start] + data.draw(st.sampled_from([b"", *SHARDS])) + whole[end:]
    try:
        answer: object = parse_bytes(broken, name.rpartition("/")[2])
    except ExporterError as error:
        answer = str(error)
    assert isinstance(answer, Resolution) or (isinstance(answer, str) and answer and "\n" not in answer)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(["x.html", "x.xml"]))
def test_any_bytes_give_blocks_or_one_line(data: bytes, name: str) -> None:
    try:
        answer: object = read_bytes(b"<html>" + data if name == "x.html" else data, name).blocks
    except ExporterError as error:
        answer = str(error)
    assert answer
    assert not isinstance(answer, str) or "\n" not in answer


NOTE = '<p>a<a id="c{0}" href="#n{0}">[{0}]</a> b</p><p><a id="n{0}" href="#c{0}">[{0}]</a> note</p>'
SHAPES: dict[str, Callable[[int], bytes]] = {
    "paragraphs": lambda n: b"<html>" + b"<p>1. Calls on all.</p>" * n,
    "spans": lambda n: b"<html><p>" + b"<span>a</span> " * n,
    "rows": lambda n: b"<html><table>" + b"<tr><td>A.</td><td>b</td></tr>" * n,
    "items": lambda n: b"<html><ol>" + b"<li>b" * n,
    "breaks": lambda n: b"<html><p>" + b"a<br>" * n,
    "notes": lambda n: ("<html>" + "".join(map(NOTE.format, range(n // 20)))).encode(),
    "headers": lambda n: b"<html>" + b"<header>a</header><nav>b</nav>" * n,
    "lone signs": lambda n: b"<html>" + b"a < b & c <" * n,
    "comments": lambda n: b"<html>" + b"a<!-- b -->" * n,
    "xml paragraphs": lambda n: b"<GENERAL>" + b"<NP><NO.P>1.</NO.P><TXT>a</TXT></NP>" * n + b"</GENERAL>",
    "xml notes": lambda n: b"<GENERAL><P>" + b"a<NOTE><P>b</P></NOTE>" * n + b"</P></GENERAL>",
    "xml lists": lambda n: b"<GRVISA>" + b"<TXTLST><P>a</P></TXTLST>" * n + b"</GRVISA>",
}
"""Files of n pieces, each of which could make a reader look at all of it again."""


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_takes_linear_time(shape: str) -> None:
    name = "x.xml" if "xml" in shape else "x.html"
    small, large = (SHAPES[shape](n) for n in (1_500, 15_000))
    # a busy machine may spoil a round, but not all of them
    rounds = ((_time(small, name), _time(large, name)) for _ in range(6))
    assert any(more < 20 * less + 0.1 for less, more in rounds)


def _time(data: bytes, name: str, act: Callable[[bytes, str], object] = read_bytes) -> float:
    start = time.process_time()
    act(data, name)
    return time.process_time() - start


def test_a_page_ten_times_as_long_takes_about_ten_times_as_long() -> None:
    words = "<b>Calls</b> on the Commission to publish, by 1 May 2032, all that it knows of the <i>lake</i>; " * 4
    small, large = (
        "<p>The European Parliament,</p>" + "".join(f"<p>{number}. {words}</p>" for number in range(1, n))
        for n in (500, 5_000)
    )
    times = [min(_time(page.encode(), "x.html", parse_bytes) for _ in range(2)) for page in (small, large)]
    assert times[1] < 15 * times[0] + 0.1
