"""Notices: what the program repaired, doubted or refused, as data."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a notice matters to the reader of the result."""

    INFO = "info"
    """Repaired without doubt; nothing to do."""
    WARNING = "warning"
    """Doubtful; a person should look. `--strict` turns it into exit code 3."""
    ERROR = "error"
    """Something asked for could not be made."""


class Notice(Struct, frozen=True, kw_only=True, omit_defaults=False):
    """One thing the program repaired, doubted or refused.

    `code` is stable kebab-case (`word-rejoined`); `message` is one English sentence; `location` says where as a
    person would look it up: `line 12`, `page 3`, `recital G`, `paragraph 5`; empty for the whole text.
    """

    severity: Severity
    code: str
    message: str
    location: str = ""
