"""All of a dossier as data: what the editions without pages are made of."""

from msgspec import Struct

from exporter.model.comparison import Comparison
from exporter.model.dossier import Document, DossierFile


class Contents(Struct, frozen=True, kw_only=True):
    """The texts of a dossier in their order, and the comparisons of them."""

    file: DossierFile
    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]
