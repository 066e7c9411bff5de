"""The actions of two texts, read to be compared: by one language's words, or each by its own."""

from dataclasses import dataclass, replace

from exporter.analysis.comparison.features import Features, list_features, read_corpus
from exporter.analysis.comparison.tables import Tables, load_tables, load_tables_across
from exporter.model.demands import Kind
from exporter.model.dossier import Document


@dataclass(frozen=True)
class Sides:
    """The actions of the old and of the new text; `across`: the texts are in two languages."""

    old: list[Features]
    new: list[Features]
    tables: Tables
    across: bool


def read_sides(old: Document, new: Document, *kinds: Kind) -> list[Sides]:
    """Return for each kind its actions in both texts; the words of the new text's language decide.

    Across languages each text is read by its own: senses, concepts and acts have the same names in all. What is
    known by its words alone (addressees, laws, organisations) is left out there, so that it neither joins nor divides.
    """
    languages = old.resolution.language, new.resolution.language
    corpora = {language: read_corpus(old, new, load_tables(language)) for language in dict.fromkeys(languages)}
    across = len(corpora) > 1
    tables = load_tables_across(languages[1]) if across else load_tables(languages[1])
    found = []
    for kind in kinds:
        sides = [list_features(document, kind, corpora[document.resolution.language]) for document in (old, new)]
        if across:
            sides = [[_strip(item) for item in side] for side in sides]
        found.append(Sides(sides[0], sides[1], tables, across))
    return found


def _strip(item: Features) -> Features:
    nothing = frozenset[str]()
    bare = replace(item, addressees=(), laws=nothing, organisations=nothing, names=nothing)
    return replace(bare, grams=nothing, bag={}, around={})
