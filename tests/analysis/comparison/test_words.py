"""The forms of a word are one word; words that only look alike are not."""

import pytest

from exporter.analysis.comparison.tables import load_tables

ONE_WORD = [
    "stop stops stopped stopping",
    "control controls controlled controlling",
    "cancel cancels cancelled cancelling",
    "impose imposes imposed imposing",
    "revise revises revised revising revision",
    "repeal repeals repealed repealing",
    "receive receives received receiving",
    "use uses used using",
    "vote votes voted voting",
    "take takes took taken taking",
    "make makes made making",
    "pay pays paying",
    "bring brings brought bringing",
    "transfer transfers transferred transferring",
    "commit commits committed committing",
    "reveal reveals revealed revealing",
    "supply supplies supplied supplying",
    "body bodies",
    "tax taxes taxed taxing",
    "ask asks asked asking",
    "rely relies relied",
    "try tries tried trying",
    "die dies died dying",
    "withdraw withdrew withdrawn withdrawal withdrawing",
    "install installs installed installing",
]
NOT_ONE = [
    "hold held",
    "pay paid",
    "hop hope",
    "rat rate",
    "bar bare",
    "plan plane",
    "car care",
    "sit site",
    "wind wound",
    "needed neat",
    "thing think",
]


@pytest.mark.parametrize("forms", ONE_WORD)
def test_forms_are_one_word(forms: str) -> None:
    stem = load_tables("en").stemmer.stem
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", NOT_ONE)
def test_words_that_look_alike_stay_apart(words: str) -> None:
    stem = load_tables("en").stemmer.stem
    assert len({stem(word) for word in words.split()}) == 2
