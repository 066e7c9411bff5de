"""The command `review`: what people decide on the program's proposals."""

from pathlib import Path

import click

from exporter.cli.options import PATH, is_debugging


@click.command(
    short_help="Ask people about what the program proposes.",
    epilog="""\b
Examples:
  exporter review sources/cambodia            write or refresh sources/cambodia/review.yaml
  exporter review sources/cambodia --web      decide in the browser, a click each
  exporter review sources/cambodia --check    what is open, and what is out of date
""",
)
@click.argument("dossier", type=PATH)
@click.option("--check", is_flag=True, help="Write nothing: list what is open, out of date or contradictory.")
@click.option("--web", is_flag=True, help="Open the questions as a page in the browser, on this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, hidden=True, help="Serve the page at this port.")
@click.option("--no-browser", is_flag=True, help="With --web: print the address and open nothing.")
@click.option("--strict", is_flag=True, help="With --check: end with exit code 3 if anything is open or out of date.")
def review(dossier: Path, check: bool, web: bool, port: int, no_browser: bool, strict: bool) -> int:
    """Ask people about what the program proposes: links, implied addressees, soft demands.

    Writes the questions into review.yaml in the folder DOSSIER. What is decided there stays for ever: the next
    `exporter build` makes use of it, and the next `exporter review` adds new questions and keeps every word.
    """
    if check and web:
        raise click.UsageError("--check and --web exclude each other")
    if check:
        from exporter.batch.progress import list_findings
        from exporter.batch.review import check_review

        return list_findings(check_review(dossier), debug=is_debugging()).exit_code(strict=strict)
    if web:
        return _serve(dossier, port, opens_browser=not no_browser)
    return _refresh(dossier)


def _refresh(dossier: Path) -> int:
    """Write the file anew, and tell what of it does not count: who looks at nothing else must know."""
    from exporter.batch.progress import say
    from exporter.batch.report import format_notice
    from exporter.batch.review import refresh_review

    done = refresh_review(dossier)
    say(str(done.path), err=False)
    for noticed in done.notices:
        say(format_notice(noticed))
    word = "written" if done.is_written else "as it was"
    say(f"{word}: {done.open} open, {done.decided} decided, {done.offered} offered")
    return 0


def _serve(dossier: Path, port: int, *, opens_browser: bool) -> int:
    """Serve the page until Ctrl+C, which is how it is meant to end."""
    import datetime
    import webbrowser

    from exporter.batch.progress import say
    from exporter.batch.review_web import open_server

    server = open_server(dossier, datetime.date.today, port)
    say(server.address, err=False)
    say("Decide in the browser; every click is saved. End with Ctrl+C.")
    if opens_browser:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("ended; everything was saved")
    finally:
        server.server_close()
    return 0
