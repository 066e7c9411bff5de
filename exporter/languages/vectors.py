"""Where words stand in meaning: what is found in the company of the same words in very many texts is of one kind."""

from functools import cache
from importlib.resources import files
from math import fsum, sqrt
from pathlib import Path

from exporter.errors import ExporterError

FOLDER = Path(__file__).with_name("gazetteers")
MIDDLE = 8
"""The digit that stands for nothing: 1 is -7, f is 7."""
NUMBERS = {f"{value + MIDDLE:x}": float(value) for value in range(-MIDDLE, MIDDLE)}
# how often the word at a place of a list by frequency stands in a text (Zipf), and how often a word is that tells half
ZIPF, HALF = 0.1, 1e-3
# so many vectors are remembered: any text has fewer words, but none may fill the memory
MOST_KEPT = 50_000

Vector = tuple[float, ...]


class Vectors:
    """The vectors of a language by word; a word that tells little has a short one. Empty if there are none."""

    def __init__(self, digits: dict[str, str]) -> None:
        self.digits = digits
        self.places = {word: place for place, word in enumerate(digits, 1)}
        self.found: dict[str, Vector] = {}

    def __bool__(self) -> bool:
        return bool(self.digits)

    def find(self, word: str) -> Vector:
        """Return the vector of a word, from 0 to 1 long; of several joined by hyphens their mean; empty if unknown.

        The length is by how rare the word is (Arora, Liang and Ma: A simple but tough-to-beat baseline, 2017).
        """
        vector = self.found.get(word)
        if vector is None:
            vector = self._read(word) if word in self.digits else self._join(word.split("-"))
            if len(self.found) < MOST_KEPT:
                self.found[word] = vector
        return vector

    def _read(self, word: str) -> Vector:
        numbers = [NUMBERS[digit] for digit in self.digits[word]]
        often = ZIPF / self.places[word]
        factor = HALF / (HALF + often) / (sqrt(fsum(number * number for number in numbers)) or 1.0)
        return tuple(number * factor for number in numbers)

    def _join(self, parts: list[str]) -> Vector:
        known = [self.find(part) for part in parts if part in self.digits]
        return tuple(fsum(numbers) / len(known) for numbers in zip(*known, strict=True))


@cache
def load_vectors(code: str) -> Vectors:
    """Return the vectors of a language, none for a language without a file; raise ExporterError if it is damaged."""
    name = f"{code}-vectors.txt"
    try:
        lines = files(__package__).joinpath("gazetteers", name).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return Vectors({})
    rows = (line.split(" ") for line in lines if not line.startswith("#"))
    try:
        return Vectors(dict(rows))
    except ValueError as error:
        raise ExporterError(
            "a line is not a word and its digits", file=f"exporter/languages/gazetteers/{name}"
        ) from error
