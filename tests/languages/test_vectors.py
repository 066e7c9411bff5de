"""The vectors of words: where words stand in meaning."""

from math import fsum, sqrt

import pytest

from exporter.errors import ExporterError
from exporter.languages import vectors as module
from exporter.languages.vectors import Vector, Vectors, load_vectors


def compare(one: Vector, other: Vector) -> float:
    return fsum(a * b for a, b in zip(one, other, strict=True)) / measure(one) / measure(other)


def measure(vector: Vector) -> float:
    return sqrt(fsum(number * number for number in vector))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("prison", "jail", "banana"), ("journalist", "reporter", "dam"), ("tariffs", "quotas", "poets")],
)
def test_words_of_one_kind_stand_near_each_other(word: str, near: str, far: str) -> None:
    find = load_vectors("en").find
    assert compare(find(word), find(near)) > 0.5 > compare(find(word), find(far))


def test_a_word_that_is_everywhere_tells_little() -> None:
    find = load_vectors("en").find
    assert measure(find("the")) < 0.05 < 0.5 < measure(find("genocide")) < 1


def test_words_joined_by_hyphens_stand_between_their_parts() -> None:
    vectors = Vectors({"fact": "f8", "finding": "8f"})
    fact, finding = vectors.find("fact"), vectors.find("finding")
    assert vectors.find("fact-finding") == tuple((a + b) / 2 for a, b in zip(fact, finding, strict=True))


def test_what_is_not_known_has_no_vector() -> None:
    assert load_vectors("en").find("Imbonerakure") == ()
    assert not load_vectors("fr")
    assert load_vectors("fr").find("prison") == ()


def test_every_word_has_as_many_numbers() -> None:
    digits = load_vectors("en").digits
    assert len(digits) == 25_000
    assert {len(row) for row in digits.values()} == {48}
    assert set("".join(digits.values())) <= set("123456789abcdef")


def test_a_damaged_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Damaged:
        def joinpath(self, *names: str) -> "Damaged":
            return self

        def read_text(self, encoding: str) -> str:
            return "# words\nthe fc59\nto\n"

    monkeypatch.setattr(module, "files", lambda package: Damaged())
    with pytest.raises(ExporterError, match=r"xx-vectors\.txt"):
        load_vectors("xx")
