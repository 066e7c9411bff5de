import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from exporter.batch.dossier import load_dossier
from exporter.batch.report import Failed
from exporter.errors import DossierError
from exporter.fetching.client import Limits
from exporter.fetching.run import Options, Saved, choose_folder, fetch
from exporter.languages.addresses import load_addresses
from tests.fetching.servers import Reply, Request, Server, make_adopted, make_motion

DAY = datetime.date(2031, 6, 1)
QUICK = Limits(pause=0, connect=2, silence=0.5, whole=2, retries=1, backoff=0.01, size=500_000)
MOTION = "/doceo/B-9-2031-9998_EN.html"
RECORD = "/opendata/api/v2/plenary-documents/B-9-2031-9998?format=application%2Fld%2Bjson"
CELEX = "/cellar/celex/52031IP0201"


@pytest.fixture
def options(server: Server, tmp_path: Path) -> Options:
    bases = {name: f"{server.base}/{name}" for name in load_addresses().places}
    return Options(folder=tmp_path / "dossier", day=DAY, agent="exporter/1.0", bases=bases, limits=QUICK)


def run(options: Options, *references: str) -> list[Saved | Failed]:
    return list(fetch(references, options))


def refuse(options: Options, reference: str) -> str:
    """Return why a reference was not fetched; nothing was written for it."""
    before = _list_files(options.folder)
    (event,) = run(options, reference)
    assert isinstance(event, Failed)
    assert event.message.startswith(f"{reference}: ")
    assert "\n" not in event.message
    assert _list_files(options.folder) == before
    return event.message


def save(options: Options, reference: str) -> Saved:
    (event,) = run(options, reference)
    assert isinstance(event, Saved), event
    return event


def read_given(options: Options, place: int = 0) -> dict[str, Any]:
    given = tomllib.loads((options.folder / "dossier.toml").read_text())["texts"][place]["given"]
    assert isinstance(given, dict)
    return given


def _list_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_saves_the_file_and_says_where_it_came_from_and_when(server: Server, options: Options) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    saved = save(options, "B9-9998/2031")
    assert saved.path == options.folder / "B9-9998-2031.html"
    assert saved.path.read_bytes() == make_motion()
    given = read_given(options)
    assert given["address"] == server.base + MOTION
    assert given["fetched"] == DAY
    assert "doceo" in given["source"]
    dossier = load_dossier(options.folder)
    assert [entry.file for entry in dossier.file.texts] == ["B9-9998-2031.html"]
    assert sorted(_list_files(options.folder)) == ["B9-9998-2031.html", "dossier.toml"]


def test_takes_any_form_of_a_reference(server: Server, options: Options) -> None:
    server.put("/doceo/TA-9-2031-0201_EN.html", Reply(body=make_adopted()))
    assert save(options, "TA-9-2031-0201").path.name == "P9-TA-2031-0201.html"


def test_takes_facts_from_the_public_record(server: Server, options: Options) -> None:
    record = b"""{"data": [{"identifier": "B-9-2031-9998", "document_date": "2031-05-03", "work_type": "x",
      "based_on": ["eli/dl/doc/RULES-9-2031-01-20-ITM-A144"], "workHadParticipation": [
      {"participation_in_name_of": "org/RENEW", "participation_role": "def/ep-roles/AUTHOR"},
      {"participation_in_name_of": "org/RENEW", "participation_role": "def/ep-roles/AUTHOR"}]}]}"""
    server.put(MOTION, Reply(body=make_motion()))
    server.put(RECORD, Reply(body=record, type="application/ld+json"))
    saved = save(options, "B9-9998/2031")
    given = read_given(options)
    assert (given["tabled"], given["rule"], given["group"]) == (datetime.date(2031, 5, 3), "144", "RENEW")
    assert "Open Data" in given["source"]
    assert saved.remarks == ()


@pytest.mark.parametrize(
    "record", [b"", b"[]", b"<html>", b'{"data": []}', b'{"data": [{"identifier": "B-9-2031-9999"}]}', b'{"data": [7]}']
)
def test_saves_the_text_without_facts_where_the_record_is_none(server: Server, options: Options, record: bytes) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    server.put(RECORD, Reply(body=record))
    assert "no facts" in save(options, "B9-9998/2031").remarks[0]
    assert sorted(read_given(options)) == ["address", "fetched", "source"]


def test_facts_of_a_real_record(server: Server, options: Options, shared: Path) -> None:
    corpus = shared / "corpus"
    record = (corpus / "ep-opendata" / "odp-document_rc-10-2025-0249.json").read_bytes()
    page = (corpus / "ep-html" / "RC-B10-0249-2025_EN.html").read_bytes()
    server.put("/doceo/RC-10-2025-0249_EN.html", Reply(body=page))
    server.put(RECORD.replace("B-9-2031-9998", "RC-10-2025-0249"), Reply(body=record))
    save(options, "RC-B10-0249/2025")
    given = read_given(options)
    assert (given["tabled"], given["rule"]) == (datetime.date(2025, 5, 7), "150")
    assert given["note"].count("B10-") == 5


def test_saves_a_real_report_and_a_real_page_under_the_wrong_number_not(
    server: Server, options: Options, shared: Path
) -> None:
    page = (shared / "corpus" / "ep-html" / "A9-0163-2024_EN.html").read_bytes()
    server.put("/doceo/A-9-2024-0163_EN.html", Reply(body=page))
    server.put("/doceo/A-9-2024-0164_EN.html", Reply(body=page))
    save(options, "A9-0163/2024")
    assert "A9-0163/2024 instead of A9-0164/2024" in refuse(options, "A9-0164/2024")


def test_fetches_a_pdf_of_the_united_nations(server: Server, options: Options, shared: Path) -> None:
    data = (shared / "corpus" / "un-pdf" / "A_RES_79_179.pdf").read_bytes()
    address = "/un/access?s=A/RES/79/179&l=en&t=pdf"
    server.put(address, Reply(status=302, headers={"Location": "/files/n2443024.pdf"}))
    server.put("/files/n2443024.pdf", Reply(body=data, type="application/pdf"))
    server.put(address.replace("179&", "180&"), Reply(body=data, type="application/pdf"))
    assert save(options, "A/RES/79/179").path.name == "A-RES-79-179.pdf"
    assert "instead of A/RES/79/180" in refuse(options, "A/RES/79/180")


def test_tries_the_second_place_where_the_first_has_nothing(server: Server, options: Options, shared: Path) -> None:
    data = (shared / "corpus" / "un-pdf" / "A_RES_79_179.pdf").read_bytes()
    server.put("/undocs/en/A/RES/79/179", Reply(body=data, type="application/pdf"))
    assert "undocs" in save(options, "A/RES/79/179").address


def test_asks_cellar_for_a_format_and_a_language(server: Server, options: Options) -> None:
    def answer(request: Request) -> Reply:
        if request.headers["Accept-Language"] != "eng":
            return Reply(status=404)
        if request.headers["Accept"] != "text/html":
            return Reply(status=400)
        return Reply(status=303, headers={"Location": "/cellar/cellar/1f2e.0006.03/DOC_1"})

    server.put_answerer(CELEX, answer)
    server.put("/cellar/cellar/1f2e.0006.03/DOC_1", Reply(body=make_adopted()))
    saved = save(options, "52031IP0201")
    assert (saved.address, saved.remarks) == (server.base + CELEX, ())
    assert read_given(options)["celex"] == "52031IP0201"
    assert "opendata" not in "".join(server.list_paths())


def test_chooses_the_text_among_the_files_cellar_offers(server: Server, options: Options) -> None:
    names = [f"{server.base}/cellar/cellar/1f2e.0006.03/DOC_{number}" for number in (1, 2, 3)]
    listed = "".join(f'<li><a href="{name}">{name}</a></li>' for name in ["http://example.org/DOC_9", *names])
    server.put(CELEX, Reply(status=300, body=f"<html><ul>{listed}</ul></html>".encode()))
    server.put("/cellar/cellar/1f2e.0006.03/DOC_1", Reply(body=b"<html><p>Contents</p></html>"))
    server.put("/cellar/cellar/1f2e.0006.03/DOC_2", Reply(body=make_adopted()))
    assert save(options, "52031IP0201").path.read_bytes() == make_adopted()
    assert server.list_paths()[-1].endswith("DOC_2")


def test_saves_nothing_where_none_of_the_files_is_the_text(server: Server, options: Options) -> None:
    name = f"{server.base}/cellar/cellar/1f2e.0006.03/DOC_1"
    server.put(CELEX, Reply(status=300, body=name.encode()))
    server.put("/cellar/cellar/1f2e.0006.03/DOC_1", Reply(body=make_adopted("P9_TA(2031)0202")))
    assert "offers 1 files, none of which is 52031IP0201" in refuse(options, "52031IP0201")
    server.put(CELEX, Reply(status=300, body=b"nothing"))
    assert "offers 0 files" in refuse(options, "52031IP0201")


def test_says_when_a_number_of_the_journal_rests_on_the_year_alone(server: Server, options: Options) -> None:
    path = "/cellar/oj/C_203201807"
    server.put(path, Reply(body=make_adopted("", 2031)))
    assert "its year fits" in save(options, "http://data.europa.eu/eli/C/2032/1807/oj").remarks[0]
    assert read_given(options)["eli"] == "http://data.europa.eu/eli/C/2032/1807/oj"
    server.put(path.replace("01807", "01808"), Reply(body=make_adopted("", 2029)))
    assert "does not say that it is C/2032/1808" in refuse(options, "C/2032/1808")
    server.put(path.replace("01807", "01809"), Reply(body=make_adopted("C/2032/1809", 2029)))
    assert save(options, "C/2032/1809").remarks == ()


PAGES = (
    (b"<html><title>Error</title><p>The requested document is not available.</p></html>", "no such document"),
    (b"<html><title>Request Rejected</title><p>Please complete the CAPTCHA</p></html>", "wants to see a person"),
    (b"<html><title>Plenary</title><p>Welcome</p></html>", "(its title: Plenary)"),
    (b"<html></html>", "no text of a resolution"),
    (b"", "an empty file"),
    (b"B9-9998/2031", "no text of a resolution"),
    (b"%PDF-1.7\n", "a PDF instead of a web page"),
    (b"PK\x03\x04 nothing", "an archive"),
    (b"\x89PNG\r\n", "a picture"),
    (make_motion("B9-9997/2031"), "B9-9997/2031 instead of B9-9998/2031"),
    (make_motion(""), "does not say that it is B9-9998/2031"),
    (make_adopted(), "it is P9_TA(2031)0201"),
)


@pytest.mark.parametrize(("page", "reason"), PAGES)
def test_saves_nothing_but_the_text_asked_for(server: Server, options: Options, page: bytes, reason: str) -> None:
    server.put(MOTION, Reply(body=page))
    assert reason in refuse(options, "B9-9998/2031")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), "no such file"),
        (Reply(status=410), "no such file"),
        (Reply(status=403), "does not let programs in"),
        (Reply(status=202), "does not let programs in"),
        (Reply(status=204), "status 204"),
        (Reply(body=make_motion(), headers={"x-amzn-waf-action": "challenge"}), "wants to see a person"),
        (Reply(status=302, headers={"Location": "https://example.org/login"}), "sends on to https://example.org"),
        (Reply(status=302), "status 302"),
        (Reply(body=make_motion(), cut=True), "breaks off"),
        (Reply(body=b" " * 400_000, pieces=2), "more than"),
    ],
)
def test_saves_nothing_where_the_server_gives_nothing(
    server: Server, options: Options, reply: Reply, reason: str
) -> None:
    server.put(MOTION, reply)
    assert reason in refuse(options, "B9-9998/2031")


def test_refuses_a_text_in_another_language(server: Server, options: Options) -> None:
    page = make_motion().decode()
    for english, french in (
        ("having regard to", "vu"),
        ("whereas", "considérant que"),
        ("The European Parliament,", "Le Parlement européen,"),
        ("Calls on", "invite"),
        ("Urges", "demande instamment à"),
        ("Instructs its President to forward this resolution to", "charge sa Présidente de transmettre la présente à"),
        ("Motion for a resolution on", "Proposition de résolution sur"),
    ):
        page = page.replace(english, french)
    server.put(MOTION, Reply(body=page.encode()))
    message = refuse(options, "B9-9998/2031")
    assert '"fr" instead of "en"' in message
    server.put(MOTION.replace("_EN", "_FR"), Reply(body=page.encode()))
    assert save(replace(options, language="fr"), "B9-9998/2031").path.name == "B9-9998-2031-fr.html"


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("2031/2658(RSP)", "is a procedure, with several texts"),
        ("Rule 144", "is no reference"),
        ("", "is no reference"),
        ("../../etc/passwd", "is no reference"),
        ("A/RES/79/179", "no file in the format html; there are pdf, docx"),
    ],
)
def test_asks_nobody_where_nothing_can_be_fetched(
    server: Server, options: Options, reference: str, reason: str
) -> None:
    assert reason in refuse(replace(options, format="html"), reference)
    assert server.requests == []


def test_offers_only_languages_there_are(server: Server, options: Options) -> None:
    assert 'language "de"' in refuse(replace(options, language="de"), "A/RES/79/179")
    assert server.requests == []


def test_goes_on_after_one_fails(server: Server, options: Options) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    server.put("/doceo/TA-9-2031-0201_EN.html", Reply(body=make_adopted()))
    events = run(options, "B9-9997/2031", "B9-9998/2031", "no", "P9_TA(2031)0201")
    assert [type(event) for event in events] == [Failed, Saved, Failed, Saved]
    assert [entry.id for entry in load_dossier(options.folder).file.texts] == ["B9-9998-2031", "P9-TA-2031-0201"]


def test_goes_on_after_a_defect_of_ours(server: Server, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("oops")

    server.put(MOTION, Reply(body=make_motion()))
    monkeypatch.setattr("exporter.fetching.checking.parse", fail)
    events = run(options, "B9-9998/2031", "B9-9998/2031 ")
    assert ["a defect in this program" in event.message for event in events if isinstance(event, Failed)] == [True] * 2


def test_asks_for_the_next_only_when_the_last_is_done(server: Server, options: Options) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    events = fetch(["B9-9998/2031", "B9-9997/2031"], options)
    next(events)
    assert not any("9997" in path for path in server.list_paths())


def test_never_writes_over_a_file_without_being_told(server: Server, options: Options) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    options.folder.mkdir()
    mine = options.folder / "B9-9998-2031.html"
    mine.write_text("mine")
    assert "use --force" in refuse(options, "B9-9998/2031")
    assert server.requests == []
    save(replace(options, force=True), "B9-9998/2031")
    assert mine.read_bytes() == make_motion()


def test_force_keeps_what_a_person_wrote(server: Server, options: Options) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    save(options, "B9-9998/2031")
    path = options.folder / "dossier.toml"
    text = path.read_text().replace("[texts.given]", '# from the desk\n[texts.given]\nnote = "Ours."')
    path.write_text(text.replace('source = "', 'source = "Our register. '))
    later = replace(options, force=True, day=datetime.date(2031, 7, 1))
    save(later, "B9-9998/2031")
    assert path.read_text() == text.replace('source = "', 'source = "Our register. ').replace("06-01", "07-01")


def test_adds_to_a_dossier_that_has_no_texts_yet(server: Server, options: Options) -> None:
    server.put(MOTION, Reply(body=make_motion()))
    options.folder.mkdir()
    (options.folder / "dossier.toml").write_text('# ours\ntitle = "Ruritania"\n')
    save(options, "B9-9998/2031")
    assert (options.folder / "dossier.toml").read_text().startswith('# ours\ntitle = "Ruritania"\n\n[[texts]]')


def test_asks_nobody_where_the_dossier_is_damaged(server: Server, options: Options) -> None:
    options.folder.mkdir()
    (options.folder / "dossier.toml").write_text('title = "a"\ntexts = 7\n')
    with pytest.raises(DossierError, match=r"dossier\.toml:2"):
        run(options, "B9-9998/2031")
    (options.folder / "dossier.toml").write_text("title = ")
    with pytest.raises(DossierError, match=r"dossier\.toml:1"):
        run(options, "B9-9998/2031")
    assert server.requests == []


def test_does_not_send_for_what_has_not_changed(server: Server, options: Options, tmp_path: Path) -> None:
    def answer(request: Request) -> Reply:
        same = request.headers.get("If-None-Match") == '"v1"'
        return Reply(status=304) if same else Reply(body=make_motion(), headers={"ETag": '"v1"'})

    server.put_answerer(MOTION, answer)
    kept = replace(options, cache=tmp_path / "cache", force=True)
    save(kept, "B9-9998/2031")
    save(kept, "B9-9998/2031")
    assert server.requests[-2].headers["If-None-Match"] == '"v1"'
    assert (options.folder / "B9-9998-2031.html").read_bytes() == make_motion()


@pytest.mark.parametrize(
    ("reference", "name"),
    [("B9-0234/2022", "B9-0234-2022"), ("TA-9-2022-0201", "P9-TA-2022-0201"), ("?!", "fetched"), ("a b", "a-b")],
)
def test_a_folder_is_named_after_the_first_reference(reference: str, name: str) -> None:
    assert choose_folder([reference, "x"]) == name
