"""What the columns of a CSV file mean, as the W3C's metadata for tables on the web (CSVW): `x.csv-metadata.json`.

Programs that know CSVW find the file by its name, beside the CSV, and read the types and the columns of several values.
"""

from typing import Any

import msgspec

from exporter.model.comparison import Comparison
from exporter.model.contents import Described
from exporter.writers.rows import ASKED_COLUMNS, BREAK, COMPARED_COLUMNS, Column

NOTE = (
    "Quotations are verbatim; a text that a spreadsheet would run as a formula has an apostrophe in front. Several "
    "values in a cell stand on a line each. A motion is the word of its authors, not of Parliament. Not carried over "
    "means that no counterpart was found."
)


def write(described: Described) -> bytes:
    """Return the metadata as indented JSON."""
    value = described.value
    compared = isinstance(value, Comparison)
    columns = COMPARED_COLUMNS if isinstance(value, Comparison) else ASKED_COLUMNS
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": described.file,
        "dc:title": "What became of each demand" if compared else "What is asked, and of whom",
        "dc:description": NOTE,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "doubleQuote": True},
        "tableSchema": {"columns": [_describe(column) for column in columns]},
    }
    return msgspec.json.format(msgspec.json.encode(metadata), indent=2) + b"\n"


def _describe(column: Column[Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": column.kind,
    }
    return {**described, "separator": BREAK} if column.several else described
