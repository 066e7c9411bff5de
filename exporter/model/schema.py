"""JSON Schemas of what the program says and reads, generated from the model; kept in `exporter/schemas/`."""

import inspect
from typing import Any

import msgspec

from exporter.model.comparison import Comparison
from exporter.model.contents import Contents
from exporter.model.demands import Demands
from exporter.model.dossier import DossierFile
from exporter.model.resolution import Resolution

SCHEMAS: dict[str, Any] = {
    "resolution": Resolution,
    "demands": Demands,
    "comparison": Comparison,
    "dossier": DossierFile,
    "contents": Contents,
}
"""Name of the file -> type: what `parse`, `demands` and `compare` say, what `dossier.toml` and `dossier.json` hold."""


def format_schema(name: str) -> str:
    """Return the JSON Schema (2020-12) of a key of SCHEMAS, indented, with a newline at the end."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(SCHEMAS[name])}
    encoded = msgspec.json.encode(_tidy(schema), order="deterministic")
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _tidy(node: Any) -> Any:
    """Return a schema with the line breaks of docstrings taken out of its descriptions."""
    if isinstance(node, dict):
        tidied = {key: _tidy(value) for key, value in node.items()}
        if isinstance(node.get("description"), str):
            tidied["description"] = " ".join(inspect.cleandoc(node["description"]).split())
        return tidied
    return [_tidy(item) for item in node] if isinstance(node, list | tuple) else node
