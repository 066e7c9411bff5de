"""The redline: the new text's document with real tracked changes against the old.

Accepting all changes leaves the new text, rejecting all the old one. `w:moveFrom` is not used: Word calls files with it
damaged.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from exporter.analysis.comparison.wording import compare_wording
from exporter.model.comparison import Edit
from exporter.model.redline import Line, LineKind, Pair, Redline
from exporter.writers.docx.comments import DATE, comment_on
from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.edition import finish, start
from exporter.writers.docx.html import Reading
from exporter.writers.docx.paragraphs import build_properties
from exporter.writers.docx.record import record_change
from exporter.writers.docx.runs import Format, Piece, build_runs
from exporter.writers.docx.sections import spacer
from exporter.writers.docx.sheet import Style
from exporter.writers.docx.xml import W, arrange, w

STYLES: dict[LineKind, str] = {
    "title": "Title",
    "reference": "Subtitle",
    "enacting": "BodyText",
    "citation": "Citation",
    "recital": "Recital",
    "numbered": "NumberedParagraph",
    "point": "Point",
    "point-2": "Point2",
    "point-3": "Point3",
    "heading": "Heading1",
    "signatory": "BodyText",
    "footnote": "Point",
}
TRACKED = {Edit.REMOVED: "del", Edit.ADDED: "ins"}

Segment = tuple[Edit, list[Piece]]


def write(redline: Redline) -> bytes:
    """Return the redline as a Word file (.docx), the same bytes for the same redline."""
    reading = Reading(_build_body(redline), redline.language, {"author": redline.author, "publication": "redline"})
    writing, story = start(reading, redline.theme, redline.reference)
    writing.author = redline.author
    place = Place(width=writing.look.text_width, language=redline.language)
    for number, whole in enumerate(redline.pairs):
        remarks = (*(redline.remarks if number == 0 else ()), *filter(None, [redline.moves.get(number)]))
        for pair in _part(whole):
            if pair.old is None or pair.new is None or _words(pair.old) != _words(pair.new):
                _record(pair, writing)
            story.add(_build_line(pair, remarks, writing, place))
            remarks = ()
    # the mark of the last paragraph of a document can be neither taken out nor put in
    story.add(spacer())
    return finish(writing, story, reading, redline.title)


def _build_body(redline: Redline) -> Element:
    page, of = redline.words
    frames = {"running-head": redline.head, "running-foot": redline.foot, "page-word": page, "of-word": of}
    body = etree.Element("body", {f"data-{name}": text for name, text in frames.items()})
    places = {name: None for pair in redline.pairs for part in _part(pair) if (name := _name_place(part))}
    body.extend(etree.Element("a", id=name) for name in places)
    return body


def _part(pair: Pair) -> Iterator[Pair]:
    """Yield a pair, or its sides one by one where an unlabelled line, such as a title, keeps no word.

    In one paragraph their words would touch.
    """
    old, new = pair.old, pair.new
    if old and new and not (old.label or new.label or old.text == new.text):
        runs = compare_wording(old.text, new.text)
        if not any(run.edit is Edit.KEPT and run.text.strip() for run in runs):
            yield from (Pair(old=old, new=None), Pair(old=None, new=new))
            return
    yield pair


def _name_place(pair: Pair) -> str:
    """Return the id by which others link to a line: `paragraph-5`, `old-recital-G`; empty for a line of no part."""
    line = pair.new or pair.old
    place = "" if line is None else line.place
    return place and f"{'' if pair.new else 'old '}{place}".replace(" ", "-")


def _words(line: Line) -> tuple[str, str]:
    return line.label, line.text


def _record(pair: Pair, writing: Writing) -> None:
    sides = [
        None if line is None else f"{line.label}\t{line.text}" if line.label else line.text
        for line in (pair.old, pair.new)
    ]
    place = next(line.place for line in (pair.new, pair.old) if line is not None)
    record_change(place, sides[0], sides[1], writing)


def _build_line(pair: Pair, remarks: tuple[str, ...], writing: Writing, place: Place) -> Element:
    """Return the paragraph of a pair; that of a line which one text has not is tracked with its mark."""
    line = pair.new or pair.old
    assert line is not None  # noqa: S101  # a pair has one line at least
    style = writing.sheet.by_id[STYLES[line.kind]]
    whole = Edit.KEPT if pair.old and pair.new else Edit.ADDED if pair.new else Edit.REMOVED
    labelled = any(side is not None and side.label for side in (pair.old, pair.new))
    properties = build_properties(style, place, None, labelled=labelled)
    if whole is not Edit.KEPT:
        properties = arrange("pPr", [*properties, w("rPr", _track(whole, writing))])
    paragraph = w("p", properties)
    for edit, pieces in _cut(pair, style, writing):
        paragraph.extend(_wrap(edit, list(build_runs(pieces, writing)), writing))
    if mark := writing.bookmarks.mark(_name_place(pair)):
        paragraph.insert(1, mark[0])
        paragraph.append(mark[1])
    if remarks:
        _comment(paragraph, remarks, whole, writing)
    return paragraph


def _cut(pair: Pair, style: Style, writing: Writing) -> Iterator[Segment]:
    """Yield what a paragraph holds, each stretch with what happened to it."""
    old, new = pair.old, pair.new
    if old is None or new is None:
        line, edit = (old, Edit.REMOVED) if old else (new, Edit.ADDED)
        if line is not None:
            yield edit, [*_label(line, style, writing), *_tab(line), Piece(line.text, Format())]
        return
    if old.label == new.label:
        yield Edit.KEPT, [*_label(new, style, writing), *_tab(new)]
    else:
        # the tab stays where both have a label
        shared = _tab(old) if old.label and new.label else []
        yield Edit.REMOVED, [*_label(old, style, writing), *([] if shared else _tab(old))]
        yield Edit.ADDED, [*_label(new, style, writing), *([] if shared else _tab(new))]
        yield Edit.KEPT, shared
    for run in compare_wording(old.text, new.text):
        yield run.edit, [Piece(run.text, Format())]


def _label(line: Line, style: Style, writing: Writing) -> list[Piece]:
    if not line.label:
        return []
    look = writing.sheet.find("span", ("label",), (style.id,))
    return [Piece(line.label, Format(styles=(look.id,) if look else ()))]


def _tab(line: Line) -> list[Piece]:
    return [Piece("", Format(), kind="tab")] if line.label else []


def _wrap(edit: Edit, runs: list[Element], writing: Writing) -> list[Element]:
    """Return the runs as a tracked change; words taken out stand in `w:delText`."""
    if edit is Edit.KEPT or not runs:
        return runs
    if edit is Edit.REMOVED:
        for text in [text for run in runs for text in run.iter(f"{{{W}}}t")]:
            text.tag = f"{{{W}}}delText"
    change = _track(edit, writing)
    change.extend(runs)
    return [change]


def _track(edit: Edit, writing: Writing) -> Element:
    return w(TRACKED[edit], id=next(writing.numbers), author=writing.author, date=DATE)


def _comment(paragraph: Element, remarks: tuple[str, ...], whole: Edit, writing: Writing) -> None:
    """Put a comment on the whole paragraph; it goes with the words, if they go."""
    reference = comment_on(paragraph, remarks, writing)
    paragraph.extend(_wrap(whole, [reference], writing))
