"""The labels as typed data: what a careful reader finds in each text, and between two texts."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from msgspec import Struct, field

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLD = ROOT.parent / "shared" / "gold" / "cambodia.yaml"
SEEDS = ROOT / "sources" / "cambodia"

Part = Literal["seeds", "development", "held-out"]


class ActionLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """One action; `wordings` are further quotations that are as good."""

    id: str
    text: str
    wordings: tuple[str, ...] = field(name="or", default=())


class StatementLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """One statement; see the README for what the fields mean."""

    id: str
    verb: str
    kind: Literal["demand", "position", "procedural"]
    text: str
    addressees: tuple[str, ...] = ()
    explicit: bool = False
    optional: tuple[str, ...] = ()
    actions: tuple[ActionLabel, ...] = ()
    soft: bool = False
    doubtful: bool = False


class ParagraphLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """One operative paragraph by its printed number."""

    n: int
    statements: tuple[StatementLabel, ...]


class DocumentLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """One labelled text."""

    file: str
    language: str
    paragraphs: tuple[ParagraphLabel, ...]


class LinkLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """One link; `strength` and `scope` hold every value a careful reader could defend, null when not scored."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    confidence: Literal["sure", "possible"]
    strength: str | tuple[str, ...] | None = None
    scope: str | tuple[str, ...] | None = None
    why: str = ""


class FalseFriend(Struct, frozen=True, forbid_unknown_fields=True):
    """Two actions that look alike and must not be linked."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    why: str = ""


class PairLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of the demands of `old` in `new` (names of texts)."""

    old: str
    new: str
    links: tuple[LinkLabel, ...]
    false_friends: tuple[FalseFriend, ...] = ()
    new_actions: tuple[str, ...] = ()
    not_carried_over: tuple[str, ...] = ()


class LabelledText(Struct, frozen=True):
    """A text with its labels: `name` for reports, `path` of the source."""

    name: str
    part: Part
    path: Path
    label: DocumentLabel


class LabelledPair(Struct, frozen=True):
    """A pair with its labels."""

    name: str
    part: Part
    label: PairLabel


def join_source(text: str) -> str:
    """Return a source as one line, words that a line end broke at their hyphen rejoined with it."""
    return " ".join(re.sub(r"(?<=\w)-\n(?=\w)", "-", text).split())


def load_texts(part: Part) -> list[LabelledText]:
    """Return the labelled texts of a part; none for the seeds where their labels are absent."""
    if part == "seeds":
        return load_seed_texts()
    names = _load_split()[part]["texts"]
    return [LabelledText(name, part, HERE / "texts" / f"{name}.txt", _load_document(name)) for name in names]


def load_pairs(part: Part) -> list[LabelledPair]:
    """Return the labelled pairs of a part; none for the seeds where their labels are absent."""
    if part == "seeds":
        return load_seed_pairs()
    return [LabelledPair(name, part, _load_pair(name)) for name in _load_split()[part]["pairs"]]


def load_seed_texts() -> list[LabelledText]:
    """Return the two seed texts with the reading made of them before any program existed."""
    return [
        LabelledText(item["id"], "seeds", SEEDS / item["file"], convert_gold_document(item))
        for item in _load_gold().get("documents", ())
    ]


def load_seed_pairs() -> list[LabelledPair]:
    """Return the pair of the seeds."""
    gold = _load_gold()
    return [LabelledPair("cambodia", "seeds", convert_gold_pair(gold))] if gold else []


def convert_gold_document(item: dict[str, Any]) -> DocumentLabel:
    """Return the labels of one text of the gold, ids without the name of the text."""
    paragraphs = [
        {"n": p["n"], "statements": [_convert_statement(s) for s in p["statements"]]} for p in item["paragraphs"]
    ]
    return msgspec.convert({"file": item["file"], "language": "en", "paragraphs": paragraphs}, DocumentLabel)


def convert_gold_pair(gold: dict[str, Any]) -> PairLabel:
    """Return the links of the gold, the forwarding clause left out; its classes of change become signs on two axes."""
    links = [_convert_link(link) for link in gold["alignment"] if link["structure"] != "procedural"]
    friends = [
        FalseFriend((_bare(item["from"]),), (_bare(item["to"]),), item["why"])
        for item in gold["false_friends"]
        if item["from"].split(":")[0] != item["to"].split(":")[0]
    ]
    old, new = (item["id"] for item in gold["documents"])
    return PairLabel(old, new, tuple(links), tuple(friends))


def find_sign(classes: set[str], up: str, down: str) -> str:
    """Return the sign of an axis whose classes are named `up` and `down`."""
    signs = {(True, True): "mixed", (True, False): "up", (False, True): "down", (False, False): "same"}
    return signs[up in classes, down in classes]


def _convert_statement(item: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {key: item[key] for key in ("verb", "kind", "text", "addressees", "explicit") if key in item}
    actions = [{"id": _bare(action["id"]), "text": action["text"]} for action in item.get("actions", ())]
    return {"id": _bare(item["id"]), **kept, "actions": actions}


def _convert_link(item: dict[str, Any]) -> LinkLabel:
    classes = {item["class"], *item["also"]}
    return LinkLabel(
        old=(_bare(item["from"]),),
        new=(_bare(item["to"]),),
        confidence=item["strength"],
        strength=find_sign(classes, "strengthened", "softened"),
        scope=find_sign(classes, "broadened", "narrowed"),
        why=item["why"],
    )


def _bare(identifier: str) -> str:
    return identifier.partition(":")[2]


def _load_gold() -> dict[str, Any]:
    return yaml.safe_load(GOLD.read_text(encoding="utf-8")) if GOLD.is_file() else {}


def _load_split() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((HERE / "split.toml").read_text(encoding="utf-8"))


def _load_document(name: str) -> DocumentLabel:
    return msgspec.convert(_load_yaml(HERE / "labels" / f"{name}.yaml"), DocumentLabel)


def _load_pair(name: str) -> PairLabel:
    return msgspec.convert(_load_yaml(HERE / "pairs" / f"{name}.yaml"), PairLabel)


def _load_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
