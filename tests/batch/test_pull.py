"""What people did with a Word copy comes back: notes, comments, changed quotations, settled changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree

from exporter.batch.documents import load_document, load_pair
from exporter.batch.pull import describe, merge_notes
from exporter.cli import main
from exporter.errors import ReadError
from exporter.publishing import load_look, render_briefing
from exporter.readers.docx.edited import read_edited
from exporter.writers.docx import write
from exporter.writers.docx.base import pack
from tests.writers.docx.pages import W, make_page, read_parts
from tests.writers.docx.test_redline import load_harbour, render
from tests.writers.docx.test_redline import write as write_redline

HTML = (
    '<html lang="en"><head><title>t</title></head><body data-note-word="Note:">'
    '<blockquote class="quotation" data-id="x-1" data-comment="Look."><p>calls for the release of all prisoners</p>'
    '</blockquote><blockquote class="quotation" data-id="x-2"><p>urges\N{NO-BREAK SPACE}the Council to act</p>'
    "</blockquote></body></html>"
)
NOTE = "Ask “when”: by May?\nSee # 3\N{LINE SEPARATOR}end \\"

Change = Callable[[etree._Element], None]


def edit(data: bytes, change: Change, comments: Change | None = None) -> bytes:
    """Return the file as if somebody had changed it in Word."""
    parts = read_parts(data)
    for name, function in (("word/document.xml", change), ("word/comments.xml", comments)):
        if function:
            root = etree.fromstring(parts[name])
            function(root)
            parts[name] = etree.tostring(root)
    return pack(parts)


def find_control(root: etree._Element, tag: str) -> etree._Element:
    return next(c for c in root.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag)


def write_note(tag: str, text: str) -> Change:
    def change(root: etree._Element) -> None:
        control = find_control(root, tag)
        control.find(f"{W}sdtPr").remove(control.find(f"{W}sdtPr/{W}showingPlcHdr"))
        run = control.find(f".//{W}r")
        run.clear()
        for number, line in enumerate(text.split("\n")):
            if number:
                etree.SubElement(run, f"{W}br")
            etree.SubElement(run, f"{W}t").text = line

    return change


def add_comment(root: etree._Element) -> None:
    comment = etree.SubElement(
        root, f"{W}comment", {f"{W}id": "7", f"{W}author": "Ana", f"{W}date": "2031-05-06T07:08:09Z"}
    )
    run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
    etree.SubElement(run, f"{W}t").text = "Who says so?"


def mark_comment(root: etree._Element) -> None:
    paragraph = find_control(root, "x-2").getparent()
    paragraph.insert(1, etree.Element(f"{W}commentRangeStart", {f"{W}id": "7"}))
    paragraph.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "7"}))


def change_quotation(root: etree._Element) -> None:
    text = find_control(root, "x-1").find(f".//{W}t")
    text.text = text.text.replace(" all ", " some ")


def settle_all(root: etree._Element, *, accept: bool) -> None:
    """Accept or reject every change, as Word leaves the file."""
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            paragraph.getparent().remove(paragraph)
            continue
        for change in list(paragraph.iter(f"{W}{gone}")):
            change.getparent().remove(change)
        for change in list(paragraph.iter(f"{W}{kept}")):
            for text in change.iter(f"{W}delText"):
                text.tag = f"{W}t"
            place = change.getparent().index(change)
            change.getparent()[place : place + 1] = list(change)


def test_an_untouched_copy_has_nothing_to_tell(seeds: Path) -> None:
    edited = read_edited(write(render_briefing(load_document(seeds / "2022-B9-0234.txt"), load_look())), "b.docx")
    assert (edited.notes, edited.remarks, edited.altered, edited.missing) == ((), (), (), ())
    assert (edited.publication, edited.settled, edited.tracked) == ("briefing", (), {})


def test_notes_come_back_under_the_id_of_their_demand() -> None:
    edited = read_edited(edit(write(make_page(HTML)), write_note("note:x-2", NOTE)), "x.docx")
    assert [(note.id, note.text) for note in edited.notes] == [("x-2", NOTE)]
    loaded = yaml.safe_load(merge_notes(edited, None).text)
    assert loaded == {"notes": [{"id": "x-2", "text": NOTE, "words": "urges the Council to act"}]}


def test_comments_of_people_come_back_and_ours_do_not() -> None:
    edited = read_edited(edit(write(make_page(HTML)), mark_comment, add_comment), "x.docx")
    assert [(r.author, r.date, r.about, r.text) for r in edited.remarks] == [
        ("Ana", "2031-05-06", "urges the Council to act", "Who says so?")
    ]


def test_a_changed_quotation_is_refused_and_shown() -> None:
    edited = read_edited(edit(write(make_page(HTML)), change_quotation), "x.docx")
    assert list(describe(edited)) == [
        "refused: the quotation x-1 was changed: calls for the release of [-all-] {+some+} prisoners",
        "0 notes, 0 comments",
    ]


def test_a_quotation_changed_with_tracked_changes_is_refused_too() -> None:
    def change(root: etree._Element) -> None:
        run = find_control(root, "x-1").find(f".//{W}r")
        tracked = etree.Element(f"{W}del", {f"{W}author": "Ana", f"{W}date": "2031-05-06T07:08:09Z"})
        run.getparent().replace(run, tracked)
        tracked.append(run)
        run.find(f"{W}t").tag = f"{W}delText"

    edited = read_edited(edit(write(make_page(HTML)), change), "x.docx")
    assert [item.id for item in edited.altered] == ["x-1"]
    assert edited.tracked == {"Ana": 1}


def drop_controls(root: etree._Element) -> None:
    """Take out all controls and leave what they hold, as LibreOffice 7.4 does in effect."""
    for control in list(root.iter(f"{W}sdt")):
        place = control.getparent().index(control)
        control.getparent()[place : place + 1] = list(control.find(f"{W}sdtContent"))


@pytest.mark.parametrize(("change", "altered"), [(None, []), (change_quotation, ["x-1"])])
def test_a_copy_that_lost_its_controls_is_read_by_bookmarks_and_words(
    change: Change | None, altered: list[str]
) -> None:
    def both(root: etree._Element) -> None:
        write_note("note:x-2", "Yes.")(root)
        if change:
            change(root)
        drop_controls(root)

    html = HTML.replace('data-id="x-1"', 'id="d-x-1" data-id="x-1"')
    edited = read_edited(edit(write(make_page(html)), both), "x.docx")
    assert [item.id for item in edited.altered] == altered
    assert edited.missing == ()
    assert [(note.id, note.text) for note in edited.notes] == [("x-2", "Yes.")]


def test_a_quotation_taken_out_is_told() -> None:
    def change(root: etree._Element) -> None:
        paragraph = find_control(root, "x-1").getparent()
        paragraph.getparent().remove(paragraph)

    edited = read_edited(edit(write(make_page(HTML)), change), "x.docx")
    assert (edited.missing, edited.altered) == (("x-1",), ())


@pytest.mark.parametrize("accept", [True, False])
def test_settled_changes_of_a_redline_are_told(seeds: Path, tmp_path: Path, accept: bool) -> None:
    for documents in (load_harbour(tmp_path), load_pair(seeds / "2022-B9-0234.txt", seeds / "2024-C-2025-1807.txt")):
        data = write_redline(render(documents))
        opened = read_edited(data, "r.docx").settled
        assert {item.settlement for item in opened} == {"open"}
        settled = read_edited(edit(data, lambda root: settle_all(root, accept=accept)), "r.docx").settled
        assert len(settled) == len(opened) > 3
        assert {item.settlement for item in settled} == {"accepted" if accept else "rejected"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain text", write(make_page("<p>no quotation</p>"))])
def test_other_files_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_edited(data, "x.docx")
    assert "\n" not in str(caught.value)


def test_command_writes_the_notes_beside_the_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources" / "harbour").mkdir(parents=True)
    (tmp_path / "sources" / "harbour" / "dossier.toml").write_text("", encoding="utf-8")
    copy = tmp_path / "build" / "harbour" / "x.docx"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(edit(write(make_page(HTML)), write_note("note:x-1", "Yes.")))
    assert CliRunner().invoke(main, ["pull", str(copy)]).exit_code == 0
    notes = tmp_path / "sources" / "harbour" / "notes.yaml"
    assert yaml.safe_load(notes.read_text(encoding="utf-8"))["notes"] == [
        {"id": "x-1", "text": "Yes.", "words": "calls for the release of all prisoners"}
    ]
    copy.write_bytes(edit(write(make_page(HTML)), write_note("note:x-1", "No.")))
    kept = notes.read_bytes()
    assert CliRunner().invoke(main, ["pull", str(copy)]).exit_code == 2
    assert notes.read_bytes() == kept
    assert CliRunner().invoke(main, ["pull", str(copy), "--force"]).exit_code == 0
    assert b'"No."' in notes.read_bytes()


def test_command_ends_with_one_when_a_quotation_was_changed(tmp_path: Path) -> None:
    copy = tmp_path / "x.docx"
    copy.write_bytes(edit(write(make_page(HTML)), change_quotation))
    done = CliRunner().invoke(main, ["pull", str(copy), "-o", "-"])
    assert done.exit_code == 1
    assert "refused: the quotation x-1" in done.output
