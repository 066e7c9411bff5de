"""The numbering part: one definition for each list style, one instance more for each list that starts anew."""

from lxml.etree import _Element as Element

from exporter.writers.docx.sheet import Sheet, Style
from exporter.writers.docx.styles import Look
from exporter.writers.docx.xml import w


class Numbering:
    """The lists of a document; instance n of the first ones belongs to the nth list style itself."""

    def __init__(self, sheet: Sheet, look: Look) -> None:
        self._styles = sheet.numbered()
        self._look = look
        self._restarts: list[tuple[int, int]] = []

    def restart(self, style: Style, start: int = 1) -> int:
        """Return the number of a new list of this style that begins at `start`."""
        self._restarts.append((self._styles.index(style), start))
        return len(self._styles) + len(self._restarts)

    def build(self) -> Element:
        """Return the root of `numbering.xml`."""
        definitions = [_definition(number, style, self._look) for number, style in enumerate(self._styles)]
        instances = [_instance(number + 1, number, None) for number in range(len(self._styles))]
        first = len(self._styles) + 1
        for number, (definition, start) in enumerate(self._restarts, first):
            instances.append(_instance(number, definition, start))
        return w("numbering", *definitions, *instances)


def _definition(number: int, style: Style, look: Look) -> Element:
    hanging, left = look.length(style.hanging or 0), look.length(style.left or 0)
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet" if style.bullet else style.number),
        w("pStyle", val=style.id),
        w("lvlText", val=style.bullet or "%1."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        ilvl=0,
    )
    unique = f"{0xE5A00000 + number:08X}"
    return w("abstractNum", w("nsid", val=unique), w("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def _instance(number: int, definition: int, start: int | None) -> Element:
    instance = w("num", w("abstractNumId", val=definition), numId=number)
    if start is not None:
        instance.append(w("lvlOverride", w("startOverride", val=start), ilvl=0))
    return instance
