"""All of a dossier as data: what the editions without pages are made of."""

from msgspec import Struct

from exporter.model.comparison import Comparison
from exporter.model.demands import Demands
from exporter.model.dossier import Document, DossierFile


class Contents(Struct, frozen=True, kw_only=True):
    """The texts of a dossier in their order, and the comparisons of them."""

    file: DossierFile
    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]


class Described(Struct, frozen=True, kw_only=True):
    """A table that stands in the CSV file of that name, for the file that says what its columns mean."""

    file: str
    value: Comparison | Demands
