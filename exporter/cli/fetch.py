"""The command `fetch`: official files by their references."""

from pathlib import Path

import click

from exporter.cli.options import PATH

FETCHED = ("html", "docx", "pdf", "xml")


@click.command(
    short_help="Save the official files of references into a dossier.",
    epilog="""\b
Examples:
  exporter fetch B9-0234/2022 TA-9-2022-0201 --into sources/cambodia
  exporter fetch C/2025/1807 --format xml
  exporter fetch A/RES/79/179 A/HRC/RES/40/29 --language fr
""",
)
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE...")
@click.option("--into", type=PATH, metavar="DOSSIER", help="The folder; by default a new one in sources/.")
@click.option("--language", metavar="CODE", help="Two letters such as fr; by default en.")
@click.option("--format", "wanted", type=click.Choice(FETCHED), help="By default html, for UN documents pdf.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option("--place", "places", multiple=True, hidden=True, metavar="NAME=ADDRESS", help="Ask a mirror instead.")
@click.option("--cache", type=PATH, hidden=True, metavar="DIR", help="Where answers of servers are kept.")
def fetch(
    references: tuple[str, ...],
    into: Path | None,
    language: str | None,
    wanted: str | None,
    force: bool,
    places: tuple[str, ...],
    cache: Path | None,
) -> int:
    """Save the official files of references, from the European Parliament, EUR-Lex or the United Nations.

    Each goes into the folder DOSSIER, with its address and the day in dossier.toml, if it is the text asked for.
    """
    import datetime

    import exporter
    from exporter.fetching.command import follow_fetch, make_options

    options = make_options(
        references,
        into,
        day=datetime.date.today(),
        version=exporter.__version__,
        language=language,
        wanted=wanted,
        force=force,
        places=places,
        cache=cache,
    )
    return follow_fetch(references, options)
