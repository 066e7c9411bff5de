"""Every edition of a dossier read back, each by its own format: the same ids, quotations, counts, order and notes.

What must be there comes from the model. Pages are read in the order of reading, each quotation with its id; a PDF has
ids as destinations and quotations as tagged words.
"""

import csv
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import lxml.html
import openpyxl
import pikepdf
import pytest
from lxml import etree

import exporter
from exporter.batch.dossier import load_dossier
from exporter.batch.gathering import Options
from exporter.batch.plan import EDITIONS_OF
from exporter.batch.report import Failed
from exporter.batch.run import build
from exporter.library import Text
from exporter.model.demands import Kind
from exporter.writers.csv import defuse
from tests.canonical import W, list_tags
from tests.conftest import ROOT
from tests.publishing.pages import visible

SEEDS = ROOT / "sources" / "cambodia"
FILES = {"2022": "2022-B9-0234.txt", "2024": "2024-C-2025-1807.txt"}
NOTES = {"2022-5.2.3": "Raise this in May.\nSee the annex: #3 & <b>.", "2024-1.2.1": "=SUM(A1) is no formula."}
PAGES = ("2022-briefing", "2024-briefing", "2022-2024-comparison", "asks", "dossier")

Quoted = list[tuple[str, str]]
"""Ids with what is quoted under them, without white space, in the order of reading."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all editions of the seeds, with two notes."""
    home = tmp_path_factory.mktemp("parity")
    shutil.copytree(SEEDS, home / "cambodia")
    entries = "".join(f"- {{id: {key}, by: Ana, text: {json.dumps(text)}}}\n" for key, text in NOTES.items())
    (home / "cambodia" / "notes.yaml").write_text(f"notes:\n{entries}", encoding="utf-8")
    dossier = load_dossier(home / "cambodia")
    failed = [event for event in build([dossier], Options(output=home / "out", jobs=1)) if isinstance(event, Failed)]
    assert failed == []
    return home / "out" / "cambodia"


@pytest.fixture(scope="module")
def texts() -> dict[str, Text]:
    return {year: exporter.read(SEEDS / name) for year, name in FILES.items()}


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def list_actions(texts: dict[str, Text], *kinds: Kind) -> Quoted:
    """Return every action of the model, in order."""
    return [
        (f"{year}-{action.id}", squeeze(action.quote))
        for year, text in texts.items()
        for statement in text.demands.statements
        for action in statement.actions
        if statement.kind in (kinds or Kind)
    ]


def read_html(path: Path) -> Quoted:
    page = lxml.html.parse(path)
    return [(item.get("data-id"), squeeze(visible(item))) for item in page.xpath("//blockquote[@data-id]")]


def read_docx(path: Path) -> Quoted:
    """Return what stands in locked controls; a control for a note is not locked."""
    found = []
    for control in read_part(path).iter(f"{W}sdt"):
        lock, tag = (control.find(f"{W}sdtPr/{W}{name}") for name in ("lock", "tag"))
        if tag is not None and lock is not None and lock.get(f"{W}val") == "contentLocked":
            words = "".join(text.text or "" for text in control.iter(f"{W}t"))
            found.append((tag.get(f"{W}val"), squeeze(words)))
    return found


def read_part(path: Path, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def read_pdf(path: Path) -> list[str]:
    """Return the words of each tagged quotation, in the order of reading."""
    found: list[str] = []
    depth: int | None = None
    for line in list_tags(path.read_bytes()):
        level = len(line) - len(line.lstrip())
        name, _, words = line.strip().partition(": ")
        if depth is not None and level > depth:
            found[-1] += words
        elif name == "BlockQuote":
            depth = level
            found.append(words)
        else:
            depth = None
    return [squeeze(words) for words in found]


def join_pieces(pieces: list[str], shown: list[str]) -> list[str]:
    """Return the pieces with those joined that are one quotation over two pages.

    Of a table row that goes on, the cells of the first page come before those of the next. What fits nothing stays.
    """
    joined: list[str] = []
    for piece in pieces:
        begun = [n for n, words in enumerate(joined) if n < len(shown) and words != shown[n]]
        goes_on = next((n for n in begun if shown[n].startswith(joined[n] + piece)), None)
        if goes_on is None:
            joined.append(piece)
        else:
            joined[goes_on] += piece
    return joined


# --- printed editions


@pytest.mark.parametrize("name", PAGES)
def test_word_says_what_the_web_page_says_in_its_order(built: Path, name: str) -> None:
    shown = read_html(built / f"{name}.html")
    assert len(shown) > 12
    assert read_docx(built / f"{name}.docx") == shown


@pytest.mark.parametrize("name", [*PAGES, "dossier-archive"])
def test_the_pdf_says_what_the_web_page_says_in_its_order(built: Path, name: str) -> None:
    page = lxml.html.parse(built / f"{name.removesuffix('-archive')}.html")
    shown = [squeeze(item.text_content()) for item in page.xpath("//blockquote[@data-id]")]
    assert join_pieces(read_pdf(built / f"{name}.pdf"), shown) == shown
    anchors = set(page.xpath("//blockquote/@id"))
    with pikepdf.open(built / f"{name}.pdf") as document:
        assert anchors <= set(pikepdf.NameTree(document.Root.Names.Dests).keys())


@pytest.mark.parametrize("name", PAGES)
def test_pages_quote_every_demand_of_their_texts_and_nothing_else(
    built: Path, texts: dict[str, Text], name: str
) -> None:
    own = {year: text for year, text in texts.items() if name[:4] in (year, "asks", "doss") or "comparison" in name}
    known = dict(list_actions(own))
    stated = {f"{y}-{s.id}": squeeze(s.text) for y, text in own.items() for s in text.demands.statements}
    shown = read_html(built / f"{name}.html")
    assert all(words == {**stated, **known}[key] for key, words in shown)
    wanted = {key for key, _ in list_actions(own, Kind.DEMAND)}
    assert wanted <= {key for key, _ in shown}


# --- data


def read_json(path: Path) -> Quoted:
    data = json.loads(path.read_bytes())
    return [
        (f"{text['id']}-{action['id']}", squeeze(action["quote"]))
        for text in data["documents"]
        for statement in text["demands"]["statements"]
        for action in statement["actions"]
    ]


def read_sqlite(path: Path) -> Quoted:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return [(key, squeeze(quote)) for key, quote in database.execute("SELECT key, quote FROM actions ORDER BY n")]


def read_xlsx(path: Path) -> Quoted:
    rows = list(openpyxl.load_workbook(path)["demands"].iter_rows(values_only=True))
    text, name, quote = (rows[0].index(head) for head in ("text", "id", "quote"))
    return [(f"{row[text]}-{row[name]}", squeeze(str(row[quote]))) for row in rows[1:]]


def read_attachments(path: Path) -> Quoted:
    found: Quoted = []
    with pikepdf.open(path) as document:
        for year in FILES:
            data = json.loads(document.attachments[f"{year}-demands.json"].get_file().read_bytes())
            actions = [action for statement in data["statements"] for action in statement["actions"]]
            found += [(f"{year}-{action['id']}", squeeze(action["quote"])) for action in actions]
    return found


DATA: dict[str, Callable[[Path], Quoted]] = {
    "dossier.json": read_json,
    "dossier.sqlite": read_sqlite,
    "dossier.xlsx": read_xlsx,
    "2022-2024-comparison.xlsx": read_xlsx,
    "dossier-archive.pdf": read_attachments,
}


@pytest.mark.parametrize("name", DATA)
def test_data_have_every_action_in_order(built: Path, texts: dict[str, Text], name: str) -> None:
    assert DATA[name](built / name) == list_actions(texts)


@pytest.mark.parametrize("year", FILES)
def test_akoma_ntoso_gives_the_same_actions(built: Path, texts: dict[str, Text], year: str) -> None:
    again = exporter.read(built / f"{year}-resolution.akn.xml")
    assert list_actions({year: again}) == list_actions({year: texts[year]})


Rows = list[tuple[str, tuple[str, ...], tuple[str, ...]]]
"""What became of actions (linked, new, not carried over), and the ids on either side, in order."""


def list_compared(built: Path) -> Rows:
    data = json.loads((built / "2022-2024-comparison.json").read_bytes())
    links: Rows = [("linked", tuple(link["old"]), tuple(link["new"])) for link in data["links"]]
    new: Rows = [("new", (), (name,)) for name in data["new"]]
    return [*links, *new, *(("not carried over", (name,), ()) for name in data["not_carried_over"])]


def split(cell: object) -> tuple[str, ...]:
    return tuple(str(cell).split("\n")) if cell else ()


def read_csv_rows(built: Path) -> Rows:
    with (built / "2022-2024-comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["what"], split(row["old_ids"]), split(row["new_ids"])) for row in csv.DictReader(file)]


def read_xlsx_rows(built: Path) -> Rows:
    return [row for name in ("2022-2024-comparison", "dossier") for row in read_sheets(built / f"{name}.xlsx")]


def read_sheets(path: Path) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    workbook = openpyxl.load_workbook(path)
    for name, what in (("changes", "linked"), ("new", "new"), ("not carried over", "not carried over")):
        head, *rows = workbook[name].iter_rows(values_only=True)
        for row in rows:
            cells = dict(zip(head, row, strict=True))
            yield what, split(cells.get("old ids")), split(cells.get("new ids"))


def read_sqlite_rows(built: Path) -> Rows:
    with closing(sqlite3.connect(built / "dossier.sqlite")) as database:
        rows: Rows = []
        for (link,) in database.execute("SELECT key FROM links ORDER BY rowid"):
            sides = [
                tuple(name.partition("-")[2] for (name,) in database.execute(
                    "SELECT action FROM linked WHERE link = ? AND side = ? ORDER BY rowid", (link, side)))
                for side in ("old", "new")
            ]  # fmt: skip
            rows.append(("linked", *sides))
        for action, what in database.execute("SELECT action, what FROM unlinked ORDER BY rowid"):
            name = (action.partition("-")[2],)
            rows.append((what, (), name) if what == "new" else (what, name, ()))
    return rows


def read_html_rows(built: Path) -> Rows:
    page = lxml.html.parse(built / "2022-2024-comparison.html")
    rows: Rows = []
    for row in page.xpath("//table[@class='comparison']//tr[@id]"):
        sides = [tuple(key.partition("-")[2] for key in row[n].xpath(".//blockquote/@data-id")) for n in (0, 2)]
        rows.append(("linked", *sides))
    for section, what in (("new", "new"), ("not-carried-over", "not carried over")):
        for key in page.xpath(f"//section[@id='c-2022-2024-{section}']//blockquote/@data-id"):
            name = (key.partition("-")[2],)
            rows.append((what, (), name) if what == "new" else (what, name, ()))
    return rows


@pytest.mark.parametrize("read", [read_csv_rows, read_sqlite_rows])
def test_all_tell_the_same_of_each_action_in_the_same_order(built: Path, read: Callable[[Path], Rows]) -> None:
    assert read(built) == list_compared(built)


def test_workbooks_and_pages_tell_the_same_of_each_action(built: Path) -> None:
    expected = list_compared(built)
    assert read_xlsx_rows(built) == [*expected, *expected]
    # pages keep the parts of a split together
    assert sorted(read_html_rows(built)) == sorted(expected)
    assert [row for row in read_html_rows(built) if row[0] != "linked"] == [r for r in expected if r[0] != "linked"]


def test_the_csv_quotes_what_the_model_quotes(built: Path, texts: dict[str, Text]) -> None:
    quotes = {f"{y}-{a.id}": a.quote for y, text in texts.items() for s in text.demands.statements for a in s.actions}
    with (built / "2022-2024-comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for side, year in (("old", "2022"), ("new", "2024")):
                wanted = "\n".join(quotes[f"{year}-{name}"] for name in split(row[f"{side}_ids"]))
                assert row[f"{side}_quotes"] == defuse(wanted)


# --- the redline


@pytest.mark.parametrize(("year", "gone"), [("2024", ("del",)), ("2022", ("ins",))])
def test_either_side_of_the_redline_has_every_action_in_order(
    built: Path, texts: dict[str, Text], year: str, gone: tuple[str, ...]
) -> None:
    root = read_part(built / "2022-2024-redline.docx")
    words = ""
    for text in root.iter(f"{W}t", f"{W}delText"):
        if not any(etree.QName(parent).localname in gone for parent in text.iterancestors()):
            words += squeeze(text.text or "")
    place = 0
    for key, quote in list_actions({year: texts[year]}):
        found = words.find(quote, place)
        found = (
            words.find(quote) if found < 0 else found
        )  # of two on one object the second begins before the first ends
        assert found >= 0, key
        place = found


# --- counts and notes


def test_counts_are_the_same(built: Path, texts: dict[str, Text]) -> None:
    for year, text in texts.items():
        count = len(list_actions({year: text}, Kind.DEMAND))
        lead = lxml.html.parse(built / f"{year}-briefing.html").xpath("string(//p[@class='lead'])")
        assert f"{count} actions" in lead
        with closing(sqlite3.connect(built / "dossier.sqlite")) as database:
            query = "SELECT count(*) FROM actions a JOIN statements s ON s.key = a.statement"
            query += " WHERE a.text = ? AND s.kind = 'demand'"
            assert database.execute(query, (year,)).fetchone() == (count,)
        column = list(FILES).index(year) + 1
        total = list(openpyxl.load_workbook(built / "dossier.xlsx")["matrix"].iter_rows(values_only=True))[-1]
        cell = lxml.html.parse(built / "dossier.html").xpath("//section[@id='matrix']//tr[@class='total']/td")[
            column - 1
        ]
        assert (total[column], cell.text_content()) == (count, str(count))


def test_notes_are_in_every_edition(built: Path) -> None:
    flat = {key: squeeze(text) for key, text in NOTES.items()}
    for name, years in (("2022-briefing", "2022"), ("2022-2024-comparison", "2022 2024"), ("dossier", "2022 2024")):
        wanted = {key: text for key, text in flat.items() if key[:4] in years}
        page = lxml.html.parse(built / f"{name}.html")
        shown = {item.get("data-noted"): item for item in page.xpath("//p[@class='analyst']")}
        said = {key: squeeze(item.xpath("string(.//span[@class='said'])")) for key, item in shown.items()}
        assert said == wanted
        tagged = squeeze("".join(line.partition(": ")[2] for line in list_tags((built / f"{name}.pdf").read_bytes())))
        word = squeeze("".join(text.text or "" for text in read_part(built / f"{name}.docx").iter(f"{W}t")))
        assert all(text in tagged and text in word for text in wanted.values()), name
    data = json.loads((built / "dossier.json").read_bytes())
    told = {note["id"]: note["text"] for text in data["documents"] for note in text["demands"].get("notes", ())}
    with closing(sqlite3.connect(built / "dossier.sqlite")) as database:
        kept = dict(database.execute("SELECT part, note FROM notes"))
    rows = openpyxl.load_workbook(built / "dossier.xlsx")["notes"].iter_rows(min_row=2, values_only=True)
    assert told == kept == {row[1]: row[3] for row in rows} == NOTES
    table = csv.DictReader(
        io.StringIO((built / "2022-2024-comparison.csv").read_bytes().decode("utf-8-sig"), newline="")
    )
    cells = {cell for row in table for cell in (row["old_notes"], row["new_notes"]) if cell}
    assert cells == {f"note: Ana: {' '.join(text.split())}" for text in NOTES.values()}


def test_every_edition_there_is_was_read() -> None:
    read = {"html", "pdf", "docx", "archive", "redline", "xlsx", "csv", "json", "sqlite", "akn"}
    described = {"csvw"}  # which says what the columns mean, and has a test of its own
    assert read | described == {edition for editions in EDITIONS_OF.values() for edition in editions}
