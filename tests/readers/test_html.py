"""Web pages: what is text and what is page, labels, notes, encodings, hostile pages."""

from pathlib import Path

import pytest

from exporter.errors import NoResolutionError, ReadError
from exporter.model.outline import Hint
from exporter.model.resolution import SourceFile, Status
from exporter.readers.html import read
from exporter.readers.html.elements import format_number
from tests.readers.reading import count, list_codes, parse_bytes, parse_file, read_bytes

BODY = (
    "<p><i>The European Parliament</i>,</p><p>– having regard to its resolution of 2 May 2019,</p>"
    "<p>A. whereas the café “Été” was closed;</p><p>1. Calls on the mayor to open it;</p>"
)


def wrap(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def read_texts(body: str) -> list[str]:
    blocks = read_bytes(wrap(body), "x.html").blocks
    return [f"{block.label} {block.text}" if block.label else block.text for block in blocks]


def test_the_joint_motion_of_the_corpus_is_read_whole(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "ep-html" / "RC-B10-0249-2025_EN.html")
    assert count(resolution) == (3, 3, 9, 0)
    assert (resolution.reference, resolution.procedure) == ("RC-B10-0249/2025", "2025/2691(RSP)")
    assert (resolution.status, str(resolution.date)) == (Status.JOINT_MOTION, "2025-05-07")
    assert resolution.recitals[-1].label == "C"
    assert resolution.replaces == tuple(f"B10-0{number}/2025" for number in (249, 250, 252, 255, 258))
    assert "before-omitted" not in list_codes(resolution)
    assert resolution.title.endswith("on the return of Ukrainian children forcibly transferred and deported by Russia")
    assert resolution.citations[0].text.startswith("having regard to its previous resolutions on Russia’s war")
    assert resolution.paragraphs[0].text.startswith("Strongly condemns the violent actions of the Russian Federation")
    assert resolution.paragraphs[-1].text.endswith("and to the United States, Russia and Belarus.")


def test_the_joint_motion_of_the_corpus_has_its_signatories(shared: Path) -> None:
    signatories = parse_file(shared / "corpus" / "ep-html" / "RC-B10-0249-2025_EN.html").signatories
    groups = [item.group for item in signatories]
    sizes = {group: groups.count(group) for group in dict.fromkeys(groups)}
    assert sizes == {"PPE": 33, "S&D": 5, "ECR": 19, "Renew": 24, "Verts/ALE": 1, None: 3}
    assert signatories[0].name == "Sebastião Bugalho"
    assert [item.name for item in signatories[-3:]] == ["Hanna Gedin", "Jonas Sjöstedt", "Merja Kyllönen"]


def test_the_report_of_the_corpus_is_read_without_its_amendments(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "ep-html" / "A9-0163-2024_EN.html")
    assert count(resolution) == (2, 0, 3, 0)
    assert (resolution.reference, resolution.procedure) == ("A9-0163/2024", "2024/2006(REG)")
    assert resolution.paragraphs[0].text == "Decides to amend its Rules of Procedure as shown below;"
    assert resolution.paragraphs[-1].text.endswith("to the Council and the Commission, for information.")
    assert resolution.status is Status.REPORT
    left_out = next(notice for notice in resolution.notices if notice.code == "after-omitted")
    assert "Amendment 1" in left_out.message


@pytest.mark.parametrize("name", ["RC-B10-0249-2025_EN.html", "A9-0163-2024_EN.html"])
def test_nothing_of_the_page_around_is_read(shared: Path, name: str) -> None:
    outline = read_bytes((shared / "corpus" / "ep-html" / name).read_bytes(), name)
    text = "\n".join(block.text for block in outline.blocks)
    assert not [
        word for word in ("Last updated", "Legal notice", "български", "PDF - ", "News", "Votes") if word in text
    ]
    assert "page-furniture-omitted" in list_codes(outline)


def test_inline_elements_do_not_break_words_and_blocks_do() -> None:
    body = "<p>whe<b>re</b>as <!-- no -->the <span>court</span>,<br>it</p>tail<div>in<p>ner</div>end"
    assert read_texts(body) == ["whereas the court,", "it", "tail", "in", "ner", "end"]


def test_what_a_browser_does_not_show_is_not_read() -> None:
    body = "<p hidden>a</p><p style='Display: NONE'>b</p><script>c</script><style>d</style><template>e</template>f"
    assert read_texts(body) == ["f"]


def test_a_label_in_a_cell_goes_before_the_words_of_the_next() -> None:
    inner = "<table><tr><td>(a)</td><td>one;</td></tr></table>"
    body = f"<table><tr><td><p>A.</p></td><td><p>whereas:</p>{inner}</td></tr></table>"
    assert read_texts(body) == ["A. whereas:", "(a) one;"]


def test_a_label_that_is_a_term_goes_before_its_words() -> None:
    assert read_texts("<dl><dt>(a)</dt><dd>one;</dd><dt>Note</dt><dd>two</dd></dl>") == ["(a) one;", "Note", "two"]


def test_a_label_whose_cell_is_empty_stays() -> None:
    assert read_texts("<table><tr><td>1.</td><td></td></tr><tr><td>2.</td><td>b</td></tr></table>") == ["1.", "2. b"]


def test_numbers_a_browser_makes_are_labels() -> None:
    body = '<ol><li>Calls<ol type="a"><li>one<li>two</ol><li value="5">Urges</li></ol><ol start="3"><li>x</li></ol>'
    assert read_texts(body) == ["1. Calls", "(a) one", "(b) two", "5. Urges", "3. x"]


def test_bullets_a_browser_makes_are_labels() -> None:
    body = BODY + "<p>2. Calls on:</p><ul><li>the king;</li><li>– the queen;</li></ul>"
    points = parse_bytes(wrap(body), "x.html").paragraphs[1].points
    assert [(point.label, point.text) for point in points] == [("•", "the king;"), ("–", "the queen;")]
    assert read_texts('<ul class="list-unstyled"><li>a</li></ul>') == ["a"]


def test_an_item_that_prints_its_number_gets_no_other() -> None:
    assert read_texts("<ol><li>1. Calls</li><li>(b) one</li></ol>") == ["1. Calls", "(b) one"]


@pytest.mark.parametrize(
    ("number", "style", "label"),
    [(2, "1", "2."), (3, "a", "(c)"), (3, "A", "C."), (4, "i", "(iv)"), (39, "i", "(xxxix)"), (27, "a", "27.")],
)
def test_labels_of_lists(number: int, style: str, label: str) -> None:
    assert format_number(number, style) == label


def test_a_list_of_a_word_processor_keeps_its_printed_labels() -> None:
    body = (
        "<p class=MsoListParagraph style='mso-list:l0'><![if !supportLists]><span>1.<span style='font:7.0pt'>"
        "&nbsp;&nbsp; </span></span><![endif]>Calls <o:p></o:p></p><!--[if gte mso 9]><xml>x</xml><![endif]-->"
    )
    assert read_texts(body) == ["1. Calls"]


def test_headings_are_marked() -> None:
    blocks = read_bytes(wrap("<h1>Title</h1><h3>Media</h3><p class='oj-ti-grseq-1'>Law</p><p>x</p>"), "x.html").blocks
    assert [block.hint for block in blocks] == [Hint.TITLE, Hint.HEADING, Hint.HEADING, None]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        (
            '<a href="#_ftn1" name="_ftnref1">[1]</a>',
            '<div id="_ftn1"><p><a href="#_ftnref1">[1]</a> OJ C 5.</p></div>',
        ),
        (
            '<a href="#d1" name="r1">(1)</a>',
            '<table><tr><td>(<a href="#r1" name="d1">1</a>)</td><td>OJ C 5.</td></tr></table>',
        ),
        ('<a id="c1" href="#n1">(<span>1</span>)</a>', '<p class="oj-note"><a id="n1" href="#c1">(1)</a>  OJ C 5.</p>'),
        ('<sup id="r1"><a href="#fn1">1</a></sup>', '<ol><li id="fn1">OJ C 5. <a href="#r1">↩</a></li></ol>'),
        (
            '<a href="#_ftn1" name="_ftnref1"><span><![if !supportFootnotes]><span>[1]</span><![endif]></span></a>',
            '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a><o:p></o:p> OJ C</p><p>5.</p></div>',
        ),
        (
            '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>OJ C 5.</p></div>',
        ),
        ('<sup><a href="#fn1" id="r1">*</a></sup>', '<p id="fn1">* OJ C 5. <a href="#r1">↑</a></p>'),
    ],
)
def test_a_note_goes_back_to_its_place(reference: str, note: str) -> None:
    body = BODY.replace("2 May 2019", f"Article 5 (1) of 2 May 2019{reference}")
    resolution = parse_bytes(wrap(body + note), "x.html")
    assert [(item.text, item.place) for item in resolution.footnotes] == [("OJ C 5.", "citation 1")]
    assert resolution.citations[0].text == "having regard to its resolution of Article 5 (1) of 2 May 2019,"
    assert "after-omitted" not in list_codes(resolution)


def test_two_notes_of_the_same_mark_keep_their_order() -> None:
    marks = "".join(f'<a href="#n{i}" id="r{i}">1</a>' for i in (1, 2))
    notes = "".join(f'<p id="n{i}"><a href="#r{i}">1</a> Note {i}.</p>' for i in (1, 2))
    resolution = parse_bytes(wrap(BODY.replace("closed", f"closed{marks}") + notes), "x.html")
    assert [(item.text, item.place) for item in resolution.footnotes] == [
        ("Note 1.", "recital A"), ("Note 2.", "recital A"),
    ]  # fmt: skip


def test_notes_of_one_list_are_told_apart() -> None:
    marks = "".join(f'<a href="#n{i}" id="r{i}">[{i}]</a>' for i in (1, 2))
    notes = "".join(f'<p><a id="n{i}" href="#r{i}">[{i}]</a> Note {i}.</p>' for i in (1, 2))
    body = BODY.replace("closed", f"closed{marks}") + f'<div id="footnotes">{notes}</div>'
    assert [item.text for item in parse_bytes(wrap(body), "x.html").footnotes] == ["Note 1.", "Note 2."]


def test_notes_in_one_paragraph_are_not_mixed_up() -> None:
    marks = "".join(f'<a href="#n{i}" id="r{i}">[{i}]</a>' for i in (1, 2))
    notes = "<br>".join(f'<a id="n{i}" href="#r{i}">[{i}]</a> Note {i}.' for i in (1, 2))
    outline = read_bytes(wrap(BODY.replace("closed", f"closed{marks}") + f"<p>{notes}</p>"), "x.html")
    assert not outline.footnotes
    assert [block.text for block in outline.blocks][-2:] == ["[1] Note 1.", "[2] Note 2."]


def test_a_note_that_is_referred_to_twice_is_given_once() -> None:
    marks = '<a href="#n1" id="r1">[1]</a> and<a href="#n1" id="r1b">[1]</a>'
    note = '<p id="n1"><a href="#r1">[1]</a> Note. <a href="#r1b">↩</a></p>'
    resolution = parse_bytes(wrap(BODY.replace("closed", f"closed{marks}") + note), "x.html")
    assert [(item.text, item.place) for item in resolution.footnotes] == [("Note.", "recital A")]
    assert resolution.recitals[0].text == "whereas the café “Été” was closed and;"


def test_pseudo_tags_are_taken_out_and_told() -> None:
    outline = read_bytes(wrap("<p>&lt;Date&gt;{06/07/2020}6.7.2020&lt;/Date&gt;</p><p>a &lt; b</p>"), "x.html")
    assert [block.text for block in outline.blocks] == ["6.7.2020", "a < b"]
    assert "pseudo-tags-removed" in list_codes(outline)


def test_of_two_resolutions_on_a_page_the_first_is_read_and_the_other_told() -> None:
    closing = "<p>2. Instructs its President to forward this resolution to the Council.</p>"
    second = BODY.replace("café", "bank").replace("mayor", "king")
    title = "<p>European Parliament resolution of 3 May 2019 on the bank</p>"
    resolution = parse_bytes(wrap(BODY + closing + title + second), "x.html")
    assert count(resolution) == (1, 1, 2, 0)
    assert "king" not in str(resolution.paragraphs)
    assert "second-resolution" in list_codes(resolution)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (BODY.encode(), []),
        (b"\xef\xbb\xbf" + BODY.encode(), []),
        (BODY.encode("utf-16"), []),
        (f"<html><body>{BODY}</body></html>".encode("utf-16-le"), []),
        (b'<meta charset="utf-8">' + BODY.encode(), []),
        (b'<meta charset="windows-1252">' + BODY.encode("cp1252"), []),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">' + BODY.encode("cp1252"), []),
        (b'<meta charset="windows-1252">' + BODY.encode(), ["encoding-guessed"]),
        (b'<meta charset="utf-8">' + BODY.encode("cp1252"), ["encoding-guessed"]),
        (b'<meta charset="klingon">' + BODY.encode("cp1252"), ["encoding-guessed"]),
        (BODY.encode("cp1252"), ["encoding-guessed"]),
    ],
)
def test_letters_come_through_in_any_encoding(data: bytes, codes: list[str]) -> None:
    outline = read_bytes(data, "x.html")
    assert "whereas the café “Été” was closed;" in " ".join(block.text for block in outline.blocks)
    assert list_codes(outline) == codes


def test_a_page_cut_short_is_told() -> None:
    assert "file-cut-short" in list_codes(read_bytes(wrap(BODY)[:-30], "x.html"))
    assert "file-cut-short" not in list_codes(read_bytes(wrap(BODY), "x.html"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html><body></body></html>", "no text"),
        (b"<html><body><script>x</script></body></html>", "no text"),
        (b"<html>" + b"\x00" * 50, "not text"),
        (b"<div>" * 3000 + b"deep" + b"</div>" * 3000, "nested too deep"),
        (b"<b><i>" * 100_000, "nested too deep"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(data: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.html")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_deep_text_within_the_limit_is_not_lost() -> None:
    assert read_texts("<div>" * 500 + "deep" + "</div>" * 500 + "<p>after</p>") == ["deep", "after"]


def test_a_page_without_a_resolution_is_told() -> None:
    with pytest.raises(NoResolutionError):
        parse_bytes(wrap("<p>Agenda of the sitting</p>"), "x.html")


def test_a_pdf_named_html_is_refused() -> None:
    with pytest.raises(ReadError, match="PDF"):
        read(b"%PDF-1.7\n...", SourceFile(file="x.html", sha256="0" * 64, format="html"))
