"""How much each sign for or against a link counts: one column for texts of few demands, one for texts of many.

Where there are few, hardly anything stands against a pair, and what is left over on either side decides. Where there
are many, the question is which of them is the partner: how far a pair is behind others says more than how much it has
in common. Between the two the weights go over into one another.

Signs are added up with their weights and become a probability (a logistic regression). The weights were fitted to
labelled pairs of texts: the second column to those of the seventh to the tenth set, as the program read them before
anything had been learnt from them; drawn towards what was held to be right beforehand, and rounded.
"""

from collections.abc import Mapping

# so many actions in both texts together are few, and so many are many
FEW, MANY = 20, 40

START = "start"
# sign: (of few actions, of many)
TABLE = {
    START: (-3.55, -1.65),
    # how much of both is found in the other: on the mean, in the side that is covered less, in the other
    "mean": (1.5, 1.25),
    "less": (0.65, 0.0),
    "more": (2.05, 1.55),
    "letters": (0.9, 2.1),
    "phrases": (1.7, 0.0),
    "act": (1.0, 0.45),
    "addressees": (1.0, 0.55),
    "names": (1.0, 0.55),
    # twins look alike that differ only in their things: the first word is counted among the words and as the act
    "opening": (-2.3, 0.0),
    # "improve the conditions in prisons", "improve the conditions for investors"
    "other_subject": (-1.05, 0.0),
    "meaning": (1.8, 0.8),
    # how far the mean is above, and below, that of any other pair of either side
    "ahead": (4.0, 0.0),
    "behind": (4.0, 6.25),
    # how far all words, and those of the paragraphs, are less alike than those of a better pair
    "behind_in_words": (0.0, 2.85),
    "behind_in_paragraphs": (0.0, 2.9),
    # how far apart both stand, as a share of each text
    "distance": (0.0, -1.4),
}


def choose_weights(actions: int) -> Mapping[str, float]:
    """Return the weights for two texts of so many actions together, without signs that count nothing there."""
    share = min(1.0, max(0.0, (actions - FEW) / (MANY - FEW)))
    weights = {sign: few + share * (many - few) for sign, (few, many) in TABLE.items()}
    return {sign: weight for sign, weight in weights.items() if weight}
