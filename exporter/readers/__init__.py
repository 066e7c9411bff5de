"""Readers: bytes of one format to an Outline; one file each, listed in exporter.formats."""
