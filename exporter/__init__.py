"""Publish parliamentary resolutions as briefings, Word copies and demand-by-demand comparisons.

>>> import exporter
>>> text = exporter.read("sources/cambodia/2022-B9-0234.txt")
>>> text.title
'European Parliament resolution on the continuous crackdown of political opposition in Cambodia'
>>> text.status.value, text.date
('motion', None)
>>> [statement.verb for statement in text.demands.statements if statement.paragraph == 5]
['Underlines', 'calls on']
>>> comparison = exporter.compare(text, "sources/cambodia/2024-C-2025-1807.txt")
>>> "unlike-status" in [notice.code for notice in comparison.comparability]
True
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exporter.errors import ExporterError
    from exporter.library import Text, compare, read

__all__ = ["ExporterError", "Text", "__version__", "compare", "read"]

# name -> module; loaded when first asked for, so that `import exporter` and `exporter --help` cost nothing
_HOMES = {
    "ExporterError": "exporter.errors",
    "Text": "exporter.library",
    "compare": "exporter.library",
    "read": "exporter.library",
}

__version__: str


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _find_version()
    if name not in _HOMES:
        raise AttributeError(f"module 'exporter' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def _find_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("exporter")
    except PackageNotFoundError:
        return "of a checkout that is not installed"


def __dir__() -> list[str]:
    return sorted(__all__)
