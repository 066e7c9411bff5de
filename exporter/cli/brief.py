"""The command `brief`: a briefing on one text."""

from pathlib import Path

import click

from exporter.cli.options import (
    PATH,
    PRINTED,
    language_option,
    output_option,
    reference_option,
    templates_option,
    theme_option,
    to_option,
)


@click.command(
    short_help="Make a briefing on one text.",
    epilog="""\b
Examples:
  exporter brief motion.txt -o briefing.pdf
  exporter brief motion.txt --to docx > briefing.docx
  exporter brief motion.txt -o note.pdf --language fr --theme campaign
  exporter brief motion.txt -o note.docx --reference letterhead.docx
""",
)
@click.argument("file", type=PATH)
@to_option(PRINTED)
@output_option
@templates_option
@theme_option
@reference_option
@language_option
def brief(
    file: Path,
    to: str | None,
    output: Path | None,
    templates: tuple[Path, ...],
    theme: str,
    reference: Path | None,
    language: str,
) -> int:
    """Make a briefing on one text: what it is, and who is asked to do what.

    Without --to and -o it is a PDF.
    """
    from exporter.batch.documents import load_document
    from exporter.batch.reference import choose_reference, dress
    from exporter.batch.show import choose_format, deliver
    from exporter.publishing import load_look, render_briefing

    chosen = choose_format(to, output, PRINTED)
    house = choose_reference(reference, chosen)
    page = render_briefing(load_document(file), load_look(templates, language or "en", theme))
    deliver(dress(page, house), chosen, output, [file, *([reference] if reference else [])])
    return 0
