"""A page with every element that the printed editions know, long enough for several sheets."""

from html import escape
from itertools import cycle, islice

from exporter.model.page import Page
from exporter.model.theme import Colours, Fonts, Sizes, Theme
from exporter.model.theme import Page as Paper

THEME = Theme(
    name="Sample",
    fonts=Fonts(
        body="Source Serif 4",
        heading="Source Sans 3",
        body_fallback=("Cambria", "serif"),
        heading_fallback=("Calibri", "sans-serif"),
    ),
    sizes=Sizes(body=10.5, small=8.5, title=24, h1=18, h2=14, h3=12, line_height=1.4),
    colours=Colours(
        ink="#111111",
        muted="#555555",
        accent="#1f3a5f",
        paper="#ffffff",
        tint="#f2f4f7",
        rule="#999999",
        added="#111111",
        removed="#111111",
        warning="#7a4b00",
    ),
    page=Paper(size="A4", margin_top=20, margin_bottom=20, margin_inner=20, margin_outer=20),
)

PRINT_CSS = """
@page {
  size: A4; margin: 20mm;
  @top-left { content: "Motion for a resolution"; font: 8.5pt "Source Sans 3" }
  @bottom-right { content: "page " counter(page) " of " counter(pages); font: 8.5pt "Source Sans 3" }
}
body { font: 10.5pt/1.4 "Source Serif 4", serif }
h1, h2, h3, th { font-family: "Source Sans 3", sans-serif; font-weight: 600; text-align: left }
nav a::after { content: leader(".") target-counter(attr(href), page) }
table { width: 100%; border-collapse: collapse }
th, td { border-bottom: .5pt solid #999; padding: 2pt 4pt; vertical-align: top }
tr { break-inside: avoid }
ins { text-decoration: underline }
del { text-decoration: line-through }
.footnote { float: footnote }
.footnote::footnote-call, .footnote::footnote-marker { content: attr(data-mark) " " }
"""

WORDS = "Calls on the Government to release all political prisoners immediately and to restore the freedom of assembly"

TOP = """
<header class="cover"><p class="kicker">Briefing</p><h1 id="top">Elections in Ruritania</h1>
<p class="subtitle">What was asked</p>
<dl class="facts"><dt>Status</dt><dd>motion, not adopted</dd><dt>Date</dt><dd>not given</dd></dl></header>
<nav class="contents"><h2>Contents</h2><ol><li><a href="#demands">Demands</a>
<ol><li><a href="#table">Side by side</a></li></ol></li></ol></nav>
"""

DEMANDS = """
<section id="demands"><h2>Demands</h2><p class="lead">Ελληνικά, кириллица, Łódź, Ștefan.</p>
<p class="numbered" id="p-1"><span class="label">1.</span> Urges
<em>the</em> <strong>Council</strong> to end <q>“EBA”</q>
<abbr title="Everything but Arms">EBA</abbr> <a href="https://example.org/a">the register</a>
<span class="tag motion">motion</span></p>
<blockquote class="quotation" id="d-old-1" data-id="1"><p>“Urges the Council”</p>
<footer>paragraph 1</footer></blockquote>
<ul><li>one</li><li>two, <a href="#d-old-1">see paragraph 1</a></li></ul>
<aside class="notice comparability"><p class="notice-title">Before comparing</p>
<p>A motion is no adopted text.</p></aside>
<p><ins><span class="sr-only">new: </span>immediately</ins>
<del><span class="sr-only">removed: </span>soon</del></p></section>
<section id="footnotes-1"><h2>Notes</h2>
<p class="point" data-note-of="p-1"><span class="label">[1]</span> OJ C 1, p. 1.</p>
</section>
"""

TABLE_HEAD = """<section id="table"><h2>Side by side</h2><table class="comparison"><caption>Every demand</caption>
<colgroup><col data-width="10"><col data-width="45"><col data-width="45"></colgroup>
<thead><tr><th scope="col">No</th><th scope="col">2022</th><th scope="col">2024</th></tr></thead><tbody>"""


def make_page(body: str | None = None, *, css: str = PRINT_CSS, head: str = "", rows: int = 40) -> Page:
    """Return a page that holds `body`, or one of everything."""
    content = f"{TOP}<main>{DEMANDS}{make_table(rows)}</main>" if body is None else body
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A sample ≥ page</title>{head}</head>'
        f"<body>{content}</body></html>"
    )
    return Page(title="A sample", language="en", html=html, screen_css="", print_css=css, theme=THEME)


def make_text(length: int) -> str:
    """Return that many words."""
    return escape(" ".join(islice(cycle(WORDS.split()), length)))


def make_table(rows: int) -> str:
    """Return a section with a table of three columns, the first of row headers."""
    body = "".join(
        f'<tr><th scope="row">{row}</th><td><p>{make_text(30)}</p></td><td><p>{make_text(row % 40)}.</p></td></tr>'
        for row in range(1, rows + 1)
    )
    return f"{TABLE_HEAD}{body}</tbody></table></section>"
