"""The redline: accepting all changes gives the new text, rejecting all the old one."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

import exporter
from exporter.analysis.collation import list_lines, pair_lines
from exporter.analysis.comparison import compare
from exporter.batch.documents import load_pair
from exporter.model.dossier import Document
from exporter.model.redline import Line, Redline
from exporter.model.resolution import Paragraph, Point, Recital, Resolution, SourceFile, Status
from exporter.publishing import load_look, render_redline
from exporter.writers.docx.redline import STYLES, write
from tests.writers.docx.changes import Lines, settle
from tests.writers.docx.pages import THEME, W, read_parts, text_of

TEXTS = ("2022-B9-0234.txt", "2024-C-2025-1807.txt")
OLD = """Motion for a resolution on the harbour of Veldoria

The European Parliament,

– having regard to its previous resolutions on Veldoria,

A. whereas the harbour of Veldoria has been closed since the storms of last winter;

1. Calls on the harbour master of Veldoria to publish the list of ships that were turned away in March;

2. Urges the Commission to send observers to the harbour before the end of the year;

3. Instructs its President to forward this resolution to the Council and the Commission.
"""
NEW = """Motion for a resolution on the harbour of Veldoria

The European Parliament,

– having regard to its previous resolutions on Veldoria,

A. whereas the harbour of Veldoria has been closed since the storms of last winter;

1. Urges the Commission to send independent observers to the harbour before the end of the year;

2. Deplores the silence of the neighbouring towns;

3. Calls on the harbour master of Veldoria to publish the full list of ships that were turned away in March;

4. Instructs its President to forward this resolution to the Council and the Commission.
"""


def make_redline(old: Sequence[Line], new: Sequence[Line], **changes: object) -> Redline:
    fields = {"remarks": ("Before you compare", "One is a motion."), "moves": {}} | changes
    return Redline(
        title="New, changes against old",
        language="en",
        theme=THEME,
        author="exporter",
        head="Old (motion) → New (adopted) · not like with like",
        foot="Changes",
        words=("Page", "of"),
        pairs=pair_lines(old, new),
        **fields,  # type: ignore[arg-type]
    )


def show(lines: Sequence[Line]) -> Lines:
    """Return what a document of these lines alone would hold, with the small empty paragraph at its end."""
    shown = [(STYLES[line.kind], f"{line.label}\t{line.text}" if line.label else line.text) for line in lines]
    return [*shown, ("TableEnd", "")]


def check_both_ways(data: bytes, old: Sequence[Line], new: Sequence[Line]) -> None:
    document = read_parts(data)["word/document.xml"]
    assert settle(document, accept=True) == show(new)
    assert settle(document, accept=False) == show(old)


def load_seeds(seeds: Path) -> tuple[Redline, list[Line], list[Line]]:
    documents = load_pair(*(seeds / name for name in TEXTS))
    return render(documents), *(list(list_lines(document.resolution)) for document in documents)


def render(documents: tuple[Document, Document]) -> Redline:
    return render_redline(compare(*documents), documents, load_look())


def load_harbour(folder: Path) -> tuple[Document, Document]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (folder / name).write_text(text, encoding="utf-8")
    return load_pair(folder / "old.txt", folder / "new.txt")


def read_comments(data: bytes) -> list[str]:
    root = etree.fromstring(read_parts(data)["word/comments.xml"])
    return ["\n".join(text_of(p) for p in comment.iter(f"{W}p")) for comment in root]


# --- both texts are in it, whole


def test_seeds_both_ways(seeds: Path) -> None:
    redline, old, new = load_seeds(seeds)
    check_both_ways(write(redline), old, new)


def test_seeds_other_way_round(seeds: Path) -> None:
    documents = load_pair(*(seeds / name for name in reversed(TEXTS)))
    check_both_ways(write(render(documents)), *(list(list_lines(document.resolution)) for document in documents))


short = st.text(alphabet="ab cd", max_size=12).map(str.strip)
sentences = st.lists(
    st.sampled_from(["calls", "on", "the", "council", "to", "act", "now", "and", "report"]), max_size=14
)
text = st.one_of(short, sentences.map(" ".join))
points = st.lists(
    st.builds(lambda label, words: Point(label=label, text=words), st.sampled_from(["", "(a)"]), text), max_size=2
)
recitals = st.builds(
    lambda label, words, inner: Recital(label=label, text=words, points=tuple(inner)),
    st.sampled_from(["", "A", "B"]),
    text,
    points,
)
paragraphs = st.builds(
    lambda number, words, heading, inner: Paragraph(number=number, text=words, heading=heading, points=tuple(inner)),
    st.one_of(st.none(), st.integers(1, 9)),
    text,
    st.sampled_from([None, "Peace", "Trade"]),
    points,
)
resolutions = st.builds(
    lambda title, above, below: Resolution(
        reference=None,
        references=(),
        procedure=None,
        title=title,
        date=None,
        status=Status.MOTION,
        language="en",
        citations=(),
        recitals=tuple(above),
        paragraphs=tuple(below),
        source=SourceFile(file="x.txt", sha256="0", format="txt"),
    ),
    text,
    st.lists(recitals, max_size=4),
    st.lists(paragraphs, max_size=5),
)


@settings(max_examples=60, deadline=None)
@given(resolutions, resolutions)
def test_generated_resolutions_both_ways(old: Resolution, new: Resolution) -> None:
    before, after = list(list_lines(old)), list(list_lines(new))
    check_both_ways(write(make_redline(before, after)), before, after)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(resolutions, resolutions)
def test_generated_redlines_follow_the_schema(tmp_path: Path, old: Resolution, new: Resolution) -> None:
    file = tmp_path / "redline.docx"
    file.write_bytes(write(make_redline(list(list_lines(old)), list(list_lines(new)), moves={0: "Moved."})))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_two_texts_that_are_alike_have_no_changes(seeds: Path) -> None:
    lines = list(list_lines(exporter.read(seeds / TEXTS[0]).resolution))
    document = read_parts(write(make_redline(lines, lines)))["word/document.xml"]
    assert b"<w:ins" not in document
    assert b"<w:del" not in document


@pytest.mark.slow
@pytest.mark.parametrize(("command", "side"), [("AcceptAllTrackedChanges", 1), ("RejectAllTrackedChanges", 0)])
def test_libreoffice_agrees(seeds: Path, tmp_path: Path, command: str, side: int) -> None:
    office, python = shutil.which("soffice"), "/usr/bin/python3"
    if office is None or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("needs LibreOffice (soffice) and its module uno for Python, which are not there")
    redline, *texts = load_seeds(seeds)
    file = tmp_path / "redline.docx"
    file.write_bytes(write(redline))
    script = Path(__file__).with_name("office_changes.py")
    done = subprocess.run(
        [python, str(script), office, str(tmp_path / "profile"), str(file), command],
        capture_output=True,
        check=True,
        timeout=180,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [words for _, words in show(texts[side])]


# --- how the changes are marked


def test_every_change_has_a_number_of_its_own_our_name_and_a_fixed_date(seeds: Path) -> None:
    parts = read_parts(write(load_seeds(seeds)[0]))
    roots = [etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "comments")]
    marked = [e for e in chain(*(root.iter() for root in roots)) if e.tag in {f"{W}ins", f"{W}del", f"{W}comment"}]
    numbers = [element.get(f"{W}id") for element in marked]
    assert len(numbers) > 40
    assert len(set(numbers)) == len(numbers)
    assert {element.get(f"{W}author") for element in marked} == {"exporter"}
    assert {element.get(f"{W}date") for element in marked} == {"2000-01-01T00:00:00Z"}


def test_words_are_tracked_and_not_whole_paragraphs(seeds: Path) -> None:
    body = etree.fromstring(read_parts(write(load_seeds(seeds)[0]))["word/document.xml"])[0]
    rules = next(p for p in body.iter(f"{W}p") if "Rules of Procedure" in text_of(p))
    changes = [(e.tag.rpartition("}")[2], "".join(e.itertext())) for e in rules if e.tag in {f"{W}ins", f"{W}del"}]
    assert changes == [("del", "144 "), ("ins", "150(5) and 136(4) ")]


def test_moved_words_are_taken_out_and_put_in_with_comments(tmp_path: Path) -> None:
    documents = load_harbour(tmp_path)
    data = write(render(documents))
    document = read_parts(data)["word/document.xml"]
    assert b"moveFrom" not in document
    assert b"moveTo" not in document
    comments = read_comments(data)
    assert comments[1:] == [
        "Moved here from paragraph 2 of the old text. With: “independent”.",
        "Moved: these words stand in the new text at paragraph 1. With: “independent”.",
    ]
    body = etree.fromstring(document)[0]
    commented = [p for p in body.iter(f"{W}p") if p.find(f".//{W}commentReference") is not None]
    assert [p.find(f"{W}pPr/{W}rPr")[0].tag.rpartition("}")[2] for p in commented[1:]] == ["ins", "del"]
    # the mark of a comment goes with the words it is about
    assert [p.find(f".//{W}commentReference").getparent().getparent().tag for p in commented[1:]] == [
        f"{W}ins",
        f"{W}del",
    ]
    check_both_ways(data, *(list(list_lines(item.resolution)) for item in documents))


def test_what_to_know_before_comparing_comes_first(seeds: Path) -> None:
    redline, _, _ = load_seeds(seeds)
    data = write(redline)
    parts = read_parts(data)
    heads = [text_of(etree.fromstring(parts[name])) for name in parts if name.startswith("word/header")]
    assert heads == [
        "B9-0234/2022 (motion, not Parliament’s position) → C/2025/1807 (adopted resolution) · not like with like"
    ]
    first = read_comments(data)[0].splitlines()
    assert first[0] == "Before you compare"
    assert any("motion" in line for line in first[1:-1])
    assert first[-1].startswith("Accept all changes to get C/2025/1807, reject all to get B9-0234/2022.")
    body = etree.fromstring(parts["word/document.xml"])[0]
    assert body[0].find(f"{W}commentRangeStart") is not None


def test_redline_follows_the_schema(seeds: Path, tmp_path: Path) -> None:
    for name, data in (("seeds", write(load_seeds(seeds)[0])), ("moved", write(render(load_harbour(tmp_path))))):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_same_bytes(seeds: Path) -> None:
    assert write(load_seeds(seeds)[0]) == write(load_seeds(seeds)[0])


# --- reading it


def test_places_can_be_linked_to(tmp_path: Path) -> None:
    root = etree.fromstring(read_parts(write(render(load_harbour(tmp_path))))["word/document.xml"])
    names = {mark.get(f"{W}name"): text_of(mark.getparent()) for mark in root.iter(f"{W}bookmarkStart")}
    assert {"recital_A", "paragraph_1", "paragraph_2", "paragraph_3", "paragraph_4"} <= set(names)
    assert "turned away" in names["paragraph_3"]
    assert [name for name in names if name.startswith("old_")] == ["old_paragraph_2"]


def test_a_title_that_keeps_no_word_is_two_paragraphs() -> None:
    old, new = Line(kind="title", label="", text="Harbours of the north"), Line(kind="title", label="", text="On mills")
    data = write(make_redline([old], [new]))
    paragraphs = list(etree.fromstring(read_parts(data)["word/document.xml"]).iter(f"{W}p"))
    assert [sum(1 for _ in p.iter(f"{W}delText")) for p in paragraphs] == [1, 0, 0]
    check_both_ways(data, [old], [new])
    assert [c.split("\n")[0] for c in read_comments(data)] == ["Before you compare"]
