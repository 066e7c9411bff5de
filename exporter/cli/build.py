"""The command `build`: all documents of dossiers, or of bare files."""

from itertools import chain
from pathlib import Path

import click

from exporter.cli.options import PATH, is_debugging, language_option, reference_option, templates_option, theme_option
from exporter.errors import UsageError

SOURCES = Path("sources")


@click.command(
    short_help="Make all documents of dossiers, or of bare files.",
    epilog="""\b
Examples:
  exporter build
  exporter build sources/cambodia --output cambodia-2024
  exporter build old.txt new.txt --only comparison --only briefing/pdf
""",
)
@click.argument("sources", nargs=-1, type=PATH, metavar="[DOSSIER|FILE]...")
@click.option("--output", "-o", type=PATH, default=Path("build"), show_default=True, metavar="DIR", help="Where to.")
@click.option(
    "--only",
    multiple=True,
    metavar="WHAT",
    help="Make this alone: a publication (briefing), an edition (pdf) or both (briefing/pdf). May be repeated.",
)
@templates_option
@theme_option
@reference_option
@language_option
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Use N processes; by default as seems best."
)
@click.option("--notes/--no-notes", default=True, help="Show what people wrote into notes.yaml, as by default, or not.")
@click.option("--strict", is_flag=True, help="End with exit code 3 if there are warnings.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors alone.")
@click.option("--json-log", is_flag=True, help="Print what happens as one JSON object a line, on stderr.")
def build(
    sources: tuple[Path, ...],
    output: Path,
    only: tuple[str, ...],
    templates: tuple[Path, ...],
    theme: str,
    reference: Path | None,
    language: str,
    jobs: int | None,
    notes: bool,
    strict: bool,
    quiet: bool,
    json_log: bool,
) -> int:
    """Make all documents of dossiers, or of bare files.

    A DOSSIER is a folder with a dossier.toml. Without arguments, every dossier in sources/ is built. FILEs together
    make a dossier of their own: each text alone, and each compared with the next. An index.html links to all
    that was made, unless --only asks for a part.
    """
    from exporter.batch.gathering import Options
    from exporter.batch.plan import parse_filter
    from exporter.batch.progress import follow
    from exporter.batch.run import build as run
    from exporter.batch.run import load_dossiers

    filters = tuple(parse_filter(text) for text in only)
    dossiers, refused = load_dossiers(sources or _find_sources())
    options = Options(
        output=output,
        templates=templates,
        theme=theme,
        reference=reference,
        language=language,
        filters=filters,
        jobs=jobs,
        notes=notes,
    )
    events = chain(refused, run(dossiers, options) if dossiers else ())
    return follow(events, quiet=quiet, json_log=json_log, debug=is_debugging()).exit_code(strict=strict)


def _find_sources() -> tuple[Path, ...]:
    from exporter.batch.dossier import DOSSIER_FILE, find_dossiers

    found = tuple(find_dossiers(SOURCES))
    if not found:
        remedy = f"name dossiers or texts, or make a folder there with a {DOSSIER_FILE}"
        raise UsageError(f"there is no dossier in {SOURCES}/", remedy=remedy)
    return found
