"""Golden files: expected output kept beside its input, rewritten with `--update`, reported as HTML when it differs."""

import difflib
import os
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest


@dataclass
class Goldens:
    """The golden files under `cases`, which of them tests have claimed, and what differed."""

    cases: Path
    update: bool = False
    claimed: set[Path] = field(default_factory=set)
    failures: list[tuple[Path, str, str]] = field(default_factory=list)

    def check(self, source: Path, suffix: str, actual: str) -> None:
        """Fail unless the golden `source` + `suffix` holds `actual`; with `--update` write it instead."""
        path = source.with_name(source.name + suffix)
        self.claimed.add(path)
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if actual == expected and path.exists():
            return
        if self.update:
            if os.environ.get("CI"):
                pytest.fail("--update is refused under CI: goldens are rewritten by a person who reads the difference")
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        self.failures.append((path, expected, actual))
        pytest.fail(f"{path.name} differs:\n{show_difference(expected, actual)}", pytrace=False)


def show_difference(expected: str, actual: str, lines: int = 60) -> str:
    """Return a unified difference, cut after `lines` lines."""
    rows = list(
        difflib.unified_diff(expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm="", n=1)
    )
    more = [f"... {len(rows) - lines} more lines in build/test-report/index.html"] if len(rows) > lines else []
    return "\n".join(rows[:lines] + more)


def find_orphans(cases: Path, claimed: set[Path]) -> list[str]:
    """Return the goldens (files named after another file plus a suffix) that no test has claimed."""
    files = sorted(path for path in cases.rglob("*") if path.is_file())
    return [str(path.relative_to(cases)) for path in files if path not in claimed and _find_source(path)]


def _find_source(path: Path) -> Path | None:
    name = path.name
    while "." in name:
        name = name.rpartition(".")[0]
        if (source := path.with_name(name)).is_file():
            return source
    return None


def write_report(folder: Path, failures: list[tuple[Path, str, str]]) -> None:
    """Write `index.html`, each failed golden side by side, and the actual files beside it; nothing if none failed."""
    if not failures:
        return
    folder.mkdir(parents=True, exist_ok=True)
    tables = difflib.HtmlDiff(wrapcolumn=80)
    sections = []
    for path, expected, actual in failures:
        (folder / path.name).write_text(actual, encoding="utf-8", newline="\n")
        rows = tables.make_file(expected.splitlines(), actual.splitlines(), "expected", "actual", context=True)
        sections.append(f"<h2>{escape(path.name)}</h2>{rows}")
    (folder / "index.html").write_text("\n".join(sections), encoding="utf-8", newline="\n")
