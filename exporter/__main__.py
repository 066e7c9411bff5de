"""`python -m exporter`."""

from exporter.cli import main

if __name__ == "__main__":  # worker processes load this module too
    main(prog_name="exporter")
