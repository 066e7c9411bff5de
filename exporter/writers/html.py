"""The HTML edition: the semantic page with its style inside, in one file that loads nothing from anywhere."""

import base64
import hashlib

from exporter.model.page import Page

POLICY = "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def write(page: Page) -> bytes:
    """Return the page as UTF-8 HTML: style inlined, and a policy under which browsers fetch and run nothing."""
    css = escape_style(page.screen_css)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(digest=digest)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{css}</style>\n"
    )
    before, end, after = page.html.partition("</head>")
    return f"{before}{head}{end}{after}".encode()


def escape_style(css: str) -> str:
    """Return the style sheet so that it cannot end its element: `</` reads the same to CSS as `<\\/`."""
    return css.replace("\r\n", "\n").replace("</", "<\\/")
