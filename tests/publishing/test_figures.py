"""Pictures: they say what the tables say, in shapes that stay in their frame and in words for who cannot see them."""

import datetime
import re
from itertools import pairwise

import lxml.etree
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.publishing.contexts.dossier import find_lane
from exporter.publishing.figures.bars import Column, draw_bars
from exporter.publishing.figures.flow import FULL, Flow, draw_flow
from exporter.publishing.figures.shapes import WIDTH, Figure, measure, shorten
from exporter.publishing.figures.timeline import LANES, Point, draw_timeline
from exporter.writers import pdf
from tests.publishing.pages import look, pages, parse, visible

LABELS = look().labels
COUNTS = st.integers(0, 40)
FLOW = Flow(old=6, new=4, kept_old=1, kept_new=1, changed_old=2, changed_new=3, gone=3, added=0)
MOTION = Column(name="2031", status="Motion", adopted=False)
ADOPTED = Column(name="2033", status="Adopted", adopted=True)


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?[\d.]+", path)]


def stays_inside(figure: Figure) -> bool:
    places = [(numbers(shape.path)[::2], numbers(shape.path)[1::2]) for shape in figure.shapes]
    places += [([word.x], [word.y]) for word in figure.words]
    return all(0 <= x <= figure.width for xs, _ in places for x in xs) and all(
        0 <= y <= figure.height for _, ys in places for y in ys
    )


def heights(figure: Figure, role: str) -> list[float]:
    found = (numbers(shape.path)[1::2] for shape in figure.shapes if shape.role == role)
    return [max(ys) - min(ys) for ys in found]


def test_heights_of_a_flow_are_numbers_of_actions() -> None:
    figure = draw_flow(FLOW, ("B9", "P9"), "x", LABELS)
    assert figure
    unit = FULL / 6
    assert heights(figure, "full") == pytest.approx([unit, unit], abs=0.1)
    assert heights(figure, "half") == pytest.approx([2 * unit, 3 * unit], abs=0.1)
    assert heights(figure, "dashed") == pytest.approx([3 * unit], abs=0.1)
    assert heights(figure, "open") == []
    assert len(heights(figure, "band")) == 2
    assert "1 linked without a difference found, 2 linked with a change, 3 not carried over" in figure.description


def test_a_flow_of_nothing_is_not_drawn() -> None:
    bare = Flow(old=3, new=2, kept_old=0, kept_new=0, changed_old=0, changed_new=0, gone=3, added=2)
    assert draw_flow(bare, ("B9", "P9"), "x", LABELS) is None


@given(st.tuples(*[COUNTS] * 6))
@settings(max_examples=60, deadline=None)
def test_every_flow_stays_in_its_frame_and_its_words_apart(counts: tuple[int, ...]) -> None:
    kept, kept_new, changed, changed_new, gone, added = counts
    flow = Flow(
        old=kept + changed + gone,
        new=kept_new + changed_new + added,
        kept_old=kept,
        kept_new=kept_new,
        changed_old=changed,
        changed_new=changed_new,
        gone=gone,
        added=added,
    )
    figure = draw_flow(flow, ("B9", "P9"), "x", LABELS)
    if figure:
        assert stays_inside(figure)
        for anchor in ("start", "end"):
            lines = [word.y for word in figure.words if word.anchor == anchor]
            assert all(below - above >= 9 for above, below in pairwise(lines))


def test_lengths_of_bars_are_numbers_of_actions() -> None:
    figure = draw_bars((MOTION, ADOPTED), (("Lake Board", (4, 0)), ("Council", (1, 2))), "x", LABELS)
    assert figure
    bars = {role: [numbers(s.path) for s in figure.shapes if s.role == role] for role in ("full", "half")}
    lengths = {role: [path[2] - path[0] for path in paths] for role, paths in bars.items()}
    assert lengths["half"][0] == pytest.approx(4 * lengths["half"][1], abs=0.3)
    assert lengths["full"][0] == pytest.approx(2 * lengths["half"][1], abs=0.3)
    assert figure.description == "2031: Lake Board 4, Council 1. 2033: Council 2."


@given(st.lists(st.tuples(st.text(max_size=90), st.tuples(COUNTS, COUNTS)), min_size=2, max_size=18))
@settings(max_examples=60, deadline=None)
def test_every_bar_stays_in_its_frame(rows: list[tuple[str, tuple[int, int]]]) -> None:
    figure = draw_bars((MOTION, ADOPTED), rows, "x", LABELS)
    if figure:
        assert stays_inside(figure)
        assert all(measure(word.text) <= word.x for word in figure.words if word.anchor == "end")


def test_one_text_or_too_many_addressees_are_not_drawn() -> None:
    rows = [("Council", (1,)), ("Board", (2,))]
    assert draw_bars((MOTION,), rows, "x", LABELS) is None
    assert draw_bars((MOTION, ADOPTED), [(str(n), (1, 1)) for n in range(40)], "x", LABELS) is None
    assert draw_bars((MOTION, ADOPTED), [("Council", (0, 0)), ("Board", (0, 0))], "x", LABELS) is None


DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2035, 12, 31))
POINTS = st.builds(
    lambda day, lane, name, own: Point(day=day, lane=lane, date=day.isoformat(), name=name, own=own),
    DAYS,
    st.sampled_from(LANES),
    st.text("AB9-/", min_size=1, max_size=40),
    st.booleans(),
)


@given(st.lists(POINTS, min_size=2, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_timeline_stays_in_its_frame_and_keeps_the_order_of_days(points: list[Point]) -> None:
    figure = draw_timeline(points, "x", LABELS)
    assert (figure is None) == (len({point.day for point in points}) == 1)
    if figure:
        assert stays_inside(figure)
        for lane in {point.lane for point in points}:
            assert LABELS(f"figure.timeline.{lane}") in [word.text for word in figure.words]
        assert len([shape for shape in figure.shapes if shape.role in ("full", "open")]) == len(points)
        for point in points:
            assert f"{point.date}, {point.name}." in figure.description


def test_no_line_goes_down_through_words() -> None:
    motion = Point(day=datetime.date(2025, 1, 20), lane="tabled", date="20 January 2025", name="B9-1", own=False)
    older = Point(day=datetime.date(2019, 2, 14), lane="adopted", date="14 February 2019", name="P8", own=True)
    newer = Point(day=datetime.date(2025, 4, 3), lane="adopted", date="3 April 2025", name="P10", own=True)
    figure = draw_timeline([older, motion, newer], "x", LABELS)
    assert figure
    words = next(word for word in figure.words if "P10" in word.text)
    uprights = [numbers(shape.path) for shape in figure.shapes if shape.role == "rule"]
    near = [(top, bottom) for left, top, right, bottom in uprights if left == right and words.x - 60 < left < words.x]
    assert [bottom < words.y - 3 or top > words.y - 3 for top, bottom in near if bottom - top > 4] == [True, True]


def test_words_of_a_timeline_do_not_meet() -> None:
    day = datetime.date(2031, 5, 3)
    crowd = [
        Point(day=day + datetime.timedelta(days=n), lane="tabled", date="3 May 2031", name=f"B9-{n}", own=True)
        for n in (0, 1, 2, 900)
    ]
    figure = draw_timeline(crowd, "x", LABELS)
    assert figure
    told = [word for word in figure.words if "May" in word.text]
    assert len({word.y for word in told}) == 3


@pytest.mark.parametrize(
    ("label", "lane"),
    [
        ("tabled-by", "tabled"),
        ("dated-motion", "tabled"),
        ("dated-un_draft", "tabled"),
        ("dated-adopted", "adopted"),
        ("dated-un_resolution", "adopted"),
        ("other-adopted-as-vote", "adopted"),
        ("adopted-as", "adopted"),
        ("dated-unknown", "dated"),
        ("dated", "dated"),
    ],
)
def test_each_event_has_its_lane(label: str, lane: str) -> None:
    assert find_lane(label) == lane


def test_long_names_are_cut_at_a_word() -> None:
    assert shorten("Ministry of Fisheries, Reeds and Sluices", 100) == "Ministry of Fisheries…"
    assert shorten("Council", 100) == "Council"


PICTURES = [(name, picture) for name, page in pages().items() for picture in parse(page.html).xpath("//figure")]


def test_two_texts_have_a_picture_for_each_question_and_one_has_none() -> None:
    where = [(name, picture.get("id")) for name, picture in PICTURES]
    assert where == [
        ("comparison.json.page.html", "c-old-new-flow"),
        ("dossier.json.page.html", "timeline-figure"),
        ("dossier.json.page.html", "matrix-figure"),
        ("dossier.json.page.html", "c-old-new-flow"),
    ]


@pytest.mark.parametrize(("name", "picture"), PICTURES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_picture_is_told_in_words_and_followed_by_its_numbers(name: str, picture: lxml.etree._Element) -> None:
    drawing = picture.find("svg")
    assert drawing.get("role") == "img"
    ids = drawing.get("aria-labelledby").split()
    assert [drawing.find(tag).get("id") for tag in ("title", "desc")] == ids
    assert all(len(drawing.find(tag).text) > 20 for tag in ("title", "desc"))
    assert picture.getnext().tag == "table"
    assert float(drawing.get("width").removesuffix("pt")) == WIDTH


def test_the_picture_of_the_flow_has_the_numbers_of_its_table() -> None:
    page = parse(pages()["comparison.json.page.html"].html)
    section = page.xpath("//section[@id='c-old-new-numbers']")[0]
    cells = [[visible(cell) for cell in row.xpath("th|td")] for row in section.xpath(".//tbody/tr")]
    said = section.xpath(".//desc")[0].text
    for (label, old, new), words in zip(
        cells[:2], ("linked without a difference found", "linked with a change"), strict=True
    ):
        assert label
        assert f"{old} {words}" in said
        assert f"{new} {words}" in said
    columns = list(zip(*cells, strict=True))[1:]
    for column in columns:
        counts = [int(cell) for cell in column if cell != "–"]
        assert sum(counts[:-1]) == counts[-1]


def test_pictures_have_alt_text_in_the_tags_of_the_pdf() -> None:
    import io

    with pikepdf.open(io.BytesIO(pdf.write(pages()["dossier.json.page.html"]))) as document:
        alts = [
            str(thing.Alt)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    pictures = [picture.find("svg") for name, picture in PICTURES if name.startswith("dossier")]
    words = [f"{picture.find('title').text} {picture.find('desc').text}" for picture in pictures]
    assert sorted(alts) == sorted(words)
