"""All of a dossier as data: what the editions without pages are made of."""

from msgspec import UNSET, Struct, UnsetType

from exporter.model.comparison import Comparison
from exporter.model.demands import Demands
from exporter.model.dossier import Document, DossierFile
from exporter.model.lineage import Lineages, Survival


class Contents(Struct, frozen=True, kw_only=True):
    """The texts of a dossier in their order, the comparisons of them, and what became of demands over all of them.

    `lineages` are there for three texts and more, `survivals` for the chains of the file, in their order.
    """

    file: DossierFile
    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]
    lineages: Lineages | UnsetType = UNSET
    survivals: tuple[Survival, ...] | UnsetType = UNSET


class Described(Struct, frozen=True, kw_only=True):
    """A table that stands in the CSV file of that name, for the file that says what its columns mean."""

    file: str
    value: Comparison | Demands
