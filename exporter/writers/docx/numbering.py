"""The numbering part: one definition for each list style, one instance more for each list that starts anew."""

from lxml.etree import _Element as Element

from exporter.writers.docx.lists import Lists
from exporter.writers.docx.sheet import Sheet, Style
from exporter.writers.docx.styles import Look
from exporter.writers.docx.xml import local_name, w


class Numbering:
    """The lists of a document; the first ones belong to the list styles themselves."""

    def __init__(self, sheet: Sheet, look: Look, lists: Lists) -> None:
        self._own = lists.own(sheet)
        self._numbers = lists.number(sheet)
        self._look = look
        self._lists = lists
        self._restarts: list[tuple[int, int, int]] = []

    def open(self, style: Style, start: int = 1) -> int | None:
        """Return the number of a list of this style for its paragraphs to name, None where the style says it.

        A list of numbers is always a new one, that begins at `start`.
        """
        if style.number:
            return self._restart(style, start)
        return self._numbers[style.id] if style.id in self._lists.loose else None

    def level(self, style: Style) -> int:
        """Return the level at which paragraphs of this style stand in their list."""
        return self._lists.linked.get(style.id, (0, 0))[1]

    def attach(self, root: Element) -> None:
        """Put definitions and lists into the root of `numbering.xml`: definitions come before lists."""
        definitions = [
            _definition(number, style, self._look, linked=style.id not in self._lists.loose)
            for number, style in enumerate(self._own, self._lists.definition)
        ]
        place = next((at for at, child in enumerate(root) if local_name(child) in AFTER), len(root))
        root[place:place] = definitions
        end = next((at for at, child in enumerate(root) if local_name(child) == LAST), len(root))
        root[end:end] = list(self._build_instances())

    def _restart(self, style: Style, start: int) -> int:
        definition, level = self._lists.linked.get(style.id) or (
            self._numbers[style.id] - self._lists.instance + self._lists.definition,
            0,
        )
        self._restarts.append((definition, level, start))
        return self._lists.instance + len(self._own) + len(self._restarts) - 1

    def _build_instances(self) -> list[Element]:
        first = self._lists.instance
        definitions = range(self._lists.definition, self._lists.definition + len(self._own))
        instances = [_instance(number, definition) for number, definition in enumerate(definitions, first)]
        for number, (definition, level, start) in enumerate(self._restarts, first + len(self._own)):
            instances.append(_instance(number, definition, level, start))
        return instances


# what stands behind definitions, and what stands behind lists
LAST = "numIdMacAtCleanup"
AFTER = frozenset(("num", LAST))


def _definition(number: int, style: Style, look: Look, *, linked: bool) -> Element:
    hanging, left = look.length(style.hanging or 0), look.length(style.left or 0)
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet" if style.bullet else style.number),
        *([w("pStyle", val=style.id)] if linked else []),
        w("lvlText", val=style.bullet or "%1."),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        ilvl=0,
    )
    unique = f"{0xE5A00000 + number:08X}"
    return w("abstractNum", w("nsid", val=unique), w("multiLevelType", val="singleLevel"), level, abstractNumId=number)


def _instance(number: int, definition: int, level: int = 0, start: int | None = None) -> Element:
    instance = w("num", w("abstractNumId", val=definition), numId=number)
    if start is not None:
        instance.append(w("lvlOverride", w("startOverride", val=start), ilvl=level))
    return instance
