"""A dossier of our own with a review file, and ways to fill it in as a person would."""

import re
import shutil
from pathlib import Path

from exporter.batch.review import Review, load_review, refresh_review
from exporter.review import Entry, State
from exporter.review.entries import read_review
from exporter.review.settling import Standing

CASES = Path(__file__).parents[1] / "cases" / "review"
VELDORIA = CASES / "veldoria"
SIGNED = "    by: Jane Roe\n    on: 2032-07-01\n"


def make_dossier(folder: Path) -> Path:
    """Return a copy of the dossier on Veldoria, without a review file."""
    target = folder / "veldoria"
    target.mkdir(parents=True)
    for name in ("old.txt", "new.txt", "dossier.toml"):
        shutil.copy(VELDORIA / name, target)
    return target


def make_reviewed(folder: Path) -> Path:
    """Return the dossier with a fresh review file."""
    dossier = make_dossier(folder)
    refresh_review(dossier)
    return dossier


def path_of(dossier: Path) -> Path:
    return dossier / "review.yaml"


def text_of(dossier: Path) -> str:
    return path_of(dossier).read_text(encoding="utf-8")


def answer(dossier: Path, words: str, decision: str, extra: str = "", signed: str = SIGNED) -> None:
    """Write a decision into the entry that quotes these words, as a person would with an editor."""
    text = text_of(dossier)
    place = text.index(words)
    changed = re.sub(
        r"    decision:\n    by:\n    on:\n    comment:\n",
        lambda _: f"    decision: {decision}\n{signed}{extra}",
        text[place:],
        count=1,
    )
    assert changed != text[place:]
    path_of(dossier).write_text(text[:place] + changed, encoding="utf-8")


def edit_source(dossier: Path, name: str, old: str, new: str) -> None:
    """Change words of a source."""
    path = dossier / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def stand(dossier: Path, words: str) -> list[tuple[Entry, Standing]]:
    """Return the decided entries that quote these words, with how they stand."""
    review = load_review(dossier)
    pairs = zip(review.settled.review.entries, review.settled.standings, strict=True)
    return [(e, s) for e, s in pairs if e.is_decided and any(words in value for value in e.values.values())]


def states_of(dossier: Path) -> list[State]:
    return [standing.state for standing in load_review(dossier).settled.standings]


def reviewed(dossier: Path) -> Review:
    return load_review(dossier)


def entries_of(dossier: Path) -> tuple[Entry, ...]:
    return read_review(path_of(dossier).read_bytes(), "review.yaml").entries
