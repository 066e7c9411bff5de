"""The command line: commands parse what they are given, and load what they need when they run."""

import os
import sys
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

import click

from exporter.errors import ExporterError, UsageError

SOURCES = Path("sources")
INTERRUPTED = 130
PARSED = ("json", "table")
DEMANDED = ("json", "table", "csv", "xlsx")
PRINTED = ("pdf", "docx", "html")
FETCHED = ("html", "docx", "pdf", "xml")
COMPARED = ("html", "pdf", "docx", "xlsx", "csv", "json", "table")

_PATH = click.Path(path_type=Path)


class Program(click.Group):
    """The commands; whatever goes wrong in one is told in one line, with the exit code it stands for."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with its exit code."""
        extra["standalone_mode"] = False  # errors are told here and never by click, whose errors take three lines
        words = sys.argv[1:] if args is None else list(args)
        sys.exit(_run(lambda: super(Program, self).main(words, *rest, **extra), debug="--debug" in words))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of this file, the most wanted first."""
        del ctx
        return list(self.commands)


def _run(command: Callable[[], Any], *, debug: bool) -> int:
    try:
        return int(command() or 0)
    except click.UsageError as error:
        remedy = f"see {error.ctx.command_path} --help" if error.ctx else ""
        return _tell(UsageError(error.format_message().rstrip("."), remedy=remedy), 2)
    except UsageError as error:
        return _tell(error, 2)
    except (ExporterError, click.ClickException) as error:
        return _tell(error, 1)
    except (KeyboardInterrupt, click.Abort):
        return _tell("interrupted; files that were finished are kept", INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _tell_defect(error, debug=debug)


def _tell(error: Exception | str, code: int) -> int:
    from exporter.batch.progress import say_error

    say_error(str(error))
    return code


def _tell_defect(error: Exception, *, debug: bool) -> int:
    from exporter.batch.report import explain_defect

    if debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    return _tell(explain_defect(error), 1)


def _print_version(context: click.Context, option: click.Parameter, value: bool) -> None:
    del option
    if value and not context.resilient_parsing:
        import exporter

        click.echo(f"exporter {exporter.__version__}")
        context.exit()


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  exporter build                          every dossier in sources/, into build/
  exporter brief motion.txt -o brief.pdf  a briefing on one text
  exporter compare 2022.txt 2024.txt -o changes.docx
  exporter demands motion.txt --to table  who is asked to do what

\b
Exit codes:
  0  fine
  1  something could not be made; the reason is on stderr, the rest was made
  2  the command was not understood
  3  there were warnings, and --strict was given
""",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
@click.option("--debug", is_flag=True, help="Show where in the program an unexpected error arose.")
@click.pass_context
def main(context: click.Context, debug: bool) -> int:
    """Publish parliamentary resolutions: PDF briefings, editable Word copies and demand-by-demand comparisons."""
    del debug  # looked up by whoever tells errors
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        return 2
    return 0


_templates = click.option(
    "--templates",
    type=_PATH,
    multiple=True,
    metavar="DIR",
    help="Look here first for templates, styles and labels. May be repeated.",
)
_output = click.option(
    "-o", "--output", type=_PATH, metavar="FILE", help="Write into this file; - is standard output, the default."
)


_files = click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...")


def _to(choices: Sequence[str]) -> Callable[[Any], Any]:
    return click.option("--to", type=click.Choice(choices), help="The format; by default the suffix of -o says it.")


@main.command(
    short_help="Make all documents of dossiers, or of bare files.",
    epilog="""\b
Examples:
  exporter build
  exporter build sources/cambodia --output cambodia-2024
  exporter build old.txt new.txt --only comparison --only briefing/pdf
""",
)
@click.argument("sources", nargs=-1, type=_PATH, metavar="[DOSSIER|FILE]...")
@click.option("--output", "-o", type=_PATH, default=Path("build"), show_default=True, metavar="DIR", help="Where to.")
@click.option(
    "--only",
    multiple=True,
    metavar="WHAT",
    help="Make this alone: a publication (briefing), an edition (pdf) or both (briefing/pdf). May be repeated.",
)
@_templates
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Use N processes; by default as seems best."
)
@click.option("--strict", is_flag=True, help="End with exit code 3 if there are warnings.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors alone.")
@click.option("--json-log", is_flag=True, help="Print what happens as one JSON object a line, on stderr.")
def build(
    sources: tuple[Path, ...],
    output: Path,
    only: tuple[str, ...],
    templates: tuple[Path, ...],
    jobs: int | None,
    strict: bool,
    quiet: bool,
    json_log: bool,
) -> int:
    """Make all documents of dossiers, or of bare files.

    A DOSSIER is a folder with a dossier.toml. Without arguments, every dossier in sources/ is built. FILEs together
    make a dossier of their own: each text alone, and each compared with the next. An index.html links to all
    that was made, unless --only asks for a part.
    """
    from exporter.batch.plan import parse_filter
    from exporter.batch.progress import follow
    from exporter.batch.run import Options, load_dossiers
    from exporter.batch.run import build as run

    filters = tuple(parse_filter(text) for text in only)
    dossiers, refused = load_dossiers(sources or _find_sources())
    options = Options(output=output, templates=templates, filters=filters, jobs=jobs)
    events = chain(refused, run(dossiers, options) if dossiers else ())
    return follow(events, quiet=quiet, json_log=json_log, debug=_is_debugging()).exit_code(strict=strict)


def _find_sources() -> tuple[Path, ...]:
    from exporter.batch.dossier import DOSSIER_FILE, find_dossiers

    found = tuple(find_dossiers(SOURCES))
    if not found:
        remedy = f"name dossiers or texts, or make a folder there with a {DOSSIER_FILE}"
        raise UsageError(f"there is no dossier in {SOURCES}/", remedy=remedy)
    return found


def _is_debugging() -> bool:
    return bool(click.get_current_context().find_root().params["debug"])


@main.command(
    short_help="Make a briefing on one text.",
    epilog="""\b
Examples:
  exporter brief motion.txt -o briefing.pdf
  exporter brief motion.txt --to docx > briefing.docx
""",
)
@click.argument("file", type=_PATH)
@_to(PRINTED)
@_output
@_templates
def brief(file: Path, to: str | None, output: Path | None, templates: tuple[Path, ...]) -> int:
    """Make a briefing on one text: what it is, and who is asked to do what.

    Without --to and -o it is a PDF.
    """
    from exporter.batch.documents import load_document
    from exporter.batch.show import choose_format, deliver
    from exporter.publishing import load_look, render_briefing

    chosen = choose_format(to, output, PRINTED)
    deliver(render_briefing(load_document(file), load_look(templates)), chosen, output, [file])
    return 0


@main.command(
    short_help="Show how demands changed between two texts.",
    epilog="""\b
Examples:
  exporter compare 2022.txt 2024.txt
  exporter compare 2022.txt 2024.txt -o changes.xlsx
  exporter compare 2022.txt 2024.txt --to html > changes.html
""",
)
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@_to(COMPARED)
@_output
@click.option("--comparator", metavar="REFERENCE", help="The text that would be the right one to compare NEW with.")
@_templates
def compare(
    old: Path, new: Path, to: str | None, output: Path | None, comparator: str | None, templates: tuple[Path, ...]
) -> int:
    """Show how demands changed from OLD to NEW, action by action.

    On a terminal the default is a table, else JSON.
    """
    from exporter.batch.documents import compare_documents, load_pair
    from exporter.batch.show import choose_format, deliver

    chosen = choose_format(to, output, COMPARED)
    documents = load_pair(old, new)
    comparison = compare_documents(*documents, comparator)
    if chosen in PRINTED:
        from exporter.publishing import load_look, render_comparison

        deliver(render_comparison(comparison, documents, load_look(templates)), chosen, output, [old, new])
    else:
        deliver(comparison, chosen, output, [old, new])
    return 0


@main.command(
    short_help="Show what texts say.",
    epilog="""\b
Examples:
  exporter parse motion.txt
  exporter parse motion.txt --to json | jq .paragraphs
  exporter parse motion.txt --report
  exporter parse minutes.txt#2            the second resolution of the file
""",
)
@_files
@_to(PARSED)
@_output
@click.option("--report", is_flag=True, help="Show how it was read: each part, what was repaired, doubted, left out.")
def parse(files: tuple[Path, ...], to: str | None, output: Path | None, report: bool) -> int:
    """Show what texts say: reference, title, date, recitals, paragraphs.

    JSON of one FILE is an object, of several a list. On a terminal the default is a table, else JSON; with --report it
    is a table. Of a FILE with several resolutions, FILE#2 is the second.
    """
    from exporter.batch.documents import read_reading, read_resolution

    if report:
        return _show(read_reading, files, to or (None if output else "table"), output, PARSED)
    return _show(read_resolution, files, to, output, PARSED)


@main.command(
    short_help="Show what texts ask, and of whom.",
    epilog="""\b
Examples:
  exporter demands motion.txt
  exporter demands motion.txt -o demands.xlsx
""",
)
@_files
@_to(DEMANDED)
@_output
def demands(files: tuple[Path, ...], to: str | None, output: Path | None) -> int:
    """Show what texts ask, and of whom.

    JSON of one FILE is an object, of several a list; a spreadsheet takes one FILE. On a terminal the default is a
    table, else JSON.
    """
    from exporter.batch.documents import load_document

    return _show(lambda path: load_document(path).demands, files, to, output, DEMANDED)


def _show(
    load: Callable[[Path], Any], files: tuple[Path, ...], to: str | None, output: Path | None, allowed: Sequence[str]
) -> int:
    """Show what could be loaded of each file; one that could not be does not stop the rest."""
    from exporter.batch.show import choose_format, deliver

    chosen = choose_format(to, output, allowed)
    if chosen not in PARSED and len(files) > 1:
        raise UsageError(f"{chosen} holds one text", remedy="name one file, or write json")
    values, code = [], 0
    for path in files:
        try:
            values.append(load(path))
        except ExporterError as error:
            code = _tell(error, 1)
    if values:
        deliver(values[0] if len(files) == 1 else values, chosen, output, files)
    return code


@main.command(
    short_help="List what is doubtful in texts, dossiers, templates.",
    epilog="""\b
Examples:
  exporter check motion.txt
  exporter check sources/cambodia --strict
  exporter check my-templates/
""",
)
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="FILE|DOSSIER|TEMPLATE...")
@click.option("--strict", is_flag=True, help="End with exit code 3 if there are warnings.")
def check(paths: tuple[Path, ...], strict: bool) -> int:
    """Make nothing: list what was repaired or doubted in texts, and what is wrong with dossiers and templates."""
    from exporter.batch.check import check_paths
    from exporter.batch.progress import list_findings

    return list_findings(check_paths(paths), debug=_is_debugging()).exit_code(strict=strict)


@main.command(
    short_help="Save the official files of references into a dossier.",
    epilog="""\b
Examples:
  exporter fetch B9-0234/2022 TA-9-2022-0201 --into sources/cambodia
  exporter fetch C/2025/1807 --format xml
  exporter fetch A/RES/79/179 A/HRC/RES/40/29 --language fr
""",
)
@click.argument("references", nargs=-1, required=True, metavar="REFERENCE...")
@click.option("--into", type=_PATH, metavar="DOSSIER", help="The folder; by default a new one in sources/.")
@click.option("--language", metavar="CODE", help="Two letters such as fr; by default en.")
@click.option("--format", "wanted", type=click.Choice(FETCHED), help="By default html, for UN documents pdf.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option("--place", "places", multiple=True, hidden=True, metavar="NAME=ADDRESS", help="Ask a mirror instead.")
@click.option("--cache", type=_PATH, hidden=True, metavar="DIR", help="Where answers of servers are kept.")
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
