"""Make `exporter/languages/gazetteers/en-vectors.txt` from the GloVe vectors: `python -m tests.accuracy.make_vectors`.

The source is a text file with a word and its 100 numbers on each line, the most frequent word first:
`glove.6B.100d.txt` (Pennington, Socher, Manning, https://nlp.stanford.edu/projects/glove/, public domain: PDDL 1.0).
What all words have in common is taken out (their mean and the two strongest directions), of the rest the strongest
directions are kept, and every number is rounded to one of fifteen steps. Needs NumPy, which the program does not.
"""

import argparse
import re
from pathlib import Path

import numpy as np

from exporter.languages.vectors import FOLDER, MIDDLE

WORDS, READ, COMMON, KEPT, STEPS = 25_000, 120_000, 2, 48, 7
SAMPLE = 30_000
PLAIN = re.compile(r"[a-z]{2,}")
HEAD = """\
# English words, the most frequent first, each with where it stands among the others in meaning: 48 numbers from -7 to
# 7, one hexadecimal digit each (8 is 0). Made by tests/accuracy/make_vectors.py from GloVe (glove.6B.100d; Jeffrey
# Pennington, Richard Socher, Christopher D. Manning: GloVe: Global Vectors for Word Representation, 2014;
# https://nlp.stanford.edu/projects/glove/), which is in the public domain (PDDL 1.0).
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    words, vectors = read(parser.parse_args().source)
    rows = reduce(vectors)
    chosen = [at for at, word in enumerate(words) if PLAIN.fullmatch(word)][:WORDS]
    lines = (f"{words[at]} {''.join(f'{number + MIDDLE:x}' for number in rows[at])}\n" for at in chosen)
    (FOLDER / "en-vectors.txt").write_text(HEAD + "".join(lines), encoding="ascii", newline="\n")


def read(path: Path) -> tuple[list[str], np.ndarray]:
    """Return the most frequent words and their vectors."""
    with path.open(encoding="utf-8") as lines:
        rows = [line.split(" ") for line, _ in zip(lines, range(READ), strict=False)]
    return [row[0] for row in rows], np.array([row[1:] for row in rows], dtype=np.float32)


def reduce(vectors: np.ndarray) -> np.ndarray:
    """Return whole numbers from -7 to 7, the strongest direction first, all words equally long before rounding."""
    vectors = vectors - vectors[:SAMPLE].mean(0)
    directions = np.linalg.svd(vectors[:SAMPLE], full_matrices=False)[2][COMMON : COMMON + KEPT]
    vectors = vectors @ directions.T
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    widest = np.percentile(np.abs(vectors[:SAMPLE]), 99.9)
    return np.clip(np.round(vectors * STEPS / widest), -STEPS, STEPS).astype(int)


if __name__ == "__main__":
    main()
