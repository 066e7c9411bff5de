"""What a build will make: which publication of which texts in which editions, and the name of each file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, get_args

from msgspec import Struct

from exporter.batch.dossier import Dossier, list_comparisons, quote_choices, suggest
from exporter.errors import DossierError, UsageError
from exporter.formats import find_writer
from exporter.model.dossier import Edition, Publication

Name = TypeVar("Name", bound=str)

PUBLICATIONS: tuple[Publication, ...] = get_args(Publication)
EDITIONS: tuple[Edition, ...] = get_args(Edition)

PRINTED: tuple[Edition, ...] = ("html", "pdf", "docx")
"""Editions made from a page; the others are made from the data."""

FROM_PAGE: tuple[Edition, ...] = (*PRINTED, "archive")
"""Editions that need a page; the archival PDF needs more beside it."""

EDITIONS_OF: dict[Publication, tuple[Edition, ...]] = {
    "resolution": (*PRINTED, "akn"),
    "briefing": PRINTED,
    "comparison": (*PRINTED, "redline", "xlsx", "csv", "csvw", "json"),
    "asks": PRINTED,
    "dossier": (*FROM_PAGE, "xlsx", "json", "sqlite"),
}
"""What each publication can be had as."""


class Product(Struct, frozen=True, kw_only=True):
    """One publication of some texts: their ids, and the name of the file for each edition.

    `comparator` is for comparisons: the text that would be the right one to compare with.
    """

    publication: Publication
    texts: tuple[str, ...]
    files: tuple[tuple[Edition, str], ...]
    comparator: str | None = None


class Filter(Struct, frozen=True):
    """What `--only` asks for; null stands for all."""

    publication: Publication | None = None
    edition: Edition | None = None

    def allows(self, publication: Publication, edition: Edition) -> bool:
        """Tell whether an edition of a publication is asked for."""
        return self.publication in (None, publication) and self.edition in (None, edition)


def parse_filter(text: str) -> Filter:
    """Return the filter for `briefing`, `pdf` or `briefing/pdf`; UsageError names what there is."""
    first, slash, second = text.partition("/")
    if not slash and first in EDITIONS:
        return Filter(edition=_choose(first, EDITIONS))
    if not slash:
        return Filter(publication=_choose(first, PUBLICATIONS, also=EDITIONS))
    chosen = Filter(publication=_choose(first, PUBLICATIONS), edition=_choose(second, EDITIONS))
    if chosen.publication and chosen.edition not in EDITIONS_OF[chosen.publication]:
        remedy = f"it can be had as {quote_choices(EDITIONS_OF[chosen.publication])}"
        raise UsageError(f"there is no {second} edition of a {first}", remedy=remedy)
    return chosen


def plan(dossier: Dossier, filters: Sequence[Filter] = ()) -> tuple[Product, ...]:
    """Return what to make of a dossier, in the order a reader would look for it."""
    products = tuple(product for product in _list_products(dossier, filters) if product.files)
    _check_names(dossier, products)
    return products


def _choose(text: str, choices: Sequence[Name], also: Sequence[str] = ()) -> Name:
    for choice in choices:
        if choice == text:
            return choice
    allowed = [str(choice) for choice in choices] + list(also)
    remedy = f"there are {quote_choices(allowed)}"
    raise UsageError(f'"{text}" is nothing to make{suggest(text, allowed)}', remedy=remedy)


def _list_products(dossier: Dossier, filters: Sequence[Filter]) -> Iterator[Product]:
    file = dossier.file
    for entry in file.texts:
        for publication in ("resolution", "briefing"):
            files = _name_files(dossier, publication, f"{entry.id}-{publication}", filters)
            yield Product(publication=publication, texts=(entry.id,), files=files)
    for pair in list_comparisons(file):
        files = _name_files(dossier, "comparison", f"{pair.old}-{pair.new}-comparison", filters)
        yield Product(publication="comparison", texts=(pair.old, pair.new), files=files, comparator=pair.comparator)
    texts = tuple(entry.id for entry in file.texts)
    if len(texts) > 1:  # of one text the briefing says it all
        yield Product(publication="asks", texts=texts, files=_name_files(dossier, "asks", "asks", filters))
    yield Product(publication="dossier", texts=texts, files=_name_files(dossier, "dossier", "dossier", filters))


def _name_files(
    dossier: Dossier, publication: Publication, stem: str, filters: Sequence[Filter]
) -> tuple[tuple[Edition, str], ...]:
    if publication not in dossier.file.publications:
        return ()
    editions = (edition for edition in EDITIONS_OF[publication] if edition in dossier.file.editions)
    asked = (edition for edition in editions if _is_asked(publication, edition, filters))
    return tuple((edition, _name_file(stem, publication, edition)) for edition in asked)


def _name_file(stem: str, publication: Publication, edition: Edition) -> str:
    """Return the name of a file: `2022-2024-comparison.pdf`, `2022-2024-redline.docx`, `dossier-archive.pdf`."""
    if edition == "archive":
        return f"{stem}-archive.pdf"
    if edition == "redline":
        return f"{stem.removesuffix(publication)}redline.docx"
    return f"{stem}{find_writer(edition).suffix}"


def _is_asked(publication: Publication, edition: Edition, filters: Sequence[Filter]) -> bool:
    return not filters or any(one.allows(publication, edition) for one in filters)


def _check_names(dossier: Dossier, products: Iterable[Product]) -> None:
    """Refuse ids that give two files one name: comparing `a-b` with `c`, and `a` with `b-c`."""
    names = Counter(name.casefold() for product in products for _, name in product.files)
    for name, count in names.items():
        if count > 1:
            raise DossierError(
                f"two files would be called {name}", file=dossier.place, remedy="change the ids of texts"
            )
