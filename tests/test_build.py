"""The whole build of the real texts, on two machines that differ: the same bytes; in every edition the same demands."""

import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from msgspec.structs import replace

import exporter
from exporter.batch.dossier import load_dossier
from exporter.batch.plan import EDITIONS_OF, plan
from exporter.model.demands import Kind
from exporter.writers.csv import defuse
from tests.conftest import ROOT

MACHINES = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "jobs": "1"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns", "jobs": "2"},
)
SEEDS = ROOT / "sources" / "cambodia"
TEXTS = {"2022": "2022-B9-0234.txt", "2024": "2024-C-2025-1807.txt"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two builds of the seeds, in processes that share nothing but the input."""
    outputs = []
    for number, settings in enumerate(MACHINES):
        home = tmp_path_factory.mktemp(f"machine{number}")
        environment = {**os.environ, **settings, "HOME": str(home), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "exporter", "build", str(SEEDS), "--output", str(home / "out")]
        subprocess.run([*command, "--jobs", settings["jobs"], "--quiet"], check=True, env=environment, cwd=home)
        outputs.append(home / "out" / "cambodia")
    return outputs


@pytest.fixture(scope="module")
def build(builds: list[Path]) -> Path:
    return builds[0]


def list_names() -> list[str]:
    return [name for product in plan(load_dossier(SEEDS)) for _, name in product.files] + ["index.html"]


def list_quotes(year: str, *kinds: Kind) -> dict[str, str]:
    """Return the verbatim quotation of every action of a text by its id, of all kinds of statements or of some."""
    statements = exporter.read(SEEDS / TEXTS[year]).demands.statements
    chosen = (statement for statement in statements if statement.kind in (kinds or Kind))
    return {action.id: action.quote for statement in chosen for action in statement.actions}


def squeeze(text: str) -> str:
    """Return a text without white space and hyphens, which line breaks add and take away."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\u0002-]", "", text)


def read_docx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


# --- the same bytes


@pytest.mark.parametrize("name", list_names())
def test_two_builds_give_the_same_bytes(builds: list[Path], name: str) -> None:
    first, second = ((folder / name).read_bytes() for folder in builds)
    assert first
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_nothing_else_is_made(builds: list[Path]) -> None:
    for folder in builds:
        assert sorted(path.name for path in folder.iterdir()) == sorted(list_names())


def test_every_edition_is_among_them() -> None:
    made = {edition for product in plan(load_dossier(SEEDS)) for edition, _ in product.files}
    assert made == {edition for editions in EDITIONS_OF.values() for edition in editions}
    assert {"2022-2024-redline.docx", "dossier-archive.pdf", "2022-resolution.akn.xml"} <= set(list_names())


# --- the same demands


def test_the_index_links_to_everything(build: Path) -> None:
    links = re.findall(r'href="([^"#:]+)"', (build / "index.html").read_text(encoding="utf-8"))
    assert set(list_names()) - {"index.html"} == set(links)


@pytest.mark.parametrize("year", TEXTS)
def test_a_briefing_has_every_demand_at_the_same_place_in_all_editions(build: Path, year: str) -> None:
    html = (build / f"{year}-briefing.html").read_text(encoding="utf-8")
    ids = {name for name in re.findall(r'\bid="([^"]+)"', html) if re.fullmatch(rf"d-{year}-[\d.]+", name)}
    assert {f"d-{year}-{name}" for name in list_quotes(year, Kind.DEMAND)} <= ids
    bookmarks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', read_docx(build / f"{year}-briefing.docx")))
    assert {re.sub(r"[^A-Za-z0-9]", "_", name) for name in ids} <= bookmarks
    pdf = (build / f"{year}-briefing.pdf").read_bytes()
    assert ids <= list_destinations(pdf)


def list_destinations(pdf: bytes) -> set[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return set(pikepdf.NameTree(document.Root.Names.Dests).keys())


@pytest.mark.parametrize("year", TEXTS)
def test_every_quotation_of_a_briefing_is_verbatim_in_word(build: Path, year: str) -> None:
    shown = squeeze("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", read_docx(build / f"{year}-briefing.docx"))))
    quotes = list_quotes(year, Kind.DEMAND)
    missing = [name for name, quote in quotes.items() if squeeze(quote).replace("&", "&amp;") not in shown]
    assert not missing


@pytest.mark.parametrize("year", TEXTS)
def test_every_quotation_of_a_briefing_is_verbatim_in_the_pdf(build: Path, year: str) -> None:
    document = pypdfium2.PdfDocument((build / f"{year}-briefing.pdf").read_bytes())
    quotes = list_quotes(year, Kind.DEMAND)
    pages = [squeeze(page.get_textpage().get_text_bounded()) for page in document]
    missing = [name for name, quote in quotes.items() if not is_shown(squeeze(quote), pages)]
    document.close()
    assert not missing


def is_shown(quote: str, pages: list[str]) -> bool:
    """Tell whether a quotation stands on a page, or ends one and goes on at the top of the next."""
    if any(quote in page for page in pages):
        return True
    cuts = range(1, len(quote))
    return any(quote[:cut] in page and quote[cut:] in following for page, following in pairwise(pages) for cut in cuts)


def test_data_editions_have_the_demands_of_the_comparison(build: Path) -> None:
    data = json.loads((build / "2022-2024-comparison.json").read_bytes())
    links, new, gone = data["links"], data["new"], data["not_carried_over"]
    with (build / "2022-2024-comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["old_ids"].split("\n") for row in rows if row["what"] == "linked"] == [link["old"] for link in links]
    assert [row["new_ids"] for row in rows if row["what"] == "new"] == new
    assert [row["old_ids"] for row in rows if row["what"] == "not carried over"] == gone
    workbook = openpyxl.load_workbook(build / "2022-2024-comparison.xlsx")
    assert [cell.value for cell in workbook["new"]["A"]][1:] == new
    assert [cell.value for cell in workbook["not carried over"]["A"]][1:] == gone
    assert len(list(workbook["changes"].rows)) == len(links) + 1


def test_data_editions_quote_verbatim(build: Path) -> None:
    quotes = {year: list_quotes(year) for year in TEXTS}
    with (build / "2022-2024-comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for side, year in (("old", "2022"), ("new", "2024")):
                ids = row[f"{side}_ids"].split("\n") if row[f"{side}_ids"] else []
                assert row[f"{side}_quotes"] == defuse("\n".join(quotes[year][name] for name in ids))


def test_data_of_the_dossier_have_the_same_actions_in_the_same_order(build: Path) -> None:
    quotes = [(f"{year}-{name}", quote) for year in TEXTS for name, quote in list_quotes(year).items()]
    data = json.loads((build / "dossier.json").read_bytes())
    statements = [(text["id"], item) for text in data["documents"] for item in text["demands"]["statements"]]
    assert [(f"{year}-{a['id']}", a["quote"]) for year, item in statements for a in item["actions"]] == quotes
    with closing(sqlite3.connect(f"file:{build / 'dossier.sqlite'}?mode=ro", uri=True)) as database:
        assert database.execute("SELECT key, quote FROM actions ORDER BY n").fetchall() == quotes
        linked = database.execute("SELECT action FROM linked UNION SELECT action FROM unlinked").fetchall()
        assert {name for (name,) in linked} == {name for name, _ in quotes}
    rows = list(openpyxl.load_workbook(build / "dossier.xlsx")["demands"].iter_rows(values_only=True))
    text, name, quote = (rows[0].index(head) for head in ("text", "id", "quote"))
    assert [(f"{row[text]}-{row[name]}", row[quote]) for row in rows[1:]] == quotes


@pytest.mark.parametrize("year", TEXTS)
def test_akoma_ntoso_reads_back_equal(build: Path, year: str) -> None:
    first = exporter.read(SEEDS / TEXTS[year])
    again = exporter.read(build / f"{year}-resolution.akn.xml")
    assert replace(again.resolution, source=first.resolution.source) == first.resolution
    assert again.demands == first.demands


def test_the_metadata_of_the_csv_name_it(build: Path) -> None:
    described = json.loads((build / "2022-2024-comparison.csv-metadata.json").read_bytes())
    head = (build / described["url"]).read_text(encoding="utf-8-sig").partition("\n")[0].strip().split(",")
    assert [column["name"] for column in described["tableSchema"]["columns"]] == head


def test_every_action_is_linked_new_or_not_carried_over(build: Path) -> None:
    data = json.loads((build / "2022-2024-comparison.json").read_bytes())
    old = {name for link in data["links"] for name in link["old"]} | set(data["not_carried_over"])
    new = {name for link in data["links"] for name in link["new"]} | set(data["new"])
    assert old == set(list_quotes("2022"))
    assert new == set(list_quotes("2024"))


def test_given_facts_are_in_the_documents_and_not_in_the_data_of_the_text(build: Path) -> None:
    briefing = (build / "2022-briefing.html").read_text(encoding="utf-8")
    assert "526 votes to 5, with 63 abstentions" in briefing
    assert "P9_TA(2022)0201" in (build / "2022-2024-comparison.html").read_text(encoding="utf-8")
    assert exporter.read(SEEDS / TEXTS["2022"]).date is None
