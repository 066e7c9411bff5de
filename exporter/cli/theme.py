"""The command `theme`: how publications look, shipped and copied to be changed."""

from pathlib import Path

import click

from exporter.cli.options import PATH


@click.group(
    short_help="List themes, or copy one to change it.",
    epilog="""\b
Examples:
  exporter theme list
  exporter theme copy campaign our-look
  exporter build --theme our-look
""",
)
def theme() -> None:
    """List the shipped themes, or copy one into a folder of your own.

    In the copy change colours, fonts and sizes in theme.toml, put a logo beside it, some words into labels/, and
    whole pages or single blocks of them into templates of the same name; templates/README.md says how.
    """


@theme.command(name="list", short_help="Print the names of the shipped themes.")
def list_command() -> int:
    """Print the names of the shipped themes, the standard one first."""
    from exporter.publishing import list_themes

    for name in list_themes():
        click.echo(name)
    return 0


@theme.command(name="copy", short_help="Copy a shipped theme into a folder.")
@click.argument("name")
@click.argument("folder", type=PATH, metavar="DIR")
def copy_command(name: str, folder: Path) -> int:
    """Copy the shipped theme NAME into DIR, which must be empty or not there yet."""
    from exporter.batch.themes import copy_theme

    for path in copy_theme(name, folder):
        click.echo(path)
    return 0
