"""Comparing the demands of two texts: `compare` returns links and changes, what is new and what not carried over."""

from exporter.analysis.comparison.comparing import compare

__all__ = ["compare"]
