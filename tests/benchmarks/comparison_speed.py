"""How fast demands are found, two texts compared, and many texts related, beside `python -c pass` in the same run.

Run with `nox -s bench`, or `python -m tests.benchmarks.comparison_speed`. The aims: under 10 ms to find the demands of
a text, under 50 ms for a pair, minutes for all pairs of 1,000 texts; on one core, in a warm process.
"""

import argparse
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from exporter.analysis.comparison import compare, relate_all
from exporter.analysis.demands import find_demands
from exporter.library import read
from exporter.model.dossier import Document
from tests.accuracy.labels import load_texts
from tests.analysis.comparison.texts import Ask, Side, make_document

SEEDS = Path(__file__).parents[2] / "sources" / "cambodia"
PAIRS = (("belarus-2021", "belarus-2023"), ("water-2021", "water-2024"), ("penalty-2001", "penalty-2018"))
# seconds for the demands of a text
AIM = 0.010
DEMANDS_OF_A_TEXT = 25
VERBS = ("to release", "to repeal", "to investigate", "to fund", "to protect", "to publish", "to reopen", "to rebuild")
THINGS = ("prison", "school", "law", "court", "harbour", "hospital", "newspaper", "election", "forest", "mine", "road")
SYLLABLES = ("ka", "lo", "mi", "ter", "vos", "an", "dre", "sul", "pe", "nor", "gal", "bi", "ur", "zen", "tam", "rek")


def main() -> None:
    """Print a line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--texts", type=int, default=1000, help="so many texts are related, all with all")
    options = parser.parse_args()
    empty = [sys.executable, "-c", "pass"]
    print_time(
        "python -c pass", take_median(lambda: subprocess.run(empty, check=True), options.runs, time.perf_counter)
    )
    names = [*sorted(SEEDS.glob("*.txt")), *(text.path for text in load_texts("development"))]
    documents = {path.stem: read(path).document for path in names}
    report_demands(documents, options.runs)
    seeds = tuple(path.stem for path in sorted(SEEDS.glob("*.txt")))
    for old, new in ((seeds[0], seeds[-1]), *PAIRS):
        print_time(f"compare {old} {new}", take_median(partial(compare, documents[old], documents[new]), options.runs))
    report_stress()
    report_many(options.texts)


def report_demands(documents: dict[str, Document], runs: int) -> None:
    """Print how long it takes to find the demands of each text that is parsed already, and how many take too long.

    All are read in turn, so that none is read again straight away: nobody does.
    """
    times: dict[str, list[float]] = {name: [] for name in documents}
    for _ in range(runs + 1):
        for name, document in documents.items():
            start = time.process_time()
            find_demands(document.resolution)
            times[name].append(time.process_time() - start)
    medians = {name: statistics.median(found[1:]) for name, found in times.items()}
    for name, seconds in medians.items():
        print_time(f"demands {name}", seconds)
    late = sum(seconds > AIM for seconds in medians.values())
    print_time(
        f"demands, median of {len(medians)} texts; {late} over {AIM * 1000:.0f} ms", statistics.median(medians.values())
    )


def report_stress() -> None:
    """Print the shapes that are hard on the comparison: many near twins, and one demand as long as a book."""
    twins = make_document(Side(tuple(make_twin(n) for n in range(150))))
    print_time("compare 150 near twins with themselves", take_median(lambda: compare(twins, twins), 1))
    long = "to protect " + ", ".join(f"the village of {make_name(n)}" for n in range(12_000))
    book = make_document(Side((Ask(ask=long),)))
    other = make_document(Side((Ask(ask=long[: len(long) // 2]),)))
    print_time(f"compare one demand of {len(long) // 1000} kB", take_median(lambda: compare(book, other), 1))


def report_many(number: int) -> None:
    """Print how long it takes to relate all demands of many texts."""
    documents = make_texts(number)
    start = time.process_time()
    found = relate_all(documents)
    seconds = time.process_time() - start
    print_time(f"relate {number} texts, all with all ({len(found)} related actions)", seconds)


def make_texts(number: int) -> list[Document]:
    """Return texts of 25 demands each, of which every tenth restates one of an earlier text."""
    chance = random.Random(7)
    pool: list[str] = []
    documents = []
    for text in range(number):
        asks = []
        for at in range(1, DEMANDS_OF_A_TEXT + 1):
            if pool and chance.random() < 0.1:
                words = chance.choice(pool)
            else:
                names = [make_name(chance.randrange(3000)) for _ in range(5)]
                words = f"{chance.choice(VERBS)} the {chance.choice(THINGS)} of {' and '.join(names)}".lower()
                pool.append(words)
            asks.append(Ask(ask=words, id=f"{at}.1.1"))
        documents.append(make_document(Side(tuple(asks), title=f"Resolution on {make_name(text)}"), f"t{text}"))
    return documents


def make_twin(number: int) -> Ask:
    """Return a demand that differs from its neighbours in a number and a name."""
    return Ask(ask=f"to release prisoner {make_name(number % 12)} held in prison {number}", id=f"{number + 1}.1.1")


def make_name(number: int) -> str:
    """Return an invented name, the same for the same number."""
    parts = []
    for _ in range(4):
        number, at = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    return "".join(parts).capitalize()


def take_median(task: Callable[[], object], runs: int, clock: Callable[[], float] = time.process_time) -> float:
    """Return the median of some runs, in seconds of this process; the first, which loads tables, does not count."""
    times = []
    for _ in range(runs + (runs > 1)):
        start = clock()
        task()
        times.append(clock() - start)
    return statistics.median(times[runs > 1 :])


def print_time(name: str, seconds: float) -> None:
    """Print one line."""
    print(f"{name:<70} {seconds * 1000:10.1f} ms")


if __name__ == "__main__":
    main()
