"""The table of words for one thing: well formed, without groups that say nothing."""

from itertools import chain

import pytest

from exporter.languages import list_languages
from exporter.languages.senses import Senses, load_senses


@pytest.fixture(scope="module")
def senses() -> Senses:
    return load_senses("en")


def test_names_of_groups_are_unique(senses: Senses) -> None:
    names = [group[0] for group in chain(senses.light, *senses.fields.values())]
    assert len(names) > 300
    assert sorted(names) == sorted(set(names))


def test_no_word_stands_twice_in_a_group(senses: Senses) -> None:
    groups = list(chain(senses.light, *senses.fields.values()))
    assert [group for group in groups if len(set(group)) < len(group)] == []
    assert all(term.strip() == term and term for group in groups for term in group)


def test_common_words_are_single_words(senses: Senses) -> None:
    assert [word for word in senses.common if " " in word] == []


def test_every_language_can_be_asked() -> None:
    for code in list_languages():
        assert isinstance(load_senses(code), Senses)
