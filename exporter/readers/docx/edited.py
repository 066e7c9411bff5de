"""A Word edition of ours that somebody worked on: notes, comments, quotations that are others now, tracked changes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from exporter.analysis.comparison.wording import compare_wording
from exporter.errors import ReadError
from exporter.model.edited import Altered, Edited, Note, Remark, Settled, Settlement
from exporter.readers.docx.archive import Package, open_package
from exporter.readers.docx.editions import find_publication
from exporter.readers.docx.styles import local, value

OURS = ("exporter", "2000-01-01T00:00:00Z")
"""Author and date of the comments and changes that the program itself makes."""

CORE = ("lastModifiedBy", "created", "modified")
DAY = re.compile(r"[1-9]\d{3}-\d\d-\d\d")
"""2024-11-28T00:00:00Z; LibreOffice writes 0-00-00T00:00:00Z where there is none."""

NOTE = "note:"
GONE = {"new": frozenset(("del", "moveFrom")), "old": frozenset(("ins", "moveTo"))}
"""What a paragraph no longer holds, of the text on either side of its tracked changes."""

CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo"))
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


def read_edited(data: bytes, file: str) -> Edited:
    """Return what was done with an edition; ReadError for a file that is damaged, a trap, or no edition of ours."""
    package = open_package(data, file)
    root = package.read_xml(package.main)
    record = _find_record(package)
    if root is None or record is None:
        message = "is no Word edition of this program with quotations or tracked changes"
        raise ReadError(message, file=file, remedy="give a copy of a briefing, comparison, dossier or redline")
    known = _list_quotations(record)
    now = [(tag, words) for tag, words in _list_controls(root) if not tag.startswith(NOTE)]
    now += _find_untagged(root, record, {tag for tag, _ in now})
    remarks = tuple(_list_remarks(root, package.find_related("comments"), record))
    saved_by, saved_on = _find_last(package)
    return Edited(
        publication=find_publication(package),
        notes=tuple(_list_notes(root, record)),
        remarks=remarks,
        dropped=tuple(_list_dropped(record, remarks)),
        saved_by=saved_by,
        saved_on=saved_on,
        altered=tuple(_list_altered(now, known)),
        missing=tuple(tag for tag in known if tag not in {tag for tag, _ in now}),
        settled=tuple(_settle(root, record)),
        tracked=_count_changes(root),
    )


def _find_record(package: Package) -> Element | None:
    for name in package.list_related("customXml"):
        root = package.read_xml(name)
        if root is not None and root.tag == "{urn:exporter:record}record":
            return root
    return None


def _list_quotations(record: Element) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for quotation in record.iterchildren("{*}quotation"):
        known.setdefault(quotation.get("id", ""), []).append(quotation.get("words", ""))
    return known


def _list_controls(root: Element) -> Iterator[tuple[str, str]]:
    """Yield tag and words of each content control, with tracked changes as if they were accepted."""
    for control in root.iter("{*}sdt"):
        tag = value(control.find("{*}sdtPr/{*}tag"))
        if tag and not _is_gone(control, "new"):
            yield tag, _read_words(control, "new")


def _find_untagged(root: Element, record: Element, tagged: set[str]) -> Iterator[tuple[str, str]]:
    """Yield tag and words of quotations whose control or tag is gone, as LibreOffice leaves them.

    They are found by their bookmark, else by their words.
    """
    lost = {quotation.get("id", ""): quotation for quotation in record.iterchildren("{*}quotation")}
    lost = {tag: quotation for tag, quotation in lost.items() if tag not in tagged}
    paragraphs = list(root.iter("{*}p")) if lost else []
    marked = {value(mark, "name"): p for p in paragraphs for mark in p.iter("{*}bookmarkStart")}
    words = {_plain(_read_words(paragraph, "new")) for paragraph in paragraphs}
    for tag, quotation in lost.items():
        found, written = marked.get(quotation.get("bookmark") or ""), quotation.get("words", "")
        if _plain(written) in words:
            yield tag, written
        elif found is not None:
            yield tag, _read_words(found, "new")


def _list_notes(root: Element, record: Element) -> Iterator[Note]:
    """Yield the notes that were written or taken out; the others still show the word in their place."""
    words = {tag: quoted[0] for tag, quoted in _list_quotations(record).items()}
    bases = {place.get("id", ""): place.get("text") or "" for place in record.iterchildren("{*}note")}
    for tag, text in _list_written(root, record):
        name = tag.removeprefix(NOTE)
        if text or bases.get(tag):
            yield Note(id=name, text=text, base=bases.get(tag, ""), words=words.get(name, ""))


def _list_written(root: Element, record: Element) -> Iterator[tuple[str, str]]:
    """Yield tag and words of each note, no words where none was written."""
    if any(tag.startswith(NOTE) for tag, _ in _list_controls(root)):
        yield from _list_tagged_notes(root)
        return
    # without tags notes are told by their order, if all of them are there
    written = [_read_words(p, "new").strip() for p in root.iter("{*}p") if _find_style(p) == "AnalystNote"]
    places = list(record.iterchildren("{*}note"))
    for place, words in zip(places, written, strict=True) if len(places) == len(written) else ():
        said = words.removeprefix((place.get("label") or "").strip()).strip()
        yield place.get("id", ""), "" if words == place.get("word") else said


def _find_style(paragraph: Element) -> str | None:
    return value(paragraph.find("{*}pPr/{*}pStyle"))


def _list_tagged_notes(root: Element) -> Iterator[tuple[str, str]]:
    for control in root.iter("{*}sdt"):
        tag = value(control.find("{*}sdtPr/{*}tag")) or ""
        if tag.startswith(NOTE) and not _is_gone(control, "new"):
            is_open = control.find("{*}sdtPr/{*}showingPlcHdr") is not None
            yield tag, "" if is_open else _read_words(control, "new").strip()


def _list_remarks(root: Element, comments: Element | None, record: Element) -> Iterator[Remark]:
    """Yield the comments of people, in the order of their words."""
    quoted = {tag: words[0] for tag, words in _list_quotations(record).items()}
    on = _list_commented_parts(root, record) if comments is not None else {}
    said = {value(comment, "id"): comment for comment in (() if comments is None else comments)}
    about = _list_commented(root)
    places = {key: place for place, key in enumerate(about)}
    for key, comment in sorted(said.items(), key=lambda item: places.get(item[0], -1)):
        author, date = (value(comment, name) or "" for name in ("author", "date"))
        day = found[0] if (found := DAY.match(date)) else ""
        text = "\n".join(_read_words(paragraph, "new") for paragraph in comment.iter("{*}p")).strip()
        if (author, date) != OURS and text:
            part = on.get(key, "")
            words = quoted.get(part, "")
            yield Remark(author=author, date=day, about=about.get(key, ""), text=text, id=part, words=words)


def _list_commented_parts(root: Element, record: Element) -> dict[str | None, str]:
    """Return the id of what each comment is on: a quotation or part of a text, else the first one in its row."""
    marks = {item.get("bookmark"): item.get("id", "") for item in record.iterchildren("{*}quotation", "{*}part")}
    words = {_plain(item.get("words") or ""): item.get("id", "") for item in record.iterchildren("{*}quotation")}
    found: dict[str | None, str] = {}
    for start in root.iter("{*}commentRangeStart"):
        paragraph = next(start.iterancestors("{*}p"), None)
        paragraph = start.getnext() if paragraph is None else paragraph
        row = next(start.iterancestors("{*}tr"), None)
        places = (_find_parts(area, marks, words) for area in (paragraph, row) if area is not None)
        found[value(start, "id")] = next((name for names in places for name in names), "")
    return found


def _find_parts(area: Element, marks: dict[str | None, str], words: dict[str, str]) -> Iterator[str]:
    """Yield the ids of quotations and parts in a paragraph or row: by tag, by bookmark, by words."""
    controls = [*area.iterancestors("{*}sdt"), *area.iter("{*}sdt")]
    yield from (tag.removeprefix(NOTE) for control in controls if (tag := value(control.find("{*}sdtPr/{*}tag"))))
    names = (value(mark, "name") for mark in area.iter("{*}bookmarkStart"))
    yield from (marks[name] for name in names if name in marks)
    paragraphs = area.iter("{*}p")
    yield from (words[said] for p in paragraphs if (said := _plain(_read_words(p, "new"))) in words)


def _list_dropped(record: Element, remarks: Sequence[Remark]) -> Iterator[Remark]:
    """Yield the comments that were put into the margin and are not there any more, or say something else."""
    there = {(remark.author, remark.date, _plain(remark.text)) for remark in remarks}
    for item in record.iterchildren("{*}comment"):
        author, date, text, part = (item.get(name) or "" for name in ("author", "date", "text", "id"))
        if (author, date, _plain(text)) not in there:
            yield Remark(author=author, date=date, about="", text=text, id=part)


def _find_last(package: Package) -> tuple[str, str]:
    """Return who saved the file last, and on which day; nobody where no person has."""
    core = package.read_xml("docProps/core.xml")
    facts = {name: "" if core is None else core.findtext(f"{{*}}{name}") or "" for name in CORE}
    name, created, modified = (facts[name] for name in CORE)
    # the program itself writes one time for both, and the author of the dossier
    return ("", "") if name in ("", OURS[0]) or created == modified else (name, modified[:10])


def _list_commented(root: Element) -> dict[str | None, str]:
    """Return the words that each comment is about."""
    opened: dict[str | None, list[str]] = {}
    done: dict[str | None, str] = {}
    for element in root.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}t"):
        name = local(element)
        if name == "commentRangeStart":
            opened[value(element, "id")] = []
        elif name == "t":
            for words in opened.values():
                words.append(element.text or "")
        elif (key := value(element, "id")) in opened:
            done[key] = " ".join("".join(opened.pop(key)).split())
    return done


def _list_altered(now: list[tuple[str, str]], known: dict[str, list[str]]) -> Iterator[Altered]:
    for tag, words in now:
        written = known.get(tag)
        if written and _plain(words) not in map(_plain, written):
            yield Altered(id=tag, wording=compare_wording(_plain(written[0]), _plain(words)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _settle(root: Element, record: Element) -> Iterator[Settled]:
    """Yield what became of each tracked paragraph of ours."""
    settled: Counter[str] = Counter()
    still: Counter[tuple[str, str]] = Counter()
    for paragraph in root.iter("{*}p"):
        old, new = (_plain(_read_words(paragraph, side)) for side in ("old", "new"))
        if any(local(element) in CHANGES for element in paragraph.iter()):
            still[old, new] += 1
        else:
            settled[new] += 1
    for change in record.iterchildren("{*}change"):
        old_text, new_text = change.get("old"), change.get("new")
        found = _find_settlement(old_text, new_text, settled, still)
        yield Settled(place=change.get("place", ""), settlement=found, old=old_text, new=new_text)


def _find_settlement(
    old: str | None, new: str | None, settled: Counter[str], still: Counter[tuple[str, str]]
) -> Settlement:
    sides = _plain(old or ""), _plain(new or "")
    if still[sides]:
        still[sides] -= 1
        return "open"
    for text, fate in ((sides[1], "accepted"), (sides[0], "rejected")):
        if text and settled[text]:
            settled[text] -= 1
            return "accepted" if fate == "accepted" else "rejected"
    # nothing is left of a paragraph that one text has not: its side won, unless somebody reworded it
    if old is not None and new is not None:
        return "reworded"
    return "accepted" if new is None else "rejected"


def _count_changes(root: Element) -> dict[str, int]:
    """Return how many tracked changes of people there are, by author."""
    counts: Counter[str] = Counter()
    for change in root.iter(*(f"{{*}}{name}" for name in sorted(CHANGES))):
        author, date = (value(change, name) or "" for name in ("author", "date"))
        if (author, date) != OURS:
            counts[author] += 1
    return dict(sorted(counts.items()))


def _read_words(element: Element, side: str) -> str:
    """Return the words of an element as they are on one side of its tracked changes."""
    words = []
    for child in element.iter("{*}t", "{*}delText", *(f"{{*}}{name}" for name in SIGNS)):
        name, parent = local(child), child.getparent()
        if _is_gone(child, side) or (parent is not None and local(parent) == "tabs"):
            continue
        words.append(SIGNS.get(name, child.text or ""))
    return "".join(words)


def _is_gone(element: Element, side: str) -> bool:
    return any(local(parent) in GONE[side] for parent in element.iterancestors())
