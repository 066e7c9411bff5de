"""Every case is sound: for a checker of the ECMA-376 schemas, for python-docx, for LibreOffice."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from exporter.writers.docx import write
from exporter.writers.docx.base import pack
from tests.writers.docx.generated import blocks
from tests.writers.docx.pages import CASES, THEME, make_page, read_parts

PAGES = sorted(CASES.glob("*.html"))
ROOT = Path(__file__).parents[3]


def find_errors(data: bytes, folder: Path) -> list[str]:
    """Return what the checker of the ECMA-376 schemas finds."""
    file = folder / "checked.docx"
    file.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_schema(path: Path, tmp_path: Path) -> None:
    assert find_errors(write(make_page(path.read_text(encoding="utf-8"))), tmp_path) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks)
def test_schema_of_generated_pages(tmp_path: Path, html: str) -> None:
    assert find_errors(write(make_page(html)), tmp_path) == []


def test_schema_with_another_theme(tmp_path: Path) -> None:
    fonts = replace(THEME.fonts, body='A & "B"', heading="Unheard Of", body_fallback=(), heading_fallback=("serif",))
    theme = replace(THEME, name="<odd>", fonts=fonts, page=replace(THEME.page, size="Letter"))
    page = replace(make_page("<h1>One</h1><p>two</p>", language="xx"), theme=theme)
    data = write(page)
    assert find_errors(data, tmp_path) == []
    assert b'w:name="A &amp; &quot;B&quot;"' in read_parts(data)["word/fontTable.xml"]
    assert b'w:w="12240"' in read_parts(data)["word/document.xml"]


def test_checker_notices_a_broken_order(tmp_path: Path) -> None:
    parts = read_parts(write(make_page("<p class='numbered'><span class='label'>1.</span> one</p>")))
    broken = parts["word/document.xml"].replace(b"<w:pPr><w:pStyle", b"<w:pPr><w:jc w:val='left'/><w:pStyle")
    assert find_errors(pack(parts | {"word/document.xml": broken}), tmp_path)


def test_reopened() -> None:
    document = docx.Document(BytesIO(write(make_page((CASES / "sample.html").read_text(encoding="utf-8")))))
    outline = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert outline[:3] == [
        ("Heading 1", "At a glance"),
        ("Heading 2", "Who is asked"),
        ("Heading 1", "Demand by demand"),
    ]
    core = document.core_properties
    assert (core.title, core.author, core.language, core.keywords, core.category) == (
        "A title",
        "Ruritania Watch",
        "en",
        "Ruritania, civil space, demands",
        "dossier",
    )
    assert core.created is not None
    assert core.created.date().isoformat() == core.modified.date().isoformat() == "2024-05-06"
    assert [section.orientation for section in document.sections] == [0, 1, 0]
    for section in document.sections:
        assert section.header.paragraphs[0].text == "Ruritania 2022 / 2024 · motion against adopted resolution"
        assert section.footer.paragraphs[0].text.startswith("Ruritania Watch\tPage ")


def test_same_bytes_in_two_processes() -> None:
    path = CASES / "sample.html"
    code = (
        "import sys; from pathlib import Path; from exporter.writers.docx import write;"
        "from tests.writers.docx.pages import make_page;"
        "sys.stdout.buffer.write(write(make_page(Path(sys.argv[1]).read_text(encoding='utf-8'))))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert made[0] == made[1] == write(make_page(path.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_opens_in_libreoffice(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice), which is not there")
    file = tmp_path / "sample.docx"
    file.write_bytes(write(make_page((CASES / "sample.html").read_text(encoding="utf-8"))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "sample.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    sizes = [page.get_size() for page in pdf]
    pdf.close()
    assert len(pages) == 5
    assert [width > height for width, height in sizes] == [False, False, False, True, False]
    assert "motion against adopted resolution" not in pages[0]
    assert all("motion against adopted resolution" in page for page in pages[1:])
    assert "Page 4 of 5" in pages[3]
