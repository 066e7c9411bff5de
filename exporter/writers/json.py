"""Data as JSON: what `--to json` prints, the contract with other programs."""

from collections.abc import Sequence

import msgspec

from exporter.model.comparison import Comparison
from exporter.model.demands import Demands
from exporter.model.resolution import Resolution


def write(value: Resolution | Demands | Comparison | Sequence[Resolution | Demands]) -> bytes:
    """Return indented UTF-8 JSON with the fields in the order of the model, and a newline at the end."""
    encoded = msgspec.json.encode(value, order="deterministic")
    return msgspec.json.format(encoded, indent=2) + b"\n"
