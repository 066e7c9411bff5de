"""What the styles and numbering of a Word file say: hidden text, headings, the labels that Word displays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from exporter.model.outline import Hint

STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
USUAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OFF = frozenset({"0", "false", "off"})
DEEPEST = 40
"""How many styles may be based on each other; more are a circle."""

HEADING = re.compile(r"heading [1-9]")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_ENDS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LARGEST_LABEL = 3999
"""Numbers above this are printed in figures: no list of a resolution has as many items."""

BULLETS = {"\uf02d": "–", "\uf0b7": "•", "\uf0be": "–", "-": "–", "o": "•"}
"""What Symbol, Wingdings and Courier show for their signs."""


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for entities and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute of Word's own, whichever of its two namespaces the file uses."""
    if element is None:
        return None
    found = element.get(USUAL + name)
    return element.get(STRICT + name) if found is None else found


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """Return an attribute as a number, None where it is none."""
    text = value(element, name) or ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else None


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a switch such as `vanish` is on, None where the properties do not have it."""
    switch = None if properties is None else properties.find("{*}" + name)
    return None if switch is None else value(switch) not in OFF


@dataclass(frozen=True)
class Style:
    """A style: the one it is based on, its name, its own properties."""

    parent: str | None
    name: str
    run: etree._Element | None
    paragraph: etree._Element | None


@dataclass
class Styles:
    """All styles of a file by id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def trace(self, key: str | None) -> Iterator[Style]:
        """Yield a style and those it is based on, nearest first."""
        for _ in range(DEEPEST):
            style = self.by_id.get(key or "")
            if style is None:
                return
            yield style
            key = style.parent

    def is_hidden(self, key: str | None) -> bool:
        """Return whether text of a style is hidden."""
        found = (is_on(style.run, "vanish") for style in self.trace(key))
        return next((switch for switch in found if switch is not None), False)

    def find_numbering(self, key: str | None) -> tuple[int | None, int | None]:
        """Return the list and the level that a paragraph style gives its paragraphs."""
        for style in self.trace(key):
            numbering = None if style.paragraph is None else style.paragraph.find("{*}numPr")
            if numbering is not None:
                return number(numbering.find("{*}numId")), number(numbering.find("{*}ilvl"))
        return None, None

    def find_hint(self, key: str | None) -> Hint | None:
        """Return what a paragraph style says a paragraph is."""
        for style in self.trace(key):
            if HEADING.fullmatch(style.name.lower()):
                return Hint.HEADING
            if style.name.lower() == "title":
                return Hint.TITLE
        return None


def read_styles(root: etree._Element | None) -> Styles:
    """Return the styles of the part `styles`."""
    found: dict[str, Style] = {}
    for element in () if root is None else root.iterfind("{*}style"):
        style = Style(
            parent=value(element.find("{*}basedOn")),
            name=value(element.find("{*}name")) or "",
            run=element.find("{*}rPr"),
            paragraph=element.find("{*}pPr"),
        )
        found[value(element, "styleId") or ""] = style
    return Styles(found)


@dataclass(frozen=True)
class Level:
    """A level of a list: first number, format, text with `%1` for the number of level 1, when it starts anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a file and how far each has been counted."""

    kinds: dict[int, int] = field(default_factory=dict)
    levels: dict[int, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[int, dict[int, Level]] = field(default_factory=dict)
    starts: dict[int, dict[int, int]] = field(default_factory=dict)
    counts: dict[int, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[int, int]] = field(default_factory=set)

    def next_label(self, key: int | None, level: int) -> str:
        """Count one paragraph of a list and return the label that Word displays before it, empty for none."""
        kind = self.kinds.get(key or 0)
        if key is None or kind is None or self._find(key, level) is None:
            return ""
        counts = self.counts.setdefault(kind, {})
        anew = self.starts.get(key, {}).get(level)
        if anew is not None and (key, level) not in self.started:
            counts[level] = anew
        else:
            counts[level] = counts[level] + 1 if level in counts else self._start(key, level)
        self.started.add((key, level))
        for deeper in [other for other in counts if other > level and self._restarts(key, other, level)]:
            del counts[deeper]
        return self._format(key, level, counts)

    def _find(self, key: int, level: int) -> Level | None:
        return self.overrides.get(key, {}).get(level) or self.levels.get(self.kinds[key], {}).get(level)

    def _start(self, key: int, level: int) -> int:
        found = self._find(key, level)
        return found.start if found else 1

    def _restarts(self, key: int, deeper: int, level: int) -> bool:
        """Return whether a level begins anew after a higher one; `restart` says after which, 0 after none."""
        found = self._find(key, deeper)
        return found is None or found.restart is None or level < found.restart

    def _format(self, key: int, level: int, counts: dict[int, int]) -> str:
        own = self._find(key, level)
        if own is None:
            return ""
        if own.form == "bullet":
            return "".join(BULLETS.get(sign, "•" if "\ue000" <= sign <= "\uf8ff" else sign) for sign in own.text)

        def fill(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = self._find(key, at) or own
            count = counts.get(at, self._start(key, at))
            return format_number(count, "decimal" if own.legal and at < level else form.form)

        return re.sub(r"%([1-9])", fill, own.text).strip()


def format_number(count: int, form: str) -> str:
    """Return a number as Word displays it: the 28th letter is BB; formats of other scripts as figures."""
    if form == "none":
        return ""
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26 * 30:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("upperRoman", "lowerRoman") and 0 < count <= LARGEST_LABEL:
        roman = _format_roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _format_roman(count: int) -> str:
    digits = ""
    for size, sign in (*ROMAN, *ROMAN_ENDS):
        times, count = divmod(count, size)
        digits += sign * times
    return digits


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """Return the lists of the part `numbering`; a list that borrows its levels from a style has those."""
    lists = Numbering()
    if root is None:
        return lists
    links: dict[int, str] = {}
    for element in root.iterfind("{*}abstractNum"):
        key = number(element, "abstractNumId")
        if key is not None:
            lists.levels[key] = dict(map(_read_level, element.iterfind("{*}lvl")))
            links[key] = value(element.find("{*}numStyleLink")) or ""
    for element in root.iterfind("{*}num"):
        key, kind = number(element, "numId"), number(element.find("{*}abstractNumId"))
        if key is not None and kind is not None:
            lists.kinds[key] = kind
            _read_overrides(element, key, lists)
    for kind, style in links.items():
        linked = lists.kinds.get(styles.find_numbering(style)[0] or 0) if style else None
        if linked is not None and not lists.levels[kind]:
            lists.levels[kind] = lists.levels.get(linked, {})
    return lists


def _read_level(element: etree._Element) -> tuple[int, Level]:
    start = number(element.find("{*}start"))
    level = Level(
        start=0 if start is None and element.find("{*}start") is None else start or 0,
        form=value(element.find("{*}numFmt")) or "decimal",
        text=(value(element.find("{*}lvlText")) or "")[:50],
        restart=number(element.find("{*}lvlRestart")),
        legal=is_on(element, "isLgl") or False,
    )
    return number(element, "ilvl") or 0, level


def _read_overrides(element: etree._Element, key: int, lists: Numbering) -> None:
    for override in element.iterfind("{*}lvlOverride"):
        at = number(override, "ilvl") or 0
        start = number(override.find("{*}startOverride"))
        if start is not None:
            lists.starts.setdefault(key, {})[at] = start
        level = override.find("{*}lvl")
        if level is not None:
            lists.overrides.setdefault(key, {})[at] = _read_level(level)[1]
