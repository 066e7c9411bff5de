"""The JSON Schema of a review file, for editors that check and complete YAML; made of the tables of the reader."""

import json
from typing import Any

from exporter.review.entries import (
    ACRONYM_KEYS,
    FORMAT,
    KNOWN,
    KNOWN_KEYS,
    LINK_KEYS,
    REFERENCE,
    SECTIONS,
    STATEMENT_KEYS,
    TEXT_KEYS,
    list_choices,
)
from exporter.review.layout import HEADS

# what the reader takes for words; an editor's YAML tells them apart
_WORDS = {"type": ["string", "number", "boolean", "null"]}

_MEANINGS = {
    "old": "A demand of the earlier text: its id (2022/b01d77) or its place (2022/5.2.1).",
    "new": "A demand of the later text: its id (2024/cd8b79) or its place (2024/1.2.1).",
    "demand": "A statement: its id (2022/b01d77) or its place (2022/5.2).",
    "old words": "The words of the old demand. Kept by the program.",
    "new words": "The words of the new demand. Kept by the program.",
    "words": "The words of the statement. Kept by the program.",
    "where": "Where the words stand: paragraph.statement.action. Kept by the program.",
    "proposed": "What the program proposes.",
    "because": "What the proposal rests on.",
    "decision": "What you decide. It counts with name and day only.",
    "by": "Your name.",
    "on": "The day, such as 2024-11-28.",
    "comment": "What readers should know; printed with your name.",
    "strength": "To correct: how hard it is pressed now.",
    "scope": "To correct: how much, for whom and of whom it is asked now.",
    "addressee": "To correct: who is meant; several with ; between them.",
    "kind": "To correct: what the statement is.",
    "text": "The id of a text.",
    "says": "What the program says of two spellings.",
}

_NAMES = {LINK_KEYS: "link", STATEMENT_KEYS: "statement", ACRONYM_KEYS: "acronym"}
"""What an entry with these keys is called among the definitions."""


def format_schema() -> str:
    """Return the JSON Schema (2020-12) of a review file, indented, with a newline at the end."""
    sections = {name: _describe(HEADS[name], _list(_NAMES[keys])) for name, keys in SECTIONS.items()}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "review.yaml",
        "description": "What people decided on the program's proposals about the texts of a dossier.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            "format": {"enum": [FORMAT, int(FORMAT)]},
            "texts": _describe(HEADS["texts"], _table(TEXT_KEYS)),
            **sections,
            KNOWN: _describe(HEADS[KNOWN], _table(KNOWN_KEYS, ("place", "hash"))),
        },
        "$defs": {name: _define(keys) for keys, name in _NAMES.items()},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _describe(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, **schema}


def _list(name: str) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{name}"}}


def _table(keys: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema of a table whose keys are ids and whose values are tables of words."""
    inner = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(keys, _WORDS)}
    return {"type": ["object", "null"], "additionalProperties": {**inner, "required": list(required)}}


def _define(keys: tuple[str, ...]) -> dict[str, Any]:
    section = next(name for name, own in SECTIONS.items() if own is keys)
    properties = {key: _describe(_MEANINGS[key], _say(section, key)) for key in keys}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _say(section: str, key: str) -> dict[str, Any]:
    """Return what may stand under a key of an entry."""
    if choices := list_choices(section, key):
        return {"enum": [*choices, "", None]}
    if key in ("old", "new", "demand"):
        return {"type": ["string", "null"], "pattern": f"^(?:\\s*|\\s*{REFERENCE.pattern}\\s*)$"}
    if key == "on":
        return {"type": ["string", "null"], "pattern": r"^\s*(?:\d{4}-\d{2}-\d{2}\s*)?$"}
    if key == "addressee":
        return {"anyOf": [_WORDS, {"type": "array", "items": _WORDS}]}
    return _WORDS
