"""By what the parts of a page can be filtered: who is asked, themes, change, year or text, state of review."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import UNSET, Struct

from exporter.model.comparison import LinkStatus, Sign
from exporter.model.demands import Kind, Statement
from exporter.model.dossier import Document
from exporter.model.review import Verdict

CHANGES = ("up", "down", "wider", "narrower", "mixed", "same", "new", "gone")
REVIEWS = ("doubted", "implied", "proposed", "confirmed", "corrected")
"""The codes in the order in which they are offered; their words are labels under `filter.change.` and so on."""

STRENGTH_CODES = {Sign.UP: "up", Sign.DOWN: "down", Sign.MIXED: "mixed"}
SCOPE_CODES = {Sign.UP: "wider", Sign.DOWN: "narrower", Sign.MIXED: "mixed"}

NOBODY = ""
"""Stands among the addressees of what asks for something and names nobody."""


class Facets(Struct, frozen=True, kw_only=True):
    """By what one part of a page is found; `years` are the years of its texts, or their ids where they have none.

    `addressees` holds "" where nobody is named; `changes` and `reviews` are codes of CHANGES and REVIEWS.
    """

    addressees: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()


def join_facets(facets: Iterable[Facets]) -> Facets:
    """Return what holds of any of the parts, each word once, in their order."""
    columns = zip(*((f.addressees, f.themes, f.changes, f.years, f.reviews) for f in facets), strict=True)
    joined = [tuple(dict.fromkeys(chain.from_iterable(column))) for column in columns]
    return Facets(**dict(zip(Facets.__struct_fields__, joined, strict=True))) if joined else Facets()


def name_year(document: Document) -> str:
    """Return the year that the text itself states, else its id."""
    day = document.resolution.date
    return str(day.year) if day else document.id


def file_statement(document: Document, statement: Statement, themes: Sequence[str] = ()) -> Facets:
    """Return by what a statement is found, or one action of it that has `themes` of its own."""
    asks, sends = statement.kind is Kind.DEMAND, statement.kind is Kind.PROCEDURAL
    named = tuple(dict.fromkeys(_tidy(addressee.name) for addressee in statement.addressees))
    return Facets(
        # to whom a text is sent is not who is asked, and sending it no theme
        addressees=(named or (NOBODY,)) if asks else (),
        themes=() if sends else tuple(map(_tidy, themes or statement.themes)),
        years=(name_year(document),),
        reviews=tuple(list_reviews(statement)),
    )


def _tidy(name: str) -> str:
    """Return a name as it can stand in a list divided by upright strokes."""
    return name.replace("|", "/")


def list_reviews(statement: Statement) -> Iterator[str]:
    """Yield what is open about a statement, then what people decided on it."""
    if statement.review:
        yield "doubted"
    if any(not addressee.explicit for addressee in statement.addressees):
        yield "implied"
    verdicts = () if statement.decisions is UNSET else [decision.verdict for decision in statement.decisions]
    yield from dict.fromkeys("confirmed" if verdict is Verdict.CONFIRM else "corrected" for verdict in verdicts)


def list_changes(strength: Sign, scope: Sign) -> tuple[str, ...]:
    """Return the codes for what happened over a link."""
    codes = [code for code in (STRENGTH_CODES.get(strength), SCOPE_CODES.get(scope)) if code]
    return tuple(dict.fromkeys(codes)) or ("same",)


def file_link(facets: Iterable[Facets], strength: Sign, scope: Sign, status: LinkStatus) -> Facets:
    """Return by what a link is found that ties asks with these facets."""
    own = Facets(changes=list_changes(strength, scope), reviews=(status.value,))
    return join_facets((*facets, own))


def file_paragraphs(document: Document) -> tuple[Facets, ...]:
    """Return by what each paragraph is found: by any of its statements, and by the year in any case."""
    found: list[list[Facets]] = [[Facets(years=(name_year(document),))] for _ in document.resolution.paragraphs]
    for statement in document.demands.statements:
        if statement.span.index < len(found):
            found[statement.span.index].append(file_statement(document, statement))
    return tuple(map(join_facets, found))
