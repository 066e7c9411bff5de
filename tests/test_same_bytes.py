"""The same input gives the same bytes, whatever the machine says about clock, language, place or order."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exporter.batch.dossier import load_dossier
from exporter.batch.plan import EDITIONS_OF, plan
from tests.conftest import ROOT

MACHINES = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati", "jobs": "1"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns", "jobs": "2"},
)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> list[Path]:
    """Two builds of the seeds, in processes that share nothing but the input."""
    outputs = []
    for number, settings in enumerate(MACHINES):
        home = tmp_path_factory.mktemp(f"machine{number}")
        environment = {
            **os.environ,
            **settings,
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": str(40 + number),
        }
        command = [sys.executable, "-m", "exporter", "build", str(seeds), "--output", str(home / "out")]
        subprocess.run([*command, "--jobs", settings["jobs"], "--quiet"], check=True, env=environment, cwd=home)
        outputs.append(home / "out" / "cambodia")
    return outputs


def list_names() -> list[str]:
    products = plan(load_dossier(ROOT / "sources" / "cambodia"))
    return [name for product in products for _, name in product.files] + ["index.html"]


@pytest.mark.slow
@pytest.mark.parametrize("name", list_names())
def test_two_builds_give_the_same_bytes(builds: list[Path], name: str) -> None:
    first, second = ((folder / name).read_bytes() for folder in builds)
    assert first
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


@pytest.mark.slow
def test_nothing_else_is_made(builds: list[Path]) -> None:
    for folder in builds:
        assert sorted(path.name for path in folder.iterdir()) == sorted(list_names())


def test_every_edition_is_among_them() -> None:
    suffixes = {Path(name).suffix.removeprefix(".") for name in list_names()}
    assert suffixes == {edition for editions in EDITIONS_OF.values() for edition in editions}
