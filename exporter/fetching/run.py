"""Fetching several references into a dossier: each on its own, in order, the rest going on after one fails."""

import datetime
import re
import tomllib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from exporter.batch.dossier import DOSSIER_FILE, load_dossier, slug
from exporter.batch.files import read_file, write_file
from exporter.batch.report import Failed, explain_defect
from exporter.errors import DossierError, ExporterError, FetchError, UsageError
from exporter.fetching.cache import Cache
from exporter.fetching.checking import Checked, check_answer
from exporter.fetching.client import OK, Answer, Client, Limits, check_redirect
from exporter.fetching.entries import TextFacts, add_text, make_dossier_text, make_id
from exporter.fetching.record import read_record
from exporter.languages.addresses import (
    Addresses,
    Family,
    FilePath,
    Place,
    Reference,
    fill,
    load_addresses,
    move_places,
    recognise,
)

DEFAULT_LANGUAGE = "en"
CHOICES = 300
MAX_CHOICES = 10
_NOT_THERE = (404, 406, 410)

# where CELLAR keeps the single files of a text: http://publications.europa.eu/resource/cellar/.../DOC_2
_CHOICE = re.compile(rb"https?://[^\s\"'<>]{1,300}/DOC_\d{1,3}(?![\d/])")


class Options(Struct, frozen=True, kw_only=True):
    """What the caller asked for; `day` is the day to write down, `bases` other addresses for places."""

    folder: Path
    day: datetime.date
    agent: str
    language: str | None = None
    format: str | None = None
    force: bool = False
    cache: Path | None = None
    bases: Mapping[str, str] = {}
    limits: Limits | None = None


class Saved(Struct, frozen=True, kw_only=True):
    """A text that was saved: its file, where it came from, and what a person should know about it."""

    path: Path
    reference: str
    address: str
    remarks: tuple[str, ...] = ()


class _Wanted(Struct, frozen=True, kw_only=True):
    """A reference that can be fetched, with everything decided that the person left open."""

    reference: Reference
    family: Family
    language: str
    format: str
    path: Path


class _Found(Struct, frozen=True, kw_only=True):
    address: str
    place: Place
    data: bytes
    checked: Checked


def fetch(references: Sequence[str], options: Options) -> Iterator[Saved | Failed]:
    """Yield what came of each reference, in order; DossierError before anything is asked if the dossier is damaged."""
    check_dossier(options.folder)
    try:
        addresses = move_places(load_addresses(), options.bases)
    except KeyError as error:
        raise UsageError(f"there is no place {error}") from None
    client = Client(options.agent, Cache(options.cache), options.limits)
    for text in dict.fromkeys(references):
        try:
            yield _fetch_one(_plan(text, addresses, options), addresses, client, options)
        except ExporterError as error:
            yield Failed(message=f"{text}: {error}")
        except Exception as error:  # a defect of ours in reading one text; the others are still wanted
            yield Failed(message=f"{text}: {explain_defect(error)}", trace=traceback.format_exc())


def check_dossier(folder: Path) -> None:
    """Raise DossierError if a folder has a `dossier.toml` that cannot be used; one without texts yet can."""
    path = folder / DOSSIER_FILE
    if path.exists() and not _waits_for_texts(read_file(path)):
        load_dossier(path)


def _waits_for_texts(data: bytes) -> bool:
    try:
        return "texts" not in tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False


def choose_folder(references: Sequence[str]) -> str:
    """Return the name of a folder for references that were given none: that of the first one."""
    found = recognise(references[0])
    return slug(found.value if found else references[0]) or "fetched"


def _plan(text: str, addresses: Addresses, options: Options) -> _Wanted:
    """Return what to fetch for a reference; FetchError if it is none, or names nothing that can be fetched."""
    reference = recognise(text)
    if reference is None:
        remedy = "give one such as B9-0234/2022, P9_TA(2022)0201, 52024IP0053(01), C/2025/1807 or A/RES/79/179"
        raise FetchError("is no reference that is known", remedy=remedy)
    family = addresses.families[reference.family]
    if not family.files:
        page = fill(addresses, family.page, reference, options.language or DEFAULT_LANGUAGE)
        raise FetchError("is a procedure, with several texts", remedy=f"choose one of those named at {page}")
    language = options.language or reference.language or DEFAULT_LANGUAGE
    if language not in family.languages:
        remedy = f"there are {', '.join(family.languages)}"
        raise FetchError(f'there is no text in the language "{language}"', remedy=remedy)
    wanted = options.format or family.prefer
    formats = list(dict.fromkeys(file.format for file in family.files))
    if wanted not in formats:
        raise FetchError(f"there is no file in the format {wanted}", remedy=f"there are {', '.join(formats)}")
    path = options.folder / f"{_make_name(reference, language)}.{wanted}"
    if path.exists() and not options.force:
        raise FetchError("is there already", file=path, remedy="use --force to replace it")
    return _Wanted(reference=reference, family=family, language=language, format=wanted, path=path)


def _make_name(reference: Reference, language: str) -> str:
    name = slug(reference.value)
    return name if language == DEFAULT_LANGUAGE else f"{name}-{language}"


def _fetch_one(wanted: _Wanted, addresses: Addresses, client: Client, options: Options) -> Saved:
    """Return what was saved of one reference, its file first and then its entry in the dossier."""
    found = _find_file(wanted, addresses, client)
    facts, remark = _ask_for_facts(wanted, addresses, client)
    given = {"source": _name_source(found.place, wanted, facts), **_identify(wanted.reference), **facts}
    given |= {"address": found.address, "fetched": options.day}
    toml = _add_to_dossier(wanted, given, options.folder)
    write_file(wanted.path, found.data)
    write_file(options.folder / DOSSIER_FILE, toml.encode())
    remarks = (*found.checked.remarks, *([remark] if remark else []))
    return Saved(path=wanted.path, reference=wanted.reference.value, address=found.address, remarks=remarks)


def _find_file(wanted: _Wanted, addresses: Addresses, client: Client) -> _Found:
    """Return the first file that is the text asked for, of all places that may have it; else the first reason."""
    reasons: list[FetchError] = []
    for path in (file for file in wanted.family.files if file.format == wanted.format):
        address = fill(addresses, path, wanted.reference, wanted.language)
        place = addresses.places[path.place]
        try:
            data, checked = _take(address, place, path, wanted, addresses, client)
            return _Found(address=address, place=place, data=data, checked=checked)
        except FetchError as error:
            reasons.append(error)
    raise reasons[0]


def _take(
    address: str, place: Place, path: FilePath, wanted: _Wanted, addresses: Addresses, client: Client
) -> tuple[bytes, Checked]:
    """Return the file at an address, trying the media types it may be had in, and the choices offered instead."""
    language = addresses.letters[wanted.language] if path.accept else wanted.language
    answer: Answer | None = None
    for accept in path.accept or ("*/*",):
        answer = client.get(address, place, accept=accept, language=language)
        if answer.status == CHOICES:
            return _choose(answer, place, accept, wanted, client, language)
        if answer.status not in (400, *_NOT_THERE):  # 400: a media type that CELLAR does not know
            break
    if answer is None or answer.status != OK:
        raise _explain_status(answer, address)
    return answer.data, check_answer(answer, wanted.reference, wanted.format, wanted.language)


def _choose(
    answer: Answer, place: Place, accept: str, wanted: _Wanted, client: Client, language: str
) -> tuple[bytes, Checked]:
    """Return the first of several files that is the text asked for: beside it lie its description and annexes."""
    reasons: list[FetchError] = []
    for match in list(dict.fromkeys(_CHOICE.findall(answer.data)))[:MAX_CHOICES]:
        try:
            address = check_redirect(answer.address, match.decode("ascii", "replace"), place)
            choice = client.get(address, place, accept=accept, language=language)
            if choice.status != OK:
                raise _explain_status(choice, address)
            return choice.data, check_answer(choice, wanted.reference, wanted.format, wanted.language)
        except FetchError as error:
            reasons.append(error)
    message = f"offers {len(reasons)} files, none of which is {wanted.reference.value}"
    raise FetchError(message, file=answer.address, remedy=f"the first: {reasons[0].message}" if reasons else "")


def _explain_status(answer: Answer | None, address: str) -> FetchError:
    """Return an error for an answer that is not a file."""
    status = answer.status if answer else 0
    if status in _NOT_THERE:
        remedy = "check the reference, or ask for another --format or --language"
        return FetchError(f"there is no such file (status {status})", file=address, remedy=remedy)
    if status in (202, 401, 403) or (answer and answer.challenged):
        remedy = "open the address in a browser and save the file from there"
        return FetchError(f"does not let programs in (status {status})", file=address, remedy=remedy)
    return FetchError(f"answers with status {status} instead of the file", file=address)


def _ask_for_facts(wanted: _Wanted, addresses: Addresses, client: Client) -> tuple[dict[str, Any], str]:
    """Return what a public record says of a text, and a remark if it could not be had: the text matters more."""
    path = wanted.family.record
    if path is None:
        return {}, ""
    address = fill(addresses, path, wanted.reference, wanted.language)
    try:
        answer = client.get(
            address, addresses.places[path.place], accept="application/ld+json", language=wanted.language
        )
    except FetchError as error:
        return {}, f"no facts from the public record: {error.message}"
    facts = read_record(answer.data, wanted.reference) if answer.status == OK else {}
    return facts, "" if facts else f"no facts from the public record (status {answer.status})"


def _name_source(place: Place, wanted: _Wanted, facts: Mapping[str, Any]) -> str:
    source = f"{place.title}: {wanted.reference.name}"
    return f"{source}; Open Data portal of the European Parliament, record {wanted.reference.name}" if facts else source


def _identify(reference: Reference) -> dict[str, str]:
    """Return the identifier by which a text was asked for, where the text itself may not print it."""
    if reference.kind == "celex":
        return {"celex": reference.value}
    if reference.kind == "journal":
        return {"eli": f"http://data.europa.eu/eli/{reference.value}/oj"}
    return {}


def _add_to_dossier(wanted: _Wanted, given: dict[str, Any], folder: Path) -> str:
    """Return the `dossier.toml` of a folder with a text more; a new one where there is none."""
    path = folder / DOSSIER_FILE
    name = wanted.path.name
    try:
        toml = read_file(path).decode("utf-8-sig") if path.exists() else ""
        entry = TextFacts(id=make_id(toml, wanted.path.stem, name), file=name, given=given)
        return add_text(toml, entry) if toml else make_dossier_text(folder.resolve().name, entry)
    except DossierError as error:
        raise DossierError(error.message, file=path, remedy=error.remedy) from None
