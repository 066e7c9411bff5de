"""What to build: the content of a `dossier.toml`, and the facts an editor adds to a text."""

import datetime
from typing import Literal, get_args

from msgspec import Struct, field

from exporter.model.demands import Demands
from exporter.model.resolution import Resolution, Status

Publication = Literal["resolution", "briefing", "comparison", "asks", "dossier"]
Edition = Literal["html", "pdf", "docx", "archive", "redline", "xlsx", "csv", "csvw", "json", "sqlite", "akn"]


class Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Facts given by the editor from public records: always shown as such, never as if the text said them.

    `source` says where the editor found them. Dates are ISO; `status` is what the text is; `vote` such as
    `526 votes to 5, with 63 abstentions`. `fetched` is the day on which the file was taken from `address`.
    """

    source: str
    status: Status | None = None
    title: str | None = None
    date: datetime.date | None = None
    tabled: datetime.date | None = None
    group: str | None = None
    rule: str | None = None
    reference: str | None = None
    celex: str | None = None
    eli: str | None = None
    address: str | None = None
    fetched: datetime.date | None = None
    replaced_by: str | None = None
    adopted_as: str | None = None
    adopted_on: datetime.date | None = None
    vote: str | None = None
    note: str | None = None


class TextEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One text of a dossier: a short `id` for people and links (`2022`), the file beside the dossier, given facts."""

    id: str
    file: str
    given: Given | None = None


class ComparisonEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Two texts to compare, by their ids; `comparator` names the text that would be the right one to compare with.

    Texts in two languages are compared only where `across_languages` is true.
    """

    old: str
    new: str
    comparator: str | None = None
    across_languages: bool = False


class ChainEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What became of some motions, by ids of texts: the joint motion that replaced them, the text that was adopted.

    At least one of the two must be there. `lapsed` are those of the motions that were tabled for the same debate and
    had no part in what followed.
    """

    motions: tuple[str, ...]
    joint: str | None = None
    adopted: str | None = None
    lapsed: tuple[str, ...] = ()


class DossierFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A `dossier.toml`. Without `comparisons`, each text is compared with the next one, in the order given."""

    title: str
    texts: tuple[TextEntry, ...]
    subtitle: str = ""
    author: str = ""
    language: str = "en"
    theme: str = ""
    reference: str = ""
    comparisons: tuple[ComparisonEntry, ...] | None = None
    chains: tuple[ChainEntry, ...] = ()
    publications: tuple[Publication, ...] = ("resolution", "briefing", "comparison", "asks", "dossier")
    editions: tuple[Edition, ...] = get_args(Edition)
    glossary: dict[str, str] = field(default_factory=dict)


class Document(Struct, frozen=True, kw_only=True):
    """One text of a dossier, read and analysed, with what the editor gave."""

    id: str
    resolution: Resolution
    demands: Demands
    given: Given | None = None
