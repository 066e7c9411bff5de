"""The archival PDF: valid for two standards, with its sources inside, the same bytes."""

import io
import os
import subprocess
import sys
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from exporter.errors import WriteError
from exporter.model.archive import Archive, Attachment
from exporter.writers import archive, pdf
from tests.writers.sample_page import make_page

ROOT = Path(__file__).parents[2]
SOURCE = Attachment(
    name="Entschließung 2022.txt",
    data=b"The European Parliament,\n",
    media_type="text/plain",
    relationship="Source",
    description="The text 2022 – as read",
)
DATA = Attachment(
    name="2022-demands.json", data=b"{}\n", media_type="application/json", relationship="Data", description="Demands"
)
DECISIONS = Attachment(
    name="review.yaml", data=b"", media_type="application/yaml", relationship="Supplement", description="Decisions"
)
SAMPLE = Archive(page=make_page(rows=12), attachments=(SOURCE, DATA, DECISIONS))


@pytest.fixture(scope="module")
def sample() -> bytes:
    return archive.write(SAMPLE)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_is_valid_for_both_standards(sample: bytes, profile: str) -> None:
    report = page_validation.validate_pdf_bytes(sample, profile=profile)
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_the_files_are_inside_as_they_were(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as document:
        inside = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    assert inside == {attachment.name: attachment.data for attachment in SAMPLE.attachments}


def test_each_file_tells_what_it_is(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as document:
        told = [
            (str(spec.UF), str(spec.AFRelationship), str(spec.EF.F.Subtype), str(spec.Desc))
            for spec in document.Root.AF
        ]
        dates = {str(spec.EF.F.Params[key]) for spec in document.Root.AF for key in ("/CreationDate", "/ModDate")}
    assert told == [
        (item.name, f"/{item.relationship}", f"/{item.media_type}", item.description) for item in SAMPLE.attachments
    ]
    assert dates == {"D:19800101000000Z"}


def test_it_says_which_standards_it_keeps(sample: bytes) -> None:
    with pikepdf.open(io.BytesIO(sample)) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
    for claim in ('pdfaid:part="3"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"'):
        assert claim in metadata


def test_the_lean_edition_claims_no_archive() -> None:
    with pikepdf.open(io.BytesIO(pdf.write(SAMPLE.page))) as document:
        assert "pdfaid" not in document.Root.Metadata.read_bytes().decode()
        assert not document.attachments


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(WriteError, match="one name"):
        archive.write(Archive(page=SAMPLE.page, attachments=(SOURCE, SOURCE)))


WRITE_SAMPLE = """
import sys
from exporter.writers import archive
from tests.writers.test_archive import SAMPLE
sys.stdout.buffer.write(archive.write(SAMPLE))
"""


def test_two_processes_write_the_same_bytes(sample: bytes) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", WRITE_SAMPLE], env=environment, capture_output=True, check=True)
    assert done.stdout == sample
