"""The two texts in sources/cambodia, against what careful reading found."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from exporter.model.resolution import Resolution, Status

Parse = Callable[[Path], Resolution]


@pytest.fixture(scope="module")
def motion(seeds: Path, parse_file: Parse) -> Resolution:
    return parse_file(seeds / "2022-B9-0234.txt")


@pytest.fixture(scope="module")
def adopted(seeds: Path, parse_file: Parse) -> Resolution:
    return parse_file(seeds / "2024-C-2025-1807.txt")


def count(resolution: Resolution) -> tuple[int, int, int]:
    return len(resolution.citations), len(resolution.recitals), len(resolution.paragraphs)


def test_counts(motion: Resolution, adopted: Resolution) -> None:
    assert count(motion) == (6, 10, 12)
    assert count(adopted) == (2, 2, 9)


def test_labels_are_complete_and_in_order(motion: Resolution, adopted: Resolution) -> None:
    assert "".join(recital.label for recital in motion.recitals) == "ABCDEFGHIJ"
    assert [paragraph.number for paragraph in motion.paragraphs] == list(range(1, 13))
    assert "".join(recital.label for recital in adopted.recitals) == "AB"
    assert [paragraph.number for paragraph in adopted.paragraphs] == list(range(1, 10))


def test_what_the_texts_are(motion: Resolution, adopted: Resolution) -> None:
    assert (motion.status, motion.reference, motion.date) == (Status.MOTION, "B9-0234/2022", None)
    assert (adopted.status, adopted.reference) == (Status.ADOPTED, "C/2025/1807")
    assert adopted.date == datetime.date(2024, 11, 28)
    assert (motion.procedure, adopted.procedure) == ("2022/2658(RSP)", "2024/2952(RSP)")


def test_the_words_stand_under_their_labels(motion: Resolution, adopted: Resolution) -> None:
    assert motion.recitals[1].text == (
        "whereas the senior and local members of the CNPR have been held for two years in pre-trial detention, "
        "while only one convicted opponent has been released on medical grounds;"
    )
    assert motion.recitals[6].text.startswith("whereas over 60 documented political prisoners")
    assert motion.paragraphs[9].text.startswith("Stresses that the Cambodian chairmanship")
    assert motion.paragraphs[6].text.count("Calls on") == 1
    assert adopted.paragraphs[0].text.count("journalists – including award-winning journalist Mech Dara –, human") == 1
    assert adopted.citations[1].text == "having regard to Rule 150(5) and 136(4) of its Rules of Procedure,"


def test_repairs_are_told_where_they_were_made(motion: Resolution, adopted: Resolution) -> None:
    assert [(notice.code, notice.location) for notice in motion.notices] == [
        ("label-repaired", "line 51"),
        ("label-repaired", "line 105"),
        ("word-rejoined", "line 33, recital B"),
    ]
    assert adopted.notices == ()


def test_agreement_with_the_gold_reading(shared: Path, motion: Resolution, adopted: Resolution) -> None:
    gold = yaml.safe_load((shared / "gold" / "cambodia.yaml").read_text(encoding="utf-8"))
    for document, resolution in zip(gold["documents"], (motion, adopted), strict=True):
        assert list(resolution.references) == document["refs"]
        assert resolution.title == document["title"]
        texts = {paragraph.number: paragraph.text for paragraph in resolution.paragraphs}
        for paragraph in document["paragraphs"]:
            assert all(statement["text"] in texts[paragraph["n"]] for statement in paragraph["statements"])


def test_every_word_of_the_sources_is_in_the_resolution(seeds: Path, motion: Resolution) -> None:
    source = (seeds / "2022-B9-0234.txt").read_text(encoding="utf-8").replace("pre-\ntrial", "pre-trial")
    body = source.partition("The European Parliament,")[2].split()
    labels = {"-", *(f"{recital.label}." for recital in motion.recitals), *(f"{n}." for n in range(1, 13))}
    found = " ".join(part.text for part in (*motion.citations, *motion.recitals, *motion.paragraphs)).split()
    assert [word for word in body if word not in labels] == found
