"""Publish parliamentary resolutions as briefings, Word copies and demand-by-demand comparisons."""
