import pytest

from exporter.batch.report import ExitCode, Failed, Made, Noticed, Planned, Report, explain_defect, format_notice
from exporter.model.notice import Notice, Severity


def notice(severity: Severity = Severity.WARNING, location: str = "line 12") -> Noticed:
    return Noticed(
        file="a.txt", notice=Notice(severity=severity, code="label-lost", message="Gone.", location=location)
    )


MADE = Made(path="build/x.pdf", bytes=3, seconds=0.5)
FAILED = Failed(message="a.txt: is empty", missing=("b/dossier.html", "b/dossier.pdf", "b/2022-briefing.pdf"))


@pytest.mark.parametrize(
    ("events", "strict", "code"),
    [
        ((), False, ExitCode.FINE),
        ((Planned(files=1), MADE), True, ExitCode.FINE),
        ((MADE, notice()), False, ExitCode.FINE),
        ((MADE, notice()), True, ExitCode.WARNINGS),
        ((notice(Severity.INFO),), True, ExitCode.FINE),
        ((notice(Severity.ERROR),), False, ExitCode.FAILED),
        ((MADE, notice(), FAILED), True, ExitCode.FAILED),
    ],
)
def test_exit_codes(events: tuple[object, ...], strict: bool, code: ExitCode) -> None:
    report = Report()
    for event in events:
        report.add(event)  # type: ignore[arg-type]
    assert report.exit_code(strict=strict) is code


def test_summary() -> None:
    report = Report()
    for event in (MADE, notice(), FAILED):
        report.add(event)
    assert report.format_summary() == "made 1 file, 3 could not be made, 1 warning"
    report.add(Made(path="build/x/index.html", bytes=3, seconds=0.5))
    assert report.format_summary().endswith(", 1 warning; begin with build/x/index.html")
    assert report.list_missing() == ["b/2022-briefing (pdf)", "b/dossier (html, pdf)"]


@pytest.mark.parametrize(
    ("location", "line"),
    [
        ("line 12", "a.txt:12: warning: Gone. (label-lost)"),
        ("line 12, recital B", "a.txt:12: recital B: warning: Gone. (label-lost)"),
        ("recital B", "a.txt: recital B: warning: Gone. (label-lost)"),
        ("", "a.txt: warning: Gone. (label-lost)"),
        ("lines 3 to 5", "a.txt: lines 3 to 5: warning: Gone. (label-lost)"),
    ],
)
def test_a_notice_is_one_line(location: str, line: str) -> None:
    assert format_notice(notice(location=location)) == line


def test_a_defect_is_one_short_line() -> None:
    line = explain_defect(ValueError("x\n" * 1000))
    assert "\n" not in line
    assert len(line) < 500
    assert "ValueError" in line
