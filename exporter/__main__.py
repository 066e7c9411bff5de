"""`python -m exporter`."""
