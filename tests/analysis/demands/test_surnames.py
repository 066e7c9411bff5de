"""People named by surname alone, once their full name has been met."""

from exporter.analysis.demands import find_demands
from tests.analysis.demands.texts import make_resolution


def list_people(*paragraphs: str) -> list[tuple[str, ...]]:
    recitals = ("whereas the journalist Iren Dolmatova was arrested with the lawyer Pavel Orlik",)
    resolution = make_resolution(*paragraphs, title="Media in Belarus", recitals=recitals)
    return [statement.people for statement in find_demands(resolution).statements]


def test_surname_alone_means_the_person_met_before() -> None:
    assert list_people("Demands that Dolmatova be released", "Calls for the release of Ms Dolmatova and Orlik") == [
        ("Iren Dolmatova",),
        ("Iren Dolmatova", "Pavel Orlik"),
    ]


def test_part_of_another_name_is_no_surname() -> None:
    assert list_people("Welcomes the award of the Dolmatova Prize", "Notes that Vera Orlik has left") == [(), ()]


def test_surname_of_two_people_means_neither() -> None:
    people = list_people("Calls for the release of Anna Orlik", "Regrets that Orlik was ill-treated")
    assert people[1] == ()
