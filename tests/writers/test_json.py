import subprocess
import sys

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.comparison import Comparison
from exporter.model.demands import Action, Demands, Kind, Span, Statement
from exporter.model.resolution import Citation, Paragraph, Point, Resolution, SourceFile, Status
from exporter.model.schema import SCHEMAS, format_schema
from exporter.writers.json import write
from tests.conftest import CASES, ROOT
from tests.writers.contents import make_contents

CASE = CASES / "tables" / "ruritania.json"

WRITE = """
import sys, msgspec
from exporter.model.comparison import Comparison
from exporter.writers.json import write
sys.stdout.buffer.write(write(msgspec.json.decode(sys.stdin.buffer.read(), type=Comparison)))
"""

points = st.recursive(
    st.builds(Point, label=st.text(max_size=4), text=st.text(max_size=20)),
    lambda inner: st.builds(Point, label=st.text(max_size=4), text=st.text(max_size=20), points=st.tuples(inner)),
    max_leaves=3,
)
resolutions = st.builds(
    Resolution,
    reference=st.none() | st.text(max_size=20),
    references=st.tuples(st.text(max_size=20)),
    procedure=st.none(),
    title=st.text(),
    date=st.none() | st.dates(),
    status=st.sampled_from(Status),
    language=st.just("en"),
    citations=st.tuples(st.builds(Citation, text=st.text())),
    recitals=st.just(()),
    paragraphs=st.tuples(
        st.builds(Paragraph, number=st.none() | st.integers(1, 999), text=st.text(), points=st.tuples(points))
    ),
    source=st.just(SourceFile(file="x.txt", sha256="0" * 64, format="txt")),
)
spans = st.builds(Span, index=st.integers(0, 9), start=st.integers(0, 9), end=st.integers(0, 9))
actions = st.builds(Action, id=st.text(max_size=8), quote=st.text(), span=spans, act=st.text())
demands = st.builds(
    Demands,
    reference=st.none() | st.text(),
    language=st.just("en"),
    statements=st.tuples(
        st.builds(
            Statement,
            id=st.text(max_size=8),
            paragraph=st.none() | st.integers(1, 99),
            kind=st.sampled_from(Kind),
            verb=st.text(),
            text=st.text(),
            span=spans,
            actions=st.tuples(actions),
        )
    ),
)


@settings(deadline=None, max_examples=60)
@given(resolutions | demands)
def test_what_is_written_reads_back_the_same(value: Resolution | Demands) -> None:
    assert msgspec.json.decode(write(value), type=type(value)) == value


def test_a_comparison_reads_back_the_same() -> None:
    comparison = msgspec.json.decode(CASE.read_bytes(), type=Comparison)
    assert write(comparison) == CASE.read_bytes()
    assert msgspec.json.decode(write(comparison), type=Comparison) == comparison


def test_text_stands_as_itself_indented_with_a_newline_at_the_end() -> None:
    data = write(Demands(reference="“É”", language="en", statements=()))
    assert data == '{\n  "reference": "“É”",\n  "language": "en",\n  "statements": [],\n  "notices": []\n}\n'.encode()


def test_a_list_of_texts_is_a_json_list() -> None:
    one = Demands(reference=None, language="en", statements=())
    assert msgspec.json.decode(write([one, one]), type=list[Demands]) == [one, one]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_those_of_the_model(name: str, request: pytest.FixtureRequest) -> None:
    path = ROOT / "exporter" / "schemas" / f"{name}.json"
    if request.config.getoption("--update"):
        path.write_text(format_schema(name), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == format_schema(name), "the model changed: run pytest --update"


def test_every_schema_file_has_a_type() -> None:
    own = {"review"}  # of a file that people write: tests/review/test_schema.py
    assert {path.stem for path in (ROOT / "exporter" / "schemas").glob("*.json")} - own == set(SCHEMAS)


# the contract with other programs: these names are fixed, more may be added
CONTRACT = {
    "resolution": {
        "Resolution": "reference references procedure title date status language signatories citations recitals "
        "paragraphs footnotes source notices",
        "Signatory": "name group",
        "Citation": "text",
        "Recital": "label text points",
        "Paragraph": "number text heading points",
        "Point": "label text",
        "Footnote": "mark text",
        "SourceFile": "file sha256 format",
        "Notice": "severity code message location",
    },
    "demands": {
        "Demands": "reference statements",
        "Statement": "id paragraph kind verb strength text addressees actions",
        "Addressee": "name raw explicit",
        "Action": "id quote condition deadline qualifiers hedges act themes people organisations laws",
    },
    "comparison": {
        "Comparison": "comparability links new not_carried_over texts",
        "Texts": "old new",
        "ComparabilityNotice": "code message",
        "Link": "old new structure strength scope reasons confidence status wording",
    },
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_is_kept(name: str) -> None:
    defined = msgspec.json.decode(format_schema(name))["$defs"]
    for struct, fields in CONTRACT[name].items():
        assert set(fields.split()) <= set(defined[struct]["properties"]), struct


def test_order_does_not_depend_on_the_hash_seed() -> None:
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", WRITE]
        run = subprocess.run(command, input=CASE.read_bytes(), capture_output=True, check=True, env=env)
        assert run.stdout == CASE.read_bytes()


@pytest.mark.parametrize("name", ["contents", "comparison", "resolution", "demands"])
def test_what_is_written_fits_its_schema(name: str) -> None:
    contents = make_contents()
    document = contents.documents[0]
    values = {"contents": contents, "comparison": contents.comparisons[0], "demands": document.demands}
    schema = msgspec.json.decode(format_schema(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = msgspec.json.decode(write(values.get(name, document.resolution)))
    assert list(validator.iter_errors(data)) == []
    assert list(validator.iter_errors({**data, "documents": 1, "links": 1, "title": 1, "statements": 1}))


def test_every_schema_is_explained() -> None:
    guide = (ROOT / "exporter" / "schemas" / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{name}.json` | " in guide for name in SCHEMAS)
