"""What all tests share: golden files, the seed texts, the documents in `../shared` where they are at hand."""

from pathlib import Path

import pytest

from tests.golden import Goldens, find_orphans, write_report

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
REPORT = ROOT / "build" / "test-report"

goldens_key = pytest.StashKey[Goldens]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files that fail; refused under CI")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[goldens_key] = Goldens(CASES, update=config.getoption("--update"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker("golden")  # so that `nox -s golden` finds them


def pytest_sessionfinish(session: pytest.Session) -> None:
    goldens = session.config.stash[goldens_key]
    write_report(REPORT, goldens.failures)
    if _ran_everything(session) and (orphans := find_orphans(CASES, goldens.claimed)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("\ngoldens that no test claims (delete them):", *orphans, sep="\n  ")


def _ran_everything(session: pytest.Session) -> bool:
    option = session.config.option
    whole = session.config.args == session.config.getini("testpaths")
    return whole and not (option.keyword or option.markexpr or option.lf or session.shouldstop or session.testsfailed)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Goldens:
    """`golden.check(input, suffix, actual)` compares text with the golden `input.name + suffix` beside the input."""
    return request.config.stash[goldens_key]


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two Cambodia texts."""
    return ROOT / "sources" / "cambodia"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real documents; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the real documents in {SHARED.name}/ beside the checkout, which are not there")
    return SHARED
