"""The review file of a dossier on the disk: loaded for a build, refreshed, checked; never written but whole."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from exporter.analysis.comparison import compare, find_candidates
from exporter.batch.documents import load_document
from exporter.batch.dossier import Dossier, is_dossier, list_comparisons, load_dossier
from exporter.batch.files import read_file, write_file
from exporter.batch.pairing import pair_texts
from exporter.batch.report import Noticed
from exporter.batch.support import list_compared, list_steps
from exporter.errors import ReviewError
from exporter.model.dossier import Document, DossierFile
from exporter.model.notice import Notice, Severity
from exporter.review import (
    Question,
    Settled,
    State,
    apply_to_document,
    list_questions,
    read_review,
    refresh,
    settle,
)
from exporter.review.settling import COUNTING, describe

REVIEW_FILE = "review.yaml"
BACKUP_SUFFIX = ".bak"

# what editors leave beside a file that is open in them: vim, LibreOffice, Emacs
LOCKS = (".{name}.swp", ".~lock.{name}#", ".#{name}")


class Review(Struct, frozen=True, kw_only=True):
    """A dossier with its review file settled on its texts, and everything that is to be decided.

    `dossier` is its file with the comparisons that are made. `data` are the bytes of the review file, null where there
    is none yet.
    """

    path: Path
    dossier: DossierFile
    title: str
    documents: dict[str, Document]
    settled: Settled
    questions: tuple[Question, ...]
    data: bytes | None = None


class Refreshed(Struct, frozen=True, kw_only=True):
    """What came of a refresh: where, whether the file changed, how many questions are open and how many decided.

    `is_backed_up` is true where the file that was there before is kept beside it. `notices` tell of decisions that do
    not count, or no longer quite.
    """

    path: Path
    is_written: bool
    is_backed_up: bool
    open: int
    decided: int
    offered: int
    notices: tuple[Noticed, ...] = ()


def find_review(dossier: Dossier) -> Path | None:
    """Return where the review file of a dossier is or would be; None for bare files."""
    return dossier.place.parent / REVIEW_FILE if dossier.place else None


def load_settled(dossier: Dossier, documents: Mapping[str, Document]) -> Settled | None:
    """Return the decisions on these texts, None where there is no review file; ReviewError if it cannot be read."""
    path = find_review(dossier)
    if path is None or not path.exists():
        return None
    return settle(read_review(read_file(path), str(path)), documents)


def load_review(path: Path) -> Review:
    """Return the review of a dossier; the errors of its texts and of the file are raised."""
    if path.exists() and not is_dossier(path):
        remedy = "put a dossier.toml beside the text, as sources/README.md says, and name its folder"
        raise ReviewError("is not the folder of a dossier", file=path, remedy=remedy)
    dossier = load_dossier(path)
    place = find_review(dossier) or path / REVIEW_FILE
    pairs = zip(dossier.file.texts, dossier.sources, strict=True)
    documents = {entry.id: load_document(source, entry.id, entry.given) for entry, source in pairs}
    data = read_file(place) if place.exists() else None
    return make_review(dossier, place, documents, data)


def make_review(dossier: Dossier, place: Path, documents: dict[str, Document], data: bytes | None) -> Review:
    """Return the review of texts that are loaded already."""
    review = read_review(data or b"", str(place))
    settled = settle(review, documents)
    ruled = {name: apply_to_document(document, settled) for name, document in documents.items()}
    pairs = [(ruled[old], ruled[new]) for old, new in list_asked(dossier, documents)]
    comparisons = [compare(old, new) for old, new in pairs]
    candidates = {
        (old.id, new.id): find_candidates(comparison, old, new)
        for comparison, (old, new) in zip(comparisons, pairs, strict=True)
    }
    questions = list_questions(list(documents.values()), comparisons, candidates, settled.identity)
    return Review(
        path=place,
        dossier=pair_texts(dossier, documents).file,
        title=dossier.file.title,
        documents=documents,
        settled=settled,
        questions=tuple(questions),
        data=data,
    )


def list_asked(dossier: Dossier, documents: Mapping[str, Document]) -> list[tuple[str, str]]:
    """Return the pairs of texts that people are asked about: those that are printed, and the steps of chains.

    Texts in two languages are left out, unless the dossier compares them all the same: words cannot be linked.
    """
    file = pair_texts(dossier, documents).file
    printed = [(entry.old, entry.new) for entry in list_comparisons(file) if entry.across_languages]
    pairs = [(entry.old, entry.new) for entry in list_comparisons(file)]
    languages = {name: document.resolution.language for name, document in documents.items()}
    asked = dict.fromkeys((*pairs, *list_steps(file)))
    return [pair for pair in asked if pair in printed or languages[pair[0]] == languages[pair[1]]]


def refresh_review(path: Path) -> Refreshed:
    """Return what came of writing the review file of a dossier anew; what it replaces is kept beside it."""
    review = load_review(path)
    data = format_review(review)
    if data != review.data:
        check_locks(review.path)
        if review.path.exists() and read_file(review.path) != review.data:
            raise ReviewError("was changed while it was refreshed", file=review.path, remedy="call it again")
        if review.data is not None:
            write_file(find_backup(review.path), review.data)
        write_file(review.path, data)
    settled = settle(read_review(data, str(review.path)), review.documents)
    states = [standing.state for standing in settled.standings]
    notices = (*settled.list_notices(), *list_unused(settled, review.dossier))
    return Refreshed(
        path=review.path,
        is_written=data != review.data,
        is_backed_up=review.data not in (None, data),
        open=states.count(State.OPEN),
        decided=states.count(State.DECIDED) + states.count(State.CHANGED),
        offered=states.count(State.OFFERED),
        notices=tuple(Noticed(file=str(review.path), notice=notice) for notice in notices),
    )


def list_unused(settled: Settled, file: DossierFile) -> Iterator[Notice]:
    """Yield a notice for each decision on a link of two texts that the dossier does not compare."""
    compared = list_compared(file)
    for entry, standing in zip(settled.review.entries, settled.standings, strict=True):
        if not entry.is_link or standing.state not in COUNTING:
            continue
        old, new = (standing.targets[side].text for side in ("old", "new"))
        if (old, new) not in compared:
            remedy = (
                "write old and new the other way round" if (new, old) in compared else "add them to [[comparisons]]"
            )
            message = f"{describe(entry)}: the dossier does not compare {old} with {new}, so the decision has no effect"
            yield _warn("decision-unused", f"{message}; {remedy}", f"line {entry.line}")


def format_review(review: Review) -> bytes:
    """Return the bytes of the review file with present questions, its line ends and byte order mark as they were."""
    sources = {name: document.resolution.source for name, document in review.documents.items()}
    texts = {name: (source.file, source.sha256) for name, source in sources.items()}
    return encode(refresh(review.settled, review.questions, texts, review.title), review.data)


def encode(text: str, before: bytes | None) -> bytes:
    """Return text as bytes, with the line ends and byte order mark of the file it replaces."""
    data = text.replace("\n", "\r\n").encode() if before and b"\r\n" in before else text.encode()
    return b"\xef\xbb\xbf" + data if before and before.startswith(b"\xef\xbb\xbf") else data


def find_backup(path: Path) -> Path:
    """Return where the file that is replaced is kept."""
    return path.with_name(path.name + BACKUP_SUFFIX)


def check_locks(path: Path) -> None:
    """Raise ReviewError if the file is open in an editor, which would write its own version over ours."""
    for pattern in LOCKS:
        lock = path.with_name(pattern.format(name=path.name))
        if lock.exists() or lock.is_symlink():
            remedy = f"close it there, or delete {lock.name} if it is a leftover"
            raise ReviewError("is open in an editor", file=path, remedy=remedy)


def check_review(path: Path) -> Iterator[Noticed]:
    """Yield what is open, new, stale or in conflict in the review of a dossier, in the order of the file."""
    review = load_review(path)
    told: list[tuple[int, Notice]] = []
    for entry, standing in zip(review.settled.review.entries, review.settled.standings, strict=True):
        if standing.state is State.OPEN:
            why = f": {standing.reason}" if standing.reason else ""
            message = f"nobody has decided on {describe(entry)}{why}"
            told.append((entry.line, _warn("decision-open", message, f"line {entry.line}")))
    troubles = (*review.settled.list_notices(), *list_unused(review.settled, review.dossier))
    told += [(int(notice.location.removeprefix("line ")), notice) for notice in troubles]
    told.sort(key=lambda item: item[0])
    yield from (Noticed(file=str(review.path), notice=notice) for _, notice in told)
    if review.data is None or format_review(review) != review.data:
        message = "there are questions, or demands, that are not in the file; write them into it with `exporter review`"
        yield Noticed(file=str(review.path), notice=_warn("review-not-refreshed", message, ""))


def _warn(code: str, message: str, location: str) -> Notice:
    return Notice(severity=Severity.WARNING, code=code, message=message, location=location)
