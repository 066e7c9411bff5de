"""From an Outline to a Resolution; free of formats."""
