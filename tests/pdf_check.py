"""Checks PDFs with two checkers and prints their verdicts: `nox -s pdf-check`.

veraPDF is the reference, page-validation a second opinion that shares no code with it. Archival PDFs (by their name,
so that a lost claim does not pass) must keep PDF/A-3a too.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

import page as page_validation
import pypdfium2

from exporter.model.archive import Archive, Attachment
from exporter.writers import archive, pdf
from tests import verapdf
from tests.writers.sample_page import make_page

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "CONTRIBUTING.md"
PLACE = re.compile(r"(?<=<!-- verdicts: nox -s pdf-check -- --write -->\n).*?(?=<!-- end of verdicts -->)", re.DOTALL)
ARCHIVAL = "-archive.pdf"
# standard -> its name in the second checker
PROFILES = {"PDF/UA-1": "ua1", "PDF/A-3a": "3a"}
BRIEFING_BYTES = 150_000
HEAD = ("file", "pages", "kB", "PDF/UA-1", "second", "PDF/A-3a", "second")


class Verdict(NamedTuple):
    """What the checkers say of one file: its line in the table, and every fault as `file, checker: fault`."""

    cells: tuple[str, ...]
    faults: list[str]


def main() -> None:
    """Check the PDFs under the folders named, and some of our own making; exit with 1 on any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into CONTRIBUTING.md")
    options = parser.parse_args()
    check_checkers()
    files = {path.name: path.read_bytes() for folder in options.folders for path in sorted(folder.rglob("*.pdf"))}
    if not files:
        sys.exit("there are no PDFs to check")
    verdicts = [judge(name, data) for name, data in (files | make_samples()).items()]
    table = format_table([verdict.cells for verdict in verdicts])
    print(table)
    if options.write:
        DOCUMENT.write_text(PLACE.sub(lambda _: table, DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    faults = [fault for verdict in verdicts for fault in verdict.faults]
    if faults:
        sys.exit("\n".join(faults))


def check_checkers() -> None:
    """Exit if a checker does not see a fault that is there: its good word would be worth nothing."""
    faulty = pdf.write(make_page("<h1>One</h1><h3>Three</h3>"))
    for name, find in CHECKERS.items():
        for standard in PROFILES:
            if not find(faulty, standard):
                sys.exit(f"{name} does not see that a file is no {standard}")


def make_samples() -> dict[str, bytes]:
    """Return PDFs that hold everything the templates may use, by file name."""
    page = make_page()
    source = Attachment(
        name="Überblick.txt", data=b"x\n", media_type="text/plain", relationship="Source", description="The text"
    )
    whole = Archive(page=page, attachments=(source,))
    return {"sample.pdf": pdf.write(page), f"sample{ARCHIVAL}": archive.write(whole)}


def judge(name: str, data: bytes) -> Verdict:
    """Return the verdict on a file."""
    wanted = [standard for standard in PROFILES if standard == "PDF/UA-1" or name.endswith(ARCHIVAL)]
    found = {(standard, checker): find(data, standard) for standard in wanted for checker, find in CHECKERS.items()}
    faults = [f"{name}, {checker}: {fault}" for (_, checker), some in found.items() for fault in some]
    if "briefing" in name and len(data) > BRIEFING_BYTES:
        faults.append(f"{name}: {len(data)} bytes, more than {BRIEFING_BYTES}")
    words = [describe(found.get((standard, checker))) for standard in PROFILES for checker in CHECKERS]
    with pypdfium2.PdfDocument(data) as document:
        pages = len(document)
    return Verdict((name, str(pages), str(round(len(data) / 1000)), *words), faults)


def describe(faults: list[str] | None) -> str:
    """Return a verdict in a word or two."""
    if faults is None:
        return ""
    return "valid" if not faults else f"{len(faults)} faults"


def find_faults(data: bytes, standard: str) -> list[str]:
    """Return what the second checker finds wrong."""
    report = page_validation.validate_pdf_bytes(data, profile=PROFILES[standard])
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def format_table(rows: list[tuple[str, ...]]) -> str:
    """Return a table that can be read as it stands and as Markdown."""
    widths = [max(len(row[i]) for row in [HEAD, *rows]) for i in range(len(HEAD))]
    rule = tuple("-" * width for width in widths)
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [HEAD, rule, *rows]
    )
    return "".join(f"| {line} |\n" for line in lines)


CHECKERS = {"veraPDF": verapdf.find_faults, "page-validation": find_faults}

if __name__ == "__main__":
    main()
