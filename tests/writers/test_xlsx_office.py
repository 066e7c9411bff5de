"""The workbook opened by LibreOffice: every sheet is there, and every cell says what it says in ours."""

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from exporter.writers.xlsx import write
from tests.writers.contents import change_quote, make_contents

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice, which is not installed"),
]
# a formula that would call a program; a cell that a spreadsheet would take for a number or a day
TRAP = "=cmd|' /C calc'!A0"
# each sheet in a file of its own: separator, quotation marks, UTF-8 (76), from line 1, all cells quoted, sheet -1 (all)
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def test_every_cell_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "dossier.xlsx"
    file.write_bytes(write(change_quote(make_contents(), TRAP)))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [OFFICE, "--headless", home, "--convert-to", FILTER, "--outdir", str(tmp_path), str(file)]
    done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    workbook = openpyxl.load_workbook(file)
    for sheet in workbook:
        with (tmp_path / f"dossier-{sheet.title}.csv").open(encoding="utf-8", newline="") as text:
            shown = [[tidy(cell) for cell in row] for row in csv.reader(text)]
        ours = [[tidy(str("" if cell is None else cell)) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert shown == ours, sheet.title
    assert TRAP in [cell.value for cell in workbook["demands"]["I"]]


def tidy(text: str) -> str:
    """Return a text with line ends as one; LibreOffice writes them as it likes."""
    return text.replace("\r\n", "\n").strip()
