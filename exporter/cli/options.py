"""Options and arguments that several commands take."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

PRINTED = ("pdf", "docx", "html")
PATH = click.Path(path_type=Path)

templates_option = click.option(
    "--templates",
    type=PATH,
    multiple=True,
    metavar="DIR",
    help="Look here first for templates, styles and labels. May be repeated.",
)
theme_option = click.option(
    "--theme", default="", metavar="NAME|DIR", help="How it looks: a shipped theme (exporter theme list), or a folder."
)
language_option = click.option(
    "--language", default="", metavar="CODE", help="The language of the fixed words: en, fr, es, de, or one of yours."
)
reference_option = click.option(
    "--reference",
    type=PATH,
    metavar="FILE.docx",
    help="Make Word files in the styles of this Word file, on its paper, with its heads and feet.",
)
output_option = click.option(
    "-o", "--output", type=PATH, metavar="FILE", help="Write into this file; - is standard output, the default."
)
files_argument = click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")


def to_option(choices: Sequence[str]) -> Callable[[Any], Any]:
    """Return the option `--to` with these formats."""
    return click.option("--to", type=click.Choice(choices), help="The format; by default the suffix of -o says it.")


def is_debugging() -> bool:
    """Tell whether `--debug` was given."""
    return bool(click.get_current_context().find_root().params["debug"])
