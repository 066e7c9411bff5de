"""How fast files of each format are read and parsed, over peers that turn the same files to Markdown.

Run with `nox -s bench`. The peers (markitdown, and pandoc by way of pypandoc) read the words without understanding
them; they may be installed in another environment, whose Python is then named by `--peer`. Where they are not, that is
printed. Then: how the time grows from a text of 1 MB to one of 10 MB.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SHARED
from tests.readers.docx.files import MOTION, make_docx, p
from tests.readers.pdf.files import BODY, HEAD, Sheet, make_pdf
from tests.readers.reading import parse_bytes

PEERS = {
    "markitdown": """
from markitdown import MarkItDown
convert = MarkItDown().convert
""",
    "pandoc": """
import pypandoc
def convert(path):
    if not path.endswith((".docx", ".html")):
        raise SystemExit
    return pypandoc.convert_file(path, "markdown")
""",
}
"""Name of a peer → what defines its `convert`; none of them reads every format."""

TIMING = """
import json, sys, time
convert(sys.argv[2])
runs = []
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    convert(sys.argv[2])
    runs.append(time.perf_counter() - start)
print(json.dumps(sorted(runs)[len(runs) // 2]))
"""

SENTENCE = (
    "Calls on the Government of Ruritania to open court {} in the course of the year, to pay its judges what they are "
    "owed, and to publish each of its judgments within ten days;"
)
OPENING = (
    "European Parliament resolution of 8 May 2025 on the courts of Ruritania (2025/2701(RSP))",
    "The European Parliament,",
    "– having regard to Rule 150 of its Rules of Procedure,",
    "A. whereas the courts of Ruritania are closed;",
)
XML = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<preface><p><docTitle>European Parliament resolution of 8 May 2025 on courts</docTitle></p></preface>
<preamble><p>The European Parliament,</p><citations><citation><p>– having regard to Rule 150 of its Rules of Procedure,
</p></citation></citations></preamble><mainBody>{}</mainBody></statement></akomaNtoso>"""


def main() -> None:
    """Print a line for each file: its size, our time, MB/s and resolutions/s, the peer's time, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", default=sys.executable, help="the Python of the environment with the peers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = [*write_files(Path(folder)), *find_real("*-pdf/*.pdf")]
        paths += [path for name in ("ep-html/*.html", "ep-akn/*resolution*.xml") for path in find_real(name)]
        for path in paths:
            report(path, options.runs, options.peer)
    for suffix, make in MAKERS.items():
        report_growth(make, suffix)


def find_real(pattern: str) -> list[Path]:
    """Return the real documents at hand whose names fit."""
    return sorted((SHARED / "corpus").glob(pattern))


def write_files(folder: Path) -> list[Path]:
    """Return a motion of usual length in each format."""
    for suffix, make in MAKERS.items():
        (folder / f"motion.{suffix}").write_bytes(make(60))
    return [folder / f"motion.{suffix}" for suffix in MAKERS]


def make_long_txt(paragraphs: int) -> bytes:
    """Return a resolution with so many paragraphs, wrapped as for paper."""
    parts = [*OPENING, *(f"{number}. {SENTENCE.format(number)}" for number in range(1, paragraphs + 1))]
    return "\n\n".join("\n".join(textwrap.wrap(part, 90)) for part in parts).encode()


def make_long_html(paragraphs: int) -> bytes:
    """Return a page with so many paragraphs."""
    parts = [*OPENING, *(f"{number}. {SENTENCE.format(number)}" for number in range(1, paragraphs + 1))]
    return f"<html><body>{''.join(f'<p>{part}</p>' for part in parts)}</body></html>".encode()


def make_long_xml(paragraphs: int) -> bytes:
    """Return Akoma Ntoso with so many paragraphs."""
    numbers = range(1, paragraphs + 1)
    form = "<paragraph><num>{}.</num><content><p>{}</p></content></paragraph>\n"
    return XML.format("".join(form.format(number, SENTENCE.format(number)) for number in numbers)).encode()


def make_long_docx(paragraphs: int) -> bytes:
    """Return a motion with so many paragraphs more."""
    items = "".join(p(f"{number}.\t{SENTENCE.format(number)}") for number in range(4, paragraphs + 4))
    return make_docx(MOTION.replace("the Council and the Commission.", "the Council;") + items)


def make_long_pdf(paragraphs: int) -> bytes:
    """Return a motion with so many paragraphs, twelve on a page."""
    sheets = [Sheet()]
    sheets[0].lines(*HEAD, *BODY)
    for number in range(1, paragraphs + 1):
        if number % 12 == 1:
            sheets.append(Sheet())
        words = SENTENCE.format(number)
        sheets[-1].lines(f"{number}.   {words[:80]}", words[80:160], words[160:], "")
    return make_pdf(*sheets)


MAKERS: dict[str, Callable[[int], bytes]] = {
    "txt": make_long_txt,
    "html": make_long_html,
    "xml": make_long_xml,
    "docx": make_long_docx,
    "pdf": make_long_pdf,
}
"""Suffix → what makes a text of so many paragraphs."""

GROWTH = {"pdf": (500, 5000)}
"""Paragraphs of a short and a long text, where reading 10 MB would take minutes; else those of 1 MB and 10 MB."""

MEGABYTE = 5500
"""Paragraphs of a text of about 1 MB."""


def report(path: Path, runs: int, python: str) -> None:
    """Print one line for a file."""
    data = path.read_bytes()
    ours = time_call(lambda: parse_bytes(data, path.name), runs)
    size, rate = f"{len(data) / 1000:7.1f} kB", f"{len(data) / ours / 1e6:6.2f} MB/s  {1 / ours:6.1f}/s"
    peers = (describe_peer(name, ours, time_peer(name, path, runs, python)) for name in PEERS)
    print(f"{path.name:36} {size}   ours {ours * 1000:7.1f} ms  {rate}   {'   '.join(peers)}")


def describe_peer(name: str, ours: float, theirs: float | None) -> str:
    """Return a peer's time, and ours as a share of it."""
    return f"{name} -" if theirs is None else f"{name} {theirs * 1000:.1f} ms, ratio {ours / theirs:.2f}"


def report_growth(make: Callable[[int], bytes], suffix: str) -> None:
    """Print how the time grows from a long text to one ten times as long."""
    texts = [make(count) for count in GROWTH.get(suffix, (MEGABYTE, 10 * MEGABYTE))]
    times = [time_work(lambda data=data: parse_bytes(data, f"text.{suffix}")) for data in texts]
    sizes = " and ".join(f"{len(data) / 1e6:.2f} MB in {took:.2f} s" for data, took in zip(texts, times, strict=True))
    print(f"{suffix:5} {sizes}: {times[1] / times[0]:.1f} times the time for {len(texts[1]) / len(texts[0]):.1f} times")


def time_call(call: Callable[[], object], runs: int) -> float:
    """Return the median seconds of a call in this process, which has loaded everything."""
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def time_work(call: Callable[[], object]) -> float:
    """Return the processor's seconds for a call, in this process and those it starts: free of what else runs."""
    call()
    before = os.times()
    call()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def time_peer(name: str, path: Path, runs: int, python: str) -> float | None:
    """Return a peer's median seconds for a file; None where it is not installed or does not read the format."""
    command = [python, "-W", "ignore", "-c", PEERS[name] + TIMING, str(runs), str(path)]
    done = subprocess.run(command, capture_output=True, check=False)
    return None if done.returncode or not done.stdout else float(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
