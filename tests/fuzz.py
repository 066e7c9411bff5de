"""Files broken at random, in every format: each gives a resolution or one line, soon.

Run with `nox -s fuzz -- --seconds 600`. What fails is kept in `build/fuzz/` under a name that tells what went wrong;
the seed that is printed repeats the run.
"""

import argparse
import hashlib
import io
import random
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exporter.analysis.demands import find_demands
from exporter.errors import ExporterError
from tests.conftest import CASES, ROOT, SHARED
from tests.readers.docx.files import MOTION, make_docx
from tests.readers.pdf.files import BODY, HEAD, Sheet, make_pdf
from tests.readers.reading import parse_bytes

KEPT = ROOT / "build" / "fuzz"
LIMIT = 30
"""Seconds that a broken file may take."""

SHARDS: tuple[bytes, ...] = (
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\x80",
        b"\r",
        b"\f",
        b"\xef\xb7\x90",
        b"\xe2\x80\x9c",
        b'"',
        b"> ",
        b"**",
        b"](http://",
    ),
    *(b"The European Parliament,", b"\n\n1. Calls on ", b"\nA. whereas ", b"\n(a) ", b"(1)", b"[1]", b"\n1 ", b"-\n"),
    *(
        b"<p>",
        b"</div>",
        b"<table><tr><td>",
        b"<!--",
        b"]]>",
        b"&#0;",
        b"&nbsp;",
        b"<!DOCTYPE a [",
        b"<?xml encoding='x'?>",
    ),
    *(b"w:p", b"w:numId", b"stream", b"endobj", b" 0 R", b"<<", b"99999999999", b"-1", b"PK\x03\x04", b"{\\rtf"),
)
"""What is put in: letters no text should hold, signs that open or end something."""


@dataclass(frozen=True)
class Seed:
    """A file to break."""

    name: str
    data: bytes


class HangError(Exception):
    """A file took longer than it may."""


def main() -> None:
    """Break files for some seconds, print what came of it; exit with 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    counts, failures = fuzz(list_seeds(), options.seed, lambda: time.monotonic() < end)
    print(
        f"seed {options.seed}: {counts.total()} files; {', '.join(f'{n} {name}' for name, n in sorted(counts.items()))}"
    )
    for failure in failures:
        print(failure)
    sys.exit(1 if failures else 0)


def list_seeds() -> list[Seed]:
    """Return the texts of our own in every format, and the real ones that are at hand."""
    folders = [CASES / "parsing", CASES / "readers", *sorted((SHARED / "corpus").glob("*"))]
    paths = [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix != ".json"]
    sheet = Sheet()
    sheet.lines(*HEAD, *BODY)
    made = [Seed("motion.docx", make_docx(MOTION)), Seed("motion.pdf", make_pdf(sheet))]
    return [*made, *(Seed(path.name, path.read_bytes()) for path in paths if path.is_file())]


def fuzz(seeds: Sequence[Seed], number: int, go_on: Callable[[], bool]) -> tuple[Counter[str], list[str]]:
    """Return how many broken files gave what, and what failed; the same `number` breaks them in the same way."""
    chance = random.Random(number)
    by_format = group_seeds(seeds)
    counts: Counter[str] = Counter()
    failures = []
    while go_on():
        seed = chance.choice(by_format[chance.choice(sorted(by_format))])
        data = mutate(seed, chance)
        outcome, failure = try_file(seed.name, data)
        counts[outcome] += 1
        if failure:
            failures.append(f"{keep(seed.name, data, outcome)}: {failure}")
    return counts, failures


def group_seeds(seeds: Sequence[Seed]) -> dict[str, list[Seed]]:
    """Return the files by their suffix, so that each format has its turn."""
    groups: dict[str, list[Seed]] = {}
    for seed in seeds:
        groups.setdefault(Path(seed.name).suffix, []).append(seed)
    return groups


def mutate(seed: Seed, chance: random.Random) -> bytes:
    """Return a file broken in one to six places; of a Word file mostly one of its parts."""
    if seed.name.endswith(".docx") and chance.random() < 0.8:
        return _break_member(seed.data, chance)
    return _break(seed.data, chance)


def _break(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 20, 400, 4000)))
        piece = data[start:end]
        other = chance.randrange(len(data) + 1)
        change = chance.choice((b"", piece * 2, piece * 50, piece[::-1], data[other : other + 400], *SHARDS))
        data = data[:start] + change + data[end:]
    return data if chance.random() < 0.8 else data[: chance.randrange(len(data) + 1)]


def _break_member(data: bytes, chance: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        broken = chance.choice([name for name in names if name.startswith("word/")] or names)
        for name in names:
            content = old.read(name)
            new.writestr(name, _break(content, chance) if name == broken else content)
    return made.getvalue()


def try_file(name: str, data: bytes) -> tuple[str, str]:
    """Return what a file gave in a word, and the traceback or complaint if that may not be."""
    try:
        with limit_time(LIMIT):
            find_demands(parse_bytes(data, name))
    except ExporterError as error:
        return ("refused", "") if str(error) and "\n" not in str(error) else ("untidy", repr(str(error)))
    except HangError:
        return "hang", f"took more than {LIMIT} seconds"
    except Exception:
        return "crash", traceback.format_exc()
    return "read", ""


@contextmanager
def limit_time(seconds: int) -> Iterator[None]:
    """Raise HangError in what takes longer; without effect where there is no alarm."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise_hang)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _raise_hang(*_: object) -> None:
    raise HangError


def keep(name: str, data: bytes, outcome: str) -> Path:
    """Save a file that failed; return where."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{outcome}-{hashlib.sha256(data).hexdigest()[:8]}-{name}"
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    main()
