import hashlib
import io
import subprocess
import sys
import zipfile
from collections import Counter

import msgspec
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exporter.model.comparison import Comparison, Edit, WordRun
from exporter.model.demands import Kind
from exporter.writers.xlsx import CELL_LIMIT, HIGHEST, cut, measure_height, write
from tests.canonical import list_cells, name_marks
from tests.conftest import CASES, ROOT
from tests.golden import Goldens
from tests.writers.contents import change_quote, make_contents

CASE = CASES / "tables" / "ruritania.json"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return msgspec.json.decode(CASE.read_bytes(), type=Comparison)


@pytest.fixture(scope="module")
def workbook(comparison: Comparison) -> Workbook:
    return open_workbook(write(comparison))


WRITE = """
import sys, msgspec
from exporter.model.comparison import Comparison
from exporter.writers.xlsx import write
sys.stdout.buffer.write(write(msgspec.json.decode(sys.stdin.buffer.read(), type=Comparison)))
"""


def open_workbook(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def test_workbook(workbook: Workbook, golden: Goldens) -> None:
    golden.check(CASE, ".changes.xlsx.txt", list_cells(workbook))


def test_demands(comparison: Comparison, golden: Goldens) -> None:
    golden.check(CASE, ".demands.xlsx.txt", list_cells(open_workbook(write(comparison.texts.old.demands))))


def test_what_must_be_known_comes_first(workbook: Workbook) -> None:
    assert workbook.active.title == workbook.sheetnames[0] == "notices"
    assert workbook["notices"]["D2"].value == "The old text is a motion; the new one was adopted."


def test_no_cell_is_a_formula_or_a_link(workbook: Workbook) -> None:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    hostile = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile)


def test_differences_are_marked_in_words_and_in_form(workbook: Workbook) -> None:
    sheet = workbook["changes"]
    heads = [cell.value for cell in sheet[1]]
    wording = sheet[2][heads.index("wording")].value
    marks = {part.text: name_marks(part.font) for part in wording if not isinstance(part, str)}
    assert marks["[removed:  and unconditionally]"] == "strike"
    assert marks["[new: , if need be on bail]"] == "u"


def test_bytes_are_the_same_in_another_process(comparison: Comparison) -> None:
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", WRITE], input=CASE.read_bytes(), capture_output=True, check=True, env=env
    )
    assert hashlib.sha256(run.stdout).hexdigest() == hashlib.sha256(write(comparison)).hexdigest()


def test_the_clock_is_not_in_the_file(comparison: Comparison) -> None:
    with zipfile.ZipFile(io.BytesIO(write(comparison))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("letter", ["a", "\N{GRINNING FACE}"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter: str) -> None:
    shown = cut(letter * 40_000)
    assert len(shown.encode("utf-16-le")) // 2 <= CELL_LIMIT
    kept = shown.index(" [cut here: ")
    assert shown == letter * kept + f" [cut here: {40_000 - kept} more characters, see the source]"


def test_a_text_that_just_fits_is_whole() -> None:
    assert cut("a" * CELL_LIMIT) == "a" * CELL_LIMIT


@pytest.mark.parametrize(
    "runs",
    [(), (("kept", "the same"),), (("added", "x" * 40_000),), (("added", ""), ("removed", "gone"))],
)
def test_any_difference_can_be_written(comparison: Comparison, runs: tuple[tuple[str, str], ...]) -> None:
    wording = tuple(WordRun(edit=Edit(edit), text=text) for edit, text in runs)
    link = msgspec.structs.replace(comparison.links[0], wording=wording)
    sheet = open_workbook(write(msgspec.structs.replace(comparison, links=(link,))))["changes"]
    shown = str(sheet[2][[cell.value for cell in sheet[1]].index("wording")].value or "")
    assert all(text[:1000] in shown for _, text in runs)


@pytest.fixture(scope="module")
def dossier() -> Workbook:
    return open_workbook(write(make_contents()))


def list_rows(sheet: Worksheet) -> list[dict[str, object]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_a_dossier_has_a_sheet_for_each_question(dossier: Workbook) -> None:
    assert dossier.sheetnames == [
        "notices", "demands", "changes", "new", "not carried over", "matrix", "themes", "ledger", "sources",
        "columns",
    ]  # fmt: skip
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in dossier)


def test_all_demands_and_changes_of_a_dossier_are_in_it(dossier: Workbook) -> None:
    contents = make_contents()
    actions = [
        (document.id, action.id, action.quote)
        for document in contents.documents
        for statement in document.demands.statements
        for action in statement.actions
    ]
    rows = list_rows(dossier["demands"])
    assert [(row["text"], row["id"], row["quote"]) for row in rows] == actions
    (comparison,) = contents.comparisons
    changes = list_rows(dossier["changes"])
    assert [row["old ids"] for row in changes] == ["\n".join(link.old) for link in comparison.links]
    assert {row["comparison"] for row in changes} == {"2022-2024"}
    assert len(list_rows(dossier["new"])) == len(comparison.new)
    assert len(list_rows(dossier["not carried over"])) == len(comparison.not_carried_over)


def test_the_matrix_counts_what_is_asked_of_whom_in_each_text(dossier: Workbook) -> None:
    rows = {row["addressee"]: (row["2022 (motion)"], row["2024 (adopted)"]) for row in list_rows(dossier["matrix"])}
    for column, document in enumerate(make_contents().documents):
        asked: Counter[str] = Counter()
        total = 0
        for statement in document.demands.statements:
            if statement.kind is Kind.DEMAND:
                total += len(statement.actions)
                asked.update({a.name: len(statement.actions) for a in statement.addressees} or
                             {"(nobody is named)": len(statement.actions)})  # fmt: skip
        assert {name: counts[column] for name, counts in rows.items() if counts[column]} == {
            **asked,
            "(all actions)": total,
        }


def test_the_ledger_says_where_a_name_stands(dossier: Workbook) -> None:
    rows = list_rows(dossier["ledger"])
    assert {row["kind"] for row in rows} == {"person", "organisation", "law"}
    statements = {(d.id, s.id): s for d in make_contents().documents for s in d.demands.statements}
    for row in rows:
        for text, head in (("2022", "2022 (motion)"), ("2024", "2024 (adopted)")):
            for name in str(row[head] or "").split():
                statement = statements[text, name]
                parts = (statement, *statement.actions)
                assert any(row["name"] in (*part.people, *part.organisations, *part.laws) for part in parts)


def test_the_sources_have_their_addresses(dossier: Workbook) -> None:
    rows = list_rows(dossier["sources"])
    for row, document in zip(rows, make_contents().documents, strict=True):
        assert row["sha256"] == document.resolution.source.sha256
        assert document.given
        assert row["address"] == document.given.address
        assert row["given source"] == document.given.source


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "a\x00b\x0bc\ufffe", "\u202e=evil", "x" * 50_000])
def test_a_dossier_of_hostile_words_opens(text: str) -> None:
    sheet = open_workbook(write(change_quote(make_contents(), text)))["demands"]
    cell = sheet.cell(2, [head.value for head in sheet[1]].index("quote") + 1)
    assert cell.data_type == "s"
    assert len(str(cell.value)) <= CELL_LIMIT


def test_rows_are_high_enough_for_their_words() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(write(make_contents())))
    sheet = workbook["demands"]
    head = [cell.value for cell in sheet[1]]
    width = sheet.column_dimensions[sheet.cell(1, head.index("quote") + 1).column_letter].width
    for row in sheet.iter_rows(min_row=2):
        words = str(row[head.index("quote")].value)
        assert sheet.row_dimensions[row[0].row].height >= 12 * -(-len(words) // width)
    assert measure_height(["word " * 50_000], [10]) == HIGHEST
