"""Every notice the parser gives, in one table, so that a code means one thing."""

from dataclasses import dataclass, field

from exporter.model.notice import Notice, Severity
from exporter.model.outline import MARK_CLOSE, MARK_OPEN

UNMARKED = str.maketrans({MARK_OPEN: None, MARK_CLOSE: None})
INFO, WARNING = Severity.INFO, Severity.WARNING

CODES: dict[str, tuple[Severity, str]] = {
    "after-omitted": (INFO, "Matter after the last paragraph is not part of the resolution and was left out: “{0}”"),
    "before-omitted": (INFO, "Before the title, {0} words are not part of the resolution and were left out: “{1}”"),
    "characters-cleaned": (INFO, "Special spaces, hyphens or invisible characters were replaced by plain ones: {0}"),
    "part-split": (INFO, "Two parts on one line were separated before “{0}”"),
    "date-from-head": (INFO, "The date is the one printed in the head of the document: “{0}”"),
    "earlier-resolutions": (INFO, "This is a later resolution of the file; left out before it: {0}"),
    "footnote-attached": (INFO, "The footnote mark “{0}” was taken out of the words"),
    "footnote-unmarked": (WARNING, "Footnote “{0}” has no mark in the text"),
    "furniture-removed": (INFO, "A running head, foot or page number was left out: “{0}”"),
    "heading-omitted": (INFO, "A heading that no paragraph stands under was left out: “{0}”"),
    "label-duplicate": (WARNING, "The label {0} stands twice"),
    "label-gap": (WARNING, "The label {0} follows {1}; something may be missing between them"),
    "label-missing": (WARNING, "A part has no label of its own: “{0}”"),
    "label-order": (WARNING, "The label {0} follows {1}, out of order"),
    "label-repaired": (INFO, "The label {0} stood out of place, or without its dot"),
    "label-supplied": (WARNING, "The label {0} is not printed; it was counted: “{1}”"),
    "language-assumed": (WARNING, "No set phrase of a known language opens a part; the text was read as “{0}”"),
    "language-by-labels": (
        WARNING,
        "Of this language ({0}) only the set phrases are known, not the verbs that open paragraphs; labels decided",
    ),
    "line-break-closed": (INFO, "A line began with punctuation, which was put back to the word before: “{0}”"),
    "no-paragraphs": (WARNING, "No numbered paragraphs were found"),
    "points-out-of-order": (WARNING, "The point {0} is out of order"),
    "reference-missing": (INFO, "The text does not print a reference of its own"),
    "second-resolution": (
        WARNING,
        "A further resolution was left out; put #{1} behind the name of the file to read it: “{0}”",
    ),
    "signatories-unclear": (WARNING, "Names of signatories could not be told apart: “{0}”"),
    "status-unknown": (WARNING, "Nothing in the text says whether it is a motion, a report or adopted"),
    "text-joined": (WARNING, "A piece of text without a label was put to what stands before it: “{0}”"),
    "title-missing": (WARNING, "No title was found"),
    "word-rejoined": (INFO, "A word broken at a line end was rejoined: “{0}”"),
    "word-rejoined-unsure": (WARNING, "A word broken at a line end was rejoined, with or without its hyphen: “{0}”"),
}
"""Code → severity and message; `{0}`, `{1}` are filled in. What readers add has codes of their own."""


@dataclass
class Notices:
    """The notices of one text, in the order they were given."""

    items: list[Notice] = field(default_factory=list)

    def tell(self, code: str, *details: object, place: str = "") -> None:
        """Add the notice `code` from the table, its message filled with `details`, long ones shortened."""
        severity, message = CODES[code]
        text = message.format(*(shorten(str(detail)) for detail in details))
        self.items.append(Notice(severity=severity, code=code, message=f"{text}.", location=place))


def shorten(text: str, limit: int = 80) -> str:
    """Return the text, or its beginning up to a space and an ellipsis when it is longer than `limit` characters."""
    text = text.translate(UNMARKED)
    if len(text) <= limit:
        return text
    head = text[:limit].rpartition(" ")[0] or text[:limit]
    return f"{head} …"
