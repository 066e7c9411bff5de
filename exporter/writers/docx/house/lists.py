"""The lists of a house document: which of its list styles have one, and which numbers are free."""

import re
from collections.abc import Mapping

from lxml.etree import _Element as Element

from exporter.writers.docx.house.styles import Chain
from exporter.writers.docx.lists import Lists
from exporter.writers.docx.sheet import Sheet
from exporter.writers.docx.xml import VAL, W


def find_lists(chain: Chain, matched: Mapping[str, str], numbering: Element, sheet: Sheet) -> Lists:
    """Return what a house has of lists; `chain` holds its styles under their ids there."""
    definitions = {
        number: _number(element.find(f"{{{W}}}abstractNumId"))
        for element in numbering.iterchildren(f"{{{W}}}num")
        if (number := _read(element.get(f"{{{W}}}numId"))) is not None
    }
    known = [_read(element.get(f"{{{W}}}abstractNumId")) for element in numbering.iterchildren(f"{{{W}}}abstractNum")]
    theirs = [style.id for style in sheet.numbered() if style.id in matched]
    linked = {}
    for own in theirs:
        number = _number(chain.find(matched[own], "pPr/numPr/numId"))
        definition = definitions.get(-1 if number is None else number)
        if definition is not None and definition in known:
            linked[own] = definition, _number(chain.find(matched[own], "pPr/numPr/ilvl")) or 0
    return Lists(
        definition=max((number for number in known if number is not None), default=-1) + 1,
        instance=max(definitions, default=0) + 1,
        linked=linked,
        loose=frozenset(theirs) - set(linked),
    )


def _number(element: Element | None) -> int | None:
    return None if element is None else _read(element.get(VAL))


def _read(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) else None
