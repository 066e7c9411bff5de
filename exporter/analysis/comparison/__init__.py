"""Comparing the demands of two texts: `compare` returns the whole comparison, `align` only what belongs together."""

from exporter.analysis.comparison.comparing import compare

__all__ = ["compare"]
