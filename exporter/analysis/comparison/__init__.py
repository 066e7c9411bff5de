"""Comparing the demands of two texts: `compare` returns links and changes, what is new and what not carried over.

`relink` returns a comparison with links that a person chose, `find_candidates` what was nearly linked, `relate_all` the
related demands of many texts.
"""

from exporter.analysis.comparison.comparing import compare
from exporter.analysis.comparison.index import relate_all
from exporter.analysis.comparison.pairs import Candidate, find_candidates, relink

__all__ = ["Candidate", "compare", "find_candidates", "relate_all", "relink"]
