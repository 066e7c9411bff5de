"""The JSON Schema of review files: it is the one kept, what we write fits it, and it says what the reader says."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from exporter.errors import ReviewError
from exporter.review import read_review
from exporter.review.entries import SECTIONS
from exporter.review.schema import format_schema
from tests.conftest import CASES, ROOT
from tests.review.dossiers import SIGNED, answer, make_reviewed, text_of

PATH = ROOT / "exporter" / "schemas" / "review.json"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(format_schema()))


def test_the_schema_kept_is_that_of_the_tables(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        PATH.write_text(format_schema(), encoding="utf-8", newline="\n")
    assert PATH.read_text(encoding="utf-8") == format_schema(), "the tables changed: run pytest --update"
    jsonschema.Draft202012Validator.check_schema(json.loads(format_schema()))


def load(text: str) -> Any:
    """What an editor makes of the YAML; days are words in JSON."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(StringIO(text)), default=str))


def fits(text: str) -> bool:
    return bool(VALIDATOR.is_valid(load(text)))


def reads(text: str) -> bool:
    try:
        read_review(text.encode(), "review.yaml")
    except ReviewError:
        return False
    return True


def test_what_we_write_fits(tmp_path: Path) -> None:
    dossier = make_reviewed(tmp_path)
    answer(dossier, "to repeal the law", "correct", "    comment: 'yes: so'\n    strength: down\n", SIGNED)
    assert fits(text_of(dossier))
    assert fits((CASES / "review" / "layout.toml.review.yaml").read_text(encoding="utf-8"))
    assert fits("")


WRONG = [
    "clear link:\n",
    "clear links: words\n",
    "clear links:\n  - decision: maybe\n",
    "clear links:\n  - kind: demand\n",
    "clear links:\n  - strength: higher\n",
    "clear links:\n  - old: somewhere\n",
    "clear links:\n  - on: tomorrow\n",
    "clear links:\n  - by: [A, B]\n",
    "clear links:\n  - comment: {a: b}\n",
    "clear links:\n  - words\n",
    "acronyms:\n  - decision: correct\n",
    "acronyms:\n  - decision: add\n",
    "soft demands:\n  - decision: add\n",
    "soft demands:\n  - kind: wish\n",
    "soft demands:\n  - addressee: [[A]]\n",
    "texts: [a]\n",
    "texts:\n  a: {sha: x}\n",
    "known demands:\n  a/b01d77: {place: '1.1'}\n",
    "format: 2\n",
    "clear links:\n  - on: 20320701\n",
    "- a\n",
]
RIGHT = [
    "clear links:\n",
    "clear links: []\n",
    "clear links:\n  - decision:\n    by: ~\n    on:\n",
    "clear links:\n  - old: 2022/5.2.1\n    new: 2024/b01d77\n    by: 12\n    on: 2032-07-01\n    scope: up\n",
    "added links:\n  - {old: a/1.1.1, new: b/1.1.1, decision: add, by: no, on: '2032-07-01'}\n",
    "soft demands:\n  - demand: 2022/5.2\n    addressee: [Council, Commission]\n    kind: demand\n",
    "acronyms:\n  - text: a\n    says: x\n    decision: reject\n",
    "format: 1\ntexts:\n  '2022': {file: a.txt, sha256: ab}\n",
    "format: '1'\n",
    "known demands:\n  a/b01d77: {place: '1.1', hash: ab, before: x}\n",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    assert (reads(text), fits(text)) == (False, False)


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    assert (reads(text), fits(text)) == (True, True)


KEYS = sorted({key for keys in SECTIONS.values() for key in keys} | {"other"})
VALUES = [
    "confirm",
    "correct",
    "reject",
    "add",
    "up",
    "mixed",
    "demand",
    "2022/5.2.1",
    "2032-07-01",
    "words here",
    "5",
    "~",
]


@given(
    section=st.sampled_from(sorted(SECTIONS)),
    pairs=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), min_size=1, max_size=4),
)
@settings(deadline=None, max_examples=200)
def test_reader_and_schema_agree_on_any_entry(section: str, pairs: dict[str, str]) -> None:
    lines = [f"    {key}: {value}" for key, value in pairs.items()]
    text = f"{section}:\n  - {lines[0].strip()}\n" + "".join(f"{line}\n" for line in lines[1:])
    assert reads(text) == fits(text)
