"""Demands over several texts, and motions in chains, in the data editions: as reviewed, and as the pages tell them."""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

import openpyxl
import pytest
from msgspec import UNSET
from msgspec.structs import replace
from openpyxl.workbook import Workbook

from exporter.batch.support import follow
from exporter.formats import write
from exporter.model.contents import Contents
from tests.canonical import list_cells, show_edition
from tests.golden import Goldens
from tests.publishing import test_many as many
from tests.publishing.pages import parse

FOLLOWED = ("lineage", "restatements", "chains", "survival")


@cache
def contents() -> Contents:
    """Return six invented texts with a chain, of which one comparison is printed."""
    six = many.contents()
    return follow(replace(six, comparisons=six.comparisons[:1]), six.comparisons[1:])


@cache
def workbook() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write("xlsx", contents())))


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(write("sqlite", contents()))
        yield connection


def list_rows(name: str) -> list[dict[str, object]]:
    heads, *rows = workbook()[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def split(cell: object) -> list[str]:
    return str(cell).split("\n") if cell else []


def page() -> many.Page:
    return many.pages()["six"]


# --- as reviewed


def test_sheets_are_as_reviewed(golden: Goldens) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write("xlsx", contents())), rich_text=True)
    for name in book.sheetnames:
        if name not in (*FOLLOWED, "themes"):
            del book[name]
    golden.check(many.SOURCE, ".six.xlsx.txt", list_cells(book))


def test_the_database_is_as_reviewed(golden: Goldens) -> None:
    shown = show_edition("dossier.sqlite", write("sqlite", contents()))
    kept = ("lineages", "restatements", "missing", "motions", "survival", "demands_over_texts", "survival_by_motion")
    tables = {table.partition("\n")[0]: table for table in shown.split("== ")}
    golden.check(many.SOURCE, ".six.sqlite.txt", "".join(tables[name] for name in (*kept, "themes_by_text")))


# --- what pages tell


def test_each_demand_stands_in_the_texts_of_the_page_under_its_number() -> None:
    rows = {row["demand"]: row for row in list_rows("lineage") if row["demand"]}
    texts = [document.id for document in contents().documents]
    heads = [head for head in map(str, next(workbook()["lineage"].values)) if head.endswith(")")]
    assert [head.partition(" ")[0] for head in heads] == texts
    shown: dict[int, list[list[str]]] = {}
    for table in parse(page().html).xpath("//section[@id='lineage']//table"):
        for line in table.xpath(".//tbody/tr"):
            number = int(line.xpath("string(th/p[1])").split()[1])
            cells = [list(cell.xpath(".//blockquote/@data-id")) for cell in line.xpath("td")]
            assert len(cells) == 3
            shown.setdefault(number, [[] for _ in texts])
            start = 0 if table.get("id") == "lineage-1" else 3
            shown[number][start : start + 3] = cells
    assert len(shown) > 4
    told = {
        number: [
            [f"{text}-{line.partition(' ')[0]}" for line in split(row[head])]
            for text, head in zip(texts, heads, strict=True)
        ]
        for number, row in rows.items()
    }
    assert told == {number: [list(dict.fromkeys(cell)) for cell in cells] for number, cells in shown.items()}


def test_first_and_last_seen_are_those_of_the_page(database: sqlite3.Connection) -> None:
    names = {document.id: document.resolution.reference or document.id for document in contents().documents}
    seen = {
        int(head.xpath("string(p[1])").split()[1]): " ".join(head.xpath("string(p[2])").split())
        for head in parse(page().html).xpath("//section[@id='lineage']//tbody//th")
    }
    query = "SELECT number, texts, first_text, last_text FROM lineages WHERE number IS NOT NULL"
    for number, count, first, last in database.execute(query):
        assert seen[number] == f"Found in {count} of 6 texts; first in {names[first]}, last in {names[last]}"
    rows = [row for row in list_rows("lineage") if row["demand"]]
    assert {(r["demand"], r["texts"], r["first seen"], r["last seen"]) for r in rows} == set(database.execute(query))


def test_what_was_found_in_no_other_text_is_there_too(database: sqlite3.Connection) -> None:
    alone = parse(page().html).xpath("//section[@id='lone']//q/@data-id")
    assert len(alone) > 2
    assert [name for (name,) in database.execute("SELECT first FROM lineages WHERE number IS NULL")] == alone
    rows = [row for row in list_rows("lineage") if not row["demand"]]
    assert [row["texts"] for row in rows] == [1] * len(alone)


def test_survival_is_counted_as_on_the_page(database: sqlite3.Connection) -> None:
    table = parse(page().html).xpath("//table[@class='matrix'][caption[starts-with(., 'Demands of each motion')]]")[0]
    shown = [[cell.text_content() for cell in line.xpath("td")] for line in table.xpath("tbody/tr")]

    def describe(found: int, verbatim: int) -> str:
        return f"{found} ({verbatim} in the same words, {found - verbatim} reworded)" if found else "0"

    counted = database.execute("SELECT motion, actions, found, verbatim FROM survival_by_motion").fetchall()
    for motion, cells in zip(("m1", "m2", "m3"), shown, strict=True):
        rows = [row for row in counted if row[0] == motion]
        assert [str(rows[0][1]), *(describe(found, verbatim) for *_, found, verbatim in rows)] == cells
    sheet = [(row["motion"], row["actions"], row["found"], row["verbatim"]) for row in list_rows("chains")]
    assert sheet == counted


def test_survival_says_of_each_demand_what_the_page_says(database: sqlite3.Connection) -> None:
    rows = list_rows("survival")
    stages = ("joint", "2031")
    expected: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for line in parse(page().html).xpath("//section[starts-with(@id, 'survival-1-')]//tbody/tr"):
        first, *cells = line.xpath("td")
        key = first.xpath("string(.//blockquote/@data-id)")
        for stage, cell in zip(stages, cells, strict=True):
            words = [tag for tag in cell.xpath(".//span/text()") if tag in ("in the same words", "reworded")]
            found = list(zip(cell.xpath(".//blockquote/@data-id"), words, strict=True))
            expected[key, stage] = found or [("", "not found")]
    told: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        place = f"{row['text']}-{row['text id']}" if row["text id"] else ""
        told.setdefault((f"{row['motion']}-{row['id']}", str(row["text"])), []).append((place, str(row["found"])))
    assert told == expected
    query = "SELECT action, text, coalesce(found, ''), what FROM survival ORDER BY n"
    again: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for action, text, found, what in database.execute(query):
        again.setdefault((action, text), []).append((found, what))
    assert again == expected


def test_themes_are_counted_as_on_the_page(database: sqlite3.Connection) -> None:
    table = parse(page().html).xpath("//section[@id='themes']//table")[0]
    shown = [
        [int(cell.text_content().replace("–", "0")) for cell in line.xpath("td")] for line in table.xpath("tbody/tr")
    ]
    rows = [list(row) for row in list(workbook()["themes"].values)[1:]]
    assert [counts for _, *counts in rows] == shown
    texts = [document.id for document in contents().documents]
    by_theme = {name: dict(zip(texts, counts, strict=True)) for name, *counts in rows}
    for theme, text, actions in database.execute("SELECT theme, text, actions FROM themes_by_text"):
        assert by_theme[theme].pop(text) == actions
    named = [name for name in by_theme if not str(name).startswith("(")]
    assert not any(count for name in named for count in by_theme[name].values())


# --- soundness


def test_the_tables_hold_together(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    lineages = contents().lineages
    assert lineages
    restatements = [item for lineage in lineages.lineages for item in lineage.restatements]
    assert database.execute("SELECT count(*) FROM restatements").fetchone() == (len(restatements),)
    assert len(list_rows("restatements")) == len(restatements)
    missing = sum(len(item.missing) for item in restatements)
    assert database.execute("SELECT count(*) FROM missing").fetchone() == (missing,)
    assert missing > 0
    steps = database.execute("SELECT step, count(*) FROM demands_over_texts GROUP BY step").fetchall()
    assert dict(steps)["first seen"] == len(lineages.lineages)
    assert dict(steps)["beside"] == sum(item.beside for item in restatements) > 0


def test_json_has_the_same(database: sqlite3.Connection) -> None:
    data = json.loads(write("json", contents()))
    firsts = [lineage["id"].replace(":", "-") for lineage in data["lineages"]["lineages"]]
    assert firsts == [name for (name,) in database.execute("SELECT first FROM lineages ORDER BY n")]
    assert [demand["action"] for demand in data["survivals"][0]["demands"]]


def test_nothing_is_said_of_what_was_not_followed() -> None:
    two = replace(contents(), lineages=UNSET, survivals=UNSET)
    names = openpyxl.load_workbook(io.BytesIO(write("xlsx", two))).sheetnames
    assert not set(FOLLOWED) & set(names)
    assert not {"lineages", "survivals"} & set(json.loads(write("json", two)))


def test_numbers_are_set_apart_from_the_words_beside_them() -> None:
    sheet = workbook()["restatements"]
    heads = [cell.value for cell in sheet[1]]
    for row in (1, 2):
        cell = sheet.cell(row, heads.index("confidence") + 1)
        assert (cell.alignment.horizontal, cell.alignment.indent) == ("right", 1)
    assert sheet.cell(2, heads.index("confidence") + 1).number_format == "0.00"
    assert sheet.cell(1, heads.index("quote") + 1).alignment.horizontal != "right"
