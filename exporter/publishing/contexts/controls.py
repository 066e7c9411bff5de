"""What the controls of the web edition offer: filters with their choices, texts to cite, changes to see in one."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from exporter.publishing.contexts.asks import AsksView
from exporter.publishing.contexts.comparison import ComparisonView
from exporter.publishing.contexts.facets import CHANGES, NOBODY, REVIEWS, Facets
from exporter.publishing.contexts.resolution import FullText
from exporter.publishing.contexts.text import TextView
from exporter.publishing.labels import Labels


class Choice(Struct, frozen=True, kw_only=True):
    """One choice of a filter: `value` as it stands in the page, `words` as a reader sees it."""

    value: str
    words: str


class Filter(Struct, frozen=True, kw_only=True):
    """A filter: `name` is a key under `filter.`, and `data-` plus it the attribute that it looks at."""

    name: str
    choices: tuple[Choice, ...]


class Controls(Struct, frozen=True, kw_only=True):
    """What a page can be searched and filtered by; `comparisons` are those on the page."""

    filters: tuple[Filter, ...]
    texts: tuple[TextView, ...]
    comparisons: tuple[ComparisonView, ...]


def make_controls(
    texts: Sequence[TextView],
    labels: Labels,
    *,
    asks: Sequence[AsksView] = (),
    full: Sequence[FullText] = (),
    comparisons: Sequence[ComparisonView] = (),
) -> Controls:
    """Return the controls for a page that shows these; a filter with less than two choices is left out."""
    facets = [*list_facets(asks), *(part.facets for text in full for part in text.paragraphs)]
    facets += [found for view in comparisons for found in list_compared(view)]
    filters = (
        Filter(name="addressee", choices=tuple(list_names((f.addressees for f in facets), labels))),
        Filter(name="theme", choices=tuple(list_names((f.themes for f in facets), labels))),
        Filter(
            name="change", choices=list_codes(CHANGES, (f.changes for f in facets), lambda c: labels(f"filter.is.{c}"))
        ),
        Filter(name="year", choices=list_years(facets)),
        Filter(
            name="review", choices=list_codes(REVIEWS, (f.reviews for f in facets), lambda c: labels(f"filter.is.{c}"))
        ),
    )
    useful = tuple(item for item in filters if len(item.choices) > 1)
    return Controls(filters=useful, texts=tuple(texts), comparisons=tuple(comparisons))


def list_facets(asks: Iterable[AsksView]) -> list[Facets]:
    """Return the facets of all that texts ask and say."""
    return [item.facets for view in asks for part in (view.asks, view.positions) for item in part]


def list_compared(view: ComparisonView) -> list[Facets]:
    """Return the facets of all that a comparison shows."""
    lone = [Facets(changes=(code,)) for code, found in (("new", view.added), ("gone", view.gone)) if found]
    asks = [ask.facets for item in view.addressees for side in (item.old, item.new) for ask in side]
    return [*(row.facets for row in (*view.rows, *view.forwarding)), *asks, *lone]


def list_names(columns: Iterable[tuple[str, ...]], labels: Labels) -> list[Choice]:
    """Return the names that occur, by the alphabet, nobody last."""
    names = sorted({name for column in columns for name in column}, key=lambda name: (name == NOBODY, name.casefold()))
    return [Choice(value=name or "-", words=name or labels("addressee.none")) for name in names]


def list_codes(
    order: Sequence[str], columns: Iterable[tuple[str, ...]], name: Callable[[str], str]
) -> tuple[Choice, ...]:
    """Return the codes that occur, in their order."""
    found = {code for column in columns for code in column}
    return tuple(Choice(value=code, words=name(code)) for code in order if code in found)


def list_years(facets: Iterable[Facets]) -> tuple[Choice, ...]:
    """Return the years that occur, in order."""
    years = sorted({year for item in facets for year in item.years})
    return tuple(Choice(value=year, words=year) for year in years)
