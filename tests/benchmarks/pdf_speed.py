"""How long the PDF edition takes, over the `weasyprint` command on the same HTML, styles and fonts.

Run with `nox -s bench`. Each side is a new process, the two by turns; the median counts, as other work disturbs.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from exporter.model.page import Page
from exporter.writers import pdf
from exporter.writers.fonts import find_font_folder, use_our_fonts
from tests.writers.sample_page import make_page

OURS = """
import sys
from pathlib import Path
from exporter.writers import pdf
from tests.writers.sample_page import make_page
Path(sys.argv[1]).write_bytes(pdf.write(make_page(rows=int(sys.argv[2]))))
"""


def main() -> None:
    """Print the time of the first font cuts, of import and writing, and the ratio to the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print(f"fonts, cut for the first time    {time_first_cut():6.2f} s")
    pdf.write(make_page(rows=1))
    for rows in (5, 40, 200):
        report(rows, runs)


def report(rows: int, runs: int) -> None:
    """Print one line for a page with a table of that many rows."""
    page = make_page(rows=rows)
    with tempfile.TemporaryDirectory() as folder:
        html, css, out = (Path(folder) / name for name in ("page.html", "print.css", "page.pdf"))
        html.write_text(page.html, encoding="utf-8")
        css.write_text(page.print_css, encoding="utf-8")
        command = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", "-s", css, html, out]
        pairs = [
            (time_process([sys.executable, "-c", OURS, out, str(rows)]), time_process(command)) for _ in range(runs)
        ]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    warm = statistics.median(time_writing(page) for _ in range(runs))
    print(
        f"table of {rows:3} rows    ours {ours:6.2f} s    command {theirs:6.2f} s    ratio {ours / theirs:5.2f}"
        f"    ours in a warm process {warm:6.2f} s"
    )


def time_process(command: list[str | Path]) -> float:
    """Return the seconds that a command takes from start to end, with our fonts."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(use_our_fonts()), "PYTHONPATH": str(Path.cwd())}
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment)
    return time.perf_counter() - start


def time_writing(page: Page) -> float:
    """Return the seconds that writing takes in this process, which has loaded everything."""
    start = time.perf_counter()
    pdf.write(page)
    return time.perf_counter() - start


def time_first_cut() -> float:
    """Return the seconds that making the font folder takes."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EXPORTER_CACHE"], chosen = folder, os.environ.get("EXPORTER_CACHE", "")
        start = time.perf_counter()
        find_font_folder.__wrapped__()
        os.environ["EXPORTER_CACHE"] = chosen
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
