"""The command `compare`: how demands changed between two texts."""

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

COMPARED = ("html", "pdf", "docx", "redline", "xlsx", "csv", "json", "sqlite", "table")


@click.command(
    short_help="Show how demands changed between two texts.",
    epilog="""\b
Examples:
  exporter compare 2022.txt 2024.txt
  exporter compare 2022.txt 2024.txt -o changes.xlsx
  exporter compare 2022.txt 2024.txt --to redline -o changes.docx
  exporter compare 2022.txt 2024.txt --to html > changes.html
  exporter compare 2022.txt 2024.txt -o changes.docx --reference letterhead.docx
""",
)
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@to_option(COMPARED)
@output_option
@click.option("--comparator", metavar="REFERENCE", help="The text that would be the right one to compare NEW with.")
@click.option("--across-languages", is_flag=True, help="Compare even texts in two languages: few demands are linked.")
@templates_option
@theme_option
@reference_option
@language_option
def compare(
    old: Path,
    new: Path,
    to: str | None,
    output: Path | None,
    comparator: str | None,
    across_languages: bool,
    templates: tuple[Path, ...],
    theme: str,
    reference: Path | None,
    language: str,
) -> int:
    """Show how demands changed from OLD to NEW, action by action.

    On a terminal the default is a table, else JSON.
    """
    from exporter.batch.documents import compare_documents, load_pair
    from exporter.batch.reference import choose_reference, dress
    from exporter.batch.show import choose_format, deliver

    chosen = choose_format(to, output, COMPARED)
    house = choose_reference(reference, chosen)
    sources = [old, new, *([reference] if reference else [])]
    documents = load_pair(old, new)
    comparison = compare_documents(*documents, comparator, across_languages=across_languages)
    if chosen in PRINTED:
        from exporter.publishing import load_look, render_comparison

        look = load_look(templates, language or "en", theme)
        deliver(dress(render_comparison(comparison, documents, look), house), chosen, output, sources)
    elif chosen == "redline":
        from exporter.publishing import load_look, render_redline

        look = load_look(templates, language or "en", theme)
        deliver(dress(render_redline(comparison, documents, look), house), chosen, output, sources)
    elif chosen in ("xlsx", "sqlite"):
        from exporter.batch.documents import gather_contents

        deliver(gather_contents(documents, [comparison]), chosen, output, sources)
    else:
        deliver(comparison, chosen, output, sources)
    return 0
