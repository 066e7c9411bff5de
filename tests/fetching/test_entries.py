import datetime
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import DossierError
from exporter.fetching.entries import TextFacts, add_text, make_dossier_text, make_id

GIVEN: dict[str, Any] = {
    "source": 'doceo "B"',
    "address": "https://example.org/a",
    "fetched": datetime.date(2031, 6, 1),
}
ENTRY = TextFacts(id="2033", file="2033.html", given=GIVEN)
BLOCK = """[[texts]]
id = "2033"
file = "2033.html"

[texts.given]
source = "doceo \\"B\\""
address = "https://example.org/a"
fetched = 2031-06-01
"""
DOSSIER = """# Our dossier.

title   =   "Ruritania"      # on the cover
subtitle = \"\"\"
[[texts]] is no table here
# and this no comment\"\"\"

[[texts]] # the first
id = "2031"
file = "2031.txt"

# from the register
[texts.given]
source = 'page 1'
vote = "1 to 2"   # a close one

[[texts]]
id = "2032"
file = "2032.txt"
# nothing is known of it

# Why these two:
# because.
[[comparisons]]
old = "2031"
new = "2032"

[glossary]
EBA = "Everything but Arms" # as in Brussels
"""


def test_puts_a_text_after_the_last_and_leaves_the_rest() -> None:
    place = DOSSIER.index("# Why these two:")
    assert add_text(DOSSIER, ENTRY) == DOSSIER[:place] + BLOCK + "\n" + DOSSIER[place:]


def test_sets_facts_of_a_text_that_is_there() -> None:
    entry = TextFacts(id="x", file="2031.txt", given=GIVEN)
    vote = 'vote = "1 to 2"   # a close one\n'
    added = 'address = "https://example.org/a"\nfetched = 2031-06-01\n'
    assert add_text(DOSSIER, entry) == DOSSIER.replace(vote, vote + added)


def test_gives_facts_to_a_text_that_had_none() -> None:
    changed = add_text(DOSSIER, TextFacts(id="x", file="2032.txt", given=GIVEN))
    assert tomllib.loads(changed)["texts"][1]["given"] == GIVEN
    assert [line for line in DOSSIER.split("\n") if line not in changed.split("\n")] == []


def test_renews_where_and_when_and_nothing_else() -> None:
    first = add_text(DOSSIER, ENTRY)
    later = {**GIVEN, "source": "other", "fetched": datetime.date(2032, 1, 1), "rule": "144"}
    changed = add_text(first, TextFacts(id="x", file="2033.html", given=later))
    assert changed == first.replace("2031-06-01", '2032-01-01\nrule = "144"')


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n\n\n", "\n# the end\n"])
def test_keeps_line_ends_and_comments_at_the_end(ending: str, tail: str) -> None:
    text = f'title = "a"\n[[texts]]\nid = "a"\nfile = "a"{tail}'.replace("\n", ending)
    changed = add_text(text, ENTRY)
    assert changed.startswith(text.rstrip())
    assert changed.replace("\r\n", "\n").endswith("\n\n" + BLOCK)
    assert changed.count("\n") == changed.count(ending)


def test_puts_the_first_text_before_other_tables() -> None:
    assert add_text('title = "a"\n\n# words\n[glossary]\nb = "c"\n', ENTRY) == (
        f'title = "a"\n\n{BLOCK}\n# words\n[glossary]\nb = "c"\n'
    )


def test_makes_a_new_dossier() -> None:
    text = make_dossier_text('The "press"', ENTRY)
    assert tomllib.loads(text) == {
        "title": 'The "press"',
        "texts": [{"id": "2033", "file": "2033.html", "given": GIVEN}],
    }
    assert text.startswith("# Made by `exporter fetch`")


@pytest.mark.parametrize(
    "text",
    [
        'title = "a"\ntexts = [{id = "a", file = "a"}]\n',
        '[[texts]]\nid = "a"\nfile = "a"\n',
    ],
)
def test_refuses_rather_than_spoils(text: str) -> None:
    with pytest.raises(DossierError, match=r"by hand|title"):
        add_text(text, ENTRY)


def test_sets_facts_of_a_text_written_in_one_line() -> None:
    text = 'title = "a"\n[[texts]]\nid = "a"\nfile = "2033.html"\ngiven = {source = "s"}\n'
    values = tomllib.loads(add_text(text, ENTRY))
    assert values["texts"][0]["given"] == {**GIVEN, "source": "s"}


def test_an_id_is_the_files_own_or_a_free_one() -> None:
    assert make_id(DOSSIER, "new", "2031.txt") == "2031"
    assert make_id(DOSSIER, "new", "new.html") == "new"
    assert make_id(DOSSIER, "2032", "new.html") == "2032-2"
    assert make_id("", "new", "new.html") == "new"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(DOSSIER.split("\n\n")), max_size=6), st.booleans())
def test_any_dossier_is_left_as_it_is_or_refused(parts: list[str], known: bool) -> None:
    text = "\n\n".join(parts)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    entry = TextFacts(id="x", file="2031.txt" if known else "x.html", given=GIVEN)
    try:
        changed = add_text(text, entry)
    except DossierError:
        return
    after = tomllib.loads(changed)
    assert {key: value for key, value in after.items() if key != "texts"} == {
        key: value for key, value in before.items() if key != "texts"
    }
    lines = iter(changed.split("\n"))
    assert all(line in lines for line in text.split("\n") if line.strip())
