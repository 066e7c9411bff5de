"""The database of a dossier: what it holds, what it answers, and that it is the same everywhere."""

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.contents import Contents
from exporter.model.demands import Kind
from exporter.writers import sqlite
from exporter.writers.sqlite import write
from tests.canonical import show_edition
from tests.conftest import ROOT
from tests.golden import Goldens
from tests.publishing import pages
from tests.writers.contents import change_quote, make_contents

WRITE = """
import sys
from exporter.writers.sqlite import write
from tests.writers.contents import make_contents
sys.stdout.buffer.write(write(make_contents()))
"""


@contextmanager
def open_database(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        yield connection


@pytest.fixture(scope="module")
def contents() -> Contents:
    return make_contents()


@pytest.fixture(scope="module")
def database(contents: Contents) -> Iterator[sqlite3.Connection]:
    with open_database(write(contents)) as connection:
        yield connection


def ask(database: sqlite3.Connection, query: str, *values: object) -> list[tuple[object, ...]]:
    return database.execute(query, values).fetchall()


def test_the_database_of_invented_texts_is_as_reviewed(golden: Goldens) -> None:
    made = Contents(file=pages.dossier(), documents=pages.documents(), comparisons=(pages.comparison(),))
    golden.check(pages.CASES / "dossier.json", ".sqlite.txt", show_edition("dossier.sqlite", write(made)))


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert ask(database, "PRAGMA application_id") == [(sqlite.APPLICATION_ID,)]


def test_all_words_are_there_under_the_ids_of_the_other_editions(
    contents: Contents, database: sqlite3.Connection
) -> None:
    for document in contents.documents:
        text = document.id
        statements = document.demands.statements
        assert ask(database, "SELECT key, words FROM statements WHERE text = ? ORDER BY n", text) == [
            (f"{text}-{item.id}", item.text) for item in statements
        ]
        assert ask(database, "SELECT key, quote FROM actions WHERE text = ? ORDER BY n", text) == [
            (f"{text}-{action.id}", action.quote) for item in statements for action in item.actions
        ]
        for table in ("citations", "recitals", "paragraphs"):
            parts = getattr(document.resolution, table)
            found = ask(database, f"SELECT words FROM {table} WHERE text = ? ORDER BY n", text)
            assert len(found) == len(parts) > 0
            assert all(str(words).startswith(part.text) for (words,), part in zip(found, parts, strict=True))


def test_every_statement_is_found_in_its_paragraph(database: sqlite3.Connection) -> None:
    query = "SELECT s.words, p.words FROM statements s JOIN paragraphs p ON p.key = s.paragraph"
    rows = ask(database, query)
    assert len(rows) == ask(database, "SELECT count(*) FROM statements")[0][0]
    assert all(str(inner) in str(outer) for inner, outer in rows)


def test_it_says_what_is_asked_of_whom_by_year(contents: Contents, database: sqlite3.Connection) -> None:
    for document, year in zip(contents.documents, (2022, 2024), strict=True):
        asked: dict[str, set[str]] = {}
        for statement in document.demands.statements:
            if statement.kind is Kind.DEMAND:
                for addressee in statement.addressees:
                    asked.setdefault(addressee.name, set()).update(action.id for action in statement.actions)
        rows = ask(
            database, "SELECT addressee, actions FROM asked_by_year WHERE year = ? AND addressee IS NOT NULL", year
        )
        assert dict(rows) == {name: len(ids) for name, ids in asked.items() if ids}


def test_it_says_what_changed(contents: Contents, database: sqlite3.Connection) -> None:
    comparison = contents.comparisons[0]
    counted = dict(ask(database, "SELECT what, count(*) FROM changes GROUP BY what"))
    assert counted == {
        "linked": len(comparison.links),
        "new": len(comparison.new),
        "not carried over": len(comparison.not_carried_over),
    }
    first = comparison.links[0]
    rows = ask(database, "SELECT strength, scope, reasons FROM changes WHERE link = '2022-2024-1'")
    assert rows == [(first.strength, first.scope, "\n".join(reason.message for reason in first.reasons))]


@pytest.mark.parametrize("table", ["recitals", "paragraphs"])
def test_all_that_holds_a_word_is_found(database: sqlite3.Connection, table: str) -> None:
    query = f"SELECT t.words FROM {table}_fts f JOIN {table} t ON t.n = f.rowid WHERE {table}_fts MATCH 'cambodia'"
    everything = [str(words) for (words,) in ask(database, f"SELECT words FROM {table} ORDER BY n")]
    found = [words for (words,) in ask(database, query + " ORDER BY t.n")]
    assert found == [words for words in everything if re.search(r"\bCambodia\b", words)] != []


def test_words_are_found_whatever_their_accents(contents: Contents) -> None:
    query = "SELECT t.quote FROM actions_fts f JOIN actions t ON t.n = f.rowid WHERE actions_fts MATCH 'jose ferre'"
    with open_database(write(change_quote(contents, "to release José Ferré"))) as database:
        assert ask(database, query) == [("to release José Ferré",)]


def test_every_column_of_every_table_is_explained(database: sqlite3.Connection) -> None:
    names = [
        name
        for (name,) in ask(
            database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
    ]
    columns = [(name, row[1]) for name in names for row in ask(database, f"PRAGMA table_info({name})")]
    assert len(columns) > 100
    assert sorted(ask(database, "SELECT table_name, name FROM columns")) == sorted(columns)


def test_a_reader_of_the_database_is_told_what_a_motion_is(database: sqlite3.Connection) -> None:
    assert ask(database, "SELECT DISTINCT status_of_text, year FROM demands") == [("motion", 2022), ("adopted", 2024)]
    assert ask(database, "SELECT status_by, date_by FROM texts WHERE id = '2022'") == [("text", "editor")]


def test_bytes_are_the_same_in_another_process_and_name_no_version(contents: Contents) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", WRITE], capture_output=True, check=True, env=environment, cwd=ROOT)
    data = write(contents)
    assert hashlib.sha256(run.stdout).hexdigest() == hashlib.sha256(data).hexdigest()
    assert int.from_bytes(data[96:100], "big") == sqlite.WRITTEN_BY


def test_an_empty_dossier_is_a_database_too(contents: Contents) -> None:
    empty = msgspec.structs.replace(contents, documents=(), comparisons=())
    with open_database(write(empty)) as database:
        assert ask(database, "SELECT count(*) FROM demands") == [(0,)]


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(), max_size=50))
def test_any_words_come_back(text: str) -> None:
    with open_database(write(change_quote(make_contents(), text))) as database:
        assert ask(database, "PRAGMA integrity_check") == [("ok",)]
        quote = ask(database, "SELECT quote FROM actions WHERE n = 1")[0][0]
    assert quote == "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)
