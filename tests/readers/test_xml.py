"""XML of the institutions: vocabularies known by their root, hostile and broken files."""

from pathlib import Path

import pytest

from exporter.errors import ExporterError, NoResolutionError, ReadError
from exporter.model.resolution import Point, Status
from tests.conftest import CASES
from tests.readers.reading import count, list_codes, parse_bytes, parse_file, read_bytes

FOLDER = CASES / "readers"
NS2, NS3 = "http://www.akomantoso.org/2.0", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN = (
    "<akomaNtoso{ns}><doc><preamble><formula><p>The European Parliament,</p></formula><citations><citation>"
    "<p>having regard to the Treaty,</p></citation></citations></preamble><mainBody><paragraph><num>1.</num>"
    "<content><p>Calls on the mayor to act.</p></content></paragraph></mainBody></doc></akomaNtoso>"
)


def test_the_resolution_of_the_corpus_is_read_whole(shared: Path) -> None:
    resolution = parse_file(shared / "corpus" / "ep-akn" / "PE486.060_resolution_v1-00.xml")
    assert count(resolution) == (5, 0, 3, 0)
    assert resolution.procedure == "2012/0019(COD)"
    assert resolution.title.startswith("DRAFT EUROPEAN PARLIAMENT LEGISLATIVE RESOLUTION on the proposal for")
    assert resolution.citations[1].text.startswith("having regard to Article 294(2) and Article 207 of the Treaty")
    assert resolution.paragraphs[-1].text.endswith("the Council, the Commission and the national parliaments.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ep-akn/PE486.060_report_v2-00.xml", "parts stand in other files"),
        ("ep-akn/PE486.060_explanatory_v1-00.xml", "no resolution was found"),
        ("ep-opendata/PV-10-2025-05-08-VOT_EN.xml", "a list of votes, not a resolution"),
    ],
)
def test_files_of_the_corpus_that_hold_no_resolution_say_so(shared: Path, name: str, words: str) -> None:
    with pytest.raises(NoResolutionError, match=words):
        parse_file(shared / "corpus" / name)


@pytest.mark.parametrize("namespace", ["", NS2, NS3])
def test_akoma_ntoso_is_known_in_any_version(namespace: str) -> None:
    text = AKN.format(ns=f' xmlns="{namespace}"' if namespace else "")
    assert count(parse_bytes(text.encode(), "any.name.xml")) == (1, 0, 1, 0)


def test_the_resolution_in_a_collection_is_found_and_the_other_parts_told() -> None:
    resolution = parse_file(FOLDER / "akn_ep.xml")
    assert (resolution.reference, resolution.status) == ("A7-0188/2013", Status.REPORT)
    assert "swam" not in str(resolution)
    assert "EXPLANATORY STATEMENT" in next(n.message for n in resolution.notices if n.code == "parts-omitted")


def test_formex_notes_points_headings_and_quotation_marks() -> None:
    resolution = parse_file(FOLDER / "formex.xml")
    assert resolution.reference == "P10_TA(2029)0088"
    assert resolution.citations[1].text == "having regard to its resolution of 7 June 2027 on ‘rails by night’,"
    assert [paragraph.heading for paragraph in resolution.paragraphs][:3] == ["Tracks", "Tracks", "Carriages"]
    assert resolution.paragraphs[1].points[1] == Point(
        label="(b)",
        text="to propose:",
        points=(Point(label="(i)", text="a common timetable;"), Point(label="(ii)", text="one ticket;")),
    )
    assert [note.place for note in resolution.footnotes] == ["citation 1", "citation 2"]
    assert "Vienna" not in str(resolution)


def test_in_session_xml_the_label_decides_and_not_the_tag() -> None:
    resolution = parse_file(FOLDER / "session_2017.xml")
    assert count(resolution) == (1, 2, 2, 0)
    assert str(resolution.date) == "2017-03-16"
    assert resolution.recitals[1].text == "whereas its editor was expelled;"


def test_the_annex_of_session_xml_is_left_out_and_told() -> None:
    resolution = parse_file(FOLDER / "session.xml")
    assert count(resolution) == (3, 2, 3, 2)
    assert "Calls for help" not in str(resolution.paragraphs)
    assert "parts-omitted" in list_codes(resolution)


def test_a_second_text_of_session_xml_is_told_and_can_be_asked_for() -> None:
    text = (FOLDER / "session_2017.xml").read_text(encoding="utf-8")
    first = text[text.index("<TXTLST>") : text.index("</TEXTS>")]
    resolution = parse_bytes(text.replace(first, first + first.replace("Condemns", "Regrets")).encode(), "x.xml")
    assert count(resolution) == (1, 2, 2, 0)
    assert "Regrets" not in str(resolution.paragraphs)
    assert "second-resolution" in list_codes(resolution)


def test_xhtml_named_xml_is_read_as_a_page() -> None:
    data = (FOLDER / "oj.xhtml").read_bytes()
    assert count(parse_bytes(data, "C_2031.xml")) == count(parse_file(FOLDER / "oj.xhtml")) == (3, 2, 3, 2)


def test_entities_of_html_in_a_file_without_its_dtd_are_read() -> None:
    text = AKN.format(ns="").replace("the mayor", "S&atilde;o Brito&nbsp;Port")
    data = b'<!DOCTYPE akomaNtoso SYSTEM "http://example.invalid/x.dtd">' + text.encode()
    assert parse_bytes(data, "x.xml").paragraphs[0].text == "Calls on São Brito Port to act."


BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><akomaNtoso>&c;</akomaNtoso>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB.encode(), "declares entities"),
        (BOMB.encode("utf-16"), "declares entities"),
        (OUTSIDE.encode(), "declares entities"),
        (AKN.format(ns="")[:-40].encode(), "cut short or broken"),
        (b"<?xml version='1.0'?><a><b></a>", "cut short or broken"),
        (b"<?xml version='1.0'?><recipe/>", "<recipe> belongs to no XML that is known"),
        (b"<?xml version='1.0'?>" + b"<a>" * 300 + b"</a>" * 300, "cut short or broken"),
        (b"<?xml version='1.0'?><GENERAL/>", "no text"),
        (b"<?xml version='1.0' encoding='utf-8'?>", "broken"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(data: bytes, words: str) -> None:
    with pytest.raises(ExporterError) as caught:
        read_bytes(data, "x.xml")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "root:" not in str(caught.value)


def test_a_broken_file_names_the_line() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"<?xml version='1.0'?>\n<akomaNtoso>\n<p>\n</akomaNtoso>", "x.xml")
    assert caught.value.line == 4


def test_letters_declared_wrongly_are_read_and_told() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + AKN.format(ns="").replace("mayor", "maire de Besançon")
    resolution = parse_bytes(text.encode("latin-1"), "x.xml")
    assert "Besançon" in resolution.paragraphs[0].text
    assert "encoding-guessed" in list_codes(resolution)
