import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import FetchError
from exporter.fetching.checking import Checked, check_answer
from exporter.fetching.client import Answer
from exporter.languages.addresses import recognise
from tests.fetching.servers import make_adopted, make_motion

ADDRESS = "https://example.org/text"


def check(data: bytes, reference: str, wanted: str = "html", language: str = "en") -> Checked:
    found = recognise(reference)
    assert found is not None
    answer = Answer(address=ADDRESS, status=200, media_type="text/html", data=data)
    return check_answer(answer, found, wanted, language)


def _try(data: bytes, reference: str) -> Checked | str:
    try:
        return check(data, reference)
    except FetchError as error:
        return str(error)


def test_takes_the_text_asked_for() -> None:
    checked = check(make_motion(), "B-9-2031-9998")
    assert checked.resolution.reference == "B9-9998/2031"
    assert checked.remarks == ()


def test_a_provisional_number_is_the_number() -> None:
    assert check(make_adopted("P9_TA-PROV(2031)0201"), "P9_TA(2031)0201").remarks == ()


def test_a_text_that_only_cites_the_reference_is_not_the_text() -> None:
    citing = make_motion("B9-9997/2031").replace(b"the Constitution", b"motion B9-9998/2031 and the Constitution")
    with pytest.raises(FetchError, match="sends B9-9997/2031"):
        check(citing, "B9-9998/2031")


def test_the_number_of_an_adopted_text_vouches_for_its_celex_number() -> None:
    assert check(make_adopted("P10_TA(2031)0053"), "52031IP0053(01)").remarks == ()
    with pytest.raises(FetchError, match="which cannot be"):
        check(make_adopted("P10_TA(2031)0054"), "52031IP0053(01)")


def test_a_printed_celex_number_vouches_for_itself_but_a_longer_one_does_not() -> None:
    page = make_adopted("")
    assert check(page.replace(b"</body>", b"<p>52031IP0053</p></body>"), "52031IP0053").remarks == ()
    longer = page.replace(b"</body>", b"<p>52031IP0053(01)</p></body>")
    assert "its year fits" in check(longer, "52031IP0053").remarks[0]


def test_a_celex_number_of_another_year_is_refused() -> None:
    with pytest.raises(FetchError, match="does not say"):
        check(make_adopted("", year=2030), "52031IP0053")


def test_a_page_is_told_by_its_own_words() -> None:
    page = b"<html><head><title>Page introuvable</title></head><body>Erreur</body></html>"
    with pytest.raises(FetchError, match="no such document"):
        check(page, "B9-9998/2031")


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from((make_motion(), make_adopted())),
    st.integers(0, 1200),
    st.integers(0, 60),
    st.binary(max_size=30),
)
def test_a_mutated_page_is_taken_or_refused_in_one_line(page: bytes, start: int, length: int, instead: bytes) -> None:
    data = page[:start] + instead + page[start + length :]
    came = _try(data, "B9-9998/2031")
    if isinstance(came, str):
        assert "\n" not in came
        assert came.startswith(ADDRESS)
    else:
        assert "B9-9998/2031" in came.resolution.references


def test_the_date_in_the_text_is_what_the_year_is_compared_with() -> None:
    assert check(make_adopted("", year=2031), "52031IP0053").resolution.date == datetime.date(2031, 5, 5)
