"""The database in Datasette, as whoever publishes it would open it: `nox -s browser`."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from exporter.writers.sqlite import write
from tests.writers.contents import make_contents

app = pytest.importorskip("datasette.app", reason="needs Datasette: nox -s browser installs it")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "dossier.sqlite"
    path.write_bytes(write(make_contents()))
    return path


def get(file: Path, address: str) -> Any:
    async def ask() -> Any:
        server = app.Datasette([str(file)], immutables=[])
        await server.invoke_startup()
        return await server.client.get(address)

    with ThreadPoolExecutor(1) as pool:  # a browser of other tests has a loop running in this thread
        answer = pool.submit(lambda: asyncio.run(ask())).result()
    assert answer.status_code == 200, answer.text[:300]
    return answer


def test_every_table_and_view_opens(file: Path) -> None:
    tables = get(file, "/dossier.json").json()
    names = [item["name"] for item in tables["tables"] if not item["hidden"]]
    views = [view["name"] for view in tables["views"]]
    assert {"texts", "statements", "actions", "links", "notes", "columns"} <= set(names)
    assert {"demands", "asked_by_year", "changes", "names_by_text"} <= set(views)
    for name in (*names, *views):
        get(file, f"/dossier/{name}")


def test_the_search_box_of_a_table_finds_words_whatever_their_accents(file: Path) -> None:
    assert 'name="_search"' in get(file, "/dossier/actions").text
    found = get(file, "/dossier/actions.json?_search=élections&_shape=array").json()
    assert found
    assert all("election" in row["quote"].casefold() for row in found)
