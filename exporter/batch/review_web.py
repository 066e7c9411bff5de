"""The review file as a page on this machine: one click for each decision, saved at once in the same file.

Only this machine can reach it (the loopback address), only who knows the random token in its address gets an answer,
and pages of other sites cannot post to it: the host and origin of each request are checked. The page loads nothing
from elsewhere; its Content-Security-Policy allows nothing else.
"""

import datetime
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from exporter.batch.files import read_file, write_file
from exporter.batch.review import Review, check_locks, encode, find_backup, load_review, refresh_review
from exporter.batch.review_board import Board, Shelf, find_entry, list_shelves, make_board
from exporter.errors import ExporterError, ReviewError
from exporter.model.review import Verdict
from exporter.review import (
    Answer,
    ReviewFile,
    Settled,
    add_link,
    can_remove,
    decide,
    read_review,
    remove_link,
    settle,
)

LOOPBACK = "127.0.0.1"
MAX_BODY = 64_000
MOST_STEPS = 200
"""So many steps can be taken back."""

PAGE_FILES = {
    "": ("page.html", "text/html; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Post(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision as the page sends it: who, about which entry of which version, and what."""

    version: str
    index: int
    by: str = ""
    values: dict[str, str] = {}


class LinkPost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A link that a person adds: `old` and `new` name demands, `2022/5.2.1` or `2022/b01d77`."""

    version: str
    by: str
    old: str
    new: str
    comment: str = ""


class UndoPost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The wish to take back the last step."""

    version: str


class Chosen(Struct, frozen=True, kw_only=True):
    """A demand chosen for a link: its id, its text, where it stands, its words."""

    name: str
    text: str
    place: str
    words: str


class Step(Struct, frozen=True, kw_only=True):
    """One step that can be taken back: what was done, the file before it, the version after it."""

    label: str
    before: bytes
    after: str


class Desk:
    """The review file of a dossier while a page is open on it; each answer is saved before the next is looked at."""

    def __init__(self, dossier: Path, today: Callable[[], datetime.date]) -> None:
        refreshed = refresh_review(dossier)
        self.review: Review = load_review(dossier)
        self.today = today
        self.lock = threading.Lock()
        # a refresh keeps the file as it was before: the first click must not replace that
        self.is_backed_up = refreshed.is_backed_up
        self.steps: list[Step] = []

    def read(self) -> Board:
        """Return the present state of the file; ReviewError if somebody made it unreadable meanwhile."""
        return self._make_board(read_file(self.review.path))

    def read_version(self) -> dict[str, str]:
        """Return the name of the present state of the file."""
        return {"version": find_version(read_file(self.review.path))}

    def list_shelves(self) -> tuple[Shelf, ...]:
        """Return all demands that can be linked."""
        return list_shelves(self.review.documents, self.review.settled.identity)

    def save(self, post: Post) -> Board:
        """Return the state after an answer was saved; ConflictError if the file is another than the page shows."""
        with self.lock:
            data = self._read_if(post.version)
            review = self._parse(data)
            entry = next((entry for entry in review.entries if entry.index == post.index), None)
            if entry and post.values.get("decision") == "" and can_remove(review, entry):
                return self._write(data, remove_link(review, entry), "the added link")
            label = post.values.get("decision") or "the last change"
            return self._write(data, decide(review, self._make_answer(post)), label)

    def add(self, post: LinkPost) -> Board:
        """Return the state after a link was added, or confirmed where the file has it already; errors as of `save`."""
        with self.lock:
            data = self._read_if(post.version)
            review = self._parse(data)
            settled = settle(review, self.review.documents)
            old, new = (self._find_target(settled, name) for name in self._order(post.old, post.new))
            comment = {"comment": post.comment} if post.comment.strip() else {}
            known = find_entry(settled, old.name, new.name)
            if known:
                values = {"decision": Verdict.CONFIRM, **comment}
                answer = Post(version=post.version, index=known.index, by=post.by, values=values)
                return self._write(data, decide(review, self._make_answer(answer)), "the link")
            values = self._sign({"decision": Verdict.ADD, **comment}, post.by)
            words = {"old": old.name, "old words": old.words, "new": new.name, "new words": new.words}
            where = {"where": f"{old.text} {old.place} → {new.text} {new.place}"}
            return self._write(data, add_link(review, {**words, **where, **values}), "the added link")

    def undo(self, post: UndoPost) -> Board:
        """Return the state after the last step on this page was taken back; ConflictError if the file changed since."""
        with self.lock:
            data = self._read_if(post.version)
            if not self.steps:
                raise ReviewError("there is nothing to take back")
            if self.steps[-1].after != post.version:
                self.steps.clear()
                raise ConflictError("the file was changed elsewhere since; what was decided before stays as it is")
            check_locks(self.review.path)
            self._keep_backup(data)
            step = self.steps.pop()
            write_file(self.review.path, step.before)
            return self._make_board(step.before)

    def _read_if(self, version: str) -> bytes:
        data = read_file(self.review.path)
        if find_version(data) != version:
            raise ConflictError("the file was changed meanwhile; look again, and decide once more")
        return data

    def _write(self, data: bytes, text: str, label: str) -> Board:
        """Write the file anew, unless nothing changed or somebody was quicker."""
        after = encode(text, data)
        if after == data:
            return self._make_board(data)
        check_locks(self.review.path)
        self._keep_backup(data)
        self._read_if(find_version(data))
        write_file(self.review.path, after)
        self.steps.append(Step(label=label, before=data, after=find_version(after)))
        del self.steps[:-MOST_STEPS]
        return self._make_board(after)

    def _parse(self, data: bytes) -> ReviewFile:
        return read_review(data, str(self.review.path))

    def _keep_backup(self, data: bytes) -> None:
        """Keep the file as it was before the page was opened: the last click alone would be a poor backup."""
        if not self.is_backed_up:
            write_file(find_backup(self.review.path), data)
            self.is_backed_up = True

    def _make_answer(self, post: Post) -> Answer:
        values = {key: " ".join(value.split()) for key, value in post.values.items()}
        return Answer(index=post.index, values=self._sign(values, post.by))

    def _sign(self, values: Mapping[str, str], by: str) -> dict[str, str]:
        """Return the values with name and day where there is a decision, without them where it is taken back."""
        tidy = {key: " ".join(value.split()) for key, value in values.items()}
        if "decision" not in tidy:
            return tidy
        name = " ".join(by.split())
        if tidy["decision"] and not name:
            raise ReviewError("a decision needs your name", remedy="fill it in at the top")
        return {**tidy, **({"by": name, "on": self.today().isoformat()} if tidy["decision"] else {"by": "", "on": ""})}

    def _order(self, *names: str) -> list[str]:
        """Return two demands in the order of their texts."""
        order = list(self.review.documents)
        texts = [name.partition("/")[0] for name in names]
        if unknown := next((text for text in texts if text not in order), None):
            raise ReviewError(f"the dossier has no text “{unknown}”")
        if texts[0] == texts[1]:
            raise ReviewError("both demands are of one text", remedy="choose demands of two texts")
        return sorted(names, key=lambda name: order.index(name.partition("/")[0]))

    def _find_target(self, settled: Settled, name: str) -> Chosen:
        found = settled.identity.found.get(name)
        if found is None or found.is_changed or not found.target.is_action:
            raise ReviewError(f"there is no demand {name}", remedy="load the page again")
        target = found.target
        return Chosen(name=name, text=target.text, place=target.place, words=target.words)

    def _make_board(self, data: bytes) -> Board:
        settled = settle(self._parse(data), self.review.documents)
        version = find_version(data)
        undo = self.steps[-1].label if self.steps and self.steps[-1].after == version else ""
        return make_board(settled, version, self.review.title, self.review.path.name, undo)


class ConflictError(ReviewError):
    """The file is not the one that the page shows."""


def find_version(data: bytes) -> str:
    """Return a name for the state of the file."""
    return hashlib.sha256(data).hexdigest()


POSTS: dict[str, tuple[type[Struct], Callable[[Desk, Any], Board]]] = {
    "decide": (Post, Desk.save),
    "add": (LinkPost, Desk.add),
    "undo": (UndoPost, Desk.undo),
}
"""What the page may send, and what comes of it."""


class Server(ThreadingHTTPServer):
    """Serves one desk to this machine alone; `address` is what to open in the browser."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.desk = desk
        self.token = secrets.token_urlsafe(24)
        super().__init__((LOOPBACK, port), Handler)

    @property
    def address(self) -> str:
        """The address of the page, with its token."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def is_ours(self, host: str | None) -> bool:
        """Tell whether a request was meant for us: a name that leads here by a trick of DNS is not."""
        return host in (f"{LOOPBACK}:{self.server_port}", f"localhost:{self.server_port}")


def open_server(dossier: Path, today: Callable[[], datetime.date], port: int = 0) -> Server:
    """Return a server of the review of a dossier, refreshed; ReviewError if the port is taken."""
    try:
        return Server(Desk(dossier, today), port)
    except OSError as error:
        message = f"the page cannot be served at port {port}: {(error.strerror or str(error)).lower()}"
        raise ReviewError(message, remedy="leave --port out") from None


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "exporter"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer with the page, its script and style, or the questions."""
        name = self._find_name()
        if name is None:
            return
        desk = self.server.desk
        reads: dict[str, Callable[[], Any]] = {
            "questions": desk.read,
            "version": desk.read_version,
            "demands": desk.list_shelves,
        }
        if name in reads:
            self._answer(reads[name])
        elif name in PAGE_FILES:
            file, kind = PAGE_FILES[name]
            self._send(200, (files(__package__) / "review_page" / file).read_bytes(), kind)
        else:
            self._fail(404, "there is nothing here")

    def do_POST(self) -> None:
        """Save one decision."""
        name = self._find_name()
        if name is None:
            return
        origin = self.headers.get("Origin")
        if origin is not None and not self.server.is_ours(origin.removeprefix("http://")):
            self._fail(403, "only the page itself may save")
        elif name not in POSTS or self.headers.get_content_type() != "application/json":
            self._fail(404, "there is nothing here")
        else:
            self._save(*POSTS[name])

    def _save(self, kind: type[Struct], act: Callable[[Desk, Any], Board]) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            self._fail(413, "that is too long")
            return
        try:
            post = msgspec.json.decode(self.rfile.read(int(length)), type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._fail(400, "that is no decision")
            return
        self._answer(lambda: act(self.server.desk, post))

    def _find_name(self) -> str | None:
        """Return what is asked for, None after a refusal: a wrong host, or no token."""
        if not self.server.is_ours(self.headers.get("Host")):
            self._fail(403, "this page is for this machine alone")
            return None
        token, _, name = self.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()) or not self.path.startswith("/"):
            self._fail(404, "there is nothing here")
            return None
        return name

    def _answer(self, make: Callable[[], Any]) -> None:
        try:
            self._send(200, msgspec.json.encode(make()), "application/json")
        except ConflictError as error:
            self._fail(409, error.message)
        except ExporterError as error:
            self._fail(422, str(error))

    def _fail(self, status: int, message: str) -> None:
        self._send(status, msgspec.json.encode({"error": message}), "application/json")

    def _send(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing: the address holds the token."""
