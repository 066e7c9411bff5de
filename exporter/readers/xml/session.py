"""The XML of the European Parliament's sittings: adopted texts as their editors mark them up."""

import datetime

from lxml import etree

from exporter.model.outline import Hint
from exporter.readers.flow import BLOCK, BREAK, INLINE, LABEL, SKIP, Act, Role, drop_content, split_names
from exporter.readers.xml.vocabulary import Part, Vocabulary, local_name, tell_left_out

ROLES: dict[str, Role] = {
    **dict.fromkeys(
        split_names("P TXT TXTLST GRVISA GRCONS DISPOSITIF ACTLST ACTION LIST ITEM NP TBL ROW CELL"), BLOCK
    ),
    **dict.fromkeys(("NO.P", "NO", "NUM"), LABEL),
    **dict.fromkeys(
        split_names("HT I B U EM STRONG SUP SUB REF LINK LIEN A FT EMPHASIS ITALIC BOLD INLINE QUOTE"), INLINE
    ),
    **dict.fromkeys(("TITLE", "TITRE", "TI"), Role(Act.BLOCK, Hint.TITLE, spread=True)),
    "ACTINIT": Role(Act.BLOCK, Hint.HEADING, spread=True),
    "VISA": Role(Act.BLOCK, Hint.CITATION),
    "FOOTNOTE": Role(Act.NOTE),
    "BR": BREAK,
    "META": SKIP,
}
"""What the elements are. CONS and ACTION say nothing: in 2017 recitals are ACTIONs, so the label decides."""

WORDED = frozenset({"P", "TXT", "TI", "FOOTNOTE", "NP"})
"""Elements that hold words: what stands in them without being known stands within a line."""

PARTS = ("{*}GRVISA", "{*}GRCONS", "{*}DISPOSITIF")
"""Elements that only a resolution has."""

LONGEST_MARK = 4


def refine(element: etree._Element, name: str, role: Role) -> Role:
    """Return what an element is: notes by their number, elements that are not known by where they stand."""
    if name == "FOOTNOTE":
        mark = next((element.get(key, "") for key in ("NO", "NUM", "N", "MARK") if element.get(key)), "")
        return Role(Act.NOTE, text=mark if len(mark) <= LONGEST_MARK else "")
    return role if name in ROLES or _stands_in_line(element) else BLOCK


def _stands_in_line(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    words_around = f"{parent.text or ''}{element.tail or ''}".strip()
    return bool(words_around) or local_name(parent) in WORDED


def choose(root: etree._Element, file: str) -> Part:
    """Return the texts of a file; a list of text after the first without parts of a resolution is an annex."""
    lists = [element for element in root.iter("{*}TXTLST") if next(element.iterancestors("{*}TXTLST"), None) is None]
    annexes = [element for element in lists[1:] if next(element.iter(*PARTS), None) is None]
    names = [_name(element) for element in annexes]
    for element in annexes:
        drop_content(element)
    return Part(root=root, date=_find_date(root), notices=tell_left_out(names))


def _name(part: etree._Element) -> str:
    words = " ".join(" ".join(map(str, part.itertext())).split())
    return words if len(words) <= 60 else f"{words[:60].rpartition(' ')[0]} …"


def _find_date(root: etree._Element) -> datetime.date | None:
    """Return the day of the sitting: the first DATE before the words of the text begin."""
    for element in root.iter("{*}DATE", "{*}GRVISA", "{*}DISPOSITIF"):
        if local_name(element) != "DATE":
            return None
        try:
            return datetime.date.fromisoformat(element.get("ISO", ""))
        except ValueError:
            continue
    return None


VOCABULARY = Vocabulary(
    roots=frozenset(),
    marks=frozenset({"GRVISA", "GRCONS", "DISPOSITIF", "TXTLST", "ACTLST"}),
    roles=ROLES,
    refine=refine,
    choose=choose,
)
"""The session XML of the European Parliament."""
