"""Word files: what Word displays is what is read."""

import datetime

import pytest

from exporter.model.outline import MARK_CLOSE, MARK_OPEN, Hint, Outline
from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse
from exporter.readers import docx
from exporter.readers.docx.styles import format_number
from tests.readers.docx.files import MOTION, item, level, lists, make_docx, p, r

SOURCE = SourceFile(file="text.docx", sha256="0" * 64, format="docx")


def read(body: str, **parts: object) -> Outline:
    return docx.read(make_docx(body, **parts), SOURCE)  # type: ignore[arg-type]


def list_texts(outline: Outline) -> list[str]:
    return [" ".join(f"{block.label or ''} {block.text}".split()) for block in outline.blocks]


def list_codes(outline: Outline) -> set[str]:
    return {notice.code for notice in outline.notices}


@pytest.fixture(scope="module")
def motion() -> Resolution:
    return parse(read(MOTION))


def test_a_motion_of_the_parliament_is_read_whole(motion: Resolution) -> None:
    assert motion.reference == "B9-0999/2022"
    assert motion.procedure == "2022/2999(RSP)"
    assert motion.date == datetime.date(2022, 7, 4)
    assert [item.label for item in motion.recitals] == ["A", "B"]
    assert [item.number for item in motion.paragraphs] == [1, 2, 3]
    assert [point.label for point in motion.paragraphs[1].points] == ["(a)", "(b)"]
    assert motion.citations[1].text == "having regard to Rule 132(2) of its Rules of Procedure,"


def test_tags_of_templates_are_left_out_and_told(motion: Resolution) -> None:
    assert "pseudo-tags-removed" in {notice.code for notice in motion.notices}


def test_automatic_labels_are_those_that_word_displays() -> None:
    numbering = lists(level("upperLetter", "%1."), level("decimal", "%1.") + level("lowerLetter", "(%2)", at=1))
    body = item("whereas one;") + item("whereas two;") + item("Calls on:", 2) + item("first;", 2, 1)
    body += item("second;", 2, 1) + item("Urges:", 2) + item("third.", 2, 1)
    expected = ["A. whereas one;", "B. whereas two;", "1. Calls on:", "(a) first;", "(b) second;", "2. Urges:"]
    assert list_texts(read(body, numbering=numbering)) == [*expected, "(a) third."]


def test_a_list_that_starts_anew_begins_again() -> None:
    more = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("one") + item("two") + item("five", 7) + item("six", 7)
    assert list_texts(read(body, numbering=lists(level("decimal", "%1."), more=more))) == [
        "1. one",
        "2. two",
        "5. five",
        "6. six",
    ]


def test_levels_of_several_numbers_and_levels_that_never_restart() -> None:
    levels = level("upperRoman", "%1") + level("decimal", "%1.%2", at=1, more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    body = item("a") + item("b", level=1) + item("c") + item("d", level=1)
    assert list_texts(read(body, numbering=lists(levels))) == ["I a", "1.1 b", "II c", "2.2 d"]


def test_numbering_of_a_style_and_its_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:basedOn w:val="Base"/></w:style>'
    )
    plain = p("none", style="Item", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = p("one", style="Item") + plain + p("two", style="Item")
    texts = list_texts(read(body, numbering=lists(level("decimal", "%1)")), styles=styles))
    assert texts == ["1) one", "none", "2) two"]


def test_bullets_of_the_symbol_font_are_dashes() -> None:
    body = item("having regard to the Treaty,")
    assert list_texts(read(body, numbering=lists(level("bullet", "\uf02d")))) == ["– having regard to the Treaty,"]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [(28, "upperLetter", "BB"), (27, "lowerLetter", "aa"), (14, "lowerRoman", "xiv"), (3, "decimalZero", "03")],
)
def test_numbers_look_as_in_word(count: int, form: str, text: str) -> None:
    assert format_number(count, form) == text


def test_words_in_every_wrapping_are_read() -> None:
    body = p(
        "one ",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('two ')}</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="DATE">{r("three ")}</w:fldSimple>',
        f"<w:smartTag>{r('four ')}</w:smartTag>",
        f'<w:hyperlink r:id="x">{r("five ")}</w:hyperlink>',
        f'<w:ins w:id="1">{r("six ")}</w:ins>',
        "<w:r><w:instrText>HIDDEN CODE</w:instrText></w:r>",
    )
    assert list_texts(read(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>")) == ["one two three four five six"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('boxed words')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert list_texts(read(p("before", drawing) + p("after"))) == ["before", "boxed words", "after"]


def test_tracked_changes_are_accepted_and_told() -> None:
    deleted = '<w:del w:id="2"><w:r><w:delText>Regrets</w:delText></w:r></w:del>'
    joined = p("the courts", properties='<w:rPr><w:del w:id="4"/></w:rPr>')
    outline = read(p("1.\t", deleted, f'<w:ins w:id="3">{r("Deplores")}</w:ins>', " this;") + joined + p(" stay shut;"))
    assert list_texts(outline) == ["1. Deplores this;", "the courts stay shut;"]
    assert "tracked-changes" in list_codes(outline)


def test_hidden_text_is_left_out_and_told() -> None:
    styles = '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
    runs = (r("secret ", "<w:vanish/>"), r("also ", '<w:rStyle w:val="Gone"/>'), r("shown", '<w:vanish w:val="0"/>'))
    outline = read(p("seen ", *runs), styles=styles)
    assert list_texts(outline) == ["seen shown"]
    assert [notice.message for notice in outline.notices if notice.code == "hidden-text-omitted"] == [
        "Text that Word does not show was left out: “secret also”."
    ]


def test_signs_of_word_stand_for_letters() -> None:
    body = p(
        "A9<w:noBreakHyphen/>0188",
        "<w:r><w:t>A9</w:t><w:noBreakHyphen/><w:t>0188</w:t><w:softHyphen/></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>',
    )
    assert "A9\u20110188\u00ad\uf02d" in read(body).blocks[0].text


def test_footnotes_are_kept_apart_and_their_marks_marked() -> None:
    note = '<w:footnote w:id="{0}">{1}</w:footnote>'
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    footnotes = (
        separator + note.format(7, p("<w:r><w:footnoteRef/></w:r>", " OJ C 115, p. 5.")) + note.format(9, p("Ibid."))
    )
    refer = '<w:r><w:footnoteReference w:id="{0}"/></w:r>'
    outline = read(p("in 2021;", refer.format(9), " and [", refer.format(7), "]"), footnotes=footnotes)
    mark = f"{MARK_OPEN}{{0}}{MARK_CLOSE}"
    assert outline.blocks[0].text == f"in 2021;{mark.format(1)} and {mark.format(2)}"
    assert [(note.mark, note.text) for note in outline.footnotes] == [("1", "Ibid."), ("2", "OJ C 115, p. 5.")]


def test_a_footnote_finds_its_place() -> None:
    footnotes = f'<w:footnote w:id="2">{p("OJ C 1, 1.1.2022, p. 1.")}</w:footnote>'
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = MOTION.replace("in May 2022;", f"in May 2022</w:t></w:r>{refer}<w:r><w:t>;")
    resolution = parse(read(body, footnotes=footnotes))
    assert resolution.recitals[0].text == "whereas the courts of Ruritania were closed in May 2022;"
    assert [(note.mark, note.place) for note in resolution.footnotes] == [("1", "recital A")]


def test_a_reference_in_the_footer_is_not_lost() -> None:
    body = MOTION.replace("B9-0999/2022", "2022")
    footer = p("RE\\1299999EN.docx", "<w:r><w:tab/></w:r>", "B9-0999/2022")
    assert parse(read(body, footer=footer)).reference == "B9-0999/2022"
    assert len(read(MOTION, footer=footer).blocks) == len(read(MOTION).blocks)


def test_labels_in_cells_of_their_own_go_before_the_words() -> None:
    row = "<w:tr><w:tc>{0}</w:tc><w:tc>{1}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format(p('A.'), p('whereas one;'))}{row.format(p('Present text'), p('Amendment'))}</w:tbl>"
    assert list_texts(read(table)) == ["A. whereas one;", "Present text", "Amendment"]


def test_lines_ended_by_hand_are_joined_within_a_sentence_only() -> None:
    br = "<w:r><w:br/></w:r>"
    names = p("Ann Example", br, "Ben Sample", br, "on behalf of the Test Group")
    sentence = p("1.\tCalls on the Government", br, "to open the courts;", br, "2.\tUrges the Commission to act.")
    assert list_texts(read(names + sentence)) == [
        "Ann Example",
        "Ben Sample on behalf of the Test Group",
        "1. Calls on the Government to open the courts;",
        "2. Urges the Commission to act.",
    ]


def test_styles_named_as_headings_are_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    )
    outline = read(p("A title", style="T") + p("A heading", style="H") + p("words"), styles=styles)
    assert [block.hint for block in outline.blocks] == [Hint.TITLE, Hint.HEADING, None]
