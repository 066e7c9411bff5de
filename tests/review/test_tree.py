"""Bad files: one line that says where and what to do, and never anything that takes for ever."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ReviewError
from exporter.review.entries import read_review
from exporter.review.tree import Words, parse_tree

START = "format: 1\nclear links:\n  - old: 2031/a4ab79\n    new: 2032/a19529\n"


def refuse(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ReviewError) as caught:
        read_review(data, "review.yaml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_words_stay_words() -> None:
    tree = parse_tree("a: 5.10\nb: no\nc: 2024-11-28\nd: 0x1F\ne: ~\n", "review.yaml")
    values = [value.text for _, value in tree.items if isinstance(value, Words)]  # type: ignore[union-attr]
    assert values == ["5.10", "no", "2024-11-28", "0x1F", ""]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("clear links:\n\t- old: 2031/1.1.1\n", 2, "a tab stands before the words; use spaces"),
        ("clear links: [\n", 2, "not valid YAML"),
        ("a: b: c\n", 1, "not valid YAML: mapping values are not allowed here; put what has a colon"),
        ('clear links:\n  - old: "x\n    new: y\n', 2, "not valid YAML: this is opened here and never closed"),
        ("format: 1\n\nformat: 1\n", 3, "“format” stands here a second time, first in line 1"),
        ("format: 1\n---\nformat: 1\n", 2, "a second document begins here"),
        ("a: &a [x, x]\nb: *a\n", 1, "anchors (&), aliases (*) and tags (!) are not used here"),
        ("clear links: !!python/object:os.system x\n", 1, "anchors (&), aliases (*) and tags (!)"),
        ("format: 1\n\nclear links: \x00\n", 3, "holds a character that is not for text"),
        ("format: 1\ncler links:\n", 2, "unknown key “cler links” in the file (did you mean “clear links”?); allowed"),
        ("format: 2\n", 1, "is of another format than 1"),
        ("clear links: yes\n", 1, "“clear links” must be a list"),
        ("clear links: [{old: 2031/1.1.1}]\n", 1, "“clear links” is in square brackets"),
        ("{clear links: }\n", 1, "the whole file is in curly brackets"),
        ("clear links:\n  - x\n", 2, "an entry of “clear links” must have keys"),
        (
            START + "    desicion: confirm\n",
            5,
            "unknown key “desicion” in an entry of “clear links” (did you mean “deci",
        ),
        (
            START + "    decision: confrim\n",
            5,
            "“confrim” is no decision (did you mean “confirm”?); allowed: confirm, co",
        ),
        (
            START + "    strength: downwards\n",
            5,
            "“downwards” is no strength (did you mean “down”?); allowed: up, same",
        ),
        (START + "    on: 1 July 2032\n", 5, "“1 July 2032” is no day; write it as 2024-11-28"),
        (START + "    comment: [a]\n", 5, "“comment” must be words, not a list or table"),
        ("clear links:\n  - old: 5.2.1\n", 2, "“5.2.1” names no demand; write the id of the text, a slash and the pl"),
        (
            "acronyms:\n  - decision: correct\n",
            2,
            "“correct” is no decision (did you mean “reject”?); allowed: confirm, reject",
        ),
        ("known demands:\n  2031/a4ab79: {place: 1.1}\n", 2, "“2031/a4ab79” is not as the program wrote it"),
    ],
)
def test_names_the_line_and_what_to_do(text: str, line: int, message: str) -> None:
    assert refuse(text).startswith(f"review.yaml:{line}: {message}")


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"])
def test_an_unfinished_merge_is_told_with_its_line(mark: str) -> None:
    assert refuse(f"{START}{mark}\n").startswith(
        "review.yaml:5: two versions of this file were not merged; keep the entries"
    )


def test_bombs_and_giants_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]" for n in range(1, 12)]
    begin = time.perf_counter()
    assert "anchors" in refuse("\n".join(lines))
    assert "nested too deeply" in refuse("format: " + "[" * 200_000)
    assert "holds more than 4 MB" in refuse(b"x" * 5_000_000)
    assert "larger than 40 MB" in refuse(b"x" * 41_000_000)
    assert time.perf_counter() - begin < 10
    assert "is not UTF-8 text" in refuse(b"format: 1\nx: \xff\n")


@given(st.text(alphabet="ab:-#[]{}&*!|>'\"\t\n \\%@`,?~=<0\ufeff\x85\u2028\r", max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    message = ""
    try:
        read_review(text.encode(), "review.yaml")
    except ReviewError as error:
        message = str(error)
    assert "\n" not in message


KNOWN_LINE = '  2031/{0:06x}: {{place: "{0}.1.1", hash: "e46c2e60dd82", before: "a \\"b\\" {{c}}", after: "}}, d"}}'


def test_tens_of_thousands_of_known_demands_are_read_at_once() -> None:
    lines = [KNOWN_LINE.format(number) for number in range(30_000)]
    begin = time.perf_counter()
    review = read_review("\n".join(["known demands:", *lines, ""]).encode(), "review.yaml")
    assert time.perf_counter() - begin < 5
    assert len(review.known) == 30_000
    assert (review.known[7].place, review.known[7].before, review.known[7].after) == ("7.1.1", 'a "b" {c}', "}, d")


def test_known_demands_written_otherwise_are_read_as_yaml() -> None:
    lines = [KNOWN_LINE.format(1), KNOWN_LINE.format(1), "  # mine", "  2031/00000b: {hash: e46c2e60dd82, place: 5.10}"]
    review = read_review("\n".join(["known demands: # x", *lines, "", "format: 1"]).encode(), "review.yaml")
    assert [(name.id, name.place) for name in review.known] == [("2031/000001", "1.1.1"), ("2031/00000b", "5.10")]
    other = KNOWN_LINE.format(1).replace("e46c", "ffff")
    assert "“2031/000001” stands here twice" in refuse("\n".join(["known demands:", KNOWN_LINE.format(1), other]))


def test_line_numbers_are_those_of_an_editor() -> None:
    text = 'format: 1\n# a\u2028b\x85c\nclear links:\n  - old: 2031/a4ab79\n    new: 2032/a19529\n    decision: "x"\n'
    assert refuse(text).startswith("review.yaml:6:")
    assert refuse(text.replace("\n", "\r\n")).startswith("review.yaml:6:")
