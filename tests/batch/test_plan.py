import pytest

from exporter.batch.dossier import Dossier
from exporter.batch.plan import EDITIONS, EDITIONS_OF, PUBLICATIONS, Filter, parse_filter, plan
from exporter.errors import DossierError, UsageError
from exporter.model.dossier import ComparisonEntry, DossierFile, TextEntry

PRINTED = ("html", "pdf", "docx")


def make(*ids: str, **options: object) -> Dossier:
    texts = tuple(TextEntry(id=name, file=f"{name}.txt") for name in ids)
    return Dossier(name="x", file=DossierFile(title="X", texts=texts, **options), sources=())  # type: ignore[arg-type]


def list_names(dossier: Dossier, *filters: Filter) -> list[str]:
    return [name for product in plan(dossier, filters) for _, name in product.files]


def test_two_texts_make_all_that_is_promised() -> None:
    assert list_names(make("2022", "2024")) == [
        *(f"2022-resolution.{edition}" for edition in (*PRINTED, "akn.xml")),
        *(f"2022-briefing.{edition}" for edition in PRINTED),
        *(f"2024-resolution.{edition}" for edition in (*PRINTED, "akn.xml")),
        *(f"2024-briefing.{edition}" for edition in PRINTED),
        *(f"2022-2024-comparison.{edition}" for edition in PRINTED),
        "2022-2024-redline.docx",
        *(f"2022-2024-comparison.{edition}" for edition in ("xlsx", "csv", "csv-metadata.json", "json")),
        *(f"asks.{edition}" for edition in PRINTED),
        *(f"dossier.{edition}" for edition in PRINTED),
        "dossier-archive.pdf",
        *(f"dossier.{edition}" for edition in ("xlsx", "json", "sqlite")),
    ]


def test_each_text_is_compared_with_the_next() -> None:
    products = plan(make("a", "b", "c"), [Filter(publication="comparison")])
    assert [product.texts for product in products] == [("a", "b"), ("b", "c")]


def test_named_comparisons_replace_those() -> None:
    entry = ComparisonEntry(old="a", new="c", comparator="R")
    (product,) = plan(make("a", "b", "c", comparisons=(entry,)), [Filter(publication="comparison")])
    assert (product.texts, product.comparator) == (("a", "c"), "R")
    assert not plan(make("a", "b", comparisons=()), [Filter(publication="comparison")])


def test_the_dossier_chooses_publications_and_editions() -> None:
    dossier = make("a", publications=("briefing", "comparison"), editions=("pdf", "csv"))
    assert list_names(dossier) == ["a-briefing.pdf"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["briefing/pdf"], ["a-briefing.pdf", "b-briefing.pdf"]),
        (["xlsx"], ["a-b-comparison.xlsx", "dossier.xlsx"]),
        (["dossier/html", "comparison/json"], ["a-b-comparison.json", "dossier.html"]),
    ],
)
def test_filters(words: list[str], names: list[str]) -> None:
    assert list_names(make("a", "b"), *map(parse_filter, words)) == names


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("brifing", 'did you mean "briefing"'),
        ("pfd", 'did you mean "pdf"'),
        ("briefing/csv", "no csv edition of a briefing; it can be had as html, pdf, docx"),
        ("briefing/", '"" is nothing to make'),
        ("a/b/c", '"a" is nothing to make'),
    ],
)
def test_a_wrong_filter_says_what_there_is(word: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_filter(word)
    assert message in str(caught.value)


def test_ids_that_give_two_files_one_name_are_refused() -> None:
    pairs = (ComparisonEntry(old="a-b", new="c"), ComparisonEntry(old="a", new="b-c"))
    with pytest.raises(DossierError, match=r"a-b-c-comparison\.html"):
        plan(make("a-b", "c", "a", "b-c", comparisons=pairs))


def test_every_publication_has_editions() -> None:
    assert set(EDITIONS_OF) == set(PUBLICATIONS)
    assert {edition for editions in EDITIONS_OF.values() for edition in editions} == set(EDITIONS)
