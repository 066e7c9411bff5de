import msgspec
import pytest

from exporter.model.comparison import Comparison
from exporter.model.resolution import Paragraph, Recital, Resolution, SourceFile, Status
from exporter.writers.table import format_table, write
from tests.conftest import CASES
from tests.golden import Goldens

CASE = CASES / "tables" / "ruritania.json"

RESOLUTION = Resolution(
    reference=None,
    references=(),
    procedure=None,
    title="European Parliament resolution on [bold]Ruritania[/bold] :smile:",
    date=None,
    status=Status.JOINT_MOTION,
    language="en",
    citations=(),
    recitals=(Recital(label="A", text="whereas"), Recital(label="B", text="whereas")),
    paragraphs=(Paragraph(number=1, text="Calls \x1b[31m"),),
    source=SourceFile(file="\x1b]0;evil\x07.txt", sha256="0" * 64, format="txt"),
)


@pytest.fixture
def comparison() -> Comparison:
    return msgspec.json.decode(CASE.read_bytes(), type=Comparison)


def test_comparison(comparison: Comparison, golden: Goldens) -> None:
    golden.check(CASE, ".changes.table.txt", write(comparison).decode())


def test_demands(comparison: Comparison, golden: Goldens) -> None:
    golden.check(CASE, ".demands.table.txt", write(comparison.texts.new.demands).decode())


def test_resolution_is_shown_as_it_is() -> None:
    shown = write(RESOLUTION).decode()
    assert "[bold]Ruritania[/bold] :smile:" in shown
    assert "recitals    2 (to B)" in shown
    assert "status      joint motion" in shown


def test_no_text_takes_over_the_terminal() -> None:
    assert "\x1b" not in write(RESOLUTION).decode()
    coloured = format_table(RESOLUTION, width=100, colour=True)
    assert "\x1b]" not in coloured
    assert "\x1b[31m" not in coloured


@pytest.mark.parametrize("width", [20, 60, 200])
def test_lines_fit_the_width(comparison: Comparison, width: int) -> None:
    assert max(map(len, format_table(comparison, width=width, colour=False).splitlines())) <= width


def test_several_texts_follow_each_other(comparison: Comparison) -> None:
    one = comparison.texts.new.demands
    assert write([one, one]) == write(one) * 2
