"""Tells a screen reader what WeasyPrint leaves out: languages, what is struck or underlined, pictures, kinds of list.

Checkers of PDF/UA do not see these: a French passage read out in an English voice, a deletion that sounds like any
text, a picture of which only the title is said, and whose place on the page is given in the wrong unit.
"""

import re
from collections.abc import Mapping
from typing import Any

from exporter.writers.pdf_tree import Element, Tree

Box = Any

# "fr", "km", "zh-Hant", "sr-Latn-RS"; anything else would make the file invalid
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
DECORATIONS = {"ins": "/Underline", "del": "/LineThrough"}
# list-style-type in CSS -> ListNumbering in PDF
NUMBERINGS = {
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
}
SVG = "{http://www.w3.org/2000/svg}"
POINTS_PER_PIXEL = 0.75


def list_languages(root: Any) -> dict[Any, str]:
    """Return the language of each element of an HTML tree that is in another than the root, by the element."""
    own = root.get("lang", "")
    languages: dict[Any, str] = {}
    waiting = [(root, own)]
    while waiting:
        element, language = waiting.pop()
        given = element.get("lang", "").strip()
        language = given if LANGUAGE.fullmatch(given) else language
        if language != own:
            languages[element] = language
        waiting += [(child, language) for child in element]
    return languages


def watch_painting(document: Any) -> list[dict[int, Box]]:
    """Return a list that is filled while WeasyPrint paints: for each page, the box of each marked content.

    WeasyPrint forgets them before it calls the finisher.
    """
    painted: list[dict[int, Box]] = []
    for page in document.pages:
        page.paint = _watch(page.paint, painted)
    return painted


def _watch(paint: Any, painted: list[dict[int, Box]]) -> Any:
    def paint_and_note(stream: Any, *args: Any, **kwargs: Any) -> None:
        paint(stream, *args, **kwargs)
        painted.append({tag["mcid"]: box for box, tag in stream._tags.items()})

    return paint_and_note


def mend_speech(document: Any, pdf: Any, painted: list[dict[int, Box]], languages: Mapping[Any, str]) -> None:
    """Add to the structure of `pdf` what its marked contents are: to be called before the structure is mended."""
    from pydyf import String

    tree = Tree(pdf)
    for number, (page, boxes) in enumerate(zip(document.pages, painted, strict=True)):
        for mark, box in boxes.items():
            owner = tree.find_owner(number, mark)
            _set_language(tree, owner, languages.get(box.element))
            if box.element_tag == f"{SVG}svg":
                _describe_picture(owner, box, page.height)
            elif box.element_tag == "li::marker":
                _set_numbering(tree, owner, box)
            elif getattr(box, "text", "").isspace():
                owner["ActualText"] = String(" ")  # it is not drawn, and the words around it would run together
            elif box.element_tag in DECORATIONS and owner["S"] != "/Link":
                owner["A"] = _attributes("/Layout", TextDecorationType=DECORATIONS[box.element_tag])


def _attributes(owner: str, **values: Any) -> Any:
    from pydyf import Dictionary

    return Dictionary({"O": owner, **values})


def _set_language(tree: Tree, owner: Element, language: str | None) -> None:
    from pydyf import String

    if language:
        owner["Lang"] = String(language)


def _describe_picture(owner: Element, box: Box, page_height: float) -> None:
    """Say the picture's description after its title, and where it stands in points from the foot of the page."""
    from pydyf import Array, String

    words = (box.element.findtext(f"{SVG}{part}") or "" for part in ("title", "desc"))
    if text := " ".join(" ".join(words).split()):
        owner["Alt"] = String(text)
    left, top, right, bottom = (float(side) for side in owner["A"]["BBox"])
    corners = (left, page_height - bottom, right, page_height - top)
    owner["A"]["BBox"] = Array(round(corner * POINTS_PER_PIXEL, 2) for corner in corners)


def _set_numbering(tree: Tree, owner: Element, box: Box) -> None:
    numbering = NUMBERINGS.get(str(box.style["list_style_type"]))
    if numbering:
        tree.ancestor(owner, "/L")["A"] = _attributes("/List", ListNumbering=numbering)
