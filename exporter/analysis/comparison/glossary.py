"""Words by their English names, in whatever form they stand: a language without vectors borrows the English ones."""

from collections import defaultdict

from exporter.analysis.comparison.words import Stemmer

# forms of one word begin alike
LEAST_ALIKE = 3


class Glossary:
    """The English names of the words of a language; where there is no glossary, a word is its own name."""

    def __init__(self, english: dict[str, tuple[str, ...]], stemmer: Stemmer) -> None:
        self.stemmer = stemmer
        self.names = {word: "-".join(names) for word, names in english.items()}
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for word in sorted(english, key=lambda word: (len(word), word)):
            self.by_stem[stemmer.stem(word)].append(word)

    def find(self, text: str) -> str:
        """Return the name of a word, several names joined by hyphens; empty if it has none."""
        word = self.stemmer.strip(text)
        if not self.names or word in self.names:
            return self.names.get(word, word)
        return self.names.get(self._find_kin(word), "")

    def _find_kin(self, word: str) -> str:
        """Return the word that one is a form of: "fermiers" and "fermer" have one stem, but "fermier" is nearer."""
        kin = self.by_stem.get(self.stemmer.stem(word), ())
        alike = {one: self._count_alike(word, one) for one in kin}
        nearest = max(kin, key=alike.__getitem__, default="")
        return nearest if alike.get(nearest, 0) >= LEAST_ALIKE else ""

    def _count_alike(self, word: str, other: str) -> int:
        """Return with how many letters in common two words begin."""
        one, two = self.stemmer.fold(word), self.stemmer.fold(other)
        return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
