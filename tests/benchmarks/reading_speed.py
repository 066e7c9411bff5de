"""How fast files of each format are read and parsed, over peers that turn the same files to Markdown.

Run with `nox -s bench`. The peers (markitdown, and pandoc by way of pypandoc) read the words without understanding
them; they may be installed in another environment, whose Python is then named by `--peer`. Where they are not, a dash
is printed. Then: how the time grows from a text of 1 MB to one of 10 MB, of the functions and of the whole command.
Times are seconds of the processor, those of processes that are started included; of several runs the shortest counts,
and short and long take turns: what else the machine does decides little.
"""

import argparse
import gc
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.long_texts import MAKERS, PARAGRAPHS, Item, list_one_paragraph, list_points
from tests.conftest import SHARED
from tests.readers.reading import parse_bytes

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "CONTRIBUTING.md"
PLACE = re.compile(
    r"(?<=<!-- reading: python -m tests.benchmarks.reading_speed --write -->\n).*?(?=<!-- end of reading -->)",
    re.DOTALL,
)

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
import json, resource, sys
def measure():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
convert(sys.argv[2])
runs = []
for _ in range(int(sys.argv[1])):
    start = measure()
    convert(sys.argv[2])
    runs.append(measure() - start)
print(json.dumps(min(runs)))
"""

HEAD = ("file", "kB", "ms", "texts/s", "MB/s", *(f"over {name}" for name in PEERS))
GROWTH_HEAD = ("format", "1 and 10 MB of", "MB of file", "seconds", "times", "limit", "exporter parse", "times")
USUAL, SHORT, LONG = 11_000, 1_000_000, 10_000_000
"""Characters of a motion of usual length, of a long text and of one ten times as long."""

LIMIT = 10
SHAPES: dict[str, Callable[[int], list[Item]]] = {"paragraphs": list_points, "one paragraph": list_one_paragraph}


def main() -> None:
    """Print a table of all files, and one of how the time grows; say where it grows as fast as the text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3, help="how often a short and a long text are read in turn")
    parser.add_argument("--formats", nargs="*", choices=MAKERS, default=list(MAKERS))
    parser.add_argument("--peer", default=sys.executable, help="the Python of the environment with the peers")
    parser.add_argument("--write", action="store_true", help="put the tables into CONTRIBUTING.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = [*write_files(Path(folder), options.formats), *find_real("*-pdf/*.pdf")]
        paths += [path for name in ("ep-html/*.html", "ep-akn/*resolution*.xml") for path in find_real(name)]
        rows = [report(path, options.runs, options.peer) for path in paths if path.suffix[1:] in options.formats]
    growth = [report_growth(suffix, shape, options.rounds) for shape in SHAPES for suffix in options.formats]
    tables = f"{format_table(HEAD, rows)}\n{format_table(GROWTH_HEAD, growth)}"
    print(tables)
    if options.write:
        DOCUMENT.write_text(PLACE.sub(lambda _: tables, DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    if late := [f"{row[0]}, {row[1]}" for row in growth if float(row[4]) >= LIMIT]:
        print(f"The time grows as fast as the text: {'; '.join(late)}.")


def find_real(pattern: str) -> list[Path]:
    """Return the real documents at hand whose names fit."""
    return sorted((SHARED / "corpus").glob(pattern))


def write_files(folder: Path, formats: list[str]) -> list[Path]:
    """Return a motion of usual length in each format."""
    for suffix in formats:
        (folder / f"motion.{suffix}").write_bytes(MAKERS[suffix](list_points(USUAL)))
    return [folder / f"motion.{suffix}" for suffix in formats]


def report(path: Path, runs: int, python: str) -> tuple[str, ...]:
    """Return the row of a file: its size, our time, texts and MB a second, our time as a share of each peer's."""
    data = path.read_bytes()
    ours = time_call(lambda: parse_bytes(data, path.name), runs)
    rates = (f"{ours * 1000:.1f}", f"{1 / ours:.1f}", f"{len(data) / ours / 1e6:.2f}")
    theirs = (time_peer(name, path, runs, python) for name in PEERS)
    shares = ("–" if peer is None else f"{ours / peer:.2f}" for peer in theirs)
    return (path.name, f"{len(data) / 1000:.0f}", *rates, *shares)


def report_growth(suffix: str, shape: str, rounds: int) -> tuple[str, ...]:
    """Return the row of a format: how the time grows from a text of 1 MB to one of 10 MB."""
    texts = [MAKERS[suffix](SHAPES[shape](size)) for size in (SHORT, LONG)]
    work = time_growth(texts, lambda data: time_work(data, f"text.{suffix}", shape), rounds, f"{suffix}, {shape}")
    command = time_growth(texts, lambda data: time_command(data, suffix), rounds, f"{suffix}, {shape}, command")
    files = " → ".join(f"{len(data) / 1e6:.1f}" for data in texts)
    return (suffix, shape, files, *work, f"< {LIMIT}", *command)


def time_growth(texts: list[bytes], time: Callable[[bytes], float], rounds: int, name: str) -> tuple[str, str]:
    """Return the shortest seconds for a short and for a long text, and how many times the first the second are."""
    taken = [[time(data) for data in texts] for _ in range(rounds)]
    short, long = (min(seconds) for seconds in zip(*taken, strict=True))
    print(f"{name}:", ", ".join(f"{one:.2f} → {ten:.2f}" for one, ten in taken), flush=True)
    return f"{short:.2f} → {long:.2f}", f"{long / short:.1f}"


def time_call(call: Callable[[], object], runs: int) -> float:
    """Return the shortest seconds of a call in this process, which has loaded everything."""
    call()
    times = []
    for _ in range(runs):
        start = measure()
        call()
        times.append(measure() - start)
    return min(times)


def measure() -> float:
    """Return the seconds of the processor that this process and those it started have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def time_work(data: bytes, name: str, shape: str) -> float:
    """Return the processor's seconds for reading a file, in this process and those it starts."""
    gc.collect()
    start = measure()
    resolution = parse_bytes(data, name)
    seconds = measure() - start
    expected = PARAGRAPHS if shape == "paragraphs" else 1
    if not expected <= len(resolution.paragraphs) <= expected + 2:  # a Word file has two of its own
        sys.exit(f"{name}: {len(resolution.paragraphs)} paragraphs were read, not {expected}")
    return seconds


def time_command(data: bytes, suffix: str) -> float:
    """Return the processor's seconds of `exporter parse FILE`, from its start to its end."""
    with tempfile.NamedTemporaryFile(suffix=f".{suffix}") as file:
        file.write(data)
        file.flush()
        start = measure()
        command = [sys.executable, "-m", "exporter", "parse", file.name]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return measure() - start


def time_peer(name: str, path: Path, runs: int, python: str) -> float | None:
    """Return a peer's shortest seconds for a file; None where it is not installed or does not read the format."""
    command = [python, "-W", "ignore", "-c", PEERS[name] + TIMING, str(runs), str(path)]
    done = subprocess.run(command, capture_output=True, check=False)
    return None if done.returncode or not done.stdout else float(json.loads(done.stdout.splitlines()[-1]))


def format_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table that can be read as it stands and as Markdown."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in [head, tuple("-" * width for width in widths), *rows]
    )
    return "".join(f"| {line} |\n" for line in lines)


if __name__ == "__main__":
    main()
