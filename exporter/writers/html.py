"""The HTML edition: the semantic page with style and script inside, one file that loads nothing from anywhere."""

import base64
import hashlib
import re

from exporter.model.page import Page

POLICY = (
    "default-src 'none'; style-src '{style}'; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
)

# <body class="dossier" data-running-head="2022: motion → 2024">
_BODY = re.compile(r"""<body(?:[^>"']|"[^"]*"|'[^']*')*>\n?""")


def write(page: Page) -> bytes:
    """Return the page as UTF-8 HTML: style, controls and script inside, and a policy that lets nothing else run.

    Nothing is ever fetched. A page without controls gets no script.
    """
    css, script = escape_style(page.screen_css), escape_script(page.script) if page.controls else ""
    policy = POLICY.format(style=hash_source(css), script=f"'{hash_source(script)}'" if script else "'none'")
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{css}</style>\n"
    )
    html = insert_before(page.html, "</head>", head)
    if page.controls:
        html = _BODY.sub(lambda found: found[0] + page.controls, html, count=1)
        html = html.replace("<main>", '<main id="main">', 1)  # where the first of the controls leads
        html = insert_before(html, "</body>", f"<script>{script}</script>\n")
    return html.encode()


def insert_before(html: str, tag: str, addition: str) -> str:
    """Return the page with the addition before a tag; as it is where the page has no such tag.

    Words of a source are escaped in a page, so that the first such tag is one.
    """
    before, found, after = html.partition(tag)
    return f"{before}{addition}{found}{after}" if found else html


def hash_source(text: str) -> str:
    """Return the hash by which a policy allows exactly this text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def escape_style(css: str) -> str:
    """Return the style sheet so that it cannot end its element: `</` reads the same to CSS as `<\\/`."""
    return css.replace("\r\n", "\n").replace("</", "<\\/")


def escape_script(script: str) -> str:
    """Return the script so that it cannot end its element; inside its strings `<\\/` and `<\\!--` read the same."""
    return script.replace("\r\n", "\n").replace("</", "<\\/").replace("<!--", "<\\!--")
