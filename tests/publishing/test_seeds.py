"""The two Cambodia texts from file to page: every quotation of every page stands in the file as it was delivered."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import exporter.analysis.demands as demands
import exporter.parsing as parsing
from exporter.analysis.comparison import compare
from exporter.model.comparison import Comparison
from exporter.model.dossier import Document
from exporter.model.page import Page
from exporter.model.resolution import SourceFile
from exporter.publishing import render_briefing, render_comparison, render_resolution
from exporter.readers import txt
from tests.conftest import ROOT
from tests.publishing.pages import expected_quotations, look, parse, quotations, visible

SEEDS = ROOT / "sources" / "cambodia"
FILES = {entry["id"]: SEEDS / entry["file"] for entry in tomllib.loads((SEEDS / "dossier.toml").read_text())["texts"]}


@cache
def document(name: str) -> Document:
    path = FILES[name]
    outline = txt.read(path.read_bytes(), SourceFile(file=path.name, sha256="0" * 64, format="txt"))
    resolution = parsing.parse(outline)
    return Document(id=name, resolution=resolution, demands=demands.find_demands(resolution))


@cache
def compared() -> Comparison:
    return compare(document("2022"), document("2024"))


@cache
def page(name: str) -> Page:
    if name == "comparison":
        return render_comparison(compared(), (document("2022"), document("2024")), look())
    kind, _, text = name.partition(" ")
    return (render_briefing if kind == "briefing" else render_resolution)(document(text), look())


def squeeze(text: str) -> str:
    """A text without white space: lines of the file are joined in the pages, and nothing else may differ."""
    return re.sub(r"\s+", "", text)


def delivered(path: Path) -> str:
    return squeeze(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["briefing 2022", "briefing 2024", "comparison"])
def test_every_quotation_stands_in_the_file_as_delivered(name: str) -> None:
    found = list(quotations(page(name).html))
    assert len(found) > 12
    for key, quoted in found:
        assert squeeze(quoted) in delivered(FILES[key.split("-")[0]])


@pytest.mark.parametrize("text", ["2022", "2024"])
def test_every_line_of_the_full_text_stands_in_the_file_in_order(text: str) -> None:
    words, place = delivered(FILES[text]), 0
    lines = parse(page(f"resolution {text}").html).xpath(
        "//main//p[@class and contains(' recital numbered point ', @class)]"
    )
    assert len(lines) == {"2022": 22, "2024": 11}[text]
    for line in lines:
        found = words.find(squeeze(visible(line)), place)
        assert found >= 0, visible(line)
        place = found + 1


def test_both_briefings_quote_all_that_the_comparison_compares() -> None:
    briefed = {key for text in ("2022", "2024") for key, _ in quotations(page(f"briefing {text}").html)}
    forwarding = {"2022-12.1.1", "2024-9.1.1"}
    in_comparison = {key for key, _ in quotations(page("comparison").html)}
    assert in_comparison - forwarding == {key for key in briefed if key.count(".") == 2}
    assert in_comparison | briefed == set(expected_quotations(document("2022"), document("2024")))
