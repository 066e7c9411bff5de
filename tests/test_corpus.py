"""Every real document at hand, read as a user reads it, with the counts made by reading."""

from pathlib import Path

import pytest

import exporter
from exporter.errors import ExporterError
from exporter.model.resolution import Status
from tests.conftest import ROOT
from tests.readers.reading import count

COUNTS = {
    "cambodia/2022-B9-0234.txt": (6, 10, 12, 0),
    "cambodia/2024-C-2025-1807.txt": (2, 2, 9, 0),
    "ep-html/RC-B10-0249-2025_EN.html": (3, 3, 9, 0),
    "ep-html/A9-0163-2024_EN.html": (2, 0, 3, 0),
    "ep-pdf/TA-9-2024-0138_EN_p1-2.pdf": (10, 0, 3, 3),
    "ep-akn/PE486.060_resolution_v1-00.xml": (5, 0, 3, 0),
    "un-pdf/A_RES_78_11.pdf": (9, 0, 8, 2),
    "un-pdf/A_RES_78_21.pdf": (11, 0, 6, 5),
    "un-pdf/A_RES_78_186.pdf": (3, 0, 1, 1),
    "un-pdf/A_RES_78_316.pdf": (13, 0, 13, 3),
    "un-pdf/A_RES_79_179.pdf": (19, 0, 14, 12),
    "un-pdf/A_RES_80_4.pdf": (8, 0, 5, 1),
    "un-pdf/A_C.3_80_L.24.pdf": (4, 0, 2, 2),  # the note, and the asterisk note of a draft
}
"""Citations, recitals, paragraphs and footnotes."""

STATUSES = {
    "cambodia/2022-B9-0234.txt": Status.MOTION,
    "ep-html/RC-B10-0249-2025_EN.html": Status.JOINT_MOTION,
    "ep-html/A9-0163-2024_EN.html": Status.REPORT,
    "ep-pdf/TA-9-2024-0138_EN_p1-2.pdf": Status.ADOPTED,
    "ep-akn/PE486.060_resolution_v1-00.xml": Status.REPORT,
    "un-pdf/A_RES_79_179.pdf": Status.UN_RESOLUTION,
    "un-pdf/A_C.3_80_L.24.pdf": Status.UN_DRAFT,
}

NO_RESOLUTIONS = (
    "ep-akn/PE486.060_report_v2-00.xml",
    "ep-akn/PE486.060_explanatory_v1-00.xml",
    "ep-opendata/PV-10-2025-05-08-VOT_EN.xml",
    "ep-opendata/odp-document_rc-10-2025-0249.json",
)


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_document_has_the_counts_made_by_reading(shared: Path, name: str) -> None:
    assert count(exporter.read(shared / "corpus" / name).resolution) == COUNTS[name]


@pytest.mark.parametrize("name", STATUSES)
def test_a_real_document_is_what_it_is(shared: Path, name: str) -> None:
    assert exporter.read(shared / "corpus" / name).resolution.status is STATUSES[name]


@pytest.mark.parametrize("name", NO_RESOLUTIONS)
def test_a_real_document_that_holds_no_resolution_says_so_in_a_line(shared: Path, name: str) -> None:
    with pytest.raises(ExporterError) as caught:
        exporter.read(shared / "corpus" / name)
    assert "\n" not in str(caught.value)


def test_no_real_document_is_left_out(shared: Path) -> None:
    found = {str(path.relative_to(shared / "corpus")) for path in (shared / "corpus").rglob("*.*") if path.is_file()}
    assert found == {*COUNTS, *NO_RESOLUTIONS}


def test_the_seeds_are_those_of_the_corpus(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "cambodia").iterdir()):
        assert (ROOT / "sources" / "cambodia" / path.name).read_bytes() == path.read_bytes()
