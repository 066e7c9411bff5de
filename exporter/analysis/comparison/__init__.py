"""Comparing the demands of two texts: `compare` returns links with what changed, what is new, what was not carried over."""

from exporter.analysis.comparison.comparing import compare

__all__ = ["compare"]
