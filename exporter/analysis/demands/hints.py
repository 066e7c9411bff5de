"""What each word of a text may begin: signs of an action, cues of themes, names of laws. One look at it tells all."""

from msgspec import Struct

from exporter.analysis.demands.cues import Begun, Known, Parts, Phrases, know_parts
from exporter.analysis.demands.themes import Cue, load_thesaurus
from exporter.languages.demand_lexicon import DemandLexicon

# without one of its words no law of a kind can stand in a text
LAW_KINDS = {
    "dated": "law",
    "scheme": "scheme Scheme",
    "numbered": "Regulation Directive Decision Law Decree Ordinance resolution resolutions Resolution Resolutions",
}


class Signs:
    """Phrases that are looked for in actions; those of `kinds` in every one."""

    def __init__(self, lexicon: DemandLexicon) -> None:
        self.conditions = Phrases(*lexicon.conditions)
        self.deadlines = Phrases(*lexicon.deadlines)
        self.qualifiers = Phrases(*lexicon.qualifiers, ignore_case=True)
        self.hedges = Phrases(*lexicon.hedges, ignore_case=True)
        self.kinds = (self.conditions, self.deadlines, self.qualifiers, self.hedges)
        self.limits = Phrases(*lexicon.conditions, *lexicon.deadlines, *lexicon.hedges, *lexicon.fronted_limits)
        self.unnamed_laws = Phrases(*lexicon.unnamed_laws, closed=True)


class Hint(Struct, frozen=True, gc=False):
    """What a word may be the first of: phrases of some kinds, cues, laws of some kinds."""

    signs: tuple[Begun, ...]
    cues: tuple[Cue, ...]
    laws: tuple[str, ...]


Hints = Known[Parts[Hint]]


def make_hints(code: str, lexicon: DemandLexicon, signs: Signs) -> Hints:
    """Return the hints of the tokens of a language; most tokens have none."""
    thesaurus = load_thesaurus(code)
    named = LAW_KINDS | {"named": lexicon.law_words, "small": lexicon.small_laws}
    laws = {kind: frozenset(words.split()) for kind, words in named.items()}

    def read_word(word: str) -> Hint | None:
        kinds = [kind for kind, words in laws.items() if word in words]
        unnamed = ["unnamed"] if signs.unnamed_laws.begin[word] else []
        begun = tuple(found for phrases in signs.kinds if (found := phrases.begin[word]))
        hint = Hint(begun, thesaurus.begin[word], (*kinds, *unnamed))
        return hint if hint.signs or hint.cues or hint.laws else None

    return know_parts(read_word)
