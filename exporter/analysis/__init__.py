"""Demands, alignment, changes, wording, comparability: pure functions over the model."""
