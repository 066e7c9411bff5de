"""What a person should look at stands in real Word comments, beside the words it is about."""

from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator

from exporter.batch.documents import load_pair
from exporter.publishing import load_look, render_briefing
from exporter.writers.docx import write
from tests.writers.docx.pages import W, make_page, read_parts, text_of

HTML = (
    '<p>Says <span class="tag implied" data-comment="Nobody is named.">implied</span> and <a href="#x">goes'
    ' <em data-comment="Who?">on</em></a></p>'
    '<table><tr><td><blockquote class="quotation" id="x" data-comment="To be checked: a &lt;reason&gt;"><p>One</p>'
    "<p>two</p></blockquote></td></tr></table>"
    '<p data-comment="About nothing"> </p>'
)


def list_comments(data: bytes) -> list[tuple[str, str]]:
    """Return the words that each comment is about, and what it says, in the order of the document."""
    parts = read_parts(data)
    said = {c.get(f"{W}id"): text_of(c) for c in etree.fromstring(parts["word/comments.xml"])}
    open_ids: dict[str, str] = {}
    found = []
    for element in etree.fromstring(parts["word/document.xml"]).iter():
        if element.tag == f"{W}commentRangeStart":
            open_ids[element.get(f"{W}id")] = ""
        elif element.tag == f"{W}t":
            open_ids = {number: words + (element.text or "") for number, words in open_ids.items()}
        elif element.tag == f"{W}commentRangeEnd":
            found.append((open_ids.pop(element.get(f"{W}id")), said[element.get(f"{W}id")]))
    assert open_ids == {}
    assert len(found) == len(said)
    return found


def test_comments_stand_at_their_words() -> None:
    assert list_comments(write(make_page(HTML))) == [
        ("\N{NO-BREAK SPACE}implied\N{NO-BREAK SPACE}", "Nobody is named."),
        ("on", "Who?"),
        ("One", "To be checked: a <reason>"),
    ]


def test_every_comment_has_its_mark_our_name_and_a_fixed_date() -> None:
    parts = read_parts(write(make_page(HTML)))
    comments = etree.fromstring(parts["word/comments.xml"])
    marks = etree.fromstring(parts["word/document.xml"]).iter(f"{W}commentReference")
    assert [mark.get(f"{W}id") for mark in marks] == [comment.get(f"{W}id") for comment in comments]
    assert {(c.get(f"{W}author"), c.get(f"{W}date")) for c in comments} == {("exporter", "2000-01-01T00:00:00Z")}


def test_a_page_without_remarks_has_no_comments() -> None:
    assert "word/comments.xml" not in read_parts(write(make_page("<p>plain</p>")))


def test_comments_follow_the_schema(tmp_path: Path) -> None:
    file = tmp_path / "comments.docx"
    file.write_bytes(write(make_page(HTML)))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_briefing_comments_on_what_is_to_be_checked(seeds: Path) -> None:
    document, _ = load_pair(seeds / "2022-B9-0234.txt", seeds / "2024-C-2025-1807.txt")
    doubted = [
        (action.quote, f"To be checked: {statement.review}")
        for statement in document.demands.statements
        for action in statement.actions
        if statement.review
    ]
    assert doubted
    assert set(doubted) <= set(list_comments(write(render_briefing(document, load_look()))))
