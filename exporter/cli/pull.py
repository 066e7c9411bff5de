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
@click.option("--by", default="", metavar="NAME", help="Who wrote the notes, if not who saved the copy last.")
@click.option("--force", is_flag=True, help="Take what the copy says where the file was changed too.")
def pull(file: Path, output: Path | None, by: str, force: bool) -> int:
    """Read an edited Word copy back: notes and comments go into notes.yaml beside the texts, the rest is told.

    Later builds show them in their place. What is in the file already stays; the same copy again changes nothing. A
    changed quotation is refused and shown; then the exit code is 1. Tracked changes are told as accepted, rejected,
    reworded or open.
    """
    from exporter.batch.pull import describe, find_notes_file, load_edited, merge_notes, save_notes

    edited = load_edited(file)
    for line in describe(edited):
        click.echo(line, err=True)
    if output == Path("-"):
        click.echo(merge_notes(edited, None, by=by).text, nl=False)
    elif edited.notes or edited.remarks or edited.dropped:
        place = output or find_notes_file(file, SOURCES)
        merged = merge_notes(edited, place, by=by, force=force)
        save_notes(merged, place)
        for line in merged.done:
            click.echo(line, err=True)
        click.echo(f"notes are in {place}", err=True)
    return 1 if edited.altered else 0
