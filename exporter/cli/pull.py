"""The command `pull`: what people did with a Word copy."""

from pathlib import Path

import click

from exporter.cli.build import SOURCES
from exporter.cli.options import PATH


@click.command(
    short_help="Read an edited Word copy back.",
    epilog="""\b
Examples:
  exporter pull build/cambodia/2022-briefing.docx
  exporter pull ~/Desktop/2022-2024-comparison.docx -o sources/cambodia/notes.yaml
""",
)
@click.argument("file", type=PATH)
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write the notes there; - is standard output.")
@click.option("--force", is_flag=True, help="Replace a file of notes that is there already.")
def pull(file: Path, output: Path | None, force: bool) -> int:
    """Read an edited Word copy back: notes and comments go into notes.yaml beside the texts, the rest is told.

    A changed quotation is refused and shown; then the exit code is 1. Tracked changes are told as accepted, rejected,
    reworded or open.
    """
    from exporter.batch.pull import describe, find_notes_file, format_notes, load_edited, save_notes

    edited = load_edited(file)
    for line in describe(edited):
        click.echo(line, err=True)
    if output == Path("-"):
        click.echo(format_notes(edited, file.name), nl=False)
    elif edited.notes or edited.remarks:
        place = output or find_notes_file(file, SOURCES)
        save_notes(edited, place, file.name, force=force)
        click.echo(f"notes are in {place}", err=True)
    return 1 if edited.altered else 0
