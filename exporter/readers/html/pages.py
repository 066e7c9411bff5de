"""Pages of the sites where texts are found: where the text stands, what belongs to the page around it."""

import re

from lxml import etree

from exporter.readers.flow import read_words, split_names

MAINS = ("website-body", "TexteOnly", "document1", "text")
"""Elements, by their id, that hold the text on pages of the European Parliament and of EUR-Lex."""

ENOUGH = 500
"""Characters of text that such an element must hold to be believed."""

FURNITURE = frozenset(
    split_names(
        "es_header es_wai-access es_header-language-selector es_dropdown es_links-list breadcrumb doceo-ring "
        "breadcrumbs dropdown-menu card-header cookie-banner doc_box_header_icons toc es_footer es_social-share "
        "share-bar"
    )
)
"""Classes of what surrounds the text: menus, languages, stages of the procedure, lists of contents."""

REFERENCE = re.compile(r"(?:RC-)?[AB]\d{1,2}[-‑]\d{4}/\d{4}|P\d{1,2}_TA(?:-PROV)?\(\d{4}\)\d{4}")
"""RC-B10-0249/2025 · A9-0163/2024 · P9_TA(2022)0201"""


def choose_main(root: etree._Element) -> etree._Element:
    """Return the part of a page that holds the text: the site's own element for it, else the body."""
    named = {element.get("id"): element for element in root.iter("div", "main", "td") if element.get("id") in MAINS}
    for name in MAINS:
        if name in named and _holds_text(named[name]):
            return named[name]
    mains = list(root.iter("main"))
    if len(mains) == 1 and _holds_text(mains[0]):
        return mains[0]
    body = root.find("body")
    return root if body is None else body


def _holds_text(element: etree._Element) -> bool:
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length >= ENOUGH:
            return True
    return False


def mark_furniture(main: etree._Element) -> set[etree._Element]:
    """Return the elements of a page that are not part of its text."""
    found = {element for element in main.iter(etree.Element) if not FURNITURE.isdisjoint(_classes(element))}
    for link in main.iter("a"):
        if "/legal-notice" in link.get("href", ""):  # "Last updated: 7 May 2025 · Legal notice - Privacy policy"
            found.update(_list_feet(link))
    for menu in main.iter("nav"):
        header = next(menu.iterancestors("header"), None)
        found.update([header] if header is not None else [])
    return found


def _list_feet(link: etree._Element) -> list[etree._Element]:
    feet = (element for element in link.iterancestors("div") if "small" in _classes(element))
    return [foot for foot in feet if len(read_words(foot)) < ENOUGH][:1]


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def find_references(root: etree._Element) -> tuple[str, ...]:
    """Return the reference a page of the Parliament gives the text in its own frame, where the text may lack it."""
    for ring in root.iter("div"):
        if "doceo-ring" in _classes(ring):
            selected = (div for div in ring.iter("div", "span") if REFERENCE.fullmatch((div.text or "").strip()))
            return tuple((div.text or "").strip() for div in selected)[:1]
    title = root.findtext("head/title") or ""
    parts = [part.strip() for part in title.split("|")]  # "JOINT MOTION ... | RC-B10-0249/2025 | European Parliament"
    return tuple(part for part in parts if len(parts) > 2 and REFERENCE.fullmatch(part))[:1]
