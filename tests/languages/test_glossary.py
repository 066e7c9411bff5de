"""The English names of words of other languages."""

import re
from pathlib import Path

import pytest

from exporter.errors import ExporterError
from exporter.languages import glossary as module
from exporter.languages.glossary import load_glossary
from exporter.languages.vectors import FOLDER, load_vectors

WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W_]+)*")


def test_every_name_has_a_vector() -> None:
    digits = load_vectors("en").digits
    missing = {part for names in load_glossary("fr").values() for name in names for part in name.split("-")}
    assert sorted(missing.difference(digits)) == []


def test_words_are_sorted_with_one_to_three_names_each() -> None:
    english = load_glossary("fr")
    assert 3_000 < len(english) < 5_000
    assert list(english) == sorted(english)
    assert {len(names) for names in english.values()} <= {1, 2, 3}
    assert all(len(set(names)) == len(names) for names in english.values())
    assert [word for word in english if word != word.casefold() or not WORD.fullmatch(word)] == []


def test_a_language_without_a_file_has_none() -> None:
    assert load_glossary("en") == load_glossary("de") == {}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"# mots\nprison\n", "line 2"),
        (b"prison prison\nprison jail\n", "line 2"),
        (b"prison jail\n\n", "line 2"),
        (b"\xe9t\xe9 summer\n", "UTF-8"),
    ],
)
def test_a_damaged_file_is_named(content: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gazetteers").mkdir()
    (tmp_path / "gazetteers" / "xx-glossary.txt").write_bytes(content)
    monkeypatch.setattr(module, "files", lambda package: tmp_path)
    load_glossary.cache_clear()
    with pytest.raises(ExporterError, match=rf"xx-glossary\.txt.*{why}|{why}.*xx-glossary\.txt"):
        load_glossary("xx")


def test_the_file_is_plain_lines() -> None:
    raw = (FOLDER / "fr-glossary.txt").read_bytes()
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert b"\t" not in raw
