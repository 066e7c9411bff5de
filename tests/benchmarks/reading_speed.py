"""How fast Word and PDF files are read and parsed, over a peer that turns the same files to Markdown.

Run with `nox -s bench`. The peer (markitdown) reads the words without understanding them; it may be installed in
another environment, whose Python is then named by `--peer`. Where it is not, that is printed.
"""

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import SHARED
from tests.readers.docx.files import MOTION, make_docx, p
from tests.readers.pdf.files import BODY, HEAD, Sheet, make_pdf
from tests.readers.reading import parse_bytes

PEER = """
import json, sys, time
from markitdown import MarkItDown
peer = MarkItDown()
times = []
for path in sys.argv[2:]:
    peer.convert(path)
    runs = []
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        peer.convert(path)
        runs.append(time.perf_counter() - start)
    times.append(sorted(runs)[len(runs) // 2])
print(json.dumps(times))
"""


def main() -> None:
    """Print a line for each file: its size, our time, MB/s and resolutions/s, the peer's time, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peer", default=sys.executable, help="the Python of the environment with markitdown")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = [*write_files(Path(folder)), *sorted((SHARED / "corpus").glob("*-pdf/*.pdf"))]
        theirs = time_peer(paths, options.runs, options.peer)
        for path in paths:
            report(path, options.runs, theirs.get(path))
        report_growth(make_long_docx, "docx")
        report_growth(make_long_pdf, "pdf")


def write_files(folder: Path) -> list[Path]:
    """Return a motion of usual length in both formats."""
    files = {"motion.docx": make_long_docx(60), "motion.pdf": make_long_pdf(60)}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def make_long_docx(paragraphs: int) -> bytes:
    """Return a motion with so many paragraphs more."""
    items = "".join(p(f"{number}.\t{make_sentence(number)}") for number in range(4, paragraphs + 4))
    return make_docx(MOTION.replace("the Council and the Commission.", "the Council;") + items)


def make_long_pdf(paragraphs: int) -> bytes:
    """Return a motion with so many paragraphs, twelve on a page."""
    sheets = [Sheet()]
    sheets[0].lines(*HEAD, *BODY)
    for number in range(1, paragraphs + 1):
        if number % 12 == 1:
            sheets.append(Sheet())
        words = make_sentence(number)
        sheets[-1].lines(f"{number}.   {words[:80]}", words[80:160], words[160:], "")
    return make_pdf(*sheets)


def make_sentence(number: int) -> str:
    """Return the words of a paragraph, about 200 signs."""
    return (
        f"Calls on the Government of Ruritania to open court {number} in the course of the year, to pay its judges "
        "what they are owed, and to publish each of its judgments within ten days;"
    )


def report(path: Path, runs: int, theirs: float | None) -> None:
    """Print one line for a file."""
    data = path.read_bytes()
    ours = time_call(lambda: parse_bytes(data, path.name), runs)
    peer = "peer not installed" if theirs is None else f"peer {theirs * 1000:7.1f} ms    ratio {ours / theirs:5.2f}"
    rate = len(data) / ours / 1e6
    size, speed = f"{len(data) / 1000:7.1f} kB", f"{ours * 1000:7.1f} ms  {rate:6.2f} MB/s  {1 / ours:6.1f}/s"
    print(f"{path.name:32} {size}    ours {speed}    {peer}")


def report_growth(make: Callable[[int], bytes], name: str) -> None:
    """Print how the time grows from a long text to one ten times as long."""
    small, large = (make(count) for count in (500, 5000))
    times = [time_call(lambda data=data: parse_bytes(data, f"text.{name}"), 1) for data in (small, large)]
    print(f"{name}: 500 paragraphs {times[0]:6.2f} s, 5000 {times[1]:6.2f} s, ratio {times[1] / times[0]:5.1f}")


def time_call(call: Callable[[], object], runs: int) -> float:
    """Return the median seconds of a call in this process, which has loaded everything."""
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def time_peer(paths: list[Path], runs: int, python: str) -> dict[Path, float]:
    """Return the peer's median seconds for each file, nothing where it is not installed."""
    if python == sys.executable and importlib.util.find_spec("markitdown") is None:
        return {}
    done = subprocess.run([python, "-c", PEER, str(runs), *paths], capture_output=True, check=False)
    if done.returncode:
        return {}
    return dict(zip(paths, json.loads(done.stdout.splitlines()[-1]), strict=True))


if __name__ == "__main__":
    main()
