"""Writers: a semantic page or the model to the bytes of one format; one file each, listed in exporter.formats."""
