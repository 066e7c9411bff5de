"""What `exporter fetch` decides before it asks anybody, and what it says."""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from exporter.batch.progress import say, say_error
from exporter.errors import UsageError
from exporter.fetching.run import Options, Saved, choose_folder, fetch
from exporter.languages.addresses import load_addresses

SOURCES = Path("sources")


def make_options(
    references: Sequence[str],
    into: Path | None,
    *,
    day: datetime.date,
    version: str,
    language: str | None,
    wanted: str | None,
    force: bool,
    places: Sequence[str],
    cache: Path | None,
) -> Options:
    """Return the options of a command line; UsageError if they make no sense."""
    if into is not None and into.exists() and not into.is_dir():
        raise UsageError(f"{into} is no folder", remedy="name the folder of a dossier with --into")
    return Options(
        folder=into or SOURCES / choose_folder(references),
        day=day,
        agent=make_agent(version),
        language=language.casefold() if language else None,
        format=wanted,
        force=force,
        cache=cache or _find_cache(),
        bases=dict(_split_place(place) for place in places),
    )


def follow_fetch(references: Sequence[str], options: Options) -> int:
    """Return the exit code after fetching: files that were saved go to stdout, everything else to stderr."""
    code = 0
    for event in fetch(references, options):
        if isinstance(event, Saved):
            say(str(event.path), err=False)
            for remark in event.remarks:
                say(f"{event.reference}: {remark}")
        else:
            say_error(event.message)
            code = 1
    return code


def make_agent(version: str) -> str:
    """Return how the program names itself to servers: name, version, and what it does."""
    number = version if re.fullmatch(r"[\w.+-]+", version) else "unreleased"
    return f"exporter/{number} (publishing pipeline for parliamentary resolutions; asks for single documents)"


def _find_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("exporter", appauthor=False) / "fetch"


def _split_place(text: str) -> tuple[str, str]:
    name, separator, address = text.partition("=")
    if not separator or name not in load_addresses().places or not re.match(r"https?://", address):
        raise UsageError(f'"{text}" is no place', remedy="write name=https://..., with a name of addresses.toml")
    return name, address.rstrip("/")
