"""What the writer of the archival PDF is handed: a page, and the files that it was made from."""

from typing import Literal

from msgspec import Struct

from exporter.model.page import Page

Relationship = Literal["Source", "Data", "Supplement"]


class Attachment(Struct, frozen=True, kw_only=True):
    """A file inside an archival PDF.

    `relationship` is the word of PDF (AFRelationship): `Source` for what the page was made from, `Data` for what it
    shows, `Supplement` for people's decisions. `media_type` such as `text/plain`.
    """

    name: str
    data: bytes
    media_type: str
    relationship: Relationship
    description: str


class Archive(Struct, frozen=True, kw_only=True):
    """A page to be kept for long, with the files it was made from."""

    page: Page
    attachments: tuple[Attachment, ...] = ()
