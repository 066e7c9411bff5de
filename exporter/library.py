"""The program as a library: `exporter.read` and `exporter.compare`."""

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from exporter.batch.documents import compare_documents, list_notices, load_document
from exporter.model.comparison import Comparison
from exporter.model.demands import Demands
from exporter.model.dossier import Document, Given
from exporter.model.notice import Notice
from exporter.model.resolution import Resolution, Status

PathLike = str | os.PathLike[str]


@dataclass(frozen=True)
class Text:
    """One text as it was read, with what it asks; `id` is its short name, made from the name of the file."""

    document: Document

    @property
    def id(self) -> str:
        """The short name of the text."""
        return self.document.id

    @property
    def resolution(self) -> Resolution:
        """What the text says: citations, recitals, paragraphs."""
        return self.document.resolution

    @property
    def demands(self) -> Demands:
        """What the text asks, and of whom: statements with their actions."""
        return self.document.demands

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was repaired or doubted on the way."""
        return list_notices(self.document)

    @property
    def title(self) -> str:
        """The title, verbatim."""
        return self.resolution.title

    @property
    def reference(self) -> str | None:
        """The reference, such as `B9-0234/2022`; None where the text has none."""
        return self.resolution.reference

    @property
    def status(self) -> Status:
        """What the text is; a motion is not Parliament's position."""
        return self.resolution.status

    @property
    def date(self) -> datetime.date | None:
        """The date; None where the text has none."""
        return self.resolution.date


def read(path: PathLike, *, given: Given | None = None) -> Text:
    """Return the text in a file, read and analysed; `given` are facts from public records that the text does not say.

    Raises ReadError if the file cannot be read, NoResolutionError if there is no resolution in it.
    """
    return Text(load_document(Path(path), given=given))


def compare(
    old: Text | PathLike, new: Text | PathLike, *, comparator: str | None = None, across_languages: bool = False
) -> Comparison:
    """Return what changed between two texts; `comparator` names the text that would be the right one to compare with.

    Raises what `read` raises, for texts that are named by their files; UsageError for texts in two languages, unless
    that is asked for.
    """
    texts = [text if isinstance(text, Text) else read(text) for text in (old, new)]
    documents = [text.document for text in texts]
    return compare_documents(documents[0], documents[1], comparator, across_languages=across_languages)
