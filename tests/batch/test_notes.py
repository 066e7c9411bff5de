"""Notes written into Word copies: pulled, shown by later builds in their place, changed, lost and found again."""

import csv
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
import yaml
from click.testing import CliRunner
from lxml import etree, html

from exporter.batch.gathering import Options
from exporter.batch.plan import parse_filter
from exporter.batch.pull import load_edited, merge_notes, save_notes
from exporter.batch.report import Failed, Noticed
from exporter.batch.run import build, load_dossiers
from exporter.cli import main
from tests.batch.test_pull import W, drop_controls, edit, find_control, write_note
from tests.review.dossiers import edit_source, make_dossier

NOTE = "Ask “when”: by May?\nSee # 3, and the annex."


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = make_dossier(tmp_path / "sources")
    edit_source(folder, "dossier.toml", 'editions = ["html", "json"]\n', "")
    return folder


def make(dossier: Path, *only: str, language: str = "", notes: bool = True) -> tuple[Path, list[object]]:
    """Return where a dossier was built, and what was told."""
    output = dossier.parents[1] / "build"
    loaded, _ = load_dossiers([dossier])
    filters = tuple(map(parse_filter, only))
    options = Options(output=output, filters=filters, jobs=1, language=language, notes=notes)
    return output / "veldoria", list(build(loaded, options))


def list_keys(folder: Path) -> list[str]:
    page = html.parse(folder / "2031-briefing.html")
    return [quote.get("data-id") for quote in page.iter("blockquote")]


def write_copy(path: Path, *changes: object) -> None:
    """Change a Word copy as a person would, in their name."""

    def change(root: etree._Element) -> None:
        for one in changes:
            one(root)

    path.write_bytes(edit(path.read_bytes(), change))


def sign_copy(path: Path) -> None:
    """Let the copy say who saved it, as Word does."""
    from exporter.writers.docx.base import pack
    from tests.writers.docx.pages import read_parts

    parts = read_parts(path.read_bytes())
    core = etree.fromstring(parts["docProps/core.xml"])
    core.find("{*}lastModifiedBy").text = "Jane Roe"
    core.find("{*}modified").text = "2031-05-06T07:08:09Z"
    path.write_bytes(pack({**parts, "docProps/core.xml": etree.tostring(core)}))


def pull(copy: Path, dossier: Path, *, force: bool = False) -> tuple[str, ...]:
    path = dossier / "notes.yaml"
    merged = merge_notes(load_edited(copy), path, force=force)
    save_notes(merged, path)
    return merged.done


def load(dossier: Path) -> dict[str, list[dict[str, str]]]:
    return yaml.load((dossier / "notes.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def list_notes(page: Path) -> list[tuple[str, str]]:
    """Return what analysts wrote on a page, by the id of what it is on."""
    found = []
    for note in html.parse(page).iter("p"):
        if note.get("class") == "analyst":
            said = next(child for child in note if child.get("class") == "said")
            for line in said.iter("br"):
                line.tail = "\n" + (line.tail or "")
            found.append((note.get("data-noted"), said.text_content()))
    return found


def annotate(dossier: Path, text: str = NOTE) -> str:
    """Write a note into a Word copy and pull it; returns the id of what it is on."""
    folder, _ = make(dossier, "briefing/docx", "briefing/html")
    key = list_keys(folder)[0]
    write_copy(folder / "2031-briefing.docx", write_note(f"note:{key}", text))
    sign_copy(folder / "2031-briefing.docx")
    pull(folder / "2031-briefing.docx", dossier)
    return key


def test_a_note_is_shown_in_its_place_and_comes_back_the_same(dossier: Path) -> None:
    key = annotate(dossier)
    (entry,) = load(dossier)["notes"]
    assert (entry["id"], entry["text"], entry["by"], entry["on"]) == (key, NOTE, "Jane Roe", "2031-05-06")
    kept = (dossier / "notes.yaml").read_bytes()
    folder, told = make(dossier)
    assert not [event for event in told if isinstance(event, Failed)]
    for name in ("2031-briefing", "2031-2032-comparison", "asks"):
        assert list_notes(folder / f"{name}.html") == [(key, NOTE)], name
    assert set(list_notes(folder / "dossier.html")) == {(key, NOTE)}
    page = html.parse(folder / "2031-briefing.html")
    (shown,) = page.iterfind(".//p[@class='analyst']")
    assert shown.getprevious().get("data-id") == key
    assert shown.text_content().startswith("Analyst’s note Jane Roe, 2031-05-06 Ask")
    for name in ("2031-briefing.docx", "2031-2032-comparison.docx", "dossier.docx"):
        assert pull(folder / name, dossier) == (), name
    assert (dossier / "notes.yaml").read_bytes() == kept


def read_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_a_note_is_in_every_edition(dossier: Path) -> None:
    key, flat = annotate(dossier), " ".join(NOTE.split())
    folder, _ = make(dossier)
    for name in ("2031-briefing", "2031-2032-comparison", "dossier", "asks", "dossier-archive"):
        assert flat in read_pdf(folder / f"{name}.pdf"), name
    assert NOTE in [
        note["text"] for note in json.loads((folder / "dossier.json").read_bytes())["documents"][0]["demands"]["notes"]
    ]
    (note,) = json.loads((folder / "2031-2032-comparison.json").read_bytes())["texts"]["old"]["demands"]["notes"]
    assert (note["id"], note["by"], note["on"], note["kind"]) == (key, "Jane Roe", "2031-05-06", "note")
    line = f"note: Jane Roe, 2031-05-06: {flat}"
    with (folder / "2031-2032-comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["old_notes"]]
    assert {(row["old_ids"], row["old_notes"]) for row in rows} == {(key.removeprefix("2031-"), line)}
    workbook = openpyxl.load_workbook(folder / "dossier.xlsx")
    assert [[cell.value for cell in row][1:6] for row in workbook["notes"].iter_rows(min_row=2)] == [
        [key, "note", NOTE, "Jane Roe", "2031-05-06"]
    ]
    assert line in [cell.value for row in workbook["demands"].iter_rows() for cell in row]
    with closing(sqlite3.connect(folder / "dossier.sqlite")) as database:
        assert database.execute("SELECT part, note, by, day FROM notes").fetchall() == [
            (key, NOTE, "Jane Roe", "2031-05-06")
        ]
    with pikepdf.open(folder / "dossier-archive.pdf") as document:
        assert "notes.yaml" in document.attachments


def test_a_note_in_the_control_can_be_changed_and_taken_out(dossier: Path) -> None:
    key = annotate(dossier)
    folder, _ = make(dossier, "comparison/docx")
    copy = folder / "2031-2032-comparison.docx"

    def say(text: str) -> None:
        def change(root: etree._Element) -> None:
            control = find_control(root, f"note:{key}")
            for run in list(control.find(f"{W}sdtContent")):
                for word in list(run):
                    run.remove(word)
            etree.SubElement(control.find(f".//{W}r"), f"{W}t").text = text

        write_copy(copy, change)

    say("Another thought.")
    assert pull(copy, dossier) == (f"note on {key}: changed",)
    assert [(note["text"], note["by"]) for note in load(dossier)["notes"]] == [("Another thought.", "Jane Roe")]
    make(dossier, "comparison/docx")
    say("")
    assert pull(copy, dossier) == (f"note on {key}: taken out",)
    assert load(dossier)["notes"] == []
    assert (dossier / "notes.yaml.bak").exists()


def test_a_copy_without_controls_gives_its_notes_back_too(dossier: Path) -> None:
    annotate(dossier)
    kept = (dossier / "notes.yaml").read_bytes()
    folder, _ = make(dossier, "briefing/docx")
    write_copy(folder / "2031-briefing.docx", drop_controls)
    assert pull(folder / "2031-briefing.docx", dossier) == ()
    assert (dossier / "notes.yaml").read_bytes() == kept


def add_comment(path: Path, tag: str, text: str) -> None:
    """Put a comment of Ana's on the quotation with this tag."""
    from exporter.writers.docx.base import pack
    from tests.writers.docx.pages import read_parts

    parts = read_parts(path.read_bytes())
    root, comments = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts["word/comments.xml"])
    attributes = {"id": "77", "author": "Ana", "date": "2031-05-06T07:08:09Z"}
    comment = etree.SubElement(comments, f"{W}comment", {f"{W}{name}": value for name, value in attributes.items()})
    etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t").text = text
    paragraph = find_control(root, tag).getparent()
    paragraph.insert(1, etree.Element(f"{W}commentRangeStart", {f"{W}id": "77"}))
    paragraph.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "77"}))
    path.write_bytes(
        pack({**parts, "word/document.xml": etree.tostring(root), "word/comments.xml": etree.tostring(comments)})
    )


def test_a_comment_stands_in_the_margin_of_later_copies_and_comes_back_once(dossier: Path) -> None:
    folder, _ = make(dossier, "comparison/docx", "briefing/html")
    copy, key = folder / "2031-2032-comparison.docx", list_keys(folder)[0]
    add_comment(copy, key, "Who says so?")
    assert pull(copy, dossier) == (f"comment of Ana on {key}: new",)
    kept = (dossier / "notes.yaml").read_bytes()
    make(dossier)
    assert list_notes(folder / "2031-2032-comparison.html") == [(key, "Who says so?")]
    assert "Analyst’s comment Ana, 2031-05-06" in (
        html.parse(folder / "2031-briefing.html").find(".//p[@class='analyst']").text_content()
    )
    for name in ("2031-2032-comparison", "2031-briefing", "dossier"):
        remarks = load_edited(folder / f"{name}.docx").remarks
        assert [(r.author, r.date, r.text, r.id) for r in remarks] == [("Ana", "2031-05-06", "Who says so?", key)]
        assert pull(folder / f"{name}.docx", dossier) == (), name
    assert (dossier / "notes.yaml").read_bytes() == kept


def test_a_comment_on_a_paragraph_is_shown_beside_it_and_not_among_the_words(dossier: Path) -> None:
    (dossier / "notes.yaml").write_text("comments:\n- {id: p-2031-1, by: Ana, text: 'See 2030.'}\n", encoding="utf-8")
    folder, told = make(dossier)
    assert [event.notice.code for event in told if isinstance(event, Noticed) and "notes" in event.file] == [
        "note-loose"
    ]
    assert list_notes(folder / "2031-resolution.html") == [("p-2031-1", "See 2030.")]
    assert [(r.id, r.text) for r in load_edited(folder / "2031-resolution.docx").remarks] == [("p-2031-1", "See 2030.")]
    import exporter

    plain = exporter.read(dossier / "old.txt").resolution
    for suffix in ("html", "pdf", "docx", "akn.xml"):
        again = exporter.read(folder / f"2031-resolution.{suffix}").resolution
        assert (again.paragraphs, again.recitals) == (plain.paragraphs, plain.recitals), suffix


def test_a_note_follows_its_words(dossier: Path) -> None:
    key = annotate(dossier)
    edit_source(dossier, "old.txt", "\n1. ", "\n1. Calls on the Council to publish the list of measures;\n\n2. ")
    folder, told = make(dossier, "briefing/html")
    ((place, text),) = list_notes(folder / "2031-briefing.html")
    assert (place != key, text) == (True, NOTE)
    assert not [event for event in told if isinstance(event, Noticed) and event.notice.code.startswith("note-")]


def test_a_note_whose_words_are_gone_stays_in_the_file_and_is_named(dossier: Path) -> None:
    key = annotate(dossier)
    words = load(dossier)["notes"][0]["words"]
    kept = (dossier / "notes.yaml").read_bytes()
    source = dossier / "old.txt"
    text = " ".join(source.read_text(encoding="utf-8").split(" "))
    first = words.split()[-1].strip(";,.")
    source.write_text(text.replace(first, "zebras of every colour and size"), encoding="utf-8")
    folder, told = make(dossier, "briefing/html")
    (notice,) = [e.notice for e in told if isinstance(e, Noticed) and e.notice.code == "note-orphan"]
    assert f"a note of Jane Roe on {key} is not shown" in notice.message
    assert notice.location == "line 3"
    assert list_notes(folder / "2031-briefing.html") == []
    assert (dossier / "notes.yaml").read_bytes() == kept


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("notes:\n  - id: 2031-1.1.1\n", 2, "a note without text"),
        ("notes:\n  - id: 2031-1.1.1\n    text: a: b\n", 3, "not valid YAML"),
        ("notes:\n  - id: 2031-1.1.1\n    txt: a\n", 3, "unknown key “txt”"),
        ("note: []\n", 1, "did you mean “notes”"),
        ("notes:\n  - text: a\n", 2, "does not say what it is on"),
        ("notes:\n  - id: x-1\n    text: a\n    on: May\n", 4, "is no day"),
        ("notes: &a [*a]\n", 1, "anchors"),
        ("\x00", 1, "character"),
    ],
)
def test_a_broken_file_is_refused_in_one_line(dossier: Path, text: str, line: int, words: str) -> None:
    (dossier / "notes.yaml").write_text(text, encoding="utf-8")
    folder, told = make(dossier, "briefing/html")
    (failure,) = [event for event in told if isinstance(event, Failed)]
    assert f"notes.yaml:{line}: " in failure.message
    assert words in failure.message
    assert "\n" not in failure.message
    assert not (folder / "2031-briefing.html").exists()


def test_notes_can_be_left_out(dossier: Path) -> None:
    annotate(dossier)
    folder, _ = make(dossier, "briefing/html", notes=False)
    assert list_notes(folder / "2031-briefing.html") == []


def test_a_file_written_by_hand_keeps_every_line(dossier: Path) -> None:
    own = "# ours\nnotes:\n  # the first\n  - id: 2031-9.9.9   # gone?\n    text: >-\n      a: b\n\n# end\n"
    (dossier / "notes.yaml").write_text(own, encoding="utf-8")
    key = annotate(dossier)
    text = (dossier / "notes.yaml").read_text(encoding="utf-8")
    assert text.startswith(own.partition("\n# end")[0].rstrip("\n"))
    assert "# end" in text
    assert [note["id"] for note in load(dossier)["notes"]] == ["2031-9.9.9", key]


def test_a_note_changed_in_both_is_a_conflict_and_force_takes_the_copy(dossier: Path) -> None:
    key = annotate(dossier)
    folder, _ = make(dossier, "briefing/docx")
    copy, path = folder / "2031-briefing.docx", dossier / "notes.yaml"

    def change(root: etree._Element) -> None:
        find_control(root, f"note:{key}").find(f".//{W}t").text = "Mine."

    write_copy(copy, change)
    path.write_text(path.read_text(encoding="utf-8").replace("Ask", "Yours: ask"), encoding="utf-8")
    kept = path.read_bytes()
    result = CliRunner().invoke(main, ["pull", str(copy), "-o", str(path)])
    assert (result.exit_code, path.read_bytes()) == (2, kept)
    assert f"the note on {key} says" in result.output
    assert CliRunner().invoke(main, ["pull", str(copy), "-o", str(path), "--force", "--by", "Ana"]).exit_code == 0
    (note,) = load(dossier)["notes"]
    assert note["text"].startswith("Mine.")
    assert note["by"] == "Ana"


@pytest.mark.slow
def test_a_copy_saved_by_libreoffice_changes_nothing(dossier: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice), which is not there")
    key = annotate(dossier)
    path = dossier / "notes.yaml"
    comments = (
        f"comments:\n  - {{id: {key}, by: Bo, text: 'Really?'}}\n  - {{id: p-2031-1, by: Cy, text: 'See 2030.'}}\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + comments, encoding="utf-8")
    folder, _ = make(dossier, "docx")
    kept = path.read_bytes()
    for name in ("2031-briefing", "2031-2032-comparison", "2031-resolution"):
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = [
            office,
            "--headless",
            home,
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(tmp_path / "saved"),
        ]
        subprocess.run([*command, str(folder / f"{name}.docx")], check=True, capture_output=True, timeout=180)
        assert pull(tmp_path / "saved" / f"{name}.docx", dossier) == (), name
    assert path.read_bytes() == kept
