"""The project's checks and its build: `nox` runs every check, `nox -s build` makes the documents."""

import hashlib
import os
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

import nox
from filelock import FileLock  # comes with nox

nox.needs_version = ">=2024.4.15"
nox.options.sessions = ["lint", "types", "tests", "wheel"]
nox.options.reuse_existing_virtualenvs = True
nox.options.default_venv_backend = "virtualenv"  # uv does not read pip's configuration: mirrors, certificates
nox.options.error_on_missing_interpreters = True

ROOT = Path(__file__).parent
ENVIRONMENTS = ROOT / ".nox"
STAMP = "installed"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = FileLock(ENVIRONMENTS / ".lock")
SESSIONS = ("build", "lint", "types", "tests", "wheel", "bench", "browser", "fuzz", "accuracy", "pictures")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and that imports run downwards only."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", env={"PYTHONPATH": str(ROOT)})


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    install(session, "project", "types")
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; what follows `--` goes to pytest."""
    install(session, "project", "test")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(venv_backend="none")
def golden(session: nox.Session) -> None:
    """Run the golden tests; `-- --update` rewrites those that fail."""
    if "--update" in session.posargs and os.environ.get("CI"):
        session.error("goldens are not rewritten under CI: run this where a person can review the change")
    session.notify("tests", ["-m", "golden", *session.posargs])


@nox.session
def build(session: nox.Session) -> None:
    """Make every dossier in `sources/` into `build/`; what follows `--` goes to `exporter build`."""
    install(session, "project")
    session.run("python", "-m", "exporter", "build", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Try the web pages in the Chromium of this machine; skipped, with the reason, where there is none."""
    install(session, "project", "test", "browser")
    session.run("python", "-m", "pytest", "tests/browser", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the packages into `dist/` and use the wheel as a stranger would: clean environment, no checkout."""
    install(session, "backend", "package")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build", "--no-isolation", "--outdir", str(ROOT / "dist"), silent=True)
    with tempfile.TemporaryDirectory() as folder:
        try_wheel(session, Path(folder))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure, and print ratios; nothing fails for being slow."""
    install(session, "project", "test", "browser")
    for file in sorted((ROOT / "tests" / "benchmarks").glob("*_speed.py")):
        session.run("python", "-m", f"tests.benchmarks.{file.stem}", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Break files of every format at random and read them, for a minute; `-- --seconds 600` for longer."""
    install(session, "project", "test")
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session
def accuracy(session: nox.Session) -> None:
    """Measure extraction and comparison against the labelled texts; see tests/accuracy/README.md."""
    install(session, "project", "test")
    session.run("python", "-m", "tests.accuracy.score", *session.posargs)


@nox.session
def pictures(session: nox.Session) -> None:
    """Build the seeds in both themes and draw every edition; says what Chromium or LibreOffice is missing for."""
    install(session, "project", "test", "browser")
    session.run("python", "-m", "tests.pictures")


@nox.session(name="pdf-check")
def pdf_check(session: nox.Session) -> None:
    """Build the dossiers and check every PDF with two checkers; `-- --write` puts the verdicts into CONTRIBUTING.md."""
    install(session, "project", "test", "pdf-check")
    folder = str(Path(session.create_tmp()) / "built")
    shutil.rmtree(folder, ignore_errors=True)  # what an earlier plan made must not be judged
    session.run("python", "-m", "exporter", "build", "--quiet", "--output", folder)
    session.run("python", "-m", "tests.pdf_check", folder, *session.posargs)


def try_wheel(session: nox.Session, folder: Path) -> None:
    """Install the wheel in `folder` and build a source from there; templates must have come along."""
    source = next((ROOT / "sources").glob("*/*.txt"))
    shutil.copy(source, folder)
    session.run("python", "-m", "virtualenv", "--quiet", str(folder / "env"))
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    session.run(
        str(scripts / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        *map(str, (ROOT / "dist").glob("*.whl")),
        external=True,
    )
    with session.chdir(folder):
        session.run(str(scripts / "exporter"), "--help", silent=True, external=True)
        session.run(str(scripts / "exporter"), "build", source.name, "--output", "out", external=True)
    made = sorted(path.suffix for path in (folder / "out").rglob("*.*"))
    if not {".pdf", ".docx", ".html"} <= set(made):
        session.error(f"the installed program made {made or 'nothing'}, not all of .html, .pdf and .docx")


def install(session: nox.Session, *groups: str) -> None:
    """Install the dependencies in `groups` of pyproject.toml; does nothing, and needs no network, once that is done."""
    wanted = sorted({requirement for group in groups for requirement in read_group(group)})
    fingerprint = hashlib.sha256("\n".join([sys.version, *wanted]).encode()).hexdigest()
    stamp = Path(session.virtualenv.location) / STAMP
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    stamp.unlink(missing_ok=True)
    session.log(f"installing {len(wanted)} packages and what they need (once)")
    session.install("--quiet", *wanted, log=False)
    stamp.write_text(fingerprint)


def read_group(name: str) -> list[str]:
    """Return a group of requirements: what the program needs (`project`), what builds it, or a dependency group."""
    known = {"project": PROJECT["project"]["dependencies"], "backend": PROJECT["build-system"]["requires"]}
    return list({**PROJECT["dependency-groups"], **known}[name])


def discard_unfinished() -> None:
    """Remove environments whose making was interrupted, and let one process at a time make any."""
    named = [name for name in SESSIONS if name in sys.argv] or nox.options.sessions
    if all((ENVIRONMENTS / name / STAMP).exists() for name in named):
        return
    ENVIRONMENTS.mkdir(exist_ok=True)
    LOCK.acquire()  # and held until this process ends
    for name in SESSIONS:
        if not (ENVIRONMENTS / name / STAMP).exists():
            shutil.rmtree(ENVIRONMENTS / name, ignore_errors=True)


discard_unfinished()
