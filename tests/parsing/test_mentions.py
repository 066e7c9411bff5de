"""Texts named in a text, resolved to what they are and where they stand."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.resolution import Identifier, Naming
from exporter.parsing import identifiers, mentions
from exporter.parsing.identifiers import find_all
from exporter.parsing.mentions import find_mentions
from exporter.parsing.phrases import load_phrases


def find(text: str, language: str = "en") -> list[Identifier]:
    return list(find_mentions(text, "citation 1", load_phrases(language)))


@pytest.mark.parametrize(
    ("text", "kind", "value", "address"),
    [
        ("RC-B9-0230/2022", Naming.JOINT_MOTION, "RC-B9-0230/2022", "doceo/document/RC-9-2022-0230_EN.html"),
        ("A9-0163/2024", Naming.REPORT, "A9-0163/2024", "doceo/document/A-9-2024-0163_EN.html"),
        ("P9_TA(2022)0201", Naming.ADOPTED, "P9_TA(2022)0201", "doceo/document/TA-9-2022-0201_EN.html"),
        ("2022/2658(RSP)", Naming.PROCEDURE, "2022/2658(RSP)", "reference=2022/2658(RSP)"),
        ("COM(2021) 206", Naming.COMMISSION_DOCUMENT, "COM(2021)0206", "COM:2021:206:FIN"),
        ("OJ C 115, 11.3.2022, p. 5", Naming.JOURNAL, "OJ:C:2022:115", "OJ:C:2022:115:TOC"),
        ("C/2025/1807", Naming.JOURNAL, "C/2025/1807", "http://data.europa.eu/eli/C/2025/1807/oj"),
        ("Regulation (EU) 2020/1998", Naming.CELEX, "32020R1998", "CELEX:32020R1998"),
        ("Regulation (EC) No 178/2002", Naming.CELEX, "32002R0178", "CELEX:32002R0178"),
        ("Directive 95/46/EC", Naming.CELEX, "31995L0046", "CELEX:31995L0046"),
        ("Framework Decision 2008/913/JHA", Naming.CELEX, "32008F0913", "CELEX:32008F0913"),
        ("Decision No 1313/2013/EU", Naming.CELEX, "32013D1313", "CELEX:32013D1313"),
        ("A/RES/79/179", Naming.UN_RESOLUTION, "A/RES/79/179", "A/RES/79/179"),
        ("A/HRC/50/28", Naming.UN_DOCUMENT, "A/HRC/50/28", "A/HRC/50/28"),
        ("E/CN.4/2003/67", Naming.UN_DOCUMENT, "E/CN.4/2003/67", "E/CN.4/2003/67"),
    ],
)
def test_a_text_named_in_a_sentence_is_found(text: str, kind: Naming, value: str, address: str) -> None:
    (found,) = find(f"having regard to {text}, and to others,")
    assert (found.kind, found.text, found.value, found.place) == (kind, text, value, "citation 1")
    assert found.address
    assert found.address.endswith(address)


@pytest.mark.parametrize(
    "text",
    ["Article 7/2 of it", "A/B testing", "the 2019/2020 season", "Rule 144", "in 3/2020", "Regulation of 5 May 2016"],
)
def test_what_names_no_text_is_none(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "le règlement (UE) 2016/679", "32016R0679"),
        ("fr", "la décision-cadre 2008/913/JAI", "32008F0913"),
        ("de", "die Verordnung (EU) Nr. 575/2013", "32013R0575"),
        ("es", "el Reglamento (UE) n.º 575/2013", "32013R0575"),
        ("it", "la direttiva 2012/29/UE", "32012L0029"),
    ],
)
def test_laws_are_named_in_the_words_of_the_language(language: str, text: str, value: str) -> None:
    (found,) = find(text, language)
    assert found.value == value
    assert found.address
    assert f"/{language.upper()}/" in found.address


def test_of_names_within_names_the_longer_is_taken() -> None:
    assert [item.kind for item in find("see http://data.europa.eu/eli/C/2025/1807/oj here")] == [Naming.ELI]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("its resolution 76/177 of 16 December 2021 and 77/222,", ["A/RES/76/177", "A/RES/77/222"]),
        ("Recalling its previous resolutions 75/183 A, 48/9", ["A/RES/75/183A", "A/RES/48/9"]),
        ("Human Rights Council resolutions 48/9 of 8 October 2021", ["A/HRC/RES/48/9"]),
        ("UN Security Council Resolution 1325 (2000) on women", ["S/RES/1325(2000)"]),
        ("Economic and Social Council resolution 2022/1", ["E/RES/2022/1"]),
        ("its resolution 217 A (III) of 1948", []),
        ("the resolution 76/177", []),  # nobody's
        ("Security Council resolution 76/177", []),  # its resolutions have a year
    ],
)
def test_resolutions_of_the_un_named_by_number(text: str, values: list[str]) -> None:
    found = find_mentions(text, "citation 1", load_phrases("en"), "The General Assembly,")
    assert [item.value for item in found] == values


def test_parliament_s_own_resolutions_have_no_symbol_of_the_un() -> None:
    found = find_mentions("its resolution 76/177", "citation 1", load_phrases("en"), "The European Parliament,")
    assert not list(found)


PIECES = (
    *("RC-B9-0230/2022", "B 9 - 0234 / 2022", "A9-0163/2024", "P9_TA-PROV(2022)0201", "2022/2658(RSP)", "C/2025/1807"),
    *("52024IP0053(01)", "A/C.3/80/L.24", "A/RES/79/179", "S/RES/2334 (2016)", "COM(2021)0206", "C9-0146/2021"),
    *("http://data.europa.eu/eli/reg/2016/679/oj", "OJ C 115, 11.3.2022, p. 5", "ABl. C 465 vom 6.12.2022, S. 147"),
    *(
        "32016R0679",
        "A/80/53",
        "CCPR/C/GC/36",
        "E/CN.4/2003/67",
        " ",
        "-",
        "/",
        "(",
        ")",
        "B",
        "9",
        "x",
        "É",
        ".",
        ", ",
    ),
)
"""Every kind of identifier, and what may stand around or break it."""


@pytest.mark.parametrize("finder", [identifiers.FINDER, mentions.FINDER], ids=["identifiers", "mentions"])
@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_nothing_is_missed_where_none_is_tried_for(finder: re.Pattern[str], pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [match.span() for match in find_all(finder, text)] == [match.span() for match in finder.finditer(text)]


def test_every_kind_may_begin_where_one_is_tried_for() -> None:
    found = {
        match.lastgroup
        for finder in (identifiers.FINDER, mentions.FINDER)
        for piece in PIECES
        for match in find_all(finder, piece)
    }
    assert found == {kind.name for kind, _ in (*identifiers.PATTERNS, *mentions.PATTERNS)}
