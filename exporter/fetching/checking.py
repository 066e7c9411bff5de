"""Telling whether what a server sent is the text that was asked for: servers say 200 with anything."""

import html
import re

from msgspec import Struct

from exporter.errors import ExporterError, FetchError, ReadError
from exporter.fetching.cache import digest
from exporter.fetching.client import Answer
from exporter.formats import find_reader, read_outline
from exporter.languages import list_languages
from exporter.languages.addresses import Reference, recognise
from exporter.model.resolution import Resolution, SourceFile
from exporter.parsing import parse

_HEAD = 200_000

# what stands on pages that come instead of a document, in lower case -> what that means
_SIGNS = (
    # "Please complete the CAPTCHA", "Verify you are human", "Request unsuccessful. Incapsula incident ID: ..."
    (
        re.compile(
            r"captcha|are you a robot|not a robot|verify you are human|unusual traffic|enable javascript and cookies"
            r"|awswaf|incapsula|access denied|request blocked"
        ),
        "wants to see a person, not a program",
        "open the address in a browser and save the file from there",
    ),
    # "The requested document is not available", "Page not found", "Le document n'est pas disponible"
    (
        re.compile(
            r"not available|not yet available|not found|no longer available|does not exist|no documents? match"
            r"|under maintenance|temporarily unavailable"
            r"|n'est pas disponible|page introuvable"
            r"|nicht verfügbar|nicht gefunden|no está disponible|non è disponibile"
        ),
        "says that there is no such document",
        "check the reference, or ask for another --format or --language",
    ),
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")

_NAMES = {"html": "a web page", "pdf": "a PDF", "docx": "a Word file", "xml": "an XML file", "txt": "plain text"}


class Checked(Struct, frozen=True, kw_only=True):
    """The text that came, and what a person should know about how sure it is that it is the right one."""

    resolution: Resolution
    remarks: tuple[str, ...] = ()


def check_answer(answer: Answer, reference: Reference, wanted: str, language: str) -> Checked:
    """Return the text in an answer if it is the one asked for, in its format and language; else raise FetchError."""
    if answer.challenged:
        raise FetchError(_SIGNS[0][1], file=answer.address, remedy=_SIGNS[0][2])
    if not answer.data.strip():
        raise FetchError("sends an empty file", file=answer.address, remedy="try again later")
    resolution = _read(answer, reference, wanted)
    remark = _check_reference(resolution, answer, reference)
    _check_language(resolution, answer, language)
    return Checked(resolution=resolution, remarks=(remark,) if remark else ())


def _read(answer: Answer, reference: Reference, wanted: str) -> Resolution:
    name = f"{reference.name}.{wanted}"
    try:
        reader = find_reader(answer.data, name)
    except ReadError as error:
        raise FetchError(f"sends what {error.message}", file=answer.address) from None
    if reader.name != wanted:
        raise _refuse(answer, f"sends {_NAMES.get(reader.name, reader.description)} instead of {_NAMES[wanted]}")
    source = SourceFile(file=name, sha256=digest(answer.data), format=wanted)
    try:
        return parse(read_outline(answer.data, source, reader))
    except ExporterError as error:
        raise _refuse(answer, f"sends {_NAMES[wanted]} that is no text of a resolution: {error.message}") from None


def _refuse(answer: Answer, message: str) -> FetchError:
    """Return an error with what a page that came instead of a document says about itself, if it is one."""
    text = answer.data[:_HEAD].decode("utf-8", "replace")
    if not re.search(r"(?i)<(?:html|head|body|title)\b", text[:5000]):
        return FetchError(message, file=answer.address)
    words = " ".join(html.unescape(_TAG.sub(" ", text)).casefold().split())
    for pattern, meaning, remedy in _SIGNS:
        if pattern.search(words) or pattern.search(text.casefold()):
            return FetchError(meaning, file=answer.address, remedy=remedy)
    title = _TITLE.search(text)
    named = f" (its title: {html.unescape(title[1]).strip()})" if title else ""
    return FetchError(f"{message}{named}", file=answer.address)


def _check_reference(resolution: Resolution, answer: Answer, reference: Reference) -> str | None:
    """Return a remark where the text does not name the reference but nothing speaks against it; else raise or None."""
    own = [found for found in map(recognise, resolution.references) if found]
    if any(found.value == reference.value for found in own):
        return None
    if reference.kind in ("celex", "journal"):
        return _check_publication(resolution, answer, reference, own)
    if other := next((found for found in own if found.kind == reference.kind), None):
        raise FetchError(f"sends {other.value} instead of {reference.value}", file=answer.address)
    named = f"; it is {own[0].value}" if own else ""
    raise FetchError(f"sends a text that does not say that it is {reference.value}{named}", file=answer.address)


def _check_publication(
    resolution: Resolution, answer: Answer, reference: Reference, own: list[Reference]
) -> str | None:
    """Check a text asked for by a number of EUR-Lex, which the text itself may not print.

    52024IP0053 and P10_TA(2024)0053 share year and number; else the year of adoption must fit.
    """
    forms = (reference.value, reference.name)
    if any(re.search(rb"(?<![\w/])" + re.escape(form).encode() + rb"(?![\w/(])", answer.data) for form in forms):
        return None
    for other in own:
        if other.kind == "adopted" and reference.kind == "celex":
            if (other.parts["year"], other.parts["number"]) == (reference.parts["year"], reference.parts["number"]):
                return None
            raise FetchError(f"sends {other.value}, which cannot be {reference.value}", file=answer.address)
    year = int(reference.parts["year"])
    years = (year,) if reference.kind == "celex" else (year - 1, year)  # the journal prints texts months later
    if resolution.date is None or resolution.date.year not in years:
        raise FetchError(f"sends a text that does not say that it is {reference.value}", file=answer.address)
    return f"the text itself does not print {reference.value}; its year fits"


def _check_language(resolution: Resolution, answer: Answer, language: str) -> None:
    assumed = any(notice.code == "language-assumed" for notice in resolution.notices)
    known = language in list_languages() and not assumed
    if known and resolution.language != language:
        message = f'sends a text in the language "{resolution.language}" instead of "{language}"'
        raise FetchError(message, file=answer.address, remedy="ask for another --language or --format")
