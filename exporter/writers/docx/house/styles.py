"""The styles of a house document and ours in one part: theirs where they have one of that name, ours for the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import msgspec
from lxml import etree
from lxml.etree import _Element as Element

from exporter.writers.docx.sheet import Sheet
from exporter.writers.docx.styles import is_built_in
from exporter.writers.docx.xml import VAL, W, local_name, w

# the styles that every document has, by their kind
DEFAULTS = {
    "paragraph": "Normal",
    "character": "DefaultParagraphFont",
    "table": "TableNormal",
    "numbering": "NoList",
}
# elements whose value is the id of a style
USES = frozenset((
    "basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink", "clickAndTypeStyle",
))  # fmt: skip
# what would hide our words, and the language of other words
UNWANTED = frozenset(("vanish", "webHidden", "specVanish", "lang"))
ID, KIND, DEFAULT = f"{{{W}}}styleId", f"{{{W}}}type", f"{{{W}}}default"
DEEPEST = 40


@dataclass(frozen=True)
class Chain:
    """The styles of a part by their ids, with what each inherits."""

    root: Element
    by_id: dict[str, Element] = field(default_factory=dict)

    def trace(self, key: str) -> Iterator[Element]:
        """Yield a style and those it is based on, nearest first, and lastly what all styles begin with."""
        for _ in range(DEEPEST):
            style = self.by_id.get(key)
            if style is None:
                break
            yield style
            based = style.find(f"{{{W}}}basedOn")
            key = "" if based is None else based.get(VAL, "")
        for default in ("rPrDefault", "pPrDefault"):
            found = self.root.find(f"{{{W}}}docDefaults/{{{W}}}{default}")
            if found is not None:
                yield found

    def find_all(self, key: str, path: str) -> Iterator[Element]:
        """Yield the elements at a path such as `rPr/sz` in a style and those it is based on, nearest first."""
        steps = "/".join(f"{{{W}}}{step}" for step in path.split("/"))
        for style in self.trace(key):
            found = style.find(steps)
            if found is not None:
                yield found

    def find(self, key: str, path: str) -> Element | None:
        """Return the nearest element at a path, None where no style has it."""
        return next(self.find_all(key, path), None)


def read_chain(data: bytes) -> Chain:
    """Return the styles of a part; of two with one id the first."""
    root = etree.fromstring(data)
    by_id: dict[str, Element] = {}
    for style in list(root.iterchildren(f"{{{W}}}style")):
        key = style.get(ID)
        if key is None or key in by_id or style.get(KIND) not in DEFAULTS:
            root.remove(style)
        else:
            by_id[key] = style
    return Chain(root, by_id)


def match_styles(chain: Chain, sheet: Sheet) -> dict[str, str]:
    """Return our id → theirs, for styles of one kind: by the name, by its names in other languages, then by the id.

    The style of plain paragraphs is Normal, whatever it is called.
    """
    found = dict(_match_defaults(chain))
    for names_of in (_list_names, _list_other_names, _list_ids):
        theirs: dict[tuple[str, str], str] = {}
        for key, style in chain.by_id.items():
            if key not in found.values():
                for name in names_of(style):
                    theirs.setdefault((style.get(KIND, ""), name), key)
        for own in sheet.styles:
            name = own.id if names_of is _list_ids else _fold(own.name)
            key = theirs.get((own.kind, name), "")
            if key and own.id not in found and key not in found.values():
                found[own.id] = key
    return found


def list_missing(data: bytes, sheet: Sheet) -> tuple[str, ...]:
    """Return the names of our styles that a house document does not have, in their order."""
    matched = match_styles(read_chain(data), sheet)
    return tuple(style.name for style in sheet.styles if style.id not in matched)


def _match_defaults(chain: Chain) -> Iterator[tuple[str, str]]:
    for kind, own in DEFAULTS.items():
        for key, style in chain.by_id.items():
            if style.get(KIND) == kind and style.get(DEFAULT) in ("1", "true", "on"):
                yield own, key
                break


def _list_names(style: Element) -> Iterator[str]:
    for tag in ("name", "aliases"):
        element = style.find(f"{{{W}}}{tag}")
        text = "" if element is None else element.get(VAL, "")
        yield from (_fold(name) for name in (text.split(",") if tag == "aliases" else [text]))


def _list_other_names(style: Element) -> Iterator[str]:
    known = _load_aliases()
    return (known[name] for name in _list_names(style) if name in known)


def _list_ids(style: Element) -> Iterator[str]:
    yield style.get(ID, "")


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


@cache
def _load_aliases() -> dict[str, str]:
    """Return a name of a built-in style in another language → its English name, both in small letters."""
    data = files("exporter.writers.docx").joinpath("aliases.toml").read_bytes()
    table = msgspec.toml.decode(data, type=dict[str, tuple[str, ...]])
    return {_fold(name): _fold(english) for english, names in table.items() for name in names}


def find_new_ids(chain: Chain, matched: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """Return their id → the one it gets: ours where it stands for ours, a free one where it would be taken for ours."""
    new = {theirs: own for own, theirs in matched.items()}
    taken = {*sheet.by_id, *DEFAULTS.values(), *chain.by_id}
    for key in chain.by_id:
        if key not in new and (key in sheet.by_id or key in DEFAULTS.values()):
            number = next(number for number in range(1, len(taken) + 2) if f"{key}House{number}" not in taken)
            new[key] = f"{key}House{number}"
            taken.add(new[key])
    return new


def rename_styles(roots: Iterable[Element], new: Mapping[str, str]) -> None:
    """Give styles their new ids, wherever they are named."""
    for root in roots:
        for element in root.iter(f"{{{W}}}*"):
            if (key := element.get(ID)) in new:
                element.set(ID, new[str(key)])
            if local_name(element) in USES and (key := element.get(VAL)) in new:
                element.set(VAL, new[str(key)])


def merge_styles(chain: Chain, matched: Mapping[str, str], own: Iterable[Element], sheet: Sheet, language: str) -> None:
    """Add those of our styles that have no counterpart, and take out what would hide our words.

    Called after the styles have their new ids; `own` are all of ours.
    """
    for element in [found for found in chain.root.iter(f"{{{W}}}*") if local_name(found) in UNWANTED]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    _set_language(chain.root, language)
    _state_structure(chain, matched, sheet)
    names = {name for style in chain.root.iterchildren(f"{{{W}}}style") for name in _list_names(style)}
    _name_built_in(chain, matched, sheet, names)
    for style in own:
        if style.get(ID) not in matched:
            _name_apart(style, names)
            chain.root.append(style)


def _set_language(root: Element, language: str) -> None:
    properties = root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr")
    if properties is not None:
        properties.append(w("lang", val=language))
        return
    run = w("rPrDefault", w("rPr", w("lang", val=language)))
    defaults = root.find(f"{{{W}}}docDefaults")
    if defaults is None:
        root.insert(0, w("docDefaults", run))
        return
    for empty in defaults.findall(f"{{{W}}}rPrDefault"):
        defaults.remove(empty)
    defaults.insert(0, run)


def _state_structure(chain: Chain, matched: Mapping[str, str], sheet: Sheet) -> None:
    """Say what Word's outline and page breaks rest on where the house does not.

    Plain paragraphs are the default, headings have their level, and stay on the page of what follows. Word numbers no
    recitals and paragraphs: they bring the labels of the text.
    """
    if "Normal" in matched:
        chain.by_id["Normal"].set(DEFAULT, "1")
    for own in matched:
        style = sheet.by_id.get(own)
        if style is None or style.kind != "paragraph":
            continue
        if style.keep_next and chain.find(own, "pPr/keepNext") is None:
            _open_properties(chain.by_id[own]).insert(0, w("keepNext"))
        is_list = bool(style.bullet or style.number)
        if style.outline is None and not is_list and chain.find(own, "pPr/numPr") is not None:
            _take_number(_open_properties(chain.by_id[own]))
        if style.outline is not None and chain.find(own, "pPr/outlineLvl") is None:
            properties = _open_properties(chain.by_id[own])
            later = [child for child in properties if local_name(child) in BEHIND_OUTLINE]
            properties.insert(
                properties.index(later[0]) if later else len(properties), w("outlineLvl", val=style.outline)
            )


# what stands before the number of a list among the properties of a paragraph
BEFORE_NUMBER = frozenset(("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))


def _take_number(properties: Element) -> None:
    """Let a style have no number, whatever it is based on."""
    for number in properties.findall(f"{{{W}}}numPr"):
        properties.remove(number)
    place = next((at for at, child in enumerate(properties) if local_name(child) not in BEFORE_NUMBER), len(properties))
    properties.insert(place, w("numPr", w("numId", val=0)))


# what stands behind the outline level among the properties of a paragraph
BEHIND_OUTLINE = frozenset(("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))


def _open_properties(style: Element) -> Element:
    """Return `w:pPr` of a style, made where it has none."""
    properties = style.find(f"{{{W}}}pPr")
    if properties is None:
        properties = w("pPr")
        later = [child for child in style if local_name(child) in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")]
        style.insert(style.index(later[0]) if later else len(style), properties)
    return properties


def _name_built_in(chain: Chain, matched: Mapping[str, str], sheet: Sheet, names: set[str]) -> None:
    """Give built-in styles the name by which Word knows them; its contents are made of `heading 1`."""
    for own in matched:
        style, name = sheet.by_id.get(own), chain.by_id[own].find(f"{{{W}}}name")
        if style is None or name is None or not is_built_in(style):
            continue
        if _fold(style.name) not in names or _fold(name.get(VAL, "")) == _fold(style.name):
            name.set(VAL, style.name)
            names.add(_fold(style.name))


def _name_apart(style: Element, names: set[str]) -> None:
    """Give one of our styles another name where the house has a style of that name and of another kind."""
    name = style.find(f"{{{W}}}name")
    if name is not None:
        plain, number = name.get(VAL, ""), 2
        while _fold(name.get(VAL, "")) in names:
            name.set(VAL, f"{plain} {number}")
            number += 1
        names.add(_fold(name.get(VAL, "")))
