"""What every page shows of one text: what it is, since when, from where, and who says so."""

import re
from collections.abc import Iterator

from msgspec import Struct

from exporter.model.dossier import Document, Given
from exporter.model.names import make_id
from exporter.model.notice import Notice
from exporter.model.resolution import Resolution, Status, count_words
from exporter.publishing.labels import Labels

# https://www.europarl.europa.eu/doceo/document/B-9-2022-0234_EN.html
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`{|}]+")


class Fact(Struct, frozen=True, kw_only=True):
    """A fact in a pair: `label` is a key under `fact.`, `value` is shown, `href` is a web address or null."""

    label: str
    value: str
    href: str | None = None


class TextView(Struct, frozen=True, kw_only=True):
    """A text as its pages introduce it.

    `status` is the model's; `status_given` is true where only the editor says it. `date`, `iso` (the same as
    2024-11-28) and `year` are null where the text has none. `references` are the text's own, in its order. `facts`
    are the text's own, `given` the editor's, found in `given_source`. `sha` is shortened.
    """

    id: str
    title: str
    title_given: bool
    name: str
    reference: str | None
    references: tuple[str, ...]
    language: str
    status: Status
    status_given: bool
    date: str | None
    iso: str | None
    year: int | None
    words: int
    file: str
    sha: str
    sha256: str
    citation: str
    facts: tuple[Fact, ...]
    given: tuple[Fact, ...]
    given_source: str
    note: str
    notices: tuple[Notice, ...]


def make_text(document: Document, labels: Labels) -> TextView:
    """Return what pages say of a text before its content."""
    resolution, given = document.resolution, document.given
    status, status_given = find_status(document)
    title, title_given = find_title(document)
    return TextView(
        id=make_id(document.id),
        title=title,
        title_given=title_given,
        name=resolution.reference or (given and given.reference) or document.id,
        reference=resolution.reference,
        references=resolution.references,
        language=resolution.language,
        status=status,
        status_given=status_given,
        date=labels.format_date(resolution.date) if resolution.date else None,
        iso=resolution.date.isoformat() if resolution.date else None,
        year=resolution.date.year if resolution.date else None,
        words=count_words(resolution),
        file=resolution.source.file,
        sha=resolution.source.sha256[:12],
        sha256=resolution.source.sha256,
        citation=format_citation(resolution, title),
        facts=tuple(list_own_facts(resolution, labels)),
        given=tuple(list_given_facts(given, resolution, status, labels)) if given else (),
        given_source=given.source if given else "",
        note=(given.note or "") if given else "",
        notices=resolution.notices + document.demands.notices,
    )


def find_status(document: Document) -> tuple[Status, bool]:
    """Return the status, and whether only the editor says it: the words of the text come first."""
    own, given = document.resolution.status, document.given
    if own is Status.UNKNOWN and given and given.status:
        return given.status, True
    return own, False


def find_title(document: Document) -> tuple[str, bool]:
    """Return the title, and whether only the editor says it; the file's name where nobody does."""
    if document.resolution.title:
        return document.resolution.title, False
    if document.given and document.given.title:
        return document.given.title, True
    return document.resolution.source.file, False


def format_citation(resolution: Resolution, title: str) -> str:
    """Return the text as one cites it: title and each identifier that the title does not hold already."""
    identifiers = (*resolution.references, resolution.procedure or "")
    return ", ".join([title, *dict.fromkeys(item for item in identifiers if item and item not in title)])


def list_own_facts(resolution: Resolution, labels: Labels) -> Iterator[Fact]:
    """Yield what the text says of itself."""
    references = [item for item in resolution.references if item != resolution.procedure]
    if references:
        yield Fact(label="references", value=", ".join(references))
    if resolution.procedure:
        yield Fact(label="procedure", value=resolution.procedure)
    yield Fact(label="date", value=labels.format_date(resolution.date) if resolution.date else labels("no-date"))
    groups = dict.fromkeys(item.group for item in resolution.signatories if item.group)
    if groups:
        yield Fact(label="groups", value=", ".join(groups))
    if resolution.signatories:
        yield Fact(label="signatories", value=", ".join(item.name for item in resolution.signatories))


def list_given_facts(given: Given, resolution: Resolution, status: Status, labels: Labels) -> Iterator[Fact]:
    """Yield what the editor says of the text and the text does not say itself, dates written out.

    The vote belongs to the text itself only if that is adopted; of a motion, it is the vote on another text.
    """
    if given.status and given.status is not resolution.status:
        yield Fact(label="status", value=labels(f"status.{given.status}.name"))
    own = {resolution.title, resolution.date, *resolution.references}
    for label in ("title", "date", "tabled", "group", "rule", "reference", "celex", "eli", "address", "fetched"):
        if getattr(given, label) not in own:
            yield from _make_fact(label, getattr(given, label), labels)
    yield from _make_fact("replaced_by", given.replaced_by, labels)
    for label in ("adopted_as", "adopted_on", "vote"):
        shown = label if status is Status.ADOPTED else f"other_{label}"
        yield from _make_fact(shown, getattr(given, label), labels)


def _make_fact(label: str, value: object, labels: Labels) -> Iterator[Fact]:
    if value:
        shown = value if isinstance(value, str) else labels.format_date(value)  # type: ignore[arg-type]
        yield Fact(label=label, value=shown, href=find_address(shown))


def find_address(value: str) -> str | None:
    """Return the value if it is an http or https address, so that no other kind becomes a link."""
    return value if _WEB_ADDRESS.fullmatch(value) else None
