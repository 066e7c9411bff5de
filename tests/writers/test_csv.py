import csv
import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.comparison import Comparison
from exporter.writers.csv import defuse, write
from tests.conftest import CASES
from tests.golden import Goldens

CASE = CASES / "tables" / "ruritania.json"


@pytest.fixture
def comparison() -> Comparison:
    return msgspec.json.decode(CASE.read_bytes(), type=Comparison)


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_comparison(comparison: Comparison, golden: Goldens) -> None:
    golden.check(CASE, ".changes.csv", write(comparison).decode("utf-8-sig").replace("\r\n", "\n"))


def test_demands(comparison: Comparison, golden: Goldens) -> None:
    golden.check(CASE, ".demands.csv", write(comparison.texts.old.demands).decode("utf-8-sig").replace("\r\n", "\n"))


def test_excel_is_told_the_encoding_and_lines_end_as_the_standard_says(comparison: Comparison) -> None:
    data = write(comparison)
    assert data.startswith(b"\xef\xbb\xbfwhat,")
    assert data.endswith(b"\r\n")


def test_every_action_is_in_a_row(comparison: Comparison) -> None:
    rows = read(write(comparison))
    assert [row["what"] for row in rows] == ["linked", "linked", "new", "not carried over"]
    assert rows[1]["old_ids"].split("\n") == ["2.1.2", "2.1.3"]
    assert rows[3]["old_quotes"] == "to forward this resolution to the Council"


def test_every_row_says_what_the_texts_are(comparison: Comparison) -> None:
    for row in read(write(comparison)):
        assert (row["old_status"], row["new_status"]) == ("motion", "adopted")
        assert row["comparability"] == "unlike-status, missing-date"


def test_an_implied_addressee_is_marked(comparison: Comparison) -> None:
    assert read(write(comparison))[0]["new_addressees"] == "Ruritanian authorities (implied)"


def test_no_cell_of_a_hostile_text_is_a_formula(comparison: Comparison) -> None:
    rows = read(write(comparison.texts.old.demands))
    assert rows[2]["quote"] == '\'=HYPERLINK("http://example.org") to pay'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\xa0=1"])
def test_formulas_are_defused(text: str) -> None:
    assert defuse(text) == f"'{text}"


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_defusing_changes_nothing_else(text: str) -> None:
    defused = defuse(text)
    assert defused in (text, f"'{text}")
    assert not defused.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_any_words_come_back_from_a_cell(words: str) -> None:
    comparison = msgspec.json.decode(CASE.read_bytes(), type=Comparison)
    title = msgspec.structs.replace(comparison.texts.old, reference=words)
    texts = msgspec.structs.replace(comparison.texts, old=title)
    rows = read(write(msgspec.structs.replace(comparison, texts=texts)))
    assert {row["old_text"] for row in rows} == {defuse(words)}
