"""The command `check`: what is doubtful in texts, dossiers, templates."""

from pathlib import Path

import click

from exporter.cli.options import PATH, is_debugging


@click.command(
    short_help="List what is doubtful in texts, dossiers, templates.",
    epilog="""\b
Examples:
  exporter check motion.txt
  exporter check sources/cambodia --strict
  exporter check my-templates/
""",
)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="FILE|DOSSIER|TEMPLATE...")
@click.option("--strict", is_flag=True, help="End with exit code 3 if there are warnings.")
def check(paths: tuple[Path, ...], strict: bool) -> int:
    """Make nothing: list what was repaired or doubted in texts, and what is wrong with dossiers and templates."""
    from exporter.batch.check import check_paths
    from exporter.batch.progress import list_findings

    return list_findings(check_paths(paths), debug=is_debugging()).exit_code(strict=strict)
