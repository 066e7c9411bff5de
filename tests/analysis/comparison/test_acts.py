"""What is to be done, as far as the tables know it: which act a demand asks for."""

import pytest

from exporter.analysis.comparison.acts import find_acts
from exporter.analysis.comparison.features import mark_core
from exporter.analysis.comparison.tables import load_tables
from exporter.analysis.comparison.words import split_words


@pytest.mark.parametrize(
    ("quote", "acts"),
    [
        # in the passive the act stands behind its auxiliary
        ("that those responsible for enforced disappearances be brought to justice", {"prosecute"}),
        ("that an independent inquiry be opened into its circumstances", {"investigate"}),
        ("the law should not be applied to any organisation", {"stop"}),
        # words that look like an act
        ("to bring its rules on freedom of expression into line with Article 19", {"amend"}),
        ("to protect the freedom of the press", {"protect"}),
        ("to bring registration to informal settlements", set()),
        ("for national signalling systems to be decommissioned by 2030", set()),
        ("to receive the Working Group before the end of the year", {"visit"}),
        ("to build permanent homes for them by the end of 2022", set()),
        ("to train judges and prosecutors in its use", set()),
        # and their near misses
        ("to carry out an independent investigation", {"investigate"}),
        ("the immediate and unconditional release of the editor", {"release"}),
        ("to express its concern to the Ambassador", {"raise"}),
        ("to inform Parliament of its findings", {"report"}),
        ("to sign the Convention", {"ratify"}),
    ],
)
def test_acts(quote: str, acts: set[str]) -> None:
    tables = load_tables("en")
    words = split_words(quote, tables.stemmer)
    assert find_acts(words, (True,) * len(words), tables) == acts


@pytest.mark.parametrize(
    ("quote", "core"),
    [
        ("if the evidence so warrants, to open formal proceedings", "to open formal proceedings"),
        ("in the absence of progress, to suspend the agreement", "to suspend the agreement"),
        ("pending her trial, to release her, to which she has a right", "to release her"),
        # what comes behind is why or to what end
        ("to open formal proceedings, to restore trust", "to open formal proceedings"),
        # a noun that is asked for is not said before anything
        ("for the report, to be published in May, to be made public", "for the report"),
    ],
)
def test_what_is_said_before_the_infinitive_is_not_asked(quote: str, core: str) -> None:
    tables = load_tables("en")
    words = split_words(quote, tables.stemmer)
    kept = [word.text for word, asked in zip(words, mark_core(quote, words, tables.lexicon), strict=True) if asked]
    assert kept == core.split()
