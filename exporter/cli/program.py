"""The program itself: its help, its version, and how it ends, whatever goes wrong."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import click

from exporter.errors import ExporterError, UsageError

INTERRUPTED = 130


class Program(click.Group):
    """The commands; whatever goes wrong in one is told in one line, with the exit code it stands for."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with its exit code."""
        extra["standalone_mode"] = False  # errors are told here and never by click, whose errors take three lines
        words = sys.argv[1:] if args is None else list(args)
        sys.exit(_run(lambda: super(Program, self).main(words, *rest, **extra), debug="--debug" in words))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order they were added in, the most wanted first."""
        del ctx
        return list(self.commands)


def _run(command: Callable[[], Any], *, debug: bool) -> int:
    try:
        return int(command() or 0)
    except click.UsageError as error:
        remedy = f"see {error.ctx.command_path} --help" if error.ctx else ""
        return tell(UsageError(error.format_message().rstrip("."), remedy=remedy), 2)
    except UsageError as error:
        return tell(error, 2)
    except (ExporterError, click.ClickException) as error:
        return tell(error, 1)
    except (KeyboardInterrupt, click.Abort):
        return tell("interrupted; files that were finished are kept", INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _tell_defect(error, debug=debug)


def tell(error: Exception | str, code: int) -> int:
    """Return the exit code after telling an error in one line."""
    from exporter.batch.progress import say_error

    say_error(str(error))
    return code


def _tell_defect(error: Exception, *, debug: bool) -> int:
    from exporter.batch.report import explain_defect

    if debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    return tell(explain_defect(error), 1)


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
