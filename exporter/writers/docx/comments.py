"""Word comments: remarks in the margin, beside the words they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml.etree import _Element as Element

from exporter.writers.docx.base import FALLBACK_DATE
from exporter.writers.docx.document import Writing
from exporter.writers.docx.xml import arrange, clean, serialize, text_element, w

# on every comment and change: the clock is never read
DATE = FALLBACK_DATE.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Signature:
    """Whose comment it is, and of which day (2024-11-28); both are empty where nobody knows."""

    author: str
    day: str


def add_comment(
    writing: Writing, remarks: Sequence[str], signature: Signature | None = None
) -> tuple[Element, Element, Element]:
    """Return start and end of the words that a comment is about, and the run that carries it, to stand behind the end.

    Each of `remarks` is a paragraph of the comment. Without a signature it is the program's.
    """
    number = next(writing.numbers)
    author, date = writing.author, DATE
    if signature:
        author, date = clean(signature.author), f"{signature.day}T00:00:00Z" if signature.day else ""
    comment = w("comment", id=number, author=author, date=date or None, initials=author[:1] or None)
    comment.extend(_build_remark(text, opens=place == 0) for place, text in enumerate(remarks))
    writing.comments.append(comment)
    reference = w("r", _reference_style(), w("commentReference", id=number))
    return w("commentRangeStart", id=number), w("commentRangeEnd", id=number), reference


def comment_on(
    paragraph: Element, remarks: Sequence[str], writing: Writing, signature: Signature | None = None
) -> Element:
    """Put a comment on all words of a paragraph; returns the run that carries it."""
    begin, end, reference = add_comment(writing, remarks, signature)
    paragraph.insert(1, begin)
    paragraph.extend((end, reference))
    return reference


def attach_comments(writing: Writing) -> None:
    """Put the comments into the document, as a part of its own if there are any."""
    if not writing.comments:
        return
    document = writing.document.part
    data = serialize(w("comments", *writing.comments))
    part = Part(PackURI("/word/comments.xml"), CONTENT_TYPE.WML_COMMENTS, data, document.package)
    document.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _build_remark(text: str, *, opens: bool) -> Element:
    mark = [w("r", _reference_style(), w("annotationRef"))] if opens else []
    return w("p", arrange("pPr", [w("pStyle", val="CommentText")]), *mark, w("r", text_element(text)))


def _reference_style() -> Element:
    return w("rPr", w("rStyle", val="CommentReference"))
