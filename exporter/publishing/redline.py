"""What a redline of two texts says around its words: running head, comments, what was moved where."""

from collections.abc import Sequence

from exporter.analysis.collation import collate
from exporter.analysis.comparison.wording import compare_wording
from exporter.model.comparison import Comparison, Edit
from exporter.model.dossier import Document
from exporter.model.redline import Line, Pair, Redline
from exporter.publishing.contexts.telling import tell_comparability
from exporter.publishing.contexts.text import make_text
from exporter.publishing.labels import Labels
from exporter.publishing.look import Look

# of a moved line with other words, so many of these are told
TOLD = 12


def render_redline(comparison: Comparison, documents: Sequence[Document], look: Look) -> Redline:
    """Return the new text against the old, line by line; `documents` hold both by id, KeyError if not."""
    by_id = {document.id: document for document in documents}
    old, new = by_id[comparison.texts.old.id], by_id[comparison.texts.new.id]
    names = [_name(document, look.labels) for document in (old, new)]
    pairs = collate(old.resolution, new.resolution)
    return Redline(
        title=look.labels("redline.title", old=names[0][0], new=names[1][0]),
        language=new.resolution.language,
        theme=look.theme,
        author=look.labels("author"),
        head=_make_head(names, comparison, look.labels),
        foot=look.labels("redline.foot"),
        words=(look.labels("page"), look.labels("of")),
        remarks=tuple(_list_remarks(names, comparison, (old, new), look.labels)),
        pairs=pairs,
        moves=_describe_moves(pairs, look.labels),
    )


def _name(document: Document, labels: Labels) -> tuple[str, str]:
    """Return what a text is called, and what it is."""
    view = make_text(document, labels)
    return view.name, labels(f"status.{view.status}.head")


def _make_head(names: Sequence[tuple[str, str]], comparison: Comparison, labels: Labels) -> str:
    head = " → ".join(f"{name} ({status})" for name, status in names)
    return f"{head} · {labels('comparability.head')}" if comparison.comparability else head


def _list_remarks(
    names: Sequence[tuple[str, str]], comparison: Comparison, documents: tuple[Document, Document], labels: Labels
) -> list[str]:
    told = tell_comparability(comparison, documents, labels)
    messages = [item.message for item in told] or [labels("comparability.none")]
    guide = labels("redline.guide", old=names[0][0], new=names[1][0])
    return [labels("comparability.title"), *messages, guide]


def _describe_moves(pairs: Sequence[Pair], labels: Labels) -> dict[int, str]:
    """Return, for each moved line, where its words stand in the other text and which of them are others there."""
    told: dict[int, str] = {}
    for number, pair in enumerate(pairs):
        if pair.moved is None or pair.old is None:
            continue
        new = pairs[pair.moved].new
        if new is not None:
            changes = _list_changes(pair.old, new, labels)
            to = labels("redline.moved-to", place=_find_place(new, labels))
            origin = labels("redline.moved-from", place=_find_place(pair.old, labels))
            told |= {number: f"{to} {changes}".strip(), pair.moved: f"{origin} {changes}".strip()}
    return told


def _find_place(line: Line, labels: Labels) -> str:
    return line.place or labels("redline.no-place")


def _list_changes(old: Line, new: Line, labels: Labels) -> str:
    """Return the words that a moved line lost and gained."""
    runs = compare_wording(old.text, new.text)
    lost, gained = ([run.text.strip() for run in runs if run.edit is edit] for edit in (Edit.REMOVED, Edit.ADDED))
    without = labels("redline.without", words=_quote(lost)) if any(lost) else ""
    added = labels("redline.with", words=_quote(gained)) if any(gained) else ""
    return f"{without} {added}".strip()


def _quote(stretches: Sequence[str]) -> str:
    told = [f"“{text}”" for text in stretches if text]
    return "; ".join(told[:TOLD]) + (" …" if len(told) > TOLD else "")
