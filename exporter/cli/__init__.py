"""The command line: commands parse what they are given, and load what they need when they run."""

from exporter.cli.brief import brief
from exporter.cli.build import build
from exporter.cli.check import check
from exporter.cli.compare import compare
from exporter.cli.fetch import fetch
from exporter.cli.parse import demands, parse
from exporter.cli.program import main
from exporter.cli.pull import pull
from exporter.cli.review import review
from exporter.cli.theme import theme

__all__ = ["main"]

# in the order of the help, the most wanted first
for command in (build, brief, compare, parse, demands, review, pull, check, theme, fetch):
    main.add_command(command)
