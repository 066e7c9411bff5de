"""The metadata of the CSV: known to a validator of CSVW, true of the file it describes, and the same in the README."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from csvw import Table
from csvw.metadata import CSVW

from exporter.model.comparison import Comparison
from exporter.model.contents import Described
from exporter.model.demands import Demands
from exporter.writers import csv as table
from exporter.writers import csvw
from exporter.writers.rows import ASKED_COLUMNS, BREAK, COMPARED_COLUMNS
from tests.conftest import CASES, ROOT
from tests.golden import Goldens

CASE = CASES / "tables" / "ruritania.json"


@pytest.fixture
def comparison() -> Comparison:
    return msgspec.json.decode(CASE.read_bytes(), type=Comparison)


def save(folder: Path, value: Comparison | Demands) -> Path:
    (folder / "x.csv").write_bytes(table.write(value))
    (folder / "x.csv-metadata.json").write_bytes(csvw.write(Described(file="x.csv", value=value)))
    return folder / "x.csv-metadata.json"


def test_metadata(comparison: Comparison, golden: Goldens) -> None:
    golden.check(CASE, ".changes.csvw.json", csvw.write(Described(file="x.csv", value=comparison)).decode())


@pytest.mark.filterwarnings("always::UserWarning")
@pytest.mark.parametrize("side", ["changes", "demands"])
def test_a_validator_of_csvw_finds_nothing(tmp_path: Path, comparison: Comparison, side: str) -> None:
    path = save(tmp_path, comparison if side == "changes" else comparison.texts.old.demands)
    checked = CSVW(str(path), validate=True)
    assert checked.is_valid
    assert not checked.warnings


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_program_that_knows_csvw_reads_the_values(tmp_path: Path, comparison: Comparison) -> None:
    described = Table.from_file(save(tmp_path, comparison))
    rows = list(described.iterdicts(strict=True))
    plain = list(csv.DictReader(io.StringIO(table.write(comparison).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(plain) > 0
    assert [float(row["confidence"]) for row in rows[:2]] == [link.confidence for link in comparison.links]
    assert rows[1]["old_ids"] == ["2.1.2", "2.1.3"]
    assert rows[3]["confidence"] is None
    for column in (column for column in COMPARED_COLUMNS if column.several):
        for row, line in zip(rows, plain, strict=True):
            assert BREAK.join(row[column.name]) == line[column.name]


@pytest.mark.filterwarnings("always::UserWarning")
def test_the_validator_tells_a_file_that_is_not_as_described(tmp_path: Path, comparison: Comparison) -> None:
    path = save(tmp_path, comparison)
    text = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "x.csv").write_text(text.replace(",0.", ",high.", 1), encoding="utf-8")
    assert not CSVW(str(path), validate=True).is_valid


def test_the_columns_are_those_of_the_file(comparison: Comparison) -> None:
    for value in (comparison, comparison.texts.old.demands):
        described = json.loads(csvw.write(Described(file="x.csv", value=value)))
        head = table.write(value).decode("utf-8-sig").partition("\r\n")[0].split(",")
        assert [column["titles"] for column in described["tableSchema"]["columns"]] == head


def test_the_readme_explains_every_column() -> None:
    lines = (ROOT / "sources" / "README.md").read_text(encoding="utf-8").splitlines()
    for column in (*COMPARED_COLUMNS, *ASKED_COLUMNS):
        assert f"| `{column.name}` | {column.meaning} |" in lines
